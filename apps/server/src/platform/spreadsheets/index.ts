/**
 * The door of the spreadsheet folder: what others may use.
 *
 *   inspectTable(path, options)   what kind of file, which sheets, where the header stands, samples
 *   readTable(path, options)      rows of the table with their roles, streamed
 *   readRows(path, options)       raw rows of the sheet, streamed
 *   inspectInWorker, parseInWorker  the same in a child process with limits (for uploads)
 *   writeCsv, writeXlsx           exports that no spreadsheet program runs as formulas
 */

export { inspectInWorker, type ParsedTable, parseInWorker } from './parse-in-worker.ts';
export { inspectTable, readRows, readTable } from './read-table.ts';
export type { TableInspection, TableRow } from './types.ts';
export { SpreadsheetError } from './types.ts';
export {
  type ExportColumn,
  type ExportRow,
  writeCsv,
  writeTemplate,
  writeXlsx,
} from './write-table.ts';
