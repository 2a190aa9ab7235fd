/**
 * Runs a reader in a child process with limits of memory and time, so that a hostile or huge file can neither
 * stall nor kill the server. The parsed rows are written to a file in PostgreSQL's COPY text format.
 */
import type { Result } from '@mingcha/core/common/result.ts';
import type { ColumnPlan, InspectOptions, ReadOptions, RowRole, TableInspection } from './types.ts';

export interface ParseRequest extends ReadOptions {
  readonly path: string;
  /** Fields wanted, in the order of the columns of the output. */
  readonly columns: readonly ColumnPlan[];
  /** Where the parsed rows go; the caller makes the folder and deletes the file. Removed by us on a refusal. */
  readonly output: string;
}

export interface ParsedTable {
  readonly output: string;
  /** Columns of the output: `row_no`, each field of the plan, `problems` (JSON array of RowProblem or NULL). */
  readonly columns: readonly string[];
  readonly rows: number;
  readonly rowsWithProblems: number;
  /** Rows that are no data, the first 200: totals, notes, section titles, repeated headers. */
  readonly skipped: readonly { readonly row: number; readonly role: RowRole; readonly text: string }[];
  readonly skippedCount: number;
  readonly hiddenRows: number;
  readonly peakMemoryBytes: number;
  readonly elapsedMs: number;
}

export interface InspectRequest extends InspectOptions {
  readonly path: string;
}

export declare function inspectInWorker(request: InspectRequest): Promise<Result<TableInspection>>;

/**
 * Parses, normalises and writes the rows for `COPY staging (…) FROM STDIN` (text format, NULL as \N).
 * The child is killed beyond `limits.memoryBytes` or `limits.timeMs`, or when `signal` aborts.
 */
export declare function parseInWorker(request: ParseRequest): Promise<Result<ParsedTable>>;
