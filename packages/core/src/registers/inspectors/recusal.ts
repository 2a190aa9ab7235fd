/**
 * Recusal asked for by an enterprise (申请回避, R045): who decides, and what a decision needs. The head decides; when
 * it concerns the head himself, the leaders' meeting decides and the legal section enters its minutes. Until the
 * decision the visit goes on (行政处罚法第四十三条). Also the yearly round of declarations.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import { type Actor, hasRole } from '../../common/roles.ts';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

export const requesterKinds = ['object', 'representative'] as const;
export const recusalStates = ['received', 'upheld', 'rejected'] as const;

export const recusalFields = z.object({
  inspectorId: uuid,
  objectId: uuid,
  /** Name of the person or unit that asks. */
  requester: requiredLine(100),
  requesterKind: z.enum(requesterKinds),
  grounds: paragraph(1000).refine((text) => text !== '', { message: 'text.required' }),
  /** The visit it is about, as the notice calls it; may be empty. */
  visit: line(200),
  receivedOn: plainDate,
  /** The inspector is the head, or a member of the leadership whose case the meeting decides. */
  concernsHead: z.boolean(),
});
export type RecusalFields = z.output<typeof recusalFields>;

export const recusalDecision = z.object({
  upheld: z.boolean(),
  reason: paragraph(500).refine((text) => text !== '', { message: 'text.required' }),
  /** Reference of the minutes of the leaders' meeting, for the head's own case. */
  minutes: line(100),
});
export type RecusalDecision = z.output<typeof recusalDecision>;

export const recusalRow = recusalFields.extend({
  id: uuid,
  number: z.string(),
  inspectorName: z.string(),
  objectName: z.string(),
  state: z.enum(recusalStates),
  decidedOn: plainDate.nullable(),
  decidedName: z.string(),
  reason: z.string(),
  minutes: z.string(),
  createdAt: instant,
});
export type RecusalRow = z.output<typeof recusalRow>;

/** `回避〔2026〕3号` without the office's letters: year and number of the agency's own series. */
export function recusalNumber(request: { readonly year: number; readonly number: number }): string {
  return `〔${request.year}〕${request.number}`;
}

/**
 * Whether this person may decide. Errors: `recusal.own_case_forbidden` when the request is about the decider,
 * `recusal.head_only_forbidden`, `recusal.meeting_only_forbidden`, `recusal.minutes_invalid` (field `minutes`).
 */
export function decideRecusal(
  actor: Actor,
  request: { readonly concernsHead: boolean; readonly subjectAccountId: string | null },
  decision: RecusalDecision,
): Result<null> {
  if (request.subjectAccountId === actor.accountId) return fail('recusal.own_case_forbidden');
  if (!request.concernsHead)
    return hasRole(actor, 'agencyHead') ? ok(null) : fail('recusal.head_only_forbidden');
  if (!hasRole(actor, 'legalOfficer')) return fail('recusal.meeting_only_forbidden');
  return decision.minutes === '' ? fail('recusal.minutes_invalid', {}, 'minutes') : ok(null);
}

export const roundPerson = z.object({
  inspectorId: uuid,
  name: z.string(),
  sectionName: z.string().nullable(),
  answer: z.enum(['none', 'declared']).nullable(),
  declared: z.number().int(),
  onPaper: z.boolean(),
  answeredOn: plainDate.nullable(),
});
export type RoundPerson = z.output<typeof roundPerson>;
export const roundView = z.object({
  id: uuid,
  year: z.number().int(),
  openedOn: plainDate,
  dueOn: plainDate,
  closedOn: plainDate.nullable(),
  /** Everybody on post for officers; oneself for an inspector. */
  people: z.array(roundPerson),
});
export type RoundView = z.output<typeof roundView>;
