/**
 * R-01 as a sample: a few kills, until each path of writing was hit twice with a command in flight;
 * `node tools/faults/crash.ts --each 300` is the long form.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killUntil, pathsWanting, unequalAnswers } from './kills.ts';
import { verdictOf } from './oracle.ts';
import { writePaths } from './paths.ts';

test('R-01 after kills in the middle of every path of writing each acknowledged command is there once, and none by halves', async () => {
  const each = 2;
  const seed = new Date().toISOString().slice(0, 10);
  const run = await killUntil({ each, atMost: 10, abreast: 2, seed });
  try {
    const { entries } = run.journal;
    const { faults, missing, duplicates, acknowledged } = await verdictOf(run.installation.app, entries);
    assert.deepEqual([...run.faults, ...unequalAnswers(entries), ...faults], []);
    assert.deepEqual([missing, duplicates], [0, 0]);
    assert.ok(acknowledged > 100, `${acknowledged} acknowledged`);
    const short = pathsWanting(run.hits, { paths: writePaths, each }).map(({ name }) => name);
    assert.deepEqual(short, [], `${run.kills} kills`);
  } finally {
    await run.installation.remove();
  }
});
