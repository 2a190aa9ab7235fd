/** SQL that the papers of preparation share: items with their bases as the list in force, or the last one that was, says them. */
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import type { Tx } from '../../platform/db/database.ts';

export interface ItemForPaper {
  readonly itemKey: string;
  readonly fields: ItemFields;
}

/** Items by their stable keys in the order asked for; keys of no list are left out. */
export async function itemsForPaper(
  tx: Tx,
  scope: { readonly jurisdictionId: string; readonly agencyId: string },
  keys: readonly string[],
): Promise<readonly ItemForPaper[]> {
  if (keys.length === 0) return [];
  const rows = await tx
    .selectFrom('items')
    .innerJoin('item_lists', (join) =>
      join
        .onRef('item_lists.jurisdiction_id', '=', 'items.jurisdiction_id')
        .onRef('item_lists.id', '=', 'items.list_id'),
    )
    .select(['items.item_key as itemKey', 'items.fields'])
    .where('items.jurisdiction_id', '=', scope.jurisdictionId)
    .where('items.agency_id', '=', scope.agencyId)
    .where('items.item_key', 'in', [...keys])
    .where('item_lists.state', 'in', ['published', 'superseded', 'revoked'])
    .orderBy('item_lists.list_version', 'desc')
    .execute();
  const newest = new Map<string, ItemForPaper>();
  for (const row of rows) if (!newest.has(row.itemKey)) newest.set(row.itemKey, row);
  return keys.flatMap((key) => newest.get(key) ?? []);
}
