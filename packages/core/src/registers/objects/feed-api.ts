/** Feeds of other systems: files uploaded, dropped into a folder or sent with a token, and what became of them. */
import { z } from 'zod';
import { only, route, tokenHolder } from '../../common/api.ts';
import { actionId, instant, nothing, pageOf, pageQuery, requiredLine, uuid } from '../../common/schemas.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });

export const feedKinds = ['licences', 'registry', 'credit', 'incidents'] as const;
export type FeedKind = (typeof feedKinds)[number];
/** Kinds that machines may send: they never touch the directory, only what is compared with it. */
export const machineFeeds = ['licences', 'registry'] as const;
export const feedChannels = ['upload', 'folder', 'api'] as const;
export const feedStates = ['previewed', 'applied', 'cancelled', 'failed'] as const;
export const feedOutcomes = ['new', 'changed', 'unchanged', 'unmatched', 'rejected'] as const;

export const feedReceipt = z.object({
  id: uuid,
  kind: z.enum(feedKinds),
  channel: z.enum(feedChannels),
  fileName: z.string(),
  fileSize: z.number(),
  sha256: z.string(),
  state: z.enum(feedStates),
  counts: z.record(z.enum(feedOutcomes), z.number().int()).nullable(),
  failure: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .nullable(),
  receivedBy: z.string(),
  receivedAt: instant,
  appliedAt: instant.nullable(),
});
export type FeedReceipt = z.output<typeof feedReceipt>;

export const feedRow = z.object({
  rowNumber: z.number().int(),
  outcome: z.enum(feedOutcomes),
  reason: z.string().nullable(),
  /** What the file says, field by field. */
  fields: z.record(z.string(), z.string()),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).nullable(),
  objectName: z.string().nullable(),
});
export type FeedRow = z.output<typeof feedRow>;

export const listReceipts = route({
  id: 'feeds.list',
  method: 'GET',
  path: '/api/feeds',
  params: nothing,
  query: pageQuery.extend({ kind: z.enum(feedKinds).optional() }),
  body: nothing,
  response: pageOf(feedReceipt),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const getReceipt = route({
  id: 'feeds.get',
  method: 'GET',
  path: '/api/feeds/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: feedReceipt,
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const listFeedRows = route({
  id: 'feeds.rows',
  method: 'GET',
  path: '/api/feeds/:id/rows',
  params: byId,
  query: pageQuery.extend({ outcome: z.enum(feedOutcomes).optional() }),
  body: nothing,
  response: pageOf(feedRow),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
/** Reads a file and shows what it would do; nothing is written before `apply`. */
export const uploadFeed = route({
  id: 'feeds.upload',
  method: 'POST',
  path: '/api/feeds',
  params: nothing,
  query: z.object({ actionId, kind: z.enum(feedKinds) }),
  body: nothing,
  response: feedReceipt,
  transfer: 'upload',
  policy: editors,
  audit: 'feed.received',
  rate: 'upload',
});
export const applyFeed = route({
  id: 'feeds.apply',
  method: 'POST',
  path: '/api/feeds/:id/apply',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: feedReceipt,
  transfer: 'json',
  policy: editors,
  audit: 'feed.applied',
  rate: 'heavy',
});
export const cancelFeed = route({
  id: 'feeds.cancel',
  method: 'POST',
  path: '/api/feeds/:id/cancel',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: feedReceipt,
  transfer: 'json',
  policy: editors,
  audit: 'feed.cancelled',
  rate: 'write',
});
/** What another system sends: `Authorization: Bearer <token>`, one file. The receipt is the answer. */
export const sendFeed = route({
  id: 'feeds.send',
  method: 'POST',
  path: '/api/feeds/send',
  params: nothing,
  query: nothing,
  body: nothing,
  response: feedReceipt,
  transfer: 'upload',
  policy: tokenHolder,
  audit: 'feed.applied',
  rate: 'upload',
});

const feedToken = z.object({
  id: uuid,
  kind: z.enum(machineFeeds),
  label: z.string(),
  madeAt: instant,
  usedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export const listFeedTokens = route({
  id: 'feedTokens.list',
  method: 'GET',
  path: '/api/feed-tokens',
  params: nothing,
  query: nothing,
  body: nothing,
  /** `folder` is where files for this agency are dropped, on the machine of the server. */
  response: z.object({ rows: z.array(feedToken), folder: z.string() }),
  transfer: 'json',
  policy: editors,
  audit: null,
  rate: 'read',
});
/** The token is shown once, in this answer. */
export const makeFeedToken = route({
  id: 'feedTokens.make',
  method: 'POST',
  path: '/api/feed-tokens',
  params: nothing,
  query: nothing,
  body: z.object({ actionId, kind: z.enum(machineFeeds), label: requiredLine(100) }),
  response: z.object({ id: uuid, token: z.string() }),
  transfer: 'json',
  policy: editors,
  audit: 'feedToken.made',
  rate: 'write',
});
export const revokeFeedToken = route({
  id: 'feedTokens.revoke',
  method: 'POST',
  path: '/api/feed-tokens/:id/revoke',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'feedToken.revoked',
  rate: 'write',
});
