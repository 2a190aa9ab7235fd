/** Delivery by file: what waits is laid out and checked, written, and stands in a numbered file until its receipt comes. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type LayoutRow,
  layOut,
  type OutsideChannel,
  partFor,
  type Reason,
} from '@mingcha/core/publications/channels/channel.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';
import type { PublicationKind } from '@mingcha/core/publications/publication.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { publicationById } from '../publication.queries.ts';
import { channelOf, type StoredChannel } from './channel.queries.ts';
import { contextOf } from './context.ts';
import { endDelivery, type StoredDelivery } from './delivery.queries.ts';
import * as queries from './file.queries.ts';
import { writeChannelFile } from './file-layout.ts';

const mostRows = 20_000;

interface Exported {
  /** Null when nothing met the layout. */
  readonly id: string | null;
  readonly number: number;
  readonly rows: number;
  readonly wrong: number;
}

type Sorted =
  | {
      readonly kind: 'row';
      readonly id: string;
      readonly blocks: Readonly<Record<string, readonly LayoutRow[]>>;
    }
  | { readonly kind: 'wrong'; readonly id: string; readonly reasons: readonly Reason[] }
  | { readonly kind: 'old'; readonly id: string };

/**
 * Writes what waits into the next file. Errors: `channel.not_manual`, `channel.nothing_to_export`.
 */
export async function exportChannel(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly kind: OutsideChannel },
): Promise<Result<Exported>> {
  const { kind } = of;
  const key = { jurisdictionId: actor.jurisdictionId, kind, agencyId: actor.agencyId };
  const sorted = await inTransaction(platform.db, async (tx): Promise<readonly Sorted[] | null> => {
    const channel = await channelOf(tx, key);
    if (channel?.mode !== 'manual') return null;
    const waiting = await queries.waitingForFile(tx, key, mostRows);
    const all = [];
    for (const line of waiting) all.push(await sortLine(tx, channel, line));
    return all;
  });
  if (sorted === null) return fail('channel.not_manual');
  const rows = sorted.filter((each) => each.kind === 'row');
  const wrong = sorted.filter((each) => each.kind === 'wrong');
  const day = platform.clock.today();
  const file = await writeChannelFile(kind, { rows: merged(rows.map((each) => each.blocks)), day });
  const stored = await platform.files.put(file.bytes);
  const request = { actor, actionId: of.actionId, routeId: 'channels.export' };
  return runAction(platform, request, async (tx): Promise<Result<Exported>> => {
    await channelOf(tx, key, 'lock');
    await settleOthers(tx, platform, { jurisdictionId: key.jurisdictionId, sorted });
    if (sorted.length === 0) return fail('channel.nothing_to_export');
    // With nothing but wrong ones there is still something to keep: they now stand as refused.
    if (rows.length === 0) {
      await recordExport(tx, platform, { actor, kind, file: null, rows: 0 });
      return ok({ id: null, number: 0, rows: 0, wrong: wrong.length });
    }
    const number = await queries.nextFileNumber(tx, key);
    const id = platform.ids.next();
    await queries.insertFile(tx, {
      jurisdiction_id: key.jurisdictionId,
      id,
      kind,
      agency_id: actor.agencyId,
      number,
      file_name: `${kind}-${day}-${String(number).padStart(4, '0')}.${file.extension}`,
      content_type: file.contentType,
      sha256: stored.sha256,
      rows: rows.length,
      made_by: actor.accountId,
      made_name: actor.personName,
      made_at: platform.clock.now(),
    });
    const ids = rows.map((each) => each.id);
    const taken = await queries.putInFile(tx, { ...key, fileId: id, ids });
    // Somebody exported the same lines meanwhile: nobody hands two files with one record over.
    if (taken !== ids.length) return fail('channel.nothing_to_export');
    await recordExport(tx, platform, { actor, kind, file: { id, number }, rows: rows.length });
    return ok({ id, number, rows: rows.length, wrong: wrong.length });
  });
}

async function recordExport(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly kind: OutsideChannel;
    readonly file: { readonly id: string; readonly number: number } | null;
    readonly rows: number;
  },
): Promise<void> {
  const { actor, kind, file, rows } = of;
  await record(tx, platform, {
    type: 'channel.exported',
    actor,
    subject: file === null ? { kind: 'publicationChannel', id: kind } : { kind: 'channelFile', id: file.id },
    data: { publicChannel: kind, fileNumber: file?.number ?? 0, rowCount: rows },
  });
}

async function sortLine(tx: Tx, channel: StoredChannel, line: StoredDelivery): Promise<Sorted> {
  const { id, record_version: version, operation } = line;
  const layout = channelLayouts[channel.kind];
  const row = await publicationById(tx, line.publication_id);
  if (operation === 'remove') {
    const first = row === undefined ? undefined : partFor(layout, row.kind as PublicationKind)?.blocks[0];
    if (first === undefined) return { kind: 'old', id };
    const gone = { recordId: line.publication_id, recordVersion: String(version), op: 'remove' };
    return { kind: 'row', id, blocks: { [first.key]: [gone] } };
  }
  const shown = await publishedRecord(tx, line.publication_id);
  if (row === undefined || shown === undefined || shown.version !== version) return { kind: 'old', id };
  const context = await contextOf(tx, { channel, row, record: shown, operation });
  const laid = layOut(layout, shown.payload, context);
  if (laid.kind === 'ready') return { kind: 'row', id, blocks: laid.blocks };
  return laid.kind === 'wrong' ? { kind: 'wrong', id, reasons: laid.reasons } : { kind: 'old', id };
}

function merged(all: readonly Readonly<Record<string, readonly LayoutRow[]>>[]) {
  const rows: Record<string, LayoutRow[]> = {};
  for (const blocks of all) for (const [key, own] of Object.entries(blocks)) (rows[key] ??= []).push(...own);
  return rows;
}

async function settleOthers(
  tx: Tx,
  platform: Platform,
  of: { readonly jurisdictionId: string; readonly sorted: readonly Sorted[] },
): Promise<void> {
  for (const each of of.sorted) {
    if (each.kind === 'row') continue;
    await endDelivery(
      tx,
      { jurisdictionId: of.jurisdictionId, id: each.id },
      {
        state: each.kind === 'wrong' ? 'refused' : 'superseded',
        sendAt: null,
        endedAt: platform.clock.now(),
        problem: each.kind === 'wrong' ? 'layout' : '',
        detail: '',
        externalId: null,
        receipt: null,
        reasons: each.kind === 'wrong' ? each.reasons : [],
      },
    );
  }
}

export async function listChannelFiles(platform: Platform, actor: Actor, kind: OutsideChannel) {
  return inTransaction(platform.db, async (tx) => {
    const agencyId = hasRole(actor, 'auditor') ? null : actor.agencyId;
    const rows = await queries.filesOf(tx, { jurisdictionId: actor.jurisdictionId, kind, agencyId });
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        number: row.number,
        fileName: row.file_name,
        rows: row.rows,
        sha256: row.sha256,
        madeName: row.made_name,
        madeAt: row.made_at,
        open: Number(row.open),
      })),
    });
  });
}

/** Errors: `channel.file.not_found`. */
export async function downloadChannelFile(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FileReply>> {
  const row = await inTransaction(platform.db, (tx) =>
    queries.fileById(tx, { jurisdictionId: actor.jurisdictionId, id }),
  );
  if (row === undefined || (row.agency_id !== actor.agencyId && !hasRole(actor, 'auditor')))
    return fail('channel.file.not_found');
  const body = await platform.files.get(row.sha256);
  const { content_type: contentType, file_name: fileName } = row;
  return ok(fileReply({ contentType, fileName, disposition: 'attachment', body }));
}
