/** SQL of the summaries of draws for fairness statistics: which draws lack one, sizes of objects, and the rows themselves. */
import type { GroupCount } from '@mingcha/core/oversight/fairness/pool-groups.ts';
import { sql } from 'kysely';
import type { DrawKey } from '../../draws/draw.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import './tables.ts';

/** Finished draws without a summary, the earliest first; those that could not be staffed drew nobody. */
export async function drawsToSummarise(tx: Tx, limit: number): Promise<readonly DrawKey[]> {
  const found = await sql<DrawKey>`SELECT d.jurisdiction_id AS "jurisdictionId", d.id FROM draws d
    WHERE d.drawn_at IS NOT NULL AND d.state <> 'infeasible'
      AND EXISTS (SELECT 1 FROM draw_results r WHERE r.jurisdiction_id = d.jurisdiction_id AND r.draw_id = d.id)
      AND NOT EXISTS (SELECT 1 FROM draw_fairness f WHERE f.jurisdiction_id = d.jurisdiction_id AND f.draw_id = d.id)
    ORDER BY d.drawn_at, d.id LIMIT ${limit}`.execute(tx);
  return found.rows;
}

/** Size class of each object as the directory has it now; the sealed record does not hold it. */
export async function sizesOf(
  tx: Tx,
  jurisdictionId: string,
  objectIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{
    id: string;
    size: string;
  }>`SELECT id, details ->> 'sizeClass' AS size FROM objects
    WHERE jurisdiction_id = ${jurisdictionId} AND id = ANY(${[...objectIds]}::uuid[])
      AND details ->> 'sizeClass' IS NOT NULL`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, row.size]));
}

export interface SeatRow {
  readonly leafId: string;
  readonly leafName: string;
  readonly agencyId: string;
  readonly seats: number;
  readonly expected: number;
  readonly variance: number;
}
export interface PairRow {
  readonly leafA: string;
  readonly leafB: string;
  readonly met: number;
  readonly expected: number;
  readonly variance: number;
}
export interface DrawSummaryRows {
  readonly repetitions: number;
  readonly seatCount: number;
  readonly at: string;
  readonly groups: readonly (GroupCount & {
    readonly stratumMembers: number;
    readonly stratumDrawn: number;
  })[];
  readonly seats: readonly SeatRow[];
  readonly pairs: readonly PairRow[];
}

/** Whether another process was quicker: false, and nothing is written. */
export async function insertSummary(tx: Tx, key: DrawKey, rows: DrawSummaryRows): Promise<boolean> {
  const first = await tx
    .insertInto('draw_fairness')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      repetitions: rows.repetitions,
      seats: rows.seatCount,
      computed_at: rows.at,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'draw_id']).doNothing())
    .executeTakeFirst();
  if (first.numInsertedOrUpdatedRows !== 1n) return false;
  await insertGroups(tx, key, rows.groups);
  await insertSeats(tx, key, rows.seats);
  await insertPairs(tx, key, rows.pairs);
  return true;
}

async function insertGroups(tx: Tx, key: DrawKey, rows: DrawSummaryRows['groups']): Promise<void> {
  if (rows.length === 0) return;
  await sql`INSERT INTO draw_fairness_groups
      (jurisdiction_id, draw_id, stratum, axis, value, stratum_members, stratum_drawn, members, drawn)
    SELECT ${key.jurisdictionId}, ${key.id}, r.* FROM unnest(${rows.map((row) => row.stratum)}::int[],
      ${rows.map((row) => row.axis)}::text[], ${rows.map((row) => row.value)}::text[],
      ${rows.map((row) => row.stratumMembers)}::int[], ${rows.map((row) => row.stratumDrawn)}::int[],
      ${rows.map((row) => row.members)}::int[], ${rows.map((row) => row.drawn)}::int[]) AS r`.execute(tx);
}

async function insertSeats(tx: Tx, key: DrawKey, rows: readonly SeatRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`INSERT INTO draw_fairness_seats
      (jurisdiction_id, draw_id, leaf_id, leaf_name, agency_id, seats, expected, variance)
    SELECT ${key.jurisdictionId}, ${key.id}, r.* FROM unnest(${rows.map((row) => row.leafId)}::text[],
      ${rows.map((row) => row.leafName)}::text[], ${rows.map((row) => row.agencyId)}::uuid[],
      ${rows.map((row) => row.seats)}::int[], ${rows.map((row) => row.expected)}::float8[],
      ${rows.map((row) => row.variance)}::float8[]) AS r`.execute(tx);
}

async function insertPairs(tx: Tx, key: DrawKey, rows: readonly PairRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`INSERT INTO draw_fairness_pairs (jurisdiction_id, draw_id, leaf_a, leaf_b, met, expected, variance)
    SELECT ${key.jurisdictionId}, ${key.id}, r.* FROM unnest(${rows.map((row) => row.leafA)}::text[],
      ${rows.map((row) => row.leafB)}::text[], ${rows.map((row) => row.met)}::int[],
      ${rows.map((row) => row.expected)}::float8[], ${rows.map((row) => row.variance)}::float8[]) AS r`.execute(
    tx,
  );
}
