/** SQL of 1+X proposals between agencies. */
import type { Selectable } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { PlanKey } from './plan.queries.ts';
import type { PlanMergesTable } from './tables.ts';

export type StoredMerge = Selectable<PlanMergesTable>;

/** A proposal for a pair that was declined before is asked again under the same row. */
export async function askMerge(
  tx: Tx,
  merge: Omit<StoredMerge, 'state' | 'answered_name' | 'answered_at' | 'reason'>,
): Promise<void> {
  const asked = { ...merge, state: 'asked' as const, answered_name: '', answered_at: null, reason: '' };
  const { id: _, ...again } = asked;
  await tx
    .insertInto('plan_merges')
    .values(asked)
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'entry_id', 'other_entry_id']).doUpdateSet(again),
    )
    .execute();
}

export async function lockMerge(tx: Tx, key: PlanKey): Promise<StoredMerge | undefined> {
  return tx
    .selectFrom('plan_merges')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst();
}

export async function answerMergeRow(
  tx: Tx,
  key: PlanKey,
  answer: {
    readonly state: 'accepted' | 'declined';
    readonly name: string;
    readonly reason: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('plan_merges')
    .set({ state: answer.state, answered_name: answer.name, answered_at: answer.at, reason: answer.reason })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** Proposals that an agency made or was asked, newest first. */
export async function mergesOfAgency(
  tx: Tx,
  agency: { readonly jurisdictionId: string; readonly agencyId: string },
) {
  return tx
    .selectFrom('plan_merges as m')
    .innerJoin('plan_entries as e', (join) =>
      join.onRef('e.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('e.id', '=', 'm.entry_id'),
    )
    .innerJoin('plan_entries as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('o.id', '=', 'm.other_entry_id'),
    )
    .innerJoin('plans as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('p.id', '=', 'e.plan_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('a.id', '=', 'm.agency_id'),
    )
    .innerJoin('agencies as b', (join) =>
      join.onRef('b.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('b.id', '=', 'm.other_agency_id'),
    )
    .selectAll('m')
    .select([
      'p.year',
      'a.name as agencyName',
      'e.title',
      'b.name as otherAgencyName',
      'o.title as otherTitle',
    ])
    .where('m.jurisdiction_id', '=', agency.jurisdictionId)
    .where((eb) =>
      eb.or([eb('m.agency_id', '=', agency.agencyId), eb('m.other_agency_id', '=', agency.agencyId)]),
    )
    .orderBy('m.asked_at', 'desc')
    .orderBy('m.id')
    .limit(200)
    .execute();
}
