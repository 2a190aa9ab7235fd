/** Routes of tasks: what waits for dispatch, dispatch, lists, the own list of an inspector and claiming. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, line, nothing, pageOf, pageQuery, uuid } from '../common/schemas.ts';
import { taskStates, teamStages } from './inspection.ts';
import {
  dispatchFields,
  dispatchPreview,
  inspectionRow,
  leftOutInspection,
  myInspection,
  pendingDispatch,
  taskRow,
  taskSeen,
  taskView,
} from './task.ts';

const byId = z.object({ id: uuid });
const leads = only('legalOfficer');
const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
/** Whoever may stand in a team. */
const goers = only('inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead');
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const listPendingDispatches = route({
  ...reading,
  id: 'tasks.pending',
  path: '/api/pending-dispatches',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(pendingDispatch) }),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
});
export const previewDispatch = route({
  ...reading,
  id: 'tasks.preview',
  path: '/api/pending-dispatches/:kind/:id',
  params: z.object({ kind: z.enum(['draw', 'outsideDraw']), id: uuid }),
  query: nothing,
  response: dispatchPreview,
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
});
/** Sends the list of a draw out: from now on each inspector sees what is theirs. */
export const dispatchTaskRoute = route({
  ...writing,
  id: 'tasks.dispatch',
  path: '/api/tasks',
  params: nothing,
  body: dispatchFields.extend({ actionId }),
  response: byId,
  policy: leads,
  audit: 'task.dispatched',
});

export const taskFilter = z.object({
  state: z.enum(taskStates).optional(),
  /** `late`: sent out after its last day; `silent`: a team did not claim in time; `vacant`: somebody left and nobody stepped in. */
  overdue: z.enum(['late', 'silent', 'vacant']).optional(),
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  text: line(100).optional(),
});
export type TaskFilter = z.output<typeof taskFilter>;
export const listTasks = route({
  ...reading,
  id: 'tasks.list',
  path: '/api/tasks',
  params: nothing,
  query: pageQuery.extend(taskFilter.shape),
  response: pageOf(taskRow),
  policy: readers,
});
export const getTask = route({
  ...reading,
  id: 'tasks.get',
  path: '/api/tasks/:id',
  params: byId,
  query: nothing,
  response: taskView,
  policy: readers,
});
/** The list with its teams; whoever reads it is noted. */
export const listTaskInspections = route({
  ...reading,
  id: 'tasks.inspections',
  path: '/api/tasks/:id/inspections',
  params: byId,
  query: z.object({
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    stage: z.enum(teamStages).optional(),
  }),
  response: pageOf(inspectionRow),
  policy: readers,
});
export const listTaskViews = route({
  ...reading,
  id: 'tasks.views',
  path: '/api/tasks/:id/views',
  params: byId,
  query: pageQuery,
  response: pageOf(taskSeen),
  policy: only('legalOfficer', 'auditor'),
});

export const listMyInspections = route({
  ...reading,
  id: 'myInspections.list',
  path: '/api/my-inspections',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(myInspection), leftOut: z.array(leftOutInspection) }),
  policy: goers,
});
/** Claims one or all; what cannot be claimed is named with its reason. */
export const claimMine = route({
  ...writing,
  id: 'myInspections.claim',
  path: '/api/my-inspections/claim',
  params: nothing,
  body: z.object({ actionId, inspectionIds: z.array(uuid).min(1).max(500) }),
  response: z.object({
    claimed: z.array(uuid),
    refused: z.array(
      z.object({
        id: uuid,
        code: z.string(),
        data: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ),
    /** Claimed although the person was not trained on these sheets: the rule book only warns. */
    untrained: z.array(z.object({ id: uuid, sheets: z.string() })),
  }),
  policy: goers,
  audit: 'inspection.claimed',
});
