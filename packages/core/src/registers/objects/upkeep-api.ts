/** Duplicates and their merging, and changes of many objects at once: routes. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, line, nothing, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { deactivationReasons, objectStatuses, riskLevels } from '../object.ts';
import { objectFilter } from '../object-api.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');

/** Why two records look like one: a registration number, the organisation part of the code, name and address, a namesake without code. */
export const duplicateGrounds = ['registrationNumber', 'organisationCode', 'nameAndAddress', 'name'] as const;

const candidate = z.object({
  id: uuid,
  name: z.string(),
  uscc: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  localCode: z.string().nullable(),
  address: z.string(),
  status: z.enum(objectStatuses),
  version: z.number().int(),
});
export const duplicatePair = z.object({
  ground: z.enum(duplicateGrounds),
  /** The one proposed to stay: it has a credit code, or is the older one. */
  first: candidate,
  second: candidate,
});
export type DuplicatePair = z.output<typeof duplicatePair>;

export const listDuplicates = route({
  id: 'objects.duplicates',
  method: 'GET',
  path: '/api/object-duplicates',
  params: nothing,
  query: nothing,
  body: nothing,
  /** At most 200 pairs; `more` says that there are others. */
  response: z.object({ rows: z.array(duplicatePair), more: z.boolean() }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'heavy',
});
export const mergeObjects = route({
  id: 'objects.merge',
  method: 'POST',
  path: '/api/object-duplicates/merge',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    winnerId: uuid,
    winnerVersion: z.number().int(),
    loserId: uuid,
    loserVersion: z.number().int(),
    note: line(200),
  }),
  response: z.object({ id: uuid, moved: z.number().int() }),
  transfer: 'json',
  policy: editors,
  audit: 'object.merged',
  rate: 'write',
});

/** Most objects that one bulk change touches. */
export const bulkLimit = 10_000;

export const bulkSelection = z.union([
  z.object({ ids: z.array(uuid).min(1).max(500) }).strict(),
  z.object({ filter: objectFilter }).strict(),
]);
export type BulkSelection = z.output<typeof bulkSelection>;

export const bulkChange = z.discriminatedUnion('op', [
  z.object({ op: z.literal('addTag'), tag: requiredLine(40), validTo: plainDate.nullable() }),
  z.object({ op: z.literal('removeTag'), tag: requiredLine(40) }),
  z.object({ op: z.literal('section'), sectionId: uuid.nullable() }),
  z.object({
    op: z.literal('risk'),
    riskLevel: z.enum(riskLevels),
    riskOn: plainDate.nullable(),
    riskSource: requiredLine(200),
  }),
  z.object({ op: z.literal('deactivate'), reason: z.enum(deactivationReasons) }),
]);
export type BulkChange = z.output<typeof bulkChange>;

const counts = z.object({
  matched: z.number().int(),
  changing: z.number().int(),
  unchanged: z.number().int(),
});

export const previewBulk = route({
  id: 'objects.bulkPreview',
  method: 'POST',
  path: '/api/objects/bulk-preview',
  params: nothing,
  query: nothing,
  body: z.object({ selection: bulkSelection, change: bulkChange }),
  /** `mark` must come back with the change: what is changed is what was seen. */
  response: counts.extend({ examples: z.array(z.string()), mark: z.string() }),
  transfer: 'json',
  policy: editors,
  audit: null,
  rate: 'heavy',
});
export const applyBulk = route({
  id: 'objects.bulk',
  method: 'POST',
  path: '/api/objects/bulk',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    selection: bulkSelection,
    change: bulkChange,
    mark: z.string().max(100),
    note: requiredLine(200),
  }),
  response: counts,
  transfer: 'json',
  policy: editors,
  audit: 'objects.bulkChanged',
  rate: 'heavy',
});
