/** Routes of the view from above: opening and closing it below, who read, and what a superior reads. */
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
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { readBoard } from '../board/board-api.ts';
import { countDeadlines, listDeadlines } from '../deadlines/deadline-api.ts';
import { deadlineClock, deadlineStates } from '../deadlines/deadline-clock.ts';
import { indicatorKeys } from '../figures/indicators.ts';
import { supervisionKinds, supervisionStates } from '../papers/supervision-paper.ts';
import { superiorReaders, superiorReadings, superiorStates } from './superior.ts';

const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;
const administrators = only('administrator', 'securityAdministrator');
const keepers = only('administrator', 'securityAdministrator', 'auditor', 'coordinator', 'agencyHead');
const above = only(...superiorReaders);

const link = z.object({
  id: uuid,
  superiorName: z.string(),
  basis: z.string(),
  state: z.enum(superiorStates),
  askedName: z.string(),
  askedAt: instant,
  decidedName: z.string().nullable(),
  opinion: z.string(),
  endedName: z.string().nullable(),
  endedAt: instant.nullable(),
  version: z.number().int(),
});
export type SuperiorLink = z.output<typeof link>;

export const readSuperior = route({
  ...reading,
  id: 'superior.read',
  path: '/api/superior',
  params: nothing,
  query: nothing,
  response: z.object({
    links: z.array(link),
    /** Jurisdictions of the platform above this one. */
    choices: z.array(z.object({ id: uuid, name: z.string() })),
    mayAsk: z.boolean(),
    mayDecide: z.boolean(),
    mayEnd: z.boolean(),
  }),
  policy: keepers,
});

export const askSuperior = route({
  ...writing,
  id: 'superior.ask',
  path: '/api/superior',
  params: nothing,
  body: z.object({ actionId, superiorId: uuid, basis: requiredLine(300) }),
  response: byId,
  policy: only('administrator'),
  audit: 'superior.asked',
});

export const decideSuperior = route({
  ...writing,
  id: 'superior.decide',
  path: '/api/superior/:id/decision',
  params: byId,
  body: z.object({ actionId, version: z.number().int(), agrees: z.boolean(), opinion: paragraph(500) }),
  response: z.object({ state: z.enum(superiorStates) }),
  policy: only('securityAdministrator'),
  audit: 'superior.decided',
});

export const endSuperior = route({
  ...writing,
  id: 'superior.end',
  path: '/api/superior/:id/end',
  params: byId,
  body: z.object({ actionId, version: z.number().int() }),
  response: z.object({ state: z.enum(superiorStates) }),
  policy: administrators,
  audit: 'superior.ended',
});

const read = z.object({
  id: uuid,
  superiorName: z.string(),
  agencyName: z.string(),
  personName: z.string(),
  kind: z.enum(superiorReadings),
  rows: z.number().int(),
  at: instant,
});
export type SuperiorReading = z.output<typeof read>;

/** Who of above read rows with names of this jurisdiction. */
export const listSuperiorReadings = route({
  ...reading,
  id: 'superior.readings',
  path: '/api/superior/readings',
  params: nothing,
  query: pageQuery,
  response: pageOf(read),
  policy: keepers,
});

const counts = z.object({
  late: z.number().int(),
  today: z.number().int(),
  soon: z.number().int(),
  open: z.number().int(),
  suspended: z.number().int(),
});
const below = counts.extend({ id: uuid, name: z.string() });
export type BelowRow = z.output<typeof below>;

export const listBelow = route({
  ...reading,
  id: 'below.list',
  path: '/api/below',
  params: nothing,
  query: nothing,
  response: z.object({ asOf: plainDate, rows: z.array(below) }),
  policy: above,
});

export const countBelow = route({
  ...reading,
  id: 'below.counts',
  path: '/api/below/:id/counts',
  params: byId,
  query: z.object({ agencyId: uuid.optional() }),
  response: countDeadlines.response.extend({ name: z.string() }),
  policy: above,
});

export const listBelowClocks = route({
  ...reading,
  id: 'below.clocks',
  path: '/api/below/:id/clocks',
  params: byId,
  query: pageQuery.extend({
    state: z.enum(deadlineStates).optional(),
    clock: deadlineClock.optional(),
    agencyId: uuid.optional(),
  }),
  response: listDeadlines.response,
  policy: above,
});

export const readBelowBoard = route({
  ...reading,
  id: 'below.board',
  path: '/api/below/:id/board',
  params: byId,
  query: pageQuery,
  response: readBoard.response,
  policy: above,
});

const paper = z.object({
  id: uuid,
  kind: z.enum(supervisionKinds),
  state: z.enum(supervisionStates),
  number: z.string(),
  agencyName: z.string(),
  toAgencyName: z.string(),
  /** The clock that it is about; null for a duty. */
  clock: deadlineClock.nullable(),
  taskNumber: z.string(),
  approvedOn: plainDate.nullable(),
  replyDue: plainDate.nullable(),
  repliedOn: plainDate.nullable(),
  closedOn: plainDate.nullable(),
});
export type BelowPaper = z.output<typeof paper>;

/** Papers of supervision that were sent below: their way, without names and texts. */
export const listBelowPapers = route({
  ...reading,
  id: 'below.papers',
  path: '/api/below/:id/papers',
  params: byId,
  query: pageQuery,
  response: pageOf(paper),
  policy: above,
});

const figure = z.object({
  indicator: z.enum(indicatorKeys),
  numerator: z.number().int(),
  denominator: z.number().int(),
  exempt: z.number().int(),
  void: z.number().int(),
  value: z.number().nullable(),
});
export type BelowFigure = z.output<typeof figure>;

export const readBelowFigures = route({
  ...reading,
  id: 'below.figures',
  path: '/api/below/:id/figures',
  params: byId,
  query: nothing,
  /** Of this year. */
  response: z.object({ from: plainDate, to: plainDate, asOf: plainDate, rows: z.array(figure) }),
  policy: above,
});
