/** SQL of leniency lists. Entries are written as a whole: a draft is small and saved as one document. */
import type { LeniencyFields } from '@mingcha/core/registers/items/leniency.ts';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { ListChange, Scope } from './item-list.queries.ts';
import { dayKey } from './list-cursor.ts';
import type { LeniencyListsTable } from './tables.ts';

export type StoredLeniencyList = Selectable<LeniencyListsTable>;
export interface StoredEntry {
  readonly entryKey: string;
  readonly fields: LeniencyFields;
}

const entryCount = sql<number>`(SELECT count(*)::integer FROM leniency_entries e
  WHERE e.jurisdiction_id = leniency_lists.jurisdiction_id AND e.list_id = leniency_lists.id)`;

export async function leniencyLists(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('leniency_lists')
    .selectAll()
    .select(entryCount.as('entries'))
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('list_version', 'desc')
    .limit(200)
    .execute();
}

/** The version of the actor's agency; locked where it will be changed. */
export async function leniencyListById(
  tx: Tx,
  scope: Scope,
  wanted: { readonly id: string; readonly lock?: boolean },
): Promise<StoredLeniencyList | undefined> {
  return tx
    .selectFrom('leniency_lists')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', wanted.id)
    .$if(wanted.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
}

export async function lockPublishedLeniency(tx: Tx, scope: Scope): Promise<StoredLeniencyList | undefined> {
  return tx
    .selectFrom('leniency_lists')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('state', '=', 'published')
    .forUpdate()
    .executeTakeFirst();
}

export async function entriesOf(
  tx: Tx,
  scope: { readonly jurisdictionId: string },
  listId: string,
): Promise<readonly StoredEntry[]> {
  const rows = await tx
    .selectFrom('leniency_entries')
    .select(['entry_key', 'fields'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('list_id', '=', listId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ entryKey: row.entry_key, fields: row.fields as LeniencyFields }));
}

export async function insertLeniencyList(
  tx: Tx,
  scope: Scope,
  list: {
    readonly id: string;
    readonly title: string;
    readonly listVersion: number;
    readonly basedOn: string | null;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('leniency_lists')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: list.id,
      title: list.title,
      list_version: list.listVersion,
      state: 'draft',
      based_on: list.basedOn,
      effective_from: null,
      effective_to: null,
      published_on: null,
      created_by: list.by,
      created_at: list.at,
      updated_at: list.at,
    })
    .execute();
}

export async function replaceEntries(
  tx: Tx,
  scope: Scope,
  list: { readonly listId: string; readonly entries: readonly (StoredEntry & { readonly id: string })[] },
): Promise<void> {
  await tx
    .deleteFrom('leniency_entries')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('list_id', '=', list.listId)
    .execute();
  if (list.entries.length === 0) return;
  await tx
    .insertInto('leniency_entries')
    .values(
      list.entries.map((entry, index) => ({
        jurisdiction_id: scope.jurisdictionId,
        id: entry.id,
        list_id: list.listId,
        entry_key: entry.entryKey,
        position: index + 1,
        fields: JSON.stringify(entry.fields),
      })),
    )
    .execute();
}

export async function saveLeniencyRow(tx: Tx, scope: Scope, change: ListChange): Promise<void> {
  const { issuer: _issuer, ...set } = change.set;
  await tx
    .updateTable('leniency_lists')
    .set({ ...set, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

export async function deleteLeniencyList(tx: Tx, scope: Scope, id: string): Promise<void> {
  await replaceEntries(tx, scope, { listId: id, entries: [] });
  await tx
    .deleteFrom('leniency_lists')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', id)
    .execute();
}

function published(tx: Tx) {
  return tx
    .selectFrom('leniency_lists')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'leniency_lists.jurisdiction_id')
        .onRef('agencies.id', '=', 'leniency_lists.agency_id'),
    )
    .innerJoin('jurisdictions', 'jurisdictions.id', 'leniency_lists.jurisdiction_id')
    .selectAll('leniency_lists')
    .select([
      'agencies.name as agency_name',
      'agencies.complaint_phone',
      'jurisdictions.name as place',
      entryCount.as('entries'),
    ])
    .where('leniency_lists.published_on', 'is not', null);
}

/** Lists in force of every agency, the latest first; one more than `limit`. */
export async function publicLeniencyLists(
  tx: Tx,
  query: { readonly text: string | undefined; readonly after: string | undefined; readonly limit: number },
) {
  const key = dayKey(query.after);
  let select = published(tx).where('leniency_lists.state', '=', 'published');
  if (query.text !== undefined && query.text !== '') {
    const like = likePart(query.text);
    select = select.where(
      sql<SqlBool>`(agencies.name ILIKE ${like} OR leniency_lists.title ILIKE ${like} OR jurisdictions.name ILIKE ${like})`,
    );
  }
  if (key !== null)
    select = select.where(
      sql<SqlBool>`(leniency_lists.published_on < ${key.day} OR (leniency_lists.published_on = ${key.day} AND leniency_lists.id > ${key.id}::uuid))`,
    );
  return select
    .orderBy('leniency_lists.published_on', 'desc')
    .orderBy('leniency_lists.id')
    .limit(query.limit + 1)
    .execute();
}

export async function publicLeniencyListById(tx: Tx, id: string) {
  return published(tx).where('leniency_lists.id', '=', id).executeTakeFirst();
}

export async function publicLeniencyVersions(tx: Tx, list: StoredLeniencyList) {
  return published(tx)
    .where('leniency_lists.jurisdiction_id', '=', list.jurisdiction_id)
    .where('leniency_lists.agency_id', '=', list.agency_id)
    .orderBy('leniency_lists.list_version', 'desc')
    .limit(100)
    .execute();
}
