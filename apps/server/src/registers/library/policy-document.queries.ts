/** SQL of policy documents. Bounded by jurisdiction: all its agencies share them. */
import type { PolicyFilter } from '@mingcha/core/registers/library/library-api.ts';
import { lapseWarningDays, type PolicyFields } from '@mingcha/core/registers/library/policy-document.ts';
import { type Selectable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { Page } from './statute.queries.ts';
import type { PolicyDocumentsTable } from './tables.ts';

export type StoredPolicy = Selectable<PolicyDocumentsTable>;
export type ListedPolicy = StoredPolicy & { readonly fileName: string | null };

function withFile(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('policy_documents')
    .leftJoin('files', (join) =>
      join
        .onRef('files.jurisdiction_id', '=', 'policy_documents.jurisdiction_id')
        .onRef('files.id', '=', 'policy_documents.file_id'),
    )
    .selectAll('policy_documents')
    .select('files.file_name as fileName')
    .where('policy_documents.jurisdiction_id', '=', jurisdictionId);
}

/** One row more than the page, in order of the title. */
export async function policyPage(
  tx: Tx,
  jurisdictionId: string,
  asked: { readonly filter: PolicyFilter; readonly page: Page; readonly today: string },
): Promise<readonly ListedPolicy[]> {
  const { filter, page, today } = asked;
  const after = decodeCursor(page.after, 2);
  let query = withFile(tx, jurisdictionId);
  if (filter.state !== undefined) query = query.where(stateIs(filter.state, today));
  if (filter.text !== undefined && filter.text !== '') {
    const part = likePart(filter.text);
    query = query.where(
      sql<boolean>`(policy_documents.title ILIKE ${part} OR policy_documents.number ILIKE ${part}
        OR policy_documents.issuer ILIKE ${part})`,
    );
  }
  if (after !== null)
    query = query.where(
      sql<boolean>`(policy_documents.title COLLATE "C", policy_documents.id) > (${after[0]}, ${after[1]}::uuid)`,
    );
  return query
    .orderBy(sql`policy_documents.title COLLATE "C"`)
    .orderBy('policy_documents.id')
    .limit(page.limit + 1)
    .execute();
}

function stateIs(state: NonNullable<PolicyFilter['state']>, today: string) {
  const lapsed = sql`((ended_on IS NOT NULL AND ended_on <= ${today}::date)
    OR (valid_until IS NOT NULL AND valid_until < ${today}::date))`;
  const soon = sql`(valid_until IS NOT NULL AND valid_until - ${today}::date <= ${lapseWarningDays}::int)`;
  if (state === 'lapsed') return sql<boolean>`${lapsed}`;
  if (state === 'lapsesSoon') return sql<boolean>`NOT ${lapsed} AND ${soon}`;
  return sql<boolean>`NOT ${lapsed} AND NOT ${soon}`;
}

/** Documents by their ids, for those who cite them; ids of another jurisdiction bring nothing. */
export async function policiesByIds(
  tx: Tx,
  jurisdictionId: string,
  ids: readonly string[],
): Promise<readonly StoredPolicy[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('policy_documents')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', ids)
    .execute();
}

export async function lockPolicy(tx: Tx, jurisdictionId: string, id: string) {
  return tx
    .selectFrom('policy_documents')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function policyWithTitle(
  tx: Tx,
  jurisdictionId: string,
  wanted: { readonly title: string; readonly number: string },
) {
  return tx
    .selectFrom('policy_documents')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('title', '=', wanted.title)
    .where('number', '=', wanted.number)
    .executeTakeFirst();
}

export function policyColumns(fields: PolicyFields) {
  return {
    title: fields.title,
    number: fields.number,
    issuer: fields.issuer,
    issued_on: fields.issuedOn,
    valid_until: fields.validUntil,
    link: fields.link,
    note: fields.note,
  };
}

export async function insertPolicy(
  tx: Tx,
  jurisdictionId: string,
  policy: { readonly id: string; readonly fields: PolicyFields; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('policy_documents')
    .values({
      jurisdiction_id: jurisdictionId,
      id: policy.id,
      ...policyColumns(policy.fields),
      ended_on: null,
      file_id: null,
      created_at: policy.at,
      updated_at: policy.at,
    })
    .execute();
}

export async function savePolicyColumns(
  tx: Tx,
  jurisdictionId: string,
  change: {
    readonly id: string;
    readonly columns: Partial<
      ReturnType<typeof policyColumns> & Pick<StoredPolicy, 'ended_on' | 'end_reason' | 'file_id'>
    >;
    readonly version: number;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('policy_documents')
    .set({ ...change.columns, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}
