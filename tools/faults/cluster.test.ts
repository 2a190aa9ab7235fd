/** Two server processes on one database behind a balancer, each replaced under load; draws that several people press at once. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { roll } from './cluster-rolling.ts';
import { startSite } from './cluster-site.ts';

const site = await startSite({ processes: 2, people: 4, settings: { MINGCHA_DRAIN_SECONDS: '1' } });
after(() => site.remove());

test('every process of two is replaced while people write and read: nothing acknowledged is missing or double, nobody meets an error', async () => {
  const { outcome, load, exitCodes } = await roll(site, { rounds: 1, settleMs: 500 });
  const { missing, duplicates, faults, acknowledged } = outcome;
  assert.deepEqual({ missing, duplicates, faults }, { missing: 0, duplicates: 0, faults: [] });
  assert.deepEqual({ bad: load.badAnswers, unavailable: load.unavailable() }, { bad: [], unavailable: 0 });
  assert.deepEqual(exitCodes, [0, 0]);
  assert.ok(acknowledged >= 20 && load.reads() >= 20, `${acknowledged} writes`);
});
