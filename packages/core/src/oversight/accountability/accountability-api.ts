/** Routes of accountability events: list, one event with its chain, raising one, its moves, evidence files, the printed sheet. */
import { z } from 'zod';
import { only, route, signedIn } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  sha256Hex,
  uuid,
} from '../../common/schemas.ts';
import {
  accountabilityFacts,
  accountabilityKinds,
  accountabilityMoves,
  accountabilityOutcomes,
  accountabilityReaders,
  accountabilityStates,
  deliveryWays,
  dutifulGrounds,
} from './accountability.ts';

/** Officers raise what they come upon; whoever inspects too. */
export const raiserRoles = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
] as const;
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;
const version = z.number().int().min(0);
const filled = (max: number) =>
  paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });
/** A page of the office. */
const officePath = z
  .string()
  .max(300)
  .regex(/^(?:|\/[A-Za-z0-9/_?&=.-]*)$/);

export const accountabilityLists = ['open', 'waiting', 'closed', 'all'] as const;
export type AccountabilityList = (typeof accountabilityLists)[number];

const summary = z.object({
  id: uuid,
  number: z.string(),
  agencyName: z.string(),
  kind: z.enum(accountabilityKinds),
  isFact: z.boolean(),
  facts: accountabilityFacts,
  account: z.string(),
  path: z.string(),
  happenedOn: plainDate,
  personName: z.string(),
  /** This person is the one named. */
  isMine: z.boolean(),
  state: z.enum(accountabilityStates),
  version,
  /** Last day for the statement, as far as it is known. */
  statementDue: plainDate.nullable(),
  outcome: z.enum(accountabilityOutcomes).nullable(),
  createdAt: instant,
});
export type AccountabilityRow = z.output<typeof summary>;

/** Head and discipline post see their agency, coordination office and auditor the jurisdiction; everybody else what names them. */
export const listEvents = route({
  ...reading,
  id: 'accountability.list',
  path: '/api/accountability',
  params: nothing,
  query: pageQuery.extend({
    of: z.enum(accountabilityLists).default('open'),
    kind: z.enum(accountabilityKinds).optional(),
    agencyId: uuid.optional(),
    text: line(60).optional(),
  }),
  response: pageOf(summary),
  policy: signedIn,
});

const evidence = z.object({
  seq: z.number().int(),
  kind: z.enum(['ledger', 'paper', 'file', 'record']),
  title: z.string(),
  path: z.string(),
  fileId: uuid.nullable(),
  ledgerSeq: z.number().int().nullable(),
  ledgerHash: sha256Hex.nullable(),
  /** The ledger still has this entry with this digest; null for what does not lie there. */
  isIntact: z.boolean().nullable(),
  note: z.string(),
  personName: z.string(),
  at: instant,
});
export type AccountabilityEvidence = z.output<typeof evidence>;

const detail = summary.extend({
  /** Empty for the person named: who raised it is not told. */
  raisedName: z.string(),
  askedOn: plainDate.nullable(),
  noticedOn: plainDate.nullable(),
  noticedHow: z.enum(['read', ...deliveryWays]).nullable(),
  statement: z.string(),
  statedOn: plainDate.nullable(),
  ground: z.enum(dutifulGrounds).nullable(),
  decision: z.string(),
  decidedName: z.string(),
  decidedOn: plainDate.nullable(),
  closing: z.string(),
  closedOn: plainDate.nullable(),
  evidence: z.array(evidence),
  steps: z.array(z.object({ step: z.string(), personName: z.string(), note: z.string(), at: instant })),
  /** Whom it can name: people of its agency; empty for who may not. */
  people: z.array(z.object({ id: uuid, name: z.string(), sectionName: z.string() })),
  allowed: z.array(z.enum(accountabilityMoves)),
  /** May add evidence. */
  mayProve: z.boolean(),
});
export type AccountabilityDetail = z.output<typeof detail>;

/** Opened by the person named, the request counts as received. */
export const getEvent = route({
  ...reading,
  id: 'accountability.get',
  path: '/api/accountability/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: signedIn,
});

export const raisingChoices = route({
  ...reading,
  id: 'accountability.choices',
  path: '/api/accountability/choices',
  params: nothing,
  query: z.object({ agencyId: uuid.optional() }),
  response: z.object({
    agencies: z.array(z.object({ id: uuid, name: z.string() })),
    people: z.array(z.object({ id: uuid, name: z.string(), sectionName: z.string() })),
  }),
  policy: only(...raiserRoles),
});

export const raiseEvent = route({
  ...writing,
  id: 'accountability.raise',
  path: '/api/accountability',
  params: nothing,
  body: z.object({
    actionId,
    agencyId: uuid,
    kind: z.enum(accountabilityKinds),
    subject: requiredLine(200),
    account: filled(4000),
    happenedOn: plainDate,
    /** Page of the matter. */
    path: officePath,
    personId: uuid.nullable(),
    /** Entries of the ledger that prove it. */
    ledgerSeqs: z.array(z.number().int().min(1)).max(20),
  }),
  /** The number is all that whoever raised it keeps, unless they also handle such events. */
  response: z.object({ id: uuid, number: z.string() }),
  policy: only(...raiserRoles),
  audit: 'accountability.raised',
});

const move = z.discriminatedUnion('move', [
  z.object({ move: z.literal('name'), personId: uuid }),
  z.object({ move: z.literal('ask'), dueOn: plainDate, note: paragraph(1000) }),
  z.object({ move: z.literal('deliver'), how: z.enum(deliveryWays), onDay: plainDate, note: filled(1000) }),
  z.object({ move: z.literal('state'), statement: filled(8000) }),
  z.object({ move: z.literal('takeDown'), statement: filled(8000), onDay: plainDate, note: filled(1000) }),
  z.object({ move: z.literal('noteSilence'), note: paragraph(1000) }),
  z.object({
    move: z.literal('decide'),
    outcome: z.enum(accountabilityOutcomes),
    ground: z.enum(dutifulGrounds).nullable(),
    decision: filled(4000),
  }),
  z.object({ move: z.literal('close'), note: filled(2000) }),
]);
export type AccountabilityMoveForm = z.output<typeof move>;

export const moveEvent = route({
  ...writing,
  id: 'accountability.move',
  path: '/api/accountability/:id/moves',
  params: byId,
  body: z.object({ actionId, version, form: move }),
  response: z.object({ id: uuid, state: z.enum(accountabilityStates), version }),
  policy: signedIn,
  audit: 'accountability.moved',
});

export const proveEvent = route({
  ...writing,
  id: 'accountability.prove',
  path: '/api/accountability/:id/evidence',
  params: byId,
  body: z.object({
    actionId,
    evidence: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('ledger'), ledgerSeq: z.number().int().min(1), note: paragraph(500) }),
      z.object({
        kind: z.enum(['paper', 'record']),
        title: requiredLine(200),
        path: officePath,
        note: paragraph(500),
      }),
    ]),
  }),
  response: z.object({ seq: z.number().int() }),
  policy: signedIn,
  audit: 'accountability.proved',
});

/** A file as evidence, of the person named too. */
export const addEventFile = route({
  ...writing,
  id: 'accountability.addFile',
  path: '/api/accountability/:id/files',
  params: byId,
  body: z.object({ actionId }),
  transfer: 'upload',
  response: z.object({ fileId: uuid }),
  policy: signedIn,
  audit: 'accountability.proved',
  rate: 'upload',
});

export const downloadEventFile = route({
  ...reading,
  id: 'accountability.file',
  path: '/api/accountability/:id/files/:fileId',
  params: z.object({ id: uuid, fileId: uuid }),
  query: nothing,
  transfer: 'file',
  response: nothing,
  policy: signedIn,
});

/** 履职核查登记表. */
export const eventPaper = route({
  ...reading,
  id: 'accountability.paper',
  path: '/api/accountability/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  transfer: 'file',
  response: nothing,
  policy: only(...accountabilityReaders),
});
