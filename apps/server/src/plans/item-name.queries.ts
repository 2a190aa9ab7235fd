/** SQL of the names of items by their stable key, whether or not their list is still published. Reads only. */
import type { ItemTier } from '@mingcha/core/registers/items/item.ts';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

export interface NamedItem {
  readonly code: string;
  readonly name: string;
  readonly tier: ItemTier;
  /** In a list that is in force. */
  readonly published: boolean;
}

/** The latest version of each item, of any agency of the installation: a joint entry names partners' items too. */
export async function itemNames(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, NamedItem>> {
  const wanted = keys.filter((key) => key !== '');
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .selectFrom('items')
    .innerJoin('item_lists as l', (join) =>
      join.onRef('l.jurisdiction_id', '=', 'items.jurisdiction_id').onRef('l.id', '=', 'items.list_id'),
    )
    .distinctOn('items.item_key')
    .select([
      'items.item_key',
      'items.code',
      'items.name',
      'items.tier',
      sql<boolean>`l.state = 'published'`.as('published'),
    ])
    .where(sql<boolean>`items.item_key = ANY(${[...new Set(wanted)]}::uuid[])`)
    .where('l.purpose', '=', 'own')
    .orderBy('items.item_key')
    .orderBy(sql`l.state = 'published'`, 'desc')
    .orderBy('l.list_version', 'desc')
    .execute();
  return new Map(
    rows.map(({ item_key, code, name, tier, published }) => [item_key, { code, name, tier, published }]),
  );
}

/** Items of every published list of the installation, in the order of the lists. */
export async function publishedNames(tx: Tx) {
  return tx
    .selectFrom('items')
    .innerJoin('item_lists as l', (join) =>
      join.onRef('l.jurisdiction_id', '=', 'items.jurisdiction_id').onRef('l.id', '=', 'items.list_id'),
    )
    .select(['l.agency_id as agencyId', 'items.item_key as itemKey', 'items.name'])
    .where('l.purpose', '=', 'own')
    .where('l.state', '=', 'published')
    .orderBy('items.position')
    .orderBy('items.id')
    .limit(5000)
    .execute();
}
