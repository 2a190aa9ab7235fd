/** SQL of the doctor: reads the catalogue, the ledger's ends and the queues of the whole installation. It changes nothing. */
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import '../tables.ts';
import type { NewestNote } from './own-signature.ts';

async function one<T>(tx: Tx, query: ReturnType<typeof sql<T>>): Promise<T> {
  const row = (await query.execute(tx)).rows[0];
  if (row === undefined) throw new Error('a question without an answer');
  return row;
}

export async function databaseClock(tx: Tx): Promise<string> {
  return (await one(tx, sql<{ at: string }>`SELECT clock_timestamp() AS at`)).at;
}

export async function latestEntryAt(tx: Tx): Promise<string | null> {
  return (await one(tx, sql<{ at: string | null }>`SELECT max(at) AS at FROM ledger_heads`)).at;
}

export async function hasCheckpoints(tx: Tx): Promise<boolean> {
  return (await one(tx, sql<{ any: boolean }>`SELECT EXISTS (SELECT FROM ledger_checkpoints) AS any`)).any;
}

export async function newestNotes(tx: Tx): Promise<readonly NewestNote[]> {
  const found = await sql<NewestNote>`
    SELECT j.division_code AS "divisionCode", c.note FROM jurisdictions j
     CROSS JOIN LATERAL (SELECT note FROM ledger_checkpoints c WHERE c.jurisdiction_id = j.id ORDER BY size DESC LIMIT 1) c
     ORDER BY j.division_code`.execute(tx);
  return found.rows;
}

export interface ServerFacts {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly recorded: string | null;
  readonly actual: string | null;
  readonly fsync: string;
  readonly commit: string;
  readonly pages: string;
  readonly connections: number;
  readonly archiving: boolean;
}

/** Version, form and settings of the server and of this database. */
export async function serverFacts(tx: Tx): Promise<ServerFacts> {
  return one(
    tx,
    sql<ServerFacts>`
    SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
           pg_encoding_to_char(d.encoding) AS encoding, d.datcollversion AS recorded,
           pg_database_collation_actual_version(d.oid) AS actual, current_setting('fsync') AS fsync,
           current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
           current_setting('max_connections')::int AS connections, current_setting('archive_mode') <> 'off' AS archiving
      FROM pg_database d WHERE d.datname = current_database()`,
  );
}

export async function archiverFacts(tx: Tx) {
  return one(
    tx,
    sql<{ last: string | null; failed: string | null; failures: bigint }>`
    SELECT last_archived_time AS last, last_failed_time AS failed, failed_count AS failures FROM pg_stat_archiver`,
  );
}

export async function appliedMigrations(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const there = await one(
    tx,
    sql<{ there: boolean }>`SELECT to_regclass('schema_migrations') IS NOT NULL AS there`,
  );
  if (!there.there) return new Map();
  const found = await sql<{
    file: string;
    checksum: string;
  }>`SELECT file, checksum FROM schema_migrations`.execute(tx);
  return new Map(found.rows.map((row) => [row.file, row.checksum]));
}

/** Names of the indexes of our schema; `valid` is false while or after a build failed. */
export async function indexNames(
  tx: Tx,
): Promise<readonly { readonly name: string; readonly valid: boolean }[]> {
  const found = await sql<{ name: string; valid: boolean }>`
    SELECT i.relname AS name, x.indisvalid AND x.indisready AS valid FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
     WHERE c.relnamespace = 'public'::regnamespace`.execute(tx);
  return found.rows;
}

/** What the login of the server could do and must not: powers of the role, tables of the ledger it could alter. */
export async function roleFacts(tx: Tx) {
  const powers = await one(
    tx,
    sql<{ name: string; powerful: boolean }>`
    SELECT r.rolname AS name, r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls OR r.rolreplication
           OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS powerful
      FROM pg_roles r WHERE r.rolname = current_user`,
  );
  const open = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND obj_description(c.oid, 'pg_class') ~ '^[a-z, -]*append-only'
       AND (has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') OR has_any_column_privilege(c.oid, 'UPDATE'))
     ORDER BY c.relname`.execute(tx);
  return { ...powers, open: open.rows.map((row) => row.name) };
}

/** Names under which servers of ours hold connections. */
export async function connectedNames(tx: Tx): Promise<readonly string[]> {
  const found = await sql<{ name: string }>`
    SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'mingcha@%'`.execute(tx);
  return found.rows.map((row) => row.name);
}

export interface LedgerEnd {
  readonly id: string;
  readonly name: string;
  readonly size: bigint;
  readonly at: string | null;
  readonly signed: bigint | null;
  readonly witnesses: bigint;
  readonly cosignedAt: string | null;
}

/** Each ledger with its size, its newest checkpoint and the newest cosignature. */
export async function ledgerEnds(tx: Tx): Promise<readonly LedgerEnd[]> {
  const found = await sql<LedgerEnd>`
    SELECT j.id, j.name, coalesce(h.seq, 0) AS size, h.at,
           (SELECT max(size) FROM ledger_checkpoints c WHERE c.jurisdiction_id = j.id) AS signed,
           (SELECT count(*) FROM ledger_witnesses w WHERE w.jurisdiction_id = j.id) AS witnesses,
           (SELECT max(c.at) FROM ledger_checkpoints c WHERE c.jurisdiction_id = j.id AND EXISTS
             (SELECT FROM ledger_cosignatures s WHERE s.jurisdiction_id = j.id AND s.size = c.size)) AS "cosignedAt"
      FROM jurisdictions j LEFT JOIN ledger_heads h ON h.jurisdiction_id = j.id ORDER BY j.division_code`.execute(
    tx,
  );
  return found.rows;
}

/** Digests and sizes that must lie in the store, newest first; `limit` null gives all. */
export async function keptFiles(tx: Tx, limit: number | null) {
  const found = await sql<{ sha256: string; size: bigint | null }>`
    SELECT sha256, max(size) AS size FROM (
      SELECT sha256, size, created_at AS at FROM files
      UNION ALL SELECT sha256, bytes, received_at FROM visit_evidence WHERE received_at IS NOT NULL) kept
     GROUP BY sha256 ORDER BY max(at) DESC, sha256 LIMIT ${limit}`.execute(tx);
  return found.rows.map((row) => ({ sha256: row.sha256, size: row.size === null ? null : Number(row.size) }));
}

/** Of these digests those that no column of any table names. */
export async function unnamedDigests(tx: Tx, digests: readonly string[]): Promise<readonly string[]> {
  const columns = await sql<{ table: string; column: string }>`
    SELECT c.relname AS table, a.attname AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname ~ 'sha256$'
       AND a.atttypid = 'text'::regtype AND NOT a.attisdropped`.execute(tx);
  const unnamed = new Set(digests);
  for (const { table, column } of columns.rows) {
    if (unnamed.size === 0) break;
    const named = await sql<{ digest: string }>`
      SELECT ${sql.ref(column)} AS digest FROM ${sql.table(table)}
       WHERE ${sql.ref(column)} = ANY(${[...unnamed]}::text[])`.execute(tx);
    for (const row of named.rows) unnamed.delete(row.digest);
  }
  return [...unnamed];
}
