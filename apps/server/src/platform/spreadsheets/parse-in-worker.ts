/**
 * Runs a reader in a child process with limits of memory and time, so that a hostile or huge file can neither
 * stall nor kill the server. The parsed rows are written to a file in PostgreSQL's COPY text format.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { limitsOf } from './limits.ts';
import type {
  ColumnPlan,
  InspectOptions,
  Progress,
  ReadOptions,
  RowRole,
  SpreadsheetLimits,
  TableInspection,
} from './types.ts';
import type { WorkerMessage, WorkerOutcome, WorkerRequest } from './worker-messages.ts';

export interface ParseRequest extends ReadOptions {
  readonly path: string;
  /** Fields wanted, in the order of the columns of the output. */
  readonly columns: readonly ColumnPlan[];
  /** Where the parsed rows go: a file that does not exist yet. The caller deletes it; after a refusal we do. */
  readonly output: string;
}

export interface ParsedTable {
  readonly output: string;
  /** Columns of the output: `row_no`, each field of the plan, `problems` (JSON array of RowProblem, or NULL). */
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

const workerFile = fileURLToPath(new URL('worker.ts', import.meta.url));
const mebibyte = 1024 * 1024;
const watchMs = 100;

/** As `inspectTable`, in a child process. */
export async function inspectInWorker(request: InspectRequest): Promise<Result<TableInspection>> {
  const { path, ...given } = request;
  const { options, onProgress, signal } = sendable(given);
  const run = await runWorker(
    { type: 'inspect', path, options },
    { limits: limitsOf(request.limits), onProgress, signal },
  );
  return run.ok ? ok(run.value.value as TableInspection) : run;
}

/**
 * Parses, normalises and writes the rows for `COPY staging (…) FROM STDIN` (text format, NULL as \N).
 * The child is killed beyond `limits.memoryBytes` or `limits.timeMs`, or when `signal` aborts.
 */
export async function parseInWorker(request: ParseRequest): Promise<Result<ParsedTable>> {
  const { path, columns, output, ...given } = request;
  const { options, onProgress, signal } = sendable(given);
  const started = performance.now();
  const run = await runWorker(
    { type: 'parse', path, output, columns, options },
    { limits: limitsOf(request.limits), onProgress, signal, output },
  );
  if (!run.ok) {
    await rm(output, { force: true });
    return run;
  }
  const table = run.value.value as Omit<ParsedTable, 'peakMemoryBytes' | 'elapsedMs'>;
  return ok({
    ...table,
    peakMemoryBytes: run.value.peakMemoryBytes,
    elapsedMs: Math.round(performance.now() - started),
  });
}

/** Functions and signals stay on this side of the channel. */
function sendable<T extends ReadOptions>({ onProgress, signal, ...options }: T) {
  return { options, onProgress, signal };
}

interface RunOptions {
  readonly limits: SpreadsheetLimits;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly output?: string;
}
type Done = Extract<WorkerOutcome, { type: 'done' }>;

/** A workbook needs room for its shared texts; text is read piece by piece, and a small heap is swept sooner. */
const heapShare = { packed: 0.6, text: 0.3 } as const;

/** Whether the file begins as a zip archive or an OLE container does, whatever its name says. */
function isPacked(path: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const file = openSync(path, 'r');
    readSync(file, start, 0, 2, 0);
    closeSync(file);
  } catch {
    // The child says what is wrong with the file.
  }
  const signature = start.readUInt16BE();
  return signature === 0x504b || signature === 0xd0cf;
}

function startChild(path: string, limits: SpreadsheetLimits, output: string | undefined): ChildProcess {
  const share = heapShare[isPacked(path) ? 'packed' : 'text'];
  const heap = Math.max(64, Math.floor((limits.memoryBytes / mebibyte) * share));
  const writing = output === undefined ? [] : [`--allow-fs-write=${dirname(output)}`];
  return fork(workerFile, {
    execArgv: [
      `--max-old-space-size=${heap}`,
      '--max-semi-space-size=4',
      '--no-warnings',
      '--permission',
      '--allow-fs-read=*',
      ...writing,
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function runWorker(request: WorkerRequest, run: RunOptions): Promise<Result<Done>> {
  const { limits, signal } = run;
  if (signal?.aborted === true) return Promise.resolve(fail('spreadsheet.cancelled'));
  return new Promise((resolve) => {
    const child = startChild(request.path, limits, run.output);
    let outcome: Result<Done> | null = null;
    let errors = '';
    const stop = (result: Result<Done>) => {
      outcome ??= result;
      child.kill('SIGKILL');
    };
    const tooMuchMemory = () =>
      fail('spreadsheet.memory', { limit: Math.floor(limits.memoryBytes / mebibyte) });
    const watch = setInterval(() => {
      if (residentBytes(child.pid) > limits.memoryBytes) stop(tooMuchMemory());
    }, watchMs);
    const clock = setTimeout(
      () => stop(fail('spreadsheet.timeout', { limit: Math.round(limits.timeMs / 1000) })),
      limits.timeMs,
    );
    const cancel = () => stop(fail('spreadsheet.cancelled'));
    signal?.addEventListener('abort', cancel, { once: true });

    child.stderr?.on('data', (piece: Buffer) => (errors = (errors + piece.toString()).slice(-4000)));
    child.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') run.onProgress?.(message.progress);
      else outcome ??= toResult(message);
    });
    child.on('error', (error) => stop(fail('spreadsheet.reader_failed', { reason: error.message })));
    child.on('close', (code, killed) => {
      clearInterval(watch);
      clearTimeout(clock);
      signal?.removeEventListener('abort', cancel);
      const outOfHeap = /heap out of memory|allocation failed/i.test(errors);
      resolve(
        outcome ??
          (outOfHeap
            ? tooMuchMemory()
            : fail('spreadsheet.reader_failed', { reason: String(killed ?? code ?? '') })),
      );
    });
    child.send(request, (error) => {
      if (error !== null) stop(fail('spreadsheet.reader_failed', { reason: error.message }));
    });
  });
}

function toResult(message: WorkerOutcome): Result<Done> {
  if (message.type === 'done') return ok(message);
  if (message.type === 'refused') return fail(message.code, message.data);
  return fail('spreadsheet.reader_failed', { reason: message.reason.split('\n').slice(0, 3).join(' ') });
}

/** Memory of a process as Linux counts it; 0 where that cannot be read (the heap limit then stands alone). */
function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
