/**
 * Receipt files of receivers without an interface: each line names a record, its version and the outcome. A line that says
 * again what is known changes nothing; a wrong line is named and the others are taken.
 */
import { readFile, rm } from 'node:fs/promises';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectInWorker, parseInWorker } from '../../platform/spreadsheets/index.ts';
import { addAttempt, endDelivery, hasNewer } from './delivery.queries.ts';
import { exportedLine } from './file.queries.ts';
import { receiptColumns, receiptWords } from './receipt-form.ts';

export interface ReceiptLine {
  readonly line: number;
  readonly recordId: string;
  readonly version: string;
  readonly result: string;
  readonly externalId: string;
  readonly reason: string;
}
interface Taken {
  accepted: number;
  refused: number;
  known: number;
  readonly wrong: { line: number; code: string; text: string }[];
}

/** Errors: `channel.receipt_missing_invalid`, `channel.receipt_columns_invalid`, those of the reader. */
export async function importReceipts(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly kind: OutsideChannel; readonly upload: Upload | null },
): Promise<Result<Taken>> {
  if (of.upload === null) return fail('channel.receipt_missing_invalid', undefined, 'file');
  const lines = await readLines(platform, of.upload);
  if (!lines.ok) return lines;
  return takeReceipts(platform, actor, { actionId: of.actionId, kind: of.kind, lines: lines.value });
}

/** Takes the lines of a receipt file. */
export async function takeReceipts(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly kind: OutsideChannel; readonly lines: readonly ReceiptLine[] },
): Promise<Result<Taken>> {
  const request = { actor, actionId: of.actionId, routeId: 'channels.receipts' };
  return runAction(platform, request, async (tx) => {
    const taken: Taken = { accepted: 0, refused: 0, known: 0, wrong: [] };
    for (const line of of.lines) {
      const outcome = await takeLine(tx, platform, { actor, kind: of.kind, line });
      if (outcome === 'accepted' || outcome === 'refused' || outcome === 'known') taken[outcome] += 1;
      else taken.wrong.push({ line: line.line, code: outcome, text: line.recordId });
    }
    await record(tx, platform, {
      type: 'channel.receipts_taken',
      actor,
      subject: { kind: 'publicationChannel', id: of.kind },
      data: { acceptedCount: taken.accepted, refusedCount: taken.refused },
    });
    return ok(taken);
  });
}

async function readLines(platform: Platform, upload: Upload): Promise<Result<readonly ReceiptLine[]>> {
  const { xlsxBytes, xlsBytes, csvBytes, importMemoryBytes } = platform.config.limits;
  const given = {
    path: upload.path,
    fileName: upload.fileName,
    knownTitles: receiptColumns.map((each) => each.title),
    limits: { xlsxBytes, xlsBytes, csvBytes, rows: 20_000, memoryBytes: importMemoryBytes },
  };
  const inspected = await inspectInWorker(given);
  if (!inspected.ok) return inspected;
  const titles = inspected.value.titles.map((title) => title.trim());
  const found = receiptColumns.flatMap(({ field, title }) => {
    const column = titles.indexOf(title);
    return column < 0 ? [] : [{ field, column, cell: 'text' as const, required: false }];
  });
  if (['recordId', 'version', 'result'].some((need) => !found.some((each) => each.field === need)))
    return fail('channel.receipt_columns_invalid', undefined, 'file');
  const output = `${platform.files.temporaryPath()}.copy`;
  try {
    const parsed = await parseInWorker({ ...given, output, columns: found });
    if (!parsed.ok) return parsed;
    const text = await readFile(output, 'utf8');
    return ok(
      text
        .split('\n')
        .filter((each) => each !== '')
        .map((each) => lineOf(each, parsed.value.columns)),
    );
  } finally {
    await rm(output, { force: true });
  }
}

/** A row of COPY's text format. */
function lineOf(row: string, columns: readonly string[]): ReceiptLine {
  const cells = row
    .split('\t')
    .map((cell) =>
      cell === '\\N'
        ? ''
        : cell.replaceAll(/\\(.)/g, (_, sign: string) =>
            sign === 't' ? '\t' : sign === 'n' || sign === 'r' ? ' ' : sign,
          ),
    );
  const of = (name: string): string => cells[columns.indexOf(name)] ?? '';
  return {
    line: Number(of('row_no')),
    recordId: of('recordId').toLowerCase(),
    version: of('version'),
    result: of('result'),
    externalId: of('externalId').slice(0, 200),
    reason: of('reason').slice(0, 500),
  };
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function takeLine(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly kind: OutsideChannel; readonly line: ReceiptLine },
): Promise<string> {
  const { actor, kind, line } = of;
  const key = { jurisdictionId: actor.jurisdictionId, kind, agencyId: actor.agencyId };
  if (!uuidForm.test(line.recordId) || !/^\d{1,9}$/.test(line.version))
    return 'channel.receipt.unknown_record';
  const row = await exportedLine(tx, { ...key, publicationId: line.recordId, version: Number(line.version) });
  if (row === undefined) return 'channel.receipt.unknown_record';
  const outcome = receiptWords[line.result];
  if (outcome === undefined) return 'channel.receipt.unknown_result';
  if (outcome === 'refused' && line.reason === '') return 'channel.receipt.reason_missing';
  if (row.state !== 'manual') return 'known';
  const at = platform.clock.now();
  const isOld = outcome === 'refused' && (await hasNewer(tx, row));
  const reasons = outcome === 'refused' ? [{ field: '', code: 'theirs' as const, text: line.reason }] : [];
  await addAttempt(tx, {
    jurisdictionId: row.jurisdiction_id,
    deliveryId: row.id,
    step: 'file',
    outcome,
    problem: '',
    detail: '',
    externalId: line.externalId === '' ? null : line.externalId,
    digest: null,
    startedAt: at,
    endedAt: at,
  });
  await endDelivery(
    tx,
    { jurisdictionId: row.jurisdiction_id, id: row.id },
    {
      state: isOld ? 'superseded' : outcome,
      sendAt: null,
      endedAt: at,
      problem: outcome === 'refused' ? 'refused' : '',
      detail: '',
      externalId: line.externalId === '' ? null : line.externalId,
      receipt: null,
      reasons,
    },
  );
  return outcome;
}
