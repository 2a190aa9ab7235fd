/** Routes of the notice of an inspection (检查通知书) and of its delivery: one notice of each agency, handed over as one set. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, line, nothing, paragraph, requiredLine, uuid } from '../../common/schemas.ts';
import { teamStages } from '../inspection.ts';
import { noticeData } from '../papers/dispatch-data.ts';
import { sealStates } from '../papers/paper-kinds.ts';

export type NoticeContent = z.output<typeof noticeData>;

export const channels = ['inPerson', 'telephone', 'sms', 'email', 'post', 'atTheDoor', 'left'] as const;
export type Channel = (typeof channels)[number];
/** `notReached` is an attempt; every other outcome is a delivery. */
export const deliveryOutcomes = ['received', 'told', 'sent', 'left', 'refused', 'notReached'] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

/** What each channel can end with, the usual first. */
export const outcomesOf: Readonly<Record<Channel, readonly DeliveryOutcome[]>> = {
  inPerson: ['received', 'refused', 'notReached'],
  atTheDoor: ['received', 'refused', 'notReached'],
  telephone: ['told', 'notReached'],
  sms: ['sent', 'notReached'],
  email: ['sent', 'notReached'],
  post: ['sent', 'received', 'notReached'],
  left: ['left'],
};
/** An unannounced visit skips advance contact: its notice is handed over at the door. */
export const doorChannels: readonly Channel[] = ['atTheDoor', 'left'];
/** A refusal is no delivery; what was refused is left with a witness (留置送达). */
export function isDelivered(outcome: DeliveryOutcome): boolean {
  return outcome === 'received' || outcome === 'told' || outcome === 'sent' || outcome === 'left';
}

export const deliveryFields = z.object({
  channel: z.enum(channels),
  outcome: z.enum(deliveryOutcomes),
  deliveredAt: instant,
  recipient: requiredLine(60),
  recipientPost: line(60),
  /** Place, telephone number, address or tracking number. */
  reachedAt: line(200),
  /** Who called or handed it over; empty = the signed-in person. */
  deliverer: line(60),
  /** What was said, from the call script. */
  told: paragraph(1000),
  witness: line(120),
  note: paragraph(500),
});
export type DeliveryFields = z.output<typeof deliveryFields>;

export const deliveryRow = deliveryFields.extend({
  id: uuid,
  hasReceipt: z.boolean(),
  recordedByName: z.string(),
  recordedAt: instant,
});

export const noticeRow = z.object({
  id: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  paperId: uuid.nullable(),
  number: z.string(),
  sealState: z.enum(sealStates),
  content: noticeData,
  issuedByName: z.string(),
  issuedAt: instant,
  deliveredAt: instant.nullable(),
  deliveries: z.array(deliveryRow),
  version: z.number().int(),
});
export type NoticeRow = z.output<typeof noticeRow>;

export const noticesView = z.object({
  announced: z.boolean(),
  offSite: z.boolean(),
  teams: z.array(
    z.object({
      agencyId: uuid,
      agencyName: z.string(),
      stage: z.enum(teamStages),
      isOwn: z.boolean(),
      notice: noticeRow.nullable(),
    }),
  ),
  mayIssue: z.boolean(),
  mayDeliver: z.boolean(),
  /** Telephone of the object, for the call. */
  phone: z.string(),
  contact: z.string(),
  /** What the caller says, line by line; Chinese as it is said. */
  callScript: z.array(z.string()),
});
export type NoticesView = z.output<typeof noticesView>;

const byId = z.object({ id: uuid });
const readers = only('legalOfficer', 'sectionOfficer', 'inspector', 'agencyHead');
const staff = only('legalOfficer', 'sectionOfficer', 'inspector');
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write', policy: staff } as const;
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', policy: readers } as const;

export const inspectionNotices = route({
  ...reading,
  id: 'notices.ofInspection',
  path: '/api/inspections/:id/notices',
  params: byId,
  query: nothing,
  transfer: 'json',
  response: noticesView,
});

export const issueNotice = route({
  ...writing,
  id: 'notices.issue',
  path: '/api/inspections/:id/notices',
  params: byId,
  body: z.object({
    actionId,
    /** What should lie ready (材料清单). */
    materials: z.array(requiredLine(300)).max(60),
    place: line(300),
    contactName: line(60),
    contactPhone: line(60),
  }),
  response: z.object({ id: uuid, number: z.string() }),
  audit: 'notice.issued',
});

/** Takes a wrong notice back before it is delivered; its number stays, void. */
export const voidNotice = route({
  ...writing,
  id: 'notices.void',
  path: '/api/notices/:id/void',
  params: byId,
  body: z.object({ actionId, version: z.number().int(), reason: requiredLine(300) }),
  response: z.object({ id: uuid }),
  audit: 'notice.voided',
});

/** One delivery of the set: the notices of all teams that are ready, or the named ones. */
export const deliverNotices = route({
  ...writing,
  id: 'notices.deliver',
  path: '/api/inspections/:id/deliveries',
  params: byId,
  body: deliveryFields.extend({ actionId, noticeIds: z.array(uuid).min(1).max(20) }),
  response: z.object({ delivered: z.number().int() }),
  audit: 'notice.delivered',
});

/** The signed 送达回证 as a scan or photograph. */
export const uploadReceipt = route({
  id: 'notices.receipt',
  method: 'POST',
  path: '/api/inspections/:id/receipts',
  params: byId,
  query: z.object({
    actionId,
    recipient: requiredLine(60),
    recipientPost: line(60).default(''),
    deliveredAt: instant,
    channel: z.enum(['inPerson', 'atTheDoor', 'post', 'left']),
    witness: line(120).default(''),
  }),
  body: nothing,
  transfer: 'upload',
  response: z.object({ delivered: z.number().int() }),
  policy: staff,
  audit: 'notice.delivered',
  rate: 'upload',
});

export const receiptFile = route({
  ...reading,
  id: 'notices.receiptFile',
  path: '/api/inspections/:id/deliveries/:delivery/receipt',
  params: byId.extend({ delivery: uuid }),
  query: nothing,
  transfer: 'file',
  response: nothing,
});

export const noticePaper = route({
  ...reading,
  id: 'notices.paper',
  path: '/api/notices/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  transfer: 'file',
  response: nothing,
});

/** The notices of all agencies that stand, as one PDF to be handed over; the initiator's first. */
export const noticeSet = route({
  ...reading,
  id: 'notices.set',
  path: '/api/inspections/:id/notices/set',
  params: byId,
  query: nothing,
  transfer: 'file',
  rate: 'heavy',
  response: nothing,
});
