/** a sample of all calls of the system that writers of files make; `node tools/faults/inject.ts` tries every one. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { allCases, nameOf, tryCase } from './injection.ts';
import { writers } from './writers.ts';

const sampled = 42;

test('R-02 a failing call or a kill at it leaves no half file, no lost acknowledgement and nothing temporary', async () => {
  const cases = await allCases();
  assert.ok(cases.length > 200, `${cases.length} cases`);
  // Another sample each day, and of every writer.
  const day = new Date().toISOString().slice(0, 10);
  const inOrder = cases
    .map((one) => ({
      one,
      rank: createHash('sha256')
        .update(`${day} ${nameOf(one)}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ one }) => one);
  const faults: string[] = [];
  for (const writer of writers) {
    let tried = 0;
    for (const one of inOrder.filter((each) => each.writer === writer)) {
      if (tried >= Math.ceil(sampled / writers.length)) break;
      const found = await tryCase(one);
      if (found === null) continue;
      tried += 1;
      faults.push(...found.map((fault) => `${nameOf(one)}: ${fault}`));
    }
    assert.ok(tried > 5, `${writer.name}: ${tried} tried`);
  }
  assert.deepEqual(faults, []);
});
