/** Files that a receiving platform returns (receipts, its list) as rows of texts by the titles of their first line. */
import { readFile, rm } from 'node:fs/promises';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectInWorker, parseInWorker } from '../../platform/spreadsheets/index.ts';

export interface FileColumn {
  readonly field: string;
  readonly title: string;
  readonly isNeeded: boolean;
}
export interface FileRow {
  /** As the file counts, its first line being 1. */
  readonly line: number;
  /** Text of a column; empty where the file has none. */
  readonly of: (field: string) => string;
}

const mostRows = 20_000;

/** Null when a needed column is missing. Errors: those of the reader. */
export async function readRows(
  platform: Platform,
  upload: Upload,
  columns: readonly FileColumn[],
): Promise<Result<readonly FileRow[] | null>> {
  const { xlsxBytes, xlsBytes, csvBytes, importMemoryBytes } = platform.config.limits;
  const given = {
    path: upload.path,
    fileName: upload.fileName,
    knownTitles: columns.map((each) => each.title),
    limits: { xlsxBytes, xlsBytes, csvBytes, rows: mostRows, memoryBytes: importMemoryBytes },
  };
  const inspected = await inspectInWorker(given);
  if (!inspected.ok) return inspected;
  const titles = inspected.value.titles.map((title) => title.trim());
  const found = columns.flatMap(({ field, title }) => {
    const column = titles.indexOf(title);
    return column < 0 ? [] : [{ field, column, cell: 'text' as const, required: false }];
  });
  if (columns.some((each) => each.isNeeded && !found.some((one) => one.field === each.field)))
    return ok(null);
  const output = `${platform.files.temporaryPath()}.copy`;
  try {
    const parsed = await parseInWorker({ ...given, output, columns: found });
    if (!parsed.ok) return parsed;
    const text = await readFile(output, 'utf8');
    const rows = text.split('\n').filter((each) => each !== '');
    return ok(rows.map((each) => rowOf(each, parsed.value.columns)));
  } finally {
    await rm(output, { force: true });
  }
}

/** A row of COPY's text format. */
function rowOf(row: string, columns: readonly string[]): FileRow {
  const cells = row
    .split('\t')
    .map((cell) =>
      cell === '\\N'
        ? ''
        : cell.replaceAll(/\\(.)/g, (_, sign: string) =>
            sign === 't' ? '\t' : sign === 'n' || sign === 'r' ? ' ' : sign,
          ),
    );
  const of = (field: string): string => cells[columns.indexOf(field)] ?? '';
  return { line: Number(of('row_no')), of };
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a record's number and version can be ours at all. */
export function isRecordKey(recordId: string, version: string): boolean {
  return uuidForm.test(recordId) && /^\d{1,9}$/.test(version);
}
