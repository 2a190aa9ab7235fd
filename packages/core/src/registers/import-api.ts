/**
 * Routes of roster imports: upload → mapping → preview → apply (or cancel) → undo.
 * Nothing is written to a register before `apply`; re-importing the same file changes nothing.
 */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, instant, nothing, pageOf, pageQuery, uuid } from '../common/schemas.ts';
import { rosterKinds } from './roster-field-words.ts';

const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });

export const importKinds = ['objects', 'inspectors'] as const;
export const importStates = [
  'uploaded',
  'reading',
  'previewed',
  'applying',
  'applied',
  'undone',
  'cancelled',
  'failed',
] as const;
export const rowOutcomes = ['new', 'changed', 'unchanged', 'duplicate', 'rejected'] as const;

/** Which column feeds which field: field name → column index, counted from 0. Fields are those of `columns.ts`. */
export const columnMapping = z.record(z.string().max(40), z.number().int().min(0).max(499));
export type ColumnMapping = z.output<typeof columnMapping>;

export const importCounts = z.object({
  read: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  duplicate: z.number().int(),
  rejected: z.number().int(),
  warned: z.number().int(),
});

export const tableInfo = z.object({
  format: z.string(),
  encoding: z.string().nullable(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  /** Row numbers as in the file, counted from 1. */
  headerRow: z.number().int(),
  titleRows: z.array(z.string()),
  columns: z.array(z.object({ index: z.number().int(), title: z.string(), samples: z.array(z.string()) })),
  /** What the recognition proposes, with its confidence from 0 to 1, and whether it was remembered from an earlier import of this layout. */
  proposal: columnMapping,
  confidence: z.record(z.string(), z.number()),
  remembered: z.boolean(),
  /** The other template that this file looks like, when it does. */
  looksLike: z.enum(rosterKinds).nullable(),
  fingerprint: z.string(),
  /** What to tell the user about the file: keys of `spreadsheet-text` with their data. */
  notices: z.array(
    z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
});

export type TableInfo = z.output<typeof tableInfo>;

export const importSummary = z.object({
  id: uuid,
  kind: z.enum(importKinds),
  fileName: z.string(),
  fileSize: z.number(),
  state: z.enum(importStates),
  counts: importCounts.nullable(),
  progress: z.number().int(),
  createdBy: z.string(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  failure: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .nullable(),
  /** Only the latest applied import of a register can be undone. */
  undoable: z.boolean(),
});
export type ImportSummary = z.output<typeof importSummary>;
export const importDetail = importSummary.extend({ table: tableInfo, mapping: columnMapping.nullable() });
export type ImportDetail = z.output<typeof importDetail>;

export const importRow = z.object({
  rowNumber: z.number().int(),
  outcome: z.enum(rowOutcomes),
  fields: z.record(z.string(), z.string()),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).nullable(),
  /** Doubts and refusals cell by cell: keys of `spreadsheet-text`, the field, the column's letter, what stood there. */
  problems: z.array(z.object({ code: z.string(), field: z.string(), column: z.string(), value: z.string() })),
  reason: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});
export type ImportRow = z.output<typeof importRow>;

export const uploadImport = route({
  id: 'imports.upload',
  method: 'POST',
  path: '/api/imports',
  params: nothing,
  query: z.object({ actionId, kind: z.enum(importKinds), sheet: z.string().max(200).optional() }),
  body: nothing,
  response: importDetail,
  transfer: 'upload',
  policy: editors,
  audit: 'import.uploaded',
  rate: 'upload',
});
export const listImports = route({
  id: 'imports.list',
  method: 'GET',
  path: '/api/imports',
  params: nothing,
  body: nothing,
  query: pageQuery.extend({ kind: z.enum(importKinds).optional() }),
  response: pageOf(importSummary),
  transfer: 'json',
  policy: editors,
  audit: null,
  rate: 'read',
});
export const getImport = route({
  id: 'imports.get',
  method: 'GET',
  path: '/api/imports/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: importDetail,
  transfer: 'json',
  policy: editors,
  audit: null,
  rate: 'read',
});
/** Looks at another sheet of the stored file; columns and proposal are those of that sheet, an earlier preview is dropped. */
export const chooseSheet = route({
  id: 'imports.sheet',
  method: 'POST',
  path: '/api/imports/:id/sheet',
  params: byId,
  query: nothing,
  body: z.object({ actionId, sheet: z.string().min(1).max(200) }),
  response: importDetail,
  transfer: 'json',
  policy: editors,
  audit: 'import.sheetChosen',
  rate: 'heavy',
});
/** Reads the whole file with this mapping in the background and stages the preview; poll `imports.get` for progress. */
export const previewImport = route({
  id: 'imports.preview',
  method: 'POST',
  path: '/api/imports/:id/preview',
  params: byId,
  query: nothing,
  body: z.object({ actionId, mapping: columnMapping }),
  response: importSummary,
  transfer: 'json',
  policy: editors,
  audit: 'import.previewed',
  rate: 'heavy',
});
export const listImportRows = route({
  id: 'imports.rows',
  method: 'GET',
  path: '/api/imports/:id/rows',
  params: byId,
  body: nothing,
  query: pageQuery.extend({ outcome: z.enum(rowOutcomes).optional() }),
  response: pageOf(importRow),
  transfer: 'json',
  policy: editors,
  audit: null,
  rate: 'read',
});
export const applyImport = route({
  id: 'imports.apply',
  method: 'POST',
  path: '/api/imports/:id/apply',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: importSummary,
  transfer: 'json',
  policy: editors,
  audit: 'import.applied',
  rate: 'heavy',
});
export const cancelImport = route({
  id: 'imports.cancel',
  method: 'POST',
  path: '/api/imports/:id/cancel',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: importSummary,
  transfer: 'json',
  policy: editors,
  audit: 'import.cancelled',
  rate: 'write',
});
export const undoImport = route({
  id: 'imports.undo',
  method: 'POST',
  path: '/api/imports/:id/undo',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: importSummary,
  transfer: 'json',
  policy: editors,
  audit: 'import.undone',
  rate: 'heavy',
});
/** The report of a preview or import: every row with outcome, changes and reason. */
export const importReport = route({
  id: 'imports.report',
  method: 'GET',
  path: '/api/imports/:id/report',
  params: byId,
  query: z.object({ format: z.enum(['xlsx', 'csv']) }),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: editors,
  audit: null,
  rate: 'heavy',
});
/** An empty template with drop-down values. */
export const importTemplate = route({
  id: 'imports.template',
  method: 'GET',
  path: '/api/imports/template/:kind',
  params: z.object({ kind: z.enum(importKinds) }),
  query: nothing,
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: editors,
  audit: null,
  rate: 'read',
});
export const importRoutes = [
  uploadImport,
  listImports,
  getImport,
  chooseSheet,
  previewImport,
  listImportRows,
  applyImport,
  cancelImport,
  undoImport,
  importReport,
  importTemplate,
] as const;
