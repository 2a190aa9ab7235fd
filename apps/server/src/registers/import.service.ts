/**
 * Use cases of roster imports: upload → mapping → preview → apply or cancel → undo. Nothing is written to a
 * register before `apply`, and what is applied is exactly what was previewed.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  ImportDetail,
  ImportRow,
  ImportSummary,
  TableInfo,
} from '@mingcha/core/registers/import-api.ts';
import { rosterFields } from '@mingcha/core/registers/roster-field-words.ts';
import { runAction } from '../platform/action.ts';
import { processId } from '../platform/cluster/process-id.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction, violatedConstraint } from '../platform/db/transaction.ts';
import type { Upload } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  importById,
  importPage,
  insertImport,
  type ListedImport,
  lockImport,
  rememberLayout,
  type StoredImport,
  saveImport,
} from './import.queries.ts';
import { readRoster } from './import-reading.ts';
import { registerOf } from './import-register.ts';
import {
  allowLongWork,
  applyRows,
  countOutcomes,
  deleteStaged,
  type ImportScope,
  letSearchWait,
  lockRegister,
  registerMark,
  settleSearch,
  stagedPage,
  touchedSince,
  undoRows,
} from './import-rows.queries.ts';
import { inspectRoster } from './import-table.ts';
import type { Page } from './object.queries.ts';

type Kind = 'objects' | 'inspectors';
type State = ImportSummary['state'];

export async function uploadImport(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; kind: Kind; sheet: string | undefined; upload: Upload | null },
): Promise<Result<ImportDetail>> {
  const { upload, kind } = input;
  if (upload === null) return fail('import.file_missing', {}, 'file');
  const inspected = await inspectRoster(platform, actor, {
    kind,
    path: upload.path,
    fileName: upload.fileName,
    sheet: input.sheet,
  });
  if (!inspected.ok) return inspected;
  const file = await platform.files.putPath(upload.path);
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'imports.upload' }, async (tx) => {
    const id = platform.ids.next();
    await insertImport(tx, actor, {
      id,
      kind,
      fileName: upload.fileName,
      sha256: file.sha256,
      size: file.size,
      sheet: inspected.value.sheet,
      table: inspected.value,
      by: actor.accountId,
      at: platform.clock.now(),
    });
    const data = { kind, sha256: file.sha256, size: file.size };
    await record(tx, platform, { type: 'import.uploaded', actor, subject: { kind: 'import', id }, data });
    return detail(tx, actor, id);
  });
}

export async function listImports(
  platform: Platform,
  actor: Actor,
  query: { kind: Kind | undefined; page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await importPage(tx, actor, query);
    const page = pageOfRows(rows, query.page.limit, (row) => [row.created_at, row.id]);
    return ok({ rows: page.rows.map(summaryOf), next: page.next });
  });
}

export async function getImport(platform: Platform, actor: Actor, id: string): Promise<Result<ImportDetail>> {
  return inTransaction(platform.db, (tx) => detail(tx, actor, id));
}

/** Looks at another sheet of the stored file. What was mapped and previewed for the old one is dropped. */
export async function chooseSheet(
  platform: Platform,
  actor: Actor,
  input: ById & { readonly sheet: string },
): Promise<Result<ImportDetail>> {
  const before = await inTransaction(platform.db, (tx) => importById(tx, actor, input.id));
  if (before === undefined) return fail('import.not_found');
  const inspected = await inspectRoster(platform, actor, {
    kind: before.kind as Kind,
    path: platform.files.pathOf(before.file_sha256),
    fileName: before.file_name,
    sheet: input.sheet,
  });
  if (!inspected.ok) return inspected;
  const table = inspected.value;
  return runAction(platform, request(actor, input, 'imports.sheet'), async (tx) => {
    const stored = await lockImport(tx, actor, input.id);
    if (stored === undefined) return fail('import.not_found');
    const wrong = refuseState(stored, ['uploaded', 'previewed', 'failed']);
    if (wrong !== null) return wrong;
    await deleteStaged(tx, registerOf(stored.kind as Kind), scopeOf(actor, stored.id));
    const set = { state: 'uploaded', sheet: table.sheet, table, mapping: null, counts: null, failure: null };
    await saveImport(tx, actor, { id: stored.id, set });
    const data = { sheet: table.sheet };
    await record(tx, platform, { type: 'import.sheetChosen', actor, subject: subject(stored), data });
    return detail(tx, actor, stored.id);
  });
}

export interface PreviewInput {
  readonly actionId: string;
  readonly id: string;
  readonly mapping: Readonly<Record<string, number>>;
}

/** Takes the mapping and reads the file in the background; the reply comes at once with state `reading`. */
export async function previewImport(
  platform: Platform,
  actor: Actor,
  input: PreviewInput,
): Promise<Result<ImportSummary>> {
  let reading: Parameters<typeof readRoster>[1] | null = null;
  const result = await runAction(platform, request(actor, input, 'imports.preview'), async (tx) => {
    const stored = await lockImport(tx, actor, input.id);
    if (stored === undefined) return fail('import.not_found');
    const wrong = refuseState(stored, ['uploaded', 'previewed', 'failed']);
    if (wrong !== null) return wrong;
    const table = stored.table_info as unknown as TableInfo;
    const refusal = refuseMapping(stored.kind as Kind, table, input.mapping);
    if (refusal !== null) return refusal;
    const { mapping } = input;
    const kind = stored.kind as Kind;
    const layout = {
      kind,
      fingerprint: table.fingerprint,
      mapping: { ...mapping },
      at: platform.clock.now(),
    };
    await rememberLayout(tx, actor, layout);
    const begun = { state: 'reading', progress: 0, readingBy: processId } as const;
    const set = { ...begun, mapping: { ...mapping }, counts: null, failure: null };
    await saveImport(tx, actor, { id: stored.id, set });
    await record(tx, platform, {
      type: 'import.previewed',
      actor,
      subject: subject(stored),
      data: { ...mapping },
    });
    const scope = scopeOf(actor, stored.id);
    const { file_name: fileName, file_sha256: sha256, sheet } = stored;
    reading = { scope, kind, fileName, sha256, sheet, table, mapping };
    return summary(tx, actor, stored.id);
  });
  if (result.ok && reading !== null) void readRoster(platform, reading);
  return result;
}

export async function listImportRows(
  platform: Platform,
  actor: Actor,
  query: { id: string; outcome: string | undefined; page: Page },
): Promise<Result<{ rows: ImportRow[]; next: string | null }>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await importById(tx, actor, query.id);
    if (stored === undefined) return fail('import.not_found');
    const register = registerOf(stored.kind as Kind);
    const after = Number(query.page.after ?? 0) || 0;
    const given = {
      scope: scopeOf(actor, query.id),
      after,
      limit: query.page.limit + 1,
      outcome: query.outcome ?? null,
    };
    const found = await stagedPage(tx, register, given);
    const shown = found.slice(0, query.page.limit);
    const last = shown.at(-1);
    const rows = shown.map((row) => ({
      rowNumber: row.row_number,
      outcome: row.outcome as ImportRow['outcome'],
      fields: textFields(row.fields),
      changes: row.changes,
      problems: [...(row.problems ?? [])],
      reason: row.reason_code === null ? null : { code: row.reason_code, data: row.reason_data ?? {} },
    }));
    return ok({
      rows,
      next: found.length > shown.length && last !== undefined ? String(last.row_number) : null,
    });
  });
}

function textFields(fields: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value ?? '']));
}

interface ById {
  readonly actionId: string;
  readonly id: string;
}

export async function applyImport(
  platform: Platform,
  actor: Actor,
  input: ById,
): Promise<Result<ImportSummary>> {
  const applied = await runAction(platform, request(actor, input, 'imports.apply'), async (tx) => {
    await allowLongWork(tx);
    await letSearchWait(tx);
    const stored = await lockImport(tx, actor, input.id);
    if (stored === undefined) return fail('import.not_found');
    const wrong = refuseState(stored, ['previewed']);
    if (wrong !== null) return wrong;
    const register = registerOf(stored.kind as Kind);
    const scope = scopeOf(actor, stored.id);
    await lockRegister(tx, register, scope);
    if ((await registerMark(tx, register, scope)) !== stored.register_mark)
      return fail('import.register_changed');
    const counts = await countOutcomes(tx, register, scope);
    if (counts.read === 0) return fail('import.preview_lost');
    if (counts.new + counts.changed === 0) return fail('import.nothing_to_import');
    const at = platform.clock.now();
    const stamp = { at, by: actor.accountId };
    await applyRows(tx, register, { scope, stamp, firstId: platform.ids.next(), counts });
    await saveImport(tx, actor, { id: stored.id, set: { state: 'applied', appliedAt: at, counts } });
    const data = {
      new: counts.new,
      changed: counts.changed,
      rejected: counts.rejected,
      sha256: stored.file_sha256,
    };
    await record(tx, platform, { type: 'import.applied', actor, subject: subject(stored), data });
    return summary(tx, actor, stored.id);
  });
  // Nobody waits for it: the import stands, and what is searched for is found meanwhile too.
  if (applied.ok)
    void inTransaction(platform.db, settleSearch).catch((error: unknown) =>
      platform.log.warn('import.search_not_settled', { error }),
    );
  return applied;
}

export async function cancelImport(
  platform: Platform,
  actor: Actor,
  input: ById,
): Promise<Result<ImportSummary>> {
  return runAction(platform, request(actor, input, 'imports.cancel'), async (tx) => {
    const stored = await lockImport(tx, actor, input.id);
    if (stored === undefined) return fail('import.not_found');
    const wrong = refuseState(stored, ['uploaded', 'previewed', 'failed']);
    if (wrong !== null) return wrong;
    await deleteStaged(tx, registerOf(stored.kind as Kind), scopeOf(actor, stored.id));
    await saveImport(tx, actor, { id: stored.id, set: { state: 'cancelled' } });
    await record(tx, platform, { type: 'import.cancelled', actor, subject: subject(stored), data: {} });
    return summary(tx, actor, stored.id);
  });
}

/** Takes the latest import of the register back, unless somebody has since changed or used what it wrote. */
export async function undoImport(
  platform: Platform,
  actor: Actor,
  input: ById,
): Promise<Result<ImportSummary>> {
  try {
    return await runAction(platform, request(actor, input, 'imports.undo'), async (tx) => {
      await allowLongWork(tx);
      const stored = await lockImport(tx, actor, input.id);
      if (stored === undefined) return fail('import.not_found');
      const wrong = refuseState(stored, ['applied']);
      if (wrong !== null) return wrong;
      const listed = await importById(tx, actor, input.id);
      if (listed?.undoable !== true) return fail('import.undo_not_last');
      const register = registerOf(stored.kind as Kind);
      const scope = scopeOf(actor, stored.id);
      await lockRegister(tx, register, scope);
      const touched = await touchedSince(tx, register, scope);
      if (touched > 0) return fail('import.undo_touched', { count: touched });
      const at = platform.clock.now();
      await undoRows(tx, register, { scope, stamp: { at, by: actor.accountId } });
      await saveImport(tx, actor, { id: stored.id, set: { state: 'undone', undoneAt: at } });
      await record(tx, platform, { type: 'import.undone', actor, subject: subject(stored), data: {} });
      return summary(tx, actor, stored.id);
    });
  } catch (error) {
    // A declaration of interest or a team already points at a row that would be removed.
    if (violatedConstraint(error)?.kind === 'foreignKey') return fail('import.undo_touched', { count: 1 });
    throw error;
  }
}

function request(actor: Actor, input: ById, routeId: string) {
  return { actor, actionId: input.actionId, routeId };
}
function subject(stored: StoredImport) {
  return { kind: 'import', id: stored.id };
}
export function scopeOf(actor: Actor, importId: string): ImportScope {
  return { jurisdictionId: actor.jurisdictionId, agencyId: actor.agencyId, importId };
}

function refuseState(stored: StoredImport, allowed: readonly State[]) {
  return allowed.includes(stored.state as State) ? null : fail('import.wrong_state');
}

function refuseMapping(kind: Kind, table: TableInfo, mapping: Readonly<Record<string, number>>) {
  const known = new Set(rosterFields[kind].map((field) => field.field));
  const present = new Set(table.columns.map((column) => column.index));
  const entries = Object.entries(mapping);
  const used = new Set(entries.map(([, column]) => column));
  if (
    used.size !== entries.length ||
    entries.some(([field, column]) => !known.has(field) || !present.has(column))
  ) {
    return fail('import.mapping_invalid', {}, 'mapping');
  }
  if (mapping['name'] === undefined) return fail('import.name_column_missing', {}, 'mapping');
  const certificate = kind === 'inspectors' && mapping['certificateNumber'] === undefined;
  return certificate ? fail('import.certificate_column_missing', {}, 'mapping') : null;
}

async function detail(tx: Tx, actor: Actor, id: string): Promise<Result<ImportDetail>> {
  const stored = await importById(tx, actor, id);
  if (stored === undefined) return fail('import.not_found');
  const table = stored.table_info as unknown as TableInfo;
  return ok({ ...summaryOf(stored), table, mapping: stored.mapping as Record<string, number> | null });
}

async function summary(tx: Tx, actor: Actor, id: string): Promise<Result<ImportSummary>> {
  const stored = await importById(tx, actor, id);
  return stored === undefined ? fail('import.not_found') : ok(summaryOf(stored));
}

function summaryOf(stored: ListedImport): ImportSummary {
  return {
    id: stored.id,
    kind: stored.kind as Kind,
    fileName: stored.file_name,
    fileSize: Number(stored.file_size),
    state: stored.state as State,
    counts: stored.counts as ImportSummary['counts'],
    progress: stored.progress,
    createdBy: stored.person_name ?? '',
    createdAt: stored.created_at,
    appliedAt: stored.applied_at,
    undoneAt: stored.undone_at,
    failure: stored.failure as ImportSummary['failure'],
    undoable: stored.undoable,
  };
}
