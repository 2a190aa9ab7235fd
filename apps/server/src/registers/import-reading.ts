/**
 * Reads a stored roster file with a confirmed mapping in a child process, stages its rows by COPY and works out the
 * preview. Runs after the request that asked for it; a crash leaves the import to be previewed again.
 */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Result } from '@mingcha/core/common/result.ts';
import { columnPlan } from '@mingcha/core/registers/columns.ts';
import type { TableInfo } from '@mingcha/core/registers/import-api.ts';
import { copyInto } from '../platform/db/copy.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { type ParsedTable, parseInWorker } from '../platform/spreadsheets/index.ts';
import { saveImport } from './import.queries.ts';
import { judge, matchObjects, mendStaged } from './import-outcomes.queries.ts';
import { type ImportRegister, registerOf, stagedOnly } from './import-register.ts';
import {
  allowLongWork,
  countOutcomes,
  deleteStaged,
  type ImportScope,
  registerMark,
  stagingCopy,
} from './import-rows.queries.ts';

export interface Reading {
  readonly scope: ImportScope;
  readonly kind: 'objects' | 'inspectors';
  readonly fileName: string;
  readonly sha256: string;
  readonly sheet: string | null;
  readonly table: TableInfo;
  readonly mapping: Readonly<Record<string, number>>;
}

/** Shares of the progress bar: reading, staging and comparing take about this much of the time. */
const readShare = 60;

/** Reads, stages, compares; ends with the import `previewed` or `failed`. Never throws. */
export async function readRoster(platform: Platform, reading: Reading): Promise<void> {
  const { scope } = reading;
  const set = (change: Parameters<typeof saveImport>[2]['set']) =>
    inTransaction(platform.db, (tx) => saveImport(tx, scope, { id: scope.importId, set: change }));
  const output = `${platform.files.temporaryPath()}.copy`;
  try {
    const parsed = await parse(platform, reading, {
      output,
      progress: (progress) => void set({ progress }).catch(() => undefined),
    });
    if (!parsed.ok) {
      await set({ state: 'failed', failure: parsed.error, progress: 0 });
      return;
    }
    // Before any row is compared: whatever changes in the register from here on refuses the import.
    const marking = markOf(platform, reading);
    await together([marking, stage(platform, reading, parsed.value)]);
    await compare(platform, reading, await marking);
  } catch (error) {
    platform.log.error('import.reading_failed', { error });
    await set({ state: 'failed', failure: { code: 'import.interrupted' }, progress: 0 }).catch(
      () => undefined,
    );
  } finally {
    await rm(output, { force: true });
  }
}

interface ParseTo {
  readonly output: string;
  readonly progress: (percent: number) => void;
}

function parse(platform: Platform, reading: Reading, to: ParseTo): Promise<Result<ParsedTable>> {
  const { limits } = platform.config;
  let shown = 0;
  return parseInWorker({
    path: platform.files.pathOf(reading.sha256),
    output: to.output,
    columns: columnPlan(reading.kind, reading.mapping),
    fileName: reading.fileName,
    ...(reading.sheet === null ? {} : { sheet: reading.sheet }),
    limits: {
      xlsxBytes: limits.xlsxBytes,
      xlsBytes: limits.xlsBytes,
      csvBytes: limits.csvBytes,
      rows: limits.importRows,
      memoryBytes: limits.importMemoryBytes,
    },
    onProgress: ({ share }) => {
      const percent = Math.floor(share * readShare);
      if (percent < shown + 3) return;
      shown = percent;
      to.progress(percent);
    },
  });
}

async function stage(platform: Platform, reading: Reading, parsed: ParsedTable): Promise<void> {
  const register = registerOf(reading.kind);
  await inTransaction(platform.db, async (tx) => {
    await allowLongWork(tx);
    await deleteStaged(tx, register, reading.scope);
  });
  await copyInto(platform.db, {
    statement: stagingCopy(
      register,
      parsed.columns.map((column) => stagedColumn(register, column)),
    ),
    settings: {
      'mingcha.jurisdiction': reading.scope.jurisdictionId,
      'mingcha.import': reading.scope.importId,
    },
    input: createReadStream(parsed.output),
  });
}

function stagedColumn(register: ImportRegister, column: string): string {
  if (column === 'row_no') return 'row_number';
  if (column === 'problems') return 'problems';
  const known =
    register.fields.find((field) => field.roster === column)?.staged ?? stagedOnly[register.kind][column];
  if (known === undefined) throw new Error(`no staging column for ${column}`);
  return known;
}

function markOf(platform: Platform, { kind, scope }: Reading): Promise<string> {
  return inTransaction(platform.db, async (tx) => {
    await allowLongWork(tx);
    return registerMark(tx, registerOf(kind), scope);
  });
}

/** Waits for all of them even when one fails: nothing of a failed preview is at work any more when it is said to have failed. */
async function together(work: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(work);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** Rows are looked up in so many parts at once, each over a connection of its own. */
const parts = 2;

async function compare(platform: Platform, { kind, scope }: Reading, mark: string): Promise<void> {
  const register = registerOf(kind);
  const work = (step: (tx: Tx) => Promise<void>) =>
    inTransaction(platform.db, async (tx) => {
      await allowLongWork(tx);
      await step(tx);
    });
  await work(async (tx) => {
    await saveImport(tx, scope, { id: scope.importId, set: { progress: 75 } });
    await mendStaged(tx, register, scope);
  });
  if (kind === 'objects')
    await together(
      Array.from({ length: parts }, (_, part) => work((tx) => matchObjects(tx, scope, { part, of: parts }))),
    );
  await work(async (tx) => {
    await judge(tx, register, scope);
    const counts = await countOutcomes(tx, register, scope);
    await saveImport(tx, scope, {
      id: scope.importId,
      set: { state: 'previewed', counts, registerMark: mark, progress: 100, failure: null },
    });
  });
}
