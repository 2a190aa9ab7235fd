/** 一企一档: what stands beside an object's own fields — licences, dated tags, sub-directories, credit history, merged records. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, line, nothing, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { creditClasses, objectStatuses } from '../object.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });

/** 有效, 暂扣, 撤销注销吊销, 其他 as the licence feed tells them apart. */
export const licenceStatuses = ['valid', 'suspended', 'withdrawn', 'other'] as const;
export type LicenceStatus = (typeof licenceStatuses)[number];

export const licenceFields = z.object({
  name: requiredLine(200),
  number: requiredLine(100),
  issuer: line(200),
  approvedOn: plainDate.nullable(),
  /** Null with `longTerm`: no end; null without: not known. */
  validTo: plainDate.nullable(),
  longTerm: z.boolean(),
  status: z.enum(licenceStatuses),
});
export type LicenceFields = z.output<typeof licenceFields>;

export const licence = licenceFields.extend({
  id: uuid,
  version: z.number().int(),
  /** Valid today. */
  live: z.boolean(),
  fed: z.boolean(),
});
export type Licence = z.output<typeof licence>;

export const datedTag = z.object({
  id: uuid,
  tag: z.string(),
  validFrom: plainDate,
  validTo: plainDate.nullable(),
});
export const creditEntry = z.object({
  creditClass: z.enum(creditClasses),
  asOf: plainDate.nullable(),
  source: z.string(),
  /** Null for what the object was entered with. */
  changedAt: instant,
  changedBy: z.string(),
});
export type CreditEntry = z.output<typeof creditEntry>;
const other = z.object({ id: uuid, name: z.string(), status: z.enum(objectStatuses) });

export const objectFile = z.object({
  licences: z.array(licence),
  tags: z.array(datedTag),
  directories: z.array(
    z.object({
      entryId: uuid,
      directoryId: uuid,
      name: z.string(),
      licenceId: uuid.nullable(),
      licenceNumber: z.string().nullable(),
    }),
  ),
  /** The latest first; the last one is what the object was entered with. */
  credit: z.array(creditEntry),
  mergedFrom: z.array(other),
  operates: z.array(other),
});
export type ObjectFile = z.output<typeof objectFile>;

export const getObjectFile = route({
  id: 'objects.file',
  method: 'GET',
  path: '/api/objects/:id/file',
  params: byId,
  query: nothing,
  body: nothing,
  response: objectFile,
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const addLicence = route({
  id: 'objectLicences.add',
  method: 'POST',
  path: '/api/objects/:id/licences',
  params: byId,
  query: nothing,
  body: licenceFields.extend({ actionId }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'objectLicence.added',
  rate: 'write',
});
export const updateLicence = route({
  id: 'objectLicences.update',
  method: 'PUT',
  path: '/api/object-licences/:id',
  params: byId,
  query: nothing,
  body: licenceFields.extend({ actionId, version: z.number().int() }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'objectLicence.changed',
  rate: 'write',
});
/** A tag for a time; it stands in the object's tags from its first day to its last. */
export const setTag = route({
  id: 'objectTags.set',
  method: 'POST',
  path: '/api/objects/:id/tags',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    tag: requiredLine(40),
    validFrom: plainDate,
    validTo: plainDate.nullable(),
  }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'objectTag.set',
  rate: 'write',
});
/** Ends a dated tag yesterday, or strikes one that has not begun. */
export const endTag = route({
  id: 'objectTags.end',
  method: 'POST',
  path: '/api/object-tags/:id/end',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'objectTag.ended',
  rate: 'write',
});
