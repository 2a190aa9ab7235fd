/**
 * The indicators a second time, straight from their definitions (R322): plain SQL that names each case with the column it belongs
 * to, counted here. It shares no text with the tables of the screen and must not import them. Works on any database.
 */
import type { IndicatorKey } from '@mingcha/core/oversight/figures/indicators.ts';
import { independentPlanSql } from './independent-plan-testing.ts';
import { independentResultSql } from './independent-result-testing.ts';
import { independentVisitSql } from './independent-visit-testing.ts';

export interface IndependentBounds {
  readonly jurisdictionId: string;
  /** Days; both included. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
}

interface QueryClient {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

export interface IndependentCounts {
  numerator: number;
  denominator: number;
  exempt: number;
  void: number;
}

/** Of the jurisdiction, and of each of its agencies that has any case. */
export interface IndependentFigure {
  readonly indicator: IndicatorKey;
  readonly all: IndependentCounts;
  readonly agencies: ReadonlyMap<string, IndependentCounts>;
}

interface NamedCase {
  readonly agency: string;
  readonly id: string;
  /** 'both' of numerator and denominator, 'denominator', 'numerator', 'exempt', 'void'. */
  readonly place: string;
}

const statements: Readonly<Record<IndicatorKey, string>> = {
  ...independentPlanSql,
  ...independentVisitSql,
  ...independentResultSql,
};

/** Every indicator of the jurisdiction in the period, with what happened up to `asOf`. */
export async function independentFigures(
  client: QueryClient,
  bounds: IndependentBounds,
): Promise<readonly IndependentFigure[]> {
  const found: IndependentFigure[] = [];
  for (const [indicator, text] of Object.entries(statements)) {
    const values = [bounds.jurisdictionId, bounds.from, bounds.to, bounds.asOf];
    const { rows } = await client.query(
      `WITH days AS (SELECT $1::uuid AS place, $2::date AS first, $3::date AS last,
      $4::date AS known) ${text}`,
      values,
    );
    const cases = rows as NamedCase[];
    const agencies = new Map<string, IndependentCounts>();
    for (const agency of new Set(cases.map((each) => each.agency)))
      agencies.set(agency, counted(cases.filter((each) => each.agency === agency)));
    found.push({ indicator: indicator as IndicatorKey, all: counted(cases), agencies });
  }
  return found;
}

/** One id is one case: counted when any of its mentions is, else exempt when any is, else void. */
function counted(cases: readonly NamedCase[]): IndependentCounts {
  const places = new Map<string, Set<string>>();
  for (const { id, place } of cases) places.set(id, (places.get(id) ?? new Set()).add(place));
  const counts = { numerator: 0, denominator: 0, exempt: 0, void: 0 };
  for (const of of places.values()) {
    const isHit = of.has('both') || of.has('numerator');
    const isBase = of.has('both') || of.has('denominator');
    if (isHit) counts.numerator += 1;
    if (isBase) counts.denominator += 1;
    if (isHit || isBase) continue;
    if (of.has('exempt')) counts.exempt += 1;
    else counts.void += 1;
  }
  return counts;
}
