import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAt, startOfDay } from './business-day.ts';

test('a day begins at 16:00 UTC of the day before, and comes back from its first and last instant', () => {
  assert.equal(startOfDay('2026-11-22', 0), '2026-11-21T16:00:00.000Z');
  assert.equal(startOfDay('2026-12-31', 1), '2026-12-31T16:00:00.000Z');
  for (const day of ['2026-01-01', '2028-02-29', '2026-12-31']) {
    assert.equal(dayAt(startOfDay(day, 0), 0), day);
    assert.equal(dayAt(startOfDay(day, 1), -1), day);
  }
});
