/** Routes of files that carry visits over a medium: rescue and result files brought in, task packs taken out. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, pageOf, pageQuery, requiredLine, uuid } from '../../common/schemas.ts';
import { recordOutcome } from './visit-record.ts';

const goers = only('inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead');

/** What became of the photos and files in it. */
export const broughtFile = z.object({
  /** Of the evidence. */
  id: uuid,
  state: z.enum(['complete', 'partial', 'refused']),
  code: z.string().nullable(),
});
export const broughtReport = z.object({
  id: uuid,
  kind: z.enum(['rescue', 'results']),
  deviceName: z.string(),
  /** Whose phone or medium it was. */
  personName: z.string(),
  madeAt: instant,
  broughtAt: instant,
  broughtBy: z.string(),
  /** With the enterprise of the visit, where it is one of the person's agency. */
  records: z.array(recordOutcome.extend({ objectName: z.string() })),
  files: z.array(broughtFile),
});
export type BroughtReport = z.output<typeof broughtReport>;

/**
 * Takes a file in that a phone or a medium saved: by its person, or by the section or legal officer of the person's agency,
 * also when the account is disabled. The whole file is checked before anything is taken.
 */
export const bringFile = route({
  id: 'fieldFiles.bring',
  method: 'POST',
  path: '/api/field/rescues',
  params: nothing,
  query: nothing,
  body: z.object({ actionId }),
  response: broughtReport,
  transfer: 'upload',
  policy: goers,
  audit: 'visit.file_brought',
  rate: 'upload',
});
export const listBrought = route({
  id: 'fieldFiles.list',
  method: 'GET',
  path: '/api/field/rescues',
  params: nothing,
  query: pageQuery,
  body: nothing,
  response: pageOf(broughtReport),
  transfer: 'json',
  policy: goers,
  audit: null,
  rate: 'read',
});

/** Prepares the own tasks for a phone that never has a network: the passphrase is shown this once. */
export const makeMediaPack = route({
  id: 'mediaPacks.make',
  method: 'POST',
  path: '/api/field/media-packs',
  params: nothing,
  query: nothing,
  body: z.object({ actionId, name: requiredLine(60) }),
  response: z.object({ id: uuid, passphrase: z.string(), fileName: z.string() }),
  transfer: 'json',
  policy: goers,
  audit: 'visit.media_pack_made',
  rate: 'heavy',
});
/** The tasks as they are now, sealed by that passphrase; its maker only. */
export const mediaPackFile = route({
  id: 'mediaPacks.file',
  method: 'GET',
  path: '/api/field/media-packs/:id/file',
  params: z.object({ id: uuid }),
  query: nothing,
  body: nothing,
  response: z.unknown(),
  transfer: 'file',
  policy: goers,
  audit: null,
  rate: 'heavy',
});
