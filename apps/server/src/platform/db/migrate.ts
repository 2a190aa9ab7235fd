/**
 * Applies the numbered files of `migrations/`, forward only, each in its own transaction, under a lock that lets
 * one program at a time do so. An applied file is frozen by its checksum. Each stage has its range of
 * numbers, so a file may come after one with a higher number.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { SetupError } from '../setup-error.ts';
import { connectionOptions } from './database.ts';
import { grantToApp } from './roles.ts';

export interface Migration {
  /** `0010-objects.sql` */
  readonly file: string;
  readonly sql: string;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly checksum: string;
}

const ownFolder = fileURLToPath(new URL('./migrations/', import.meta.url));
const namePattern = /^\d{4}-[a-z0-9-]+\.sql$/;
/** Of the advisory lock; chosen at random, so that nothing else in the database uses it. */
const lockNumber = 7_306_018_442;

/** The files in order of their numbers. Two files of one number or a name of another form are bugs and throw. */
export async function readMigrations(folder: string = ownFolder): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const numbers = new Set<string>();
  for (const file of files) {
    if (!namePattern.test(file)) throw new Error(`migration ${file} is not named NNNN-name.sql`);
    if (numbers.has(file.slice(0, 4))) throw new Error(`two migrations have the number ${file.slice(0, 4)}`);
    numbers.add(file.slice(0, 4));
  }
  return Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(`${folder}/${file}`);
      return {
        file,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    }),
  );
}

/** One checksum over all of them: names the state of the schema. */
export function fingerprint(migrations: readonly Migration[]): string {
  const all = migrations.map((one) => `${one.file} ${one.checksum}\n`).join('');
  return createHash('sha256').update(all).digest('hex');
}

/**
 * Brings the database to the state of `migrations` and renews the grants of `mingcha_app`, which must exist.
 * `url` is the migrator's login. Returns the files applied now.
 * Throws SetupError `migration.*` when an applied file was altered, is unknown, or a new one fails.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const client = new pg.Client(connectionOptions(url));
  // A server that goes away fails the statement that waits for it; the event beside it must not end this process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    await ensureRegister(client);
    const pending = pendingOf(migrations, await appliedOf(client));
    for (const one of pending) await apply(client, one);
    await inOne(client, () => grantToApp(client));
    return pending.map((one) => one.file);
  } finally {
    await client.end();
  }
}

/**
 * Throws away what stands in schema `public` and builds the state of `migrations` anew, with its grants, inside the transaction of the
 * caller: until it commits, the database is as it was.
 */
export async function rebuildSchema(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [lockNumber]);
  await client.query('SET LOCAL statement_timeout = 0');
  const found = await client.query<{ drop: string }>(
    `SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) AS drop FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     UNION ALL
     SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND pg_has_role(p.proowner, 'USAGE')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  );
  for (const { drop } of found.rows) await client.query(drop);
  await ensureRegister(client);
  for (const one of migrations) {
    await client.query(one.sql);
    await noteApplied(client, one);
  }
  await grantToApp(client);
}

async function ensureRegister(client: pg.Client): Promise<void> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       file text COLLATE "C" NOT NULL CONSTRAINT pk_schema_migrations PRIMARY KEY,
       checksum text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  );
  await client.query(`COMMENT ON TABLE schema_migrations IS 'local: which migrations were applied'`);
}

/** Whether this program, of whatever version, ever set the database up. */
export async function hasSchema(client: pg.Client): Promise<boolean> {
  const found = await client.query("SELECT 1 WHERE to_regclass('public.schema_migrations') IS NOT NULL");
  return found.rowCount === 1;
}

async function noteApplied(client: pg.Client, { file, checksum }: Migration): Promise<void> {
  await client.query('INSERT INTO schema_migrations (file, checksum) VALUES ($1, $2)', [file, checksum]);
}

async function appliedOf(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const result = await client.query<{ file: string; checksum: string }>(
    'SELECT file, checksum FROM schema_migrations',
  );
  return new Map(result.rows.map((row) => [row.file, row.checksum]));
}

function pendingOf(
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): readonly Migration[] {
  const known = new Map(migrations.map((one) => [one.file, one]));
  for (const [file, checksum] of applied) {
    const own = known.get(file);
    if (own === undefined) throw new SetupError('migration.missing', { file });
    if (own.checksum !== checksum) throw new SetupError('migration.changed', { file });
  }
  return migrations.filter((one) => !applied.has(one.file));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await inOne(client, async () => {
      await client.query(migration.sql);
      await noteApplied(client, migration);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError('migration.failed', { file: migration.file, reason }, error);
  }
}

async function inOne(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    // Over a lost connection nothing can be rolled back, and the server does it by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
