/** SQL of teams that change: who stepped out, how a substitute was drawn, partners left out, trip sheets. */
import type { TripFields } from '@mingcha/core/tasks/task.ts';
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { StoredMember } from './inspection.queries.ts';
import type { MemberDeparturesTable, MemberSubstitutesTable } from './tables.ts';

export async function insertDeparture(tx: Tx, row: Insertable<MemberDeparturesTable>): Promise<void> {
  await tx.insertInto('member_departures').values(row).execute();
}

export async function departureOf(tx: Tx, member: Pick<StoredMember, 'jurisdiction_id' | 'id'>) {
  const row = await tx
    .selectFrom('member_departures')
    .selectAll()
    .where('jurisdiction_id', '=', member.jurisdiction_id)
    .where('member_id', '=', member.id)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, ledger_seq: Number(row.ledger_seq) };
}

export async function insertSubstitute(tx: Tx, row: Insertable<MemberSubstitutesTable>): Promise<void> {
  await tx.insertInto('member_substitutes').values(row).execute();
}

/** Leaves the unclaimed teams of a partner out; returns how many. */
export async function withdrawSilent(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly taskId: string;
    readonly agencyId: string;
    readonly reason: string;
    readonly at: string;
  },
): Promise<number> {
  const result = await tx
    .updateTable('inspection_teams')
    .set({
      stage: 'withdrawn',
      withdrawn_reason: of.reason,
      updated_at: of.at,
      row_version: sql`row_version + 1`,
    })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('stage', '=', 'assigned')
    .where('outside', '=', false)
    .where(
      sql<boolean>`inspection_id IN (SELECT i.id FROM inspections i
        WHERE i.jurisdiction_id = ${of.jurisdictionId} AND i.task_id = ${of.taskId})`,
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Names the items of an agency's teams in a task that are not approved yet; returns how many. */
export async function saveTeamItems(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly taskId: string;
    readonly agencyId: string;
    readonly itemKeys: readonly string[];
    readonly at: string;
  },
): Promise<number> {
  const result = await tx
    .updateTable('inspection_teams')
    .set({ item_keys: [...of.itemKeys], updated_at: of.at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('outside', '=', false)
    .where('stage', 'in', ['assigned', 'claimed'])
    .where(
      sql<boolean>`inspection_id IN (SELECT i.id FROM inspections i
        WHERE i.jurisdiction_id = ${of.jurisdictionId} AND i.task_id = ${of.taskId})`,
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** How many teams of an agency in a task, not withdrawn, have no item. */
export async function teamsWithoutItems(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly taskId: string; readonly agencyId: string },
): Promise<number> {
  const row = await tx
    .selectFrom('inspection_teams as p')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('i.id', '=', 'p.inspection_id'),
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .where('i.jurisdiction_id', '=', of.jurisdictionId)
    .where('i.task_id', '=', of.taskId)
    .where('p.agency_id', '=', of.agencyId)
    .where('p.outside', '=', false)
    .where('p.stage', '<>', 'withdrawn')
    .where(sql<boolean>`cardinality(p.item_keys) = 0`)
    .executeTakeFirstOrThrow();
  return row.count;
}

export interface StoredTrip {
  readonly fields: TripFields;
  readonly version: number;
  readonly changedName: string;
}

export async function tripSheetOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<StoredTrip | undefined> {
  const row = await tx
    .selectFrom('trip_sheets')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { fields: row.fields as TripFields, version: row.row_version, changedName: row.changed_name };
}

/** Saves the sheet as its next version; false when somebody else saved it first. */
export async function saveTripSheet(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
  change: {
    readonly fields: TripFields;
    readonly version: number;
    readonly by: string;
    readonly name: string;
    readonly at: string;
  },
): Promise<boolean> {
  const values = {
    fields: JSON.stringify(change.fields),
    row_version: change.version + 1,
    changed_by: change.by,
    changed_name: change.name,
    changed_at: change.at,
  };
  if (change.version === 0) {
    const made = await tx
      .insertInto('trip_sheets')
      .values({ jurisdiction_id: key.jurisdictionId, inspection_id: key.inspectionId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .returning('inspection_id')
      .executeTakeFirst();
    return made !== undefined;
  }
  const saved = await tx
    .updateTable('trip_sheets')
    .set(values)
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .where('row_version', '=', change.version)
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n;
}
