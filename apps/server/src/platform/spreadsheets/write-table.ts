/** Writes exports as streams: CSV with BOM, and XLSX. No cell can become a formula when opened (CWE-1236). */
import type { Readable } from 'node:stream';

export interface ExportColumn {
  readonly key: string;
  readonly title: string;
  /** In characters. */
  readonly width?: number;
}
export type ExportRow = Readonly<Record<string, string | number | null>>;

export declare function writeCsv(
  columns: readonly ExportColumn[],
  rows: Iterable<ExportRow> | AsyncIterable<ExportRow>,
): Readable;
export declare function writeXlsx(
  sheet: { readonly name: string; readonly columns: readonly ExportColumn[] },
  rows: Iterable<ExportRow> | AsyncIterable<ExportRow>,
): Readable;
