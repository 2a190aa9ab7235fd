import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, dayNumber, dayOfNumber, isPlainDate } from './plain-date.ts';

test('day numbers agree with the calendar of the platform for four centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_000, max: 150_000 }), (number) => {
      const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
      assert.equal(dayOfNumber(number), day);
      assert.equal(dayNumber(day), number);
    }),
  );
});

test('adding days crosses months, years and leap days', () => {
  assert.equal(addDays('2023-12-31', 1), '2024-01-01');
  assert.equal(addDays('2024-02-28', 1), '2024-02-29');
  assert.equal(addDays('2100-02-28', 1), '2100-03-01');
  assert.equal(addDays('2026-03-01', -1), '2026-02-28');
});

test('adding months keeps the day, or takes the last one of a shorter month', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(addMonths('2024-01-31', 1), '2024-02-29');
  assert.equal(addMonths('2026-03-31', -24), '2024-03-31');
  assert.equal(addMonths('2026-01-15', -1), '2025-12-15');
  assert.equal(addMonths('2025-11-05', 14), '2027-01-05');
});

test('text that is no day of the calendar is refused', () => {
  for (const text of ['2023-02-29', '2023-13-01', '2023-00-10', '2023-1-1', '', '2023-04-31']) {
    assert.equal(isPlainDate(text), false, text);
    assert.throws(() => dayNumber(text), RangeError);
  }
});
