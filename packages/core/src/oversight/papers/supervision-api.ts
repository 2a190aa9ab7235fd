/** Routes of papers of supervision: drafted from a row, brought to a leader, sent, received, replied to, closed. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  uuid,
} from '../../common/schemas.ts';
import {
  supervisionAbout,
  supervisionContent,
  supervisionDrafters,
  supervisionKinds,
  supervisionMoves,
  supervisionSource,
  supervisionStates,
  supervisionTo,
} from './supervision-paper.ts';

export const supervisionReaders = [...supervisionDrafters, 'inspector', 'auditor'] as const;
const readers = only(...supervisionReaders);
const drafters = only(...supervisionDrafters);
const takers = only(...supervisionDrafters, 'inspector');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { rate: 'write', transfer: 'json', query: nothing } as const;
const version = z.number().int().min(1);
const kind = z.enum(supervisionKinds);

export const supervisionLists = ['toDo', 'overdue', 'sent', 'received', 'all'] as const;
export type SupervisionList = (typeof supervisionLists)[number];

const row = z.object({
  id: uuid,
  kind,
  state: z.enum(supervisionStates),
  number: z.string().nullable(),
  title: z.string(),
  /** The agency that urges. */
  agencyName: z.string(),
  toName: z.string(),
  draftedName: z.string(),
  draftedOn: plainDate,
  approvedOn: plainDate.nullable(),
  replyDue: plainDate.nullable(),
  /** Working days until the reply is due; -1 when it is over; null when none is awaited. */
  daysLeft: z.number().int().nullable(),
});
export type SupervisionRow = z.output<typeof row>;

export const listSupervision = route({
  ...reading,
  id: 'supervision.list',
  path: '/api/oversight/papers',
  params: nothing,
  query: pageQuery.extend({
    of: z.enum(supervisionLists).default('toDo'),
    kind: kind.optional(),
    text: line(100).optional(),
  }),
  response: pageOf(row),
  policy: readers,
});

const choice = z.object({ id: uuid, name: z.string() });
const proposal = z.object({
  kind,
  source: supervisionSource,
  content: supervisionContent,
  to: supervisionTo,
  replyDue: plainDate.nullable(),
  sections: z.array(choice),
  people: z.array(choice),
});
export type SupervisionProposal = z.output<typeof proposal>;

/** What a paper about this row would say; nothing is saved. */
export const proposeSupervision = route({
  ...reading,
  id: 'supervision.propose',
  path: '/api/oversight/papers/proposal',
  params: nothing,
  query: z.object({ kind, about: line(160) }),
  response: proposal,
  policy: drafters,
});

const fields = z.object({
  content: supervisionContent,
  to: supervisionTo,
  replyDue: plainDate.nullable(),
});
export type SupervisionFields = z.output<typeof fields>;
const changed = z.object({ id: uuid, state: z.enum(supervisionStates), version });

/** Without fields the paper says what the proposal says. */
export const draftSupervision = route({
  ...writing,
  id: 'supervision.draft',
  method: 'POST',
  path: '/api/oversight/papers',
  params: nothing,
  body: z.object({ actionId, kind, about: supervisionAbout, fields: fields.nullable().default(null) }),
  response: changed,
  policy: drafters,
  audit: 'supervision.drafted',
});

const detail = row.extend({
  version,
  source: supervisionSource,
  content: supervisionContent,
  to: supervisionTo,
  /** What the records say now; null where the row is gone. */
  now: z.object({ doneOn: plainDate.nullable(), daysLate: z.number().int() }).nullable(),
  approvedName: z.string().nullable(),
  receivedName: z.string().nullable(),
  receivedAt: instant.nullable(),
  reply: z.string(),
  repliedName: z.string().nullable(),
  repliedOn: plainDate.nullable(),
  closedOn: plainDate.nullable(),
  files: z.array(z.object({ id: uuid, name: z.string(), personName: z.string(), at: instant })),
  steps: z.array(z.object({ step: z.string(), personName: z.string(), note: z.string(), at: instant })),
  allowed: z.array(z.enum(supervisionMoves)),
  mayEdit: z.boolean(),
  mayAddFile: z.boolean(),
  sections: z.array(choice),
  people: z.array(choice),
});
export type SupervisionDetail = z.output<typeof detail>;

export const showSupervision = route({
  ...reading,
  id: 'supervision.show',
  path: '/api/oversight/papers/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: readers,
});

export const saveSupervision = route({
  ...writing,
  id: 'supervision.save',
  method: 'PUT',
  path: '/api/oversight/papers/:id',
  params: byId,
  body: fields.extend({ actionId, version }),
  response: changed,
  policy: drafters,
  audit: 'supervision.changed',
});

const filled = (max: number) =>
  paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });
const form = z.discriminatedUnion('move', [
  z.object({ move: z.enum(['submit', 'recall', 'receive']) }),
  z.object({ move: z.enum(['approve', 'close']), note: paragraph(1000) }),
  z.object({ move: z.enum(['return', 'discard', 'sendBack']), note: filled(1000) }),
  z.object({ move: z.literal('reply'), text: filled(4000) }),
]);
export type SupervisionMoveForm = z.output<typeof form>;

export const moveSupervision = route({
  ...writing,
  id: 'supervision.move',
  method: 'POST',
  path: '/api/oversight/papers/:id/moves',
  params: byId,
  body: z.object({ actionId, version, form }),
  response: changed,
  policy: takers,
  audit: 'supervision.moved',
});

/** A file of the reply, before it is sent. */
export const addSupervisionFile = route({
  ...writing,
  id: 'supervision.addFile',
  method: 'POST',
  path: '/api/oversight/papers/:id/files',
  params: byId,
  body: z.object({ actionId }),
  transfer: 'upload',
  response: z.object({ fileId: uuid }),
  policy: takers,
  audit: 'supervision.file_added',
  rate: 'upload',
});

export const downloadSupervisionFile = route({
  ...reading,
  id: 'supervision.file',
  path: '/api/oversight/papers/:id/files/:fileId',
  params: z.object({ id: uuid, fileId: uuid }),
  query: nothing,
  transfer: 'file',
  response: nothing,
  policy: readers,
});

export const printSupervision = route({
  ...reading,
  id: 'supervision.paper',
  path: '/api/oversight/papers/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  transfer: 'file',
  response: nothing,
  policy: readers,
  rate: 'heavy',
});
