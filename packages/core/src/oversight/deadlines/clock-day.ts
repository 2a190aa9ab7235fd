/**
 * The day on which a clock ends, computed the same way wherever the engine computes one, and why it is that day: the free
 * days and make-up days counted on the way. Pure.
 */
import { addDays, addMonths, dayNumber } from '../../common/plain-date.ts';
import { isWorkingDay, type WorkCalendar } from '../../common/working-days.ts';
import { calendarOf, type PublishedYear, yearsInForce } from '../../registers/rules/calendar.ts';
import { dayAfter } from '../../registers/rules/deadline.ts';
import type { ClockBasis } from './deadline-clock.ts';
import { worksOn } from './deadline-clock.ts';

export type ClockLength = Pick<ClockBasis, 'length' | 'unit' | 'paused'>;

/** The last day of a clock that began on `startedOn` (not counted), moved by the days that it stood still. */
export function clockDay(
  calendar: WorkCalendar,
  startedOn: string,
  { length, unit, paused }: ClockLength,
): { readonly day: string; readonly provisional: boolean } {
  if (unit !== 'months') return dayAfter(calendar, startedOn, { length: length + paused, unit });
  const end = dayAfter(calendar, startedOn, { length, unit });
  return { ...end, day: addDays(end.day, paused) };
}

/** The last day that leaves the whole length before `before`, which is not counted (D3). */
export function clockDayBefore(
  calendar: WorkCalendar,
  before: string,
  { length, unit }: Omit<ClockLength, 'paused'>,
): { readonly day: string; readonly provisional: boolean } {
  if (unit === 'days') return { day: addDays(before, -length), provisional: false };
  if (unit === 'months') return { day: addMonths(before, -length), provisional: false };
  let at = before;
  let provisional = false;
  for (let left = length; left > 0; ) {
    at = addDays(at, -1);
    provisional ||= !isWorkingDay(calendar, at).ok;
    if (worksOn(at, calendar)) left -= 1;
  }
  return { day: at, provisional };
}

/** A stretch of free days on the way that is named in the calendar. */
interface NamedBreak {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** What was met between the first day and the last. */
export interface CountedWay {
  /** Breaks of which days lie on the way, cut to it. */
  readonly breaks: readonly NamedBreak[];
  /** Saturdays and Sundays that were worked. */
  readonly makeUpDays: readonly string[];
  /** Other Saturdays and Sundays. */
  readonly weekendDays: number;
  readonly workingDays: number;
  readonly calendarDays: number;
  /** Years on the way whose calendar is not published. */
  readonly unpublishedYears: readonly number[];
}

/** First and last day of the way of a clock, the first not counted; of one that is counted back, to the day before which it is due. */
export function wayOf(
  clock: { readonly startedOn: string; readonly dueOn: string },
  { before }: Pick<ClockBasis, 'before'>,
): readonly [string, string] {
  return before === null ? [clock.startedOn, clock.dueOn] : [clock.dueOn, before];
}

/** The way from `startedOn` (not counted) to `dueOn`. `own`: years entered here, in place of the bundled ones. */
export function countedWay(startedOn: string, dueOn: string, own: readonly PublishedYear[]): CountedWay {
  const years = yearsInForce(own);
  const calendar = calendarOf(own);
  const first = addDays(startedOn, 1);
  const breaks = years.flatMap((year) =>
    year.breaks
      .filter((each) => each.from <= dueOn && each.to >= first)
      .map(({ name, from, to }) => ({
        name,
        from: from < first ? first : from,
        to: to > dueOn ? dueOn : to,
      })),
  );
  const makeUpDays = years
    .flatMap((year) => year.makeUpDays)
    .filter((day) => day >= first && day <= dueOn)
    .toSorted();
  const isFree = (day: string) => breaks.some((each) => each.from <= day && each.to >= day);
  let workingDays = 0;
  let weekendDays = 0;
  const unpublished = new Set<number>();
  for (let day = first; day <= dueOn; day = addDays(day, 1)) {
    const year = Number(day.slice(0, 4));
    if (!years.some((one) => one.year === year)) unpublished.add(year);
    if (worksOn(day, calendar)) workingDays += 1;
    else if (!isFree(day)) weekendDays += 1;
  }
  const calendarDays = Math.max(0, dayNumber(dueOn) - dayNumber(startedOn));
  return { breaks, makeUpDays, weekendDays, workingDays, calendarDays, unpublishedYears: [...unpublished] };
}
