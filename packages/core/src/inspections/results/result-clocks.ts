/**
 * The two clocks of a result (R185, D5 and D6): entry and publication, both from the day on which the team's work ended,
 * which is not counted. Publication takes the stricter of the rule book and twenty working days (I7), entry is never
 * due after publication. A year without a published calendar is counted Monday to Friday, its holidays not
 * known, and the day is said to be provisional. Pure.
 */
import { dayNumber } from '../../common/plain-date.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { WorkCalendar } from '../../common/working-days.ts';
import { dayAfter } from '../../registers/rules/deadline.ts';
import type { ClockName, RuleBook } from '../../registers/rules/rule-book.ts';

export const resultClocks = ['resultEntered', 'resultPublished'] as const satisfies readonly ClockName[];
export type ResultClock = (typeof resultClocks)[number];

/** No rule book may give more for publication (国发〔2019〕5号; domain b.4, the trap of D5 and D6). */
export const publicationWorkingDays = 20;
const entryDefault = { length: 10, unit: 'workingDays', basis: '' } as const;

/** How a due day came about: "为什么是这一天". */
export interface DueBasis {
  readonly length: number;
  readonly unit: 'workingDays' | 'days' | 'months';
  /** Source as the rule book names it; empty for the platform's own. */
  readonly source: string;
  /** The rule book gave a later day; the stricter holds. */
  readonly capped: 'none' | 'byPublication' | 'byTwentyDays';
  /** A year on the way has no published calendar. */
  readonly provisional: boolean;
  readonly ruleVersion: number;
}

export interface Due {
  readonly clock: ResultClock;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly basis: DueBasis;
}

interface Rules {
  readonly deadlines: RuleBook['deadlines'];
  readonly ruleVersion: number;
}

/** Both due days for work that ended on `startedOn`. */
export function resultDues(
  startedOn: string,
  rules: Rules,
  calendar: WorkCalendar,
): { readonly entry: Due; readonly publication: Due } {
  const publication = publicationDue(startedOn, rules, calendar);
  const rule = rules.deadlines.find((each) => each.clock === 'resultEntered') ?? entryDefault;
  const own = dayAfter(calendar, startedOn, rule);
  const capped = own.day > publication.dueOn;
  const basis: DueBasis = {
    length: rule.length,
    unit: rule.unit,
    source: rule.basis,
    capped: capped ? 'byPublication' : 'none',
    provisional: own.provisional || (capped && publication.basis.provisional),
    ruleVersion: rules.ruleVersion,
  };
  const dueOn = capped ? publication.dueOn : own.day;
  return { entry: { clock: 'resultEntered', startedOn, dueOn, basis }, publication };
}

function publicationDue(startedOn: string, rules: Rules, calendar: WorkCalendar): Due {
  const most = dayAfter(calendar, startedOn, { length: publicationWorkingDays, unit: 'workingDays' });
  const rule = rules.deadlines.find((each) => each.clock === 'resultPublished');
  const own = rule === undefined ? most : dayAfter(calendar, startedOn, rule);
  const capped = own.day > most.day;
  const taken = capped ? most : own;
  return {
    clock: 'resultPublished',
    startedOn,
    dueOn: taken.day,
    basis: {
      length: rule?.length ?? publicationWorkingDays,
      unit: rule?.unit ?? 'workingDays',
      source: rule?.basis ?? '',
      capped: capped ? 'byTwentyDays' : 'none',
      provisional: taken.provisional,
      ruleVersion: rules.ruleVersion,
    },
  };
}

/** Days of the calendar that are left (0 = due today), negative when overdue. */
export function daysLeft(dueOn: string, today: string): number {
  return dayNumber(dueOn) - dayNumber(today);
}

/**
 * A later day for entry: after the present one and never after publication. Errors: `result.extension_earlier_invalid`,
 * `result.extension_beyond_invalid` {day}.
 */
export function checkedExtension(
  asked: string,
  of: { readonly entryDue: string; readonly publicationDue: string },
): Result<string> {
  if (asked <= of.entryDue) return fail('result.extension_earlier_invalid', { day: of.entryDue }, 'dueOn');
  if (asked > of.publicationDue)
    return fail('result.extension_beyond_invalid', { day: of.publicationDue }, 'dueOn');
  return ok(asked);
}
