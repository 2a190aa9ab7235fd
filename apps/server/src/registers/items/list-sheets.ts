/** What the import shows of a file before anything is chosen: its sheets, their columns and the mapping proposed. */
import { cleanText } from '@mingcha/core/common/cells.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { layoutFingerprint, proposeColumns } from '@mingcha/core/registers/items/item-columns.ts';
import type { ListSheet } from '@mingcha/core/registers/items/item-import-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { rememberedMapping } from './item-import.queries.ts';
import { headOf, type ListFile, readListSheet, type TableOfList } from './list-file.ts';

const shownSamples = 3;

/** All visible sheets that hold a table, the one that fits best first. */
export async function lookAtFile(
  platform: Platform,
  actor: Actor,
  file: ListFile,
): Promise<Result<ListSheet[]>> {
  const first = await readListSheet(platform, file, { sheet: undefined, shape: null });
  if (!first.ok) return first;
  const sheets: ListSheet[] = [];
  const tables = [first.value];
  for (const sheet of first.value.otherSheets) {
    const table = await readListSheet(platform, file, { sheet, shape: null });
    // An empty sheet beside the table is no fault of the file.
    if (table.ok) tables.push(table.value);
    else if (table.error.code !== 'spreadsheet.no_rows') return table;
  }
  for (const table of tables) {
    const looked = await describeSheet(platform, actor, { file, table });
    if (!looked.ok) return looked;
    sheets.push(looked.value);
  }
  return ok(sheets);
}

export async function describeSheet(
  platform: Platform,
  actor: Actor,
  wanted: { readonly file: ListFile; readonly table: TableOfList },
): Promise<Result<ListSheet>> {
  const { table } = wanted;
  const head = await headOf(platform, wanted.file, table.sheet);
  if (!head.ok) return head;
  const known = await inTransaction(platform.db, (tx) =>
    rememberedMapping(tx, actor, layoutFingerprint(table.titles)),
  );
  return ok({
    name: table.sheet,
    headerRow: table.headerRow,
    headerRows: table.headerRows,
    titles: [...table.titles],
    samples: table.titles.map((_, column) => samplesOf(table, column)),
    mapping: { ...(known ?? proposeColumns(table.titles, table.rows)) },
    remembered: known !== null,
    dataRows: table.dataRows,
    head: head.value,
  });
}

function samplesOf(table: TableOfList, column: number): string[] {
  const values = table.rows
    .filter((row) => row.role === 'data')
    .map((row) => cleanText(row.cells[column] ?? '').slice(0, 60))
    .filter((value) => value !== '');
  return [...new Set(values)].slice(0, shownSamples);
}
