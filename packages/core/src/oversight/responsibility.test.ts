/** Tests of the states of a duty. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarOf } from '../registers/rules/calendar.ts';
import { daysLate, responsibilityState } from './responsibility.ts';

const calendar = calendarOf([]);
const duty = (dueOn: string | null, doneOn: string | null) => ({ link: 'entry' as const, dueOn, doneOn });

test('R320 what is done on the due day is in time, a day later it is late', () => {
  assert.equal(responsibilityState(duty('2026-09-11', '2026-09-11'), '2026-09-30'), 'done');
  assert.equal(responsibilityState(duty('2026-09-11', '2026-09-12'), '2026-09-30'), 'doneLate');
});

test('R320 what is not done is overdue from the day after its due day; without a due day never', () => {
  assert.equal(responsibilityState(duty('2026-09-11', null), '2026-09-11'), 'open');
  assert.equal(responsibilityState(duty('2026-09-11', null), '2026-09-12'), 'late');
  assert.equal(responsibilityState(duty(null, null), '2030-01-01'), 'open');
  assert.equal(responsibilityState(duty(null, '2026-01-05'), '2030-01-01'), 'done');
});

test('R320 lateness is counted in working days: make-up Saturdays count, holidays do not', () => {
  // 2026-09-20 is a Sunday on which people work; 25 to 27 September are holidays.
  assert.equal(daysLate(duty('2026-09-18', null), '2026-09-20', calendar), 1);
  assert.equal(daysLate(duty('2026-09-24', '2026-09-27'), '2026-12-01', calendar), 0);
  assert.equal(daysLate(duty('2026-09-24', null), '2026-09-28', calendar), 1);
  assert.equal(daysLate(duty('2026-09-24', '2026-09-24'), '2026-12-01', calendar), 0);
});
