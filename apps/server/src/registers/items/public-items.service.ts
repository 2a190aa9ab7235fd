/** Public reading of item lists: nobody is signed in, only what is or was published is seen (R004). */
import { fail, ok } from '@mingcha/core/common/result.ts';
import type { ItemFilter } from '@mingcha/core/registers/items/item-list.ts';
import { unusedBefore } from '@mingcha/core/registers/items/item-rules.ts';
import type { PublicItem, PublicList } from '@mingcha/core/registers/items/public-items-api.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { itemPage, itemsOfList, type StoredItem } from './item.queries.ts';
import { listFile } from './item-export.ts';
import {
  listsInForce,
  type PublishedList,
  publishedListById,
  publishedVersions,
} from './public-lists.queries.ts';

export async function listPublicItemLists(
  platform: Platform,
  query: { text: string | undefined; after: string | undefined; limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const page = pageOfRows(await listsInForce(tx, query), query.limit, (row) => [
      row.published_on ?? '',
      row.id,
    ]);
    return ok({ rows: page.rows.map(listOf), next: page.next });
  });
}

export async function getPublicItemList(platform: Platform, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const list = await publishedListById(tx, id);
    if (list === undefined) return fail('itemList.not_found');
    const versions = await publishedVersions(tx, list);
    const items = await itemsOfList(tx, scopeOf(list), id);
    return ok({
      ...listOf(list),
      complaintPhone: list.complaint_phone,
      categories: [...new Set(items.map((item) => item.category))].filter((category) => category !== ''),
      versions: versions.map((one) => ({
        id: one.id,
        listVersion: one.list_version,
        state: one.state,
        publishedOn: one.published_on ?? '',
        effectiveTo: one.effective_to,
      })),
    });
  });
}

export async function listPublicItems(
  platform: Platform,
  query: { listId: string; filter: ItemFilter; after: string | undefined; limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const list = await publishedListById(tx, query.listId);
    if (list === undefined) return fail('itemList.not_found');
    const rows = await itemPage(tx, scopeOf(list), {
      ...query,
      unusedBefore: unusedBefore(platform.clock.today()),
    });
    const page = pageOfRows(rows, query.limit, (row) => [String(row.position), row.id]);
    return ok({ rows: page.rows.map(publicItemOf), next: page.next });
  });
}

export async function exportPublicItemList(
  platform: Platform,
  wanted: { id: string; format: 'xlsx' | 'csv' },
) {
  return inTransaction(platform.db, async (tx) => {
    const list = await publishedListById(tx, wanted.id);
    if (list === undefined) return fail('itemList.not_found');
    const items = await itemsOfList(tx, scopeOf(list), wanted.id);
    return ok(listFile(list.title, items, { format: wanted.format, layout: 'customary' }));
  });
}

function scopeOf(list: PublishedList) {
  return { jurisdictionId: list.jurisdiction_id, agencyId: list.agency_id };
}

function listOf(list: PublishedList): PublicList {
  return {
    id: list.id,
    agencyId: list.agency_id,
    agencyName: list.agency_name,
    place: list.place,
    title: list.title,
    listVersion: list.list_version,
    state: list.state,
    entries: list.items,
    publishedOn: list.published_on ?? '',
    publishedPlace: list.published_place,
    effectiveFrom: list.effective_from,
    effectiveTo: list.effective_to,
  };
}

function publicItemOf(item: StoredItem): PublicItem {
  const { sectionId: _section, sheetIds: _sheets, leniencyKeys: _keys, ...fields } = item.fields;
  return { ...fields, id: item.id, itemKey: item.item_key };
}
