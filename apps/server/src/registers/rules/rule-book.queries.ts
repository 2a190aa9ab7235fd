/** SQL of rule books: an agency's own versions, and the published ones of all agencies for the public. */
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import type { RuleBooksTable } from './tables.ts';

export type StoredRuleBook = Selectable<RuleBooksTable>;

/** Newest version first. */
export async function ruleBooksOf(tx: Tx, scope: Scope): Promise<readonly StoredRuleBook[]> {
  return ownBooks(tx, scope).selectAll().orderBy('version', 'desc').limit(500).execute();
}

export async function ruleBookById(tx: Tx, scope: Scope, id: string): Promise<StoredRuleBook | undefined> {
  return ownBooks(tx, scope).selectAll().where('id', '=', id).executeTakeFirst();
}

/** The row locked until the end of the transaction. */
export async function lockRuleBook(tx: Tx, scope: Scope, id: string): Promise<StoredRuleBook | undefined> {
  return ownBooks(tx, scope).selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The open draft, wherever it is on its way. */
export async function openRuleBook(tx: Tx, scope: Scope): Promise<{ readonly id: string } | undefined> {
  return ownBooks(tx, scope)
    .select('id')
    .where('state', 'in', ['draft', 'legalReview', 'reviewed', 'approved'])
    .executeTakeFirst();
}

export async function lockPublishedRuleBook(tx: Tx, scope: Scope): Promise<StoredRuleBook | undefined> {
  return ownBooks(tx, scope).selectAll().where('state', '=', 'published').forUpdate().executeTakeFirst();
}

/** The last version before this one that was ever published. */
export async function versionBefore(
  tx: Tx,
  scope: Scope,
  version: number,
): Promise<StoredRuleBook | undefined> {
  return ownBooks(tx, scope)
    .selectAll()
    .where('version', '<', version)
    .where('state', 'in', ['published', 'superseded', 'revoked'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function lastRuleBookVersion(tx: Tx, scope: Scope): Promise<number> {
  const row = await ownBooks(tx, scope)
    .select((eb) => eb.fn.max('version').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

export async function insertRuleBook(
  tx: Tx,
  scope: Scope,
  book: {
    readonly id: string;
    readonly version: number;
    readonly rules: RuleBook;
    readonly reason: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('rule_books')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: book.id,
      version: book.version,
      state: 'draft',
      rules: JSON.stringify(book.rules),
      reason: book.reason,
      published_on: null,
      created_at: book.at,
      updated_at: book.at,
    })
    .execute();
}

export async function updateRuleBook(
  tx: Tx,
  scope: Scope,
  change: {
    readonly id: string;
    readonly rowVersion: number;
    readonly at: string;
    readonly set: Partial<Pick<StoredRuleBook, 'state' | 'reason' | 'published_on'>> & {
      readonly rules?: RuleBook;
    };
  },
): Promise<void> {
  const { rules, ...columns } = change.set;
  await tx
    .updateTable('rule_books')
    .set({
      ...columns,
      ...(rules === undefined ? {} : { rules: JSON.stringify(rules) }),
      row_version: change.rowVersion,
      updated_at: change.at,
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

export async function deleteRuleBook(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx
    .deleteFrom('rule_books')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .execute();
}

function ownBooks(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('rule_books')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId);
}

/** Published rule books of every jurisdiction, by name of the agency. */
export async function publishedRuleBooks(tx: Tx, agencyId: string | undefined) {
  let query = publicBooks(tx).orderBy('agencies.name').orderBy('rule_books.id').limit(500);
  if (agencyId !== undefined) query = query.where('rule_books.agency_id', '=', agencyId);
  return query.execute();
}

export async function publishedRuleBook(tx: Tx, id: string) {
  return publicBooks(tx).where('rule_books.id', '=', id).executeTakeFirst();
}

function publicBooks(tx: Tx) {
  return tx
    .selectFrom('rule_books')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'rule_books.jurisdiction_id')
        .onRef('agencies.id', '=', 'rule_books.agency_id'),
    )
    .selectAll('rule_books')
    .select('agencies.name as agency_name')
    .where('rule_books.state', '=', 'published');
}
