/** The public side of objections: which record, the four steps' one request, evidence, and the look-up by number and code. */
import { z } from 'zod';
import { anyone, route } from '../../common/api.ts';
import { actionId, instant, line, nothing, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { objectionOutcomes, objectionStates, typedCode } from './objection.ts';
import { objectionFields } from './objection-api.ts';

const reading = { method: 'GET', body: nothing, audit: null, rate: 'public', transfer: 'json' } as const;

/** 16 hexadecimal digits of a delivered paper, as typed. */
export const paperCode = z
  .string()
  .max(40)
  .transform(typedCode)
  .refine((text) => text === '' || /^[0-9a-f]{16}$/.test(text), { message: 'objection.code_invalid' });
export const receiptNumber = z
  .string()
  .max(40)
  .transform(typedCode)
  .refine((text) => /^[0-9]{10,14}$/.test(text), { message: 'objection.number_invalid' });
export const receiptCode = z
  .string()
  .max(40)
  .transform(typedCode)
  .refine((text) => /^[0-9a-z]{12}$/.test(text), { message: 'objection.code_invalid' });

const target = z.object({
  id: uuid,
  objectName: z.string(),
  agencyName: z.string(),
  taskName: z.string(),
  taskNumber: z.string(),
  inspectedOn: plainDate.nullable(),
  overall: z.string(),
});
export type ObjectionTarget = z.output<typeof target>;

/** Published results of a unit by its credit code or a part of its name; or the one with an id. */
export const objectionTargets = route({
  ...reading,
  id: 'publicObjections.targets',
  path: '/api/public/objection-targets',
  params: nothing,
  query: z.object({ text: line(100).default(''), id: uuid.optional() }),
  response: z.object({ rows: z.array(target) }),
  policy: anyone,
});

export const fileObjection = route({
  id: 'publicObjections.file',
  method: 'POST',
  path: '/api/public/objections',
  params: nothing,
  query: nothing,
  body: objectionFields.extend({
    actionId,
    /** Null: the record is found by the paper's code. */
    publicationId: uuid.nullable(),
    /** On each paper of the visit; without it the objection is taken and marked as unverified. */
    paperCode: paperCode.default(''),
    phone: requiredLine(40),
  }),
  response: z.object({ number: z.string(), code: z.string(), dueOn: plainDate, isVerified: z.boolean() }),
  transfer: 'json',
  policy: anyone,
  audit: 'objection.received',
  rate: 'upload',
});

const receipt = z.object({ number: receiptNumber, code: receiptCode });

export const publicObjection = z.object({
  number: z.string(),
  state: z.enum(objectionStates),
  agencyName: z.string(),
  agencyPhone: z.string(),
  objectName: z.string(),
  taskName: z.string(),
  receivedOn: plainDate,
  dueOn: plainDate,
  isVerified: z.boolean(),
  outcome: z.enum(objectionOutcomes).nullable(),
  /** Why it was not taken up; empty otherwise. */
  rejection: z.string(),
  /** After the reply: reasons and text. */
  reasons: z.string(),
  replyText: z.string(),
  repliedOn: plainDate.nullable(),
  appliedOn: plainDate.nullable(),
  files: z.number().int(),
  filesLeft: z.number().int(),
  steps: z.array(z.object({ step: z.string(), at: instant })),
});
export type PublicObjection = z.output<typeof publicObjection>;

export const lookUpObjection = route({
  ...reading,
  id: 'publicObjections.get',
  path: '/api/public/objections/:number/:code',
  params: receipt,
  query: nothing,
  response: publicObjection,
  policy: anyone,
});

export const addPublicEvidence = route({
  id: 'publicObjections.addFile',
  method: 'POST',
  path: '/api/public/objections/:number/:code/files',
  params: receipt,
  query: nothing,
  body: z.object({ actionId }),
  response: z.object({ fileId: uuid }),
  transfer: 'upload',
  policy: anyone,
  audit: 'objection.file_added',
  rate: 'upload',
});
