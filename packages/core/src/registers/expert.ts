/**
 * Experts and technical bodies (专家、技术机构, R043, R044): a directory of their own. They assist only: no team, no
 * draw and no count of inspectors reads it. Admission goes from application or proposal over the unit's review to the
 * legal section, for a term; what an expert must stay away from is kept with the record.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../common/result.ts';
import { type Actor, hasRole } from '../common/roles.ts';
import { instant, line, plainDate, requiredLine, uuid } from '../common/schemas.ts';

export const expertKinds = ['expert', 'technicalBody'] as const;
export const expertOrigins = ['applied', 'proposed'] as const;
export const expertStatuses = ['proposed', 'reviewed', 'admitted', 'rejected', 'suspended', 'ended'] as const;
export type ExpertStatus = (typeof expertStatuses)[number];
export const expertSteps = ['review', 'admit', 'reject', 'suspend', 'resume', 'end', 'reopen'] as const;
export type ExpertStep = (typeof expertSteps)[number];

export const expertFields = z.object({
  kind: z.enum(expertKinds),
  origin: z.enum(expertOrigins),
  name: requiredLine(60),
  organisation: line(200),
  specialities: z.array(requiredLine(40)).max(20),
  qualification: line(200),
  /** Units in which the expert has an interest: never asked to assist there. */
  conflictOrganisations: z.array(requiredLine(100)).max(50),
});
export type ExpertFields = z.output<typeof expertFields>;

export const expertRow = expertFields.extend({
  id: uuid,
  status: z.enum(expertStatuses),
  /** Admitted and within the term today. */
  inService: z.boolean(),
  admittedOn: plainDate.nullable(),
  termTo: plainDate.nullable(),
  files: z.number().int(),
  /** Steps that the reader may take now. */
  steps: z.array(z.enum(expertSteps)),
  version: z.number().int(),
  updatedAt: instant,
});
export type ExpertRow = z.output<typeof expertRow>;

export const expertDetail = expertRow.extend({
  documents: z.array(z.object({ id: uuid, fileName: z.string(), size: z.number(), at: instant })),
  history: z.array(
    z.object({ step: z.enum(expertSteps), personName: z.string(), reason: z.string(), at: instant }),
  ),
});
export type ExpertDetail = z.output<typeof expertDetail>;

interface Rule {
  readonly from: readonly ExpertStatus[];
  readonly to: ExpertStatus;
  readonly by: 'unit' | 'legal';
  readonly reason: boolean;
}
const rules: Readonly<Record<ExpertStep, Rule>> = {
  review: { from: ['proposed'], to: 'reviewed', by: 'unit', reason: false },
  admit: { from: ['reviewed'], to: 'admitted', by: 'legal', reason: false },
  reject: { from: ['proposed', 'reviewed'], to: 'rejected', by: 'legal', reason: true },
  suspend: { from: ['admitted'], to: 'suspended', by: 'legal', reason: true },
  resume: { from: ['suspended'], to: 'admitted', by: 'legal', reason: false },
  end: { from: ['admitted', 'suspended'], to: 'ended', by: 'legal', reason: true },
  reopen: { from: ['rejected', 'ended'], to: 'proposed', by: 'unit', reason: false },
};

export interface ExpertCase {
  readonly status: ExpertStatus;
  readonly reviewedBy: string | null;
}

/**
 * The status after a step. Errors: `expert.wrong_state`, `expert.step_forbidden` (role), `expert.own_review_forbidden`
 * (who reviewed does not admit), `expert.reason_invalid`, `expert.term_invalid` (admission without a term that lies
 * ahead of `today`).
 */
export function nextExpertStatus(
  one: ExpertCase,
  actor: Actor,
  wanted: {
    readonly step: ExpertStep;
    readonly reason: string;
    readonly termTo: string | null;
    readonly today: string;
  },
): Result<ExpertStatus> {
  const rule = rules[wanted.step];
  if (!rule.from.includes(one.status)) return fail('expert.wrong_state');
  const may =
    rule.by === 'legal' ? hasRole(actor, 'legalOfficer') : hasRole(actor, 'legalOfficer', 'sectionOfficer');
  if (!may) return fail('expert.step_forbidden');
  if (wanted.step === 'admit' && one.reviewedBy === actor.accountId)
    return fail('expert.own_review_forbidden');
  if (rule.reason && wanted.reason === '') return fail('expert.reason_invalid', {}, 'reason');
  if (wanted.step === 'admit' && (wanted.termTo === null || wanted.termTo <= wanted.today))
    return fail('expert.term_invalid', {}, 'termTo');
  return ok(rule.to);
}

/** Steps that this person may take now. */
export function allowedExpertSteps(one: ExpertCase, actor: Actor): readonly ExpertStep[] {
  const ahead = { reason: '-', termTo: '9999-12-31', today: '0001-01-01' };
  return expertSteps.filter((step) => nextExpertStatus(one, actor, { step, ...ahead }).ok);
}
