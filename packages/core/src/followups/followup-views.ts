/** What the office sees of follow-ups: rows of the list, one problem with its chain from the task to its end (R248). */
import { z } from 'zod';
import { instant, plainDate, uuid } from '../common/schemas.ts';
import { findingClause } from '../inspections/visits/visit-fields.ts';
import { deadline } from '../registers/rules/rule-book.ts';
import { coordinationAtProblem } from './coordination/coordination-api.ts';
import { followupEnds, followupKinds, followupMoves, followupStates } from './followup.ts';
import { checkedCondition, leniencyAnswers, leniencyGrounds, leniencyProposal } from './leniency-check.ts';
import { penaltyDecision } from './penalty.ts';

export const followupRow = z.object({
  findingId: uuid,
  inspectionId: uuid,
  objectName: z.string(),
  taskId: uuid,
  taskNumber: z.string(),
  agencyId: uuid,
  agencyName: z.string(),
  text: z.string(),
  kind: z.enum(followupKinds),
  state: z.enum(followupStates),
  ended: z.enum(followupEnds).nullable(),
  /** Last day of what is to be done next; null where no clock runs. */
  dueOn: plainDate.nullable(),
  recheckDueOn: plainDate.nullable(),
  /** Whole days since the problem was recorded, to today or to its end. */
  daysOpen: z.number().int(),
  /** Days by which the running clock is missed; 0 = in time. */
  daysLate: z.number().int(),
  isExtensionAsked: z.boolean(),
  /** It waits in an open coordination ticket: another agency demands the contrary. */
  isCoordinated: z.boolean(),
  caseNumber: z.string(),
  /** 0 as long as nothing was done about it. */
  version: z.number().int(),
});
export type FollowupRow = z.output<typeof followupRow>;

/** Steps before the problem was dealt with, in the order of the procedure. */
export const chainSteps = [
  'taskCreated',
  'taskDispatched',
  'claimed',
  'approved',
  'noticed',
  'entered',
  'recorded',
  'submitted',
  'reviewed',
] as const;

export const chainEntry = z.object({
  step: z.union([z.enum(chainSteps), z.enum(followupMoves)]),
  at: instant,
  by: z.string(),
  /** Days by which the clock was missed that this step answered. */
  lateDays: z.number().int(),
  dueOn: plainDate.nullable(),
  /** What was written: opinion, ground, outcome. */
  note: z.string(),
  /** Yes or no of a decision; the verdict of a re-inspection. */
  decision: z.string(),
  paperId: uuid.nullable(),
  stateAfter: z.enum(followupStates).nullable(),
});
export type ChainEntry = z.output<typeof chainEntry>;

export const followupFileView = z.object({
  fileId: uuid,
  fileName: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  source: z.enum(['portal', 'office']),
  at: instant,
});

export const followupDetail = followupRow.extend({
  clauses: z.array(findingClause),
  measures: z.string(),
  foundOn: plainDate,
  evidenceCount: z.number().int(),
  taskTitle: z.string(),
  uscc: z.string(),
  chain: z.array(chainEntry),
  moves: z.array(z.enum(followupMoves)),
  files: z.array(followupFileView),
  order: z.object({ paperId: uuid, number: z.string(), issuedOn: plainDate, code: z.string() }).nullable(),
  recheckInspectionId: uuid.nullable(),
  /** How the people of the re-inspection were drawn; null where the first team goes. */
  recheckDraw: z
    .object({
      seed: z.string(),
      ledgerSeq: z.number().int(),
      at: instant,
      tickets: z.array(
        z.object({
          name: z.string(),
          certificateNumber: z.string(),
          ticket: z.string(),
          goes: z.boolean(),
        }),
      ),
    })
    .nullable(),
  /** Why the due day is that day: the clock that runs, or who set the day; null where none is set. */
  dueBasis: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('clock'), deadline }),
      z.object({ by: z.enum(['finding', 'order', 'extension']) }),
    ])
    .nullable(),
  coordinations: z.array(coordinationAtProblem),
  extension: z.object({ until: plainDate, ground: z.string(), by: z.string() }).nullable(),
  leniency: leniencyProposal.nullable(),
  transfer: z
    .object({
      to: z.string(),
      cause: z.string(),
      summary: z.string(),
      copyTo: z.string(),
      files: z.array(
        z.object({ name: z.string(), copies: z.number().int(), pages: z.number().int().nullable() }),
      ),
    })
    .nullable(),
  penalty: z
    .object({
      decision: penaltyDecision,
      publishedOn: plainDate.nullable(),
      publishedPlace: z.string(),
    })
    .nullable(),
  /** Day that the rule book proposes for an order of today. */
  rectifyBy: plainDate,
  /** Other problems of the same visit and agency that wait for the same step; offered together. */
  siblings: z.array(followupRow),
});
export type FollowupDetail = z.output<typeof followupDetail>;

/** An earlier conduct of the object that the checklist shows, with where it comes from. */
export const earlierConduct = z.object({
  on: plainDate,
  agencyName: z.string(),
  own: z.boolean(),
  entryKey: uuid.nullable(),
  text: z.string(),
});

export const leniencyChecklist = z.object({
  ground: z.enum(leniencyGrounds),
  entryKey: uuid.nullable(),
  conduct: z.string(),
  checks: z.array(
    z.object({
      condition: checkedCondition,
      /** What records answer; null: a person does. */
      fromRecords: z.enum(leniencyAnswers).nullable(),
    }),
  ),
  isCommitmentAsked: z.boolean(),
  earlier: z.array(earlierConduct),
});
export type LeniencyChecklist = z.output<typeof leniencyChecklist>;
