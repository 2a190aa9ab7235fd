/** When a clock of the rule book runs out (domain b.4). Pure: the calendar and the first day are given. */
import { addDays, addMonths } from '../../common/plain-date.ts';
import { ok, type Result } from '../../common/result.ts';
import { addWorkingDays, type WorkCalendar } from '../../common/working-days.ts';
import type { ClockName, RuleBook } from './rule-book.ts';

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
  if (deadline === undefined) return ok(null);
  if (deadline.unit === 'days') return ok(addDays(of.day, deadline.length));
  if (deadline.unit === 'months') return ok(addMonths(of.day, deadline.length));
  return addWorkingDays(of.calendar, of.day, deadline.length);
}
