/** SQL of the sheets of a visit: the versions that it began with, and whose they are. */
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredInspection } from '../../tasks/inspection.queries.ts';
import type { VisitSheetsTable } from './tables.ts';
import type { VisitIds } from './visit-state.queries.ts';

/** The agencies that fill in this version at the visit, and whether there is such a version at all. */
export async function sheetOwners(
  tx: Tx,
  inspection: Pick<StoredInspection, 'jurisdiction_id' | 'id'>,
  versionId: string,
): Promise<{ readonly agencies: readonly string[]; readonly exists: boolean }> {
  const rows = await tx
    .selectFrom('visit_sheets')
    .select('agency_id')
    .where('jurisdiction_id', '=', inspection.jurisdiction_id)
    .where('inspection_id', '=', inspection.id)
    .where('sheet_version_id', '=', versionId)
    .execute();
  if (rows.length > 0) return { agencies: rows.map((row) => row.agency_id), exists: true };
  const version = await tx
    .selectFrom('sheet_versions')
    .select('id')
    .where('jurisdiction_id', '=', inspection.jurisdiction_id)
    .where('id', '=', versionId)
    .executeTakeFirst();
  return { agencies: [], exists: version !== undefined };
}

/** Sheets kept for visits, with their content, in the order of the visit. */
export async function keptSheets(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('visit_sheets as k')
    .innerJoin('sheet_versions as v', (join) =>
      join
        .onRef('v.jurisdiction_id', '=', 'k.sheet_jurisdiction_id')
        .onRef('v.id', '=', 'k.sheet_version_id'),
    )
    .select(['k.inspection_id', 'k.agency_id', 'k.item_key', 'k.sheet_id', 'k.sheet_version_id', 'v.content'])
    .where('k.jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`k.inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .orderBy('k.inspection_id')
    .orderBy('k.agency_id')
    .orderBy('k.position')
    .execute();
}

/** Keeps versions for visits; what another phone kept first stays. */
export async function keepSheets(tx: Tx, rows: readonly Insertable<VisitSheetsTable>[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('visit_sheets')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether the item stands on a list that the agency has published; also on the one before, which a phone may have taken along. */
export async function isPublishedItem(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly itemKey: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('items as i')
    .innerJoin('item_lists as l', (join) =>
      join.onRef('l.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('l.id', '=', 'i.list_id'),
    )
    .select('i.id')
    .where('l.jurisdiction_id', '=', of.jurisdictionId)
    .where('l.agency_id', '=', of.agencyId)
    .where('l.purpose', '=', 'own')
    .where('l.state', 'in', ['published', 'superseded'])
    .where('i.item_key', '=', of.itemKey)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
