/** Readings from a real standby, and writing to the server that took over: Debian's PostgreSQL with streaming replication. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '../db/database.ts';
import { hostsOf } from '../db/hosts.ts';
import { silentLog } from '../log.ts';
import { openReplica } from './replica.ts';
import { startPair } from './streaming-testing.ts';

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await setTimeout(50);
  }
  assert.fail(`never: ${what}`);
}

test('an address of several hosts is each of them, with login, name and settings', () => {
  assert.deepEqual(hostsOf('postgresql://u:p@a:1,b:2,[::1]:3/n?target_session_attrs=read-write'), [
    'postgresql://u:p@a:1/n',
    'postgresql://u:p@b:2/n',
    'postgresql://u:p@[::1]:3/n',
  ]);
  assert.deepEqual(hostsOf('postgresql://u:p@a/n?host=/run/pg'), ['postgresql://u:p@a/n?host=/run/pg']);
});

test('public pages are read from a fresh standby only, and after a failover the new primary is written to', async () => {
  const pair = await startPair();
  const { primary, standby } = pair;
  const db = openDatabase({ url: primary.url, poolSize: 2, endWhenIdle: true });
  const replica = openReplica({ url: standby.url, primary: db, lag: 1, poolSize: 2, log: silentLog });
  // One socket folder and two ports: hosts as one would write them, for a pool that follows.
  const both = primary.url.replace('localhost:5432', 'localhost:5432,localhost:5433');
  const following = openDatabase({ url: both, poolSize: 3, endWhenIdle: true });
  const write = (n: number) => sql`INSERT INTO kept VALUES (${n})`.execute(following);
  const isStandby = async () => {
    const { rows } = await sql<{ is: boolean }>`SELECT pg_is_in_recovery() AS is`.execute(replica.choose());
    return rows[0]?.is === true;
  };
  try {
    await primary.run('CREATE TABLE kept (n int PRIMARY KEY)');
    await until('fresh', async () => (await replica.measure(), replica.isFresh()));
    assert.equal(await isStandby(), true, 'read from the standby');
    await replica.onPrimary(async () =>
      assert.equal(await isStandby(), false, 'what must be new is read from the primary'),
    );
    // Replay stops: what is acknowledged from now on is not there, so nothing is read from it once the bound has passed.
    await standby.run('SELECT pg_wal_replay_pause()');
    await write(1);
    await until('stale', async () => (await replica.measure(), !replica.isFresh()));
    assert.equal(await isStandby(), false);
    await standby.run('SELECT pg_wal_replay_resume()');
    await until('fresh again', async () => (await replica.measure(), replica.isFresh()));
    const { rows } = await sql<{ n: number }>`SELECT n FROM kept`.execute(replica.choose());
    assert.deepEqual(rows, [{ n: 1 }]);
    // The primary dies, the standby takes over, the pool follows; nothing that was acknowledged is gone.
    primary.kill();
    await assert.rejects(sql`SELECT 1`.execute(db));
    assert.equal(await isStandby(), true, 'pages go on');
    await standby.run('SELECT pg_promote()');
    // What was under way on the dead one fails and is sent again, as clients do.
    await until('written', () =>
      write(2).then(
        () => true,
        () => false,
      ),
    );
    assert.deepEqual(await standby.run('SELECT n FROM kept ORDER BY n'), [{ n: 1 }, { n: 2 }]);
  } finally {
    await replica.stop();
    await Promise.all([db.destroy(), following.destroy()]);
    await pair.remove();
  }
});
