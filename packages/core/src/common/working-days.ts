/**
 * The working-day calendar: years as data (the State Council's holidays and make-up working days), no clock, no zone.
 * A date beyond the published years is refused, never guessed. Day 0, the day of the event, is not counted
 * (domain b.4).
 */
import { addDays, dayNumber } from './plain-date.ts';
import { fail, ok, type Result } from './result.ts';

/** One published year. Saturdays and Sundays are free unless made up for; `holidays` are free days on Monday to Friday and whole breaks alike. */
export interface CalendarYear {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly makeUpDays: readonly string[];
}

export interface WorkCalendar {
  /** Without gaps needed; a year that is missing is not published. */
  readonly years: readonly CalendarYear[];
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Whether people work on this day. Errors: `calendar.year_unpublished`. */
export function isWorkingDay(calendar: WorkCalendar, day: string): Result<boolean> {
  const year = calendar.years.find((one) => one.year === yearOf(day));
  if (year === undefined) return fail('calendar.year_unpublished', { year: yearOf(day) });
  if (year.makeUpDays.includes(day)) return ok(true);
  if (year.holidays.includes(day)) return ok(false);
  // 1970-01-01 was a Thursday: the remainder 2 is a Saturday, 3 a Sunday.
  const weekday = (((dayNumber(day) % 7) + 7) % 7) as number;
  return ok(weekday !== 2 && weekday !== 3);
}

/** The `count`-th working day after `day`. Errors: `calendar.year_unpublished`. */
export function addWorkingDays(calendar: WorkCalendar, day: string, count: number): Result<string> {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    const works = isWorkingDay(calendar, at);
    if (!works.ok) return works;
    if (works.value) left -= 1;
  }
  return ok(at);
}

/** Working days from `from` to `to`, both included. Errors: `calendar.year_unpublished`. */
export function workingDaysBetween(calendar: WorkCalendar, from: string, to: string): Result<number> {
  let count = 0;
  for (let at = from; at <= to; at = addDays(at, 1)) {
    const works = isWorkingDay(calendar, at);
    if (!works.ok) return works;
    if (works.value) count += 1;
  }
  return ok(count);
}
