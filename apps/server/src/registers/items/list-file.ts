/**
 * Reads a stored list file in a child process with limits: its sheets, where their tables stand, and their rows with
 * the merged range of each cell. It decides nothing about items; core reads them out of the rows.
 */
import { cleanText } from '@mingcha/core/common/cells.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type ListRow, titlesOfHeader } from '@mingcha/core/registers/items/item-columns.ts';
import { expectedTitles } from '@mingcha/core/registers/items/item-words.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectInWorker, type TableInspection, type TableRow } from '../../platform/spreadsheets/index.ts';

export interface ListFile {
  readonly path: string;
  readonly fileName: string;
}

/** Where a table stands, as found or as somebody chose. */
export interface Header {
  readonly headerRow: number;
  readonly headerRows: number;
}

export interface TableOfList extends Header {
  readonly sheet: string;
  /** Other visible sheets of the file. */
  readonly otherSheets: readonly string[];
  readonly titles: readonly string[];
  readonly rows: readonly ListRow[];
  readonly dataRows: number;
}

const mostRows = 20_000;
const mostSheets = 12;
const headRows = 15;

/** The shape of a table that is known already. */
export type Shape = Header & { readonly titles: readonly string[] };

/** The table of a sheet with all its rows. @param sheet undefined takes the one that fits best @param shape null searches for the header */
export async function readListSheet(
  platform: Platform,
  file: ListFile,
  wanted: { readonly sheet: string | undefined; readonly shape: Shape | null },
): Promise<Result<TableOfList>> {
  const { sheet, shape } = wanted;
  const inspected = await inspect(platform, file, {
    ...sheetOption(sheet),
    sampleRows: mostRows + 1,
    whole: true,
    everyRow: true,
    ...(shape === null ? {} : { shape }),
  });
  if (!inspected.ok) return inspected;
  const table = inspected.value;
  if (table.samples.length > mostRows) return fail('itemImport.too_many_rows', { limit: mostRows }, 'file');
  return ok({
    sheet: table.sheet,
    otherSheets: table.sheets
      .filter((one) => !one.hidden && one.name !== table.sheet)
      .slice(0, mostSheets - 1)
      .map((one) => one.name),
    headerRow: table.headerRow,
    headerRows: table.headerRows,
    titles: table.titles,
    rows: listRows(table.samples),
    dataRows: table.dataRows ?? 0,
  });
}

function sheetOption(sheet: string | undefined) {
  return sheet === undefined || sheet === '' ? {} : { sheet };
}

/** The shape that a chosen header gives, its titles read from the file. */
export async function shapeOfHeader(
  platform: Platform,
  file: ListFile,
  wanted: { readonly sheet: string; readonly header: Header },
): Promise<Result<Shape>> {
  const { sheet, header } = wanted;
  const last = header.headerRow + header.headerRows - 1;
  const first = await firstRows(platform, file, { sheet, count: last });
  if (!first.ok) return first;
  const rows = first.value.filter(({ row }) => row >= header.headerRow && row <= last);
  return ok({ ...header, titles: titlesOfHeader(rows) });
}

/** The first rows of a sheet as they are, cells cut short: to choose the header from. */
export async function headOf(
  platform: Platform,
  file: ListFile,
  sheet: string,
): Promise<Result<{ row: number; cells: string[] }[]>> {
  const first = await firstRows(platform, file, { sheet, count: headRows });
  if (!first.ok) return first;
  return ok(
    first.value.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cleanText(cell).slice(0, 40)) })),
  );
}

async function firstRows(
  platform: Platform,
  file: ListFile,
  wanted: { readonly sheet: string; readonly count: number },
): Promise<Result<readonly ListRow[]>> {
  const raw = await inspect(platform, file, {
    ...sheetOption(wanted.sheet),
    sampleRows: wanted.count,
    everyRow: true,
    shape: { headerRow: 0, headerRows: 0, titles: [] },
  });
  return raw.ok ? ok(listRows(raw.value.samples)) : raw;
}

type Options = Omit<Parameters<typeof inspectInWorker>[0], 'path' | 'fileName' | 'knownTitles' | 'limits'>;

function inspect(platform: Platform, file: ListFile, options: Options): Promise<Result<TableInspection>> {
  const { limits } = platform.config;
  return inspectInWorker({
    path: file.path,
    fileName: file.fileName,
    knownTitles: expectedTitles,
    ...options,
    limits: {
      xlsxBytes: limits.xlsxBytes,
      xlsBytes: limits.xlsBytes,
      csvBytes: limits.csvBytes,
      rows: limits.importRows,
      memoryBytes: limits.importMemoryBytes,
    },
  });
}

/** Cells of one merged range share a mark object; it becomes a number. */
function listRows(rows: readonly TableRow[]): readonly ListRow[] {
  const ranges = new Map<object, number>();
  const rangeOf = (row: TableRow, column: number): number => {
    const mark = row.marks?.get(column);
    if (mark?.merged !== true) return 0;
    const known = ranges.get(mark) ?? ranges.size + 1;
    ranges.set(mark, known);
    return known;
  };
  return rows.map((row) => ({
    row: row.row,
    cells: row.cells,
    ranges: row.cells.map((_, column) => rangeOf(row, column)),
    role: row.role,
  }));
}
