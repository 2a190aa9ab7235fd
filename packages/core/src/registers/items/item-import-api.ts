/**
 * Routes of list imports: upload → columns and header → preview → apply or cancel. The file goes into one draft (or a
 * superior list) as one action; a file read again changes only what differs.
 */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, pageOf, pageQuery, uuid } from '../../common/schemas.ts';
import { itemColumns } from './item-words.ts';

const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });

export const importStates = ['uploaded', 'previewed', 'applied', 'cancelled'] as const;
export const importOutcomes = ['added', 'changed', 'same', 'missing'] as const;

/** Field → column index from 0. */
export const itemMapping = z.partialRecord(z.enum(itemColumns), z.number().int().min(0).max(255));

/** A sheet of the file: where its header stands and what its columns are taken for. */
export const listSheet = z.object({
  name: z.string(),
  /** From 1; 0 where no header was found. */
  headerRow: z.number().int(),
  headerRows: z.number().int(),
  titles: z.array(z.string()),
  /** Some values of each column. */
  samples: z.array(z.array(z.string())),
  mapping: itemMapping,
  /** Whether the mapping was confirmed for this layout before. */
  remembered: z.boolean(),
  dataRows: z.number().int(),
  /** The first rows as they are, to choose the header from. */
  head: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
});
export type ListSheet = z.output<typeof listSheet>;

export const importChoices = z.object({
  sheets: z
    .array(z.object({ name: z.string().max(200), mapping: itemMapping }))
    .min(1)
    .max(20),
  /** Only the items of these units; null takes all. */
  units: z.array(z.string().max(200)).max(500).nullable(),
});
export type ImportChoices = z.output<typeof importChoices>;

export const previewRow = z.object({
  outcome: z.enum(importOutcomes),
  sheet: z.string(),
  firstRow: z.number().int(),
  lastRow: z.number().int(),
  code: z.string(),
  unit: z.string(),
  category: z.string(),
  name: z.string(),
  bases: z.number().int(),
  warnings: z.array(z.string()),
  differences: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type PreviewRow = z.output<typeof previewRow>;

export const importCounts = z.object({
  items: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  missing: z.number().int(),
  bases: z.number().int(),
  skipped: z.number().int(),
});
export type ListImportCounts = z.output<typeof importCounts>;

export const listImport = z.object({
  id: uuid,
  listId: uuid,
  fileName: z.string(),
  fileSize: z.number(),
  state: z.enum(importStates),
  createdBy: z.string(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  sheets: z.array(listSheet),
  choices: importChoices.nullable(),
  preview: z
    .object({
      counts: importCounts,
      /** Warning code → items that have it. */
      warnings: z.record(z.string(), z.number().int()),
      units: z.array(z.object({ unit: z.string(), items: z.number().int() })),
      skipped: z.array(
        z.object({ sheet: z.string(), row: z.number().int(), role: z.string(), text: z.string() }),
      ),
    })
    .nullable(),
});
export type ListImport = z.output<typeof listImport>;

export const uploadItemList = route({
  id: 'itemImports.upload',
  method: 'POST',
  path: '/api/item-lists/:id/imports',
  params: byId,
  query: z.object({ actionId }),
  body: nothing,
  response: listImport,
  transfer: 'upload',
  policy: editors,
  audit: 'itemImport.uploaded',
  rate: 'upload',
});
export const getItemImport = route({
  id: 'itemImports.get',
  method: 'GET',
  path: '/api/item-imports/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: listImport,
  transfer: 'json',
  policy: editors,
  audit: null,
  rate: 'read',
});
/** Says where the header of a sheet stands; its columns are recognised anew and an earlier preview is dropped. */
export const chooseItemHeader = route({
  id: 'itemImports.header',
  method: 'POST',
  path: '/api/item-imports/:id/header',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    sheet: z.string().max(200),
    headerRow: z.number().int().min(1).max(10_000),
    headerRows: z.number().int().min(1).max(4),
  }),
  response: listImport,
  transfer: 'json',
  policy: editors,
  audit: 'itemImport.header_chosen',
  rate: 'heavy',
});
export const previewItemImport = route({
  id: 'itemImports.preview',
  method: 'POST',
  path: '/api/item-imports/:id/preview',
  params: byId,
  query: nothing,
  body: importChoices.extend({ actionId }),
  response: listImport,
  transfer: 'json',
  policy: editors,
  audit: 'itemImport.previewed',
  rate: 'heavy',
});
export const listItemImportRows = route({
  id: 'itemImports.rows',
  method: 'GET',
  path: '/api/item-imports/:id/rows',
  params: byId,
  query: pageQuery.extend({ outcome: z.enum([...importOutcomes, 'warned']).optional() }),
  body: nothing,
  response: pageOf(previewRow),
  transfer: 'json',
  policy: editors,
  audit: null,
  rate: 'read',
});
/** Writes the previewed items into the draft, all or none. `missing` says what becomes of items that the file lacks. */
export const applyItemImport = route({
  id: 'itemImports.apply',
  method: 'POST',
  path: '/api/item-imports/:id/apply',
  params: byId,
  query: nothing,
  body: z.object({ actionId, missing: z.enum(['keep', 'end']) }),
  response: listImport,
  transfer: 'json',
  policy: editors,
  audit: 'itemImport.applied',
  rate: 'heavy',
});
export const cancelItemImport = route({
  id: 'itemImports.cancel',
  method: 'POST',
  path: '/api/item-imports/:id/cancel',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: listImport,
  transfer: 'json',
  policy: editors,
  audit: 'itemImport.cancelled',
  rate: 'write',
});
