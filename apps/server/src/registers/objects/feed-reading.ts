/** Reads a feed's file in a child process and stages its rows. It decides nothing and writes nothing else. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { FeedKind } from '@mingcha/core/registers/objects/feed-api.ts';
import { feedColumns, feedTitles } from '@mingcha/core/registers/objects/feed-columns.ts';
import { copyInto } from '../../platform/db/copy.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectInWorker, parseInWorker } from '../../platform/spreadsheets/index.ts';
import type { Scope } from '../object.queries.ts';
import { feedCopy } from './feed.queries.ts';

export interface FeedFile {
  readonly kind: FeedKind;
  readonly path: string;
  readonly fileName: string;
}

/** Stages all rows under `receiptId`. Errors: those of the reader; `feed.columns_missing` naming the titles. */
export async function stageFeed(
  platform: Platform,
  scope: Scope & { readonly receiptId: string },
  file: FeedFile,
): Promise<Result<{ rows: number }>> {
  const { xlsxBytes, xlsBytes, csvBytes, importRows, importMemoryBytes } = platform.config.limits;
  const given = {
    path: file.path,
    fileName: file.fileName,
    knownTitles: feedTitles(),
    limits: { xlsxBytes, xlsBytes, csvBytes, rows: importRows, memoryBytes: importMemoryBytes },
  };
  const inspected = await inspectInWorker(given);
  if (!inspected.ok) return inspected;
  const { columns, missing } = feedColumns(file.kind, inspected.value.titles);
  if (missing.length > 0) return fail('feed.columns_missing', { titles: missing.join('、') }, 'file');
  const output = `${platform.files.temporaryPath()}.copy`;
  try {
    const parsed = await parseInWorker({
      ...given,
      output,
      columns: columns.map(({ titles: _, ...column }) => column),
    });
    if (!parsed.ok) return parsed;
    const names = parsed.value.columns.map((column) => (column === 'row_no' ? 'row_number' : column));
    await copyInto(platform.db, {
      statement: feedCopy(names),
      settings: { 'mingcha.jurisdiction': scope.jurisdictionId, 'mingcha.receipt': scope.receiptId },
      input: createReadStream(output),
    });
    return ok({ rows: parsed.value.rows });
  } finally {
    await rm(output, { force: true });
  }
}
