/** What the parent and the reading child say to each other. */
import type { ParsedTable } from './parse-in-worker.ts';
import type { ColumnPlan, InspectOptions, Progress, ReadOptions, TableInspection } from './types.ts';

export interface WorkerParse {
  readonly type: 'parse';
  readonly path: string;
  readonly output: string;
  readonly columns: readonly ColumnPlan[];
  readonly options: ReadOptions;
}
export interface WorkerInspect {
  readonly type: 'inspect';
  readonly path: string;
  readonly options: InspectOptions;
}
export type WorkerRequest = WorkerParse | WorkerInspect;

export type WorkerOutcome =
  | {
      readonly type: 'done';
      readonly value: TableInspection | Omit<ParsedTable, 'peakMemoryBytes' | 'elapsedMs'>;
      readonly peakMemoryBytes: number;
    }
  | {
      readonly type: 'refused';
      readonly code: string;
      readonly data: Readonly<Record<string, string | number>>;
    }
  | { readonly type: 'failed'; readonly reason: string };
export type WorkerMessage = WorkerOutcome | { readonly type: 'progress'; readonly progress: Progress };
