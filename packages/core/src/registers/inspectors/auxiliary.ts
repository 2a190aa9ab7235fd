/**
 * Daily-supervision staff without a certificate (辅助人员): listed, never drawn, never counted towards the two. They are
 * no inspectors with a flag but records of another kind, so that nothing that asks for inspectors can meet them.
 */
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
import { establishments } from './career.ts';

export const auxiliaryFields = z.object({
  name: requiredLine(60),
  establishment: z.enum(establishments),
  post: line(60),
  duties: line(200),
  sectionId: uuid.nullable(),
});
export type AuxiliaryFields = z.output<typeof auxiliaryFields>;
export const auxiliaryRow = auxiliaryFields.extend({
  id: uuid,
  sectionName: z.string().nullable(),
  status: z.enum(['active', 'inactive', 'certified']),
  inspectorId: uuid.nullable(),
  version: z.number().int(),
});
export type AuxiliaryRow = z.output<typeof auxiliaryRow>;

const editors = only('legalOfficer', 'sectionOfficer');
const changed = z.object({ id: uuid, version: z.number().int() });

export const listAuxiliary = route({
  id: 'auxiliary.list',
  method: 'GET',
  path: '/api/auxiliary-staff',
  params: nothing,
  body: nothing,
  query: pageQuery.extend({
    text: line(100).optional(),
    status: z.enum(['active', 'inactive', 'certified']).optional(),
  }),
  response: pageOf(auxiliaryRow),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor'),
  audit: null,
  rate: 'read',
});
export const saveAuxiliary = route({
  id: 'auxiliary.save',
  method: 'POST',
  path: '/api/auxiliary-staff',
  params: nothing,
  query: nothing,
  body: auxiliaryFields.extend({
    actionId,
    id: uuid.optional(),
    version: z.number().int().optional(),
    status: z.enum(['active', 'inactive']),
  }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'auxiliary.saved',
  rate: 'write',
});
/** The examination is passed: the person enters the inspectors' directory with the certificate. */
export const certifyAuxiliary = route({
  id: 'auxiliary.certify',
  method: 'POST',
  path: '/api/auxiliary-staff/:id/certified',
  params: z.object({ id: uuid }),
  query: nothing,
  body: z.object({
    actionId,
    version: z.number().int(),
    certificateNumber: requiredLine(40),
    certificateValidTo: plainDate,
  }),
  response: z.object({ id: uuid, inspectorId: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'auxiliary.certified',
  rate: 'write',
});
