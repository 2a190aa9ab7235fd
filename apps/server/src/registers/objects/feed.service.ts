/**
 * Use cases of feeds: a person uploads, looks and applies; a machine sends or drops licences and registrations, which
 * are taken over at once because they never touch the directory. Every file leaves a receipt.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FeedKind, FeedReceipt, FeedRow } from '@mingcha/core/registers/objects/feed-api.ts';
import { type Acting, runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Page, Scope } from '../object.queries.ts';
import {
  feedRowPage,
  insertReceipt,
  lockReceipt,
  receiptById,
  receiptPage,
  type StoredReceipt,
  sameFile,
  saveReceipt,
} from './feed.queries.ts';
import { applyFeedRows, relink } from './feed-apply.queries.ts';
import { classifyFeed, countFeed } from './feed-classify.queries.ts';
import { stageFeed } from './feed-reading.ts';

type Sent = Pick<Upload, 'path' | 'fileName' | 'sha256' | 'size'>;

/** Reads and previews; nothing is written but the receipt. Errors: `feed.already_received`, those of the reader. */
export async function uploadFeed(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; kind: FeedKind; upload: Upload | null },
): Promise<Result<FeedReceipt>> {
  const { upload, kind } = input;
  if (upload === null) return fail('feed.file_missing', {}, 'file');
  const id = platform.ids.next();
  const scope = { jurisdictionId: actor.jurisdictionId, agencyId: actor.agencyId, receiptId: id };
  const staged = await stageFeed(platform, scope, { kind, ...upload });
  if (!staged.ok) return staged;
  await platform.files.putPath(upload.path);
  const request = { actor, actionId: input.actionId, routeId: 'feeds.upload' };
  return runAction(platform, request, async (tx) => {
    const refused = await refuseSame(tx, actor, { kind, sha256: upload.sha256 });
    if (refused !== null) return refused;
    await classifyFeed(tx, scope, kind);
    const counts = await countFeed(tx, scope);
    const stamp = { by: actor.accountId, at: platform.clock.now() };
    await insertReceipt(tx, actor, {
      ...newReceipt(upload, { id, kind, channel: 'upload', state: 'previewed', counts }),
      ...stamp,
    });
    const data = { feed: kind, sha256: upload.sha256, ...counts };
    await record(tx, platform, { type: 'feed.received', actor, subject: { kind: 'feed', id }, data });
    return receipt(tx, actor, id);
  });
}

function newReceipt(
  file: Sent,
  made: { id: string; kind: FeedKind; channel: string; state: string; counts: object | null },
) {
  return { ...made, fileName: file.fileName, sha256: file.sha256, size: file.size, failure: null };
}

async function refuseSame(tx: Tx, scope: Scope, file: { kind: FeedKind; sha256: string }) {
  const same = await sameFile(tx, scope, file);
  return same === undefined
    ? null
    : fail('feed.already_received', { receipt: same.id, at: same.received_at }, 'file');
}

/** Writes what the preview showed, compared anew. Errors: `feed.not_found`, `.wrong_state`, `.preview_lost`, `.nothing_to_apply`. */
export async function applyFeed(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string },
): Promise<Result<FeedReceipt>> {
  const request = { actor, actionId: input.actionId, routeId: 'feeds.apply' };
  return runAction(platform, request, async (tx) => {
    const stored = await lockReceipt(tx, actor, input.id);
    if (stored === undefined) return fail('feed.not_found');
    if (stored.state !== 'previewed') return fail('feed.wrong_state');
    const kind = stored.kind as FeedKind;
    const scope = { jurisdictionId: actor.jurisdictionId, agencyId: actor.agencyId, receiptId: stored.id };
    await classifyFeed(tx, scope, kind);
    const counts = await countFeed(tx, scope);
    if (Object.values(counts).every((count) => count === 0)) return fail('feed.preview_lost');
    if (counts.new + counts.changed === 0) return fail('feed.nothing_to_apply');
    const at = platform.clock.now();
    const stamp = { at, by: actor.accountId, fileName: stored.file_name };
    await applyFeedRows(tx, scope, { kind, stamp });
    await relink(tx, actor);
    await saveReceipt(tx, actor, { id: stored.id, state: 'applied', counts, appliedAt: at });
    await noteApplied(platform, tx, { actor, id: stored.id, data: { feed: kind, ...counts } });
    return receipt(tx, actor, stored.id);
  });
}

interface Applied {
  readonly actor: Acting;
  readonly id: string;
  readonly data: Readonly<Record<string, string | number>>;
}
async function noteApplied(platform: Platform, tx: Tx, { actor, id, data }: Applied): Promise<void> {
  await record(tx, platform, { type: 'feed.applied', actor, subject: { kind: 'feed', id }, data });
}

export async function cancelFeed(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string },
): Promise<Result<FeedReceipt>> {
  const request = { actor, actionId: input.actionId, routeId: 'feeds.cancel' };
  return runAction(platform, request, async (tx) => {
    const stored = await lockReceipt(tx, actor, input.id);
    if (stored === undefined) return fail('feed.not_found');
    if (stored.state !== 'previewed') return fail('feed.wrong_state');
    await saveReceipt(tx, actor, { id: stored.id, state: 'cancelled' });
    const subject = { kind: 'feed', id: stored.id };
    await record(tx, platform, { type: 'feed.cancelled', actor, subject, data: { feed: stored.kind } });
    return receipt(tx, actor, stored.id);
  });
}

/** What a machine delivered: read, taken over and receipted in one go. Errors: as `uploadFeed`. */
export async function receiveFeed(
  platform: Platform,
  agency: Scope,
  given: { kind: FeedKind; channel: 'folder' | 'api'; file: Sent },
): Promise<Result<FeedReceipt>> {
  const { kind, channel, file } = given;
  const id = platform.ids.next();
  const scope = { ...agency, receiptId: id };
  const again = await inTransaction(platform.db, (tx) => refuseSame(tx, agency, { kind, ...file }));
  if (again !== null) return again;
  const staged = await stageFeed(platform, scope, { kind, ...file });
  if (!staged.ok) return staged;
  await platform.files.putPath(file.path);
  return inTransaction(platform.db, async (tx): Promise<Result<FeedReceipt>> => {
    await classifyFeed(tx, scope, kind);
    const counts = await countFeed(tx, scope);
    const at = platform.clock.now();
    const made = newReceipt(file, { id, kind, channel, state: 'applied', counts });
    await insertReceipt(tx, agency, { ...made, by: null, at });
    await applyFeedRows(tx, scope, { kind, stamp: { at, by: null, fileName: file.fileName } });
    await relink(tx, agency);
    const data = { feed: kind, sha256: file.sha256, ...counts };
    await noteApplied(platform, tx, { actor: { ...agency, accountId: null }, id, data });
    return receipt(tx, agency, id);
  });
}

/** A file that could not be read leaves a receipt too. */
export async function noteFailedFeed(
  platform: Platform,
  agency: Scope,
  given: { kind: FeedKind; file: Sent; failure: object },
): Promise<void> {
  const { kind, file, failure } = given;
  const id = platform.ids.next();
  await inTransaction(platform.db, async (tx) => {
    const made = newReceipt(file, { id, kind, channel: 'folder', state: 'failed', counts: null });
    await insertReceipt(tx, agency, { ...made, failure, by: null, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'feed.failed',
      actor: { ...agency, accountId: null },
      subject: { kind: 'feed', id },
      data: { feed: kind, sha256: file.sha256 },
    });
  });
}

export async function listReceipts(
  platform: Platform,
  actor: Actor,
  query: { kind: FeedKind | undefined; page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await receiptPage(tx, actor, query);
    const page = pageOfRows(rows, query.page.limit, (row) => [row.received_at, row.id]);
    return ok({ rows: page.rows.map(receiptOf), next: page.next });
  });
}

export async function getReceipt(platform: Platform, actor: Actor, id: string): Promise<Result<FeedReceipt>> {
  return inTransaction(platform.db, (tx) => receipt(tx, actor, id));
}

const shownFields = {
  holder_name: 'name',
  holder_code: 'uscc',
  registration_number: 'registrationNumber',
  address: 'address',
  responsible_person: 'responsiblePerson',
  registered_on: 'registeredOn',
  licence_name: 'licenceName',
  licence_number: 'licenceNumber',
  issuer: 'issuer',
  approved_on: 'approvedOn',
  valid_to: 'validTo',
  status: 'status',
  credit_class: 'creditClass',
  on_day: 'onDay',
  incident_kind: 'incidentKind',
  verified: 'verified',
  source: 'source',
  note: 'note',
} as const;

export async function listFeedRows(
  platform: Platform,
  actor: Actor,
  query: { id: string; outcome: string | undefined; page: Page },
): Promise<Result<{ rows: FeedRow[]; next: string | null }>> {
  return inTransaction(platform.db, async (tx) => {
    if ((await receiptById(tx, actor, query.id)) === undefined) return fail('feed.not_found');
    const { limit } = query.page;
    const after = Number(query.page.after ?? 0) || 0;
    const { id: receiptId, outcome } = query;
    const found = await feedRowPage(tx, actor, { receiptId, outcome, after, limit: limit + 1 });
    const rows = found.slice(0, limit).map((row) => ({
      rowNumber: row.row_number,
      outcome: row.outcome as FeedRow['outcome'],
      reason: row.reason_code,
      fields: Object.fromEntries(
        Object.entries(shownFields).flatMap(([column, name]) => {
          const value = row[column as keyof typeof shownFields];
          return value === null ? [] : [[name, value]];
        }),
      ),
      changes: row.changes,
      objectName: row.object_name,
    }));
    return ok({ rows, next: found.length > limit ? String(rows.at(-1)?.rowNumber ?? '') : null });
  });
}

async function receipt(tx: Tx, scope: Scope, id: string): Promise<Result<FeedReceipt>> {
  const stored = await receiptById(tx, scope, id);
  return stored === undefined ? fail('feed.not_found') : ok(receiptOf(stored));
}

function receiptOf(stored: StoredReceipt): FeedReceipt {
  return {
    id: stored.id,
    kind: stored.kind as FeedKind,
    channel: stored.channel as FeedReceipt['channel'],
    fileName: stored.file_name,
    fileSize: Number(stored.file_size),
    sha256: stored.file_sha256,
    state: stored.state as FeedReceipt['state'],
    counts: stored.counts as FeedReceipt['counts'],
    failure: stored.failure as FeedReceipt['failure'],
    receivedBy: stored.person_name ?? '',
    receivedAt: stored.received_at,
    appliedAt: stored.applied_at,
  };
}
