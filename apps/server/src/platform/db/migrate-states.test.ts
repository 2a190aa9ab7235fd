/**
 * Databases of earlier versions, filled by their own schema, brought to this one: nothing is lost, every constraint holds, the
 * ledger verifies, the server opens. Migrations that break off at any statement, by an error or by a crash, leave the state
 * before; two starts at once migrate once; a disk that is full is survived.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { startServer } from '../../start.ts';
import { parseConfig } from '../config.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { SetupError } from '../setup-error.ts';
import { connectionOptions, openDatabase } from './database.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { createEmptyDatabase } from './test-database.ts';
import { fillEmptyTables, fillLedgers, rowCounts, schemaText } from './testing-rows.ts';

const long = process.env['LONG_RUN'] === '1';
const all = await readMigrations();
/** The last migration of each earlier part; their files are frozen, so a state is a number. */
const states = { A: '0020', B: '0043', C: '0058', D: '0073', E: '0085' } as const;
const upTo = (number: string) => all.filter((one) => one.file.slice(0, 4) <= number);

async function withEmpty(
  work: (url: string, client: pg.Client, appUrl: string) => Promise<void>,
): Promise<void> {
  const database = await createEmptyDatabase();
  const client = await connect(database.ownerUrl);
  try {
    await work(database.ownerUrl, client, database.appUrl);
  } finally {
    await client.end();
    await database.drop();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(connectionOptions(url));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Statements of a file: those that end a line with a semicolon outside a function's body. */
function statementsOf(sql: string): readonly string[] {
  const found: string[] = [];
  let open = '';
  for (const line of sql.split('\n')) {
    open += `${line}\n`;
    const isInBody = (open.match(/\$\$/g) ?? []).length % 2 === 1;
    if (/;\s*(?:--.*)?$/.test(line) && !isInBody) {
      found.push(open);
      open = '';
    }
  }
  return open.trim() === '' ? found : [...found, open];
}

const breaks = { error: 'SELECT 1/0;', crash: 'SELECT pg_terminate_backend(pg_backend_pid());' } as const;

/** The file, broken off after some of its statements. */
function brokenAt(one: Migration, after: number, how: keyof typeof breaks): Migration {
  return { ...one, sql: [...statementsOf(one.sql).slice(0, after), breaks[how]].join('\n') };
}

/** Where a file is broken: everywhere in a long run; else in the middle of each fifth. */
function placesIn(one: Migration, index: number): readonly (readonly [number, keyof typeof breaks])[] {
  const count = statementsOf(one.sql).length;
  if (!long) return index % 5 === 0 ? [[Math.ceil(count / 2), index % 2 === 0 ? 'error' : 'crash']] : [];
  return Array.from({ length: count }, (_, i) => i + 1).flatMap((after) => [
    [after, 'error'] as const,
    [after, 'crash'] as const,
  ]);
}

test('B-05 a migration that breaks off after any of its statements leaves rows and schema of before, and the next start finishes', async (t) => {
  await withEmpty(async (url, client) => {
    let broken = 0;
    let before: Migration[] = [];
    for (const [index, one] of all.entries()) {
      const places = placesIn(one, index);
      const text = places.length === 0 || before.length === 0 ? '' : await schemaText(client);
      for (const [after, how] of places) {
        await assert.rejects(migrate(url, [...before, brokenAt(one, after, how)]), SetupError);
        if (text !== '') assert.equal(await schemaText(client), text, `${one.file} after ${after}: ${how}`);
        broken += 1;
      }
      before = [...before, one];
      assert.deepEqual(await migrate(url, before), [one.file]);
      // Rows of the part that ends here stand in the way of everything that follows.
      if (Object.values(states).some((number) => number === one.file.slice(0, 4))) {
        await fillEmptyTables(client, one.file);
        await fillLedgers(client);
      }
    }
    assert.ok(broken >= (long ? 1000 : 10), String(broken));
    t.diagnostic(`${broken} breaks in ${all.length} migrations`);
    await withEmpty(async (fresh, other) => {
      await migrate(fresh, all);
      assert.equal(await schemaText(client), await schemaText(other), 'the way does not show');
    });
  });
});

for (const [part, number] of Object.entries(states))
  test(`B-05 a filled database of part ${part} is brought to this version: rows, constraints and ledger hold, the server opens`, {
    skip: long || part === 'D' ? false : 'a long run',
  }, async (t) => {
    await withEmpty(async (url, client, appUrl) => {
      await migrate(url, upTo(number));
      const { tables, left } = await fillEmptyTables(client, part);
      await fillLedgers(client);
      t.diagnostic(`${tables.length} tables with rows; without: ${left.join(' ') || 'none'}`);
      assert.ok(tables.length > 9 * left.length, `no rows for ${left.join(' ')}`);
      const counts = await rowCounts(client);
      const applied = await migrate(url, all);
      assert.equal(applied.length, all.length - upTo(number).length);
      const after = await rowCounts(client);
      for (const [table, count] of counts)
        if (table !== 'schema_migrations') assert.ok((after.get(table) ?? -1) >= count, `${table} lost rows`);
      const invalid = await client.query('SELECT conname FROM pg_constraint WHERE NOT convalidated');
      assert.deepEqual(invalid.rows, []);
      await opens({ url, appUrl });
      const db = openDatabase({ url, poolSize: 2, endWhenIdle: true });
      const places = await client.query<{ id: string }>('SELECT jurisdiction_id AS id FROM ledger_heads');
      for (const { id } of places.rows) assert.equal((await verifyLedger(db, id)).fault, null);
      await db.destroy();
    });
  });

interface Given {
  readonly url: string;
  readonly appUrl: string;
}

const silent = { tell: () => undefined, line: () => undefined };

async function start({ url, appUrl }: Given): Promise<Awaited<ReturnType<typeof startServer>>> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-states-'));
  const environment = {
    MINGCHA_DATA: folder,
    DATABASE_URL: url,
    MINGCHA_APP_DATABASE_URL: appUrl,
    MINGCHA_DEMO: 'no',
    MINGCHA_HOST: '127.0.0.1',
    PORT: '0',
    MINGCHA_BACKUP_HOUR: 'off',
    MINGCHA_BACKUP_MINUTES: 'off',
  };
  try {
    const server = await startServer(parseConfig(environment, [], folder), folder, {
      teller: silent,
      mode: 'sole',
    });
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function opens(given: Given): Promise<void> {
  const server = await start(given);
  try {
    assert.equal((await fetch(new URL('/readyz', server.url))).status, 200);
  } finally {
    await server.stop();
  }
}

test('B-06 the server does not start on a database that is newer, altered or could not be migrated; two starts at once migrate once', async () => {
  await withEmpty(async (url, client, appUrl) => {
    const given = { url, appUrl };
    await migrate(url, upTo(states.E));
    const last = all.at(-1)?.file ?? '';
    // Something of the operator's own stands where a pending migration wants to make its table.
    const pending = all.filter((one) => one.file.slice(0, 4) > states.E);
    const made = /CREATE TABLE (\w+)/.exec(pending.map((one) => one.sql).join('\n'))?.[1] ?? '';
    await client.query(`CREATE TABLE ${made} (theirs int)`);
    await assert.rejects(start(given), { code: 'migration.failed' });
    await client.query(`DROP TABLE ${made}`);
    const servers = await Promise.all([start(given), start(given)]);
    for (const server of servers) {
      assert.equal((await fetch(new URL('/readyz', server.url))).status, 200);
      await server.stop();
    }
    const applied = await client.query<{ file: string }>('SELECT file FROM schema_migrations');
    assert.equal(applied.rows.length, all.length);
    await client.query(`UPDATE schema_migrations SET checksum = 'another' WHERE file = $1`, [last]);
    await assert.rejects(start(given), { code: 'migration.changed' });
    await client.query(`UPDATE schema_migrations SET file = '9999-of-tomorrow.sql' WHERE file = $1`, [last]);
    await assert.rejects(start(given), { code: 'migration.missing' });
  });
});
