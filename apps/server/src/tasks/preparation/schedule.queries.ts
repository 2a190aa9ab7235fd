/** SQL of slots, peak hours, other visits near a time, and registrations of entries. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { InspectionCase } from '../inspection.queries.ts';
import { standing } from '../team.ts';
import type { EntryRegistrationsTable, VisitSlotAnswersTable, VisitSlotsTable } from './tables.ts';

export type StoredSlot = Selectable<VisitSlotsTable>;
export type StoredAnswer = Selectable<VisitSlotAnswersTable>;
type Key = { readonly jurisdictionId: string; readonly inspectionId: string };

export async function insertSlot(tx: Tx, row: Insertable<VisitSlotsTable>): Promise<void> {
  await tx.insertInto('visit_slots').values(row).execute();
}

export async function slotsOf(tx: Tx, key: Key): Promise<readonly StoredSlot[]> {
  return tx
    .selectFrom('visit_slots')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(200)
    .execute();
}

export async function slotById(tx: Tx, id: string): Promise<StoredSlot | undefined> {
  return tx.selectFrom('visit_slots').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function answersOf(
  tx: Tx,
  jurisdictionId: string,
  slotIds: readonly string[],
): Promise<readonly StoredAnswer[]> {
  if (slotIds.length === 0) return [];
  return tx
    .selectFrom('visit_slot_answers')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('slot_id', 'in', [...slotIds])
    .execute();
}

/** A later answer of the same agency takes the place of its earlier one. */
export async function saveAnswer(tx: Tx, row: Insertable<VisitSlotAnswersTable>): Promise<void> {
  const { accepts, reason, answered_by, answered_name, answered_at } = row;
  await tx
    .insertInto('visit_slot_answers')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'slot_id', 'agency_id'])
        .doUpdateSet({ accepts, reason, answered_by, answered_name, answered_at }),
    )
    .execute();
}

export async function saveSlotState(
  tx: Tx,
  slot: Pick<StoredSlot, 'jurisdiction_id' | 'id'>,
  state: string,
): Promise<void> {
  await tx
    .updateTable('visit_slots')
    .set({ state })
    .where('jurisdiction_id', '=', slot.jurisdiction_id)
    .where('id', '=', slot.id)
    .execute();
}

/** Puts the earlier agreement aside and the visit on the new time. */
export async function saveAgreed(tx: Tx, slot: StoredSlot, at: string): Promise<void> {
  await tx
    .updateTable('visit_slots')
    .set({ state: 'superseded' })
    .where('jurisdiction_id', '=', slot.jurisdiction_id)
    .where('inspection_id', '=', slot.inspection_id)
    .where('state', '=', 'agreed')
    .execute();
  await saveSlotState(tx, slot, 'agreed');
  await tx
    .updateTable('inspections')
    .set({ scheduled_for: slot.starts_at, updated_at: at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', slot.jurisdiction_id)
    .where('id', '=', slot.inspection_id)
    .execute();
}

export interface OtherVisit {
  readonly id: string;
  readonly at: string | null;
  readonly from: string;
  readonly to: string;
  readonly objectName: string;
  readonly agencyNames: readonly string[];
  /** People of the asked inspection who are on this one too. */
  readonly people: readonly string[];
  readonly isSameObject: boolean;
}

/** Open, dispatched inspections of the same object in this jurisdiction, and of the same people anywhere. */
export async function otherVisits(tx: Tx, found: InspectionCase): Promise<readonly OtherVisit[]> {
  const { jurisdiction_id, id, object_key } = found.inspection;
  const people = standing(found.members).flatMap((one) => one.inspector_id ?? []);
  const samePeople = sql<string[]>`ARRAY(SELECT DISTINCT m.name FROM inspection_members m
    WHERE m.jurisdiction_id = i.jurisdiction_id AND m.inspection_id = i.id
      AND m.state IN ('assigned', 'claimed') AND m.inspector_id = ANY(${people}::uuid[]))`;
  const rows = await tx
    .selectFrom('inspections as i')
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    )
    .select(['i.id', 'i.scheduled_for as at', 't.window_from as from', 't.window_to as to'])
    .select(sql<string>`i.object ->> 'name'`.as('objectName'))
    .select(
      sql<string[]>`ARRAY(SELECT x.agency_name FROM inspection_teams x
        WHERE x.jurisdiction_id = i.jurisdiction_id AND x.inspection_id = i.id AND x.stage <> 'withdrawn'
        ORDER BY x.initiator DESC, x.agency_id)`.as('agencyNames'),
    )
    .select(samePeople.as('people'))
    .select(
      sql<boolean>`i.jurisdiction_id = ${jurisdiction_id} AND i.object_key = ${object_key}`.as(
        'isSameObject',
      ),
    )
    .where('i.id', '<>', id)
    .where('i.state', '=', 'open')
    .where('i.outcome', 'is', null)
    .where('t.state', '=', 'dispatched')
    .where((eb) =>
      eb.or([
        eb.and([eb('i.jurisdiction_id', '=', jurisdiction_id), eb('i.object_key', '=', object_key)]),
        eb.and([eb('i.scheduled_for', 'is not', null), sql<boolean>`cardinality(${samePeople}) > 0`]),
      ]),
    )
    .orderBy('i.scheduled_for')
    .orderBy('i.id')
    .limit(100)
    .execute();
  return rows;
}

export async function peakHoursOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly objectKey: string },
) {
  return tx
    .selectFrom('object_peak_hours')
    .select(['hours', 'noted_name as notedByName', 'noted_at as notedAt'])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('object_key', '=', of.objectKey)
    .where('hours', '<>', '')
    .executeTakeFirst();
}

export async function savePeakHours(
  tx: Tx,
  row: {
    readonly jurisdictionId: string;
    readonly objectKey: string;
    readonly hours: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  const change = { hours: row.hours, noted_name: row.by, noted_at: row.at };
  await tx
    .insertInto('object_peak_hours')
    .values({ jurisdiction_id: row.jurisdictionId, object_key: row.objectKey, ...change })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'object_key']).doUpdateSet(change))
    .execute();
}

export async function insertRegistration(tx: Tx, row: Insertable<EntryRegistrationsTable>): Promise<void> {
  await tx.insertInto('entry_registrations').values(row).execute();
}

export async function registrationsOf(
  tx: Tx,
  key: Key,
): Promise<readonly Selectable<EntryRegistrationsTable>[]> {
  return tx
    .selectFrom('entry_registrations')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('registered_at')
    .execute();
}
