/** What failed sign-ins still count for (H-02, H-03). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countingFailures, secondsToWait } from './lockout.ts';

const at = Date.parse('2026-03-02T08:00:00.000Z');
const hour = 3_600_000;

test('H-02 failures stop counting a day after the last one, and not before', () => {
  const state = { failures: 9, lastAt: new Date(at).toISOString() };
  assert.equal(countingFailures(state, at + 24 * hour), 9);
  assert.equal(countingFailures(state, at + 24 * hour + 1), 0);
  assert.equal(secondsToWait({ ...state, failures: 10 }, at + 1000), 899);
  assert.equal(secondsToWait({ ...state, failures: 4 }, at), 0, 'four are free');
});
