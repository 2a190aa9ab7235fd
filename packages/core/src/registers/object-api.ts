/** Routes of the object directory. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, line, nothing, pageOf, pageQuery, requiredLine, uuid } from '../common/schemas.ts';
import {
  deactivationReasons,
  objectDetail,
  objectFields,
  objectKinds,
  objectRow,
  objectStatuses,
} from './object.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });

/** Asks for objects that are not graded or not classed: an empty member of a query does not travel. */
export const ungraded = 'none';
const grades = ['low', 'general', 'higher', 'major', ungraded] as const;
const classes = ['A', 'B', 'C', 'D', ungraded] as const;

/** Filters of the list; `text` is a part (two characters or more) of a name, former name or code. */
export const objectFilter = z.object({
  text: line(100).optional(),
  kind: z.enum(objectKinds).optional(),
  riskLevel: z.enum(grades).optional(),
  creditClass: z.enum(classes).optional(),
  status: z.enum(objectStatuses).optional(),
  divisionCode: line(60).optional(),
  industry: line(100).optional(),
  tag: line(40).optional(),
  sectionId: uuid.optional(),
  /** The beginning of a code of GB/T 4754. */
  industryCode: line(6).optional(),
  grid: line(60).optional(),
  operatorObjectId: uuid.optional(),
  /** A field of the kind and its value: `facilityType:alarmSite`. */
  detail: line(200)
    .refine((text) => text.includes(':'))
    .optional(),
  directoryId: uuid.optional(),
});
export type ObjectFilter = z.output<typeof objectFilter>;

export const listObjects = route({
  id: 'objects.list',
  method: 'GET',
  path: '/api/objects',
  params: nothing,
  body: nothing,
  query: pageQuery.extend(objectFilter.shape),
  response: pageOf(objectRow),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const countObjects = route({
  id: 'objects.count',
  method: 'GET',
  path: '/api/objects/count',
  params: nothing,
  body: nothing,
  query: objectFilter,
  /** `exact` is false when counting stopped at the limit; then `count` is that limit. */
  response: z.object({ count: z.number().int(), exact: z.boolean() }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const getObject = route({
  id: 'objects.get',
  method: 'GET',
  path: '/api/objects/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: objectDetail,
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const createObject = route({
  id: 'objects.create',
  method: 'POST',
  path: '/api/objects',
  params: nothing,
  query: nothing,
  body: objectFields.extend({ actionId }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'object.created',
  rate: 'write',
});
export const updateObject = route({
  id: 'objects.update',
  method: 'PUT',
  path: '/api/objects/:id',
  params: byId,
  query: nothing,
  body: objectFields.extend({ actionId, version: z.number().int(), reason: line(200) }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'object.changed',
  rate: 'write',
});
export const deactivateObject = route({
  id: 'objects.deactivate',
  method: 'POST',
  path: '/api/objects/:id/deactivate',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    version: z.number().int(),
    reason: z.enum(deactivationReasons),
    note: line(200),
  }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'object.deactivated',
  rate: 'write',
});
export const reactivateObject = route({
  id: 'objects.reactivate',
  method: 'POST',
  path: '/api/objects/:id/reactivate',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int(), note: requiredLine(200) }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'object.reactivated',
  rate: 'write',
});
export const exportObjects = route({
  id: 'objects.export',
  method: 'GET',
  path: '/api/objects/export',
  params: nothing,
  body: nothing,
  query: objectFilter.extend({ format: z.enum(['xlsx', 'csv']) }),
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: 'objects.exported',
  rate: 'heavy',
});
/** Values that occur, for filters and strata: industries, divisions, tags, sections. */
export const objectFacets = route({
  id: 'objects.facets',
  method: 'GET',
  path: '/api/objects/facets',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({
    industries: z.array(z.string()),
    divisionCodes: z.array(z.string()),
    tags: z.array(z.string()),
    sections: z.array(z.object({ id: uuid, name: z.string() })),
  }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const objectRoutes = [
  listObjects,
  countObjects,
  getObject,
  createObject,
  updateObject,
  deactivateObject,
  reactivateObject,
  exportObjects,
  objectFacets,
] as const;
