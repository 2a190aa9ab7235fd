/** Routes of the yearly scheme: drafting, its way, its number, its paper, and the receipts of those it is sent to. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { documentStepBody } from '../../common/document-flow.ts';
import { actionId, nothing, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { schemeDetail, schemeFields, schemeRow } from './scheme.ts';

const byId = z.object({ id: uuid });
const version = z.number().int().min(1);
const changed = z.object({ id: uuid, version: z.number().int() });
const drafters = only('legalOfficer', 'sectionOfficer');
const readers = only(
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
);

export const listSchemes = route({
  id: 'schemes.list',
  method: 'GET',
  path: '/api/schemes',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({ rows: z.array(schemeRow) }),
  policy: readers,
  audit: null,
  rate: 'read',
});
export const showScheme = route({
  id: 'schemes.show',
  method: 'GET',
  path: '/api/schemes/:id',
  params: byId,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: schemeDetail,
  policy: readers,
  audit: null,
  rate: 'read',
});
/** A draft with the chapters of `copyOf`, or with the usual ones. */
export const createScheme = route({
  id: 'schemes.create',
  method: 'POST',
  path: '/api/schemes',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    year: z.number().int().min(2000).max(2999),
    copyOf: uuid.nullable().default(null),
  }),
  transfer: 'json',
  response: changed,
  policy: drafters,
  audit: 'scheme.created',
  rate: 'write',
});
export const saveScheme = route({
  id: 'schemes.save',
  method: 'PUT',
  path: '/api/schemes/:id',
  params: byId,
  query: nothing,
  body: schemeFields.extend({ actionId, version }),
  transfer: 'json',
  response: changed,
  policy: drafters,
  audit: 'scheme.changed',
  rate: 'write',
});
/** 文号 and day of signature, from the office's own register of documents. */
export const numberScheme = route({
  id: 'schemes.number',
  method: 'PUT',
  path: '/api/schemes/:id/number',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version, documentNumber: requiredLine(60), signedOn: plainDate }),
  transfer: 'json',
  response: changed,
  policy: only('legalOfficer'),
  audit: 'scheme.number_set',
  rate: 'write',
});
export const stepScheme = route({
  id: 'schemes.step',
  method: 'POST',
  path: '/api/schemes/:id/steps',
  params: byId,
  query: nothing,
  body: documentStepBody,
  transfer: 'json',
  response: changed,
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'scheme.step_taken',
  rate: 'write',
});
export const confirmScheme = route({
  id: 'schemes.confirm',
  method: 'POST',
  path: '/api/schemes/:id/receipts',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  transfer: 'json',
  response: z.object({ id: uuid, addressee: z.string() }),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'coordinator', 'justiceOfficer'),
  audit: 'scheme.received',
  rate: 'write',
});
export const printScheme = route({
  id: 'schemes.paper',
  method: 'GET',
  path: '/api/schemes/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
  body: nothing,
  transfer: 'file',
  response: nothing,
  policy: readers,
  audit: 'scheme.printed',
  rate: 'heavy',
});
