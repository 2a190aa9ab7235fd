/** 知悉范围: who read a list before it was released, how, and with which number on what was taken out. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { instant, line, nothing, pageOf, pageQuery, uuid } from '../../common/schemas.ts';

/** Of their own agency; auditors of the jurisdiction. */
export const knownListReaders = ['legalOfficer', 'agencyHead', 'witness', 'auditor'] as const;
export const knownListKinds = ['task', 'draw', 'inspection'] as const;
export type KnownListKind = (typeof knownListKinds)[number];
/** Names of a task, pool before the seal, drawn list before its release, notice of an unannounced visit. */
const whats = ['names', 'pool', 'drawn', 'notice'] as const;
const ways = ['list', 'export', 'print'] as const;
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const policy = only(...knownListReaders);
const byList = z.object({ kind: z.enum(knownListKinds), id: uuid });

const list = z.object({
  kind: z.enum(knownListKinds),
  id: uuid,
  /** Of the task or draw; empty for an inspection. */
  number: z.string(),
  title: z.string(),
  agencyName: z.string(),
  /** From when everybody might know it; null while it is closed. */
  releasedAt: instant.nullable(),
  /** People who read it before its release. */
  people: z.number().int(),
  /** What was taken out before its release. */
  taken: z.number().int(),
  lastAt: instant,
});
export type KnownList = z.output<typeof list>;

const known = z.object({
  what: z.enum(whats),
  personName: z.string(),
  agencyName: z.string(),
  way: z.enum(ways),
  /** Number on each page; empty for the screen. */
  mark: z.string(),
  at: instant,
  isBefore: z.boolean(),
});
export type KnownReading = z.output<typeof known>;

export const listKnownLists = route({
  ...reading,
  id: 'knownLists.list',
  path: '/api/known-lists',
  params: nothing,
  query: pageQuery.extend({ kind: z.enum(knownListKinds).optional(), text: line(100).optional() }),
  response: pageOf(list),
  policy,
});

export const getKnownList = route({
  ...reading,
  id: 'knownLists.get',
  path: '/api/known-lists/:kind/:id',
  params: byList,
  query: pageQuery,
  response: pageOf(known).extend({ list }),
  policy,
});

export const knownListPaper = route({
  ...reading,
  id: 'knownLists.paper',
  path: '/api/known-lists/:kind/:id/paper',
  params: byList,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  transfer: 'file',
  response: nothing,
  policy,
});

/** Who took out what carries this number; null when nothing does. */
export const traceMark = route({
  ...reading,
  id: 'knownLists.trace',
  path: '/api/known-lists/marks/:mark',
  params: z.object({ mark: z.string().max(20) }),
  query: nothing,
  response: z.object({ found: known.extend({ list }).nullable() }),
  policy,
});
