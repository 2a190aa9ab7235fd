/** What the office sees of plans: lists, one plan with its entries, invitations, merge proposals, differences of versions. */
import { z } from 'zod';
import { instant, plainDate, uuid } from '../common/schemas.ts';
import { itemTiers } from '../registers/items/item.ts';
import { entryOrigins, entryStates, planEntryFields, planStates, planSteps } from './plan.ts';
import { entrySteps } from './plan-rules.ts';

const count = z.number().int();

export const planSummary = z.object({
  id: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  year: z.number().int(),
  version: z.number().int(),
  state: z.enum(planStates),
  title: z.string(),
  documentNumber: z.string(),
  /** Entries that stand in the plan, and proposals that wait for the office. */
  taken: count,
  proposed: count,
  publishedOn: plainDate.nullable(),
  updatedAt: instant,
});
export type PlanSummary = z.output<typeof planSummary>;

export const partnerStates = ['invited', 'confirmed', 'declined'] as const;
export const partnerView = z.object({
  agencyId: uuid.nullable(),
  name: z.string(),
  /** A body outside the platform joins by letter (协助函); its answer is entered by the initiator. */
  outside: z.boolean(),
  state: z.enum(partnerStates),
  /** People that the partner named; null = everyone with a valid certificate. */
  inspectors: count.nullable(),
  note: z.string(),
  answeredName: z.string(),
  answeredAt: instant.nullable(),
});
export type PartnerView = z.output<typeof partnerView>;

export const entryItem = z.object({
  itemKey: uuid,
  code: z.string(),
  name: z.string(),
  tier: z.enum(itemTiers).nullable(),
  /** False when the item is not, or no longer, in the published list (R005). */
  published: z.boolean(),
});

export const entryView = z.object({
  id: uuid,
  planId: uuid,
  entryKey: uuid,
  position: count,
  rowVersion: count,
  number: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  origin: z.enum(entryOrigins),
  state: z.enum(entryStates),
  sectionId: uuid.nullable(),
  sectionName: z.string().nullable(),
  proposedName: z.string(),
  note: z.string(),
  fields: planEntryFields,
  items: z.array(entryItem),
  partners: z.array(partnerView),
  mergedInto: uuid.nullable(),
  /** Draws made from the entry over all versions, those completed, and the objects drawn. */
  draws: z.object({ made: count, done: count, objects: count }),
  allowed: z.array(z.enum(entrySteps)),
  mayEdit: z.boolean(),
});
export type EntryView = z.output<typeof entryView>;

export const planView = planSummary.extend({
  rowVersion: count,
  reason: z.string(),
  ruleBookVersion: count.nullable(),
  filedWith: z.string(),
  filedNumber: z.string(),
  filedOn: plainDate.nullable(),
  place: z.string(),
  previousId: uuid.nullable(),
  nextId: uuid.nullable(),
  steps: z.array(
    z.object({
      step: z.enum(planSteps),
      personName: z.string(),
      reason: z.string(),
      detail: z.string(),
      at: instant,
    }),
  ),
  allowed: z.array(z.enum(planSteps)),
  /** May add, change and order entries: the office while the plan is prepared, sections while it collects. */
  mayPropose: z.boolean(),
  mayConsolidate: z.boolean(),
  mayAdjust: z.boolean(),
  entries: z.array(entryView),
});
export type PlanView = z.output<typeof planView>;

/** One class of an entry's pool with its exact arithmetic, as in the draw (R078). */
export const classFigure = z.object({
  code: z.string(),
  name: z.string(),
  members: count,
  rate: z.string(),
  product: z.string().nullable(),
  target: count,
});
export const entryFigures = z.object({
  entryId: uuid,
  /** 抽取基数. */
  base: count,
  /** 抽查数量 of one draw, and of all draws of the year. */
  target: count,
  yearly: count,
  /** Objects of the base that no class takes. */
  unplaced: count,
  classes: z.array(classFigure),
});
export type EntryFigures = z.output<typeof entryFigures>;

export const planDifference = z.object({
  entryKey: uuid,
  number: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  kind: z.enum(['added', 'removed', 'changed']),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type PlanDifference = z.output<typeof planDifference>;

/** A joint entry of another agency that names this one. */
export const planInvitation = z.object({
  entryId: uuid,
  planTitle: z.string(),
  agencyName: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  window: z.object({ from: plainDate, to: plainDate }),
  duty: z.string(),
  state: z.enum(partnerStates),
  inspectors: count.nullable(),
  /** Whether an answer is still taken: the plan is not yet superseded or closed. */
  open: z.boolean(),
});
export type PlanInvitation = z.output<typeof planInvitation>;

export const mergeView = z.object({
  id: uuid,
  state: z.enum(['asked', 'accepted', 'declined']),
  year: count,
  agencyName: z.string(),
  title: z.string(),
  otherAgencyName: z.string(),
  otherTitle: z.string(),
  objects: count,
  askedName: z.string(),
  askedAt: instant,
  /** Whether this agency was asked and has not answered. */
  mine: z.boolean(),
  reason: z.string(),
});
export type MergeView = z.output<typeof mergeView>;

export const drawableView = z.object({
  planId: uuid,
  planVersion: count,
  planTitle: z.string(),
  entryId: uuid,
  entryKey: uuid,
  number: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  year: count,
  fields: planEntryFields,
  items: z.array(entryItem),
  partners: z.array(partnerView),
  drawn: count,
});
export type DrawableView = z.output<typeof drawableView>;

/** What the public sees of one published version. */
export const publicPlanSummary = z.object({
  jurisdictionId: uuid,
  id: uuid,
  agencyName: z.string(),
  year: count,
  version: count,
  state: z.enum(planStates),
  title: z.string(),
  documentNumber: z.string(),
  reason: z.string(),
  entries: count,
  publishedOn: plainDate,
});
export type PublicPlanSummary = z.output<typeof publicPlanSummary>;

export const publicPlan = publicPlanSummary.extend({
  filedWith: z.string(),
  place: z.string(),
  rows: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      items: z.array(z.string()),
      objects: z.string(),
      partners: z.array(z.string()),
      methods: z.array(z.string()),
      rate: z.string(),
      times: count,
      window: z.object({ from: plainDate, to: plainDate }),
      section: z.string(),
      drawLevel: z.string(),
      checkLevel: z.string(),
    }),
  ),
  versions: z.array(z.object({ id: uuid, version: count, publishedOn: plainDate, reason: z.string() })),
});
export type PublicPlan = z.output<typeof publicPlan>;
