/** Themed sub-directories (专项名录): for one item of the list, one row for each object and licence. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, line, nothing, pageOf, pageQuery, requiredLine, uuid } from '../../common/schemas.ts';
import { objectStatuses } from '../object.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });

export const directoryFields = z.object({
  name: requiredLine(100),
  /** The item of the published list that it serves. */
  itemKey: uuid.nullable(),
  /** Objects in it must have a live licence; those without are shown in the reconciliation. */
  needsLicence: z.boolean(),
  /** A part of the licence's name, for filling the directory from licences. */
  licenceName: line(100),
  note: line(300),
});
export type DirectoryFields = z.output<typeof directoryFields>;

export const directory = directoryFields.extend({
  id: uuid,
  status: z.enum(objectStatuses),
  version: z.number().int(),
  entries: z.number().int(),
  withoutLicence: z.number().int(),
});
export type Directory = z.output<typeof directory>;

export const directoryEntry = z.object({
  id: uuid,
  objectId: uuid,
  objectName: z.string(),
  code: z.string(),
  objectStatus: z.enum(objectStatuses),
  licenceNumber: z.string().nullable(),
  licenceName: z.string().nullable(),
  validTo: z.string().nullable(),
  /** Null where no licence is tied to the row. */
  live: z.boolean().nullable(),
});
export type DirectoryEntry = z.output<typeof directoryEntry>;

export const listDirectories = route({
  id: 'themedDirectories.list',
  method: 'GET',
  path: '/api/themed-directories',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(directory) }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const saveDirectory = route({
  id: 'themedDirectories.save',
  method: 'POST',
  path: '/api/themed-directories',
  params: nothing,
  query: nothing,
  /** Without `id` a new one. */
  body: directoryFields.extend({
    actionId,
    id: uuid.nullable(),
    version: z.number().int(),
    status: z.enum(objectStatuses),
  }),
  response: z.object({ id: uuid, version: z.number().int() }),
  transfer: 'json',
  policy: editors,
  audit: 'themedDirectory.saved',
  rate: 'write',
});
export const listDirectoryEntries = route({
  id: 'themedDirectories.entries',
  method: 'GET',
  path: '/api/themed-directories/:id/entries',
  params: byId,
  query: pageQuery,
  body: nothing,
  response: pageOf(directoryEntry),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const addDirectoryEntries = route({
  id: 'themedDirectories.add',
  method: 'POST',
  path: '/api/themed-directories/:id/entries',
  params: byId,
  query: nothing,
  body: z.object({ actionId, objectIds: z.array(uuid).min(1).max(500), licenceId: uuid.nullable() }),
  response: z.object({ added: z.number().int() }),
  transfer: 'json',
  policy: editors,
  audit: 'themedDirectory.entriesAdded',
  rate: 'write',
});
/** One row for each live licence whose name contains the directory's word. */
export const fillDirectory = route({
  id: 'themedDirectories.fill',
  method: 'POST',
  path: '/api/themed-directories/:id/fill',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: z.object({ added: z.number().int() }),
  transfer: 'json',
  policy: editors,
  audit: 'themedDirectory.entriesAdded',
  rate: 'write',
});
export const removeDirectoryEntry = route({
  id: 'themedDirectories.remove',
  method: 'POST',
  path: '/api/themed-entries/:id/remove',
  params: byId,
  query: nothing,
  body: z.object({ actionId, reason: requiredLine(200) }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'themedDirectory.entryRemoved',
  rate: 'write',
});
