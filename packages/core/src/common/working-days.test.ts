import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addWorkingDays, isWorkingDay, type WorkCalendar, workingDaysBetween } from './working-days.ts';

/** A made-up year: a break on 4 to 6 May 2026 (Monday to Wednesday), made up for on Saturday 9 May. */
const calendar: WorkCalendar = {
  years: [{ year: 2026, holidays: ['2026-05-04', '2026-05-05', '2026-05-06'], makeUpDays: ['2026-05-09'] }],
};

test('weekends and holidays are free, a made-up Saturday is worked', () => {
  const works = (day: string) => {
    const result = isWorkingDay(calendar, day);
    return result.ok && result.value;
  };
  assert.deepEqual(
    ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-07', '2026-05-09', '2026-05-10'].map(
      works,
    ),
    [true, false, false, false, true, true, false],
  );
});

test('the day of the event is not counted', () => {
  assert.deepEqual(addWorkingDays(calendar, '2026-05-01', 1), { ok: true, value: '2026-05-07' });
  assert.deepEqual(addWorkingDays(calendar, '2026-05-02', 3), { ok: true, value: '2026-05-09' });
  assert.deepEqual(workingDaysBetween(calendar, '2026-05-01', '2026-05-10'), { ok: true, value: 4 });
});

test('a date beyond the published years is refused', () => {
  const result = addWorkingDays(calendar, '2026-12-30', 5);
  assert.equal(result.ok ? '' : result.error.code, 'calendar.year_unpublished');
  assert.equal(result.ok ? 0 : result.error.data?.['year'], 2027);
});
