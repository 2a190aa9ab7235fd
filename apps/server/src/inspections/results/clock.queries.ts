/** SQL of the two clocks of a result, of asked extensions, and of off-site records. */
import type { Due, ResultClock } from '@mingcha/core/inspections/results/result-clocks.ts';
import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { InspectionKey, TeamKey } from './result.queries.ts';
import type { OffSiteRecordsTable, ResultClocksTable, ResultExtensionsTable } from './tables.ts';

export type StoredClock = Selectable<ResultClocksTable>;
export type StoredExtension = Selectable<ResultExtensionsTable>;
export type StoredOffSite = Selectable<OffSiteRecordsTable>;

/** Starts a clock; one that runs already keeps its days. */
export async function insertClock(tx: Tx, key: TeamKey, due: Due): Promise<void> {
  await tx
    .insertInto('result_clocks')
    .values({
      jurisdiction_id: key.jurisdictionId,
      inspection_id: key.inspectionId,
      agency_id: key.agencyId,
      clock: due.clock,
      started_on: due.startedOn,
      due_on: due.dueOn,
      basis: JSON.stringify(due.basis),
      done_on: null,
      extended_from: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function clocksOf(tx: Tx, key: InspectionKey): Promise<readonly StoredClock[]> {
  return tx
    .selectFrom('result_clocks')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('agency_id')
    .orderBy('clock')
    .execute();
}

/** Marks a clock as met on a day, or as running again (null) after a return. */
export async function markClock(
  tx: Tx,
  key: TeamKey,
  of: { readonly clock: ResultClock; readonly doneOn: string | null },
): Promise<void> {
  await tx
    .updateTable('result_clocks')
    .set({ done_on: of.doneOn })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .where('agency_id', '=', key.agencyId)
    .where('clock', '=', of.clock)
    .execute();
}

/** A granted extension moves the entry clock and keeps the day before it. */
export async function extendEntry(
  tx: Tx,
  key: TeamKey,
  of: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .updateTable('result_clocks')
    .set({ due_on: of.to, extended_from: of.from })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .where('agency_id', '=', key.agencyId)
    .where('clock', '=', 'resultEntered')
    .execute();
}

export async function extensionsOf(tx: Tx, key: InspectionKey): Promise<readonly StoredExtension[]> {
  return tx
    .selectFrom('result_extensions')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
}

export async function insertExtension(tx: Tx, row: Insertable<ResultExtensionsTable>): Promise<void> {
  await tx.insertInto('result_extensions').values(row).execute();
}

export async function decideStoredExtension(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  of: {
    readonly state: 'granted' | 'refused';
    readonly by: string;
    readonly name: string;
    readonly at: string;
    readonly opinion: string;
  },
): Promise<void> {
  await tx
    .updateTable('result_extensions')
    .set({
      state: of.state,
      decided_by: of.by,
      decided_name: of.name,
      decided_at: of.at,
      opinion: of.opinion,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export async function offSiteOf(tx: Tx, key: InspectionKey): Promise<readonly StoredOffSite[]> {
  return tx
    .selectFrom('off_site_records')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .execute();
}

/** Off-site work of a team; written again while its result was returned. */
export async function saveOffSite(tx: Tx, row: Insertable<OffSiteRecordsTable>): Promise<void> {
  await tx
    .insertInto('off_site_records')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'inspection_id', 'agency_id']).doUpdateSet((eb) => ({
        content: eb.ref('excluded.content'),
        recorded_by: eb.ref('excluded.recorded_by'),
        recorded_name: eb.ref('excluded.recorded_name'),
        recorded_at: eb.ref('excluded.recorded_at'),
      })),
    )
    .execute();
}
