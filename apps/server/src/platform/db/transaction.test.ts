import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fail, ok } from '@mingcha/core/common/result.ts';
import { sql } from 'kysely';
import { createTestDatabase } from './test-database.ts';
import { inTransaction, violatedConstraint } from './transaction.ts';

const database = await createTestDatabase();
after(() => database.drop());
await sql`CREATE TABLE marks (n int CONSTRAINT pk_marks PRIMARY KEY CONSTRAINT ck_marks CHECK (n > 0))`.execute(
  database.owner,
);
await sql`GRANT SELECT, INSERT, UPDATE ON marks TO mingcha_app`.execute(database.owner);

const marks = async () =>
  (await sql<{ n: number }>`SELECT n FROM marks ORDER BY n`.execute(database.db)).rows;

test('a refusal undoes what was written and is returned unchanged', async () => {
  const outcome = await inTransaction(database.db, async (tx) => {
    await sql`INSERT INTO marks VALUES (1)`.execute(tx);
    return fail('mark.forbidden', { n: 1 });
  });
  assert.deepEqual(outcome, { ok: false, error: { code: 'mark.forbidden', data: { n: 1 } } });
  assert.deepEqual(await marks(), []);
});

test('an exception undoes what was written and travels on', async () => {
  const broken = inTransaction(database.db, async (tx) => {
    await sql`INSERT INTO marks VALUES (1)`.execute(tx);
    throw new Error('machinery');
  });
  await assert.rejects(broken, /machinery/);
  assert.deepEqual(await marks(), []);
});

test('a success and a plain value are committed', async () => {
  await inTransaction(database.db, async (tx) => {
    await sql`INSERT INTO marks VALUES (2)`.execute(tx);
    return ok('kept');
  });
  const count = await inTransaction(database.db, async (tx) => {
    await sql`INSERT INTO marks VALUES (3)`.execute(tx);
    return 2;
  });
  assert.equal(count, 2);
  assert.deepEqual(await marks(), [{ n: 2 }, { n: 3 }]);
});

test('two transactions that deadlock both succeed, because the victim runs again', async () => {
  await sql`INSERT INTO marks VALUES (10), (11)`.execute(database.owner);
  let runs = 0;
  const arrived = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const cross = (first: number, second: number, own: number) =>
    inTransaction(database.db, async (tx) => {
      runs += 1;
      await sql`UPDATE marks SET n = n WHERE n = ${first}`.execute(tx);
      arrived[own]?.resolve();
      await arrived[1 - own]?.promise;
      await sql`UPDATE marks SET n = n WHERE n = ${second}`.execute(tx);
      return ok(null);
    });
  const outcomes = await Promise.all([cross(10, 11, 0), cross(11, 10, 1)]);
  assert.deepEqual(outcomes, [ok(null), ok(null)]);
  // On a busy machine the server may find both at once.
  assert.ok(runs === 3 || runs === 4, `${runs} runs`);
});

test('a violated constraint is told by kind and name', async () => {
  const twice = sql`INSERT INTO marks VALUES (20), (20)`.execute(database.db);
  assert.deepEqual(violatedConstraint(await twice.catch((error: unknown) => error)), {
    kind: 'unique',
    name: 'pk_marks',
  });
  const below = sql`INSERT INTO marks VALUES (-1)`.execute(database.db);
  assert.deepEqual(violatedConstraint(await below.catch((error: unknown) => error)), {
    kind: 'check',
    name: 'ck_marks',
  });
  assert.equal(violatedConstraint(new Error('other')), null);
});
