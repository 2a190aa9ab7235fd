/**
 * Leniency (轻微免罚) as a checklist: the three grounds of 行政处罚法 art. 33 kept apart, the conditions of the published list
 * beside those of the law, each answered from records or by hand with what proves it. "First" means the same kind of
 * conduct (entry of the list) in the months that the list names; own records decide, other agencies' are shown and
 * judged by a person. Pure.
 */
import { z } from 'zod';
import { addMonths } from '../common/plain-date.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { paragraph, uuid } from '../common/schemas.ts';
import {
  type LeniencyCondition,
  type LeniencyFields,
  leniencyCondition,
} from '../registers/items/leniency.ts';
import { noPenaltyGrounds } from '../tasks/papers/handling-data.ts';
import { commitmentWords } from './leniency-words.ts';

/** 应当不予处罚: minor, corrected, harmless; 可以不予处罚: first, slight, corrected; 应当不予处罚: no subjective fault proved by the party. */
export const leniencyGrounds = noPenaltyGrounds;
export type LeniencyGround = (typeof leniencyGrounds)[number];

/** What is checked: a condition of the list, or one that the law adds for its ground. */
export const checkedCondition = z.union([
  leniencyCondition,
  /** 危害后果轻微 */
  z.object({ kind: z.literal('slightHarm') }),
  /** 及时改正, where the list names no number of days */
  z.object({ kind: z.literal('timely') }),
  /** 当事人有证据足以证明没有主观过错 */
  z.object({ kind: z.literal('partyProof') }),
]);
export type CheckedCondition = z.output<typeof checkedCondition>;

export const leniencyAnswers = ['met', 'notMet'] as const;

export const leniencyCheck = z.object({
  condition: checkedCondition,
  answer: z.enum(leniencyAnswers),
  /** What proves it: facts, numbers of photographs, who said so. */
  note: paragraph(1000),
});
export type LeniencyCheck = z.output<typeof leniencyCheck>;

export const leniencyProposal = z.object({
  ground: z.enum(leniencyGrounds),
  /** Entry of the published list; null only where the law alone decides. */
  entryKey: uuid.nullable(),
  facts: paragraph(4000).refine((text) => text.length > 0, { message: 'text.required' }),
  reasons: paragraph(4000).refine((text) => text.length > 0, { message: 'text.required' }),
  checks: z.array(leniencyCheck).min(1).max(40),
  /** The party signed the commitment that the list asks for. */
  isCommitted: z.boolean(),
});
export type LeniencyProposal = z.output<typeof leniencyProposal>;

type Entry = Pick<LeniencyFields, 'conditions' | 'period' | 'remark'>;

/** Conditions that the law itself sets for a ground. */
function statutory(ground: LeniencyGround, firstTimeMonths: number): readonly CheckedCondition[] {
  switch (ground) {
    case 'minorCorrected':
      return [{ kind: 'minor', text: '' }, { kind: 'timely' }, { kind: 'noHarm' }];
    case 'firstSlight':
      return [
        { kind: 'firstTime', months: firstTimeMonths, anyAgency: false },
        { kind: 'slightHarm' },
        { kind: 'timely' },
      ];
    case 'noFault':
      return [{ kind: 'partyProof' }];
  }
}

/** The list's own term of correction is the timely one of the law. */
function isListed(kind: CheckedCondition['kind'], listed: ReadonlySet<CheckedCondition['kind']>): boolean {
  return listed.has(kind) || (kind === 'timely' && listed.has('corrected'));
}

/** All that must hold: the list's conditions first, then those of the law whose kind the list does not name. */
export function requiredConditions(
  ground: LeniencyGround,
  entry: Entry | null,
  firstTimeMonths: number,
): readonly CheckedCondition[] {
  const listed: readonly CheckedCondition[] = ground === 'noFault' ? [] : (entry?.conditions ?? []);
  const kinds = new Set(listed.map((each) => each.kind));
  return [...listed, ...statutory(ground, firstTimeMonths).filter((each) => !isListed(each.kind, kinds))];
}

/** Whether the list asks for a signed commitment: it says so in words of its own. */
export function asksCommitment(entry: Entry | null): boolean {
  if (entry === null) return false;
  const texts = entry.conditions.flatMap((each) =>
    each.kind === 'other' || each.kind === 'minor' ? [each.text] : [],
  );
  return [...texts, entry.period, entry.remark].some((text) => commitmentWords.test(text));
}

/** An earlier conduct of the object. */
export interface EarlierConduct {
  readonly on: string;
  /** Entry of the list under which it was recorded; null when nobody assigned one. */
  readonly entryKey: string | null;
  readonly own: boolean;
}

/** From which day on an earlier conduct makes this one not the first. */
export function firstTimeSince(months: number, conductOn: string): string {
  return addMonths(conductOn, -months);
}

/**
 * Whether own records say "first": an own record of the same entry within the months answers `notMet`; others of the
 * object (own without an entry, other agencies') are reference, and then a person answers: null. No record at all: `met`.
 */
export function firstTimeAnswer(
  condition: Extract<LeniencyCondition, { readonly kind: 'firstTime' }>,
  facts: {
    readonly entryKey: string | null;
    readonly conductOn: string;
    readonly earlier: readonly EarlierConduct[];
  },
): 'met' | 'notMet' | null {
  const since = firstTimeSince(condition.months, facts.conductOn);
  const inTime = facts.earlier.filter((each) => each.on >= since && each.on <= facts.conductOn);
  if (inTime.some((each) => each.own && each.entryKey !== null && each.entryKey === facts.entryKey))
    return 'notMet';
  const reference = inTime.filter((each) => (each.own ? each.entryKey === null : condition.anyAgency));
  return reference.length === 0 ? 'met' : null;
}

const keyOf = (condition: CheckedCondition): string =>
  condition.kind === 'other' || condition.kind === 'minor'
    ? `${condition.kind} ${condition.text}`
    : condition.kind;

/**
 * Whether a proposal may be made. Errors: `leniency.entry_missing` (first and slight needs an entry of the list),
 * `leniency.check_missing` {count}, `leniency.check_unmet` {count}, `leniency.note_missing` {count} (an answer given by
 * hand says what proves it), `leniency.not_first` (own records say otherwise), `leniency.commitment_missing`.
 * @param fromRecords answers that records give, by kind of condition; null = a person decides
 */
export function checkedProposal(
  proposal: LeniencyProposal,
  facts: {
    readonly entry: Entry | null;
    readonly firstTimeMonths: number;
    readonly fromRecords: ReadonlyMap<CheckedCondition['kind'], 'met' | 'notMet' | null>;
  },
): Result<LeniencyProposal> {
  if (proposal.ground === 'firstSlight' && facts.entry === null)
    return fail('leniency.entry_missing', {}, 'entryKey');
  const required = requiredConditions(proposal.ground, facts.entry, facts.firstTimeMonths);
  const answers = new Map(proposal.checks.map((each) => [keyOf(each.condition), each]));
  const missing = required.filter((each) => !answers.has(keyOf(each)));
  if (missing.length > 0) return fail('leniency.check_missing', { count: missing.length }, 'checks');
  const given = required.flatMap((each) => answers.get(keyOf(each)) ?? []);
  if (given.some((each) => facts.fromRecords.get(each.condition.kind) === 'notMet'))
    return fail('leniency.not_first', {}, 'checks');
  const unmet = given.filter((each) => each.answer !== 'met');
  if (unmet.length > 0) return fail('leniency.check_unmet', { count: unmet.length }, 'checks');
  const bare = given.filter(
    (each) => each.note === '' && facts.fromRecords.get(each.condition.kind) !== 'met',
  );
  if (bare.length > 0) return fail('leniency.note_missing', { count: bare.length }, 'checks');
  if (asksCommitment(facts.entry) && !proposal.isCommitted)
    return fail('leniency.commitment_missing', {}, 'isCommitted');
  return ok(proposal);
}
