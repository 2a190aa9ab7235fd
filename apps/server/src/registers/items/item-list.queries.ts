/** SQL of item lists as versions: rows, counts, the copy that starts a next version. Items stand in item.queries.ts. */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { ItemListsTable } from './tables.ts';

export interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}
export type StoredList = Selectable<ItemListsTable>;
export interface CountedList extends StoredList {
  readonly items: number;
}

function counted(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('item_lists')
    .selectAll('item_lists')
    .select((eb) =>
      eb
        .selectFrom('items')
        .select(sql<number>`count(*)::integer`.as('items'))
        .whereRef('items.jurisdiction_id', '=', 'item_lists.jurisdiction_id')
        .whereRef('items.list_id', '=', 'item_lists.id')
        .as('items'),
    )
    .where('item_lists.jurisdiction_id', '=', scope.jurisdictionId)
    .where('item_lists.agency_id', '=', scope.agencyId);
}

/** Versions of the own list (or copies of superior lists), newest first, at most two hundred. */
export async function itemLists(
  tx: Tx,
  scope: Scope,
  purpose: 'own' | 'superior',
): Promise<readonly CountedList[]> {
  const rows = await counted(tx, scope)
    .where('purpose', '=', purpose)
    .orderBy('list_version', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, items: row.items ?? 0 }));
}

export async function itemListById(tx: Tx, scope: Scope, id: string): Promise<CountedList | undefined> {
  const row = await counted(tx, scope).where('item_lists.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : { ...row, items: row.items ?? 0 };
}

/** The row locked until the end of the transaction: every change of a list or its items takes this lock first. */
export async function lockItemList(tx: Tx, scope: Scope, id: string): Promise<StoredList | undefined> {
  return tx
    .selectFrom('item_lists')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The own lists in these states, locked. */
export async function lockOwnLists(
  tx: Tx,
  scope: Scope,
  states: readonly DocumentState[],
): Promise<readonly StoredList[]> {
  return tx
    .selectFrom('item_lists')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('purpose', '=', 'own')
    .where('state', 'in', states)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function lastListVersion(tx: Tx, scope: Scope, purpose: 'own' | 'superior'): Promise<number> {
  const row = await tx
    .selectFrom('item_lists')
    .select((eb) => eb.fn.max('list_version').as('last'))
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return row?.last ?? 0;
}

export async function insertItemList(
  tx: Tx,
  scope: Scope,
  list: {
    readonly id: string;
    readonly purpose: 'own' | 'superior';
    readonly title: string;
    readonly issuer: string;
    readonly listVersion: number;
    readonly basedOn: string | null;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('item_lists')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: list.id,
      purpose: list.purpose,
      title: list.title,
      issuer: list.issuer,
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

export interface ListChange {
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly set: Partial<
    Pick<
      StoredList,
      'title' | 'issuer' | 'state' | 'effective_from' | 'effective_to' | 'published_on' | 'published_place'
    >
  >;
}

export async function saveItemList(tx: Tx, scope: Scope, change: ListChange): Promise<void> {
  await tx
    .updateTable('item_lists')
    .set({ ...change.set, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

export async function deleteItemList(tx: Tx, scope: Scope, id: string): Promise<void> {
  for (const table of ['item_imports', 'items'] as const) {
    await tx
      .deleteFrom(table)
      .where('jurisdiction_id', '=', scope.jurisdictionId)
      .where('list_id', '=', id)
      .execute();
  }
  await tx
    .deleteFrom('item_lists')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', id)
    .execute();
}
