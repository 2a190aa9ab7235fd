import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { createTestDatabase } from './test-database.ts';

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
