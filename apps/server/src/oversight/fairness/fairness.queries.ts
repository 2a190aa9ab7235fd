/**
 * SQL of fairness statistics. What is read is bounded by `FairnessScope`: oversight reads its jurisdiction, everybody else the
 * own agency. Only draws whose names are open are read; void ones are counted beside. Writes nothing.
 */
import type { FairnessSpan } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';

export interface FairnessScope {
  readonly jurisdictionId: string;
  /** Null: all agencies of the jurisdiction. */
  readonly agencyId: string | null;
}
export interface FairnessPage {
  readonly after: string | undefined;
  readonly limit: number;
}

type Condition = RawBuilder<unknown>;
const drawnOn = sql`(d.drawn_at AT TIME ZONE 'Asia/Shanghai')::date`;
/** Names may be known: released, or open from the start. */
const isOpen = sql`(d.state IN ('released', 'closed')
  OR d.state IN ('drawn', 'recorded') AND d.settings #>> '{disclosure,mode}' = 'open')`;

function drawnIn(span: FairnessSpan): Condition {
  return sql`${drawnOn} BETWEEN ${span.from}::date AND ${span.to}::date`;
}
/** Draws of the agencies in view. */
function ofDraws({ jurisdictionId, agencyId }: FairnessScope): Condition {
  return agencyId === null
    ? sql`d.jurisdiction_id = ${jurisdictionId}`
    : sql`d.jurisdiction_id = ${jurisdictionId} AND d.agency_id = ${agencyId}`;
}
/** People of the agencies in view, in draws of any initiator: a draw of another jurisdiction matched them too. */
function ofPeople({ jurisdictionId, agencyId }: FairnessScope): Condition {
  return agencyId === null ? sql`s.jurisdiction_id = ${jurisdictionId}` : sql`s.agency_id = ${agencyId}`;
}

export interface BasisRow {
  readonly draws: number;
  readonly waiting: number;
  readonly sealed: number;
  readonly voided: number;
}

/** What stands behind the figures of drawing. */
export async function drawBasis(tx: Tx, scope: FairnessScope, span: FairnessSpan): Promise<BasisRow> {
  const found = await sql<BasisRow>`SELECT
      count(*) FILTER (WHERE ${isOpen} AND f.draw_id IS NOT NULL)::integer AS draws,
      count(*) FILTER (WHERE ${isOpen} AND f.draw_id IS NULL)::integer AS waiting,
      count(*) FILTER (WHERE d.state IN ('drawn', 'recorded') AND NOT ${isOpen})::integer AS sealed,
      count(*) FILTER (WHERE d.state = 'voided')::integer AS voided
    FROM draws d LEFT JOIN draw_fairness f ON f.jurisdiction_id = d.jurisdiction_id AND f.draw_id = d.id
    WHERE ${ofDraws(scope)} AND d.drawn_at IS NOT NULL AND ${drawnIn(span)}`.execute(tx);
  return found.rows[0] ?? { draws: 0, waiting: 0, sealed: 0, voided: 0 };
}

export interface GroupShareRow {
  readonly value: string;
  readonly members: number;
  readonly drawn: number;
  readonly ofGroup: number;
  readonly seen: number;
  /** Equal shares of several strata are put together. */
  readonly times: number;
}

/** Shares of each group in every stratum of the draws. */
export async function groupShares(
  tx: Tx,
  scope: FairnessScope,
  asked: FairnessSpan & { readonly axis: string },
): Promise<readonly GroupShareRow[]> {
  const found =
    await sql<GroupShareRow>`SELECT g.value, g.stratum_members AS members, g.stratum_drawn AS drawn,
      g.members AS "ofGroup", sum(g.drawn)::integer AS seen, count(*)::integer AS times
    FROM draw_fairness_groups g
      JOIN draws d ON d.jurisdiction_id = g.jurisdiction_id AND d.id = g.draw_id
    WHERE ${ofDraws(scope)} AND ${drawnIn(asked)} AND ${isOpen} AND g.axis = ${asked.axis}
    GROUP BY g.value, g.stratum_members, g.stratum_drawn, g.members
    ORDER BY g.value COLLATE "C"`.execute(tx);
  return found.rows;
}

/** Names of divisions by code. */
export async function divisionNames(
  tx: Tx,
  jurisdictionId: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{
    code: string;
    name: string;
  }>`SELECT code, max(name COLLATE "C") AS name FROM divisions
    WHERE jurisdiction_id = ${jurisdictionId} AND code = ANY(${[...codes]}::text[]) GROUP BY code`.execute(
    tx,
  );
  return new Map(found.rows.map((row) => [row.code, row.name]));
}

export interface DrawShareRow {
  readonly drawId: string;
  readonly title: string;
  readonly titleEn: string;
  readonly agencyName: string;
  readonly drawnOn: string;
  readonly stratum: number;
  readonly stratumName: string;
  readonly members: number;
  readonly drawn: number;
  readonly ofGroup: number;
  readonly seen: number;
}

const headOfDraw = sql`d.id AS "drawId", d.title_zh AS title, d.title_en AS "titleEn",
  (SELECT a.name FROM agencies a WHERE a.jurisdiction_id = d.jurisdiction_id AND a.id = d.agency_id) AS "agencyName",
  ${drawnOn} AS "drawnOn"`;

/** Strata behind one group, latest draw first. */
export async function groupDraws(
  tx: Tx,
  scope: FairnessScope,
  asked: FairnessSpan & FairnessPage & { readonly axis: string; readonly value: string },
): Promise<readonly DrawShareRow[]> {
  const [day, id, stratum] = decodeCursor(asked.after, 3) ?? [];
  const isLater =
    day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day) || !isId(id) || !/^\d{1,5}$/.test(stratum ?? '')
      ? sql`true`
      : sql`(${drawnOn}, d.id, -g.stratum) < (${day}::date, ${id}::uuid, -${stratum}::integer)`;
  const found = await sql<DrawShareRow>`SELECT ${headOfDraw}, g.stratum,
      coalesce(l.params::jsonb -> 'strata' -> g.stratum ->> 'name', '') AS "stratumName",
      g.stratum_members AS members, g.stratum_drawn AS drawn, g.members AS "ofGroup", g.drawn AS seen
    FROM draw_fairness_groups g
      JOIN draws d ON d.jurisdiction_id = g.jurisdiction_id AND d.id = g.draw_id
      JOIN draw_seals l ON l.jurisdiction_id = g.jurisdiction_id AND l.draw_id = g.draw_id
    WHERE ${ofDraws(scope)} AND ${drawnIn(asked)} AND ${isOpen} AND g.axis = ${asked.axis}
      AND g.value = ${asked.value} AND ${isLater}
    ORDER BY ${drawnOn} DESC, d.id DESC, g.stratum LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
function isId(text: string | undefined): boolean {
  return text !== undefined && uuidForm.test(text);
}

/** How often draws with people in view were matched again, and how many were too large for it. */
export async function teamBasis(
  tx: Tx,
  scope: FairnessScope,
  span: FairnessSpan,
): Promise<{ readonly draws: number; readonly tooLarge: number; readonly repetitions: number }> {
  const found = await sql<{ draws: number; tooLarge: number; repetitions: number }>`SELECT
      count(*) FILTER (WHERE f.repetitions > 0)::integer AS draws,
      count(*) FILTER (WHERE f.repetitions = 0 AND f.seats > 0)::integer AS "tooLarge",
      coalesce(min(f.repetitions) FILTER (WHERE f.repetitions > 0), 0)::integer AS repetitions
    FROM draw_fairness f JOIN draws d ON d.jurisdiction_id = f.jurisdiction_id AND d.id = f.draw_id
    WHERE ${drawnIn(span)} AND ${isOpen} AND ((${ofDraws(scope)}) OR EXISTS (SELECT 1 FROM draw_fairness_seats s
      WHERE s.jurisdiction_id = f.jurisdiction_id AND s.draw_id = f.draw_id AND ${ofPeople(scope)}))`.execute(
    tx,
  );
  return found.rows[0] ?? { draws: 0, tooLarge: 0, repetitions: 0 };
}

export interface LeafShareRow {
  readonly leafId: string;
  readonly name: string;
  readonly agencyName: string;
  readonly mean: number;
  readonly variance: number;
  readonly repetitions: number;
  readonly seen: number;
}

/** Seats of every leaf in every draw, in the order of agency and name. */
export async function leafShares(
  tx: Tx,
  scope: FairnessScope,
  span: FairnessSpan,
): Promise<readonly LeafShareRow[]> {
  const found = await sql<LeafShareRow>`SELECT s.leaf_id AS "leafId", s.leaf_name AS name,
      coalesce(p.agency_name, '') AS "agencyName", s.expected AS mean, s.variance, f.repetitions, s.seats AS seen
    FROM draw_fairness_seats s
      JOIN draw_fairness f ON f.jurisdiction_id = s.jurisdiction_id AND f.draw_id = s.draw_id
      JOIN draws d ON d.jurisdiction_id = s.jurisdiction_id AND d.id = s.draw_id
      LEFT JOIN draw_participants p ON p.jurisdiction_id = s.jurisdiction_id AND p.draw_id = s.draw_id
        AND p.agency_id = s.agency_id
    WHERE ${ofPeople(scope)} AND ${drawnIn(span)} AND ${isOpen}
    ORDER BY coalesce(p.agency_name, '') COLLATE "C", s.leaf_name COLLATE "C", s.leaf_id, d.drawn_at`.execute(
    tx,
  );
  return found.rows;
}

export interface PairSumRow {
  readonly leafA: string;
  readonly leafB: string;
  readonly mean: number;
  /** Squared standard error of the mean over the repetitions. */
  readonly error: number;
  readonly seen: number;
}

/** Every pair that met, or could have met, summed over the draws. */
export async function pairSums(
  tx: Tx,
  scope: FairnessScope,
  span: FairnessSpan,
): Promise<readonly PairSumRow[]> {
  const found =
    await sql<PairSumRow>`SELECT q.leaf_a AS "leafA", q.leaf_b AS "leafB", sum(q.expected) AS mean,
      sum(greatest(q.variance, 1.0 / f.repetitions) / f.repetitions) AS error, sum(q.met)::integer AS seen
    FROM draw_fairness_pairs q
      JOIN draw_fairness f ON f.jurisdiction_id = q.jurisdiction_id AND f.draw_id = q.draw_id
      JOIN draws d ON d.jurisdiction_id = q.jurisdiction_id AND d.id = q.draw_id
    WHERE ${drawnIn(span)} AND ${isOpen} AND EXISTS (SELECT 1 FROM draw_fairness_seats s
      WHERE s.jurisdiction_id = q.jurisdiction_id AND s.draw_id = q.draw_id
        AND s.leaf_id IN (q.leaf_a, q.leaf_b) AND ${ofPeople(scope)})
    GROUP BY q.leaf_a, q.leaf_b ORDER BY q.leaf_a, q.leaf_b`.execute(tx);
  return found.rows;
}

/** Names of leaves, as the latest draw has them. */
export async function leafNames(tx: Tx, leafIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{
    leafId: string;
    name: string;
  }>`SELECT DISTINCT ON (s.leaf_id) s.leaf_id AS "leafId",
      s.leaf_name AS name FROM draw_fairness_seats s
      JOIN draws d ON d.jurisdiction_id = s.jurisdiction_id AND d.id = s.draw_id
    WHERE s.leaf_id = ANY(${[...leafIds]}::text[]) ORDER BY s.leaf_id, d.drawn_at DESC`.execute(tx);
  return new Map(found.rows.map((row) => [row.leafId, row.name]));
}

export interface TeamDrawRow {
  readonly drawId: string;
  readonly title: string;
  readonly titleEn: string;
  readonly agencyName: string;
  readonly drawnOn: string;
  readonly seen: number;
  readonly expected: number;
}

/** Draws behind the seats of a leaf, or behind the meetings of two. */
export async function teamDraws(
  tx: Tx,
  scope: FairnessScope,
  asked: FairnessSpan & FairnessPage & { readonly leafId: string; readonly withId?: string | undefined },
): Promise<readonly TeamDrawRow[]> {
  const [day, id] = decodeCursor(asked.after, 2) ?? [];
  const isLater =
    day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day) || !isId(id)
      ? sql`true`
      : sql`(${drawnOn}, d.id) < (${day}::date, ${id}::uuid)`;
  const [a, b] = [asked.leafId, asked.withId ?? ''].sort((x, y) => (x < y ? -1 : 1));
  const figures =
    asked.withId === undefined
      ? sql`s.seats AS seen, s.expected AS expected`
      : sql`coalesce(q.met, 0) AS seen, coalesce(q.expected, 0) AS expected`;
  const found = await sql<TeamDrawRow>`SELECT ${headOfDraw}, ${figures} FROM draw_fairness_seats s
      JOIN draws d ON d.jurisdiction_id = s.jurisdiction_id AND d.id = s.draw_id
      LEFT JOIN draw_fairness_pairs q ON q.jurisdiction_id = s.jurisdiction_id AND q.draw_id = s.draw_id
        AND q.leaf_a = ${a} AND q.leaf_b = ${b}
    WHERE s.leaf_id = ${asked.leafId} AND ${ofPeople(scope)} AND ${drawnIn(asked)} AND ${isOpen} AND ${isLater}
      AND (${asked.withId === undefined} OR q.draw_id IS NOT NULL)
    ORDER BY ${drawnOn} DESC, d.id DESC LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}
