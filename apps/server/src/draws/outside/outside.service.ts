/**
 * Draws that the province's platform made, from its file to the list here. Nothing about them is verified, and every
 * reader is told so; the people of their teams never reach the public.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  mostOutsideRows,
  type OutsideFields,
  type OutsideRow,
  type OutsideView,
  type PublicOutside,
} from '@mingcha/core/draws/outside/outside-draw.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import {
  type OutsideColumn,
  outsideRowsOf,
  recogniseOutsideColumns,
} from '@mingcha/core/draws/outside/outside-draw-words.ts';
import { runAction } from '../../platform/action.ts';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectInWorker, writeXlsx } from '../../platform/spreadsheets/index.ts';
import type { TaskWrite } from '../task.service.ts';
import {
  insertOutside,
  insertOutsideRows,
  type OutsideRecord,
  outsideById,
  outsidePage,
  outsideRows,
  releaseOutside,
} from './outside.queries.ts';

interface ReadFile {
  readonly rows: OutsideRow[];
  /** Rows of the file that name no object. */
  readonly unread: number[];
}

/** Errors: `draw.file_missing`, those of the spreadsheet reader, `draw.outside_columns_invalid`, `draw.outside_empty_invalid`, `draw.outside_too_many_invalid`. */
export async function readOutsideFile(upload: Upload | null): Promise<Result<ReadFile>> {
  if (upload === null) return fail('draw.file_missing', {}, 'file');
  // a line for each person of a team is customary, so there are more lines than objects
  const table = await inspectInWorker({ path: upload.path, sampleRows: 4 * mostOutsideRows });
  if (!table.ok) return table;
  const columns = recogniseOutsideColumns(table.value.titles);
  if (!columns.has('object')) return fail('draw.outside_columns_invalid', {}, 'file');
  const lines = table.value.samples
    .filter((line) => line.role === 'data')
    .map((line) => ({
      row: line.row,
      cell: (column: OutsideColumn): string => line.cells[columns.get(column) ?? -1] ?? '',
    }));
  const { rows, unread } = outsideRowsOf(lines);
  if (rows.length === 0) return fail('draw.outside_empty_invalid', {}, 'file');
  if (rows.length > mostOutsideRows)
    return fail('draw.outside_too_many_invalid', { most: mostOutsideRows }, 'file');
  return ok({ rows: [...rows], unread: [...unread] });
}

/** Errors: those of `readOutsideFile`, `draw.outside_exists`. */
export async function importOutside(
  platform: Platform,
  write: TaskWrite,
  input: { readonly fields: OutsideFields; readonly upload: Upload | null },
): Promise<Result<OutsideView>> {
  const read = await readOutsideFile(input.upload);
  if (!read.ok) return read;
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<OutsideView>> => {
    const agency = { jurisdictionId: actor.jurisdictionId, agencyId: actor.agencyId };
    const id = platform.ids.next();
    const isNew = await insertOutside(tx, {
      ...agency,
      id,
      fields: input.fields,
      fileName: input.upload?.fileName ?? '',
      fileSha256: input.upload?.sha256 ?? '',
      by: actor.accountId,
      name: actor.personName,
      at: platform.clock.now(),
    });
    if (!isNew) return fail('draw.outside_exists', {}, 'number');
    await insertOutsideRows(tx, { ...agency, id }, read.value.rows);
    await record(tx, platform, {
      type: 'draw.outside_imported',
      actor,
      subject: { kind: 'outsideDraw', id },
      data: { objects: read.value.rows.length, sha256: input.upload?.sha256 ?? '' },
    });
    return viewOf(tx, actor, id);
  });
}

async function viewOf(tx: Tx, actor: Actor, id: string): Promise<Result<OutsideView>> {
  const found = await outsideById(tx, actor, id);
  if (found === undefined) return fail('draw.not_found');
  const rows = await outsideRows(tx, found);
  return ok({ ...found, rows: rows.map((row) => ({ ...row, team: [...row.team] })) });
}

export async function readOutside(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<OutsideView>> {
  return inTransaction(platform.db, (tx) => viewOf(tx, actor, id));
}

export async function listOutside(
  platform: Platform,
  actor: Actor,
  query: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await outsidePage(tx, actor, { after: decodeCursor(query.after, 2), limit: query.limit });
    return ok(pageOfRows(found, query.limit, (row) => [row.importedAt, row.id]));
  });
}

/** Errors: `draw.not_found`, `draw.outside_released_already`. */
export async function openOutside(
  platform: Platform,
  write: TaskWrite & { readonly id: string },
): Promise<Result<OutsideView>> {
  const { actor, id } = write;
  return runAction(platform, write, async (tx): Promise<Result<OutsideView>> => {
    const found = await outsideById(tx, actor, id);
    if (found === undefined) return fail('draw.not_found');
    if (found.releasedAt !== null) return fail('draw.outside_released_already');
    await releaseOutside(tx, found, platform.clock.now());
    await record(tx, platform, {
      type: 'draw.outside_released',
      actor,
      subject: { kind: 'outsideDraw', id },
      data: { objects: found.objects },
    });
    return viewOf(tx, actor, id);
  });
}

/** All agencies' imported draws; the names of objects once they are released. */
export async function listPublic(
  platform: Platform,
  query: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await outsidePage(tx, null, { after: decodeCursor(query.after, 2), limit: query.limit });
    const page = pageOfRows(found, query.limit, (row) => [row.importedAt, row.id]);
    const rows: PublicOutside[] = [];
    for (const row of page.rows) rows.push(await publicOf(tx, row));
    return ok({ rows, next: page.next });
  });
}

async function publicOf(tx: Tx, row: OutsideRecord): Promise<PublicOutside> {
  if (row.releasedAt === null) return { ...row, rows: null };
  const objects = await outsideRows(tx, row);
  return {
    ...row,
    rows: objects.map(({ objectName, objectCode }) => ({ objectName, objectCode })),
  };
}

const columns = ['colSerial', 'colNumber', 'colTitle', 'colItem', 'object', 'code', 'address'] as const;
const teamColumns = ['colInspectors', 'colCertificates', 'colAgencies', 'window', 'result'] as const;

/** The list in the columns of the dispatch sheet, with the mark on every line. */
export async function exportOutside(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FileReply>> {
  const found = await readOutside(platform, actor, id);
  if (!found.ok) return found;
  const { number, title, itemName, windowFrom, windowTo, rows } = found.value;
  const words = outsideDrawText.zh;
  const keys = [...columns, ...teamColumns, 'colRemark'] as const;
  const join = (values: readonly string[]): string =>
    [...new Set(values)].filter((each) => each !== '').join('、');
  const body = writeXlsx(
    { name: words.sheetName, columns: keys.map((key) => ({ key, title: words[key] })) },
    rows.map((row, i) => ({
      colSerial: i + 1,
      colNumber: number,
      colTitle: title,
      colItem: itemName,
      object: row.objectName,
      code: row.objectCode,
      address: row.address,
      colInspectors: row.team.map(({ name }) => name).join('、'),
      colCertificates: row.team.map(({ certificate }) => certificate).join('、'),
      colAgencies: join(row.team.map(({ agency }) => agency)),
      window: `${windowFrom} — ${windowTo}`,
      result: row.result,
      colRemark: words.mark,
    })),
  );
  const name = `${words.sheetName} ${number}`.replace(/[\\/?*[\]:]/g, ' ');
  return ok(
    fileReply({
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      fileName: `${name}.xlsx`,
      disposition: 'attachment',
      body,
    }),
  );
}
