/** When a process counts as behind with its requests (L-07). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countLateness } from './lateness.ts';

/** Whether it is late after looks with so many milliseconds between them. */
function afterPauses(...pauses: readonly number[]): boolean {
  const lateness = countLateness();
  let at = 1000;
  lateness.look(at);
  for (const pause of pauses) {
    at += pause;
    lateness.look(at);
  }
  return lateness.isLate();
}

test('L-07 one long piece of work is no rush; turn after turn that comes late is one', () => {
  assert.equal(afterPauses(100, 30_000, 100), false);
  assert.equal(afterPauses(900, 900), false);
  assert.equal(afterPauses(900, 900, 900), true);
  assert.equal(afterPauses(900, 900, 900, 900), true);
});

test('L-07 the first turn that is on time ends it', () => {
  assert.equal(afterPauses(900, 900, 900, 120), false);
  assert.equal(afterPauses(500, 500, 500, 500), false);
});
