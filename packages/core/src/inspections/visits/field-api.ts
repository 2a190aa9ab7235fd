/**
 * Routes of the phone at a visit: its device, the pack it takes along, the records it sends, the files it uploads. The
 * phone asks for `watermark` with each exchange: `taken` grows by the number of its own records that this exchange
 * took; when it is less than told before plus that number, the server was put back to an earlier state, and the phone
 * sends again everything it keeps (S-12). A batch that is refused whole (4xx) is sent again in halves, so that one
 * record that cannot even be read holds up no other (S-03).
 */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { visitPack } from './visit-pack.ts';
import { chunkBytes, syncBody, syncReply, watermark } from './visit-record.ts';

const byId = z.object({ id: uuid });
/** Whoever may stand in a team. */
const goers = only('inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead');
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;

/** 32 bytes, base64. */
export const deviceSecret = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/**
 * Makes this browser's store known, or gives its secret again to the same person. `secret` is sent only by a store that
 * the server has forgotten (it was restored): it keeps its own.
 */
export const registerDevice = route({
  id: 'fieldDevices.register',
  method: 'POST',
  path: '/api/field/devices',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    deviceId: uuid,
    name: requiredLine(60),
    appVersion: line(40),
    secret: deviceSecret.optional(),
  }),
  response: z.object({ deviceId: uuid, secret: deviceSecret, serverTime: instant, watermark }),
  transfer: 'json',
  policy: goers,
  audit: 'visitDevice.registered',
  rate: 'write',
});

export const deviceRow = z.object({
  id: uuid,
  name: z.string(),
  personName: z.string(),
  agencyName: z.string(),
  appVersion: z.string(),
  /** Records taken from it. */
  taken: z.number().int(),
  registeredAt: instant,
  seenAt: instant,
  /** Minutes by which its clock was slow (fast: negative) when last seen. */
  clockOffMinutes: z.number().int(),
  revokedAt: instant.nullable(),
  revokedName: z.string(),
  revokedReason: z.string(),
  isMedium: z.boolean(),
});
export type DeviceRow = z.output<typeof deviceRow>;

/** Devices of the jurisdiction for its security administrator; everybody else reads the own ones. */
export const listDevices = route({
  ...reading,
  id: 'fieldDevices.list',
  path: '/api/field/devices',
  params: nothing,
  query: pageQuery.extend({ text: line(60).optional() }),
  response: pageOf(deviceRow),
  policy: only('inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead', 'securityAdministrator'),
});
/** 远程停用: the device may send nothing more; what is on it is brought in as a file by the section. */
export const revokeDevice = route({
  id: 'fieldDevices.revoke',
  method: 'POST',
  path: '/api/field/devices/:id/revoke',
  params: byId,
  query: nothing,
  body: z.object({ actionId, reason: requiredLine(300) }),
  response: byId,
  transfer: 'json',
  policy: only('inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead', 'securityAdministrator'),
  audit: 'visitDevice.revoked',
  rate: 'write',
});

/** The own visits after dispatch with everything needed at the door; 304 to the tag of an unchanged pack. */
export const fieldPack = route({
  ...reading,
  id: 'field.pack',
  path: '/api/field/pack',
  params: nothing,
  query: z.object({ deviceId: uuid }),
  response: visitPack,
  policy: goers,
});

/** Largest batch of records, bytes of JSON. */
export const syncMaxBytes = 8 * 1024 * 1024;
/** Takes records one by one; each leaves an event of its own (`visit.written` and others). */
export const fieldSync = route({
  id: 'field.sync',
  method: 'POST',
  path: '/api/field/sync',
  params: nothing,
  query: nothing,
  body: syncBody,
  response: syncReply,
  transfer: 'json',
  policy: goers,
  audit: null,
  rate: 'write',
});

export const uploadState = z.object({
  /** Bytes that stand here; the next chunk begins there. */
  received: z.number().int(),
  bytes: z.number().int(),
  /** The whole file stands here and has the digest of the shutter. */
  complete: z.boolean(),
  /** The upload began anew: the bytes did not have the digest (`digest`), or were more than announced (`length`). */
  restart: z.enum(['digest', 'length']).nullable(),
});
export type UploadState = z.output<typeof uploadState>;

export const uploadChunkMaxBytes = chunkBytes;
/** One chunk of at most 512 KB of an evidence file whose record was taken before; any chunk may be sent again. */
export const putChunk = route({
  id: 'field.putChunk',
  method: 'PUT',
  path: '/api/field/uploads/:id',
  params: byId,
  query: z.object({ offset: z.coerce.number().int().min(0).max(1_000_000_000) }),
  body: nothing,
  response: uploadState,
  transfer: 'chunk',
  policy: goers,
  audit: null,
  rate: 'chunk',
});
export const getUpload = route({
  ...reading,
  id: 'field.upload',
  path: '/api/field/uploads/:id',
  params: byId,
  query: nothing,
  response: uploadState,
  policy: goers,
  rate: 'chunk',
});

/** The original as it left the shutter, for whoever sees the inspection. */
export const evidenceFile = route({
  ...reading,
  id: 'evidence.file',
  path: '/api/evidence/:id/file',
  params: byId,
  query: nothing,
  response: z.unknown(),
  transfer: 'file',
  policy: goers,
});
