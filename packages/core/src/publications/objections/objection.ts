/**
 * Objections to published or delivered results (domain b.3, R220–R224): received, taken up or refused with a reason,
 * investigated by somebody who had no part in the result, decided by the head, replied, applied, closed. One table of
 * moves; pure, no texts.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Role } from '../../common/roles.ts';
import { paragraph, requiredLine, uuid } from '../../common/schemas.ts';
import type { WorkCalendar } from '../../common/working-days.ts';
import { dayAfter } from '../../registers/rules/deadline.ts';
import type { RuleBook } from '../../registers/rules/rule-book.ts';

export const objectionStates = [
  'received', // 待受理
  'accepted', // 已受理
  'rejected', // 不予受理
  'investigating', // 核查中
  'decided', // 已决定，待答复
  'replied', // 已答复，待执行
  'applied', // 已更正或者撤回
  'closed', // 已办结
] as const;
export type ObjectionState = (typeof objectionStates)[number];

export const objectionMoves = [
  'accept',
  'reject',
  'assign',
  'note',
  'propose',
  'return',
  'decide',
  'reply',
  'apply',
  'close',
] as const;
export type ObjectionMove = (typeof objectionMoves)[number];

export const objectionOutcomes = ['upheld', 'partly', 'dismissed'] as const;
export type ObjectionOutcome = (typeof objectionOutcomes)[number];

interface MoveRule {
  readonly from: readonly ObjectionState[];
  /** `same`: the state stays. */
  readonly to: ObjectionState | 'same';
  readonly roles: readonly Role[];
  /** Only the handler makes it. */
  readonly handler?: true;
  /** Nobody who inspected, entered or reviewed the result makes it (R221). */
  readonly apart?: true;
}

const officers = ['legalOfficer', 'sectionOfficer'] as const;

/** Who may do what from where; the only place where this stands. */
export const objectionRules: Readonly<Record<ObjectionMove, MoveRule>> = {
  accept: { from: ['received'], to: 'accepted', roles: [...officers, 'agencyHead'] },
  reject: { from: ['received'], to: 'rejected', roles: [...officers, 'agencyHead'], apart: true },
  assign: {
    from: ['accepted', 'investigating'],
    to: 'investigating',
    roles: ['legalOfficer', 'agencyHead'],
  },
  note: { from: ['investigating'], to: 'same', roles: officers, handler: true, apart: true },
  propose: { from: ['investigating'], to: 'same', roles: officers, handler: true, apart: true },
  return: { from: ['investigating'], to: 'same', roles: ['agencyHead'], apart: true },
  decide: { from: ['investigating'], to: 'decided', roles: ['agencyHead'], apart: true },
  reply: { from: ['decided'], to: 'replied', roles: officers },
  apply: { from: ['replied'], to: 'applied', roles: officers },
  close: { from: ['replied', 'applied'], to: 'closed', roles: officers },
};

/** States of a publication in which there is a result that somebody can object to. */
export const objectableStates: readonly string[] = [
  'prepared',
  'returned',
  'reviewed',
  'suspended',
  'published',
];

/** States in which the procedure runs: while one is in them, the public record says 异议处理中 (R224). */
export const openObjectionStates: readonly ObjectionState[] = [
  'received',
  'accepted',
  'investigating',
  'decided',
  'replied',
];

/**
 * The state after a move. What was upheld is applied before it is closed; what was dismissed is closed without.
 * Errors: `objection.wrong_state`.
 */
export function nextObjectionState(
  of: { readonly state: ObjectionState; readonly outcome: ObjectionOutcome | null },
  move: ObjectionMove,
): Result<ObjectionState> {
  const { state, outcome } = of;
  const rule = objectionRules[move];
  const isDismissed = outcome === 'dismissed';
  const fits =
    rule.from.includes(state) &&
    !(move === 'apply' && isDismissed) &&
    !(move === 'close' && state === 'replied' && !isDismissed);
  if (!fits) return fail('objection.wrong_state', { state, move });
  return ok(rule.to === 'same' ? state : rule.to);
}

/** Whether an objection sets the mark on the public record: an unverified one only after it was taken up; a dismissed one until its reply. */
export function marksRecord(of: {
  readonly state: ObjectionState;
  readonly isVerified: boolean;
  readonly outcome: ObjectionOutcome | null;
}): boolean {
  if (of.state === 'received') return of.isVerified;
  if (of.state === 'replied') return of.outcome !== 'dismissed';
  return openObjectionStates.includes(of.state);
}

export const applicantKinds = ['person', 'enterprise', 'otherUnit'] as const;
export type ApplicantKind = (typeof applicantKinds)[number];

/** What showed who objects: the code on a paper of this visit, a signed-in enterprise, papers that staff looked at, nothing. */
export const applicantProofs = ['paperCode', 'account', 'seen', 'none'] as const;
export type ApplicantProof = (typeof applicantProofs)[number];

export const objectionSources = ['portal', 'enterprise', 'paper'] as const;
export type ObjectionSource = (typeof objectionSources)[number];

/** Ways of delivering the reply. */
export const replyWays = ['inPerson', 'post', 'electronic', 'portal'] as const;
export type ReplyWay = (typeof replyWays)[number];

/** What an upheld objection changes: results per item, the problems that stay in their new words, or the record taken back. */
export const objectionProposal = z.object({
  outcome: z.enum(objectionOutcomes),
  /** Facts, evidence and reasons; they stand in the reply. */
  reasons: paragraph(4000).refine((text) => text.length > 0, { message: 'text.required' }),
  correction: z
    .object({
      items: z
        .array(z.object({ itemKey: uuid, code: requiredLine(40) }))
        .min(1)
        .max(41),
      /** Problems that stay; those left out are removed. */
      findings: z
        .array(
          z.object({
            id: uuid,
            text: paragraph(2000).refine((text) => text.length > 0, { message: 'text.required' }),
          }),
        )
        .max(200),
    })
    .nullable(),
  isWithdrawn: z.boolean(),
});
export type ObjectionProposal = z.output<typeof objectionProposal>;

/** Errors: `objection.effect_missing_invalid`, `objection.effect_needless_invalid`, `objection.not_published_invalid`. */
export function checkedProposal(
  proposal: ObjectionProposal,
  of: { readonly isPublished: boolean },
): Result<ObjectionProposal> {
  const { outcome, correction, isWithdrawn } = proposal;
  const changes = correction !== null || isWithdrawn;
  if (outcome === 'dismissed' && changes) return fail('objection.effect_needless_invalid', {}, 'outcome');
  if (outcome !== 'dismissed' && !changes) return fail('objection.effect_missing_invalid', {}, 'outcome');
  if (isWithdrawn && !of.isPublished) return fail('objection.not_published_invalid', {}, 'isWithdrawn');
  return ok(proposal);
}

/** D9 where the rule book sets none. */
export const objectionDefault = { length: 20, unit: 'workingDays', basis: '' } as const;

/** How a due day came about: 为什么是这一天. */
export const dueBasis = z.object({
  length: z.number().int(),
  unit: z.enum(['workingDays', 'days', 'months']),
  /** As the rule book names it; empty for the platform's own. */
  source: z.string(),
  /** A year on the way has no published calendar. */
  provisional: z.boolean(),
  ruleVersion: z.number().int(),
});
export type IntakeDueBasis = z.output<typeof dueBasis>;

/** The last day of the reply (D9): from the receipt, which is not counted. */
export function objectionDue(
  receivedOn: string,
  of: { readonly deadlines: RuleBook['deadlines']; readonly ruleVersion: number },
  calendar: WorkCalendar,
): { readonly dueOn: string; readonly basis: IntakeDueBasis } {
  const rule = of.deadlines.find((each) => each.clock === 'objectionAnswered') ?? objectionDefault;
  const { day, provisional } = dayAfter(calendar, receivedOn, rule);
  const { length, unit, basis: source } = rule;
  return { dueOn: day, basis: { length, unit, source, provisional, ruleVersion: of.ruleVersion } };
}

/** Limits of the public intake (W-12): per source and day, unverified ones open per record and per agency and day, those of a signed-in enterprise per day, files. */
export const intakeQuotas = {
  perSourceDay: 5,
  openPerRecord: 5,
  perAgencyDay: 200,
  perEnterpriseDay: 20,
  files: 6,
} as const;
/** Bytes of one file. */
export const evidenceMaxBytes = 10 * 1024 * 1024;
export const evidenceTypes = ['.jpg', '.jpeg', '.png', '.pdf'] as const;

/** Letters and digits of look-up codes; none that are mistaken for another. */
export const codeLetters = '23456789abcdefghjkmnpqrstuvwxyz';
/** A look-up code or a number as typed: groups and case do not matter. */
export const typedCode = (text: string): string => text.toLowerCase().replaceAll(/[\s-]/g, '');
