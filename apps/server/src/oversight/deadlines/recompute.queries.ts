/**
 * SQL of the recalculation: the distinct beginnings and lengths of the open clocks of a source, and one UPDATE per source
 * that takes the day computed for each of them. Papers that named a day, extensions and work orders are never moved.
 */

import { followupKinds, followupStates } from '@mingcha/core/followups/followup.ts';
import { clockOfState } from '@mingcha/core/followups/followup-clocks.ts';
import type { ClockGroup, Recomputed } from '@mingcha/core/oversight/deadlines/recompute.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { clockRows } from './sources.queries.ts';

type Fragment = RawBuilder<unknown>;

/** What is computed anew. */
export interface RecomputeScope {
  /** Jurisdiction of the agencies whose calendar or rule book changed. */
  readonly home: string;
  /** The agency whose rule book changed; null: all. */
  readonly agencyId: string | null;
  /** The year whose calendar changed: clocks that do not touch it keep their day. */
  readonly year: number | null;
  readonly today: string;
}

interface RecomputeSource {
  readonly name: string;
  /** Table and alias of the rows, and what stands beside them. */
  readonly table: Fragment;
  readonly beside: Fragment;
  readonly where: Fragment;
  readonly clock: Fragment;
  readonly home: Fragment;
  readonly agencyId: Fragment;
  readonly startedOn: Fragment;
  readonly basis: Fragment;
  /** Columns that the UPDATE sets. */
  readonly basisColumn: Fragment;
  /** Who is told: accounts of the rows that moved. */
  readonly people: Fragment;
  /** What `people` needs of a row. */
  readonly row: Fragment;
}

const teamHome = sql`coalesce(m.agency_jurisdiction_id, m.jurisdiction_id)`;
const crew = sql`SELECT x.account_id AS id FROM moved JOIN inspection_members x
    ON x.jurisdiction_id = moved.j AND x.inspection_id = moved.inspection AND x.agency_id = moved.agency
   WHERE x.account_id IS NOT NULL AND x.state IN ('assigned', 'claimed')`;
const handlers = sql`SELECT moved.handler AS id FROM moved WHERE moved.handler IS NOT NULL`;

const results = (clock: 'resultPublished' | 'resultEntered'): RecomputeSource => ({
  name: clock,
  table: sql`result_clocks c`,
  beside: sql`inspection_teams m`,
  where: sql`m.jurisdiction_id = c.jurisdiction_id AND m.inspection_id = c.inspection_id AND m.agency_id = c.agency_id
    AND c.clock = ${clock} AND c.done_on IS NULL AND c.extended_from IS NULL`,
  clock: sql`c.clock`,
  home: teamHome,
  agencyId: sql`c.agency_id`,
  startedOn: sql`c.started_on`,
  basis: sql`c.basis`,
  basisColumn: sql`basis`,
  people: crew,
  row: sql`c.jurisdiction_id AS j, c.inspection_id AS inspection, c.agency_id AS agency`,
});

const stateClocks = sql.join(
  followupKinds.flatMap((kind) =>
    followupStates.flatMap((state) => {
      const clock = clockOfState(kind, state);
      return clock === null ? [] : [sql`(${kind}::text, ${state}::text, ${clock}::text)`];
    }),
  ),
);
const followups: RecomputeSource = {
  name: 'followups',
  table: sql`followups c`,
  beside: sql`inspection_teams m, (VALUES ${stateClocks}) AS k(kind, state, clock)`,
  where: sql`m.jurisdiction_id = c.jurisdiction_id AND m.inspection_id = c.inspection_id AND m.agency_id = c.agency_id
    AND k.kind = c.kind AND k.state = c.state AND c.state <> 'closed' AND c.due_on IS NOT NULL
    AND c.due_basis ->> 'fixed' IS NULL`,
  clock: sql`k.clock`,
  home: teamHome,
  agencyId: sql`c.agency_id`,
  startedOn: sql`c.started_on`,
  basis: sql`c.due_basis`,
  basisColumn: sql`due_basis`,
  people: crew,
  row: sql`c.jurisdiction_id AS j, c.inspection_id AS inspection, c.agency_id AS agency`,
};
const objections: RecomputeSource = {
  name: 'objections',
  table: sql`objections c`,
  beside: sql`(VALUES (1)) AS one(n)`,
  where: sql`c.state IN ('received', 'accepted', 'investigating', 'decided')`,
  clock: sql`'objectionAnswered'::text`,
  home: sql`c.agency_jurisdiction_id`,
  agencyId: sql`c.agency_id`,
  startedOn: sql`c.received_on`,
  basis: sql`c.due_basis`,
  basisColumn: sql`due_basis`,
  people: handlers,
  row: sql`c.handler_id AS handler`,
};
const contacts: RecomputeSource = {
  ...objections,
  name: 'contacts',
  table: sql`contacts c`,
  where: sql`c.state <> 'answered' AND c.due_basis ->> 'source' <> 'named'`,
  clock: sql`CASE WHEN c.kind = 'enquiry' THEN 'enquiryAnswered' ELSE 'contactAnswered' END`,
  home: sql`c.jurisdiction_id`,
};
const ratings: RecomputeSource = {
  ...contacts,
  name: 'ratings',
  table: sql`rating_matters c`,
  where: sql`c.state <> 'closed'`,
  clock: sql`'ratingAnswered'::text`,
  agencyId: sql`c.office_agency_id`,
  startedOn: sql`c.started_on`,
};
/** Clocks that the engine keeps itself. */
const ownClocks = ['listDispatched', 'planFiled', 'specialPlanPublished', 'lateEntry'] as const;
const runs = (today: string): RecomputeSource => {
  const open = ownClocks.map(
    (clock) => sql`SELECT o.key FROM ${clockRows({ today, clock, within: null, isOpen: true })} AS o`,
  );
  return {
    name: 'runs',
    table: sql`clock_runs c`,
    beside: sql`(VALUES (1)) AS one(n)`,
    where: sql`c.clock || ':' || CASE c.clock WHEN 'planFiled' THEN c.subject_id::text || '-' || c.year::text
        WHEN 'lateEntry' THEN c.subject_id::text || c.agency_id::text ELSE c.subject_id::text END
      IN (${sql.join(open, sql` UNION ALL `)})`,
    clock: sql`c.clock`,
    home: sql`c.agency_jurisdiction_id`,
    agencyId: sql`c.agency_id`,
    startedOn: sql`c.started_on`,
    basis: sql`c.due_basis`,
    basisColumn: sql`due_basis`,
    people: sql`SELECT a.id FROM moved JOIN accounts a ON a.jurisdiction_id = moved.home AND a.agency_id = moved.agency
        AND a.status = 'active' JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
       WHERE r.role = 'legalOfficer'`,
    row: sql`c.agency_jurisdiction_id AS home, c.agency_id AS agency`,
  };
};

/** In this order: the entry of a result is never due after its publication. */
export function recomputeSources(today: string): readonly RecomputeSource[] {
  return [
    results('resultPublished'),
    results('resultEntered'),
    followups,
    objections,
    contacts,
    ratings,
    runs(today),
  ];
}

function bounds(source: RecomputeSource, scope: RecomputeScope): Fragment {
  // The planner guesses half of the rows, see `clockRows`.
  const parts = [source.where, sql`CASE WHEN ${source.home} = ${scope.home} THEN true ELSE false END`];
  if (scope.agencyId !== null) parts.push(sql`${source.agencyId} = ${scope.agencyId}`);
  if (scope.year !== null)
    parts.push(
      sql`(${source.basis} ->> 'unit' = 'workingDays' OR ${source.basis} ->> 'capped' <> 'none')
        AND c.due_on >= make_date(${scope.year}::integer, 1, 1)
        AND ${source.startedOn} <= make_date(${scope.year}::integer, 12, 31)`,
    );
  return sql.join(parts, sql` AND `);
}

/** One text that clocks of the same beginning and length share: what many rows are joined by must be one column. */
const groupKey = (source: RecomputeSource) =>
  sql`concat_ws(' ', ${source.clock}, ${source.startedOn}, ${source.basis} ->> 'length', ${source.basis} ->> 'unit',
    coalesce(${source.basis} ->> 'paused', '0'))`;
const keyOf = ({ clock, startedOn, length, unit, paused }: ClockGroup): string =>
  [clock, startedOn, length, unit, paused].join(' ');

/** The distinct beginnings and lengths of a source's open clocks. */
export async function clockGroups(
  tx: Tx,
  source: RecomputeSource,
  scope: RecomputeScope,
): Promise<readonly ClockGroup[]> {
  const found = await sql<ClockGroup>`
    SELECT DISTINCT ${source.clock} AS clock, ${source.startedOn} AS "startedOn", (${source.basis} ->> 'length')::integer AS length,
           ${source.basis} ->> 'unit' AS unit, coalesce((${source.basis} ->> 'paused')::integer, 0) AS paused
      FROM ${source.table}, ${source.beside} WHERE ${bounds(source, scope)}`.execute(tx);
  return found.rows;
}

export interface Changed {
  readonly clocks: number;
  readonly moved: number;
  /** Accounts with the number of their clocks that moved. */
  readonly people: readonly { readonly id: string; readonly count: number }[];
}

interface NewDays {
  readonly scope: RecomputeScope;
  readonly days: readonly { readonly group: ClockGroup; readonly to: Recomputed }[];
  readonly why: 'calendar' | 'rules';
  /** Names this recalculation. */
  readonly mark: string;
  /** Of the version that comes into force; null for a calendar. */
  readonly version: number | null;
  /** Legal bases by clock. */
  readonly sources: Readonly<Record<string, string>>;
}

/** The computed days as a table `n`. */
function dayTable({ days, sources }: NewDays): Fragment {
  const list = (type: string, of: (each: NewDays['days'][number]) => unknown) =>
    sql`${days.map(of)}::${sql.raw(type)}[]`;
  const columns = [
    list('text', ({ group }) => keyOf(group)),
    list('date', ({ to }) => to.dueOn),
    list('boolean', ({ to }) => to.provisional),
    list('text', ({ to }) => to.capped),
    list('integer', ({ to }) => to.length),
    list('text', ({ to }) => to.unit),
    list('text', ({ group }) => sources[group.clock] ?? ''),
  ];
  return sql`unnest(${sql.join(columns)})
    AS n(key, due, provisional, capped, new_length, new_unit, source)`;
}

/** What a source takes from its group; an entry never later than its publication, which was computed before. */
function takenBy(source: RecomputeSource) {
  if (source.name !== 'resultEntered')
    return {
      due: sql`n.due`,
      capped: sql`n.capped`,
      provisional: sql`n.provisional`,
      from: sql``,
      where: sql``,
    };
  return {
    due: sql`least(n.due, p.due_on)`,
    capped: sql`CASE WHEN n.due > p.due_on THEN 'byPublication' ELSE 'none' END`,
    provisional: sql`CASE WHEN n.due > p.due_on THEN (p.basis ->> 'provisional')::boolean ELSE n.provisional END`,
    from: sql`, result_clocks p`,
    where: sql` AND p.jurisdiction_id = c.jurisdiction_id AND p.inspection_id = c.inspection_id
      AND p.agency_id = c.agency_id AND p.clock = 'resultPublished'`,
  };
}

/** The basis with what is new about it. */
function newBasis(source: RecomputeSource, of: NewDays): Fragment {
  const { due, capped, provisional } = takenBy(source);
  const moved = sql`jsonb_build_object('moved', jsonb_build_object('from', c.due_on, 'why', ${of.why}::text, 'mark', ${of.mark}::text))`;
  const rules = sql`jsonb_build_object('length', n.new_length, 'unit', n.new_unit, 'source', n.source, 'ruleVersion', ${of.version}::integer)`;
  const parts = [
    source.basis,
    sql`jsonb_build_object('provisional', ${provisional})`,
    ...(of.version === null ? [] : [rules]),
    ...(source.name.startsWith('result') ? [sql`jsonb_build_object('capped', ${capped})`] : []),
    sql`CASE WHEN c.due_on <> ${due} THEN ${moved} ELSE '{}' END`,
  ];
  return sql.join(parts, sql` || `);
}

/** A large place has a million open clocks: the transaction waits for its statements however long they take. */
export async function waitForAll(tx: Tx): Promise<void> {
  await sql`SET LOCAL statement_timeout = 0`.execute(tx);
  await sql`SET LOCAL work_mem = '64MB'`.execute(tx);
}

/** One UPDATE: every open clock of the source takes the day computed for its group. */
export async function takeDays(tx: Tx, source: RecomputeSource, of: NewDays): Promise<Changed> {
  if (of.days.length === 0) return { clocks: 0, moved: 0, people: [] };
  const { due, provisional, from, where } = takenBy(source);
  const found = await sql<{ id: string | null; clocks: number; moved: number }>`
    WITH changed AS (
      UPDATE ${source.table} SET due_on = ${due}, ${source.basisColumn} = ${newBasis(source, of)}
        FROM ${source.beside}, ${dayTable(of)}${from}
       WHERE ${bounds(source, of.scope)} AND n.key = ${groupKey(source)}${where}
         AND (c.due_on <> ${due} OR (${source.basis} ->> 'provisional')::boolean IS DISTINCT FROM ${provisional} OR ${of.version !== null})
      RETURNING ${source.row}, coalesce(${source.basis} #>> '{moved,mark}' = ${of.mark}, false) AS is_moved),
    moved AS (SELECT * FROM changed WHERE is_moved)
    SELECT NULL AS id, (SELECT count(*) FROM changed)::integer AS clocks, (SELECT count(*) FROM moved)::integer AS moved
    UNION ALL
    SELECT told.id::text, 0, count(*)::integer FROM (${source.people}) AS told GROUP BY told.id`.execute(tx);
  const total = found.rows.find((row) => row.id === null);
  return {
    clocks: total?.clocks ?? 0,
    moved: total?.moved ?? 0,
    people: found.rows.flatMap((row) => (row.id === null ? [] : [{ id: row.id, count: row.moved }])),
  };
}

/** Publications that are owed follow the clock of their result. */
export async function followResultClocks(tx: Tx, home: string): Promise<void> {
  await sql`UPDATE publications b SET due_on = c.due_on FROM result_clocks c
    WHERE b.kind = 'result' AND b.state IN ('prepared', 'returned', 'reviewed', 'suspended')
      AND b.agency_jurisdiction_id = ${home} AND c.clock = 'resultPublished' AND c.jurisdiction_id = b.jurisdiction_id
      AND c.inspection_id = b.inspection_id AND c.agency_id = b.team_agency_id AND b.due_on IS DISTINCT FROM c.due_on`.execute(
    tx,
  );
}
