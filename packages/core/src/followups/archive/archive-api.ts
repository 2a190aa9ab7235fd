/** Routes of the archive: dossiers of inspections, their files, box labels, transfer to the archive room, samples. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
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
  uuid,
} from '../../common/schemas.ts';
import { retentionClasses } from '../../tasks/papers/archive-data.ts';

const byId = z.object({ id: uuid });
const act = z.object({ actionId });
const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
const desk = only('legalOfficer', 'sectionOfficer');
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write', policy: desk } as const;

export const dossierView = z.object({
  id: uuid,
  inspectionId: uuid,
  part: z.number().int(),
  archiveNumber: z.string(),
  retention: z.enum(retentionClasses),
  title: z.string(),
  objectName: z.string(),
  /** `filed`: the files are still to be made. */
  state: z.enum(['filed', 'built']),
  pieces: z.number().int(),
  pages: z.number().int().nullable(),
  evidenceFiles: z.number().int(),
  /** Evidence that is named but whose file never arrived. */
  missingFiles: z.number().int(),
  pdfSha256: z.string(),
  packageSha256: z.string(),
  carriedTo: z.string(),
  carriedReason: z.string(),
  carriedOpen: z.number().int(),
  transferId: uuid.nullable(),
  filedOn: plainDate,
  filedName: z.string(),
});
export type DossierView = z.output<typeof dossierView>;

/** Dossiers of an inspection, and what stands in the way of filing. */
export const getInspectionDossier = route({
  ...reading,
  id: 'dossiers.ofInspection',
  path: '/api/inspections/:id/dossier',
  params: byId,
  query: nothing,
  response: z.object({
    dossiers: z.array(dossierView),
    /** Problems without their end. */
    open: z.number().int(),
    retention: z.enum(retentionClasses),
    mayFile: z.boolean(),
    mayCarry: z.boolean(),
    /** Why it may not be filed; null when it may, or when the person is not asked to. */
    refusal: z
      .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
    isOwn: z.boolean(),
    /** Of the agency that began the task: the files hold its internal papers. */
    mayTakeOut: z.boolean(),
  }),
  policy: readers,
});
export const fileDossier = route({
  ...writing,
  id: 'dossiers.file',
  path: '/api/inspections/:id/dossier',
  params: byId,
  body: act.extend({
    /** Longer than the rule's; null for the rule's. */
    retention: z.enum(retentionClasses).nullable(),
    /** What stands in the dossier's notes. */
    situation: paragraph(2000),
    /** Reason of carrying open problems over; empty for none. */
    carryReason: line(300),
  }),
  response: byId,
  audit: 'dossier.filed',
  rate: 'heavy',
});
/** Makes the files of a filed dossier again, when that failed. */
export const buildDossier = route({
  ...writing,
  id: 'dossiers.build',
  path: '/api/dossiers/:id/files',
  params: byId,
  body: act,
  response: byId,
  audit: 'dossier.built',
  rate: 'heavy',
});
export const listDossiers = route({
  ...reading,
  id: 'dossiers.list',
  path: '/api/dossiers',
  params: nothing,
  query: pageQuery.extend({
    year: z.coerce.number().int().min(2000).max(2200).optional(),
    retention: z.enum(retentionClasses).optional(),
    where: z.enum(['all', 'here', 'transferred']).default('all'),
    text: line(100).optional(),
  }),
  response: pageOf(dossierView),
  policy: desk,
});
export const downloadDossier = route({
  ...reading,
  id: 'dossiers.file_download',
  path: '/api/dossiers/:id/file',
  params: byId,
  query: z.object({ form: z.enum(['pdf', 'package']) }),
  transfer: 'file',
  response: z.unknown(),
  policy: readers,
  audit: 'dossier.taken_out',
});

/** Dossiers to the archive room: one list, one box label, both as papers. */
export const transferDossiers = route({
  ...writing,
  id: 'dossiers.transfer',
  path: '/api/archive-transfers',
  params: nothing,
  body: act.extend({
    dossierIds: z.array(uuid).min(1).max(200),
    boxNumber: requiredLine(60),
    to: requiredLine(200),
  }),
  response: z.object({ id: uuid, paperId: uuid }),
  audit: 'dossier.transferred',
});
export const transferView = z.object({
  id: uuid,
  boxNumber: z.string(),
  to: z.string(),
  dossiers: z.number().int(),
  madeOn: plainDate,
  madeName: z.string(),
  paperId: uuid,
  scanned: z.boolean(),
});
export type TransferView = z.output<typeof transferView>;
export const listTransfers = route({
  ...reading,
  id: 'dossiers.transfers',
  path: '/api/archive-transfers',
  params: nothing,
  query: pageQuery,
  response: pageOf(transferView),
  policy: desk,
});
export const printBoxLabel = route({
  ...reading,
  id: 'dossiers.boxLabel',
  path: '/api/archive-transfers/:id/box-label',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
  transfer: 'file',
  response: z.unknown(),
  policy: desk,
});

/** 全宗号 of the own agency; `inUse`: what a new 档号 begins with, also while none is entered. */
export const fondsView = z.object({
  number: z.string(),
  enteredName: z.string(),
  enteredAt: instant.nullable(),
  inUse: z.string(),
});
export type FondsView = z.output<typeof fondsView>;
export const readFonds = route({
  ...reading,
  id: 'dossiers.fonds',
  path: '/api/archive-fonds',
  params: nothing,
  query: nothing,
  response: fondsView,
  policy: desk,
});
export const enterFonds = route({
  ...writing,
  id: 'dossiers.enterFonds',
  path: '/api/archive-fonds',
  params: nothing,
  body: act.extend({ number: z.string().regex(/^[A-Z0-9]{1,12}$/) }),
  response: z.object({ number: z.string() }),
  policy: only('legalOfficer'),
  audit: 'dossier.fonds_entered',
});

/** 案卷抽查评查 by an evaluator's own seed. */
export const sampleView = z.object({
  id: uuid,
  purpose: z.string(),
  evaluator: z.string(),
  year: z.number().int(),
  seed: z.string(),
  wanted: z.number().int(),
  poolSize: z.number().int(),
  poolSha256: z.string(),
  drawn: z.array(z.object({ archiveNumber: z.string(), dossierId: uuid.nullable(), objectName: z.string() })),
  drawnName: z.string(),
  drawnAt: instant,
});
export type SampleView = z.output<typeof sampleView>;
export const drawSample = route({
  ...writing,
  id: 'dossiers.sample',
  path: '/api/dossier-samples',
  params: nothing,
  body: act.extend({
    purpose: requiredLine(200),
    evaluator: requiredLine(100),
    year: z.number().int().min(2000).max(2200),
    seed: requiredLine(200),
    wanted: z.number().int().min(1).max(500),
  }),
  response: byId,
  audit: 'dossier.sampled',
});
export const listSamples = route({
  ...reading,
  id: 'dossiers.samples',
  path: '/api/dossier-samples',
  params: nothing,
  query: pageQuery,
  response: pageOf(sampleView),
  policy: desk,
});
/** Everything that a repetition of the sample takes, as one JSON file. */
export const downloadSample = route({
  ...reading,
  id: 'dossiers.sample_file',
  path: '/api/dossier-samples/:id/file',
  params: byId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
  policy: desk,
});
