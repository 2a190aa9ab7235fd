/** Routes of certificates, changes of post, training and the masked telephone number of an inspector. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  line,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { careerView, certificateFields, postChangeFields, trainingFields, trainingRow } from './career.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const made = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const getCareer = route({
  ...reading,
  id: 'inspectors.career',
  path: '/api/inspectors/:id/career',
  params: byId,
  query: nothing,
  response: careerView,
  policy: readers,
});
/** Enters a certificate, or changes the one of the same kind and number. `main` makes it the one that a draw reads. */
export const saveCertificate = route({
  ...writing,
  id: 'inspectors.certificate',
  path: '/api/inspectors/:id/certificates',
  params: byId,
  body: certificateFields.extend({ actionId, main: z.boolean() }),
  response: made,
  policy: editors,
  audit: 'inspector.certificate_saved',
});
export const recordPostChange = route({
  ...writing,
  id: 'inspectors.postChange',
  path: '/api/inspectors/:id/post-changes',
  params: byId,
  body: postChangeFields.extend({ actionId }),
  response: made,
  policy: editors,
  audit: 'inspector.post_changed',
});
export const cancelPostChange = route({
  ...writing,
  id: 'inspectors.cancelPostChange',
  path: '/api/inspectors/:id/post-changes/:changeId/cancel',
  params: z.object({ id: uuid, changeId: uuid }),
  body: z.object({ actionId, reason: requiredLine(200) }),
  response: made,
  policy: editors,
  audit: 'inspector.post_change_cancelled',
});
/** Keeps a mobile number sealed; an empty one removes it. */
export const savePhone = route({
  ...writing,
  id: 'inspectors.phone',
  path: '/api/inspectors/:id/phone',
  params: byId,
  body: z.object({ actionId, phone: z.string().regex(/^(1\d{10})?$/) }),
  response: z.object({ phoneTail: z.string() }),
  policy: editors,
  audit: 'inspector.phone_saved',
});
/** The whole number, for the one who must call; the ledger says who looked. */
export const readPhone = route({
  id: 'inspectors.readPhone',
  method: 'GET',
  path: '/api/inspectors/:id/phone',
  params: byId,
  query: nothing,
  body: nothing,
  response: z.object({ phone: z.string() }),
  transfer: 'json',
  policy: editors,
  audit: 'inspector.phone_read',
  rate: 'read',
});

export const trainingFilter = z.object({
  text: line(100).optional(),
  inspectorId: uuid.optional(),
  fromDay: plainDate.optional(),
  toDay: plainDate.optional(),
});
export const listTraining = route({
  ...reading,
  id: 'training.list',
  path: '/api/training-records',
  params: nothing,
  query: pageQuery.extend(trainingFilter.shape),
  response: pageOf(trainingRow),
  policy: readers,
});
/** One course for everybody who took part. */
export const recordTraining = route({
  ...writing,
  id: 'training.record',
  path: '/api/training-records',
  params: nothing,
  body: trainingFields.extend({ actionId, inspectorIds: z.array(uuid).min(1).max(500) }),
  response: z.object({ recorded: z.number().int(), known: z.number().int() }),
  policy: editors,
  audit: 'training.recorded',
});
export const removeTraining = route({
  ...writing,
  id: 'training.remove',
  path: '/api/training-records/:id/remove',
  params: byId,
  body: z.object({ actionId, reason: requiredLine(200) }),
  response: made,
  policy: editors,
  audit: 'training.removed',
});
const readTrainingRow = z.object({
  row: z.number().int(),
  name: z.string(),
  certificateNumber: z.string(),
  course: z.string(),
  fromDay: z.string(),
  hours: z.string(),
  /** Null: will be recorded. Otherwise a key of `inspector-refusal-text`. */
  problem: z.string().nullable(),
});
export type ReadTrainingRow = z.output<typeof readTrainingRow>;
const trainingFile = z.object({
  ready: z.number().int(),
  /** The first rows, those with problems before the others. */
  rows: z.array(readTrainingRow),
});
/** Reads a file of courses and says what would be recorded; writes nothing. */
export const previewTraining = route({
  id: 'training.preview',
  method: 'POST',
  path: '/api/training-records/preview',
  params: nothing,
  query: nothing,
  body: nothing,
  response: trainingFile,
  transfer: 'upload',
  policy: editors,
  audit: null,
  rate: 'upload',
});
export const importTraining = route({
  id: 'training.import',
  method: 'POST',
  path: '/api/training-records/import',
  params: nothing,
  query: z.object({ actionId }),
  body: nothing,
  response: z.object({ recorded: z.number().int(), known: z.number().int(), refused: z.number().int() }),
  transfer: 'upload',
  policy: editors,
  audit: 'training.imported',
  rate: 'upload',
});
