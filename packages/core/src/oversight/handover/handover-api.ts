/** Routes of the hand-over: what is open, the offer, the answer, the list and the paper. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  uuid,
} from '../../common/schemas.ts';
import { handoverKinds, handoverReasons, handoverRoles, handoverStates, stayReasons } from './handover.ts';

const byId = z.object({ id: uuid });
const policy = only(...handoverRoles);
const reading = {
  method: 'GET',
  body: nothing,
  audit: null,
  rate: 'read',
  transfer: 'json',
  policy,
} as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json', policy } as const;

const thing = z.object({
  kind: z.enum(handoverKinds),
  title: z.string(),
  number: z.string(),
  path: z.string(),
  dueOn: plainDate.nullable(),
  /** Why it stays; null when it moves, or nobody is chosen yet. */
  stays: z.enum(stayReasons).nullable(),
});
export type HandoverThing = z.output<typeof thing>;

/** Open things of the person, judged for a receiver where one is named; of somebody else only for the head when the account is disabled. */
export const openThings = route({
  ...reading,
  id: 'handovers.open',
  path: '/api/handovers/open',
  params: nothing,
  query: z.object({ fromId: uuid.optional(), toId: uuid.optional() }),
  response: z.object({
    from: z.object({ id: uuid, name: z.string() }),
    things: z.array(thing),
    receivers: z.array(z.object({ id: uuid, name: z.string(), sectionName: z.string() })),
    /** People of the agency whose account is disabled and who have something open; for the head. */
    absent: z.array(z.object({ id: uuid, name: z.string() })),
    /** An offer that waits for its answer. */
    offeredId: uuid.nullable(),
  }),
});
export type OpenHandover = z.output<typeof openThings.response>;

const summary = z.object({
  id: uuid,
  number: z.string(),
  reason: z.enum(handoverReasons),
  fromName: z.string(),
  toName: z.string(),
  startsOn: plainDate,
  endsOn: plainDate.nullable(),
  state: z.enum(handoverStates),
  things: z.number().int(),
  stays: z.number().int(),
  offeredAt: instant,
  /** Waits for this person's answer. */
  isMine: z.boolean(),
});
export type HandoverRow = z.output<typeof summary>;

/** One's own; the head sees the agency's. */
export const listHandovers = route({
  ...reading,
  id: 'handovers.list',
  path: '/api/handovers',
  params: nothing,
  query: pageQuery,
  response: pageOf(summary),
});

const detail = summary.extend({
  offeredName: z.string(),
  note: z.string(),
  answer: z.string(),
  answeredAt: instant.nullable(),
  version: z.number().int(),
  list: z.array(thing.extend({ movedAt: instant.nullable() })),
  allowed: z.array(z.enum(['accept', 'refuse', 'withdraw'])),
});
export type HandoverDetail = z.output<typeof detail>;

export const getHandover = route({
  ...reading,
  id: 'handovers.get',
  path: '/api/handovers/:id',
  params: byId,
  query: nothing,
  response: detail,
});

export const offerHandover = route({
  ...writing,
  id: 'handovers.offer',
  path: '/api/handovers',
  params: nothing,
  body: z.object({
    actionId,
    fromId: uuid,
    toId: uuid,
    reason: z.enum(handoverReasons),
    startsOn: plainDate,
    endsOn: plainDate.nullable(),
    note: paragraph(2000),
  }),
  response: z.object({ id: uuid, number: z.string() }),
  audit: 'handover.offered',
});

export const answerHandover = route({
  ...writing,
  id: 'handovers.answer',
  path: '/api/handovers/:id/answers',
  params: byId,
  body: z.object({
    actionId,
    version: z.number().int().min(0),
    answer: z.enum(['accept', 'refuse', 'withdraw']),
    note: paragraph(1000),
  }),
  response: z.object({ id: uuid, state: z.enum(handoverStates) }),
  audit: 'handover.answered',
});

/** 交接单. */
export const handoverPaper = route({
  ...reading,
  id: 'handovers.paper',
  path: '/api/handovers/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  transfer: 'file',
  response: nothing,
});
