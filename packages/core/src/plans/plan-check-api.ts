/** Routes of the check page (核查): what the system shows before anyone asks, and the office's answers. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, nothing, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { itemTiers } from '../registers/items/item.ts';
import { planReaders } from './plan-api.ts';
import { entryFigures } from './plan-views.ts';

const count = z.number().int();

/** `blocks` must be mended, `asks` needs an answer, `tells` is for information. */
export const findingSeverities = ['blocks', 'asks', 'tells'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

export const planFinding = z.object({
  /** Stable while the matter is the same: answers are kept under it. */
  key: z.string(),
  /** Key of `planCheckText`. */
  code: z.string(),
  severity: z.enum(findingSeverities),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  entryId: uuid.nullable(),
  answer: z.object({ text: z.string(), byName: z.string() }).nullable(),
});
export type PlanFinding = z.output<typeof planFinding>;

/** Two entries that hit the same objects within the rule book's window (1+X). */
export const overlap = z.object({
  entryId: uuid,
  title: z.string(),
  otherId: uuid,
  otherTitle: z.string(),
  /** Null when both are of this agency. */
  otherAgency: z.string().nullable(),
  objects: count,
  /** Visits that merging is expected to save. */
  saved: count,
  gapDays: count,
  /** Between agencies: whether it was asked already, and what became of it. */
  state: z.enum(['open', 'asked', 'declined']),
});
export type Overlap = z.output<typeof overlap>;

export const cappedObject = z.object({
  id: uuid,
  name: z.string(),
  code: z.string(),
  counted: count,
  /** Expected further visits in hundredths. */
  expected: count,
  cap: count,
  capName: z.string(),
});

export const capacityLine = z.object({
  entryId: uuid,
  title: z.string(),
  objects: count,
  /** Person-days in tenths. */
  need: count,
  /** Tenths of person-days of the own inspectors within the entry's window; null without a published calendar. */
  available: count.nullable(),
});

export const planCheck = z.object({
  takenAt: z.string(),
  objects: count,
  groups: count,
  figures: z.array(entryFigures),
  overlaps: z.array(overlap),
  caps: z.object({
    above: z.enum(['refuse', 'flag']),
    over: count,
    possible: count,
    examples: z.array(cappedObject),
  }),
  items: z.object({
    general: count,
    key: count,
    planned: count,
    unused: z.array(z.object({ itemKey: uuid, name: z.string(), tier: z.enum(itemTiers) })),
  }),
  capacity: z.object({
    inspectors: count,
    from: plainDate.nullable(),
    to: plainDate.nullable(),
    workingDays: count.nullable(),
    /** Person-days in tenths. */
    available: count.nullable(),
    need: count,
    lines: z.array(capacityLine),
  }),
  joint: z.object({ joint: count, all: count }),
  findings: z.array(planFinding),
});
export type PlanCheck = z.output<typeof planCheck>;

const byId = z.object({ id: uuid });

export const readPlanCheck = route({
  id: 'plans.check',
  method: 'GET',
  path: '/api/plans/:id/check',
  params: byId,
  query: nothing,
  body: nothing,
  response: planCheck,
  transfer: 'json',
  policy: planReaders,
  audit: null,
  rate: 'heavy',
});
/** Why a finding stays as it is. */
export const answerFinding = route({
  id: 'plans.answerFinding',
  method: 'POST',
  path: '/api/plans/:id/answers',
  params: byId,
  query: nothing,
  body: z.object({ actionId, finding: z.string().min(1).max(120), answer: requiredLine(500) }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: only('legalOfficer'),
  audit: 'plan.finding_answered',
  rate: 'write',
});
