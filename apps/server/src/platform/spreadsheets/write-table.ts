/**
 * Writes exports as streams: CSV with a byte order mark, and XLSX. No cell can become a formula when the file
 * is opened (CWE-1236): a text that begins like one gets an apostrophe, which our import takes off again.
 */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type ColumnDef, writeXlsx as writeWorkbook, writeXlsxStream } from 'hucre/xlsx';

export interface ExportColumn {
  readonly key: string;
  readonly title: string;
  /** In characters. */
  readonly width?: number;
  /** Allowed values, offered as a drop-down list in templates. */
  readonly values?: readonly string[];
}
/** A number is written as a number; everything else is text, codes included. */
export type ExportRow = Readonly<Record<string, string | number | null>>;
export type ExportRows = Iterable<ExportRow> | AsyncIterable<ExportRow>;

export interface ExportSheet {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
}

const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/;
// oxlint-disable-next-line no-control-regex -- XML 1.0 has no place for these characters
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const byteOrderMark = '\ufeff';
const batchChars = 64 * 1024;

/** A text that spreadsheet programs show and never run. `=1+1` → `'=1+1`; a lone sign stays. */
export function neutralise(text: string): string {
  const written = text.replace(unwritable, '').toWellFormed();
  return written.length > 1 && dangerous.test(written) ? `'${written}` : written;
}

function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = neutralise(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** CSV (RFC 4180) in UTF-8 with BOM, as Excel and WPS want it for Chinese. */
export function writeCsv(columns: readonly ExportColumn[], rows: ExportRows): Readable {
  return Readable.from(csvPieces(columns, rows), { objectMode: false });
}

async function* csvPieces(columns: readonly ExportColumn[], rows: ExportRows): AsyncGenerator<Buffer> {
  let text = `${byteOrderMark}${columns.map((column) => csvCell(column.title)).join(',')}\r\n`;
  for await (const row of rows) {
    text += `${columns.map((column) => csvCell(row[column.key])).join(',')}\r\n`;
    if (text.length < batchChars) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Text cells have the text format, so that a code typed over stays a code. */
function columnDefs(columns: readonly ExportColumn[]): ColumnDef[] {
  return columns.map(({ title, width }) => ({ header: neutralise(title), width: width ?? 16, numFmt: '@' }));
}

/** One sheet with a frozen header; memory does not grow with the rows. */
export function writeXlsx(sheet: ExportSheet, rows: ExportRows): Readable {
  const stream = writeXlsxStream(sheetRows(sheet.columns, rows), {
    name: sheet.name,
    columns: columnDefs(sheet.columns),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(stream as ReadableStream);
}

async function* sheetRows(columns: readonly ExportColumn[], rows: ExportRows) {
  for await (const row of rows) yield columns.map((column) => sheetCell(row[column.key]));
}

function sheetCell(value: string | number | null | undefined): string | number | null {
  if (typeof value !== 'string') return value ?? null;
  // A text that looks like an escape of the format (`_x0041_`) is escaped itself (ECMA-376 22.9.2.19).
  return neutralise(value).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** An import template: header, a few example rows, text format for codes, drop-down lists for columns with `values`. */
export async function writeTemplate(
  sheet: ExportSheet,
  rows: readonly ExportRow[] = [],
): Promise<Uint8Array> {
  const lastRow = 5000;
  const dataValidations = sheet.columns.flatMap(({ values }, column) => {
    if (values === undefined) return [];
    const letter = String.fromCharCode(65 + column);
    return [
      {
        type: 'list' as const,
        values: [...values],
        allowBlank: true,
        range: `${letter}2:${letter}${lastRow}`,
      },
    ];
  });
  const header = sheet.columns.map((column) => neutralise(column.title));
  const body = rows.map((row) => sheet.columns.map((column) => sheetCell(row[column.key])));
  return writeWorkbook({
    sheets: [
      {
        name: sheet.name,
        columns: columnDefs(sheet.columns),
        rows: [header, ...body],
        freezePane: { rows: 1 },
        dataValidations,
      },
    ],
  });
}
