/**
 * Routes of papers: lists of an inspection and a task, the file, seal, delivery, void, signed scan, the register of numbers,
 * and the page behind a paper's QR code.
 */
import { z } from 'zod';
import { anyone, only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { deliveryWays } from './handling-data.ts';
import { paperKinds, sealStates } from './paper-kinds.ts';
import { paperRefusal } from './paper-parts.ts';

const byId = z.object({ id: uuid });
const act = z.object({ actionId });
const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
const desk = only('legalOfficer', 'sectionOfficer');
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const paperRow = z.object({
  id: uuid,
  kind: z.enum(paperKinds),
  /** Empty for kinds without one. */
  number: z.string(),
  agencyName: z.string(),
  objectName: z.string(),
  inspectionId: uuid.nullable(),
  issuedAt: instant,
  issuedName: z.string(),
  state: z.enum(['draft', 'issued', 'void']),
  voidReason: z.string(),
  sealState: z.enum(sealStates),
  sealedOn: plainDate.nullable(),
  sealRegisterNo: z.string(),
  deliveredAt: instant.nullable(),
  /** Who signed for it on the spot; empty when another way, see its receipt. */
  takenBy: z.string(),
  /** This kind is handed over to the object. */
  isDelivered: z.boolean(),
  scanned: z.boolean(),
  sha256: z.string(),
  mayVoid: z.boolean(),
  mayScan: z.boolean(),
  /** Sealed where it must be, handed over to the object, and not yet noted as delivered. */
  mayDeliver: z.boolean(),
  maySeal: z.boolean(),
});
export type PaperRowView = z.output<typeof paperRow>;
const paperList = z.object({ rows: z.array(paperRow) });

export const papersOfInspection = route({
  ...reading,
  id: 'papers.ofInspection',
  path: '/api/inspections/:id/papers',
  params: byId,
  query: nothing,
  response: paperList,
  policy: readers,
});
export const papersOfTask = route({
  ...reading,
  id: 'papers.ofTask',
  path: '/api/tasks/:id/papers',
  params: byId,
  query: nothing,
  response: paperList,
  policy: readers,
});
/** As issued, in the wording of that day. */
export const downloadPaper = route({
  ...reading,
  id: 'papers.file',
  path: '/api/papers/:id/file',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
  transfer: 'file',
  response: z.unknown(),
  policy: readers,
  audit: 'paper.printed',
});
export const voidIssuedPaper = route({
  ...writing,
  id: 'papers.void',
  path: '/api/papers/:id/void',
  params: byId,
  body: act.extend({ reason: requiredLine(300) }),
  response: byId,
  policy: desk,
  audit: 'paper.voided',
});
/** PDF, PNG or JPEG of the paper as it was signed and sealed. */
export const uploadPaperScan = route({
  ...writing,
  id: 'papers.uploadScan',
  path: '/api/papers/:id/scan',
  params: byId,
  query: act,
  body: nothing,
  transfer: 'upload',
  response: byId,
  policy: readers,
  audit: 'paper.scanned',
  rate: 'upload',
});
export const downloadPaperScan = route({
  ...reading,
  id: 'papers.scan',
  path: '/api/papers/:id/scan',
  params: byId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
  policy: readers,
});

/** 用印: papers of the own agency that wait for its seal, or have it. */
export const listSeals = route({
  ...reading,
  id: 'papers.seals',
  path: '/api/paper-seals',
  params: nothing,
  query: pageQuery.extend({
    state: z.enum(['waiting', 'sealed']).default('waiting'),
    /** Part of the number. */
    text: line(100).optional(),
  }),
  response: pageOf(paperRow),
  policy: desk,
});
export const sealIssuedPaper = route({
  ...writing,
  id: 'papers.seal',
  path: '/api/papers/:id/seal',
  params: byId,
  body: act.extend({ sealedOn: plainDate, registerNo: line(60) }),
  response: byId,
  policy: only('legalOfficer'),
  audit: 'paper.sealed',
});

/** Ways of handing a paper over; a telephone call delivers notices only, and stands with them. */
export const paperDeliveryWay = z.enum(deliveryWays).exclude(['phone']);
/** 送达: who took the paper when and how; makes its 送达回证. */
export const deliverPaper = route({
  ...writing,
  id: 'papers.deliver',
  path: '/api/papers/:id/delivery',
  params: byId,
  body: act.extend({
    way: paperDeliveryWay,
    deliveredAt: instant,
    place: line(300),
    taker: z.object({ name: line(60), relation: line(60) }),
    /** 留置送达: why it was not taken, and who saw it. */
    refusal: paperRefusal.nullable(),
    note: line(300),
  }),
  response: z.object({ id: uuid, receiptId: uuid }),
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: 'paper.delivered',
});

/** What the QR code of a paper, or id and digest in its foot, tell whoever holds it: nothing of the object. */
export const publicPaper = z.object({
  kind: z.enum(paperKinds),
  /** As printed: the name of the document in its wording. */
  title: z.string(),
  number: z.string(),
  agencyName: z.string(),
  issuedOn: plainDate,
  sha256: z.string(),
  state: z.enum(['valid', 'void']),
  voidedOn: plainDate.nullable(),
  sealedOn: plainDate.nullable(),
});
export type PublicPaper = z.output<typeof publicPaper>;

export const checkPublicPaper = route({
  ...reading,
  id: 'publicPapers.get',
  path: '/api/public/papers/:id',
  params: byId,
  /** The digest or its beginning, as the code or the foot of the paper says it. */
  query: z.object({ h: z.string().regex(/^[0-9a-f]{16,64}$/) }),
  response: publicPaper,
  policy: anyone,
  rate: 'public',
});

/** 文书编号簿 of the own agency: each number of a kind and year, without a gap. */
export const numberRow = z.object({
  no: z.number().int(),
  number: z.string(),
  state: z.enum(['reserved', 'used', 'voided']),
  reason: z.string(),
  paperId: uuid.nullable(),
  takenAt: instant,
  takenName: z.string(),
  objectName: z.string(),
});
export type NumberRow = z.output<typeof numberRow>;

export const listNumbers = route({
  ...reading,
  id: 'papers.numbers',
  path: '/api/paper-numbers',
  params: nothing,
  query: pageQuery.extend({
    kind: z.enum(paperKinds).default('notice'),
    year: z.coerce.number().int().min(2000).max(2200),
  }),
  response: pageOf(numberRow).extend({
    /** Last number given, and how many of each state; `gap`: a number is missing, which must never be. */
    counts: z.object({
      last: z.number().int(),
      reserved: z.number().int(),
      used: z.number().int(),
      voided: z.number().int(),
      gap: z.boolean(),
    }),
  }),
  policy: desk,
});
