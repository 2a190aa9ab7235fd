/**
 * One database of a draw over several: its objects are frozen into a temporary table of one connection, which sorts their
 * leaves and ranks their tickets by itself. Nothing is written that outlives the connection, and no other database is known.
 */
import type { PoolObject } from '@mingcha/core/draws/draw-pool.ts';
import { LEAF_LENGTH } from '@mingcha/draw';
import pg from 'pg';
import { connectionOptions } from '../../platform/db/database.ts';

export interface Shard {
  readonly name: string;
  readonly client: pg.Client;
}

/** Connects. A login that may read `objects` and `agencies` and make temporary tables is enough. */
export async function openShard(name: string, url: string): Promise<Shard> {
  const client = new pg.Client({ ...connectionOptions(url), application_name: 'mingcha province-draw' });
  await client.connect();
  // Between seal and draw the parties take their time.
  await client.query('SET idle_session_timeout = 0');
  return { name, client };
}

/** Makes the empty table, which goes with the connection. */
export async function startPool({ client }: Shard): Promise<void> {
  await client.query(`CREATE TEMP TABLE province_pool (
    leaf bytea NOT NULL, stratum int NOT NULL, c bytea NOT NULL, object_id text NOT NULL, record text NOT NULL)`);
}

export async function closeShard({ client }: Shard): Promise<void> {
  await client.end();
}

/** Pages of active objects in one snapshot of the database, all agencies or those of these names. */
export async function* objectPages(
  { client }: Shard,
  agencies: readonly string[] | null,
  size: number,
): AsyncGenerator<readonly PoolObject[]> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query(
      `DECLARE objects_of_province NO SCROLL CURSOR FOR
       SELECT o.id, o.kind, o.name, coalesce(o.uscc, o.local_code, o.registration_number, '') AS code,
              o.division_code AS division, o.industry, o.risk_level AS risk, o.credit_class AS credit, o.tags,
              o.section_id AS "sectionId", o.address
         FROM objects o JOIN agencies a ON a.jurisdiction_id = o.jurisdiction_id AND a.id = o.agency_id
        WHERE o.status = 'active'${agencies === null ? '' : ` AND a.name IN (${agencies.map(pg.escapeLiteral).join(', ')})`}`,
    );
    for (;;) {
      const { rows } = await client.query<PoolObject>(`FETCH ${size} FROM objects_of_province`);
      if (rows.length === 0) break;
      yield rows;
    }
  } finally {
    await client.query('ROLLBACK');
  }
}

export interface FrozenRow {
  readonly leaf: Uint8Array;
  readonly stratum: number;
  readonly id: string;
  /** One line of JSON. */
  readonly record: string;
}

/** Stores frozen objects; outside the transaction that reads them, over a connection of its own. */
export async function storeRows({ client }: Shard, rows: readonly FrozenRow[]): Promise<void> {
  await client.query(
    `INSERT INTO province_pool (leaf, stratum, c, object_id, record)
     SELECT substr($1::bytea, 1 + ${LEAF_LENGTH} * (n::int - 1), ${LEAF_LENGTH}), ($2::int[])[n],
            substr($1::bytea, 8 + ${LEAF_LENGTH} * (n::int - 1), 32), ($3::text[])[n], line
       FROM string_to_table($4, E'\\n') WITH ORDINALITY AS given (line, n)`,
    [
      Buffer.concat(rows.map((row) => row.leaf)),
      rows.map((row) => row.stratum),
      rows.map((row) => row.id),
      rows.map((row) => row.record).join('\n'),
    ],
  );
}

/** Once all rows are there. */
export async function indexRows({ client }: Shard): Promise<void> {
  await client.query('CREATE INDEX province_pool_leaf ON province_pool (leaf)');
  await client.query('ANALYZE province_pool');
}

/** Sorted leaves in pieces, concatenated. */
export async function* sortedLeaves({ client }: Shard, size: number): AsyncGenerator<Buffer> {
  let after: Buffer = Buffer.alloc(0);
  for (;;) {
    const { rows } = await client.query<{ leaves: Buffer | null }>(
      `SELECT string_agg(leaf, ''::bytea ORDER BY leaf) AS leaves
         FROM (SELECT leaf FROM province_pool WHERE leaf > $1 ORDER BY leaf LIMIT ${size}) AS page`,
      [after],
    );
    const leaves = rows[0]?.leaves ?? null;
    if (leaves === null) return;
    yield leaves;
    after = leaves.subarray(leaves.length - LEAF_LENGTH);
  }
}

/**
 * Bottom-k of a stratum: ticket ‖ c, concatenated, ascending. The database hashes and sorts (draw-protocol §7.5), which it can
 * for SHA-256 alone.
 */
export async function bottomOf(
  { client }: Shard,
  ranking: { readonly prefix: Uint8Array; readonly stratum: number; readonly keep: number },
): Promise<Uint8Array> {
  const { rows } = await client.query<{ rows: Buffer | null }>(
    `SELECT string_agg(ticket || c, ''::bytea ORDER BY ticket, c) AS rows
       FROM (SELECT sha256($1::bytea || c) AS ticket, c FROM province_pool WHERE stratum = $2
              ORDER BY ticket, c LIMIT $3) AS lowest`,
    [Buffer.from(ranking.prefix), ranking.stratum, ranking.keep],
  );
  return new Uint8Array(rows[0]?.rows ?? []);
}

/** Leaves of a stratum in pieces, for a suite that the database cannot hash. */
export async function* leavesOf(shard: Shard, stratum: number, size: number): AsyncGenerator<Buffer> {
  for await (const piece of sortedLeaves(shard, size)) {
    const own: Buffer[] = [];
    for (let at = 0; at < piece.length; at += LEAF_LENGTH)
      if (piece.readUInt16BE(at + 1) === stratum) own.push(piece.subarray(at, at + LEAF_LENGTH));
    if (own.length > 0) yield Buffer.concat(own);
  }
}

export interface FrozenRecord {
  /** Lower-case hex. */
  readonly c: string;
  readonly id: string;
  readonly record: string;
}

/** Frozen records by commitment; those of other databases are not among them. */
export async function recordsOf(
  { client }: Shard,
  wanted: readonly string[],
): Promise<readonly FrozenRecord[]> {
  const { rows } = await client.query<FrozenRecord>(
    `SELECT encode(c, 'hex') AS c, object_id AS id, record FROM province_pool WHERE c = ANY($1::bytea[])`,
    [wanted.map((c) => Buffer.from(c, 'hex'))],
  );
  return rows;
}

/** Frozen records by object. */
export async function recordsById(
  { client }: Shard,
  ids: readonly string[],
): Promise<readonly (FrozenRecord & { readonly stratum: number })[]> {
  const { rows } = await client.query<FrozenRecord & { readonly stratum: number }>(
    `SELECT encode(c, 'hex') AS c, object_id AS id, record, stratum FROM province_pool WHERE object_id = ANY($1)`,
    [ids],
  );
  return rows;
}
