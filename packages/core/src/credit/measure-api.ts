/** Routes of the list of joint measures: versions, their measures as one document, their way. */
import { z } from 'zod';
import { anyone, only, route } from '../common/api.ts';
import { documentStepBody } from '../common/document-flow.ts';
import { actionId, nothing, requiredLine, uuid } from '../common/schemas.ts';
import { portalPlainQuery } from '../publications/portal/portal-api.ts';
import { measure, measureEntry, measureListDetail, measureListRow } from './measure.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });
const reading = {
  method: 'GET',
  query: nothing,
  body: nothing,
  audit: null,
  rate: 'read',
  transfer: 'json',
} as const;
const writing = { query: nothing, rate: 'write', transfer: 'json', response: changed } as const;

export const listMeasureLists = route({
  ...reading,
  id: 'measureLists.list',
  path: '/api/credit-measure-lists',
  params: nothing,
  response: z.object({ rows: z.array(measureListRow) }),
  policy: readers,
});
export const getMeasureList = route({
  ...reading,
  id: 'measureLists.get',
  path: '/api/credit-measure-lists/:id',
  params: byId,
  response: measureListDetail,
  policy: readers,
});
/** Measures of the list in force, for proposals. */
export const measuresNow = route({
  ...reading,
  id: 'measureLists.inForce',
  path: '/api/credit-measures',
  params: nothing,
  response: z.object({ rows: z.array(measure) }),
  policy: readers,
});
/** The lists in force of all agencies, as a page. */
export const publicMeasuresPage = route({
  id: 'measureLists.public',
  method: 'GET',
  path: '/p/credit-measures',
  params: nothing,
  query: portalPlainQuery,
  body: nothing,
  transfer: 'page',
  response: z.unknown(),
  policy: anyone,
  audit: null,
  rate: 'public',
});
/** Begins the next version with the measures of the published one. */
export const createMeasureList = route({
  ...writing,
  method: 'POST',
  id: 'measureLists.create',
  path: '/api/credit-measure-lists',
  params: nothing,
  body: z.object({ actionId, title: requiredLine(200) }),
  policy: editors,
  audit: 'measureList.created',
});
export const saveMeasureList = route({
  ...writing,
  method: 'PUT',
  id: 'measureLists.save',
  path: '/api/credit-measure-lists/:id',
  params: byId,
  body: z.object({
    actionId,
    version: z.number().int(),
    title: requiredLine(200),
    measures: z.array(measureEntry).max(100),
  }),
  policy: editors,
  audit: 'measureList.changed',
});
export const stepMeasureList = route({
  ...writing,
  method: 'POST',
  id: 'measureLists.step',
  path: '/api/credit-measure-lists/:id/steps',
  params: byId,
  body: documentStepBody,
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'measureList.step_taken',
});
