/** Routes of tasks that no draw gave, and of a list as a file. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, nothing, uuid } from '../common/schemas.ts';
import { caseFields } from './task.ts';

const byId = z.object({ id: uuid });
const planners = only('legalOfficer', 'sectionOfficer');
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

/** Opens a task that no draw gave; a section's waits for the legal section to send it out. */
export const openCaseTask = route({
  ...writing,
  id: 'caseTasks.open',
  path: '/api/case-tasks',
  params: nothing,
  body: caseFields.extend({ actionId }),
  response: byId,
  policy: planners,
  audit: 'task.opened',
});
export const sendTask = route({
  ...writing,
  id: 'tasks.send',
  path: '/api/tasks/:id/dispatch',
  params: byId,
  body: z.object({ actionId, version: z.number().int() }),
  response: byId,
  policy: only('legalOfficer'),
  audit: 'task.dispatched',
});
/** The list as a file; each line or page carries who took it out, and when. */
export const exportTask = route({
  method: 'GET',
  body: nothing,
  rate: 'heavy',
  id: 'tasks.export',
  path: '/api/tasks/:id/list',
  params: byId,
  query: z.object({ format: z.enum(['xlsx', 'csv', 'pdf']) }),
  response: z.unknown(),
  transfer: 'file',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'task.list_exported',
});
/** The dispatch form (抽查任务派发单) as a paper to seal. */
export const issueDispatchForm = route({
  ...writing,
  id: 'tasks.dispatchForm',
  path: '/api/tasks/:id/dispatch-form',
  params: byId,
  body: z.object({ actionId }),
  response: z.object({ paperId: uuid }),
  policy: only('legalOfficer'),
  audit: 'paper.issued',
});
