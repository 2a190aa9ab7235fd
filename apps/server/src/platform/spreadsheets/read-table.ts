/** Reads a table out of a CSV, XLSX or XLS file: picks the reader by content, finds the header and tells each row's role. */
import { cleanText, isPrecisionLost } from '@mingcha/core/common/cells.ts';
import { foldTitle } from '@mingcha/core/common/titles.ts';
import { columnLetter } from './numbers.ts';
import { openSource, type Source } from './source.ts';
import { findHeader, headerSearchRows } from './table-header.ts';
import { createRoleTeller } from './table-roles.ts';
import {
  type InspectOptions,
  type Notice,
  type ReadOptions,
  type SheetRow,
  SpreadsheetError,
  type TableInspection,
  type TableRow,
  type TableShape,
} from './types.ts';

const defaultSamples = 200;
/** Sheets looked at when none is named. */
const mostSheets = 20;

export interface TableBatches {
  readonly shape: TableShape;
  readonly titleLines: readonly string[];
  readonly batches: AsyncGenerator<TableRow[]>;
}

/** Rows of the sheet that have a value, header and notes included. @throws SpreadsheetError with row and column */
export async function* readRows(path: string, options: ReadOptions = {}): AsyncGenerator<SheetRow> {
  const source = await openSource(path, options);
  try {
    for await (const batch of source.batches(await chooseSheet(source, options))) yield* batch;
  } finally {
    source.close();
  }
}

/** Rows below the header with their roles. @throws SpreadsheetError with row and column */
export async function* readTable(path: string, options: ReadOptions = {}): AsyncGenerator<TableRow> {
  const source = await openSource(path, options);
  try {
    const table = await tableOf(source, await chooseSheet(source, options), options);
    for await (const batch of table.batches) yield* batch;
  } finally {
    source.close();
  }
}

/** Says what a file is and where its table stands. @throws SpreadsheetError when it cannot be read at all */
export async function inspectTable(path: string, options: InspectOptions = {}): Promise<TableInspection> {
  const source = await openSource(path, options);
  try {
    const sheet = await chooseSheet(source, options);
    const table = await tableOf(source, sheet, options);
    const seen = await look(table, options);
    const others = await otherSheets(source, sheet);
    const notices = [...source.notices];
    if (others.length > 0)
      notices.push({ code: 'spreadsheet.other_sheets', data: { sheet, sheets: others.join('、') } });
    if (seen.hidden > 0) notices.push({ code: 'spreadsheet.hidden_rows', data: { count: seen.hidden } });
    return {
      ...table.shape,
      format: source.format,
      encoding: source.encoding,
      delimiter: source.delimiter,
      date1904: source.date1904,
      sheets: source.sheets,
      sheet,
      titleLines: table.titleLines,
      samples: seen.samples,
      notesBelow: seen.whole ? seen.notes : null,
      dataRows: seen.whole ? seen.dataRows : null,
      hiddenRows: seen.whole ? seen.hidden : null,
      notices: [...notices, ...lostPrecision(seen.samples)],
    };
  } finally {
    source.close();
  }
}

/** Visible sheets that have rows too, at most 20. */
async function otherSheets(source: Source, chosen: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name, hidden } of source.sheets.slice(0, mostSheets)) {
    if (name === chosen || hidden) continue;
    if ((await source.firstRows(name, 1)).length > 0) names.push(name);
  }
  return names;
}

async function look(table: TableBatches, options: InspectOptions) {
  const wanted = options.sampleRows ?? defaultSamples;
  const samples: TableRow[] = [];
  const notes: { row: number; text: string }[] = [];
  let dataRows = 0;
  let hidden = 0;
  let whole = true;
  for await (const batch of table.batches) {
    for (const row of batch) {
      if (row.hidden) hidden++;
      if (row.role === 'note') notes.push({ row: row.row, text: lineOf(row) });
      if (row.role === 'data') dataRows++;
      else if (options.everyRow !== true) continue;
      if (samples.length < wanted) samples.push(row);
    }
    if (options.whole !== true && samples.length >= wanted) {
      whole = false;
      break;
    }
  }
  return { samples, notes: notes.slice(0, 100), dataRows, hidden, whole };
}

/** Columns whose codes lost digits: the user must hear of it before importing anything. */
function lostPrecision(samples: readonly TableRow[]): readonly Notice[] {
  const found = new Map<number, number>();
  for (const row of samples) {
    row.cells.forEach((text, column) => {
      const lost = row.marks?.get(column)?.precisionLost === true || isPrecisionLost(text);
      if (lost && !found.has(column)) found.set(column, row.row);
    });
  }
  return [...found].map(([column, row]) => ({
    code: 'spreadsheet.precision_lost_cells',
    data: { column: columnLetter(column), row },
  }));
}

export function lineOf(row: SheetRow): string {
  return [...new Set(row.cells.map(cleanText).filter((text) => text !== ''))].join(' ').slice(0, 300);
}

/** The sheet asked for, else the visible one whose titles fit best, else the first with rows. */
export async function chooseSheet(source: Source, options: ReadOptions): Promise<string> {
  if (options.sheet !== undefined && source.format !== 'csv') return requireSheet(source, options.sheet);
  const visible = source.sheets.filter((sheet) => !sheet.hidden).slice(0, mostSheets);
  const names = (visible.length === 0 ? source.sheets : visible).map((sheet) => sheet.name);
  if (names.length <= 1) return names[0] ?? '';
  return (await bestSheet(source, names, options)) ?? names[0] ?? '';
}

function requireSheet(source: Source, name: string): string {
  if (source.sheets.some((sheet) => sheet.name === name)) return name;
  const sheets = source.sheets.map((sheet) => sheet.name).join('、');
  throw new SpreadsheetError('spreadsheet.sheet_not_found', { sheet: name, sheets });
}

async function bestSheet(
  source: Source,
  names: readonly string[],
  options: ReadOptions,
): Promise<string | null> {
  let best: { readonly name: string; readonly known: number } | null = null;
  for (const name of names) {
    const rows = await source.firstRows(name, headerSearchRows);
    if (rows.length === 0) continue;
    const { known } = findHeader(rows, foldedTitles(options));
    if (best === null || known > best.known) best = { name, known };
  }
  return best?.name ?? null;
}

function foldedTitles(options: ReadOptions): ReadonlySet<string> {
  return new Set((options.knownTitles ?? []).map(foldTitle));
}

/** Finds the header (or takes the given shape) and prepares the stream of rows behind it. */
export async function tableOf(source: Source, sheet: string, options: ReadOptions): Promise<TableBatches> {
  const stream = source.batches(sheet);
  const first: SheetRow[] = [];
  while (first.length < headerSearchRows) {
    const next = await stream.next();
    if (next.done === true) break;
    first.push(...next.value);
  }
  if (first.length === 0)
    throw new SpreadsheetError('spreadsheet.no_rows', { sheet: sheet === '' ? 'CSV' : sheet });
  const shape = options.shape ?? findHeader(first.slice(0, headerSearchRows), foldedTitles(options)).shape;
  const firstData = shape.headerRow + shape.headerRows;
  const header = first.filter((row) => row.row >= shape.headerRow && row.row < firstData);
  const titleLines = first.filter((row) => row.row < shape.headerRow).map(lineOf);
  return { shape, titleLines, batches: roleBatches({ first, stream, shape, header }) };
}

interface RoleBatches {
  readonly first: readonly SheetRow[];
  readonly stream: AsyncGenerator<SheetRow[]>;
  readonly shape: TableShape;
  readonly header: readonly SheetRow[];
}

async function* roleBatches({ first, stream, shape, header }: RoleBatches): AsyncGenerator<TableRow[]> {
  const teller = createRoleTeller(
    shape,
    header.map((row) => row.cells),
  );
  const firstData = shape.headerRow + shape.headerRows;
  try {
    yield teller.push(first.filter((row) => row.row >= firstData));
    for await (const batch of stream) yield teller.push(batch);
    yield teller.end();
  } finally {
    await stream.return(undefined);
  }
}
