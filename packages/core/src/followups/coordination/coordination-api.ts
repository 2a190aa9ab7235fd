/**
 * Routes of coordination tickets: what may contradict at one problem and over a jurisdiction, raising, opinions, the settlement,
 * and the enterprise's own way in. Of another agency's demand its number, agency, words and day are shown, nothing else.
 */
import { z } from 'zod';
import { enterpriseOnly, only, route } from '../../common/api.ts';
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
import { coordinationMoves, coordinationStates, demandFates, mostDemands, raisers } from './coordination.ts';

const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;
const handlers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'] as const;
export const coordinationReaders = [...handlers, 'coordinator', 'auditor'] as const;
const readers = only(...coordinationReaders);

const filled = paragraph(2000).refine((text) => text.length > 0, { message: 'text.required' });

const demand = z.object({
  findingId: uuid,
  agencyName: z.string(),
  /** Of the order, or of the task while there is none. */
  number: z.string(),
  text: z.string(),
  measures: z.string(),
  dueOn: plainDate.nullable(),
});
export type CoordinationDemand = z.output<typeof demand>;

const candidate = demand.extend({
  /** Words that it shares with the demand asked about: a hint, no judgement. */
  shared: z.array(z.string()),
  /** A ticket about it is open already. */
  isTaken: z.boolean(),
});
export type CoordinationCandidate = z.output<typeof candidate>;

/** Open demands of other agencies on the object of one problem. */
export const contradictionsOf = route({
  ...reading,
  id: 'coordinations.ofProblem',
  path: '/api/followups/:id/contradictions',
  params: byId,
  query: nothing,
  response: z.object({ rows: z.array(candidate) }),
  policy: only(...handlers),
});

const candidateObject = z.object({
  objectName: z.string(),
  demands: z.array(demand.extend({ isTaken: z.boolean() })),
  shared: z.array(z.string()),
});
export type CandidateObject = z.output<typeof candidateObject>;

/** Objects on which several agencies have open demands. */
export const listCandidates = route({
  ...reading,
  id: 'coordinations.candidates',
  path: '/api/coordination-candidates',
  params: nothing,
  query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
  response: pageOf(candidateObject),
  policy: only('coordinator'),
});

export const coordinationLists = ['open', 'closed'] as const;

const row = z.object({
  id: uuid,
  number: z.string(),
  state: z.enum(coordinationStates),
  objectName: z.string(),
  agencies: z.array(z.string()),
  raisedAs: z.enum(raisers),
  raisedBy: z.string(),
  raisedOn: plainDate,
  opinionsBy: plainDate.nullable(),
  /** Agencies that have not given their opinion. */
  silent: z.array(z.string()),
  closedOn: plainDate.nullable(),
});
export type CoordinationRow = z.output<typeof row>;

export const listCoordinations = route({
  ...reading,
  id: 'coordinations.list',
  path: '/api/coordinations',
  params: nothing,
  query: pageQuery.extend({ of: z.enum(coordinationLists).default('open') }),
  response: pageOf(row),
  policy: readers,
});

const decided = demand.extend({
  fate: z.enum(demandFates).nullable(),
  /** What is demanded instead, or a remark. */
  fateText: z.string(),
});

const detail = row.extend({
  version: z.number().int(),
  contradiction: z.string(),
  demands: z.array(
    decided.extend({
      /** Of the reader's own agency: the problem's page opens. */
      isOwn: z.boolean(),
      isClosed: z.boolean(),
    }),
  ),
  opinions: z.array(
    z.object({ agencyName: z.string(), opinion: z.string(), personName: z.string(), at: instant }),
  ),
  /** Why it was settled so, or dismissed. */
  ground: z.string(),
  decidedBy: z.string(),
  allowed: z.array(z.enum(coordinationMoves)),
  mayGiveOpinion: z.boolean(),
  /** Day proposed for the opinions. */
  proposedBy: plainDate,
});
export type CoordinationDetail = z.output<typeof detail>;

export const getCoordination = route({
  ...reading,
  id: 'coordinations.get',
  path: '/api/coordinations/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: readers,
});

const raising = z.object({
  actionId,
  findingIds: z
    .array(uuid)
    .min(2)
    .max(mostDemands)
    .refine((ids) => new Set(ids).size === ids.length, { message: 'coordination.demand_twice' }),
  contradiction: filled,
});
const raised = z.object({ id: uuid, number: z.string() });

export const raiseCoordination = route({
  ...writing,
  id: 'coordinations.raise',
  path: '/api/coordinations',
  params: nothing,
  body: raising,
  response: raised,
  policy: only(...handlers, 'coordinator'),
  audit: 'coordination.raised',
});

export const giveOpinion = route({
  ...writing,
  id: 'coordinations.giveOpinion',
  path: '/api/coordinations/:id/opinions',
  params: byId,
  body: z.object({ actionId, opinion: filled }),
  response: z.object({ id: uuid }),
  policy: only('legalOfficer', 'agencyHead'),
  audit: 'coordination.opinion_given',
});

const form = z.discriminatedUnion('move', [
  z.object({ move: z.literal('takeUp'), opinionsBy: plainDate }),
  z.object({
    move: z.literal('settle'),
    ground: filled,
    decisions: z
      .array(z.object({ findingId: uuid, fate: z.enum(demandFates), text: paragraph(1000) }))
      .min(2)
      .max(mostDemands),
  }),
  z.object({ move: z.literal('dismiss'), ground: filled }),
]);
export type CoordinationForm = z.output<typeof form>;

export const moveCoordination = route({
  ...writing,
  id: 'coordinations.move',
  path: '/api/coordinations/:id/moves',
  params: byId,
  body: z.object({ actionId, version: z.number().int().min(0), form }),
  response: z.object({ id: uuid, state: z.enum(coordinationStates), version: z.number().int() }),
  policy: only('coordinator'),
  audit: 'coordination.moved',
});

/** What stands at one problem: its tickets, the newest first. */
export const coordinationAtProblem = z.object({
  id: uuid,
  number: z.string(),
  state: z.enum(coordinationStates),
  opinionsBy: plainDate.nullable(),
  fate: z.enum(demandFates).nullable(),
  fateText: z.string(),
  ground: z.string(),
});

const ownTicket = z.object({
  id: uuid,
  number: z.string(),
  state: z.enum(coordinationStates),
  raisedOn: plainDate,
  closedOn: plainDate.nullable(),
  demands: z.array(decided),
  ground: z.string(),
});
export type OwnCoordination = z.output<typeof ownTicket>;

/** The enterprise's tickets, and the demands in its hands from which it may raise one. */
export const ownCoordinations = route({
  ...reading,
  id: 'enterpriseCoordinations.list',
  path: '/api/enterprise/coordinations',
  params: nothing,
  query: nothing,
  response: z.object({
    rows: z.array(ownTicket),
    demands: z.array(demand.extend({ isTaken: z.boolean() })),
  }),
  policy: enterpriseOnly,
});

export const raiseAsEnterprise = route({
  ...writing,
  id: 'enterpriseCoordinations.raise',
  path: '/api/enterprise/coordinations',
  params: nothing,
  body: raising,
  response: raised,
  policy: enterpriseOnly,
  audit: 'coordination.raised',
});
