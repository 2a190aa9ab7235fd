/** What a person writes with each move of a follow-up; kept with the move as it was written. */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { findingClause } from '../inspections/visits/visit-fields.ts';
import { type FollowupMove, followupKinds, type MoveFacts, verdicts } from './followup.ts';
import { leniencyProposal } from './leniency-check.ts';
import { penaltyDecision } from './penalty.ts';

const opinion = paragraph(1000);
const ground = paragraph(1000).refine((text) => text.length > 0, { message: 'text.required' });

/** Piece of the file that travels with a transfer. */
export const transferFile = z.object({
  name: requiredLine(200),
  copies: z.number().int().min(1).max(1000),
  pages: z.number().int().min(0).max(100_000).nullable(),
});

const transferForm = z.object({
  /** Agency of the platform that gets it; null: named in words only. */
  toAgencyId: uuid.nullable(),
  to: requiredLine(200),
  /** 案由 */
  cause: requiredLine(300),
  summary: ground,
  bases: z.array(findingClause).max(20),
  files: z.array(transferFile).max(200),
  handlerPhone: line(60),
  /** The procuratorate that gets a copy; only to the police, and then needed. */
  copyTo: line(200),
});

/** Each problem of a re-inspection by itself. */
const recheckVerdict = z.object({
  findingId: uuid,
  verdict: z.enum(verdicts),
  note: paragraph(2000),
  /** Of `partly`: until when more time is asked for; null: it becomes a case. */
  extendTo: plainDate.nullable(),
});

export const followupForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('confirmOnSite'), note: ground }),
  z.object({
    move: z.literal('order'),
    measures: paragraph(2000),
    /** Clauses that empower the order; the law of safe production where none is named. */
    power: z.array(findingClause).max(10),
    /** Other days than those of the findings. */
    days: z.array(z.object({ findingId: uuid, dueOn: plainDate })).max(200),
  }),
  z.object({ move: z.literal('report'), note: ground, by: requiredLine(60), phone: line(40) }),
  z.object({ move: z.literal('requestExtension'), until: plainDate, ground }),
  z.object({ move: z.literal('decideExtension'), agrees: z.boolean(), opinion }),
  z.object({
    move: z.literal('startRecheck'),
    /** Who goes: the team of the first visit, or a documents check without a visit. */
    mode: z.enum(['visit', 'documents']),
    on: plainDate,
  }),
  z.object({
    move: z.literal('judgeRecheck'),
    on: plainDate,
    verdicts: z.array(recheckVerdict).min(1).max(200),
    note: paragraph(2000),
  }),
  z.object({
    move: z.literal('openCase'),
    number: requiredLine(100),
    on: plainDate,
    /** Kind of conduct by the leniency list, so that the next time is not the first. */
    entryKey: uuid.nullable(),
  }),
  z.object({ move: z.literal('decideCase'), decision: penaltyDecision }),
  z.object({ move: z.literal('publishPenalty'), on: plainDate, place: requiredLine(200) }),
  z.object({ move: z.literal('dropCase'), ground, on: plainDate }),
  z.object({ move: z.literal('proposeLeniency'), proposal: leniencyProposal }),
  z.object({ move: z.literal('reviewLeniency'), agrees: z.boolean(), opinion }),
  z.object({ move: z.literal('decideLeniency'), agrees: z.boolean(), opinion }),
  z.object({
    move: z.literal('educate'),
    at: instant,
    place: line(300),
    content: ground,
    statement: paragraph(2000),
    representative: requiredLine(60),
  }),
  z.object({ move: z.literal('proposeTransfer'), transfer: transferForm }),
  z.object({ move: z.literal('decideTransfer'), agrees: z.boolean(), opinion }),
  z.object({
    move: z.literal('send'),
    at: instant,
    /** By whom and how it was handed over. */
    way: requiredLine(200),
    /** When the procuratorate got its copy; needed when a crime is suspected. */
    copyAt: instant.nullable(),
    /** Of a hand-over inside the bureau; null for transfers, whose proposal says it. */
    handover: transferForm
      .omit({ toAgencyId: true, to: true, copyTo: true })
      .extend({ toSectionId: uuid })
      .nullable(),
  }),
  z.object({
    move: z.literal('receive'),
    agrees: z.boolean(),
    on: plainDate,
    by: requiredLine(60),
    /** Number of the receipt, or why it was refused. */
    note: paragraph(1000),
  }),
  z.object({
    move: z.literal('conclude'),
    outcome: z.enum(['ended', 'backAsCase', 'returned']),
    on: plainDate,
    note: ground,
  }),
  z.object({
    move: z.literal('assignDaily'),
    person: requiredLine(60),
    nextVisitOn: plainDate,
    note: paragraph(1000),
  }),
  z.object({ move: z.literal('changeKind'), kind: z.enum(followupKinds), ground }),
]);
export type FollowupForm = z.output<typeof followupForm>;
export type FormOf<M extends FollowupMove> = Extract<FollowupForm, { readonly move: M }>;

/** What the state machine asks of a form, for one finding. */
export function factsOf(
  form: FollowupForm,
  at: { readonly findingId: string; readonly by: string },
): MoveFacts {
  const facts = { move: form.move, by: at.by };
  switch (form.move) {
    case 'decideExtension':
    case 'reviewLeniency':
    case 'decideLeniency':
    case 'decideTransfer':
    case 'receive':
      return { ...facts, agrees: form.agrees };
    case 'judgeRecheck': {
      const own = form.verdicts.find((each) => each.findingId === at.findingId);
      if (own === undefined) return facts;
      return { ...facts, verdict: own.verdict, thereafter: own.extendTo === null ? 'case' : 'extend' };
    }
    case 'conclude':
      return { ...facts, outcome: form.outcome };
    case 'changeKind':
      return { ...facts, kind: form.kind };
    default:
      return facts;
  }
}
