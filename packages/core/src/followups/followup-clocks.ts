/**
 * Clocks of the follow-up (domain b.4: D7, D8, D11; transfers by the rules on suspected crimes). Where the rule book has a
 * clock it decides; what is usual else stands here as data. Day 0 is not counted. Pure.
 */
import { dayNumber } from '../common/plain-date.ts';
import type { Result } from '../common/result.ts';
import type { WorkCalendar } from '../common/working-days.ts';
import { lengthEnd } from '../registers/rules/deadline.ts';
import type { ClockName, RuleBook } from '../registers/rules/rule-book.ts';
import type { FollowupKind, FollowupState } from './followup.ts';

type Deadline = RuleBook['deadlines'][number];

/**
 * What holds where a rule book names no such clock. Of suspected crimes: 行政执法机关移送涉嫌犯罪案件的规定 art. 5 (the head decides
 * within 3 days, delivery within 24 hours) and art. 8 (the police examine within 3 days). Other transfers are set by no
 * law: this house's own numbers.
 */
const usual: Readonly<Partial<Record<ClockName, Pick<Deadline, 'length' | 'unit'>>>> = {
  reinspected: { length: 10, unit: 'days' },
  penaltyDecided: { length: 90, unit: 'days' },
  penaltyPublished: { length: 7, unit: 'workingDays' },
  policeDecided: { length: 3, unit: 'days' },
  policeSent: { length: 1, unit: 'days' },
  policeReceived: { length: 1, unit: 'days' },
  policeConcluded: { length: 3, unit: 'days' },
  agencyReceived: { length: 5, unit: 'workingDays' },
  agencyConcluded: { length: 60, unit: 'days' },
  handoverReceived: { length: 2, unit: 'workingDays' },
  handoverConcluded: { length: 30, unit: 'days' },
};

export interface ClockFacts {
  readonly deadlines: RuleBook['deadlines'];
  readonly calendar: WorkCalendar;
}

/** The last day of a clock that begins on `from`. Errors: `calendar.year_unpublished`. */
export function clockEnd(facts: ClockFacts, clock: ClockName, from: string): Result<string> {
  return lengthEnd(facts.calendar, from, ruleOfClock(facts.deadlines, clock));
}

/** Length and source of a clock: the rule book's, else what is usual, without a source. */
export function ruleOfClock(deadlines: RuleBook['deadlines'], clock: ClockName): Deadline {
  const set = deadlines.find((each) => each.clock === clock);
  return set ?? { clock, basis: '', ...(usual[clock] ?? { length: 20, unit: 'workingDays' }) };
}

const clocksOfStates: Readonly<Partial<Record<FollowupState, ClockName>>> = {
  reported: 'reinspected',
  rechecking: 'reinspected',
  caseOpened: 'penaltyDecided',
  decided: 'penaltyPublished',
};
const clocksOfTransfers: Readonly<
  Partial<Record<FollowupKind, Readonly<Partial<Record<FollowupState, ClockName>>>>>
> = {
  transferPolice: {
    proposed: 'policeDecided',
    approved: 'policeSent',
    sent: 'policeReceived',
    received: 'policeConcluded',
  },
  transferAgency: { sent: 'agencyReceived', received: 'agencyConcluded' },
  handover: { sent: 'handoverReceived', received: 'handoverConcluded' },
};

/** The clock that runs in a state, counted from the day it was entered; null: none, or the day stands on the order. */
export function clockOfState(kind: FollowupKind, state: FollowupState): ClockName | null {
  return clocksOfTransfers[kind]?.[state] ?? clocksOfStates[state] ?? null;
}

/** Whole days by which a day lies before today; 0 when it does not. */
export function daysLate(dueOn: string | null, today: string): number {
  return dueOn === null || dueOn >= today ? 0 : daysBetween(dueOn, today);
}

/** Days from one day to another, not counting the first. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
