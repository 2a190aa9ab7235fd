/**
 * Receipt files of receivers without an interface: each line names a record, its version and the outcome. A line that says
 * again what is known changes nothing; a wrong line is named and the others are taken.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { addAttempt, endDelivery, hasNewer } from './delivery.queries.ts';
import { exportedLine } from './file.queries.ts';
import { isRecordKey, readRows } from './read-rows.ts';
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
  const read = await readRows(platform, of.upload, receiptColumns);
  if (!read.ok) return read;
  if (read.value === null) return fail('channel.receipt_columns_invalid', undefined, 'file');
  const lines = read.value.map(({ line, of: cell }) => ({
    line,
    recordId: cell('recordId').toLowerCase(),
    version: cell('version'),
    result: cell('result'),
    externalId: cell('externalId').slice(0, 200),
    reason: cell('reason').slice(0, 500),
  }));
  return takeReceipts(platform, actor, { actionId: of.actionId, kind: of.kind, lines });
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

async function takeLine(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly kind: OutsideChannel; readonly line: ReceiptLine },
): Promise<string> {
  const { actor, kind, line } = of;
  const key = { jurisdictionId: actor.jurisdictionId, kind, agencyId: actor.agencyId };
  if (!isRecordKey(line.recordId, line.version)) return 'channel.receipt.unknown_record';
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
