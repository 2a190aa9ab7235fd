/** Several processes on one database: who leads, who follows whom, and that a leader of before does nothing more. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { cutConnections, isAway, setAway } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { createTestDatabase } from '../testing.ts';
import { makeTestPlatform } from '../testing-app.ts';
import { processesSeen } from './cluster.queries.ts';
import { enterCluster } from './enter.ts';
import { watched } from './watch.ts';

const database = await createTestDatabase();
const children = new Set<ChildProcess>();
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
});
await sql`CREATE TABLE planted (no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, pid integer, term bigint)`.execute(
  database.owner,
);
await sql`GRANT SELECT, INSERT ON planted TO mingcha_app`.execute(database.owner);

const everyMs = 150;

async function member(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'testing-leading-worker.ts'), database.appUrl, String(everyMs)],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  children.add(child);
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', () => reject(new Error('a member ended at its start')));
  });
  return child;
}

interface Written {
  readonly pid: number;
  readonly term: bigint;
}

async function written(): Promise<readonly Written[]> {
  return (await sql<Written>`SELECT pid, term FROM planted ORDER BY no`.execute(database.owner)).rows;
}

/** Waits until another process than those writes, and gives the milliseconds that took. */
async function followedBy(
  others: readonly ChildProcess[],
  notBy: number,
): Promise<{ pid: number; ms: number }> {
  const begun = performance.now();
  const pids = others.map((child) => child.pid);
  while (performance.now() - begun < 30_000) {
    const last = (await written()).at(-1);
    if (last !== undefined && last.pid !== notBy && pids.includes(last.pid))
      return { pid: last.pid, ms: performance.now() - begun };
    await sleep(20);
  }
  assert.fail('nobody followed');
}

/** Of one term all rows are of one process, and terms never come back. */
function holdsTerms(rows: readonly Written[]): void {
  const owner = new Map<bigint, number>();
  let last = 0n;
  for (const { pid, term } of rows) {
    assert.ok(term >= last, `a row of term ${term} after one of term ${last}`);
    last = term;
    assert.equal(owner.get(term) ?? pid, pid, `two processes wrote in term ${term}`);
    owner.set(term, pid);
  }
}

test('R-06 one of several processes leads; killed, paused or ended it is followed, and paused ones do nothing when they come back', async () => {
  const members = [await member(), await member(), await member()];
  const first = await followedBy(members, 0);

  // Killed: its silence is noticed after five looks.
  process.kill(first.pid, 'SIGKILL');
  const second = await followedBy(members, first.pid);
  assert.ok(second.ms < 15_000 && second.ms >= 3 * everyMs, `${second.ms} ms`);

  // Paused in the midst of its work: the same, and what it had begun is undone.
  process.kill(second.pid, 'SIGSTOP');
  const third = await followedBy(members, second.pid);
  const before = (await written()).filter((row) => row.pid === second.pid).length;
  process.kill(second.pid, 'SIGCONT');
  await sleep(8 * everyMs);
  assert.equal((await written()).filter((row) => row.pid === second.pid).length, before);
  assert.equal(
    (await written()).at(-1)?.pid,
    third.pid,
    'who has come back takes nothing away from the leader',
  );

  // Ended in order: the next one does not wait for silence.
  process.kill(third.pid, 'SIGTERM');
  const fourth = await followedBy(members, third.pid);
  assert.equal(fourth.pid, second.pid, 'who was paused may lead again, in a term of its own');
  process.kill(fourth.pid, 'SIGTERM');
  holdsTerms(await written());
  assert.ok(new Set((await written()).map((row) => row.term)).size >= 4);
});

test('silence is counted in looks, so that no clock ends or prolongs a lead', () => {
  let watch = watched(undefined, '4 17');
  for (let look = 0; look < 5; look += 1) watch = watched(watch, '4 17');
  assert.equal(watch.unchanged, 5);
  assert.equal(watched(watch, '4 18').unchanged, 0);
});

test('a process with another file store or other keys than the living ones is refused with a sentence', async () => {
  const place = await mkdtemp(join(tmpdir(), 'mingcha-cluster-'));
  try {
    const platform = await makeTestPlatform(database, { folder: place });
    const cluster = await enterCluster(platform, 'mingcha@one 1');
    const [own] = await inTransaction(database.db, (tx) => processesSeen(tx, 30));
    assert.ok(own !== undefined && own.state === 'serving');
    // As another process would see it.
    const stranger = { ...own, id: crypto.randomUUID() };
    for (const [change, code] of [
      [{ fileStore: 'elsewhere' }, 'cluster.other_files'],
      [{ keys: 'others' }, 'cluster.other_keys'],
    ] as const) {
      const { fileStore, keys } = { ...stranger, ...change };
      await sql`INSERT INTO server_processes VALUES (${stranger.id}, 'x', 'h', 1, '0', ${fileStore}, ${keys}, 'serving', 1,
        clock_timestamp(), clock_timestamp())`.execute(database.owner);
      await assert.rejects(enterCluster(platform, 'mingcha@one 2'), { code });
      await sql`DELETE FROM server_processes WHERE id = ${stranger.id}`.execute(database.owner);
    }
    await cluster.stop();
    assert.deepEqual(await inTransaction(database.db, (tx) => processesSeen(tx, 30)), []);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});

test('connections that are cut fail what waits for them, and the pool goes on with new ones', async () => {
  const waiting = sql`SELECT pg_sleep(20)`.execute(database.db);
  const failed = assert.rejects(waiting, /Connection terminated/);
  await sleep(100);
  cutConnections(database.db);
  await failed;
  assert.deepEqual((await sql<{ one: number }>`SELECT 1 AS one`.execute(database.db)).rows, [{ one: 1 }]);
  setAway(database.db, true);
  assert.ok(isAway(database.db));
  setAway(database.db, false);
});
