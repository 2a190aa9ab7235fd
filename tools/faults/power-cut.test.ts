/** R-05 for our own files: the power fails at every moment of every writer of files. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PowerCuts, tryPowerCuts } from './power-cuts.ts';
import { careless, powerWriters } from './writers-whole.ts';

test('R-05 whatever a power cut leaves of a file on its way, what was acknowledged is whole and the next start goes on', async () => {
  const faults: string[] = [];
  const runs: PowerCuts[] = [];
  for (const writer of powerWriters) {
    const run = await tryPowerCuts(writer);
    assert.ok(run.moments > 5 && run.acknowledged > 0, `${writer.name}: ${run.moments} moments`);
    faults.push(...run.faults);
    runs.push(run);
  }
  assert.deepEqual(faults, []);
  assert.ok(runs.reduce((sum, run) => sum + run.tried, 0) > 100);
});

test('R-05 a writer that renames and acknowledges without waiting for the disk is found', async () => {
  const { faults } = await tryPowerCuts(careless);
  for (const wrong of [/half a file/, /acknowledged and not there/])
    assert.ok(
      faults.some((fault) => wrong.test(fault)),
      `${wrong} in ${JSON.stringify(faults)}`,
    );
});
