/** Reads a check sheet out of an uploaded spreadsheet, in a child process with limits. Nothing is stored. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import {
  type ReadSheet,
  readSheetRows,
  suggestSheetMapping,
} from '@mingcha/core/registers/sheets/sheet-import.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { sheetHeadWords } from '@mingcha/core/registers/sheets/sheet-words.ts';
import type { Upload } from '../../platform/http/call.ts';
import { inspectInWorker } from '../../platform/spreadsheets/index.ts';

/** Lines of one sheet; a longer file is no check sheet. */
export const mostLines = 1000;

export interface SheetFile extends ReadSheet {
  readonly heads: string[];
  readonly recognised: Record<string, number>;
}

/** Errors: `sheet.file_missing`, `sheet.column_missing_invalid`, `sheet.too_many_lines_invalid`, those of the reader. */
export async function readSheetFile(upload: Upload | null): Promise<Result<SheetFile>> {
  if (upload === null) return fail('sheet.file_missing', {}, 'file');
  const table = await inspectInWorker({
    path: upload.path,
    fileName: upload.fileName,
    knownTitles: Object.values(sheetHeadWords).flat(),
    sampleRows: mostLines + 1,
  });
  if (!table.ok) return table;
  const { titles, samples } = table.value;
  const mapping = suggestSheetMapping(titles);
  if (mapping.requirement === undefined) return fail('sheet.column_missing_invalid', {}, 'file');
  if (samples.length > mostLines) return fail('sheet.too_many_lines_invalid', { max: mostLines }, 'file');
  const rows = samples
    .filter((row) => row.role === 'data' || row.role === 'section')
    .map((row) => ({ number: row.row, cells: row.cells, isTitle: row.role === 'section' }));
  const read = readSheetRows(rows, mapping, sheetText.zh.section);
  return ok({ heads: [...titles], recognised: { ...mapping }, ...read });
}
