/** Statements kept ready: the same answers as ever, under one name per connection. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { ready } from './ready.ts';
import { createTestDatabase } from './test-database.ts';
import { inTransaction } from './transaction.ts';

const database = await createTestDatabase();
after(() => database.drop());

const sum = ready((tx, ...[a, b]: readonly [number, number]) =>
  sql<{ sum: number; first: number }>`SELECT ${a}::int + ${b}::int AS sum, ${a}::int AS first`.compile(tx),
);

test("a ready statement answers with each call's own values and is taken apart once on a connection", async () => {
  const kept = await inTransaction(database.db, async (tx) => {
    assert.deepEqual(await sum(tx, 1, 2), [{ sum: 3, first: 1 }]);
    assert.deepEqual(await sum(tx, 5, 7), [{ sum: 12, first: 5 }]);
    return sql<{ name: string; statement: string }>`SELECT name, statement FROM pg_prepared_statements
      WHERE statement LIKE '%AS first%'`.execute(tx);
  });
  assert.equal(kept.rows.length, 1);
  assert.match(kept.rows[0]?.name ?? '', /^m_[0-9a-f]{32}$/);
});

test('a value that the statement leaves out is a mistake told at the first use', async () => {
  const half = ready((tx, ...[a]: readonly [number, number]) =>
    sql<{ one: number }>`SELECT ${a}::int AS one`.compile(tx),
  );
  await assert.rejects(
    inTransaction(database.db, (tx) => half(tx, 1, 2)),
    /value 1 is not in the statement/,
  );
});

test('a ready statement that fails undoes its transaction and serves the next one', async () => {
  const divided = ready((tx, by: number) => sql<{ n: number }>`SELECT 10 / ${by}::int AS n`.compile(tx));
  await assert.rejects(
    inTransaction(database.db, (tx) => divided(tx, 0)),
    /division by zero/,
  );
  assert.deepEqual(await inTransaction(database.db, (tx) => divided(tx, 5)), [{ n: 2 }]);
});
