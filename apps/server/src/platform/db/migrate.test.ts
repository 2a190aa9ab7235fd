import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { SetupError } from '../setup-error.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { createEmptyDatabase } from './test-database.ts';

const database = await createEmptyDatabase();
after(() => database.drop());

function migration(file: string, sql: string): Migration {
  return { file, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
const first = migration('0001-notes.sql', 'CREATE TABLE notes (id int)');
const third = migration('0003-more.sql', 'ALTER TABLE notes ADD body text');

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((caught: unknown) => caught);
  assert.ok(error instanceof SetupError, String(error));
  return `${error.code} ${error.data['file']}`;
}

async function columns(): Promise<readonly string[]> {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  const found = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'notes'::regclass AND attnum > 0 ORDER BY attnum`,
  );
  await client.end();
  return found.rows.map((row) => row.name);
}

test('migrations run once each, and a stage may add one below the highest number', async () => {
  assert.deepEqual(await migrate(database.ownerUrl, [first, third]), ['0001-notes.sql', '0003-more.sql']);
  assert.deepEqual(await migrate(database.ownerUrl, [first, third]), []);
  const second = migration('0002-late.sql', 'ALTER TABLE notes ADD late int');
  assert.deepEqual(await migrate(database.ownerUrl, [first, second, third]), ['0002-late.sql']);
  assert.deepEqual(await columns(), ['id', 'body', 'late']);
});

test('two programs that migrate at once apply each file once', async () => {
  const all = [
    ...(await applied()),
    migration('0004-slow.sql', 'SELECT pg_sleep(0.2); CREATE TABLE slow (id int)'),
  ];
  const both = await Promise.all([migrate(database.ownerUrl, all), migrate(database.ownerUrl, all)]);
  assert.deepEqual(both.flat(), ['0004-slow.sql']);
});

test('a file altered after it was applied stops the start', async () => {
  const altered = (await applied()).map((one) => (one === first ? migration(first.file, 'SELECT 1') : one));
  assert.equal(await refusal(migrate(database.ownerUrl, altered)), 'migration.changed 0001-notes.sql');
});

test('a program older than the database stops the start', async () => {
  const older = (await applied()).slice(0, -1);
  assert.equal(await refusal(migrate(database.ownerUrl, older)), 'migration.missing 0004-slow.sql');
});

test('a migration that fails leaves nothing behind', async () => {
  const broken = migration('0009-broken.sql', 'ALTER TABLE notes ADD half int; SELECT 1/0');
  const outcome = await refusal(migrate(database.ownerUrl, [...(await applied()), broken]));
  assert.equal(outcome, 'migration.failed 0009-broken.sql');
  assert.ok(!(await columns()).includes('half'));
});

test('a file of another name or a number used twice is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-migrations-'));
  after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '0001-a.sql'), '');
  writeFileSync(join(folder, '0001-b.sql'), '');
  await assert.rejects(readMigrations(folder), /two migrations have the number 0001/);
  rmSync(join(folder, '0001-b.sql'));
  writeFileSync(join(folder, 'later.sql'), '');
  await assert.rejects(readMigrations(folder), /later\.sql is not named/);
});

/** What stands in the database, as the files it came from. */
async function applied(): Promise<readonly Migration[]> {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  const found = await client.query<{ file: string; checksum: string }>(
    'SELECT file, checksum FROM schema_migrations ORDER BY file',
  );
  await client.end();
  return found.rows.map((row) => (row.file === first.file ? first : { ...row, sql: '' }));
}
