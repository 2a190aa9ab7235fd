import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayNumber } from '../../common/plain-date.ts';
import { addWorkingDays, workingDaysBetween } from '../../common/working-days.ts';
import { calendarOf, checkCalendarYear, yearsInForce } from './calendar.ts';
import { publishedYears } from './holidays-form.ts';

const bundled = calendarOf([]);

/** Working days of a month as printed on any calendar: [year, month, days]. */
const monthsByHand: readonly (readonly [string, string, number])[] = [
  ['2023-09-01', '2023-09-30', 20], // 29 September is free
  ['2023-10-01', '2023-10-31', 19], // free to the 6th; the 7th and 8th are worked
  ['2024-02-01', '2024-02-29', 18],
  ['2024-10-01', '2024-10-31', 19],
  ['2025-01-01', '2025-01-31', 19], // Spring Festival from the 28th, the 26th is worked
  ['2025-10-01', '2025-10-31', 18],
  ['2026-02-01', '2026-02-28', 16], // the 14th and 28th are worked
  ['2026-10-01', '2026-10-31', 18],
];

test('each bundled year is plausible, names its notice, and makes up on weekends only', () => {
  assert.deepEqual(
    publishedYears.map((one) => one.year),
    [2023, 2024, 2025, 2026],
  );
  for (const year of publishedYears) {
    assert.deepEqual(checkCalendarYear(year), { ok: true, value: null });
    assert.match(year.source, new RegExp(`${year.year}年.*国办发明电〔${year.year - 1}〕\\d+号`));
  }
});

test('months of the bundled years have the working days that a printed calendar shows', () => {
  for (const [from, to, days] of monthsByHand)
    assert.deepEqual(workingDaysBetween(bundled, from, to), { ok: true, value: days }, from);
});

test('the bundled years have 249, 251, 248 and 248 working days', () => {
  const worked = publishedYears.map((one) => {
    const all = workingDaysBetween(bundled, `${one.year}-01-01`, `${one.year}-12-31`);
    return all.ok ? all.value : 0;
  });
  assert.deepEqual(worked, [249, 251, 248, 248]);
});

test('the window of the second source crosses two long holidays', () => {
  const days = workingDaysBetween(bundled, '2023-04-01', '2023-11-30');
  let weekdays = 0;
  for (let day = dayNumber('2023-04-01'); day <= dayNumber('2023-11-30'); day += 1)
    if (((day % 7) + 7) % 7 !== 2 && ((day % 7) + 7) % 7 !== 3) weekdays += 1;
  assert.equal(weekdays, 174);
  // Free weekdays: 5 April; 1 to 3 May; 22, 23 June; 29 September, 2 to 6 October. Worked: 23 April, 6 May, 25 June, 7 and 8 October.
  assert.deepEqual(days, { ok: true, value: 174 - 12 + 5 });
  assert.deepEqual(addWorkingDays(bundled, '2023-09-28', 1), { ok: true, value: '2023-10-07' });
});

test('a year that no notice was published for is refused and named', () => {
  const result = addWorkingDays(bundled, '2026-12-31', 1);
  assert.equal(result.ok ? '' : result.error.code, 'calendar.year_unpublished');
  assert.equal(result.ok ? 0 : result.error.data?.['year'], 2027);
});

test('a year that was entered stands for the bundled one', () => {
  const own = {
    year: 2026,
    source: '更正',
    breaks: [{ name: '元旦', from: '2026-01-01', to: '2026-01-01' }],
    makeUpDays: [],
  };
  assert.equal(yearsInForce([own]).find((one) => one.year === 2026)?.source, '更正');
  assert.deepEqual(workingDaysBetween(calendarOf([own]), '2026-01-01', '2026-01-04'), { ok: true, value: 1 });
});

test('a year that cannot be right is refused with the day at fault', () => {
  const year = {
    year: 2027,
    source: '试',
    breaks: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    makeUpDays: [],
  };
  const code = (change: object) => {
    const result = checkCalendarYear({ ...year, ...change });
    return result.ok ? 'ok' : result.error.code;
  };
  assert.equal(code({}), 'ok');
  assert.equal(code({ breaks: [] }), 'calendar.no_breaks_invalid');
  assert.equal(
    code({ breaks: [{ name: '元旦', from: '2027-01-03', to: '2027-01-01' }] }),
    'calendar.break_order_invalid',
  );
  assert.equal(
    code({ breaks: [{ name: '元旦', from: '2027-01-01', to: '2027-03-01' }] }),
    'calendar.break_long_invalid',
  );
  assert.equal(code({ makeUpDays: ['2026-01-03'] }), 'calendar.other_year_invalid');
  assert.equal(code({ makeUpDays: ['2027-01-04'] }), 'calendar.make_up_weekday_invalid');
  assert.equal(code({ makeUpDays: ['2027-01-02'] }), 'calendar.make_up_in_break_invalid');
});
