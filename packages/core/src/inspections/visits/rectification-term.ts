/**
 * The day until which a problem is proposed to be put right (责令改正期限): the rule book's length with the calendar that its
 * working days need, so that a phone reckons it without a network. A proposal only: the inspector sets each day. Pure.
 */
import { z } from 'zod';
import { plainDate } from '../../common/schemas.ts';
import type { WorkCalendar } from '../../common/working-days.ts';
import { dayAfter } from '../../registers/rules/deadline.ts';
import { type ClockName, deadline, type RuleBook } from '../../registers/rules/rule-book.ts';

/** What the phone's pack and the office's forms carry. */
export const rectificationTerm = z.object({
  length: deadline.shape.length,
  unit: deadline.shape.unit,
  /** Empty where the length is not in working days. */
  years: z.array(
    z.object({
      year: z.number().int(),
      holidays: z.array(plainDate),
      makeUpDays: z.array(plainDate),
    }),
  ),
});
export type RectificationTerm = z.output<typeof rectificationTerm>;

/** Where the rule book names no length, and in packs of older servers. */
export const usualTerm: RectificationTerm = { length: 15, unit: 'days', years: [] };

/** The length of the rule book in force; of the calendar only the years from `today`'s on. */
export function termOf(
  rules: Pick<RuleBook, 'deadlines'>,
  of: { readonly calendar: WorkCalendar; readonly today: string },
): RectificationTerm {
  return termOfClock(rules, 'rectified', of) ?? usualTerm;
}

/** As `termOf` for any clock that is reckoned without a network; null where the rule book does not set it. */
export function termOfClock(
  rules: Pick<RuleBook, 'deadlines'>,
  clock: ClockName,
  of: { readonly calendar: WorkCalendar; readonly today: string },
): RectificationTerm | null {
  const set = rules.deadlines.find((each) => each.clock === clock);
  if (set === undefined) return null;
  const { length, unit } = set;
  if (unit !== 'workingDays') return { length, unit, years: [] };
  const from = Number(of.today.slice(0, 4));
  const years = of.calendar.years.filter((each) => each.year >= from);
  return {
    length,
    unit,
    years: years.map((each) => ({
      year: each.year,
      holidays: [...each.holidays],
      makeUpDays: [...each.makeUpDays],
    })),
  };
}

/** The last day of the term from `today`, which is not counted. */
export function termEnd(term: RectificationTerm, today: string): string {
  return dayAfter({ years: term.years }, today, term).day;
}
