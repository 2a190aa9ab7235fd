/**
 * Use cases of list imports. The file is read in a child process outside of any transaction; what was previewed is
 * kept and applied as it is, and only while the draft still is what it was compared with.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type ItemMapping, layoutFingerprint } from '@mingcha/core/registers/items/item-columns.ts';
import { compareImport, type ImportComparison } from '@mingcha/core/registers/items/item-import.ts';
import type {
  ImportChoices,
  ListImport,
  ListSheet,
  PreviewRow,
} from '@mingcha/core/registers/items/item-import-api.ts';
import {
  type ReadItem,
  readItems,
  type SkippedRow,
  withCodes,
} from '@mingcha/core/registers/items/item-table.ts';
import type { ItemColumn } from '@mingcha/core/registers/items/item-words.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { itemsOfList, type StoredItem } from './item.queries.ts';
import {
  insertItemImport,
  itemImportById,
  rememberMapping,
  type StoredImport,
  type StoredPreview,
  saveItemImport,
} from './item-import.queries.ts';
import { lockDraft } from './item-list.service.ts';
import { type Header, type ListFile, readListSheet, shapeOfHeader } from './list-file.ts';
import { describeSheet, lookAtFile } from './list-sheets.ts';

export async function uploadItemList(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; listId: string; upload: Upload | null },
): Promise<Result<ListImport>> {
  const { upload } = input;
  if (upload === null) return fail('itemImport.file_missing', {}, 'file');
  const sheets = await lookAtFile(platform, actor, { path: upload.path, fileName: upload.fileName });
  if (!sheets.ok) return sheets;
  const file = await platform.files.putPath(upload.path);
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'itemImports.upload' },
    async (tx) => {
      const draft = await lockDraft(tx, actor, { id: input.listId, version: null });
      if (!draft.ok) return draft;
      const id = platform.ids.next();
      await insertItemImport(tx, actor, {
        id,
        listId: input.listId,
        fileName: upload.fileName,
        sha256: file.sha256,
        size: file.size,
        sheets: sheets.value,
        by: actor.accountId,
        at: platform.clock.now(),
      });
      await note(tx, platform, { type: 'itemImport.uploaded', actor, id, data: { sha256: file.sha256 } });
      return detail(tx, actor, id);
    },
  );
}

export async function getItemImport(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, (tx) => detail(tx, actor, id));
}

export async function chooseItemHeader(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; sheet: string } & Header,
): Promise<Result<ListImport>> {
  const stored = await storedImport(platform, actor, input.id);
  if (!stored.ok) return stored;
  if (!stored.value.sheets.some((sheet) => sheet.name === input.sheet))
    return fail('itemImport.sheet_missing', { sheet: input.sheet }, 'sheet');
  const file = fileOf(platform, stored.value);
  const { sheet, headerRow, headerRows } = input;
  const shape = await shapeOfHeader(platform, file, { sheet, header: { headerRow, headerRows } });
  if (!shape.ok) return shape;
  const table = await readListSheet(platform, file, { sheet, shape: shape.value });
  if (!table.ok) return table;
  const looked = await describeSheet(platform, actor, { file, table: table.value });
  if (!looked.ok) return looked;
  return change(platform, { actor, input, routeId: 'itemImports.header' }, async (tx, locked) => {
    const sheets = locked.sheets.map((one) => (one.name === sheet ? looked.value : one));
    await saveItemImport(tx, actor, { id: locked.id, state: 'uploaded', sheets, preview: null });
    await note(tx, platform, { type: 'itemImport.header_chosen', actor, id: locked.id, data: {} });
    return detail(tx, actor, locked.id);
  });
}

/** Errors: `itemImport.mapping_invalid`, `.name_column_missing`, `.sheet_missing`, `.nothing_found`, `.wrong_state`. */
export async function previewItemImport(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; choices: ImportChoices },
): Promise<Result<ListImport>> {
  const stored = await storedImport(platform, actor, input.id);
  if (!stored.ok) return stored;
  const refusal = refuseChoices(stored.value.sheets, input.choices);
  if (refusal !== null) return refusal;
  const read = await readChosen(platform, stored.value, input.choices);
  if (!read.ok) return read;
  return change(platform, { actor, input, routeId: 'itemImports.preview' }, async (tx, locked) => {
    const draft = await draftItems(tx, actor, locked.listId);
    const columns = columnsOf(input.choices);
    const { units } = input.choices;
    const items =
      units === null ? read.value.items : read.value.items.filter((item) => units.includes(item.fields.unit));
    const comparison = compareImport(items, draft, { columns, units });
    const preview = previewOf({ ...read.value, items, columns, comparison, all: read.value.items });
    await saveItemImport(tx, actor, { id: locked.id, state: 'previewed', choices: input.choices, preview });
    for (const chosen of input.choices.sheets) {
      const titles = locked.sheets.find((sheet) => sheet.name === chosen.name)?.titles ?? [];
      const at = platform.clock.now();
      await rememberMapping(tx, actor, {
        fingerprint: layoutFingerprint(titles),
        mapping: chosen.mapping,
        at,
      });
    }
    await note(tx, platform, { type: 'itemImport.previewed', actor, id: locked.id, data: {} });
    return detail(tx, actor, locked.id);
  });
}

function refuseChoices(sheets: readonly ListSheet[], choices: ImportChoices) {
  for (const { name, mapping } of choices.sheets) {
    const sheet = sheets.find((one) => one.name === name);
    if (sheet === undefined) return fail('itemImport.sheet_missing', { sheet: name }, 'sheets');
    const columns = Object.values(mapping);
    const known = columns.every((column) => column < Math.max(sheet.titles.length, 1));
    if (!known || new Set(columns).size !== columns.length)
      return fail('itemImport.mapping_invalid', {}, 'mapping');
    if (mapping.name === undefined) return fail('itemImport.name_column_missing', { sheet: name }, 'mapping');
  }
  return null;
}

interface ReadFile {
  readonly items: readonly ReadItem[];
  readonly skipped: readonly SkippedRow[];
}

async function readChosen(
  platform: Platform,
  stored: StoredImport,
  choices: ImportChoices,
): Promise<Result<ReadFile>> {
  const items: ReadItem[] = [];
  const skipped: SkippedRow[] = [];
  for (const { name, mapping } of choices.sheets) {
    const sheet = stored.sheets.find((one) => one.name === name);
    const shape = sheet === undefined || sheet.headerRow === 0 ? null : shapeOf(sheet);
    const table = await readListSheet(platform, fileOf(platform, stored), { sheet: name, shape });
    if (!table.ok) return table;
    const read = readItems(table.value.rows, { sheet: name, mapping: mapping as ItemMapping });
    items.push(...read.items);
    skipped.push(...read.skipped);
  }
  return items.length === 0 ? fail('itemImport.nothing_found') : ok({ items: withCodes(items), skipped });
}

function shapeOf({ headerRow, headerRows, titles }: ListSheet) {
  return { headerRow, headerRows, titles };
}

function columnsOf(choices: ImportChoices): readonly ItemColumn[] {
  return [...new Set(choices.sheets.flatMap((sheet) => Object.keys(sheet.mapping) as ItemColumn[]))];
}

function previewOf(
  read: ReadFile & {
    readonly columns: readonly ItemColumn[];
    readonly comparison: ImportComparison;
    readonly all: readonly ReadItem[];
  },
): StoredPreview {
  const { comparison, columns, items, skipped } = read;
  const rows = [
    ...comparison.items.map(
      (one): PreviewRow => ({
        outcome: one.outcome,
        sheet: one.read.sheet,
        firstRow: one.read.firstRow,
        lastRow: one.read.lastRow,
        ...shown(one.read.fields),
        warnings: [...one.read.warnings],
        differences: [...one.differences],
      }),
    ),
    ...comparison.missing.map(
      (one): PreviewRow => ({
        outcome: 'missing',
        sheet: '',
        firstRow: 0,
        lastRow: 0,
        ...shown(one.fields),
        warnings: [],
        differences: [],
      }),
    ),
  ];
  const units = [...Map.groupBy(read.all, (item) => item.fields.unit)];
  return {
    columns,
    items,
    rows,
    counts: { ...countsOf(comparison), skipped: skipped.length },
    units: units.map(([unit, of]) => ({ unit, items: of.length })),
    skipped: skipped.slice(0, 200),
  };
}

function shown({ code, unit, category, name, bases }: ReadItem['fields']) {
  return { code, unit, category, name, bases: bases.length };
}

export function countsOf(comparison: ImportComparison) {
  const of = (outcome: string) => comparison.items.filter((item) => item.outcome === outcome).length;
  return {
    items: comparison.items.length,
    added: of('added'),
    changed: of('changed'),
    same: of('same'),
    missing: comparison.missing.length,
    bases: comparison.items.reduce((sum, item) => sum + item.read.fields.bases.length, 0),
  };
}

export async function cancelItemImport(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string },
): Promise<Result<ListImport>> {
  return change(platform, { actor, input, routeId: 'itemImports.cancel' }, async (tx, locked) => {
    await saveItemImport(tx, actor, { id: locked.id, state: 'cancelled', preview: null });
    await note(tx, platform, { type: 'itemImport.cancelled', actor, id: locked.id, data: {} });
    return detail(tx, actor, locked.id);
  });
}

export async function listItemImportRows(
  platform: Platform,
  actor: Actor,
  query: { id: string; outcome: string | undefined; after: string | undefined; limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const stored = await itemImportById(tx, actor, { id: query.id });
    if (stored === undefined) return fail('itemImport.not_found');
    const rows = (stored.preview?.rows ?? []).filter(
      (row) =>
        query.outcome === undefined ||
        (query.outcome === 'warned' ? row.warnings.length > 0 : row.outcome === query.outcome),
    );
    const from = /^\d{1,6}$/.test(query.after ?? '') ? Number(query.after) : 0;
    const page = rows.slice(from, from + query.limit);
    const next = from + query.limit < rows.length ? String(from + query.limit) : null;
    return ok({ rows: page, next });
  });
}

/** Runs one action on an import that is still open, its draft and its row locked. */
export async function change(
  platform: Platform,
  wanted: {
    readonly actor: Actor;
    readonly input: { actionId: string; id: string };
    readonly routeId: string;
  },
  work: (tx: Tx, locked: StoredImport) => Promise<Result<ListImport>>,
): Promise<Result<ListImport>> {
  const { actor, input, routeId } = wanted;
  return runAction(platform, { actor, actionId: input.actionId, routeId }, async (tx) => {
    const before = await itemImportById(tx, actor, { id: input.id });
    if (before === undefined) return fail('itemImport.not_found');
    const draft = await lockDraft(tx, actor, { id: before.listId, version: null });
    if (!draft.ok) return draft;
    const locked = await itemImportById(tx, actor, { id: input.id, lock: true });
    if (locked === undefined) return fail('itemImport.not_found');
    if (locked.state !== 'uploaded' && locked.state !== 'previewed') return fail('itemImport.wrong_state');
    return work(tx, locked);
  });
}

export async function draftItems(tx: Tx, actor: Actor, listId: string) {
  return (await itemsOfList(tx, actor, listId)).map((item: StoredItem) => ({
    id: item.id,
    itemKey: item.item_key,
    fields: item.fields,
    position: item.position,
    version: item.version,
  }));
}

async function storedImport(platform: Platform, actor: Actor, id: string): Promise<Result<StoredImport>> {
  const stored = await inTransaction(platform.db, (tx) => itemImportById(tx, actor, { id }));
  return stored === undefined ? fail('itemImport.not_found') : ok(stored);
}

function fileOf(platform: Platform, stored: StoredImport): ListFile {
  return { path: platform.files.pathOf(stored.sha256), fileName: stored.fileName };
}

export async function detail(tx: Tx, actor: Actor, id: string): Promise<Result<ListImport>> {
  const stored = await itemImportById(tx, actor, { id });
  if (stored === undefined) return fail('itemImport.not_found');
  const { preview } = stored;
  return ok({
    id: stored.id,
    listId: stored.listId,
    fileName: stored.fileName,
    fileSize: stored.fileSize,
    state: stored.state,
    createdBy: stored.createdBy,
    createdAt: stored.createdAt,
    appliedAt: stored.appliedAt,
    sheets: [...stored.sheets],
    choices: stored.choices,
    preview:
      preview === null
        ? null
        : {
            counts: preview.counts,
            warnings: warningCounts(preview.items),
            units: [...preview.units],
            skipped: [...preview.skipped],
          },
  });
}

function warningCounts(items: readonly ReadItem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of items.flatMap((item) => item.warnings)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

export function note(
  tx: Tx,
  platform: Platform,
  event: {
    readonly type: string;
    readonly actor: Actor;
    readonly id: string;
    readonly data: Parameters<typeof record>[2]['data'];
  },
) {
  return record(tx, platform, {
    type: event.type,
    actor: event.actor,
    subject: { kind: 'itemImport', id: event.id },
    data: event.data,
  });
}
