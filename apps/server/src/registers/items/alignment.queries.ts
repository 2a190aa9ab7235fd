/** SQL of the alignment with superior lists: which lists there are, and what was recorded for each item. */
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { CountedList, Scope } from './item-list.queries.ts';
import type { ItemAlignmentsTable } from './tables.ts';

export interface SourceList extends CountedList {
  readonly agency_name: string;
  readonly agency_level: string;
}

/** Published lists of other agencies of the installation, and the own copies of superior lists; highest level first. */
export async function alignmentSources(
  tx: Tx,
  scope: Scope,
  only: { readonly id: string } | null,
): Promise<readonly SourceList[]> {
  return tx
    .selectFrom('item_lists')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'item_lists.jurisdiction_id')
        .onRef('agencies.id', '=', 'item_lists.agency_id'),
    )
    .selectAll('item_lists')
    .select([
      'agencies.name as agency_name',
      'agencies.level as agency_level',
      sql<number>`(SELECT count(*)::integer FROM items WHERE items.jurisdiction_id = item_lists.jurisdiction_id
        AND items.list_id = item_lists.id)`.as('items'),
    ])
    .where((eb) =>
      eb.or([
        eb.and([
          eb('item_lists.purpose', '=', 'own'),
          eb('item_lists.state', '=', 'published'),
          eb('item_lists.agency_id', '!=', scope.agencyId),
        ]),
        eb.and([
          eb('item_lists.purpose', '=', 'superior'),
          eb('item_lists.jurisdiction_id', '=', scope.jurisdictionId),
          eb('item_lists.agency_id', '=', scope.agencyId),
        ]),
      ]),
    )
    .$if(only !== null, (query) => query.where('item_lists.id', '=', only?.id ?? ''))
    .orderBy(sql`item_lists.purpose = 'superior'`, 'desc')
    .orderBy(
      sql`array_position(ARRAY['national','province','prefecture','county','township'], agencies.level)`,
    )
    .orderBy('item_lists.published_on', 'desc')
    .orderBy('item_lists.id')
    .limit(200)
    .execute();
}

export async function alignmentsOf(
  tx: Tx,
  scope: Scope,
): Promise<readonly Selectable<ItemAlignmentsTable>[]> {
  return tx
    .selectFrom('item_alignments')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .execute();
}

export async function alignmentOf(
  tx: Tx,
  scope: Scope,
  itemKey: string,
): Promise<Selectable<ItemAlignmentsTable> | undefined> {
  return tx
    .selectFrom('item_alignments')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('item_key', '=', itemKey)
    .executeTakeFirst();
}

export interface NewAlignment {
  readonly itemKey: string;
  readonly source: { readonly issuer: string; readonly title: string; readonly version: number };
  readonly sourceItemKey: string;
  readonly sourceFields: ItemFields;
  readonly localChange: string;
  readonly onDay: string;
  readonly by: string;
}

/** The latest alignment of an item replaces the one before; the ledger keeps both. */
export async function saveAlignment(tx: Tx, scope: Scope, one: NewAlignment): Promise<void> {
  const values = {
    source_issuer: one.source.issuer,
    source_title: one.source.title,
    source_version: one.source.version,
    source_item_key: one.sourceItemKey,
    source_fields: JSON.stringify(one.sourceFields),
    local_change: one.localChange,
    aligned_on: one.onDay,
    aligned_by: one.by,
  };
  await tx
    .insertInto('item_alignments')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      item_key: one.itemKey,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'agency_id', 'item_key']).doUpdateSet(values),
    )
    .execute();
}
