/**
 * SQL of the office's list of inspections and of what waits for results. A person sees the inspections of the own team
 * after dispatch; sections and the head those at which their agency takes part, whatever the jurisdiction (R130).
 */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { InspectionFilter } from '@mingcha/core/inspections/results/inspection-api.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';

interface Asked {
  readonly filter: InspectionFilter;
  readonly page: { readonly after?: string | undefined; readonly limit: number };
  readonly today: string;
  /** Last day that still counts as "soon". */
  readonly soon: string;
}

const base = (tx: Tx) =>
  tx
    .selectFrom('inspections as i')
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    );

/** Which inspections `i` of tasks `t` a person sees: those of the own teams, and of the agency for its office. */
export function seen(actor: Actor): RawBuilder<boolean> {
  const member = sql<boolean>`(t.state NOT IN ('prepared', 'void') AND EXISTS (
    SELECT 1 FROM inspection_members m WHERE m.jurisdiction_id = i.jurisdiction_id AND m.inspection_id = i.id
      AND m.account_id = ${actor.accountId} AND m.state IN ('assigned', 'claimed')
      AND NOT EXISTS (SELECT 1 FROM inspection_teams w WHERE w.jurisdiction_id = m.jurisdiction_id
        AND w.inspection_id = m.inspection_id AND w.agency_id = m.agency_id AND w.stage = 'withdrawn')))`;
  if (!hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead')) return member;
  return sql<boolean>`(${member} OR EXISTS (
    SELECT 1 FROM inspection_teams s WHERE s.jurisdiction_id = i.jurisdiction_id AND s.inspection_id = i.id
      AND s.agency_id = ${actor.agencyId} AND NOT s.outside AND s.stage <> 'withdrawn'))`;
}

/** One inspection more than `limit`, newest first. */
export async function inspectionPage(tx: Tx, actor: Actor, asked: Asked) {
  const after = decodeCursor(asked.page.after, 2);
  return base(tx)
    .select([
      'i.id',
      'i.jurisdiction_id as jurisdictionId',
      'i.object',
      'i.scheduled_for as scheduledFor',
      'i.state',
      'i.outcome',
      'i.created_at as createdAt',
      't.id as taskId',
      't.number as taskNumber',
      't.title as taskTitle',
      't.window_to as windowTo',
    ])
    .where(sql.join([seen(actor), ...conditions(actor, asked)], sql` AND `) as RawBuilder<boolean>)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(i.created_at, i.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(asked.page.limit + 1)
    .execute();
}

function conditions(actor: Actor, asked: Asked): RawBuilder<boolean>[] {
  const { filter } = asked;
  const all: RawBuilder<boolean>[] = [];
  const team = (what: RawBuilder<boolean>) => sql<boolean>`EXISTS (SELECT 1 FROM inspection_teams x
    WHERE x.jurisdiction_id = i.jurisdiction_id AND x.inspection_id = i.id AND ${what})`;
  const clock = (what: RawBuilder<boolean>) => sql<boolean>`EXISTS (SELECT 1 FROM result_clocks c
    WHERE c.jurisdiction_id = i.jurisdiction_id AND c.inspection_id = i.id AND c.done_on IS NULL AND ${what})`;
  if (filter.of === 'section') all.push(sql<boolean>`t.section_id = ${actor.sectionId}`);
  if (filter.of === 'own')
    all.push(sql<boolean>`EXISTS (SELECT 1 FROM inspection_members m WHERE m.jurisdiction_id = i.jurisdiction_id
      AND m.inspection_id = i.id AND m.account_id = ${actor.accountId})`);
  if (filter.stage !== undefined) all.push(team(sql<boolean>`x.stage = ${filter.stage}`));
  if (filter.agencyId !== undefined) all.push(team(sql<boolean>`x.agency_id = ${filter.agencyId}`));
  if (filter.taskId !== undefined) all.push(sql<boolean>`t.id = ${filter.taskId}`);
  if (filter.due === 'overdue') all.push(clock(sql<boolean>`c.due_on < ${asked.today}::date`));
  if (filter.due === 'soon')
    all.push(clock(sql<boolean>`c.due_on BETWEEN ${asked.today}::date AND ${asked.soon}::date`));
  if (filter.text !== undefined && filter.text !== '') {
    const like = likePart(filter.text);
    all.push(sql<boolean>`(i.object->>'name' ILIKE ${like} OR i.object->>'uscc' ILIKE ${like}
      OR i.object->>'localCode' ILIKE ${like} OR t.number ILIKE ${like} OR t.title ILIKE ${like})`);
  }
  return all;
}

/** Teams of the named inspections with the first open clock of each. */
export async function teamsOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('inspection_teams as x')
    .select((eb) => [
      'x.inspection_id as inspectionId',
      'x.agency_id as agencyId',
      'x.agency_name as agencyName',
      'x.stage',
      eb
        .selectFrom('result_clocks as c')
        .select(sql<string>`min(c.due_on::text || ' ' || c.clock)`.as('due'))
        .whereRef('c.jurisdiction_id', '=', 'x.jurisdiction_id')
        .whereRef('c.inspection_id', '=', 'x.inspection_id')
        .whereRef('c.agency_id', '=', 'x.agency_id')
        .where('c.done_on', 'is', null)
        .as('due'),
    ])
    .where(sql<boolean>`x.inspection_id = ANY(${[...ids]}::uuid[])`)
    .orderBy('x.initiator', 'desc')
    .orderBy('x.agency_id')
    .execute();
}

/** Open teams that wait for entry, correction or review; at most three hundred, by due day. */
export async function waitingTeams(tx: Tx, actor: Actor) {
  return base(tx)
    .innerJoin('inspection_teams as x', (join) =>
      join.onRef('x.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('x.inspection_id', '=', 'i.id'),
    )
    .leftJoin('result_clocks as c', (join) =>
      join
        .onRef('c.jurisdiction_id', '=', 'x.jurisdiction_id')
        .onRef('c.inspection_id', '=', 'x.inspection_id')
        .onRef('c.agency_id', '=', 'x.agency_id')
        .on('c.clock', '=', 'resultEntered'),
    )
    .leftJoin('result_clocks as p', (join) =>
      join
        .onRef('p.jurisdiction_id', '=', 'x.jurisdiction_id')
        .onRef('p.inspection_id', '=', 'x.inspection_id')
        .onRef('p.agency_id', '=', 'x.agency_id')
        .on('p.clock', '=', 'resultPublished'),
    )
    .select((eb) => [
      'i.id as inspectionId',
      'i.object',
      'x.agency_id as agencyId',
      'x.agency_name as agencyName',
      'x.outside',
      'x.stage',
      't.agency_id as initiatorId',
      // Of a submitted result the day of publication counts, before that the day of entry.
      sql<string | null>`CASE WHEN c.done_on IS NULL THEN c.due_on ELSE p.due_on END`.as('dueOn'),
      sql<boolean>`EXISTS (SELECT 1 FROM inspection_members m WHERE m.jurisdiction_id = x.jurisdiction_id
        AND m.inspection_id = x.inspection_id AND m.agency_id = x.agency_id
        AND m.account_id = ${actor.accountId} AND m.role IN ('lead', 'member')
        AND m.state IN ('assigned', 'claimed'))`.as('isOwn'),
      // The last word of the enterprise's representative under a paper of this team was a refusal.
      sql<boolean>`EXISTS (SELECT 1 FROM visit_signatures s WHERE s.jurisdiction_id = x.jurisdiction_id
        AND s.inspection_id = x.inspection_id AND s.agency_id = x.agency_id
        AND s.role = 'representative' AND s.content ->> 'refused' IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM visit_signatures l WHERE l.jurisdiction_id = s.jurisdiction_id
          AND l.inspection_id = s.inspection_id AND l.agency_id = s.agency_id
          AND l.document = s.document AND l.role = s.role AND l.signed_at > s.signed_at
          AND l.content ->> 'refused' IS NULL))`.as('isUnsigned'),
      eb
        .exists(
          eb
            .selectFrom('result_extensions as e')
            .select('e.id')
            .whereRef('e.jurisdiction_id', '=', 'x.jurisdiction_id')
            .whereRef('e.inspection_id', '=', 'x.inspection_id')
            .whereRef('e.agency_id', '=', 'x.agency_id')
            .where('e.state', '=', 'asked'),
        )
        .as('asked'),
    ])
    .where('i.state', '=', 'open')
    .where('x.stage', 'in', ['recorded', 'submitted', 'returned'])
    .where(seen(actor))
    .orderBy('c.due_on')
    .orderBy('i.id')
    .limit(300)
    .execute();
}
