/** Routes of publication channels by file and in comparison: exports, receipts, differences with their steps. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, sha256Hex, uuid } from '../../common/schemas.ts';
import { differenceSteps, differences, outsideChannels } from './channel.ts';

const recordReaders = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const byKind = z.object({ kind: z.enum(outsideChannels) });
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;

const channelFile = z.object({
  id: uuid,
  number: z.number().int(),
  fileName: z.string(),
  rows: z.number().int(),
  sha256: sha256Hex,
  madeName: z.string(),
  madeAt: instant,
  /** Rows without a receipt yet. */
  open: z.number().int(),
});
export type ChannelFile = z.output<typeof channelFile>;

export const listChannelFiles = route({
  ...reading,
  id: 'channels.files',
  path: '/api/publication-channels/:kind/files',
  params: byKind,
  query: nothing,
  response: z.object({ rows: z.array(channelFile) }),
  policy: recordReaders,
});

/** Writes what waits for a file into the next one; no file when none of it meets the layout. */
export const exportChannel = route({
  ...writing,
  id: 'channels.export',
  path: '/api/publication-channels/:kind/files',
  params: byKind,
  body: z.object({ actionId }),
  response: z.object({
    id: uuid.nullable(),
    number: z.number().int(),
    rows: z.number().int(),
    wrong: z.number().int(),
  }),
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'channel.exported',
  rate: 'heavy',
});

export const downloadChannelFile = route({
  ...reading,
  id: 'channels.download',
  path: '/api/channel-files/:id',
  params: byId,
  query: nothing,
  response: z.unknown(),
  policy: recordReaders,
  transfer: 'file',
});

/** Takes a receipt file: 记录编号, 记录版本, 结果, 外部编号, 原因. */
export const importReceipts = route({
  method: 'POST',
  id: 'channels.receipts',
  path: '/api/publication-channels/:kind/receipts',
  params: byKind,
  query: z.object({ actionId }),
  body: nothing,
  response: z.object({
    accepted: z.number().int(),
    refused: z.number().int(),
    /** Lines that say nothing new. */
    known: z.number().int(),
    wrong: z.array(z.object({ line: z.number().int(), code: z.string(), text: z.string() })),
  }),
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'channel.receipts_taken',
  transfer: 'upload',
  rate: 'upload',
});

const difference = z.object({
  id: uuid,
  difference: z.enum(differences),
  publicationId: uuid.nullable(),
  recordKey: z.string(),
  title: z.string(),
  ourVersion: z.number().int().nullable(),
  theirVersion: z.number().int().nullable(),
  externalId: z.string().nullable(),
  foundAt: instant,
  step: z.enum(differenceSteps).nullable(),
  settledName: z.string().nullable(),
  settledAt: instant.nullable(),
  /** What may be done about it now. */
  steps: z.array(z.enum(differenceSteps)),
});
export type DifferenceView = z.output<typeof difference>;

export const listDifferences = route({
  ...reading,
  id: 'channels.differences',
  path: '/api/publication-channels/:kind/differences',
  params: byKind,
  query: nothing,
  response: z.object({ rows: z.array(difference) }),
  policy: recordReaders,
});

/** Compares the other side's list with ours. */
export const reconcileChannel = route({
  ...writing,
  id: 'channels.reconcile',
  path: '/api/publication-channels/:kind/reconciliations',
  params: byKind,
  body: z.object({ actionId }),
  response: z.object({ theirs: z.number().int(), found: z.number().int(), gone: z.number().int() }),
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'channel.reconciled',
  rate: 'heavy',
});

/** Takes the other side's list as a file and compares it with ours: 记录编号, 记录版本, 外部编号, 状态, 名称. */
export const importTheirList = route({
  method: 'POST',
  id: 'channels.importList',
  path: '/api/publication-channels/:kind/lists',
  params: byKind,
  query: z.object({ actionId }),
  body: nothing,
  response: z.object({
    theirs: z.number().int(),
    found: z.number().int(),
    gone: z.number().int(),
    wrong: z.array(z.object({ line: z.number().int(), code: z.string(), text: z.string() })),
  }),
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'channel.reconciled',
  transfer: 'upload',
  rate: 'upload',
});

export const settleDifference = route({
  ...writing,
  id: 'channels.settle',
  path: '/api/channel-differences/:id/steps',
  params: byId,
  body: z.object({ actionId, step: z.enum(['sendAgain', 'takeReceipt', 'noted']) }),
  response: z.object({ step: z.enum(differenceSteps) }),
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'channel.difference_settled',
});
