/** The directory as it was at the end of a day: who was in it, and as what. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { nothing, pageOf, pageQuery, plainDate } from '../../common/schemas.ts';
import { objectRow } from '../object.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');

export const listObjectsOn = route({
  id: 'objects.onDay',
  method: 'GET',
  path: '/api/objects/on-day',
  params: nothing,
  query: pageQuery.extend({ day: plainDate }),
  body: nothing,
  response: pageOf(objectRow),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const countObjectsOn = route({
  id: 'objects.onDayCount',
  method: 'GET',
  path: '/api/objects/on-day/count',
  params: nothing,
  query: z.object({ day: plainDate }),
  body: nothing,
  response: z.object({ count: z.number().int() }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'heavy',
});
export const exportObjectsOn = route({
  id: 'objects.onDayExport',
  method: 'GET',
  path: '/api/objects/on-day/export',
  params: nothing,
  query: z.object({ day: plainDate, format: z.enum(['xlsx', 'csv']) }),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: 'objects.exported',
  rate: 'heavy',
});
