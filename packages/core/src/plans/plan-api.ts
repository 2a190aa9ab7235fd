/** Office routes of annual plans: the plan's way, its entries and proposals, joint entries, files. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, line, nothing, paragraph, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { planEntryFields, planSteps } from './plan.ts';
import { entrySteps } from './plan-rules.ts';
import {
  drawableView,
  entryFigures,
  mergeView,
  partnerStates,
  planDifference,
  planInvitation,
  planSummary,
  planView,
} from './plan-views.ts';

export const planReaders = only(
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
);
const office = only('legalOfficer');
const proposers = only('legalOfficer', 'sectionOfficer');

const byId = z.object({ id: uuid });
const act = z.object({ actionId });
const changed = z.object({ id: uuid });
const reading = {
  method: 'GET',
  body: nothing,
  query: nothing,
  transfer: 'json',
  audit: null,
  rate: 'read',
} as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const listPlans = route({
  ...reading,
  id: 'plans.list',
  path: '/api/plans',
  params: nothing,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
  response: z.object({ rows: z.array(planSummary) }),
  policy: planReaders,
});
export const openPlan = route({
  ...writing,
  id: 'plans.open',
  path: '/api/plans',
  params: nothing,
  body: act.extend({ year: z.number().int().min(2000).max(2100) }),
  response: changed,
  policy: office,
  audit: 'plan.opened',
});
export const getPlan = route({
  ...reading,
  id: 'plans.get',
  path: '/api/plans/:id',
  params: byId,
  response: planView,
  policy: planReaders,
});
/** Base and expected number of each entry from the register as it is now. */
export const planFigures = route({
  ...reading,
  id: 'plans.figures',
  path: '/api/plans/:id/figures',
  params: byId,
  response: z.object({ rows: z.array(entryFigures) }),
  policy: planReaders,
  rate: 'heavy',
});
export const takePlanStep = route({
  ...writing,
  id: 'plans.step',
  path: '/api/plans/:id/steps',
  params: byId,
  body: act.extend({
    version: z.number().int().min(1),
    step: z.enum(planSteps),
    reason: paragraph(1000).default(''),
    /** Of a publication: where it stands beside the own portal, and the 文号 from the office's register. */
    place: line(300).default(''),
    documentNumber: line(80).default(''),
    /** Of a filing on paper, noted by the office; an office that confirms receipt here needs none. */
    filing: z
      .object({ office: requiredLine(100), number: line(80), day: plainDate })
      .nullable()
      .default(null),
  }),
  response: changed,
  policy: only('legalOfficer', 'agencyHead', 'coordinator', 'justiceOfficer'),
  audit: 'plan.step_taken',
});
/** Starts the next version of a published plan, with the reason that will be published with it. */
export const adjustPlan = route({
  ...writing,
  id: 'plans.adjust',
  path: '/api/plans/:id/adjustments',
  params: byId,
  body: act.extend({ reason: requiredLine(500) }),
  response: changed,
  policy: office,
  audit: 'plan.adjustment_opened',
});
export const planDifferences = route({
  ...reading,
  id: 'plans.differences',
  path: '/api/plans/:id/differences',
  params: byId,
  response: z.object({ rows: z.array(planDifference) }),
  policy: planReaders,
});
export const addEntry = route({
  ...writing,
  id: 'plans.addEntry',
  path: '/api/plans/:id/entries',
  params: byId,
  body: act.extend({ fields: planEntryFields, submit: z.boolean() }),
  response: changed,
  policy: proposers,
  audit: 'plan.entry_added',
});
export const editEntry = route({
  ...writing,
  method: 'PUT',
  id: 'plans.editEntry',
  path: '/api/plan-entries/:id',
  params: byId,
  body: act.extend({ version: z.number().int().min(1), fields: planEntryFields, submit: z.boolean() }),
  response: changed,
  policy: proposers,
  audit: 'plan.entry_changed',
});
/** One step for many entries of one plan: all of them, or none. */
export const stepEntries = route({
  ...writing,
  id: 'plans.stepEntries',
  path: '/api/plans/:id/entry-steps',
  params: byId,
  body: act.extend({
    entryIds: z.array(uuid).min(1).max(200),
    step: z.enum(entrySteps),
    reason: line(500).default(''),
  }),
  response: z.object({ count: z.number().int() }),
  policy: proposers,
  audit: 'plan.entries_moved',
});
export const lastYearEntries = route({
  ...reading,
  id: 'plans.lastYear',
  path: '/api/plans/:id/last-year',
  params: byId,
  response: z.object({
    year: z.number().int(),
    rows: z.array(
      z.object({
        entryId: uuid,
        number: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        sectionName: z.string().nullable(),
        own: z.boolean(),
        /** Already in this year's plan. */
        copied: z.boolean(),
        /** Items that are no longer published, by name; such a copy stays a draft. */
        unpublished: z.array(z.string()),
      }),
    ),
  }),
  policy: proposers,
});
export const copyEntries = route({
  ...writing,
  id: 'plans.copyEntries',
  path: '/api/plans/:id/copies',
  params: byId,
  body: act.extend({ entryIds: z.array(uuid).min(1).max(200), submit: z.boolean() }),
  response: z.object({ count: z.number().int(), drafts: z.number().int() }),
  policy: proposers,
  audit: 'plan.entries_copied',
});
/** A draft entry for each item, with the ratio, method and section that the item list names. */
export const addFromItems = route({
  ...writing,
  id: 'plans.addFromItems',
  path: '/api/plans/:id/items',
  params: byId,
  body: act.extend({ itemKeys: z.array(uuid).min(1).max(200) }),
  response: z.object({ count: z.number().int() }),
  policy: proposers,
  audit: 'plan.entries_from_items',
});
/** A spreadsheet in the customary columns: each readable row becomes a draft entry; the others are named with their problem. */
export const importEntries = route({
  id: 'plans.importEntries',
  method: 'POST',
  path: '/api/plans/:id/import',
  params: byId,
  query: nothing,
  body: act,
  response: z.object({
    count: z.number().int(),
    problems: z.array(
      z.object({ row: z.number().int(), column: z.string(), code: z.string(), value: z.string() }),
    ),
  }),
  transfer: 'upload',
  policy: proposers,
  audit: 'plan.entries_imported',
  rate: 'upload',
});

export const listPlanInvitations = route({
  ...reading,
  id: 'plans.invitations',
  path: '/api/plan-invitations',
  params: nothing,
  response: z.object({ rows: z.array(planInvitation) }),
  policy: proposers,
});
/** A partner confirms and names its pool; for a body outside the platform the initiator enters the answer of its letter. */
export const answerPartner = route({
  ...writing,
  id: 'plans.answerPartner',
  path: '/api/plan-entries/:id/participation',
  params: byId,
  body: act.extend({
    answer: z.enum(partnerStates).exclude(['invited']),
    inspectorIds: z.array(uuid).min(1).max(20_000).nullable().default(null),
    note: line(300).default(''),
    /** Name of the outside body whose answer is entered for it. */
    outsideName: line(80).default(''),
  }),
  response: changed,
  policy: proposers,
  audit: 'plan.participation_answered',
});

export const listMerges = route({
  ...reading,
  id: 'plans.merges',
  path: '/api/plan-merges',
  params: nothing,
  response: z.object({ rows: z.array(mergeView) }),
  policy: planReaders,
});
/** Takes `otherId` into `entryId`: at once inside one plan, asked of the other agency otherwise. */
export const mergeEntries = route({
  ...writing,
  id: 'plans.merge',
  path: '/api/plan-merges',
  params: nothing,
  body: act.extend({ entryId: uuid, otherId: uuid, objects: z.number().int().min(0).max(10_000_000) }),
  response: z.object({ outcome: z.enum(['merged', 'asked']) }),
  policy: office,
  audit: 'plan.merge_proposed',
});
export const answerMerge = route({
  ...writing,
  id: 'plans.answerMerge',
  path: '/api/plan-merges/:id/answer',
  params: byId,
  body: act.extend({ answer: z.enum(['accepted', 'declined']), reason: line(300).default('') }),
  response: changed,
  policy: office,
  audit: 'plan.merge_answered',
});

/** Whoever can take part in a joint entry, with the published items that it would bring. */
export const listPlanAgencies = route({
  ...reading,
  id: 'plans.agencies',
  path: '/api/plan-agencies',
  params: nothing,
  response: z.object({
    rows: z.array(
      z.object({
        agencyId: uuid,
        name: z.string(),
        level: z.string(),
        own: z.boolean(),
        items: z.array(z.object({ itemKey: uuid, name: z.string() })),
      }),
    ),
  }),
  policy: proposers,
});

export const listDrawableEntries = route({
  ...reading,
  id: 'plans.drawable',
  path: '/api/drawable-entries',
  params: nothing,
  response: z.object({ rows: z.array(drawableView) }),
  policy: proposers,
});
