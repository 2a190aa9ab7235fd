/**
 * Reads a small table (personnel, courses) whole, in the child process that reads every file from outside. It keeps no
 * row and knows no register; large rosters go the way of `import-reading.ts`.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectInWorker, type TableInspection } from '../../platform/spreadsheets/index.ts';
import { rowNormaliser } from '../../platform/spreadsheets/normalise-row.ts';
import type { ColumnPlan } from '../../platform/spreadsheets/types.ts';

/** More people than a county has inspectors, by far. */
const mostRows = 20_000;

export interface SmallFile {
  readonly path: string;
  readonly fileName: string;
  readonly sheet?: string | undefined;
  readonly knownTitles: readonly string[];
}

/** Errors: those of the spreadsheet reader; `personnel.too_many_rows`. */
export async function readSmallTable(platform: Platform, file: SmallFile): Promise<Result<TableInspection>> {
  const { limits } = platform.config;
  const read = await inspectInWorker({
    path: file.path,
    fileName: file.fileName,
    knownTitles: [...file.knownTitles],
    ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
    sampleRows: mostRows + 1,
    limits: {
      xlsxBytes: limits.xlsxBytes,
      xlsBytes: limits.xlsBytes,
      csvBytes: limits.csvBytes,
      rows: limits.importRows,
      memoryBytes: limits.importMemoryBytes,
    },
  });
  if (!read.ok) return read;
  return read.value.samples.length > mostRows
    ? fail('personnel.too_many_rows', { limit: mostRows }, 'file')
    : ok(read.value);
}

export interface SmallRow {
  /** As the spreadsheet program numbers it. */
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
}

/** The data rows with their cells normalised by the plan; what is not understood stays as it was typed. */
export function rowsOf(table: TableInspection, plan: readonly ColumnPlan[]): readonly SmallRow[] {
  const normalise = rowNormaliser(plan, table);
  return table.samples
    .filter((row) => row.role === 'data')
    .map((row) => {
      const read = normalise(row);
      return {
        row: row.row,
        values: Object.fromEntries(plan.map((column, i) => [column.field, read.values[i] ?? ''])),
      };
    });
}
