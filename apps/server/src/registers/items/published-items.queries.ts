/**
 * What plans, draws and inspections read of item lists: the items of an agency's published list, and nothing else.
 * An unpublished, superseded or revoked list gives no items (R005). `noteItemUse` tells the list that an item is used.
 */
import type { PublishedItem } from '@mingcha/core/registers/items/item.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { ItemsTable } from './tables.ts';

interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** Items of the list in force, in the order of the list; empty when none is published. */
export async function publishedItems(tx: Tx, scope: Scope): Promise<readonly PublishedItem[]> {
  const rows = await inForce(tx, scope).orderBy('items.position').orderBy('items.id').execute();
  return rows.map(publishedItemOf);
}

/** One item of the list in force by its stable key; undefined when it is not (or no longer) published. */
export async function publishedItem(
  tx: Tx,
  scope: Scope,
  itemKey: string,
): Promise<PublishedItem | undefined> {
  const row = await inForce(tx, scope).where('items.item_key', '=', itemKey).executeTakeFirst();
  return row === undefined ? undefined : publishedItemOf(row);
}

function inForce(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('items')
    .innerJoin('item_lists', (join) =>
      join
        .onRef('item_lists.jurisdiction_id', '=', 'items.jurisdiction_id')
        .onRef('item_lists.id', '=', 'items.list_id'),
    )
    .selectAll('items')
    .select('item_lists.list_version')
    .where('item_lists.jurisdiction_id', '=', scope.jurisdictionId)
    .where('item_lists.agency_id', '=', scope.agencyId)
    .where('item_lists.purpose', '=', 'own')
    .where('item_lists.state', '=', 'published');
}

function publishedItemOf(row: Selectable<ItemsTable> & { readonly list_version: number }): PublishedItem {
  const { fields } = row;
  return {
    itemKey: row.item_key,
    itemId: row.id,
    listId: row.list_id,
    listVersion: row.list_version,
    code: row.code,
    category: row.category,
    name: row.name,
    tier: row.tier,
    announced: row.announced,
    methods: fields.methods,
    ratio: fields.ratio,
    yearlyCap: fields.yearlyCap,
    qualifications: fields.qualifications,
    sheetIds: fields.sheetIds,
    sectionId: row.section_id,
  };
}

/** A plan entry or a draw uses the item from this day on. The same use twice is one. */
export async function noteItemUse(
  tx: Tx,
  scope: Scope,
  use: {
    readonly itemKey: string;
    readonly kind: 'plan' | 'draw';
    readonly refId: string;
    readonly onDay: string;
  },
): Promise<void> {
  await tx
    .insertInto('item_uses')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      item_key: use.itemKey,
      kind: use.kind,
      ref_id: use.refId,
      used_on: use.onDay,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
