/** The database under a server fails in every way that a network and a machine know (R-03, R-04, K-05), in short form. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Load, type Outcome } from './cluster-load.ts';
import { startSite } from './cluster-site.ts';
import { badWeather, endBackends, stopAtOnce } from './database-faults.ts';

const site = await startSite({ processes: 1, people: 4, behindProxy: true });
after(() => site.remove());

/** Acknowledged but missing 0, duplicates 0, half of a write 0, answers nobody should meet 0. */
function holds({ outcome, load }: { readonly outcome: Outcome; readonly load: Load }): void {
  const { missing, duplicates, faults, acknowledged } = outcome;
  assert.deepEqual(
    { missing, duplicates, faults, bad: load.badAnswers },
    { missing: 0, duplicates: 0, faults: [], bad: [] },
  );
  assert.ok(acknowledged > 0);
}

test('R-03 a database that stops at once costs no acknowledged write; meanwhile everybody is told, and it goes on within ten seconds of its return', async () => {
  const stopped = await stopAtOnce(site, 4);
  holds(stopped);
  assert.ok(stopped.isAlive);
  assert.ok(stopped.load.unavailable() > 0, 'somebody was told 503 with Retry-After and a sentence');
  assert.ok(stopped.longestBackMs <= 10_000, `${stopped.longestBackMs} ms`);
});

test('R-04 connections that are ended in the midst of a transaction leave no lock, and the pool is whole again', async () => {
  const ended = await endBackends(site, 40);
  holds(ended);
  assert.ok(ended.isAlive);
  assert.equal(ended.locksLeft, 0);
  assert.ok(ended.connections <= 13, `${ended.connections} connections`);
});

test('K-05 a database that keeps silent is noticed within ten seconds, everybody is told, and it goes on by itself', async () => {
  const { proxy } = site;
  assert.ok(proxy !== null);
  const silent = await badWeather(site, {
    what: 'silent',
    ms: 12_000,
    begin: () => proxy.change({ isHole: true }),
  });
  holds(silent);
  assert.deepEqual([silent.health, silent.ready], [200, 503]);
  assert.ok(silent.load.unavailable() > 0);
  assert.ok(silent.backMs <= 15_000, `${silent.backMs} ms`);
});

test('K-05 connections that break in the midst of an answer lose and double nothing', async () => {
  const { proxy } = site;
  assert.ok(proxy !== null);
  holds(await badWeather(site, { what: 'cut', ms: 3000, begin: () => proxy.change({ cutAfter: 5000 }) }));
});
