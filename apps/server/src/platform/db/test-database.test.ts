import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { readPidFile } from './postgres-server.ts';
import { isAlive } from './process-table.ts';
import { createTestDatabase, startTestServer } from './test-database.ts';

const database = await createTestDatabase();
after(() => database.drop());

test('days stay days, instants are ISO in UTC, int8 is bigint, also in arrays', async () => {
  const { rows } = await sql`SELECT '2026-11-22'::date AS day,
    '2026-11-22 08:00:00.1239+08'::timestamptz AS at, 7::int8 AS big, 7::int4 AS small, 1.50::numeric AS exact,
    ARRAY['2026-01-01'::date, NULL] AS days, ARRAY[1, 2]::int8[] AS bigs,
    ARRAY['2026-11-22 00:00:00+00'::timestamptz] AS ats, '{}'::int8[] AS none`.execute(database.db);
  assert.deepEqual(rows[0], {
    day: '2026-11-22',
    at: '2026-11-22T00:00:00.123Z',
    big: 7n,
    small: 7,
    exact: '1.50',
    days: ['2026-01-01', null],
    bigs: [1n, 2n],
    ats: ['2026-11-22T00:00:00.000Z'],
    none: [],
  });
});

test('the server of a test process that was killed is stopped by the next one', async () => {
  const module = JSON.stringify(new URL('./test-database.ts', import.meta.url).href);
  const script = `const { startTestServer } = await import(${module}); console.log(await startTestServer()); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const folder = new URL(said.toString().trim()).searchParams.get('host') ?? '';
  const pid = readPidFile(`${folder}/db`)?.pid ?? 0;
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(isAlive(pid), 'the server outlives its process');
  await startTestServer();
  assert.ok(!isAlive(pid) && !existsSync(folder));
});
