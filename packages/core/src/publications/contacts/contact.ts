/**
 * What people tell the office: complaints, tips, questions, suggestions, by telephone, visit, letter, 12345 work order or the
 * portal (R208). Received, assigned, answered; the person's name is for the handler and the head alone. Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import type { WorkCalendar } from '../../common/working-days.ts';
import { dayAfter } from '../../registers/rules/deadline.ts';
import type { RuleBook } from '../../registers/rules/rule-book.ts';
import type { IntakeDueBasis } from '../objections/objection.ts';

export const contactKinds = ['complaint', 'tip', 'enquiry', 'suggestion'] as const;
export type ContactKind = (typeof contactKinds)[number];

export const contactChannels = ['phone', 'visit', 'letter', 'hotline', 'email', 'portal'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const contactStates = ['received', 'assigned', 'answered'] as const;
export type ContactState = (typeof contactStates)[number];

export const contactMoves = ['assign', 'note', 'answer'] as const;
export type ContactMove = (typeof contactMoves)[number];

export const contactOutcomes = [
  'substantiated', // 属实
  'partly', // 部分属实
  'unsubstantiated', // 不属实
  'explained', // 已解释说明
  'passedOn', // 已转有权机关
] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

/** Outcomes that say something about an object: they stand in its directory and weigh in draws. */
export const provenOutcomes: readonly ContactOutcome[] = ['substantiated', 'partly'];

const rules: Readonly<
  Record<ContactMove, { readonly from: readonly ContactState[]; readonly to: ContactState | 'same' }>
> = {
  assign: { from: ['received', 'assigned'], to: 'assigned' },
  note: { from: ['assigned'], to: 'same' },
  answer: { from: ['assigned'], to: 'answered' },
};

/** Errors: `contact.wrong_state`. */
export function nextContactState(state: ContactState, move: ContactMove): Result<ContactState> {
  const rule = rules[move];
  if (!rule.from.includes(state)) return fail('contact.wrong_state', { state, move });
  return ok(rule.to === 'same' ? state : rule.to);
}

/** Where the rule book sets none: this house's own numbers, from the receipt, which is not counted. */
const houseTerms = {
  contactAnswered: { length: 15, unit: 'workingDays', basis: '' },
  enquiryAnswered: { length: 5, unit: 'workingDays', basis: '' },
} as const;

/** The day of the reply by the rule book's clock; the day that a 12345 work order names goes before. */
export function contactDue(
  receivedOn: string,
  of: {
    readonly kind: ContactKind;
    readonly named: string | null;
    readonly deadlines: RuleBook['deadlines'];
    readonly ruleVersion: number;
  },
  calendar: WorkCalendar,
): { readonly dueOn: string; readonly basis: IntakeDueBasis } {
  const clock = of.kind === 'enquiry' ? 'enquiryAnswered' : 'contactAnswered';
  const term = of.deadlines.find((each) => each.clock === clock) ?? houseTerms[clock];
  const { day, provisional } = dayAfter(calendar, receivedOn, term);
  const { length, unit, basis: source } = term;
  const basis = { length, unit, source, provisional, ruleVersion: of.ruleVersion };
  if (of.named === null) return { dueOn: day, basis };
  return { dueOn: of.named, basis: { ...basis, source: 'named', provisional: false } };
}
