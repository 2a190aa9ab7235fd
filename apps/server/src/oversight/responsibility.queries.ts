/**
 * SQL of the responsibility list: one row per link of the procedure, read from the record of the link itself. Bounded by
 * the agency that answers; an auditor's and the coordination office's by the jurisdiction. Writes nothing.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import type { ResponsibilityState } from '@mingcha/core/oversight/responsibility.ts';
import type { ResponsibilityFilter } from '@mingcha/core/oversight/responsibility-api.ts';
import type { ResponsibilityLink } from '@mingcha/core/registers/organisation/post.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';

export interface DutyRow {
  readonly key: string;
  readonly link: ResponsibilityLink;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly taskId: string | null;
  readonly taskNumber: string;
  readonly subject: string;
  /** What stands in place of the subject for other agencies while the names are sealed. */
  readonly cover: string;
  readonly sealedUntil: string | null;
  readonly path: string;
  readonly people: readonly string[];
  /** First day of the clock, which is not counted; null where none runs. */
  readonly startedOn: string | null;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly orderDay: string;
}

type Fragment = RawBuilder<unknown>;
const dayOf = (instant: Fragment) => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
const oneOf = (name: Fragment) => sql`array_remove(ARRAY[${name}]::text[], NULL)`;

/** People of a team who have the visit, its record and its follow-up to do: whoever leads it first. */
const team = sql`ARRAY(SELECT x.name FROM inspection_members x
   WHERE x.jurisdiction_id = m.jurisdiction_id AND x.inspection_id = m.inspection_id AND x.agency_id = m.agency_id
     AND x.state IN ('assigned', 'claimed') AND x.role IN ('lead', 'member') ORDER BY x.role, x.name COLLATE "C")`;
const inspected = sql`JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
   JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id`;
/** A visit that is to be made: of a dispatched task, neither replaced nor cancelled, by a team that has not withdrawn. */
const stands = sql`m.stage <> 'withdrawn' AND t.state IN ('dispatched', 'done', 'archived')
   AND coalesce(o.outcome, '') NOT IN ('replaced', 'cancelled')`;

interface Part {
  readonly link: ResponsibilityLink;
  /** Unique under its link. */
  readonly id: Fragment;
  readonly agencyId: Fragment;
  readonly agencyName: Fragment;
  readonly jurisdictionId: Fragment;
  readonly taskId: Fragment;
  readonly taskNumber: Fragment;
  readonly subject: Fragment;
  /** Of parts that name an object; the others name none. */
  readonly cover?: Fragment;
  readonly sealedUntil?: Fragment;
  readonly path: Fragment;
  readonly people: Fragment;
  readonly startedOn: Fragment;
  readonly dueOn: Fragment;
  readonly doneOn: Fragment;
  readonly from: Fragment;
}

const ofTeam = {
  id: sql`m.inspection_id::text || m.agency_id::text`,
  agencyId: sql`m.agency_id`,
  agencyName: sql`m.agency_name`,
  jurisdictionId: sql`m.jurisdiction_id`,
  taskId: sql`t.id`,
  taskNumber: sql`t.number`,
  subject: sql`o.object ->> 'name'`,
  cover: sql`t.title`,
  sealedUntil: sql`t.reveal_at`,
} as const;

/** The name of whoever did a step of a plan last. */
const planned = (
  step: string,
) => sql`(SELECT s.person_name FROM plan_steps s WHERE s.jurisdiction_id = p.jurisdiction_id
  AND s.plan_id = p.id AND s.step = ${step} ORDER BY s.seq DESC LIMIT 1)`;
const creatorOf = (table: string) => sql`(SELECT a.person_name FROM accounts a
  WHERE a.jurisdiction_id = ${sql.ref(`${table}.jurisdiction_id`)} AND a.id = ${sql.ref(`${table}.created_by`)})`;
const agencyOf = (table: string) => sql`(SELECT g.name FROM agencies g
  WHERE g.jurisdiction_id = ${sql.ref(`${table}.jurisdiction_id`)} AND g.id = ${sql.ref(`${table}.agency_id`)})`;

const parts: readonly Part[] = [
  {
    link: 'planning',
    id: sql`p.id::text`,
    agencyId: sql`p.agency_id`,
    agencyName: agencyOf('p'),
    jurisdictionId: sql`p.jurisdiction_id`,
    taskId: sql`NULL::uuid`,
    taskNumber: sql`''`,
    subject: sql`p.title`,
    path: sql`'/plans/' || p.id::text`,
    people: oneOf(sql`coalesce(${planned('publish')}, ${creatorOf('p')})`),
    startedOn: sql`NULL::date`,
    dueOn: sql`NULL::date`,
    doneOn: sql`p.published_on`,
    from: sql`plans p`,
  },
  {
    link: 'drawing',
    id: sql`d.id::text`,
    agencyId: sql`d.agency_id`,
    agencyName: agencyOf('d'),
    jurisdictionId: sql`d.jurisdiction_id`,
    taskId: sql`t.id`,
    taskNumber: sql`coalesce(t.number, '')`,
    subject: sql`d.title_zh`,
    path: sql`'/draws/' || d.id::text`,
    people: oneOf(creatorOf('d')),
    startedOn: sql`e.window_from`,
    dueOn: sql`e.window_to`,
    doneOn: dayOf(sql`d.drawn_at`),
    from: sql`draws d LEFT JOIN plan_entries e ON e.jurisdiction_id = d.jurisdiction_id AND e.id = d.plan_entry_id
      LEFT JOIN inspection_tasks t ON t.jurisdiction_id = d.jurisdiction_id AND t.draw_id = d.id
      WHERE d.state NOT IN ('voided', 'infeasible')`,
  },
  {
    link: 'dispatch',
    id: sql`t.id::text`,
    agencyId: sql`t.agency_id`,
    agencyName: agencyOf('t'),
    jurisdictionId: sql`t.jurisdiction_id`,
    taskId: sql`t.id`,
    taskNumber: sql`t.number`,
    subject: sql`t.title`,
    path: sql`'/tasks/' || t.id::text`,
    people: oneOf(sql`coalesce(t.dispatched_name, t.created_name)`),
    startedOn: dayOf(sql`t.created_at`),
    dueOn: sql`t.dispatch_due`,
    doneOn: dayOf(sql`t.dispatched_at`),
    from: sql`inspection_tasks t WHERE t.state <> 'void'`,
  },
  {
    ...ofTeam,
    link: 'onSite',
    path: sql`'/inspections/' || o.id::text`,
    people: team,
    startedOn: sql`t.window_from`,
    dueOn: sql`t.window_to`,
    doneOn: dayOf(sql`m.recorded_at`),
    from: sql`inspection_teams m ${inspected} WHERE ${stands}`,
  },
  {
    ...ofTeam,
    link: 'entry',
    path: sql`'/inspections/' || o.id::text || '?tab=results'`,
    people: sql`coalesce((SELECT ARRAY[v.entered_name] FROM visit_results v
      WHERE v.jurisdiction_id = m.jurisdiction_id AND v.inspection_id = m.inspection_id AND v.agency_id = m.agency_id
      ORDER BY v.round DESC LIMIT 1), ${team})`,
    startedOn: sql`c.started_on`,
    dueOn: sql`c.due_on`,
    doneOn: sql`c.done_on`,
    from: sql`result_clocks c JOIN inspection_teams m ON m.jurisdiction_id = c.jurisdiction_id
        AND m.inspection_id = c.inspection_id AND m.agency_id = c.agency_id
      ${inspected} WHERE c.clock = 'resultEntered' AND ${stands}`,
  },
  {
    ...ofTeam,
    link: 'handling',
    id: sql`f.finding_id::text`,
    path: sql`'/followups/' || f.finding_id::text`,
    people: sql`coalesce((SELECT ARRAY[v.person_name] FROM followup_moves v
      WHERE f.state = 'closed' AND v.jurisdiction_id = f.jurisdiction_id AND v.finding_id = f.finding_id
      ORDER BY v.seq DESC LIMIT 1), ${team})`,
    startedOn: dayOf(sql`f.opened_at`),
    dueOn: sql`f.due_on`,
    doneOn: dayOf(sql`f.closed_at`),
    from: sql`followups f JOIN inspection_teams m ON m.jurisdiction_id = f.jurisdiction_id
        AND m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id
      ${inspected} WHERE ${stands}`,
  },
  {
    ...ofTeam,
    link: 'publication',
    path: sql`coalesce('/publications/' || b.id::text, '/inspections/' || o.id::text || '?tab=results')`,
    people: oneOf(sql`coalesce(b.published_name, b.reviewed_name)`),
    startedOn: sql`c.started_on`,
    dueOn: sql`coalesce(b.due_on, c.due_on)`,
    doneOn: sql`coalesce(b.published_on, c.done_on)`,
    from: sql`result_clocks c JOIN inspection_teams m ON m.jurisdiction_id = c.jurisdiction_id
        AND m.inspection_id = c.inspection_id AND m.agency_id = c.agency_id
      ${inspected} LEFT JOIN publications b ON b.kind = 'result' AND b.jurisdiction_id = c.jurisdiction_id
        AND b.inspection_id = c.inspection_id AND b.team_agency_id = c.agency_id
      WHERE c.clock = 'resultPublished' AND ${stands}
        AND coalesce(b.state, '') NOT IN ('exempt', 'excluded', 'suspended', 'contained')`,
  },
];

function selectOf(part: Part): Fragment {
  return sql`SELECT ${part.link} || ':' || ${part.id} AS key, ${part.link} AS link, ${part.agencyId} AS "agencyId",
    ${part.agencyName} AS "agencyName", ${part.jurisdictionId} AS "jurisdictionId", ${part.taskId} AS "taskId",
    ${part.taskNumber} AS "taskNumber", ${part.subject} AS subject, ${part.cover ?? part.subject} AS cover,
    ${part.sealedUntil ?? sql`NULL::timestamptz`} AS "sealedUntil", ${part.path} AS path, ${part.people} AS people,
    ${part.startedOn} AS "startedOn", ${part.dueOn} AS "dueOn", ${part.doneOn} AS "doneOn" FROM ${part.from}`;
}

const inState: Readonly<Record<ResponsibilityState, (today: string) => RawBuilder<boolean>>> = {
  done: () => sql<boolean>`"doneOn" IS NOT NULL AND coalesce("doneOn" <= "dueOn", true)`,
  doneLate: () => sql<boolean>`"doneOn" > "dueOn"`,
  open: (today) => sql<boolean>`"doneOn" IS NULL AND coalesce("dueOn" >= ${today}::date, true)`,
  late: (today) => sql<boolean>`"doneOn" IS NULL AND "dueOn" < ${today}::date`,
};

/** Done after its due day, or not done although that day is past. */
export const isLateDuty = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(${inState.doneLate(today)} OR ${inState.late(today)})`;

/** All rows that the actor may see, as a FROM item. */
export function dutiesOf(actor: Actor, filter: ResponsibilityFilter): Fragment {
  const asked = parts.filter((part) => filter.link === undefined || filter.link === part.link);
  const union = sql.join(asked.map(selectOf), sql` UNION ALL `);
  const conditions: Fragment[] = [
    hasRole(actor, 'auditor', 'coordinator')
      ? sql`"jurisdictionId" = ${actor.jurisdictionId}`
      : sql`"agencyId" = ${actor.agencyId}`,
  ];
  if (filter.taskId !== undefined) conditions.push(sql`"taskId" = ${filter.taskId}`);
  if (filter.person !== undefined && filter.person !== '')
    conditions.push(sql`array_to_string(people, ' ') LIKE ${likePart(filter.person)}`);
  return sql`(SELECT * FROM (${union}) AS every WHERE ${sql.join(conditions, sql` AND `)}) AS duty`;
}

/** What is due first comes first; what has no due day comes last. */
const orderDay = sql`coalesce("dueOn", '9999-12-31'::date)`;

export async function dutyPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly filter: ResponsibilityFilter;
    readonly today: string;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
): Promise<readonly DutyRow[]> {
  const { filter, today, page } = asked;
  const conditions: Fragment[] = [filter.state === undefined ? sql`true` : inState[filter.state](today)];
  const [day, key] = decodeCursor(page.after, 2) ?? [];
  if (day !== undefined && key !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day))
    conditions.push(sql`(${orderDay}::text COLLATE "C", key COLLATE "C") > (${day}, ${key})`);
  const found = await sql<DutyRow>`SELECT duty.*, ${orderDay} AS "orderDay" FROM ${dutiesOf(actor, filter)}
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY ${orderDay}::text COLLATE "C", key COLLATE "C" LIMIT ${page.limit + 1}`.execute(tx);
  return found.rows;
}

export interface LinkCount {
  readonly link: ResponsibilityLink;
  readonly done: number;
  readonly doneLate: number;
  readonly open: number;
  readonly late: number;
}

export async function dutyCounts(
  tx: Tx,
  actor: Actor,
  asked: { readonly taskId: string | undefined; readonly today: string },
): Promise<readonly LinkCount[]> {
  const count = (state: ResponsibilityState) =>
    sql`count(*) FILTER (WHERE ${inState[state](asked.today)})::integer`;
  const from = dutiesOf(actor, asked.taskId === undefined ? {} : { taskId: asked.taskId });
  const found =
    await sql<LinkCount>`SELECT link, ${count('done')} AS done, ${count('doneLate')} AS "doneLate",
    ${count('open')} AS open, ${count('late')} AS late FROM ${from} GROUP BY link`.execute(tx);
  return found.rows;
}

/** One row by its key, whatever its agency: the caller decides who may ask. */
export async function dutyByKey(
  tx: Tx,
  key: string,
): Promise<(DutyRow & { readonly jurisdictionId: string }) | undefined> {
  const part = parts.find((each) => key.startsWith(`${each.link}:`));
  if (part === undefined) return undefined;
  const found = await sql<DutyRow & { jurisdictionId: string }>`SELECT duty.*, '' AS "orderDay"
    FROM (${selectOf(part)}) AS duty WHERE key = ${key} LIMIT 1`.execute(tx);
  return found.rows[0];
}
