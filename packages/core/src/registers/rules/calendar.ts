/**
 * Years of the working-day calendar as they are kept: breaks with their names, make-up days, the notice they come from.
 * Bundled years and an administrator's own are put together here; counting days is `common/working-days.ts`.
 */
import { z } from 'zod';
import { addDays, dayNumber } from '../../common/plain-date.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { plainDate, requiredLine } from '../../common/schemas.ts';
import type { CalendarYear, WorkCalendar } from '../../common/working-days.ts';
import { publishedYears } from './holidays-form.ts';

export const calendarYearFields = z.object({
  year: z.number().int().min(2000).max(2200),
  /** The notice: title and number. */
  source: requiredLine(200),
  breaks: z.array(z.object({ name: requiredLine(40), from: plainDate, to: plainDate })).max(20),
  makeUpDays: z.array(plainDate).max(40),
});
export type CalendarYearFields = z.output<typeof calendarYearFields>;

export interface PublishedYear {
  readonly year: number;
  readonly source: string;
  readonly breaks: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** Saturdays and Sundays that are worked. */
  readonly makeUpDays: readonly string[];
}

const longestBreak = 30;

function isWeekend(day: string): boolean {
  const weekday = ((dayNumber(day) % 7) + 7) % 7;
  return weekday === 2 || weekday === 3;
}

function daysOf(span: { readonly from: string; readonly to: string }): string[] {
  const days: string[] = [];
  for (let at = span.from; at <= span.to; at = addDays(at, 1)) days.push(at);
  return days;
}

/** The days of a year, for counting. */
function calendarYear(year: PublishedYear): CalendarYear {
  return {
    year: year.year,
    holidays: [...new Set(year.breaks.flatMap(daysOf))],
    makeUpDays: year.makeUpDays,
  };
}

/** The bundled years with the installation's own in their place. Source: the notices named in `holidays-form.ts`. */
export function calendarOf(own: readonly PublishedYear[]): WorkCalendar {
  return { years: yearsInForce(own).map(calendarYear) };
}

/** Bundled and own years, earliest first; an own year stands for the bundled one. */
export function yearsInForce(own: readonly PublishedYear[]): readonly PublishedYear[] {
  const years = new Map(publishedYears.map((one) => [one.year, one]));
  for (const one of own) years.set(one.year, one);
  return [...years.values()].toSorted((a, b) => a.year - b.year);
}

/**
 * Whether a year that somebody entered can be right. Errors: `calendar.break_order_invalid`, `calendar.break_long_invalid`,
 * `calendar.other_year_invalid`, `calendar.make_up_weekday_invalid`, `calendar.make_up_in_break_invalid`,
 * `calendar.no_breaks_invalid`.
 */
export function checkCalendarYear(fields: PublishedYear): Result<null> {
  if (fields.breaks.length === 0) return fail('calendar.no_breaks_invalid', { year: fields.year }, 'breaks');
  for (const span of fields.breaks) {
    if (span.from > span.to) return fail('calendar.break_order_invalid', { name: span.name }, 'breaks');
    if (dayNumber(span.to) - dayNumber(span.from) >= longestBreak)
      return fail('calendar.break_long_invalid', { name: span.name }, 'breaks');
  }
  const days = [...fields.breaks.flatMap((span) => [span.from, span.to]), ...fields.makeUpDays];
  const other = days.find((day) => Number(day.slice(0, 4)) !== fields.year);
  if (other !== undefined)
    return fail('calendar.other_year_invalid', { day: other, year: fields.year }, 'breaks');
  const weekday = fields.makeUpDays.find((day) => !isWeekend(day));
  if (weekday !== undefined) return fail('calendar.make_up_weekday_invalid', { day: weekday }, 'makeUpDays');
  const free = new Set(fields.breaks.flatMap(daysOf));
  const both = fields.makeUpDays.find((day) => free.has(day));
  if (both !== undefined) return fail('calendar.make_up_in_break_invalid', { day: both }, 'makeUpDays');
  return ok(null);
}
