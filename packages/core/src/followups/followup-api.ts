/** Routes of the follow-up in the office: list, one problem, moves, files, the leniency checklist, penalties as a file. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, line, nothing, pageOf, pageQuery, plainDate, uuid } from '../common/schemas.ts';
import { followupKinds } from './followup.ts';
import { followupForm } from './followup-forms.ts';
import { followupDetail, followupRow, leniencyChecklist } from './followup-views.ts';
import { leniencyGrounds } from './leniency-check.ts';

const byId = z.object({ id: uuid });
const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor');
const movers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read' } as const;

/** What a list shows: all open ones, late ones, those that wait for one thing, closed ones. */
export const followupLists = ['open', 'late', 'pending', 'recheck', 'receive', 'decide', 'closed'] as const;
export type FollowupList = (typeof followupLists)[number];

export const followupFilter = z.object({
  of: z.enum(followupLists).default('open'),
  kind: z.enum(followupKinds).optional(),
  sectionId: uuid.optional(),
  taskId: uuid.optional(),
  /** Of the own directory: problems found at the same object, in whoever's task. */
  objectId: uuid.optional(),
  /** Part of the object's name or credit code, or of the problem. */
  text: line(100).optional(),
});
export type FollowupFilter = z.output<typeof followupFilter>;

export const listFollowups = route({
  ...reading,
  id: 'followups.list',
  path: '/api/followups',
  params: nothing,
  query: pageQuery.extend(followupFilter.shape),
  response: pageOf(followupRow),
  transfer: 'json',
  policy: readers,
});
/** How many wait for what; no figure is about a person. */
export const followupFigures = route({
  ...reading,
  id: 'followups.figures',
  path: '/api/followup-figures',
  params: nothing,
  query: nothing,
  response: z.object({
    open: z.number().int(),
    late: z.number().int(),
    pending: z.number().int(),
    recheck: z.number().int(),
    /** Day of correction passed, nothing reported or checked. */
    uncorrected: z.number().int(),
    receive: z.number().int(),
    decide: z.number().int(),
  }),
  transfer: 'json',
  policy: readers,
});
export const getFollowup = route({
  ...reading,
  id: 'followups.get',
  path: '/api/followups/:id',
  params: byId,
  query: nothing,
  response: followupDetail,
  transfer: 'json',
  policy: readers,
});
export const followupsOfInspection = route({
  ...reading,
  id: 'followups.ofInspection',
  path: '/api/inspections/:id/followups',
  params: byId,
  query: nothing,
  response: z.object({ rows: z.array(followupRow) }),
  transfer: 'json',
  policy: readers,
});
/** One step on one problem, or the same step on several of them: an order with three problems, a batch of approvals. */
export const moveFollowups = route({
  id: 'followups.move',
  method: 'POST',
  path: '/api/followup-moves',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    items: z
      .array(z.object({ findingId: uuid, version: z.number().int().min(0) }))
      .min(1)
      .max(60),
    form: followupForm,
  }),
  response: z.object({ moved: z.number().int(), paperId: uuid.nullable(), inspectionId: uuid.nullable() }),
  transfer: 'json',
  policy: movers,
  audit: 'followup.moved',
  rate: 'write',
});
export const addFollowupFile = route({
  id: 'followups.addFile',
  method: 'POST',
  path: '/api/followups/:id/files',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: z.object({ fileId: uuid }),
  transfer: 'upload',
  policy: movers,
  audit: 'followup.file_added',
  rate: 'upload',
});
export const downloadFollowupFile = route({
  ...reading,
  id: 'followups.file',
  path: '/api/followups/:id/files/:fileId',
  params: z.object({ id: uuid, fileId: uuid }),
  query: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
});
export const leniencyChecklistRoute = route({
  ...reading,
  id: 'followups.leniency',
  path: '/api/followups/:id/leniency',
  params: byId,
  query: z.object({ ground: z.enum(leniencyGrounds), entryKey: uuid.optional() }),
  response: leniencyChecklist,
  transfer: 'json',
  policy: movers,
});
/** 双公示: penalties decided in a time, one line each. */
export const exportPenalties = route({
  ...reading,
  id: 'penalties.export',
  path: '/api/penalties/export',
  params: nothing,
  query: z.object({ from: plainDate, to: plainDate, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: nothing,
  transfer: 'file',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
});
