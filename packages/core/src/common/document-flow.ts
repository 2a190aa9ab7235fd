/**
 * The way of every document that a bureau issues: drafted, legally reviewed, approved by the head, published, replaced
 * by its next version or revoked. Item lists, rule books, check sheets and leniency lists go this way; what
 * is in them is each register's own. No person passes what the same person drafted (domain b.7).
 */
import { z } from 'zod';
import { fail, ok, type Result } from './result.ts';
import type { Role } from './roles.ts';
import { actionId, instant, line, paragraph, plainDate } from './schemas.ts';

export const documentStates = [
  'draft',
  'legalReview',
  'reviewed',
  'approved',
  'published',
  'superseded',
  'revoked',
] as const;
export type DocumentState = (typeof documentStates)[number];

export const documentSteps = ['submit', 'return', 'review', 'approve', 'publish', 'revoke'] as const;
export type DocumentStep = (typeof documentSteps)[number];

interface Rule {
  readonly from: readonly DocumentState[];
  readonly to: DocumentState;
  readonly roles: readonly Role[];
  /** Steps of this version whose doer may not take this one. */
  readonly notAfter: readonly DocumentStep[];
  readonly needsReason: boolean;
}

const rules: Readonly<Record<DocumentStep, Rule>> = {
  submit: {
    from: ['draft'],
    to: 'legalReview',
    roles: ['sectionOfficer', 'legalOfficer'],
    notAfter: [],
    needsReason: false,
  },
  return: {
    from: ['legalReview', 'reviewed', 'approved'],
    to: 'draft',
    roles: ['legalOfficer', 'agencyHead'],
    notAfter: [],
    needsReason: true,
  },
  review: {
    from: ['legalReview'],
    to: 'reviewed',
    roles: ['legalOfficer'],
    notAfter: ['submit'],
    needsReason: false,
  },
  approve: {
    from: ['reviewed'],
    to: 'approved',
    roles: ['agencyHead'],
    notAfter: ['submit', 'review'],
    needsReason: false,
  },
  publish: { from: ['approved'], to: 'published', roles: ['legalOfficer'], notAfter: [], needsReason: false },
  revoke: { from: ['published'], to: 'revoked', roles: ['agencyHead'], notAfter: [], needsReason: true },
};

/** One step that somebody took with this version, oldest first. */
export const takenStep = z.object({
  step: z.enum(documentSteps),
  accountId: z.uuid(),
  personName: z.string(),
  at: instant,
  reason: z.string(),
  /** Where a publication stands beside the own portal: a web address or the name of a column; empty otherwise. */
  place: z.string(),
});
export type TakenStep = z.output<typeof takenStep>;

/** Where a version stands, who brought it there, and what the asking person may do next. */
export const documentFlow = z.object({
  state: z.enum(documentStates),
  steps: z.array(takenStep),
  allowed: z.array(z.enum(documentSteps)),
  publishedOn: plainDate.nullable(),
});
export type DocumentFlow = z.output<typeof documentFlow>;

/** Body of the route that takes a step. `version` is the row version that the person saw. */
export const documentStepBody = z
  .object({
    actionId,
    version: z.number().int().min(1),
    step: z.enum(documentSteps),
    reason: paragraph(1000).default(''),
    place: line(300).default(''),
  })
  .strict();
export type DocumentStepInput = z.output<typeof documentStepBody>;

export interface StepTaker {
  readonly accountId: string;
  readonly roles: readonly Role[];
}

export interface FlowNow {
  readonly state: DocumentState;
  /** Steps of this version, oldest first. */
  readonly steps: readonly Pick<TakenStep, 'step' | 'accountId'>[];
}

/** The state after `step`. Errors: `document.forbidden`, `document.wrong_state`, `document.own_act`, `document.reason_missing`. */
export function nextDocumentState(
  flow: FlowNow,
  taker: StepTaker,
  wanted: { readonly step: DocumentStep; readonly reason: string },
): Result<DocumentState> {
  const rule = rules[wanted.step];
  if (!rule.roles.some((role) => taker.roles.includes(role))) return fail('document.forbidden');
  if (!rule.from.includes(flow.state)) return fail('document.wrong_state');
  if (isOwnAct(flow, taker, rule)) return fail('document.own_act');
  if (rule.needsReason && wanted.reason === '') return fail('document.reason_missing', {}, 'reason');
  return ok(rule.to);
}

/**
 * Whether a change may touch this version: only a draft changes, and only as the person saw it.
 * @param seen row version that the person saw; null where the change does not rest on what was seen
 * Errors: `document.not_draft`, `document.changed_meanwhile`.
 */
export function mayChange(
  document: { readonly state: DocumentState; readonly version: number },
  seen: number | null,
): Result<null> {
  if (document.state !== 'draft') return fail('document.not_draft');
  return seen === null || document.version === seen ? ok(null) : fail('document.changed_meanwhile');
}

/** The steps that this person may take now, in the order of the way. */
export function allowedSteps(flow: FlowNow, taker: StepTaker): readonly DocumentStep[] {
  return documentSteps.filter((step) => nextDocumentState(flow, taker, { step, reason: '-' }).ok);
}

/** Only what happened since the last return counts: a returned draft begins anew. */
function isOwnAct(flow: FlowNow, taker: StepTaker, rule: Rule): boolean {
  const lastReturn = flow.steps.findLastIndex((one) => one.step === 'return');
  return flow.steps
    .slice(lastReturn + 1)
    .some((one) => one.accountId === taker.accountId && rule.notAfter.includes(one.step));
}
