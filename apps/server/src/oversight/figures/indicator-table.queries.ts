/**
 * One indicator broken down by one dimension, in one statement; and the rows behind each of its numbers. Table and rows
 * read the same cases, so a number is the number of its rows.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import { jurisdictionReaders } from '@mingcha/core/oversight/figures/figures-api.ts';
import {
  type Dimension,
  type FigureColumn,
  type FigureCounts,
  type FigurePeriod,
  type IndicatorKey,
  indicatorOf,
  indicatorValue,
  monthsOf,
  wilsonInterval,
} from '@mingcha/core/oversight/figures/indicators.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { CaseColumns, Fragment } from './case-source.queries.ts';
import { casesBehind, isLasting, lastingCases } from './case-sources.ts';
import {
  agencyUnits,
  areaUnits,
  type FigureScope,
  itemUnits,
  jurisdictionsBelow,
  jurisdictionUnits,
  namesOf,
  taskUnits,
  type Unit,
} from './units.queries.ts';

export interface IndicatorAsked {
  readonly indicator: IndicatorKey;
  readonly by: Dimension;
  /** Days; both included. */
  readonly from: string;
  readonly to: string;
  /** Last day whose events count; without it everything known. */
  readonly asOf?: string | undefined;
  /** Only this agency of those that the actor may see. */
  readonly agencyId?: string | undefined;
}

export interface IndicatorRow extends FigureCounts {
  /** Of the unit; empty for the one line of `all`, and for cases without any unit. */
  readonly key: string;
  /** Empty where the unit has no name: see `key`. */
  readonly label: string;
  /** Share 0…1, change −1…, or a number; null where nothing is to be divided by. */
  readonly value: number | null;
  /** 95 % bounds of a finding rate. */
  readonly interval: readonly [number, number] | null;
}

/**
 * Whose figures the actor sees: of the own agency; of the jurisdiction its head, the coordination office, the justice
 * bureau and the auditor; broken down by jurisdiction also those below, as counts.
 */
export async function figureScope(
  tx: Tx,
  actor: Actor,
  asked: Pick<IndicatorAsked, 'by' | 'agencyId'>,
): Promise<FigureScope> {
  const own = { jurisdictionIds: [actor.jurisdictionId], agencyId: actor.agencyId };
  if (!hasRole(actor, ...jurisdictionReaders)) return own;
  if (asked.by === 'jurisdiction')
    return { jurisdictionIds: await jurisdictionsBelow(tx, actor.jurisdictionId), agencyId: null };
  return { jurisdictionIds: [actor.jurisdictionId], agencyId: asked.agencyId ?? null };
}

/**
 * The table of an indicator: all units of the dimension in the order of their directory, also those without anything.
 * What belongs to no unit of the list stands at the end, so that no case is lost. `by` must be one that the indicator has.
 */
export async function indicatorTable(
  tx: Tx,
  actor: Actor,
  asked: IndicatorAsked,
): Promise<readonly IndicatorRow[]> {
  const scope = await figureScope(tx, actor, asked);
  return tableOf(tx, scope, asked);
}

/** As `indicatorTable`, of a scope that the caller has a right to. */
export async function tableOf(
  tx: Tx,
  scope: FigureScope,
  asked: IndicatorAsked,
): Promise<readonly IndicatorRow[]> {
  const counted = await groupCounts(tx, casesIn(scope, asked, false));
  const units = await unitsOf(tx, scope, asked);
  const listed = new Set(units.map((unit) => unit.key));
  const rest = [...counted.keys()].filter((key) => !listed.has(key)).toSorted();
  const names = await restNames(tx, asked.by, rest);
  const all = [...units, ...rest.map((key): Unit => ({ key, label: names.get(key) ?? '' }))];
  return all.map((unit) => rowOf(asked.indicator, unit, counted.get(unit.key)));
}

const zero: FigureCounts = { numerator: 0, denominator: 0, exempt: 0, void: 0 };

function rowOf(key: IndicatorKey, unit: Unit, counts: FigureCounts = zero): IndicatorRow {
  const indicator = indicatorOf(key);
  const interval = indicator.hasInterval ? wilsonInterval(counts.numerator, counts.denominator) : null;
  return { ...unit, ...counts, value: indicatorValue(indicator, counts), interval };
}

/** The line of everything for each period, in their order: of cases that are the same in every period, from one reading. */
export async function totalsOf(
  tx: Tx,
  scope: FigureScope,
  asked: Pick<IndicatorAsked, 'indicator' | 'asOf'> & { readonly periods: readonly FigurePeriod[] },
): Promise<readonly IndicatorRow[]> {
  const { indicator, asOf, periods } = asked;
  const everything: Unit = { key: '', label: '' };
  if (!isLasting(indicator)) {
    const lines: IndicatorRow[] = [];
    for (const period of periods)
      lines.push(...(await tableOf(tx, scope, { indicator, by: 'all', asOf, ...period })));
    return lines;
  }
  const isOf = inScope(scope);
  const cases = lastingCases(indicator, { asOf: asOf ?? latest, isOf }, { unit: null, words: false });
  const days = periods.map(({ from, to }, n) => sql`(${String(n)}::text, ${from}::date, ${to}::date)`);
  const counted = await groupCounts(
    tx,
    sql`${apart(cases)} c JOIN (VALUES ${sql.join(days)}) AS g(unit, first, last)
      ON c.day BETWEEN g.first AND g.last WHERE ${isOf(sql`c.agency_id`)}`,
  );
  return periods.map((_, n) => rowOf(indicator, everything, counted.get(String(n))));
}

/** Whether an agency is one of the scope. */
const inScope = (scope: FigureScope) => (agency: Fragment) =>
  sql`${agency} IN (SELECT a.id FROM agencies a
    WHERE a.jurisdiction_id = ANY(${[...scope.jurisdictionIds]}::uuid[])
      AND ${scope.agencyId === null ? sql`true` : sql`a.id = ${scope.agencyId}::uuid`})`;

/** Kept apart from what is asked of it: the order of its joins must not follow from guesses about days and agencies. */
const apart = (cases: Fragment) => sql`(WITH cases AS MATERIALIZED (${cases}) SELECT * FROM cases)`;

/** The cut-off where none is given. */
const latest = '9999-12-31';

const unitColumns: Readonly<Partial<Record<Dimension, CaseColumns['unit']>>> = {
  area: 'area',
  item: 'items',
  task: 'task',
};

/** The cases of the scope and period; `g` is the unit of the dimension that a case belongs to. */
function casesIn(scope: FigureScope, asked: IndicatorAsked, words: boolean): Fragment {
  const { from, to, asOf = latest } = asked;
  const isOf = inScope(scope);
  const columns = { unit: unitColumns[asked.by] ?? null, words };
  const cases = casesBehind(asked.indicator, { from, to, asOf, isOf }, columns);
  return sql`${apart(cases)} c
    ${groups[asked.by]} WHERE ${isOf(sql`c.agency_id`)} AND c.day BETWEEN ${from}::date AND ${to}::date`;
}

/** The unit of each case, as `g.unit`; a case with several items belongs to each of them. */
const groups: Readonly<Record<Dimension, Fragment>> = {
  all: sql`CROSS JOIN (SELECT '' AS unit) g`,
  agency: sql`CROSS JOIN LATERAL (SELECT c.agency_id::text AS unit) g`,
  area: sql`CROSS JOIN LATERAL (SELECT c.area AS unit) g`,
  item: sql`CROSS JOIN LATERAL (SELECT DISTINCT coalesce(k::text, '') AS unit
    FROM unnest(CASE WHEN coalesce(cardinality(c.items), 0) = 0 THEN ARRAY[NULL]::uuid[] ELSE c.items END) AS k) g`,
  month: sql`CROSS JOIN LATERAL (SELECT to_char(c.day, 'YYYY-MM') AS unit) g`,
  task: sql`CROSS JOIN LATERAL (SELECT coalesce(c.task_id::text, '') AS unit) g`,
  jurisdiction: sql`CROSS JOIN LATERAL (SELECT a.jurisdiction_id::text AS unit FROM agencies a WHERE a.id = c.agency_id) g`,
};

/** Cases of one key are one row: counted when one of them is, else exempt when one of them is, else void. */
const inColumn: Readonly<Record<FigureColumn, RawBuilder<boolean>>> = {
  numerator: sql<boolean>`bool_or(c.hit)`,
  denominator: sql<boolean>`bool_or(c.base)`,
  exempt: sql<boolean>`NOT bool_or(c.hit OR c.base) AND bool_or(c.exempt)`,
  void: sql<boolean>`NOT bool_or(c.hit OR c.base OR c.exempt)`,
};

/** Counts of the cases `c` by their unit `g`. */
async function groupCounts(tx: Tx, cases: Fragment): Promise<ReadonlyMap<string, FigureCounts>> {
  const found = await sql<FigureCounts & { unit: string }>`SELECT unit,
      count(*) FILTER (WHERE numerator)::integer AS numerator,
      count(*) FILTER (WHERE denominator)::integer AS denominator,
      count(*) FILTER (WHERE exempt)::integer AS exempt, count(*) FILTER (WHERE void)::integer AS void
    FROM (SELECT g.unit, ${inColumn.numerator} AS numerator, ${inColumn.denominator} AS denominator,
        ${inColumn.exempt} AS exempt, ${inColumn.void} AS void
      FROM ${cases} GROUP BY g.unit, c.key) AS rows GROUP BY unit`.execute(tx);
  return new Map(found.rows.map(({ unit, ...counts }) => [unit, counts]));
}

async function unitsOf(tx: Tx, scope: FigureScope, asked: IndicatorAsked): Promise<readonly Unit[]> {
  switch (asked.by) {
    case 'all':
      return [{ key: '', label: '' }];
    case 'agency':
      return agencyUnits(tx, scope, asked);
    case 'area':
      return areaUnits(tx, scope);
    case 'item':
      return itemUnits(tx, scope);
    case 'month':
      return monthsOf(asked).map((month) => ({ key: month, label: month }));
    case 'task':
      return taskUnits(tx, scope, asked);
    case 'jurisdiction':
      return jurisdictionUnits(tx, scope);
  }
}

async function restNames(
  tx: Tx,
  by: Dimension,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (by !== 'agency' && by !== 'area' && by !== 'item' && by !== 'task') return new Map();
  const named = keys.filter((key) => key !== '');
  const names = await namesOf(tx, by, named);
  // An area that no division names is known by what the register says.
  return by === 'area' ? new Map(named.map((key) => [key, names.get(key) ?? key])) : names;
}

/** One row behind a number. */
export interface CaseRow {
  readonly key: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly day: string;
  /** Empty while the list is sealed. */
  readonly subject: string;
  readonly mark: string;
  readonly path: string;
}

/** Rows behind one number of a unit, by day and key; one more than `limit`. */
export async function casePage(
  tx: Tx,
  scope: FigureScope,
  asked: IndicatorAsked & {
    readonly unit: string;
    readonly column: FigureColumn;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
): Promise<readonly CaseRow[]> {
  const { page } = asked;
  const [day, key] = decodeCursor(page.after, 2) ?? [];
  const isAfter =
    day !== undefined && key !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day)
      ? sql`(day, key COLLATE "C") > (${day}::date, ${key})`
      : sql`true`;
  const found =
    await sql<CaseRow>`SELECT r.key, r.agency_id AS "agencyId", a.name AS "agencyName", r.day, r.subject, r.mark, r.path
    FROM (SELECT c.key, min(c.agency_id::text) AS agency_id, min(c.day) AS day, min(c.subject) AS subject,
        min(c.mark) AS mark, min(c.path) AS path
      FROM ${casesIn(scope, asked, true)} AND g.unit = ${asked.unit}
      GROUP BY c.key HAVING ${inColumn[asked.column]}) AS r
    JOIN agencies a ON a.id::text = r.agency_id
    WHERE ${isAfter} ORDER BY r.day, r.key COLLATE "C" LIMIT ${page.limit + 1}`.execute(tx);
  return found.rows;
}

/** Every case of the scope with the column it stands in, by key: what a saved figure is made of. */
export interface CaseFlag {
  readonly key: string;
  readonly hit: boolean;
  readonly base: boolean;
  readonly exempt: boolean;
  readonly subject: string;
  readonly mark: string;
  readonly path: string;
}

export async function allCases(
  tx: Tx,
  scope: FigureScope,
  asked: IndicatorAsked,
): Promise<readonly CaseFlag[]> {
  const found = await sql<CaseFlag>`SELECT c.key, bool_or(c.hit) AS hit, bool_or(c.base) AS base,
      bool_or(c.exempt) AS exempt, min(c.subject) AS subject, min(c.mark) AS mark, min(c.path) AS path
    FROM ${casesIn(scope, asked, true)} GROUP BY c.key ORDER BY c.key COLLATE "C"`.execute(tx);
  return found.rows;
}
