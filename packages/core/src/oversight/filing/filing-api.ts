/** Routes of the filing of a task's scheme (检查方案备案): where it stands, noting it, taking a mistake back, its receipt. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, line, nothing, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

/** Bytes of a receipt. */
export const filingMaxBytes = 20 * 1024 * 1024;
export const filingTypes = ['.pdf', '.jpg', '.jpeg', '.png', '.docx'] as const;

const byId = z.object({ id: uuid });
const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor', 'coordinator');
const filers = only('legalOfficer', 'sectionOfficer');
const reading = { method: 'GET', query: nothing, body: nothing, audit: null, rate: 'read' } as const;

const filing = z.object({
  id: uuid,
  office: z.string(),
  number: z.string(),
  filedOn: plainDate,
  filedName: z.string(),
  filedAt: instant,
  withdrawn: z.object({ name: z.string(), at: instant, reason: z.string() }).nullable(),
});

const state = z.object({
  /** The agency's rule book asks for it and the task is a routine one on site; else nothing is due, but may be noted. */
  isAsked: z.boolean(),
  /** Of the clock, once it runs. */
  clockKey: z.string().nullable(),
  dueOn: plainDate.nullable(),
  /** The day from which the due day is counted back. */
  before: plainDate.nullable(),
  filing: filing.nullable(),
  earlier: z.array(filing),
  mayFile: z.boolean(),
});
export type FilingState = z.output<typeof state>;

export const readFiling = route({
  ...reading,
  id: 'tasks.filing',
  path: '/api/tasks/:id/filing',
  params: byId,
  transfer: 'json',
  response: state,
  policy: readers,
});

export const fileScheme = route({
  id: 'tasks.fileScheme',
  method: 'POST',
  path: '/api/tasks/:id/filing',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    office: requiredLine(100),
    number: line(60),
    filedOn: plainDate,
  }),
  transfer: 'upload',
  response: byId,
  policy: filers,
  audit: 'task.scheme_filed',
  rate: 'upload',
});

export const withdrawFiling = route({
  id: 'tasks.withdrawFiling',
  method: 'POST',
  path: '/api/tasks/:id/filing/withdrawal',
  params: byId,
  query: nothing,
  body: z.object({ actionId, filingId: uuid, reason: requiredLine(300) }),
  transfer: 'json',
  response: byId,
  policy: filers,
  audit: 'task.scheme_filing_withdrawn',
  rate: 'write',
});

export const downloadFiling = route({
  ...reading,
  id: 'tasks.filingReceipt',
  path: '/api/tasks/:id/filing/:filingId/receipt',
  params: z.object({ id: uuid, filingId: uuid }),
  transfer: 'file',
  response: nothing,
  policy: readers,
});
