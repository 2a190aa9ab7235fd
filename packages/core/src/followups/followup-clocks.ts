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
  readonly ruleVersion: number;
}

/** How the day of the clock that runs came about, kept beside it. */
export interface FollowupDueBasis {
  readonly length: number;
  readonly unit: Deadline['unit'];
  readonly source: string;
  readonly provisional: boolean;
  readonly ruleVersion: number;
  /** Set by a paper or a decision, not by the length. */
  readonly fixed: 'order' | 'extension' | null;
}

/** First day and basis of the clock that runs; null where none does. */
export interface RunningClock {
  readonly startedOn: string;
  readonly basis: FollowupDueBasis;
}

interface ClockSituation {
  readonly kind: FollowupKind;
  readonly state: FollowupState;
  readonly dueOn: string | null;
}

/**
 * The clock after a step. One whose state and day stay keeps its beginning; the day of an order is the order's own; a
 * re-inspection that began runs from the report or, without one, from the end of the correction period.
 */
export function clockAfter(
  facts: Pick<ClockFacts, 'deadlines' | 'ruleVersion'>,
  of: {
    readonly before: ClockSituation & { readonly running: RunningClock | null };
    readonly after: ClockSituation;
    readonly from: string;
  },
): RunningClock | null {
  const { before, after, from } = of;
  if (after.dueOn === null || after.state === 'closed') return null;
  const isSame = before.state === after.state && before.kind === after.kind;
  if (before.running !== null && (goesOn(before, after) || (isSame && before.dueOn === after.dueOn)))
    return before.running;
  if (after.state === 'ordered') return orderClock(facts, { ...of, isSame });
  const clock = clockOfState(after.kind, after.state);
  if (clock === null) return null;
  return {
    startedOn: after.state === 'rechecking' ? (before.dueOn ?? from) : from,
    basis: { ...basisOf(ruleOfClock(facts.deadlines, clock), facts.ruleVersion), fixed: null },
  };
}

function orderClock(
  facts: Pick<ClockFacts, 'deadlines' | 'ruleVersion'>,
  of: {
    readonly before: ClockSituation & { readonly running: RunningClock | null };
    readonly after: ClockSituation;
    readonly from: string;
    readonly isSame: boolean;
  },
): RunningClock {
  const { before, after, from, isSame } = of;
  const isLater = isSame ? before.dueOn !== after.dueOn : before.state !== 'pending';
  const fixed = isLater ? 'extension' : 'order';
  return {
    startedOn: isSame ? (before.running?.startedOn ?? from) : from,
    basis: { ...basisOf(ruleOfClock(facts.deadlines, 'rectified'), facts.ruleVersion), fixed },
  };
}

/** A re-inspection that begins after the report has the report's clock. */
const goesOn = (before: ClockSituation, after: ClockSituation): boolean =>
  before.state === 'reported' && after.state === 'rechecking';

function basisOf(rule: Pick<Deadline, 'length' | 'unit' | 'basis'>, ruleVersion: number) {
  const { length, unit, basis: source } = rule;
  return { length, unit, source, provisional: false, ruleVersion };
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
