/** Routes of the library. Statutes and policy documents are public texts: whoever is signed in may read them. */
import { z } from 'zod';
import { only, route, signedIn } from '../../common/api.ts';
import {
  actionId,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { policyFields, policyRow, policyStates } from './policy-document.ts';
import { statuteDetail, statuteFields, statuteLevels, statuteRow, statuteStates } from './statute.ts';

const keepers = only('legalOfficer');
const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });
const version = z.number().int().min(1);

/** `text` is a part of a title, a document number or an article. */
export const statuteFilter = z.object({
  text: line(100).optional(),
  level: z.enum(statuteLevels).optional(),
  state: z.enum(statuteStates).optional(),
});
export type StatuteFilter = z.output<typeof statuteFilter>;

export const listStatutes = route({
  id: 'statutes.list',
  method: 'GET',
  path: '/api/statutes',
  params: nothing,
  query: pageQuery.extend(statuteFilter.shape),
  body: nothing,
  transfer: 'json',
  response: pageOf(statuteRow),
  policy: signedIn,
  audit: null,
  rate: 'read',
});
export const showStatute = route({
  id: 'statutes.show',
  method: 'GET',
  path: '/api/statutes/:id',
  params: byId,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: statuteDetail,
  policy: signedIn,
  audit: null,
  rate: 'read',
});
/** Articles that contain a text, over all statutes in force; at most fifty. */
export const searchArticles = route({
  id: 'statuteArticles.search',
  method: 'GET',
  path: '/api/statute-articles',
  params: nothing,
  query: z.object({ text: requiredLine(100) }),
  body: nothing,
  transfer: 'json',
  response: z.object({
    rows: z.array(
      z.object({
        id: uuid,
        statuteId: uuid,
        title: z.string(),
        edition: z.string(),
        number: z.string(),
        text: z.string(),
      }),
    ),
  }),
  policy: signedIn,
  audit: null,
  rate: 'read',
});
export const createStatute = route({
  id: 'statutes.create',
  method: 'POST',
  path: '/api/statutes',
  params: nothing,
  query: nothing,
  body: statuteFields.extend({ actionId }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'statute.created',
  rate: 'write',
});
export const saveStatute = route({
  id: 'statutes.save',
  method: 'PUT',
  path: '/api/statutes/:id',
  params: byId,
  query: nothing,
  body: statuteFields.extend({ actionId, version }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'statute.changed',
  rate: 'write',
});
export const endStatute = route({
  id: 'statutes.end',
  method: 'POST',
  path: '/api/statutes/:id/end',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    version,
    endedOn: plainDate,
    reason: paragraph(500),
    replacedBy: uuid.nullable(),
  }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'statute.ended',
  rate: 'write',
});
/** Puts the articles that come with the system into the library; what is there already stays as it is. */
export const addStarterStatutes = route({
  id: 'statutes.addStarter',
  method: 'POST',
  path: '/api/statutes/starter',
  params: nothing,
  query: nothing,
  body: z.object({ actionId }).strict(),
  transfer: 'json',
  response: z.object({ added: z.number().int(), present: z.number().int() }),
  policy: keepers,
  audit: 'statute.starter_added',
  rate: 'write',
});

export const policyFilter = z.object({
  text: line(100).optional(),
  state: z.enum(policyStates).optional(),
});
export type PolicyFilter = z.output<typeof policyFilter>;

export const listPolicyDocuments = route({
  id: 'policyDocuments.list',
  method: 'GET',
  path: '/api/policy-documents',
  params: nothing,
  query: pageQuery.extend(policyFilter.shape),
  body: nothing,
  transfer: 'json',
  response: pageOf(policyRow),
  policy: signedIn,
  audit: null,
  rate: 'read',
});
export const createPolicyDocument = route({
  id: 'policyDocuments.create',
  method: 'POST',
  path: '/api/policy-documents',
  params: nothing,
  query: nothing,
  body: policyFields.extend({ actionId }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'policyDocument.created',
  rate: 'write',
});
export const savePolicyDocument = route({
  id: 'policyDocuments.save',
  method: 'PUT',
  path: '/api/policy-documents/:id',
  params: byId,
  query: nothing,
  body: policyFields.extend({ actionId, version }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'policyDocument.changed',
  rate: 'write',
});
export const endPolicyDocument = route({
  id: 'policyDocuments.end',
  method: 'POST',
  path: '/api/policy-documents/:id/end',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version, endedOn: plainDate, reason: paragraph(500) }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'policyDocument.ended',
  rate: 'write',
});
export const uploadPolicyFile = route({
  id: 'policyDocuments.upload',
  method: 'POST',
  path: '/api/policy-documents/:id/file',
  params: byId,
  query: z.object({ actionId }),
  body: nothing,
  transfer: 'upload',
  response: changed,
  policy: keepers,
  audit: 'policyDocument.file_added',
  rate: 'upload',
});
export const downloadPolicyFile = route({
  id: 'policyDocuments.file',
  method: 'GET',
  path: '/api/policy-documents/:id/file',
  params: byId,
  query: nothing,
  body: nothing,
  transfer: 'file',
  response: nothing,
  policy: signedIn,
  audit: null,
  rate: 'read',
});
