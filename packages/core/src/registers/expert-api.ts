/** Routes of experts and technical bodies. None of them leads to a team or a draw: experts assist only. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, line, nothing, pageOf, pageQuery, plainDate, uuid } from '../common/schemas.ts';
import { expertDetail, expertFields, expertKinds, expertRow, expertStatuses, expertSteps } from './expert.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });

export const listExperts = route({
  id: 'experts.list',
  method: 'GET',
  path: '/api/experts',
  params: nothing,
  body: nothing,
  query: pageQuery.extend({
    text: line(100).optional(),
    status: z.enum(expertStatuses).optional(),
    kind: z.enum(expertKinds).optional(),
  }),
  response: pageOf(expertRow),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const getExpert = route({
  id: 'experts.get',
  method: 'GET',
  path: '/api/experts/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: expertDetail,
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
/** Enters an application or proposal, or corrects the record; the state changes by steps only. */
export const saveExpert = route({
  id: 'experts.save',
  method: 'POST',
  path: '/api/experts',
  params: nothing,
  query: nothing,
  body: expertFields.extend({ actionId, id: uuid.optional(), version: z.number().int().optional() }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'expert.saved',
  rate: 'write',
});
export const takeExpertStep = route({
  id: 'experts.step',
  method: 'POST',
  path: '/api/experts/:id/steps',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    version: z.number().int(),
    step: z.enum(expertSteps),
    reason: line(200),
    termTo: plainDate.nullable(),
  }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'expert.step_taken',
  rate: 'write',
});
/** A qualification document: PDF, PNG or JPEG. */
export const uploadExpertFile = route({
  id: 'experts.upload',
  method: 'POST',
  path: '/api/experts/:id/files',
  params: byId,
  query: z.object({ actionId }),
  body: nothing,
  response: z.object({ id: uuid }),
  transfer: 'upload',
  policy: editors,
  audit: 'expert.file_stored',
  rate: 'upload',
});
export const downloadExpertFile = route({
  id: 'experts.file',
  method: 'GET',
  path: '/api/experts/:id/files/:fileId',
  params: z.object({ id: uuid, fileId: uuid }),
  query: nothing,
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: editors,
  audit: null,
  rate: 'read',
});
