/** SQL of the items of one list version: pages, changes, uses. Every query is bounded by jurisdiction and agency. */
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import type { ItemFilter } from '@mingcha/core/registers/items/item-list.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { Scope } from './item-list.queries.ts';
import { positionKey } from './list-cursor.ts';
import type { ItemsTable } from './tables.ts';

export type StoredItem = Selectable<ItemsTable>;
export interface ListedItem extends StoredItem {
  readonly section_name: string | null;
  readonly last_used_on: string | null;
}

const lastUsedOn = sql<string | null>`(SELECT max(u.used_on) FROM item_uses u
  WHERE u.jurisdiction_id = items.jurisdiction_id AND u.agency_id = items.agency_id AND u.item_key = items.item_key)`;

/** The day on which the item was first published, in any version. */
const firstPublishedOn = sql<string | null>`(SELECT min(l.published_on) FROM items i
  JOIN item_lists l ON l.jurisdiction_id = i.jurisdiction_id AND l.id = i.list_id AND l.purpose = 'own'
  WHERE i.jurisdiction_id = items.jurisdiction_id AND i.agency_id = items.agency_id AND i.item_key = items.item_key)`;

function listed(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('items')
    .leftJoin('sections', (join) =>
      join
        .onRef('sections.jurisdiction_id', '=', 'items.jurisdiction_id')
        .onRef('sections.id', '=', 'items.section_id'),
    )
    .selectAll('items')
    .select(['sections.name as section_name', lastUsedOn.as('last_used_on')])
    .where('items.jurisdiction_id', '=', scope.jurisdictionId)
    .where('items.agency_id', '=', scope.agencyId);
}

export interface ItemPage {
  readonly listId: string;
  readonly filter: ItemFilter;
  readonly after?: string | undefined;
  readonly limit: number;
  /** Items last used (or first published) before this day count as unused. */
  readonly unusedBefore: string;
}

/** One row more than `limit`, in the order of the list. */
export async function itemPage(tx: Tx, scope: Scope, page: ItemPage): Promise<readonly ListedItem[]> {
  const { filter } = page;
  const key = positionKey(page.after);
  let query = listed(tx, scope).where('items.list_id', '=', page.listId);
  if (filter.category !== undefined) query = query.where('items.category', '=', filter.category);
  if (filter.tier !== undefined) query = query.where('items.tier', '=', filter.tier);
  if (filter.sectionId !== undefined) query = query.where('items.section_id', '=', filter.sectionId);
  if (filter.text !== undefined && filter.text !== '') query = query.where(contains(filter.text));
  if (filter.fault === 'withoutBasis')
    query = query.where(sql<boolean>`jsonb_array_length(items.fields -> 'bases') = 0`);
  if (filter.fault === 'unused')
    query = query.where(sql<boolean>`coalesce(${lastUsedOn}, ${firstPublishedOn}) < ${page.unusedBefore}`);
  if (key !== null)
    query = query.where(sql<boolean>`(items.position, items.id) > (${key.position}, ${key.id}::uuid)`);
  return query
    .orderBy('items.position')
    .orderBy('items.id')
    .limit(page.limit + 1)
    .execute();
}

function contains(text: string) {
  const like = likePart(text);
  return sql<boolean>`(items.name ILIKE ${like} OR items.category ILIKE ${like} OR items.code ILIKE ${like}
    OR items.unit ILIKE ${like} OR items.fields ->> 'content' ILIKE ${like} OR items.fields ->> 'objectsText' ILIKE ${like})`;
}

export async function itemById(tx: Tx, scope: Scope, id: string): Promise<ListedItem | undefined> {
  return listed(tx, scope).where('items.id', '=', id).executeTakeFirst();
}

/** All items of a version in the order of the list. */
export async function itemsOfList(tx: Tx, scope: Scope, listId: string): Promise<readonly StoredItem[]> {
  return tx
    .selectFrom('items')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('list_id', '=', listId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** How many items of this list nobody has used since the day, although they stand published so long (R007). */
export async function unusedItemCount(
  tx: Tx,
  scope: Scope,
  list: { readonly listId: string; readonly before: string },
): Promise<number> {
  const row = await tx
    .selectFrom('items')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('items.jurisdiction_id', '=', scope.jurisdictionId)
    .where('items.list_id', '=', list.listId)
    .where(sql<boolean>`coalesce(${lastUsedOn}, ${firstPublishedOn}) < ${list.before}`)
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Columns that repeat what lists are filtered and ordered by. */
function itemColumns(fields: ItemFields) {
  return {
    code: fields.code,
    unit: fields.unit,
    category: fields.category,
    name: fields.name,
    tier: fields.tier,
    announced: fields.announced,
    section_id: fields.sectionId,
    fields: JSON.stringify(fields),
  };
}

export interface NewItem {
  readonly id: string;
  readonly itemKey: string;
  readonly position: number;
  readonly fields: ItemFields;
}

/** Items of one statement: a statement has room for 65,535 values. */
const batch = 500;

export async function insertItems(
  tx: Tx,
  scope: Scope,
  list: { readonly listId: string; readonly at: string; readonly items: readonly NewItem[] },
): Promise<void> {
  for (let start = 0; start < list.items.length; start += batch) {
    await tx
      .insertInto('items')
      .values(
        list.items.slice(start, start + batch).map((item) => ({
          jurisdiction_id: scope.jurisdictionId,
          agency_id: scope.agencyId,
          list_id: list.listId,
          id: item.id,
          item_key: item.itemKey,
          position: item.position,
          ...itemColumns(item.fields),
          updated_at: list.at,
        })),
      )
      .execute();
  }
}

export async function saveItem(
  tx: Tx,
  scope: Scope,
  item: {
    readonly id: string;
    readonly fields: ItemFields;
    readonly version: number;
    readonly at: string;
    readonly position?: number;
  },
): Promise<void> {
  await tx
    .updateTable('items')
    .set({
      ...itemColumns(item.fields),
      ...(item.position === undefined ? {} : { position: item.position }),
      version: item.version,
      updated_at: item.at,
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', item.id)
    .execute();
}

export async function deleteItems(tx: Tx, scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('items')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', 'in', ids)
    .execute();
}
