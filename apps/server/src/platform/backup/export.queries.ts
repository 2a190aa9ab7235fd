/**
 * SQL of copying a whole database out and in: one snapshot for all tables, CSV with a header line, foreign keys set aside
 * while rows come in and checked when they are all there. It knows no table by name but those of the platform.
 */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** A single connection: of the pool, or one of its own. */
export type Connection = Pick<pg.ClientBase, 'query'>;

export interface TableShape {
  readonly name: string;
  /** Without those that the database computes. */
  readonly columns: readonly string[];
}

export interface SequenceShape {
  readonly name: string;
  readonly value: string;
  readonly called: boolean;
}

/** Opens one moment of the database for reading, however long it takes. */
export async function beginSnapshot(client: Connection): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query('SET LOCAL statement_timeout = 0');
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  // A table that did not change is then read in the same order and gives the same bytes.
  await client.query('SET LOCAL synchronize_seqscans = off');
}

export async function endSnapshot(client: Connection): Promise<void> {
  await client.query('COMMIT');
}

/** Tables of schema `public` by name. */
export async function tableShapes(client: Connection): Promise<readonly TableShape[]> {
  const found = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
  );
  return found.rows;
}

export async function sequenceShapes(client: Connection): Promise<readonly SequenceShape[]> {
  const found = await client.query<{ name: string; value: string; called: boolean }>(
    `SELECT sequencename AS name, coalesce(last_value, start_value)::text AS value, last_value IS NOT NULL AS called
       FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename COLLATE "C"`,
  );
  return found.rows;
}

export async function serverVersion(client: Connection): Promise<string> {
  const found = await client.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  return found.rows[0]?.version ?? '';
}

export async function appliedMigrations(client: Connection) {
  const found = await client.query<{ file: string; checksum: string }>(
    'SELECT file, checksum FROM schema_migrations ORDER BY file COLLATE "C"',
  );
  return found.rows;
}

export async function ledgersNow(client: Connection) {
  const found = await client.query<{
    jurisdictionId: string;
    name: string;
    divisionCode: string;
    size: string;
    frontier: Buffer | null;
    note: string | null;
    noteSize: string | null;
  }>(
    `SELECT j.id AS "jurisdictionId", j.name, j.division_code AS "divisionCode",
            coalesce(h.seq, 0)::text AS size, h.frontier, c.note, c.size::text AS "noteSize"
       FROM jurisdictions j
       LEFT JOIN ledger_heads h ON h.jurisdiction_id = j.id
       LEFT JOIN LATERAL (SELECT note, size FROM ledger_checkpoints
                           WHERE jurisdiction_id = j.id ORDER BY size DESC LIMIT 1) c ON true
      ORDER BY j.division_code COLLATE "C"`,
  );
  return found.rows;
}

/** Digests of all files that rows name. */
export async function referencedFiles(client: Connection): Promise<readonly string[]> {
  const found = await client.query<{ sha256: string }>('SELECT DISTINCT sha256 FROM files');
  return found.rows.map((row) => row.sha256);
}

export interface TableStream {
  readonly rows: Readable;
  /** Known when the stream has ended. */
  readonly count: () => number;
}

/** All rows of a table as CSV with a header line; NULL is an empty field, an empty text is `""`. */
export function readTable(client: Connection, table: TableShape): TableStream {
  const stream = (client as pg.ClientBase).query(
    copyTo(`COPY ${nameOf(table.name)} (${namesOf(table.columns)}) TO STDOUT (FORMAT csv, HEADER true)`),
  );
  return { rows: stream, count: () => stream.rowCount };
}

/** Takes rows in; the header must name the columns. Returns how many came. */
export async function fillTable(client: Connection, table: TableShape, rows: Readable): Promise<number> {
  const stream = (client as pg.ClientBase).query(
    copyFrom(`COPY ${nameOf(table.name)} (${namesOf(table.columns)}) FROM STDIN (FORMAT csv, HEADER MATCH)`),
  );
  await pipeline(rows, stream);
  return stream.rowCount;
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Empties every table and takes the foreign keys away, so that rows may come in any order. Inside a transaction. */
export async function prepareFilling(
  client: Connection,
  tables: readonly TableShape[],
): Promise<readonly ForeignKey[]> {
  await client.query('SET LOCAL statement_timeout = 0');
  const keys = await client.query<ForeignKey>(
    `SELECT c.conrelid::regclass::text AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
       FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace ORDER BY c.conname COLLATE "C"`,
  );
  for (const key of keys.rows)
    await client.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${nameOf(key.name)}`);
  await client.query(`TRUNCATE ${tables.map((table) => nameOf(table.name)).join(', ')}`);
  return keys.rows;
}

/** Puts the foreign keys back; the database checks every row against them. */
export async function finishFilling(
  client: Connection,
  keys: readonly ForeignKey[],
  sequences: readonly SequenceShape[],
): Promise<void> {
  for (const key of keys)
    await client.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${nameOf(key.name)} ${key.definition}`);
  for (const one of sequences)
    await client.query('SELECT setval($1::regclass, $2::int8, $3)', [
      nameOf(one.name),
      one.value,
      one.called,
    ]);
}

/** Whether anybody works in this database: it has a table `jurisdictions` with rows. */
export async function isLivedIn(client: Connection): Promise<boolean> {
  const table = await client.query<{ is: boolean }>(
    `SELECT to_regclass('public.jurisdictions') IS NOT NULL AS is`,
  );
  if (table.rows[0]?.is !== true) return false;
  const rows = await client.query<{ is: boolean }>('SELECT EXISTS (SELECT FROM jurisdictions) AS is');
  return rows.rows[0]?.is === true;
}

/**
 * What a restored database must not carry on: sign-ins of before, and the count by which phones know that nothing was lost
 * (S-12). A backup that was running when its own snapshot was taken is the one that was restored.
 */
export async function forgetLife(
  client: Connection,
  now: { readonly at: string; readonly epoch: string; readonly takenAt: string; readonly manifest: string },
): Promise<void> {
  await client.query('DELETE FROM sessions');
  await client.query('DELETE FROM enterprise_sessions');
  // Copied while it waited itself: the restoration that is made now takes its place.
  await client.query(`DELETE FROM restorations WHERE state = 'waiting'`);
  await client.query('UPDATE installation_epoch SET epoch = $1, since = $2', [now.epoch, now.at]);
  await endOwnBackup(client, now);
  await client.query(
    `UPDATE backup_drills SET state = 'failed', ended_at = $1, problem = 'interrupted' WHERE state = 'running'`,
    [now.at],
  );
}

/** The backup that is being put back was running when its own rows were read. */
export async function endOwnBackup(
  client: Connection,
  of: { readonly takenAt: string; readonly manifest: string },
): Promise<void> {
  await client.query(
    `UPDATE backups SET state = 'done', ended_at = $1, taken_at = $1, manifest_sha256 = $2 WHERE state = 'running'`,
    [of.takenAt, of.manifest],
  );
}

/** Several statements as one. */
export async function inOne<T>(client: Connection, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const value = await work();
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function nameOf(name: string): string {
  return pg.escapeIdentifier(name);
}

function namesOf(columns: readonly string[]): string {
  return columns.map(nameOf).join(', ');
}
