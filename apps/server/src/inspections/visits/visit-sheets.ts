/**
 * The check sheets of a visit: those of its items as they were published when the first phone (or the office) took the
 * visit up. From then on the versions stay, whatever is published later (S-09). An item that is added at the visit brings
 * its sheets along.
 */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { Tx } from '../../platform/db/database.ts';
import { publishedItems } from '../../registers/items/published-items.queries.ts';
import { publishedSheets } from '../../registers/sheets/sheet.queries.ts';
import type { InspectionCase } from '../../tasks/inspection.queries.ts';
import { keepSheets, keptSheets } from './visit-sheets.queries.ts';

export type VisitSheet = PackedVisit['sheets'][number];

/** The kept sheets of one visit. */
export async function visitSheetsOf(tx: Tx, found: InspectionCase): Promise<readonly VisitSheet[]> {
  const { jurisdiction_id, id } = found.inspection;
  const sheets = await sheetsOfVisits(tx, {
    jurisdictionIds: [jurisdiction_id],
    inspectionIds: [id],
  });
  return sheets.get(id) ?? [];
}

/** The kept sheets of many visits, by inspection. */
export async function sheetsOfVisits(
  tx: Tx,
  ids: { readonly jurisdictionIds: readonly string[]; readonly inspectionIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly VisitSheet[]>> {
  const rows = Map.groupBy(await keptSheets(tx, ids), (row) => row.inspection_id);
  return new Map(
    [...rows].map(([id, kept]) => [
      id,
      kept.map((row) => ({
        versionId: row.sheet_version_id,
        name: row.content.name,
        agencyId: row.agency_id,
        itemKey: row.item_key,
        sections: row.content.sections,
      })),
    ]),
  );
}

/** A visit whose sheets are to be kept: its teams with their items, added ones included. */
export interface SheetWish {
  readonly jurisdictionId: string;
  readonly inspectionId: string;
  readonly teams: readonly {
    readonly agencyId: string;
    readonly agencyJurisdictionId: string | null;
    readonly itemKeys: readonly string[];
  }[];
}

/** Keeps what is published today for items whose sheets are not kept yet. */
export async function freezeSheets(tx: Tx, wishes: readonly SheetWish[], at: string): Promise<void> {
  const ids = {
    jurisdictionIds: [...new Set(wishes.map((wish) => wish.jurisdictionId))],
    inspectionIds: wishes.map((wish) => wish.inspectionId),
  };
  const kept = new Set(
    (await keptSheets(tx, ids)).map((row) => `${row.inspection_id} ${row.agency_id} ${row.item_key ?? ''}`),
  );
  const published = publishedOf(tx);
  const rows: Parameters<typeof keepSheets>[1][number][] = [];
  for (const wish of wishes) {
    for (const team of wish.teams) {
      const jurisdictionId = team.agencyJurisdictionId ?? wish.jurisdictionId;
      for (const [position, itemKey] of team.itemKeys.entries()) {
        if (kept.has(`${wish.inspectionId} ${team.agencyId} ${itemKey}`)) continue;
        for (const sheet of await published(jurisdictionId, team.agencyId, itemKey))
          rows.push({
            jurisdiction_id: wish.jurisdictionId,
            inspection_id: wish.inspectionId,
            agency_id: team.agencyId,
            sheet_version_id: sheet.versionId,
            sheet_jurisdiction_id: jurisdictionId,
            sheet_id: sheet.sheetId,
            item_key: itemKey,
            position,
            frozen_at: at,
          });
      }
    }
  }
  await keepSheets(tx, rows);
}

/** Published sheets of an item, each list read once. */
function publishedOf(tx: Tx) {
  const items = new Map<string, ReturnType<typeof publishedItems>>();
  const sheets = new Map<string, ReturnType<typeof publishedSheets>>();
  return async (jurisdictionId: string, agencyId: string, itemKey: string) => {
    const scope = { jurisdictionId, agencyId };
    const listed = items.get(agencyId) ?? publishedItems(tx, scope);
    items.set(agencyId, listed);
    const item = (await listed).find((each) => each.itemKey === itemKey);
    if (item === undefined) return [];
    const all = sheets.get(jurisdictionId) ?? publishedSheets(tx, { jurisdictionId });
    sheets.set(jurisdictionId, all);
    return (await all).filter((each) => item.sheetIds.includes(each.sheetId));
  };
}
