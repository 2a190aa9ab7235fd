/** One face for the three readers: sheets, batches of rows with the limit of rows, progress, cancelling. */
import { basename } from 'node:path';
import { csvForm, readCsv } from './csv-reader.ts';
import { limitsOf } from './limits.ts';
import { sniffFile } from './sniff.ts';
import {
  type Notice,
  type ReadOptions,
  type SheetInfo,
  type SheetRow,
  SpreadsheetError,
  type SpreadsheetLimits,
  type TableFormat,
  type TextEncodingName,
} from './types.ts';
import { readXlsxSheet } from './xlsx-sheet.ts';
import { openWorkbook } from './xlsx-workbook.ts';

export interface Source {
  readonly format: TableFormat;
  readonly encoding: TextEncodingName | null;
  readonly delimiter: string | null;
  readonly date1904: boolean;
  readonly sheets: readonly SheetInfo[];
  readonly notices: readonly Notice[];
  batches(sheet: string): AsyncGenerator<SheetRow[]>;
  /** For choosing a sheet: merged ranges are not filled. */
  firstRows(sheet: string, count: number): Promise<SheetRow[]>;
  close(): void;
}

interface RawSource extends Omit<Source, 'batches' | 'firstRows'> {
  read(
    sheet: string,
    options: { readonly merged: boolean; readonly onBytes: (bytes: number) => void },
  ): AsyncGenerator<SheetRow[]>;
  /** Bytes that `onBytes` counts to. */
  bytes(sheet: string): number;
}

/** Opens a file by what it is. @throws SpreadsheetError */
export async function openSource(path: string, options: ReadOptions): Promise<Source> {
  const limits = limitsOf(options.limits);
  const sniffed = await sniffFile(path, options.fileName ?? basename(path), limits);
  const open = { csv: openCsvSource, xlsx: openXlsxSource, xls: openXlsSource }[sniffed.format];
  const raw = await open(path, limits, sniffed);
  return {
    ...raw,
    batches: (sheet) => guarded(raw, { sheet, limits, options }),
    async firstRows(sheet, count) {
      const rows: SheetRow[] = [];
      for await (const batch of raw.read(sheet, { merged: false, onBytes: () => {} })) {
        rows.push(...batch);
        if (rows.length >= count) break;
      }
      return rows.slice(0, count);
    },
  };
}

interface Guarded {
  readonly sheet: string;
  readonly limits: SpreadsheetLimits;
  readonly options: ReadOptions;
}

async function* guarded(raw: RawSource, { sheet, limits, options }: Guarded): AsyncGenerator<SheetRow[]> {
  let rows = 0;
  let bytes = 0;
  const all = Math.max(1, raw.bytes(sheet));
  for await (const batch of raw.read(sheet, { merged: true, onBytes: (count) => (bytes = count) })) {
    if (options.signal?.aborted === true) throw new SpreadsheetError('spreadsheet.cancelled');
    rows += batch.length;
    if (rows > limits.rows) {
      const row = batch[batch.length - (rows - limits.rows)]?.row ?? 0;
      throw new SpreadsheetError('spreadsheet.too_many_rows', { row, limit: limits.rows });
    }
    options.onProgress?.({ rows, share: Math.min(1, bytes / all) });
    yield batch;
  }
}

type Sniffed = Awaited<ReturnType<typeof sniffFile>>;
const none = { encoding: null, delimiter: null, date1904: false } as const;

async function openCsvSource(
  path: string,
  limits: SpreadsheetLimits,
  { size, notices }: Sniffed,
): Promise<RawSource> {
  const form = await csvForm(path, limits);
  return {
    ...none,
    format: 'csv',
    encoding: form.encoding,
    delimiter: form.delimiter,
    sheets: [],
    notices,
    read: (_sheet, { onBytes }) => readCsv(path, form, { limits, onBytes }),
    bytes: () => size,
    close: () => {},
  };
}

async function openXlsxSource(
  path: string,
  limits: SpreadsheetLimits,
  { notices }: Sniffed,
): Promise<RawSource> {
  const book = await openWorkbook(path, limits);
  const sheetOf = (name: string) => {
    const sheet = book.sheets.find((one) => one.name === name);
    if (sheet === undefined)
      throw new SpreadsheetError('spreadsheet.sheet_not_found', { sheet: name, sheets: '' });
    return sheet;
  };
  return {
    ...none,
    format: 'xlsx',
    date1904: book.date1904,
    sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
    notices,
    read: (name, { merged, onBytes }) => readXlsxSheet(book, sheetOf(name), { limits, merged, onBytes }),
    bytes: (name) => book.zip.size(sheetOf(name).part),
    close: () => book.zip.close(),
  };
}

async function openXlsSource(
  path: string,
  limits: SpreadsheetLimits,
  { notices }: Sniffed,
): Promise<RawSource> {
  // SheetJS is large; only those who read an .xls load it.
  const { openXls } = await import('./xls-reader.ts');
  const book = await openXls(path, limits);
  return {
    ...none,
    format: 'xls',
    date1904: book.date1904,
    sheets: book.sheets,
    notices,
    async *read(name) {
      yield* book.rows(name);
    },
    bytes: () => 1,
    close: () => {},
  };
}
