/** Routes of the auditor's room: exceptions with their rows, the comparison of periods, the file of evidence. Each look is recorded. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { instant, nothing, pageQuery, plainDate, sha256Hex, uuid } from '../../common/schemas.ts';
import { drawRecordView } from '../../draws/draw-views.ts';
import { exceptionKinds } from './exceptions.ts';

const auditors = only('auditor');
const reading = { method: 'GET', body: nothing, transfer: 'json', rate: 'heavy', policy: auditors } as const;

const scope = z.object({
  agencyId: uuid.optional(),
  from: plainDate,
  to: plainDate,
});
const kinds = { kind: z.enum(exceptionKinds).optional() };

export const exceptionRow = z.object({
  /** Unique in the list. */
  key: z.string(),
  kind: z.enum(exceptionKinds),
  day: plainDate,
  agencyName: z.string(),
  subject: z.string(),
  /** Who did it or has it to do; empty where the record names nobody. */
  people: z.string(),
  /** Facts of the record by name; the page has words for each. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The record that the entries of the ledger name as their subject; `entry` is the number of one entry. */
  evidence: z.object({ kind: z.enum(['draw', 'subject', 'entry']), id: z.string() }),
});
export type ExceptionRow = z.output<typeof exceptionRow>;

export const kindCount = z.object({ kind: z.enum(exceptionKinds), count: z.number().int() });
export const listExceptions = route({
  ...reading,
  id: 'audit.exceptions',
  path: '/api/audit/exceptions',
  params: nothing,
  query: scope.extend({ ...kinds, ...pageQuery.shape }),
  response: z.object({
    /** All kinds, also those without a row; of the whole period, whatever kind is asked for. */
    counts: z.array(kindCount),
    rows: z.array(exceptionRow),
    next: z.string().nullable(),
  }),
  audit: 'audit.exceptions_read',
});

export const compareExceptions = route({
  ...reading,
  id: 'audit.comparison',
  path: '/api/audit/comparison',
  params: nothing,
  query: scope.extend({ from2: plainDate, to2: plainDate }),
  response: z.object({
    rows: z.array(
      z.object({ kind: z.enum(exceptionKinds), first: z.number().int(), second: z.number().int() }),
    ),
  }),
  audit: 'audit.periods_compared',
});

/** Agencies of the own jurisdiction, to choose from. */
export const auditAgencies = route({
  ...reading,
  id: 'audit.agencies',
  path: '/api/audit/agencies',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(z.object({ id: uuid, name: z.string() })) }),
  policy: only('auditor', 'coordinator'),
  audit: null,
  rate: 'read',
});

/** A zip with the exceptions, the entries of the ledger about them, their proofs of inclusion and the signed checkpoint. */
export const exportExceptions = route({
  ...reading,
  id: 'audit.evidence',
  path: '/api/audit/evidence',
  params: nothing,
  query: scope.extend(kinds),
  transfer: 'file',
  response: z.unknown(),
  audit: 'audit.evidence_taken',
});

/** Everything that proves one draw, with the entries of the ledger about it and their proofs. */
export const drawProof = z.object({
  record: drawRecordView,
  /** Null where no checkpoint stands yet. */
  ledger: z.object({ size: z.number().int(), note: z.string(), verifierKey: z.string() }).nullable(),
  entries: z.array(
    z.object({
      seq: z.number().int(),
      at: instant,
      type: z.string(),
      personName: z.string(),
      entry: z.string(),
      hash: sha256Hex,
      path: z.array(sha256Hex),
    }),
  ),
  /** Objects that left the directory in the working days before the seal. */
  removals: z.array(exceptionRow),
  bundle: z.boolean(),
});
export type DrawProof = z.output<typeof drawProof>;
export const readDrawProof = route({
  ...reading,
  id: 'audit.draw',
  path: '/api/audit/draws/:id',
  params: z.object({ id: uuid }),
  query: nothing,
  response: drawProof,
  audit: 'audit.draw_examined',
});

/** The same for one draw, with its bundle as it may be disclosed now. */
export const exportDrawEvidence = route({
  ...reading,
  id: 'audit.draw_evidence',
  path: '/api/audit/draws/:id/evidence',
  params: z.object({ id: uuid }),
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
  audit: 'audit.evidence_taken',
});
/** The proof of one draw as a paper. */
export const printDrawProof = route({
  ...reading,
  id: 'audit.draw_proof',
  path: '/api/audit/draws/:id/proof',
  params: z.object({ id: uuid }),
  query: z.object({ lang: z.enum(['zh', 'en']) }),
  transfer: 'file',
  response: z.unknown(),
  audit: 'audit.proof_printed',
});
