/** Looks at an uploaded roster: where its table stands, what its columns are taken for, what to tell the user. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { knownTitles, proposeMapping, rememberedMapping } from '@mingcha/core/registers/columns.ts';
import type { TableInfo } from '@mingcha/core/registers/import-api.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { inspectInWorker, type TableInspection } from '../platform/spreadsheets/index.ts';
import { rememberedLayout } from './import.queries.ts';

export interface RosterFile {
  readonly kind: 'objects' | 'inspectors';
  readonly path: string;
  readonly fileName: string;
  readonly sheet: string | undefined;
}

const shownSamples = 5;
const looksLikeCodes = {
  objects: 'import.looks_like_objects',
  inspectors: 'import.looks_like_inspectors',
  experts: 'import.looks_like_experts',
} as const;

/** Errors: those of the spreadsheet reader; `import.looks_like_…` when the file is surely another roster. */
export async function inspectRoster(
  platform: Platform,
  actor: Actor,
  file: RosterFile,
): Promise<Result<TableInfo>> {
  const { limits } = platform.config;
  const inspected = await inspectInWorker({
    path: file.path,
    fileName: file.fileName,
    knownTitles: knownTitles(),
    ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
    limits: {
      xlsxBytes: limits.xlsxBytes,
      xlsBytes: limits.xlsBytes,
      csvBytes: limits.csvBytes,
      rows: limits.importRows,
      memoryBytes: limits.importMemoryBytes,
    },
  });
  if (!inspected.ok) return inspected;
  const table = inspected.value;
  const columns = columnSamples(table);
  const fresh = proposeMapping(file.kind, columns);
  const stored = await inTransaction(platform.db, (tx) =>
    rememberedLayout(tx, actor, { kind: file.kind, fingerprint: fresh.fingerprint }),
  );
  const proposal = stored === null ? fresh : rememberedMapping(file.kind, columns, stored);
  if (proposal.looksLike !== null && proposal.missing.length > 0) {
    return fail(looksLikeCodes[proposal.looksLike], {}, 'file');
  }
  return ok({
    format: table.format,
    encoding: table.encoding,
    sheets: table.sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name),
    sheet: table.sheet === '' ? null : table.sheet,
    headerRow: table.headerRow,
    titleRows: [...table.titleLines],
    columns: columns.map((column) => ({
      index: column.column,
      title: column.title,
      samples: column.values.slice(0, shownSamples),
    })),
    proposal: { ...proposal.mapping },
    confidence: confidenceOf(proposal.columns),
    remembered: stored !== null,
    looksLike: proposal.looksLike,
    fingerprint: proposal.fingerprint,
    notices: table.notices.map((notice) => ({ code: notice.code, data: { ...notice.data } })),
  });
}

function columnSamples(table: TableInspection) {
  return table.titles.map((title, column) => ({
    column,
    title,
    values: table.samples
      .filter((row) => row.role === 'data')
      .map((row) => row.cells[column] ?? '')
      .filter((value) => value !== ''),
  }));
}

function confidenceOf(
  columns: readonly { field: string | null; confidence: number }[],
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { field, confidence } of columns) if (field !== null) found[field] = confidence;
  return found;
}
