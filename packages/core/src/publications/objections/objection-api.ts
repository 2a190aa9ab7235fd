/** Routes of objections in the office. */
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
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import {
  applicantKinds,
  applicantProofs,
  dueBasis,
  objectionMoves,
  objectionOutcomes,
  objectionProposal,
  objectionSources,
  objectionStates,
  replyWays,
} from './objection.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const officers = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;
const version = z.number().int().min(0);
const filled = (max: number) =>
  paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });

export const objectionLists = ['open', 'late', 'mine', 'decide', 'done', 'forwarded', 'all'] as const;
export type ObjectionList = (typeof objectionLists)[number];

const summary = z.object({
  id: uuid,
  number: z.string(),
  state: z.enum(objectionStates),
  /** Of the row, for writes. */
  version,
  source: z.enum(objectionSources),
  applicantKind: z.enum(applicantKinds),
  /** Of an enterprise or another unit; empty for a natural person. */
  applicantName: z.string(),
  isVerified: z.boolean(),
  publicationId: uuid,
  objectName: z.string(),
  taskNumber: z.string(),
  agencyName: z.string(),
  receivedOn: plainDate,
  dueOn: plainDate,
  /** Working days until the due day; -1 when it is over; null when the reply was given. */
  daysLeft: z.number().int().nullable(),
  handlerName: z.string().nullable(),
  outcome: z.enum(objectionOutcomes).nullable(),
  /** The handler has proposed; the head decides. */
  isProposed: z.boolean(),
});
export type ObjectionRow = z.output<typeof summary>;

export const listObjections = route({
  ...reading,
  id: 'objections.list',
  path: '/api/objections',
  params: nothing,
  query: pageQuery.extend({
    of: z.enum(objectionLists).default('open'),
    /** Of the own directory: objections to results about the same object. */
    objectId: uuid.optional(),
    text: line(100).optional(),
  }),
  response: pageOf(summary),
  policy: readers,
});

/** How an applicant is reached; for whoever handles the objection. */
export const applicantContact = z.object({
  name: line(100),
  phone: line(40),
  address: line(300),
});
export type ApplicantContact = z.output<typeof applicantContact>;

export const objectionReply = z.object({
  documentNumber: line(100),
  /** What the reply says beside decision and reasons. */
  text: paragraph(4000),
  way: z.enum(replyWays),
  repliedOn: plainDate,
});
export type ObjectionReply = z.output<typeof objectionReply>;

const detail = summary.extend({
  grounds: z.string(),
  proof: z.enum(applicantProofs),
  dueBasis,
  /** Null where this person may not see it. */
  contact: applicantContact.nullable(),
  inspectionId: uuid.nullable(),
  publicationState: z.string(),
  isObjected: z.boolean(),
  decidedName: z.string().nullable(),
  decidedOn: plainDate.nullable(),
  appliedOn: plainDate.nullable(),
  closedOn: plainDate.nullable(),
  reply: objectionReply.nullable(),
  proposal: objectionProposal.nullable(),
  /** The result as it stands, for the proposal. */
  result: z
    .object({
      items: z.array(z.object({ itemKey: uuid, name: z.string(), code: z.string(), wording: z.string() })),
      findings: z.array(z.object({ id: uuid, itemKey: uuid.nullable(), text: z.string() })),
      codes: z.array(z.object({ code: z.string(), wording: z.string(), isProblem: z.boolean() })),
    })
    .nullable(),
  files: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      source: z.enum(['applicant', 'office']),
      at: instant,
    }),
  ),
  steps: z.array(z.object({ step: z.string(), personName: z.string(), note: z.string(), at: instant })),
  /** Who may be given the objection: officers of this agency who had no part in the result. */
  handlers: z.array(z.object({ id: uuid, name: z.string() })),
  allowed: z.array(z.enum(objectionMoves)),
  /** The person inspected, entered or reviewed this result. */
  isInvolved: z.boolean(),
});
export type ObjectionDetail = z.output<typeof detail>;

export const getObjection = route({
  ...reading,
  id: 'objections.get',
  path: '/api/objections/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: readers,
});

/** What somebody who objects says; the same for all ways in. */
export const objectionFields = z.object({
  applicantKind: z.enum(applicantKinds),
  name: requiredLine(100),
  phone: line(40),
  address: line(300),
  grounds: filled(4000),
});
export type ObjectionFields = z.output<typeof objectionFields>;

/** Results to which staff of this agency may enter a paper objection: its own, and those of partners in its joint tasks. */
export const enterableResults = route({
  ...reading,
  id: 'objections.results',
  path: '/api/objection-results',
  params: nothing,
  query: z.object({ text: line(100).default('') }),
  response: z.object({
    rows: z.array(
      z.object({
        id: uuid,
        objectName: z.string(),
        taskNumber: z.string(),
        resultOn: plainDate.nullable(),
        agencyName: z.string(),
        /** Another agency answers for it; the objection is handed on. */
        isPartner: z.boolean(),
      }),
    ),
  }),
  policy: officers,
});

/** A paper objection: staff enter it for whoever came or wrote; one to a partner's result goes to that agency. */
export const enterObjection = route({
  ...writing,
  id: 'objections.enter',
  path: '/api/objections',
  params: nothing,
  body: objectionFields.extend({
    actionId,
    publicationId: uuid,
    receivedOn: plainDate,
    /** Staff looked at identity card, licence or letter of authority; nothing of it is kept. */
    isIdentitySeen: z.boolean(),
  }),
  response: z.object({ id: uuid, number: z.string(), code: z.string(), dueOn: plainDate }),
  policy: officers,
  audit: 'objection.received',
});

const move = z.discriminatedUnion('move', [
  z.object({ move: z.literal('accept'), note: paragraph(1000) }),
  z.object({ move: z.literal('reject'), note: filled(1000) }),
  z.object({ move: z.literal('assign'), handlerId: uuid, note: paragraph(1000) }),
  z.object({ move: z.literal('note'), note: filled(4000) }),
  objectionProposal.extend({ move: z.literal('propose') }),
  z.object({ move: z.literal('return'), note: filled(1000) }),
  z.object({ move: z.literal('decide'), note: paragraph(1000) }),
  objectionReply.extend({ move: z.literal('reply') }),
  z.object({ move: z.literal('close'), note: paragraph(1000) }),
]);
export type ObjectionMoveForm = z.output<typeof move>;

export const moveObjection = route({
  ...writing,
  id: 'objections.move',
  path: '/api/objections/:id/moves',
  params: byId,
  body: z.object({ actionId, version, form: move }),
  response: z.object({ id: uuid, state: z.enum(objectionStates), version }),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'objection.moved',
});

/** Result, publication and mark change together. */
export const applyObjection = route({
  ...writing,
  id: 'objections.apply',
  path: '/api/objections/:id/apply',
  params: byId,
  body: z.object({ actionId, version }),
  response: z.object({ id: uuid, state: z.enum(objectionStates), version }),
  policy: officers,
  audit: 'objection.applied',
});

export const addObjectionFile = route({
  ...writing,
  id: 'objections.addFile',
  path: '/api/objections/:id/files',
  params: byId,
  body: z.object({ actionId }),
  transfer: 'upload',
  response: z.object({ fileId: uuid }),
  policy: officers,
  audit: 'objection.file_added',
  rate: 'upload',
});

export const downloadObjectionFile = route({
  ...reading,
  id: 'objections.file',
  path: '/api/objections/:id/files/:fileId',
  params: z.object({ id: uuid, fileId: uuid }),
  query: nothing,
  transfer: 'file',
  response: nothing,
  policy: readers,
});

/** 异议答复书, or 不予受理通知书. */
export const objectionPaper = route({
  ...reading,
  id: 'objections.paper',
  path: '/api/objections/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  transfer: 'file',
  response: nothing,
  policy: readers,
});
