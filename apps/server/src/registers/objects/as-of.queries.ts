/** SQL of the directory as it was at the end of a day, from creation, revisions and today's state. Reads only. */
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { ListedObject, Page, Scope } from '../object.queries.ts';

export interface Day {
  readonly day: string;
  readonly zone: string;
}

/** The first instant after the day. */
export const endOf = ({ day, zone }: Day): RawBuilder<string> =>
  sql<string>`((${day}::date + 1)::timestamp AT TIME ZONE ${zone})`;

/** Entered by then, and active: what the next change of the status says it was, else what it is. */
function members(scope: Scope, on: Day): RawBuilder<unknown> {
  return sql`objects o WHERE o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId}
    AND o.created_at < ${endOf(on)}
    AND coalesce((SELECT r.changes->'status'->>0 FROM object_revisions r WHERE r.jurisdiction_id = o.jurisdiction_id
      AND r.object_id = o.id AND r.changed_at >= ${endOf(on)} AND r.changes ? 'status'
      ORDER BY r.version LIMIT 1), o.status) = 'active'`;
}

export async function membersOn(
  tx: Tx,
  scope: Scope,
  given: { on: Day; page: Page },
): Promise<ListedObject[]> {
  const after = decodeCursor(given.page.after, 2);
  const found = await sql<ListedObject>`
    SELECT o.*, s.name AS section_name FROM (
      SELECT o.* FROM ${members(scope, given.on)}
        AND (${after === null}::boolean
          OR (o.name COLLATE "C", o.id) > (${after?.[0] ?? ''}, ${after?.[1] ?? scope.agencyId}::uuid))
      ORDER BY o.name COLLATE "C", o.id LIMIT ${given.page.limit + 1}) o
    LEFT JOIN sections s ON s.jurisdiction_id = o.jurisdiction_id AND s.id = o.section_id
    ORDER BY o.name COLLATE "C", o.id`.execute(tx);
  return found.rows;
}

export async function countOn(tx: Tx, scope: Scope, on: Day): Promise<number> {
  await sql`SET LOCAL statement_timeout = '60s'`.execute(tx);
  const found = await sql<{ n: bigint }>`SELECT count(*) AS n FROM ${members(scope, on)}`.execute(tx);
  return Number(found.rows[0]?.n ?? 0n);
}

export interface LaterChange {
  readonly object_id: string;
  readonly changes: Record<string, [unknown, unknown]>;
}

/** Changes after the day, the latest first, to be taken back one by one. */
export async function changesAfter(
  tx: Tx,
  scope: Scope,
  given: { on: Day; ids: readonly string[] },
): Promise<readonly LaterChange[]> {
  const found = await sql<LaterChange>`SELECT r.object_id, r.changes FROM object_revisions r
    WHERE r.jurisdiction_id = ${scope.jurisdictionId} AND r.object_id = ANY(${[...given.ids]}::uuid[])
      AND r.changed_at >= ${endOf(given.on)} ORDER BY r.object_id, r.version DESC`.execute(tx);
  return found.rows;
}
