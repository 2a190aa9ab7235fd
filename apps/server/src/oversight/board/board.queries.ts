/**
 * SQL of the stage board: the facts of every course of work that a reader may see, counted over all of them at once. A course
 * is a task that was made, a draw without a task, or an entry of a published plan that nothing was drawn for.
 */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { CourseFacts } from '@mingcha/core/oversight/board/board.ts';
import type { BoardFilter } from '@mingcha/core/oversight/board/board-api.ts';
import { owedStates } from '@mingcha/core/publications/publication.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

type Fragment = RawBuilder<unknown>;

export interface CourseRow extends CourseFacts {
  readonly key: string;
  readonly kind: 'task' | 'draw' | 'entry';
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly sectionId: string | null;
  readonly sectionName: string;
  readonly title: string;
  readonly number: string;
  readonly planId: string | null;
  readonly dispatchDue: string | null;
  readonly windowTo: string | null;
  readonly entryDue: string | null;
  readonly publicationDue: string | null;
  readonly followupDue: string | null;
}

interface Asked {
  readonly filter: BoardFilter;
  /** First day of the present year: what was archived before is left out unless days are asked for. */
  readonly yearStart: string;
  /** Only this task, draw, or task of this inspection. */
  readonly only?: { readonly of: 'task' | 'draw' | 'inspection'; readonly id: string };
}

const readsAll = (actor: Actor): boolean => hasRole(actor, 'auditor', 'coordinator');

function ownOr(actor: Actor, table: 't' | 'd' | 'p'): Fragment {
  const jurisdiction = sql`${sql.ref(`${table}.jurisdiction_id`)} = ${actor.jurisdictionId}`;
  if (readsAll(actor)) return jurisdiction;
  const own = sql`(${jurisdiction} AND ${sql.ref(`${table}.agency_id`)} = ${actor.agencyId})`;
  if (table !== 't') return own;
  return sql`(${own} OR (t.state <> 'prepared' AND EXISTS (SELECT 1 FROM inspection_teams q
    JOIN inspections j ON j.jurisdiction_id = q.jurisdiction_id AND j.id = q.inspection_id
    WHERE q.agency_id = ${actor.agencyId} AND NOT q.outside AND q.jurisdiction_id = t.jurisdiction_id
      AND j.task_id = t.id)))`;
}

function filtered(filter: BoardFilter, of: Record<'agency' | 'section' | 'from' | 'to', Fragment>): Fragment {
  const all: Fragment[] = [sql`true`];
  if (filter.agencyId !== undefined) all.push(sql`${of.agency} = ${filter.agencyId}`);
  if (filter.sectionId !== undefined) all.push(sql`${of.section} = ${filter.sectionId}`);
  if (filter.from !== undefined) all.push(sql`${of.to} >= ${filter.from}::date`);
  if (filter.to !== undefined) all.push(sql`${of.from} <= ${filter.to}::date`);
  return sql.join(all, sql` AND `);
}

function seenTasks(actor: Actor, asked: Asked): Fragment {
  const { only, filter } = asked;
  const parts: Fragment[] = [
    ownOr(actor, 't'),
    sql`t.state <> 'void'`,
    filtered(filter, {
      agency: sql`t.agency_id`,
      section: sql`t.section_id`,
      from: sql`t.window_from`,
      to: sql`t.window_to`,
    }),
  ];
  if (only === undefined && filter.from === undefined)
    parts.push(sql`(t.state <> 'archived' OR t.window_to >= ${asked.yearStart}::date)`);
  if (only?.of === 'task') parts.push(sql`t.id = ${only.id}`);
  if (only?.of === 'draw') parts.push(sql`t.draw_id = ${only.id}`);
  if (only?.of === 'inspection')
    parts.push(sql`EXISTS (SELECT 1 FROM inspections k WHERE k.jurisdiction_id = t.jurisdiction_id
      AND k.task_id = t.id AND k.id = ${only.id})`);
  return sql`SELECT t.* FROM inspection_tasks t WHERE ${sql.join(parts, sql` AND `)}`;
}

/** Inspections that are still to be made or were made: neither replaced nor cancelled. */
const stands = sql`coalesce(i.outcome, '') NOT IN ('replaced', 'cancelled')`;
const inspected = sql`seen t JOIN inspections i ON i.jurisdiction_id = t.jurisdiction_id AND i.task_id = t.id AND ${stands}`;
const count = (condition: Fragment) => sql`count(*) FILTER (WHERE ${condition})::integer`;
const stage = (...names: readonly string[]) => sql`x.stage = ANY(${[...names]}::text[])`;

function withs(actor: Actor, asked: Asked): Fragment {
  const ofTeam = (alias: Fragment) =>
    sql`${alias}.jurisdiction_id = i.jurisdiction_id AND ${alias}.inspection_id = i.id`;
  return sql`seen AS MATERIALIZED (${seenTasks(actor, asked)}),
  teams AS (SELECT t.id, count(*)::integer AS teams, ${count(stage('assigned'))} AS unclaimed,
      ${count(stage('assigned', 'claimed', 'approved', 'noticed', 'visiting'))} AS open_visits,
      bool_or(${stage('visiting', 'recorded', 'submitted', 'returned', 'passed')}) AS has_begun,
      ${count(stage('recorded'))} AS unentered, ${count(stage('returned'))} AS returned,
      ${count(stage('submitted'))} AS unreviewed
    FROM ${inspected} JOIN inspection_teams x ON ${ofTeam(sql`x`)} AND x.stage <> 'withdrawn' GROUP BY t.id),
  approvals AS (SELECT t.id, count(*)::integer AS waiting FROM ${inspected}
    JOIN inspection_approvals a ON ${ofTeam(sql`a`)} AND a.state = 'submitted' GROUP BY t.id),
  clocks AS (SELECT t.id, min(c.due_on) AS due FROM ${inspected}
    JOIN result_clocks c ON ${ofTeam(sql`c`)} AND c.clock = 'resultEntered' AND c.done_on IS NULL GROUP BY t.id),
  shown AS (SELECT t.id, count(*)::integer AS publications,
      ${count(sql`p.state = ANY(${[...owedStates]}::text[])`)} AS owed, ${count(sql`p.state = 'suspended'`)} AS suspended,
      min(p.due_on) FILTER (WHERE p.state = ANY(${[...owedStates]}::text[])) AS due
    FROM seen t JOIN publications p ON p.jurisdiction_id = t.jurisdiction_id AND p.task_id = t.id AND p.kind = 'result'
    GROUP BY t.id),
  problems AS (SELECT t.id, count(*)::integer AS followups,
      ${count(sql`coalesce(u.state, 'pending') <> 'closed'`)} AS open,
      min(coalesce(u.due_on, f.due_on)) FILTER (WHERE coalesce(u.state, 'pending') <> 'closed') AS due
    FROM ${inspected} JOIN visit_findings f ON ${ofTeam(sql`f`)}
      JOIN inspection_teams x ON ${ofTeam(sql`x`)} AND x.agency_id = f.agency_id
      LEFT JOIN followups u ON u.jurisdiction_id = f.jurisdiction_id AND u.finding_id = f.id
    WHERE (x.passed_at IS NOT NULL AND f.removed_in_round IS NULL) OR u.finding_id IS NOT NULL GROUP BY t.id),
  files AS (SELECT t.id, count(*)::integer AS inspections,
      ${count(sql`NOT EXISTS (SELECT 1 FROM dossiers s WHERE ${ofTeam(sql`s`)})`)} AS unfiled
    FROM ${inspected} GROUP BY t.id)`;
}

const agencyName = (table: Fragment) => sql`(SELECT g.name FROM agencies g
  WHERE g.jurisdiction_id = ${table}.jurisdiction_id AND g.id = ${table}.agency_id)`;
const sectionName = (table: Fragment) => sql`coalesce((SELECT g.name FROM sections g
  WHERE g.jurisdiction_id = ${table}.jurisdiction_id AND g.id = ${table}.section_id), '')`;

const tasks = sql`SELECT 'task' AS kind, t.id, t.agency_id AS "agencyId", ${agencyName(sql`t`)} AS "agencyName",
    t.section_id AS "sectionId", ${sectionName(sql`t`)} AS "sectionName", t.title, t.number, NULL::uuid AS "planId",
    CASE WHEN t.plan_entry_key IS NULL THEN NULL ELSE true END AS "planPublished",
    CASE WHEN t.draw_id IS NULL THEN CASE WHEN t.outside_draw_id IS NULL THEN NULL ELSE 'recorded' END
      ELSE coalesce(d.state, 'recorded') END AS "drawState",
    coalesce(d.state <> 'drawn', true) AS "isRecorded", t.state AS "taskState",
    coalesce(teams.teams, 0) AS teams, coalesce(teams.unclaimed, 0) AS unclaimed,
    coalesce(approvals.waiting, 0) AS "approvalsWaiting", coalesce(teams.open_visits, 0) AS "openVisits",
    coalesce(teams.has_begun, false) AS "hasBegun", coalesce(teams.unentered, 0) AS unentered,
    coalesce(teams.returned, 0) AS returned, coalesce(teams.unreviewed, 0) AS unreviewed,
    coalesce(shown.publications, 0) AS publications, coalesce(shown.owed, 0) AS owed,
    coalesce(shown.suspended, 0) AS suspended, coalesce(problems.followups, 0) AS followups,
    coalesce(problems.open, 0) AS "openFollowups", coalesce(files.inspections, 0) AS inspections,
    coalesce(files.unfiled, 0) AS unfiled, t.dispatch_due AS "dispatchDue", t.window_to AS "windowTo",
    clocks.due AS "entryDue", shown.due AS "publicationDue", problems.due AS "followupDue"
  FROM seen t LEFT JOIN draws d ON d.jurisdiction_id = t.jurisdiction_id AND d.id = t.draw_id
    LEFT JOIN teams ON teams.id = t.id LEFT JOIN approvals ON approvals.id = t.id LEFT JOIN clocks ON clocks.id = t.id
    LEFT JOIN shown ON shown.id = t.id LEFT JOIN problems ON problems.id = t.id LEFT JOIN files ON files.id = t.id`;

/** Counts of a course that has no task yet. */
const nothingYet = sql`0 AS teams, 0 AS unclaimed, 0 AS "approvalsWaiting", 0 AS "openVisits", false AS "hasBegun",
  0 AS unentered, 0 AS returned, 0 AS unreviewed, 0 AS publications, 0 AS owed, 0 AS suspended, 0 AS followups,
  0 AS "openFollowups", 0 AS inspections, 0 AS unfiled, NULL::date AS "dispatchDue"`;
const noDays = sql`NULL::date AS "entryDue", NULL::date AS "publicationDue", NULL::date AS "followupDue"`;

function loneDraws(actor: Actor, asked: Asked): Fragment {
  const day = (name: 'from' | 'to') => sql`(d.settings -> 'window' ->> ${name})::date`;
  const only =
    asked.only === undefined
      ? sql`true`
      : asked.only.of === 'draw'
        ? sql`d.id = ${asked.only.id}`
        : sql`false`;
  return sql`SELECT 'draw' AS kind, d.id, d.agency_id AS "agencyId", ${agencyName(sql`d`)} AS "agencyName",
    d.section_id AS "sectionId", ${sectionName(sql`d`)} AS "sectionName", d.title_zh AS title,
    CASE WHEN d.no IS NULL THEN '' ELSE d.series || '-' || lpad(d.no::text, 3, '0') END AS number, NULL::uuid AS "planId",
    CASE WHEN d.plan_entry_key IS NULL THEN NULL ELSE true END AS "planPublished", d.state AS "drawState",
    d.state NOT IN ('drawn', 'infeasible') AS "isRecorded", NULL::text AS "taskState", ${nothingYet},
    ${day('to')} AS "windowTo", ${noDays}
  FROM draws d WHERE ${ownOr(actor, 'd')} AND d.state <> 'voided' AND ${only}
    AND NOT EXISTS (SELECT 1 FROM inspection_tasks t WHERE t.jurisdiction_id = d.jurisdiction_id AND t.draw_id = d.id
      AND t.state <> 'void')
    AND ${filtered(asked.filter, { agency: sql`d.agency_id`, section: sql`d.section_id`, from: day('from'), to: day('to') })}`;
}

function loneEntries(actor: Actor, asked: Asked): Fragment {
  return sql`SELECT 'entry' AS kind, e.id, p.agency_id AS "agencyId", ${agencyName(sql`p`)} AS "agencyName",
    e.section_id AS "sectionId", ${sectionName(sql`e`)} AS "sectionName", e.title, e.number, p.id AS "planId",
    true AS "planPublished", 'none' AS "drawState", false AS "isRecorded", NULL::text AS "taskState", ${nothingYet},
    e.window_to AS "windowTo", ${noDays}
  FROM plan_entries e JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
  WHERE ${ownOr(actor, 'p')} AND p.state = 'published' AND e.state = 'taken' AND e.form = 'draw'
    AND e.merged_into IS NULL AND ${asked.only === undefined ? sql`true` : sql`false`}
    AND NOT EXISTS (SELECT 1 FROM draws d WHERE d.jurisdiction_id = e.jurisdiction_id
      AND d.plan_entry_key = e.entry_key AND d.state <> 'voided')
    AND NOT EXISTS (SELECT 1 FROM inspection_tasks t WHERE t.jurisdiction_id = e.jurisdiction_id
      AND t.plan_entry_key = e.entry_key AND t.state <> 'void')
    AND ${filtered(asked.filter, { agency: sql`p.agency_id`, section: sql`e.section_id`, from: sql`e.window_from`, to: sql`e.window_to` })}`;
}

/** Every course that the actor may see and the filter asks for; some hundred a year. */
export async function coursesOf(tx: Tx, actor: Actor, asked: Asked): Promise<readonly CourseRow[]> {
  const found = await sql<Omit<CourseRow, 'key'>>`WITH ${withs(actor, asked)}
    ${tasks} UNION ALL ${loneDraws(actor, asked)} UNION ALL ${loneEntries(actor, asked)}`.execute(tx);
  return found.rows.map((row) => ({ ...row, key: `${row.kind}:${row.id}` }));
}

/** Agencies and sections by which a reader may narrow the board. */
export async function boardChoices(tx: Tx, actor: Actor) {
  const agencies = readsAll(actor)
    ? await tx
        .selectFrom('agencies')
        .select(['id', 'name'])
        .where('jurisdiction_id', '=', actor.jurisdictionId)
        .orderBy(sql`name COLLATE "C"`)
        .limit(500)
        .execute()
    : [];
  const sections = await tx
    .selectFrom('sections')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('agency_id', '=', actor.agencyId)
    .orderBy(sql`name COLLATE "C"`)
    .execute();
  return { agencies, sections };
}
