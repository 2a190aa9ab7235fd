/** Routes of the leniency list: versions, their entries as one document, the way to the public, and its public page. */
import { z } from 'zod';
import { anyone, only, route, signedIn } from '../../common/api.ts';
import { documentStepBody } from '../../common/document-flow.ts';
import { actionId, line, nothing, pageOf, pageQuery, requiredLine, uuid } from '../../common/schemas.ts';
import { itemReaders } from './item-list-api.ts';
import { leniencyEntry, leniencyFields, leniencyListDetail, leniencyListRow } from './leniency.ts';
import { publicList, publicListDetail } from './public-items-api.ts';

const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });
const editors = only('legalOfficer', 'sectionOfficer');

export const listLeniencyLists = route({
  id: 'leniencyLists.list',
  method: 'GET',
  path: '/api/leniency-lists',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(leniencyListRow) }),
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});
export const getLeniencyList = route({
  id: 'leniencyLists.get',
  method: 'GET',
  path: '/api/leniency-lists/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: leniencyListDetail,
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});
/** The list as a paper. */
export const downloadLeniencyPaper = route({
  id: 'leniencyLists.paper',
  method: 'GET',
  path: '/api/leniency-lists/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }).strict(),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: itemReaders,
  audit: null,
  rate: 'heavy',
});
/** Starts the next version with the entries of the published one. */
export const createLeniencyList = route({
  id: 'leniencyLists.create',
  method: 'POST',
  path: '/api/leniency-lists',
  params: nothing,
  query: nothing,
  body: z.object({ actionId, title: requiredLine(200) }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'leniencyList.created',
  rate: 'write',
});
/** The whole draft as it shall be; entries without a key are new, keys that are missing end with this version. */
export const saveLeniencyList = route({
  id: 'leniencyLists.save',
  method: 'PUT',
  path: '/api/leniency-lists/:id',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    version: z.number().int(),
    title: requiredLine(200),
    entries: z.array(leniencyEntry).max(300),
  }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'leniencyList.changed',
  rate: 'write',
});
export const discardLeniencyList = route({
  id: 'leniencyLists.discard',
  method: 'DELETE',
  path: '/api/leniency-lists/:id',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int() }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'leniencyList.discarded',
  rate: 'write',
});
export const stepLeniencyList = route({
  id: 'leniencyLists.step',
  method: 'POST',
  path: '/api/leniency-lists/:id/steps',
  params: byId,
  query: nothing,
  body: documentStepBody,
  response: changed,
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'leniencyList.step_taken',
  rate: 'write',
});
/** The entries in force of the own agency, for items and for decisions on cases. */
export const listPublishedLeniency = route({
  id: 'publishedLeniency.list',
  method: 'GET',
  path: '/api/published-leniency',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({
    rows: z.array(leniencyFields.extend({ entryKey: uuid, listId: uuid, listVersion: z.number().int() })),
  }),
  transfer: 'json',
  policy: signedIn,
  audit: null,
  rate: 'read',
});

const reading = {
  method: 'GET',
  body: nothing,
  transfer: 'json',
  policy: anyone,
  audit: null,
  rate: 'public',
} as const;

export const listPublicLeniencyLists = route({
  ...reading,
  id: 'publicLeniencyLists.list',
  path: '/api/public/leniency-lists',
  params: nothing,
  query: pageQuery.extend({ text: line(100).optional() }),
  response: pageOf(publicList),
});
export const getPublicLeniencyList = route({
  ...reading,
  id: 'publicLeniencyLists.get',
  path: '/api/public/leniency-lists/:id',
  params: byId,
  query: nothing,
  response: publicListDetail.omit({ entries: true }).extend({
    entries: z.array(leniencyFields.extend({ entryKey: uuid })),
  }),
});
