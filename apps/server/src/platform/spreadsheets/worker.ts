/**
 * The child process that reads files from strangers. It gets one request over the channel, answers with
 * progress and one outcome, and ends. It has no database, no environment and no right to write anything but
 * its output file.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type NormalRow, rowNormaliser } from './normalise-row.ts';
import type { ParsedTable } from './parse-in-worker.ts';
import { chooseSheet, inspectTable, lineOf, tableOf } from './read-table.ts';
import { openSource } from './source.ts';
import {
  type ColumnPlan,
  type InspectOptions,
  type Progress,
  SpreadsheetError,
  type TableInspection,
} from './types.ts';
import type { WorkerOutcome, WorkerParse, WorkerRequest } from './worker-messages.ts';

const progressMs = 200;
const flushChars = 256 * 1024;
const mostSkipped = 200;

function send(message: unknown): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, undefined, undefined, () => resolve());
  });
}

function progressSender(): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last < progressMs) return;
    last = now;
    void send({ type: 'progress', progress });
  };
}

async function inspect(path: string, options: InspectOptions): Promise<TableInspection> {
  return inspectTable(path, { ...options, onProgress: progressSender() });
}

type Parsed = Omit<ParsedTable, 'peakMemoryBytes' | 'elapsedMs'>;

async function parse({ path, output, columns, options }: WorkerParse): Promise<Parsed> {
  const reading = { ...options, onProgress: progressSender() };
  const source = await openSource(path, reading);
  const file = createWriteStream(output, { flags: 'wx', mode: 0o600 });
  await once(file, 'open');
  const normalise = rowNormaliser(columns, source);
  const bags = [...new Set(columns.flatMap((column) => column.into ?? []))];
  const skipped: { row: number; role: 'section' | 'total' | 'note' | 'repeatedHeader'; text: string }[] = [];
  let [rows, rowsWithProblems, skippedCount, hiddenRows] = [0, 0, 0, 0];
  let text = '';
  const table = await tableOf(source, await chooseSheet(source, reading), reading);
  for await (const batch of table.batches) {
    for (const row of batch) {
      if (row.role !== 'data') {
        skippedCount++;
        if (skipped.length < mostSkipped) skipped.push({ row: row.row, role: row.role, text: lineOf(row) });
        continue;
      }
      const normal = normalise(row);
      rows++;
      if (row.hidden) hiddenRows++;
      if (normal.problems.length > 0) rowsWithProblems++;
      text += copyLine(normal.row, outputValues(columns, bags, normal), normal.problems);
    }
    if (text.length < flushChars) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  source.close();
  file.end(text);
  await once(file, 'close');
  const plain = columns.filter((column) => column.into === undefined).map((column) => column.field);
  const names = ['row_no', ...plain, ...bags, 'problems'];
  return { output, columns: names, rows, rowsWithProblems, skipped, skippedCount, hiddenRows };
}

/** Values of plain columns, then one JSON text for each bag; a cell with a finding is not in its bag. */
function outputValues(
  columns: readonly ColumnPlan[],
  bags: readonly string[],
  row: NormalRow,
): readonly string[] {
  if (bags.length === 0) return row.values;
  const doubtful = new Set(row.problems.map((problem) => problem.field));
  const plain = row.values.filter((_, at) => columns[at]?.into === undefined);
  const bagged = bags.map((bag) => {
    const members = columns.flatMap((column, at) => {
      const value = row.values[at] ?? '';
      const isIn = column.into === bag && value !== '' && !doubtful.has(column.field);
      return isIn ? [[column.field.slice(column.field.indexOf('.') + 1), value]] : [];
    });
    return members.length === 0 ? '' : JSON.stringify(Object.fromEntries(members));
  });
  return [...plain, ...bagged];
}

/** One line of PostgreSQL's COPY text format: tabs between, `\N` for empty. */
function copyLine(row: number, values: readonly string[], problems: readonly unknown[]): string {
  let line = String(row);
  for (const value of values) line += value === '' ? '\t\\N' : `\t${copyText(value)}`;
  return problems.length === 0 ? `${line}\t\\N\n` : `${line}\t${copyText(JSON.stringify(problems))}\n`;
}

const copyEscapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function copyText(value: string): string {
  return /[\\\n\r\t\0]/.test(value)
    ? value.replace(/[\\\n\r\t\0]/g, (character) => copyEscapes[character] ?? '')
    : value;
}

async function answer(request: WorkerRequest): Promise<WorkerOutcome> {
  try {
    const value =
      request.type === 'parse' ? await parse(request) : await inspect(request.path, request.options);
    return { type: 'done', value, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 };
  } catch (error) {
    if (error instanceof SpreadsheetError) return { type: 'refused', code: error.code, data: error.data };
    return {
      type: 'failed',
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

process.once('message', (request: WorkerRequest) => {
  void answer(request)
    .then(send)
    .then(() => process.disconnect());
});
// The parent is gone: nobody wants the result.
process.once('disconnect', () => process.exit());
