/** SQL of duplicates and merging. The agency bounds every query. */
import type { DuplicatePair } from '@mingcha/core/registers/objects/upkeep-api.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import './tables.ts';

export interface PairRow {
  readonly ground: DuplicatePair['ground'];
  readonly a: string;
  readonly b: string;
}

/** Characters that people write or leave out: they do not tell two names or addresses apart. */
const folded = (text: string) =>
  sql.raw(`regexp_replace(upper(${text}), '[\\s\\u3000()（）·.,，。-]', '', 'g')`);

/**
 * Pairs of active objects that look like one, each pair once by its strongest ground. Branches share the organisation's
 * name but not its code, so two different whole credit codes speak against a namesake.
 */
export async function duplicatePairs(tx: Tx, scope: Scope, limit: number): Promise<readonly PairRow[]> {
  await sql`SET LOCAL statement_timeout = '60s'`.execute(tx);
  const mine = sql`o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId} AND o.status = 'active'`;
  const found = await sql<PairRow>`
    WITH grouped AS (
      SELECT 1 AS rank, 'registrationNumber' AS ground, array_agg(o.id ORDER BY o.created_at, o.id) AS ids
        FROM objects o WHERE ${mine} AND o.registration_number <> '' GROUP BY o.registration_number HAVING count(*) > 1
      UNION ALL
      SELECT 2, 'organisationCode', array_agg(o.id ORDER BY o.created_at, o.id)
        FROM objects o WHERE ${mine} AND length(o.uscc) = 18 GROUP BY substr(o.uscc, 9, 9) HAVING count(*) > 1
      UNION ALL
      SELECT 3, 'nameAndAddress', array_agg(o.id ORDER BY o.created_at, o.id)
        FROM objects o WHERE ${mine} AND o.address <> '' GROUP BY ${folded('o.name')}, ${folded('o.address')}
        HAVING count(*) > 1
      UNION ALL
      SELECT 4, 'name', array_agg(o.id ORDER BY o.created_at, o.id)
        FROM objects o WHERE ${mine} GROUP BY ${folded('o.name')}
        HAVING count(*) > 1 AND bool_or(o.uscc IS NULL)),
    pairs AS (
      SELECT g.rank, g.ground, g.ids[1] AS a, other AS b
        FROM grouped g CROSS JOIN LATERAL unnest(g.ids[2:10]) AS other)
    SELECT DISTINCT ON (p.a, p.b) p.ground, p.a, p.b FROM pairs p
      JOIN objects x ON x.jurisdiction_id = ${scope.jurisdictionId} AND x.id = p.a
      JOIN objects y ON y.jurisdiction_id = ${scope.jurisdictionId} AND y.id = p.b
    WHERE p.rank <= 2 OR x.uscc IS NULL OR y.uscc IS NULL OR x.uscc = y.uscc
    ORDER BY p.a, p.b, p.rank LIMIT ${limit}`.execute(tx);
  return found.rows;
}

export async function candidates(tx: Tx, scope: Scope, ids: readonly string[]) {
  return tx
    .selectFrom('objects')
    .select(['id', 'name', 'uscc', 'registration_number', 'local_code', 'address', 'status', 'version'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .execute();
}

/** Gives everything that points at one object to another; says how many rows followed. */
export async function movePointers(
  tx: Tx,
  scope: Scope,
  given: { from: string; to: string; today: string },
): Promise<number> {
  const { from, to, today } = given;
  const of = sql`jurisdiction_id = ${scope.jurisdictionId}`;
  // What the winner already has would stand twice.
  await sql`DELETE FROM themed_entries e WHERE ${of} AND object_id = ${from} AND licence_id IS NULL AND EXISTS (
    SELECT 1 FROM themed_entries w WHERE w.jurisdiction_id = e.jurisdiction_id AND w.directory_id = e.directory_id
      AND w.object_id = ${to} AND w.licence_id IS NULL)`.execute(tx);
  await sql`UPDATE interest_declarations d SET withdrawn_on = ${today}::date, withdrawn_reason = 'merged'
    WHERE ${of} AND object_id = ${from} AND withdrawn_on IS NULL AND EXISTS (
      SELECT 1 FROM interest_declarations w WHERE w.jurisdiction_id = d.jurisdiction_id AND w.object_id = ${to}
        AND w.inspector_id = d.inspector_id AND w.relation = d.relation AND w.withdrawn_on IS NULL)`.execute(
    tx,
  );
  const moved = [
    await sql`UPDATE object_incidents SET object_id = ${to} WHERE ${of} AND object_id = ${from}`.execute(tx),
    await sql`UPDATE object_licences SET object_id = ${to} WHERE ${of} AND object_id = ${from}`.execute(tx),
    await sql`UPDATE object_tags SET object_id = ${to} WHERE ${of} AND object_id = ${from}`.execute(tx),
    await sql`UPDATE themed_entries SET object_id = ${to} WHERE ${of} AND object_id = ${from}`.execute(tx),
    await sql`UPDATE registry_entries SET object_id = ${to} WHERE ${of} AND object_id = ${from}`.execute(tx),
    await sql`UPDATE interest_declarations SET object_id = ${to} WHERE ${of} AND object_id = ${from}`.execute(
      tx,
    ),
    await sql`UPDATE objects SET operator_object_id = ${to} WHERE ${of} AND operator_object_id = ${from}`.execute(
      tx,
    ),
    await sql`UPDATE objects SET merged_into = ${to} WHERE ${of} AND merged_into = ${from}`.execute(tx),
  ];
  return moved.reduce((sum, one) => sum + Number(one.numAffectedRows ?? 0n), 0);
}
