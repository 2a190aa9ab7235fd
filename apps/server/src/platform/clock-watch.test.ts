/** K-02: clocks that jump, in every direction and at every odd moment; what follows from it and what does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClockState, looked } from './clock-watch.ts';

const second = 1000;
const hour = 3_600_000;
const day = 24 * hour;

/** The state after looks every two seconds for `ms`, the wall clock `by` beside. */
function after(
  state: ClockState,
  of: { readonly from: number; readonly ms: number; readonly wall: number },
): ClockState {
  let now = state;
  for (let passed = 0; passed <= of.ms; passed += 2 * second)
    now = looked(now, of.wall + passed, of.from + passed);
  return now;
}

const starts = [
  '2026-12-31T15:59:59.000Z',
  '2028-02-28T15:59:58.000Z',
  '2028-02-29T15:59:59.000Z',
  '2027-03-01T00:00:00.000Z',
].map((at) => Date.parse(at));

test('K-02 a jump of more than a minute is noticed whatever its size, direction and moment; smaller steps are followed', () => {
  let noticed = 0;
  for (const wall of starts) {
    const before = after(looked(undefined, wall, 0), { from: 0, ms: 10 * second, wall });
    assert.equal(before.jump, null, 'the turn of a year and a leap day are no jump');
    for (const by of [61 * second, hour, day, 29 * day, 366 * day, 400 * day])
      for (const jump of [by, -by]) {
        const state = looked(before, wall + 12 * second + jump, 12 * second);
        assert.equal(state.jump?.seconds, jump / second);
        noticed += 1;
        const back = looked(state, wall + 60 * second, 60 * second);
        assert.equal(back.jump, null, 'set right again, nothing is left of it');
      }
    for (const step of [second, -second, 30 * second])
      assert.equal(looked(before, wall + 12 * second + step, 12 * second).jump, null);
  }
  assert.equal(noticed, 48);
});

test('K-02 a jump that nobody undoes within an hour is the new time', () => {
  const [wall = 0] = starts;
  const jumped = looked(looked(undefined, wall, 0), wall + 400 * day, 2 * second);
  const later = after(jumped, { from: 4 * second, ms: hour - 10 * second, wall: wall + 400 * day });
  assert.ok(later.jump !== null);
  const over = after(later, { from: hour - 6 * second, ms: 20 * second, wall: wall + 400 * day + hour });
  assert.equal(over.jump, null);
});
