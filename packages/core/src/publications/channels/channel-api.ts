/** Routes of publication channels: settings and state, lines, where a record stands. */
import { z } from 'zod';
import { machineOnly, only, route } from '../../common/api.ts';
import { actionId, instant, line, nothing, pageOf, pageQuery, uuid } from '../../common/schemas.ts';
import { absences, channelModes, deliveryStates, outsideChannels, reasonCodes } from './channel.ts';

const webAddress = z
  .string()
  .trim()
  .max(500)
  .regex(/^$|^https?:\/\/[^\s@#?]+$/i, { message: 'channel.url_invalid' });

export const channelSettings = z.object({
  /** Root of the other side's interface; empty for files only. */
  address: webAddress.default(''),
  /** Account under which the other side knows us. */
  account: line(100).default(''),
  /** 统一社会信用代码 of the reporting agency. */
  agencyCode: z
    .string()
    .regex(/^$|^[0-9A-HJ-NP-RT-UW-Y]{18}$/, { message: 'channel.agency_code_invalid' })
    .default(''),
  /** Root of the own portal as everybody reaches it. */
  portalAddress: webAddress.default(''),
  /** Hour of the day at which the batch goes; null: at once. */
  batchHour: z.number().int().min(0).max(23).nullable().default(null),
});
export type ChannelSettings = z.output<typeof channelSettings>;

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor', 'administrator');
const recordReaders = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const byKind = z.object({ kind: z.enum(outsideChannels) });
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;

const counts = z.object({
  waiting: z.number().int(),
  uncertain: z.number().int(),
  refused: z.number().int(),
  givenUp: z.number().int(),
  accepted: z.number().int(),
  notApplicable: z.number().int(),
  /** For a file, not exported yet. */
  toExport: z.number().int(),
  /** In a file, without a receipt. */
  toConfirm: z.number().int(),
});

const channelView = z.object({
  kind: z.enum(outsideChannels),
  mode: z.enum(channelModes),
  /** 0: never set up. */
  version: z.number().int(),
  settings: channelSettings,
  hasSecret: z.boolean(),
  counts,
  health: z.object({
    state: z.enum(['off', 'files', 'unused', 'working', 'failing']),
    failingSince: instant.nullable(),
    restsUntil: instant.nullable(),
    problem: z.string(),
    detail: z.string(),
    lastAcceptedAt: instant.nullable(),
  }),
  openDifferences: z.number().int(),
});
export type ChannelView = z.output<typeof channelView>;

/** All channels of the jurisdiction with the own agency's figures; an administrator and an auditor see all agencies'. */
export const listChannels = route({
  ...reading,
  id: 'channels.list',
  path: '/api/publication-channels',
  params: nothing,
  query: nothing,
  response: z.object({ portal: z.number().int(), rows: z.array(channelView) }),
  policy: readers,
});

/** Sets a channel up or changes it; an empty key keeps the saved one. */
export const saveChannel = route({
  ...writing,
  method: 'PUT',
  id: 'channels.save',
  path: '/api/publication-channels/:kind',
  params: byKind,
  body: z.object({
    actionId,
    version: z.number().int().min(0),
    mode: z.enum(channelModes),
    settings: channelSettings,
    secret: z.string().max(500).default(''),
  }),
  response: channelView,
  policy: only('administrator'),
  audit: 'channel.saved',
});

const reason = z.object({ field: z.string(), code: z.enum(reasonCodes), text: z.string() });
const delivery = z.object({
  id: uuid,
  kind: z.enum(outsideChannels),
  publicationId: uuid,
  recordVersion: z.number().int(),
  operation: z.enum(['put', 'remove']),
  title: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  sendAt: instant,
  endedAt: instant.nullable(),
  externalId: z.string().nullable(),
  receipt: z.string().nullable(),
  problem: z.string(),
  detail: z.string(),
  reasons: z.array(reason),
  fileNumber: z.number().int().nullable(),
  createdAt: instant,
});
export type DeliveryView = z.output<typeof delivery>;

/** The line of a channel; refused ones first when no state is chosen. */
export const listDeliveries = route({
  ...reading,
  id: 'channels.deliveries',
  path: '/api/publication-channels/:kind/deliveries',
  params: byKind,
  query: pageQuery.extend({ state: z.enum(deliveryStates).optional() }),
  response: pageOf(delivery),
  policy: recordReaders,
});

/** The same line for the system of another agency: what its own agency has delivered. */
export const listDeliveriesByMachine = route({
  ...reading,
  id: 'channels.deliveriesByMachine',
  path: '/api/machine/publication-channels/:kind/deliveries',
  params: byKind,
  query: pageQuery.extend({ state: z.enum(deliveryStates).optional() }),
  response: pageOf(delivery),
  policy: machineOnly('channels.read'),
});

/** Where one record stands on every channel. */
export const recordChannels = route({
  ...reading,
  id: 'channels.record',
  path: '/api/publications/:id/channels',
  params: byId,
  query: nothing,
  response: z.object({
    portal: z.enum(['notPublic', 'public', 'removed']),
    rows: z.array(
      z.object({
        kind: z.enum(outsideChannels),
        mode: z.enum(channelModes),
        /** Null: nothing is in line; `absence` says why, when the record's kind is not taken. */
        now: delivery.nullable(),
        absence: z.enum(absences).nullable(),
        /** The newest version the other side has. */
        acceptedVersion: z.number().int().nullable(),
      }),
    ),
  }),
  policy: recordReaders,
});

/** Sends again what was refused or is uncertain, without waiting for its time. */
export const sendAgain = route({
  ...writing,
  id: 'channels.again',
  path: '/api/channel-deliveries/:id/attempts',
  params: byId,
  body: z.object({ actionId }),
  response: z.object({ state: z.enum(deliveryStates) }),
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'channel.sent_again',
});
