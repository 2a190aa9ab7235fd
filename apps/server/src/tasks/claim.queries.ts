/** SQL of claiming: what is mine with everything that my list shows, and the states of members. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { StoredMember } from './inspection.queries.ts';

/** Open inspections in whose team this account stands, after dispatch, with companions of all agencies. */
export async function ownInspections(tx: Tx, accountId: string) {
  return tx
    .selectFrom('inspection_members as m')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('i.id', '=', 'm.inspection_id'),
    )
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    )
    .innerJoin('inspection_teams as p', (join) =>
      join
        .onRef('p.jurisdiction_id', '=', 'm.jurisdiction_id')
        .onRef('p.inspection_id', '=', 'm.inspection_id')
        .onRef('p.agency_id', '=', 'm.agency_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 't.jurisdiction_id').onRef('a.id', '=', 't.agency_id'),
    )
    .select([
      'i.id',
      'i.task_id as taskId',
      't.number as taskNumber',
      't.title',
      't.title_en as titleEn',
      'a.name as agencyName',
      't.window_from as windowFrom',
      't.window_to as windowTo',
      't.claim_due as claimDue',
      'i.scheduled_for as scheduledFor',
      't.announced',
      'i.object',
      'm.role',
      'm.state as memberState',
      'p.stage',
      sql<{ name: string; agencyName: string; role: string }[]>`(
        SELECT coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'agencyName', q.agency_name, 'role', o.role)
                 ORDER BY q.initiator DESC, o.agency_id, o.seat_group, o.seat, o.id), '[]')
          FROM inspection_members o
          JOIN inspection_teams q ON q.jurisdiction_id = o.jurisdiction_id AND q.inspection_id = o.inspection_id AND q.agency_id = o.agency_id
         WHERE o.jurisdiction_id = i.jurisdiction_id AND o.inspection_id = i.id AND o.id <> m.id
           AND o.state IN ('assigned', 'claimed') AND q.stage <> 'withdrawn')`.as('companions'),
    ])
    .where('m.account_id', '=', accountId)
    .where('m.state', 'in', ['assigned', 'claimed'])
    .where('t.state', 'in', ['dispatched', 'done'])
    .where('i.state', '=', 'open')
    .where('p.stage', '<>', 'withdrawn')
    .orderBy('i.scheduled_for')
    .orderBy('t.window_to')
    .orderBy('i.task_id')
    .orderBy('i.position')
    .execute();
}

/** Open inspections at which this account's team was left out, the latest first; at most fifty. */
export async function leftOutInspections(tx: Tx, accountId: string) {
  return tx
    .selectFrom('inspection_members as m')
    .innerJoin('inspection_teams as p', (join) =>
      join
        .onRef('p.jurisdiction_id', '=', 'm.jurisdiction_id')
        .onRef('p.inspection_id', '=', 'm.inspection_id')
        .onRef('p.agency_id', '=', 'm.agency_id'),
    )
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('i.id', '=', 'm.inspection_id'),
    )
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 't.jurisdiction_id').onRef('a.id', '=', 't.agency_id'),
    )
    .select([
      'i.id',
      't.number as taskNumber',
      't.title',
      't.title_en as titleEn',
      'a.name as agencyName',
      sql<string>`i.object ->> 'name'`.as('objectName'),
      'p.withdrawn_reason as reason',
      'p.updated_at as at',
    ])
    .where('m.account_id', '=', accountId)
    .where('m.state', 'in', ['assigned', 'claimed'])
    .where('t.state', 'in', ['dispatched', 'done'])
    .where('i.state', '=', 'open')
    .where('p.stage', '=', 'withdrawn')
    .orderBy('p.updated_at', 'desc')
    .orderBy('i.id')
    .limit(50)
    .execute();
}

type MemberKey = Pick<StoredMember, 'jurisdiction_id' | 'id'>;

export async function saveMemberState(
  tx: Tx,
  member: MemberKey,
  change: { readonly state: string; readonly at: string; readonly reason?: string },
): Promise<void> {
  await tx
    .updateTable('inspection_members')
    .set({
      state: change.state,
      updated_at: change.at,
      ...(change.state === 'claimed' ? { claimed_at: change.at } : {}),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
    })
    .where('jurisdiction_id', '=', member.jurisdiction_id)
    .where('id', '=', member.id)
    .execute();
}
