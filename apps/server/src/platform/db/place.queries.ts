/**
 * In which jurisdiction a row lies, asked before it is locked: a cluster locks rows of one shard only, so every lock names
 * its jurisdiction (architecture, rule 7). Ids never move from one jurisdiction to another.
 */
import { sql } from 'kysely';
import type { Schema, Tx } from './database.ts';

/** Tables that are asked by id alone. */
type Placed = Extract<
  keyof Schema,
  | 'coordinations'
  | 'deadline_pauses'
  | 'inspection_approvals'
  | 'inspection_cancellations'
  | 'inspections'
  | 'lectures'
  | 'objections'
  | 'papers'
  | 'publication_containments'
  | 'publications'
  | 'supervision_papers'
  | 'visit_devices'
  | 'visit_findings'
>;

/** Jurisdictions of rows with these ids, in order; none of unknown ones. */
export async function placesOf(tx: Tx, table: Placed, ids: readonly string[]): Promise<readonly string[]> {
  const found = await sql<{ place: string }>`SELECT DISTINCT jurisdiction_id AS place FROM ${sql.table(table)}
    WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY 1`.execute(tx);
  return found.rows.map((row) => row.place);
}

/** Jurisdiction of one row. */
export async function placeOf(tx: Tx, table: Placed, id: string): Promise<string | undefined> {
  return (await placesOf(tx, table, [id]))[0];
}

/** Takes from one jurisdiction after the other until there are `limit`; `take` locks what it takes. */
export async function takenFrom<T>(
  places: readonly { readonly place: string }[],
  limit: number,
  take: (place: string, left: number) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const taken: T[] = [];
  for (const { place } of places) {
    if (taken.length >= limit) break;
    taken.push(...(await take(place, limit - taken.length)));
  }
  return taken;
}
