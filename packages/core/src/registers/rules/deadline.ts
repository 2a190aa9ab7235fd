/** When a clock of the rule book runs out (domain b.4). Pure: the calendar and the first day are given. */
import { addDays, addMonths, dayNumber } from '../../common/plain-date.ts';
import { ok, type Result } from '../../common/result.ts';
import { addWorkingDays, isWorkingDay, type WorkCalendar } from '../../common/working-days.ts';
import type { ClockName, RuleBook } from './rule-book.ts';

type Length = Pick<RuleBook['deadlines'][number], 'length' | 'unit'>;

/**
 * The last day of a clock that starts on `day`, which is not counted; null when the rule book does not set this clock.
 * Errors: `calendar.year_unpublished`.
 */
export function dueOn(
  rules: Pick<RuleBook, 'deadlines'>,
  clock: ClockName,
  of: { readonly day: string; readonly calendar: WorkCalendar },
): Result<string | null> {
  const deadline = rules.deadlines.find((one) => one.clock === clock);
  return deadline === undefined ? ok(null) : lengthEnd(of.calendar, of.day, deadline);
}

/** The last day of a length that starts on `from`, which is not counted. Errors: `calendar.year_unpublished`. */
export function lengthEnd(calendar: WorkCalendar, from: string, rule: Length): Result<string> {
  if (rule.unit === 'days') return ok(addDays(from, rule.length));
  if (rule.unit === 'months') return ok(addMonths(from, rule.length));
  return addWorkingDays(calendar, from, rule.length);
}

/**
 * As `lengthEnd`, and never refuses: a year without a published calendar is counted Monday to Friday, its holidays not
 * known, and the day is said to be provisional.
 */
export function dayAfter(
  calendar: WorkCalendar,
  from: string,
  rule: Length,
): { readonly day: string; readonly provisional: boolean } {
  const exact = lengthEnd(calendar, from, rule);
  if (exact.ok) return { day: exact.value, provisional: false };
  return { day: weekdaysAfter(calendar, from, rule.length), provisional: true };
}

/** As `addWorkingDays`, with Monday to Friday in years that are not published. 1970-01-01 was a Thursday. */
function weekdaysAfter(calendar: WorkCalendar, from: string, count: number): string {
  let at = from;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    const works = isWorkingDay(calendar, at);
    const weekday = ((dayNumber(at) % 7) + 7) % 7;
    if (works.ok ? works.value : weekday !== 2 && weekday !== 3) left -= 1;
  }
  return at;
}
