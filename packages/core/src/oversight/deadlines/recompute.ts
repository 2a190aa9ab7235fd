/**
 * The day of open clocks computed anew when a year of the calendar is published or a version of the rule book comes into
 * force. Clocks of the same beginning, length and unit share one computation. Pure.
 */
import type { WorkCalendar } from '../../common/working-days.ts';
import { publicationWorkingDays } from '../../inspections/results/result-clocks.ts';
import type { RuleBook } from '../../registers/rules/rule-book.ts';
import { type ClockLength, clockDay } from './clock-day.ts';
import type { ClockBasis, DeadlineClock } from './deadline-clock.ts';

/** Clocks that have all of this in common end on the same day. */
export interface ClockGroup extends ClockLength {
  readonly clock: DeadlineClock;
  readonly startedOn: string;
}

export interface Recomputed {
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly capped: ClockBasis['capped'];
  readonly length: number;
  readonly unit: ClockBasis['unit'];
}

/** `deadlines`: of the version that comes into force; null when only the calendar changed. The publication of a result never gets more than twenty working days (I7). */
export function recomputed(
  group: ClockGroup,
  of: { readonly calendar: WorkCalendar; readonly deadlines: RuleBook['deadlines'] | null },
): Recomputed {
  const rule = of.deadlines?.find((each) => each.clock === group.clock) ?? group;
  const { length, unit } = rule;
  const own = clockDay(of.calendar, group.startedOn, { length, unit, paused: group.paused });
  if (group.clock !== 'resultPublished')
    return { dueOn: own.day, provisional: own.provisional, capped: 'none', length, unit };
  const twenty = { length: publicationWorkingDays, unit: 'workingDays', paused: 0 } as const;
  const most = clockDay(of.calendar, group.startedOn, twenty);
  const isCapped = own.day > most.day;
  const taken = isCapped ? most : own;
  return {
    dueOn: taken.day,
    provisional: taken.provisional,
    capped: isCapped ? 'byTwentyDays' : 'none',
    length,
    unit,
  };
}
