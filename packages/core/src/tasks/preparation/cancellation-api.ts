/**
 * Routes of cancelling one inspection before anybody enters: the initiator's section asks with a coded ground, its head
 * decides. The inspection stays in its task, visible and counted; what an object of a draw is spared is owed to the next draw.
 */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, paragraph, uuid } from '../../common/schemas.ts';
import { capacities } from './authority.ts';

export const cancellationGrounds = [
  'forceMajeure', // 自然灾害等不可抗力
  'orderFromAbove', // 上级要求暂停
  'criminalCase', // 司法机关或者其他机关已立案
  'capReached', // 年度检查频次已达上限
  'duplicate', // 与其他检查重复
  'wrongTask', // 任务或者对象有误
  'other',
] as const;
export type CancellationGround = (typeof cancellationGrounds)[number];

/** Grounds that rest on visits already made: a drawn object is not owed to the next draw of the item. */
export const servedGrounds: readonly CancellationGround[] = ['capReached', 'duplicate'];

export const cancellationStates = ['asked', 'approved', 'refused', 'withdrawn'] as const;
export type CancellationState = (typeof cancellationStates)[number];

const cancellationRow = z.object({
  id: uuid,
  inspectionId: uuid,
  objectName: z.string(),
  taskNumber: z.string(),
  taskTitle: z.string(),
  isDrawn: z.boolean(),
  state: z.enum(cancellationStates),
  ground: z.enum(cancellationGrounds),
  note: z.string(),
  askedByName: z.string(),
  askedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAs: z.enum(capacities).nullable(),
  decidedAt: instant.nullable(),
  authority: z.string(),
  opinion: z.string(),
  version: z.number().int(),
  /** Those with whom it waits now. */
  waitsWith: z.array(z.string()),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type CancellationRow = z.output<typeof cancellationRow>;

const byId = z.object({ id: uuid });
const askers = only('legalOfficer', 'sectionOfficer');
const readers = only('agencyHead', 'legalOfficer', 'sectionOfficer', 'inspector');
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;

/** Newest first. Partners see what was decided; only the initiator asks. */
export const inspectionCancellations = route({
  ...reading,
  id: 'cancellations.ofInspection',
  path: '/api/inspections/:id/cancellations',
  params: byId,
  query: nothing,
  response: z.object({
    rows: z.array(cancellationRow),
    mayAsk: z.boolean(),
    /** Agencies whose notice reached the object: it has to be told that nobody comes. */
    delivered: z.array(z.string()),
  }),
  policy: readers,
});

/** What waits for the decision of the signed-in person, oldest first; at most 100. */
export const waitingCancellations = route({
  ...reading,
  id: 'cancellations.waiting',
  path: '/api/inspection-cancellations',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(cancellationRow) }),
  policy: readers,
});

export const askCancellation = route({
  ...writing,
  id: 'cancellations.ask',
  path: '/api/inspections/:id/cancellations',
  params: byId,
  body: z.object({
    actionId,
    ground: z.enum(cancellationGrounds),
    note: paragraph(1000).refine((text) => text.length > 0, { message: 'text.required' }),
  }),
  response: byId,
  policy: askers,
  audit: 'cancellation.asked',
});

export const decideCancellation = route({
  ...writing,
  id: 'cancellations.decide',
  path: '/api/inspection-cancellations/:id/decision',
  params: byId,
  body: z.object({
    actionId,
    version: z.number().int(),
    decision: z.enum(['approve', 'refuse']),
    opinion: paragraph(500),
  }),
  response: byId,
  policy: readers,
  audit: 'cancellation.decided',
});

export const withdrawCancellation = route({
  ...writing,
  id: 'cancellations.withdraw',
  path: '/api/inspection-cancellations/:id/withdrawal',
  params: byId,
  body: z.object({ actionId, version: z.number().int() }),
  response: byId,
  policy: askers,
  audit: 'cancellation.withdrawn',
});
