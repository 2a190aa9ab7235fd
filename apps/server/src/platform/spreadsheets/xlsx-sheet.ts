/**
 * Reads the rows of one xlsx sheet as a stream. Merged ranges stand behind the rows in the file, so the sheet
 * is unpacked twice: once looking only for them, once for the rows.
 */
import { TextDecoder } from 'node:util';
import { type MergedRange, parseRange } from './merges.ts';
import { type SheetRow, SpreadsheetError, type SpreadsheetLimits } from './types.ts';
import { createRowCollector } from './xlsx-rows.ts';
import type { Workbook, XlsxSheet } from './xlsx-workbook.ts';
import { xmlEncoding, type Zip } from './zip.ts';

export interface SheetReadOptions {
  readonly limits: SpreadsheetLimits;
  /** False to look at the first rows only: merged ranges are then not known. */
  readonly merged: boolean;
  readonly onBytes: (bytes: number) => void;
}

/** Batches of rows that have a value. @throws SpreadsheetError */
export async function* readXlsxSheet(
  workbook: Workbook,
  sheet: XlsxSheet,
  { limits, merged, onBytes }: SheetReadOptions,
): AsyncGenerator<SheetRow[]> {
  const ranges = merged ? await mergedRanges(workbook.zip, sheet.part, limits) : [];
  const collector = createRowCollector(workbook, { part: sheet.part, limits, ranges });
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  for await (const piece of workbook.zip.pieces(sheet.part)) {
    decoder ??= new TextDecoder(xmlEncoding(piece));
    collector.scanner.push(decoder.decode(piece, { stream: true }));
    bytes += piece.length;
    onBytes(bytes);
    const rows = collector.take();
    if (rows.length > 0) yield rows;
  }
  collector.scanner.end();
}

const endOfRows = /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>/;

/** All merged ranges of a sheet, found in the text behind its rows. */
export async function mergedRanges(
  zip: Zip,
  part: string,
  limits: SpreadsheetLimits,
): Promise<readonly MergedRange[]> {
  let tail = '';
  let behindRows = false;
  const ranges: MergedRange[] = [];
  for await (const piece of zip.pieces(part)) {
    let text = tail + piece.toString('latin1');
    if (!behindRows) {
      const end = text.includes('sheetData') ? text.search(endOfRows) : -1;
      tail = text.slice(-64);
      if (end < 0) continue;
      behindRows = true;
      text = text.slice(end);
    }
    for (const found of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]{1,40})"/g)) {
      const range = parseRange(found[1] ?? '');
      if (range !== null) ranges.push(range);
    }
    if (ranges.length > limits.mergedRanges) {
      throw new SpreadsheetError('spreadsheet.too_many_merged', { limit: limits.mergedRanges });
    }
    const open = text.lastIndexOf('<');
    tail = open >= 0 && !text.includes('>', open) ? text.slice(open) : '';
  }
  return ranges;
}
