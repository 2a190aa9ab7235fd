/** Reads legacy `.xls` workbooks through SheetJS, whole (they are small by their format: 65,536 rows). Run it in the worker. */
import { readFile } from 'node:fs/promises';
import { type CellObject, read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { mergeSpreader } from './merges.ts';
import { columnLetter, customStyle, numberText } from './numbers.ts';
import {
  type CellMark,
  type SheetInfo,
  type SheetRow,
  SpreadsheetError,
  type SpreadsheetLimits,
} from './types.ts';

export interface XlsBook {
  readonly sheets: readonly SheetInfo[];
  readonly date1904: boolean;
  rows(sheet: string): Generator<SheetRow[]>;
}

const batchRows = 1000;
set_cptable(codePages);

/** @throws SpreadsheetError */
export async function openXls(path: string, limits: SpreadsheetLimits): Promise<XlsBook> {
  const bytes = await readFile(path);
  let book: WorkBook;
  try {
    book = read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheetRows: limits.rows + 1,
    });
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new SpreadsheetError(locked ? 'spreadsheet.encrypted' : 'spreadsheet.broken', { part: 'BIFF' });
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((name, i) => ({
    name,
    hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) > 0,
  }));
  return {
    sheets,
    date1904,
    *rows(name) {
      const sheet = book.Sheets[name];
      if (sheet === undefined) return;
      yield* sheetRows(sheet, date1904, limits);
    },
  };
}

function* sheetRows(sheet: WorkSheet, date1904: boolean, limits: SpreadsheetLimits): Generator<SheetRow[]> {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  const hiddenRows = sheet['!rows'] ?? [];
  const ranges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    left: s.c,
    bottom: e.r + 1,
    right: e.c,
  }));
  const spread = mergeSpreader(ranges, limits.columns);
  let batch: SheetRow[] = [];
  for (let i = 0; i < data.length; i++) {
    const { cells, marks } = rowCells(data[i] ?? [], { row: i + 1, date1904, limits });
    spread({ row: i + 1, cells, marks });
    if (!cells.some((text) => text !== '')) continue;
    batch.push({
      row: i + 1,
      cells,
      hidden: hiddenRows[i]?.hidden === true,
      marks: marks.size === 0 ? null : marks,
    });
    if (batch.length >= batchRows) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

interface RowContext {
  readonly row: number;
  readonly date1904: boolean;
  readonly limits: SpreadsheetLimits;
}

function rowCells(source: readonly (CellObject | undefined)[], { row, date1904, limits }: RowContext) {
  const cells: string[] = [];
  const marks = new Map<number, CellMark>();
  source.forEach((cell, column) => {
    if (cell === undefined || cell.t === 'z') return;
    const { text, mark } = cellText(cell, date1904);
    if (text === '' && mark === null) return;
    const where = { row, column: columnLetter(column) };
    if (column >= limits.columns)
      throw new SpreadsheetError('spreadsheet.too_many_columns', { ...where, limit: limits.columns });
    if (text.length > limits.cellChars)
      throw new SpreadsheetError('spreadsheet.cell_too_long', { ...where, limit: limits.cellChars });
    while (cells.length < column) cells.push('');
    cells[column] = text;
    if (mark !== null) marks.set(column, mark);
  });
  return { cells, marks };
}

function cellText(
  cell: CellObject,
  date1904: boolean,
): { readonly text: string; readonly mark: CellMark | null } {
  const formula = cell.f === undefined ? {} : { formula: true as const };
  switch (cell.t) {
    case 'n': {
      const number = numberText(String(cell.v), customStyle(String(cell.z ?? 'General')), date1904);
      const lost = number.precisionLost ? { precisionLost: true as const } : {};
      return { text: number.text, mark: { ...formula, kind: number.kind, ...lost } };
    }
    case 'b':
      return { text: cell.v === true ? 'TRUE' : 'FALSE', mark: { ...formula, kind: 'boolean' } };
    case 'e':
      return { text: cell.w ?? '#ERROR!', mark: { ...formula, kind: 'error' } };
    case 's':
    case 'd':
    case 'z':
      return { text: String(cell.v ?? ''), mark: cell.f === undefined ? null : { formula: true } };
  }
}
