/** Comparison with the other side: its list is fetched or comes as a file, then the differences are kept, each settled by a step. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { DifferenceStep, OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import type { DifferenceView } from '@mingcha/core/publications/channels/channel-file-api.ts';
import { compareRecords, stepsOf } from '@mingcha/core/publications/channels/reconcile.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { channelOf } from './channel.queries.ts';
import { endDelivery, type LineKey, newestDelivery } from './delivery.queries.ts';
import { listTheirs, type TheirRow } from './exchange.ts';
import { type FileRow, readRows } from './read-rows.ts';
import { listColumns, shownWords } from './receipt-form.ts';
import * as queries from './reconcile.queries.ts';
import { renewDelivery } from './round.queries.ts';
import { otherSide } from './send.ts';

const callMs = 10_000;

/** Errors: `channel.not_automatic`, `channel.no_answer`. */
export async function reconcileChannel(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly kind: OutsideChannel },
): Promise<Result<{ theirs: number; found: number; gone: number }>> {
  const key = { jurisdictionId: actor.jurisdictionId, kind: of.kind };
  const channel = await inTransaction(platform.db, (tx) => channelOf(tx, key));
  if (channel?.mode !== 'automatic') return fail('channel.not_automatic');
  const list = await listTheirs(otherSide(platform, channel, callMs));
  if (!('rows' in list)) return fail('channel.no_answer', { problem: list.problem });
  const request = { actor, actionId: of.actionId, routeId: 'channels.reconcile' };
  return runAction(platform, request, (tx) => compare(tx, platform, { actor, key, theirs: list.rows }));
}

async function compare(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly key: LineKey; readonly theirs: readonly TheirRow[] },
): Promise<Result<{ theirs: number; found: number; gone: number }>> {
  const { actor, key, theirs } = of;
  const counted = await keepDifferences(tx, platform, { key, theirs });
  await record(tx, platform, {
    type: 'channel.reconciled',
    actor,
    subject: { kind: 'publicationChannel', id: key.kind },
    data: { differenceCount: counted.found },
  });
  return ok({ theirs: theirs.length, ...counted });
}

/**
 * The same comparison with a list that came as a file; wrong lines are named and left out.
 * Errors: `channel.list_missing_invalid`, `channel.list_columns_invalid`, `channel.off`, those of the reader.
 */
export async function importTheirList(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly kind: OutsideChannel; readonly upload: Upload | null },
): Promise<Result<{ theirs: number; found: number; gone: number; wrong: WrongLine[] }>> {
  if (of.upload === null) return fail('channel.list_missing_invalid', undefined, 'file');
  const key = { jurisdictionId: actor.jurisdictionId, kind: of.kind };
  const read = await readRows(platform, of.upload, listColumns);
  if (!read.ok) return read;
  if (read.value === null) return fail('channel.list_columns_invalid', undefined, 'file');
  const { theirs, wrong } = theirRows(read.value);
  const request = { actor, actionId: of.actionId, routeId: 'channels.importList' };
  return runAction(platform, request, async (tx) => {
    const channel = await channelOf(tx, key, 'lock');
    if (channel === undefined || channel.mode === 'off') return fail('channel.off');
    const compared = await compare(tx, platform, { actor, key, theirs });
    return compared.ok ? ok({ ...compared.value, wrong: [...wrong] }) : compared;
  });
}

interface WrongLine {
  readonly line: number;
  readonly code: string;
  readonly text: string;
}

function theirRows(rows: readonly FileRow[]): {
  readonly theirs: readonly TheirRow[];
  readonly wrong: readonly WrongLine[];
} {
  const theirs = new Map<string, TheirRow>();
  const wrong: WrongLine[] = [];
  for (const { line, of } of rows) {
    const recordId = of('recordId').trim().toLowerCase();
    const isShown = shownWords[of('state').trim()];
    const code = faultOf({ recordId, version: of('version'), isShown, isKnown: theirs.has(recordId) });
    if (code !== null) wrong.push({ line, code, text: recordId.slice(0, 60) });
    else
      theirs.set(recordId, {
        recordId,
        version: Number(of('version')),
        externalId: of('externalId').slice(0, 200) || null,
        isRemoved: isShown === false,
        title: of('title').slice(0, 200),
      });
  }
  return { theirs: [...theirs.values()], wrong };
}

/** Their own numbers are taken as they are: a record of theirs need not be one of ours. */
function faultOf(of: {
  readonly recordId: string;
  readonly version: string;
  readonly isShown: boolean | undefined;
  readonly isKnown: boolean;
}): string | null {
  if (of.recordId === '' || of.recordId.length > 60 || !/^\d{1,9}$/.test(of.version))
    return 'channel.list.unknown_record';
  if (of.isShown === undefined) return 'channel.list.unknown_state';
  return of.isKnown ? 'channel.list.repeated' : null;
}

async function keepDifferences(
  tx: Tx,
  platform: Platform,
  of: { readonly key: LineKey; readonly theirs: readonly TheirRow[] },
): Promise<{ found: number; gone: number }> {
  const { key, theirs } = of;
  // One comparison of a channel after the other.
  await channelOf(tx, key, 'lock');
  const at = platform.clock.now();
  const found = compareRecords(await queries.ourRecords(tx, key), theirs);
  const open = await queries.openDifferencesOf(tx, key);
  const same = (row: queries.StoredDifference): boolean =>
    found.some((each) => each.recordId === row.record_key && each.difference === row.difference);
  const gone = open.filter((row) => !same(row));
  for (const row of gone)
    await queries.settleRow(tx, { jurisdictionId: key.jurisdictionId, id: row.id }, goneAt(at));
  const known = new Set(open.filter(same).map((row) => row.record_key));
  const fresh = found.filter((each) => !known.has(each.recordId));
  for (const each of fresh) {
    // Their numbers may be no ids of ours.
    const isOurs = each.difference !== 'unknownHere';
    const line = isOurs ? await newestDelivery(tx, { ...key, publicationId: each.recordId }) : undefined;
    const their = theirs.find((row) => row.recordId === each.recordId);
    await queries.insertDifference(tx, key, {
      ...each,
      id: platform.ids.next(),
      agencyId: line?.agency_id ?? null,
      title: line?.title ?? their?.title ?? '',
      externalId: their?.externalId ?? null,
      at,
    });
  }
  return { found: fresh.length, gone: gone.length };
}

const goneAt = (at: string) => ({ step: 'gone' as const, accountId: null, name: '', at });

export async function listDifferences(platform: Platform, actor: Actor, kind: OutsideChannel) {
  return inTransaction(platform.db, async (tx) => {
    const agencyId = hasRole(actor, 'auditor') ? null : actor.agencyId;
    const rows = await queries.differencesShown(tx, {
      jurisdictionId: actor.jurisdictionId,
      kind,
      agencyId,
    });
    return ok({ rows: rows.map(viewOf) });
  });
}

function viewOf(row: queries.StoredDifference): DifferenceView {
  return {
    id: row.id,
    difference: row.difference,
    publicationId: row.publication_id,
    recordKey: row.record_key,
    title: row.title,
    ourVersion: row.our_version,
    theirVersion: row.their_version,
    externalId: row.external_id,
    foundAt: row.found_at,
    step: row.step,
    settledName: row.settled_name,
    settledAt: row.settled_at,
    steps: row.step === null ? [...stepsOf(row.difference)] : [],
  };
}

/** Errors: `channel.difference.not_found`, `channel.step_refused`. */
export async function settleDifference(
  platform: Platform,
  actor: Actor,
  of: {
    readonly actionId: string;
    readonly id: string;
    readonly step: 'sendAgain' | 'takeReceipt' | 'noted';
  },
): Promise<Result<{ step: DifferenceStep }>> {
  const request = { actor, actionId: of.actionId, routeId: 'channels.settle' };
  return runAction(platform, request, async (tx): Promise<Result<{ step: DifferenceStep }>> => {
    const key = { jurisdictionId: actor.jurisdictionId, id: of.id };
    const row = await queries.differenceById(tx, key);
    if (row === undefined || (row.agency_id !== null && row.agency_id !== actor.agencyId))
      return fail('channel.difference.not_found');
    if (row.step !== null || !stepsOf(row.difference).includes(of.step)) return fail('channel.step_refused');
    const done = of.step === 'noted' || (await actOn(tx, platform, { row, step: of.step }));
    if (!done) return fail('channel.step_refused');
    const at = platform.clock.now();
    const { accountId, personName: name } = actor;
    await queries.settleRow(tx, key, { step: of.step, accountId, name, at });
    await record(tx, platform, {
      type: 'channel.difference_settled',
      actor,
      subject: { kind: 'channelDifference', id: row.id },
      data: { publicChannel: row.kind, differenceStep: of.step },
    });
    return ok({ step: of.step });
  });
}

async function actOn(
  tx: Tx,
  platform: Platform,
  of: { readonly row: queries.StoredDifference; readonly step: 'sendAgain' | 'takeReceipt' },
): Promise<boolean> {
  const { row, step } = of;
  if (row.publication_id === null) return false;
  const line = await newestDelivery(tx, {
    jurisdictionId: row.jurisdiction_id,
    kind: row.kind,
    publicationId: row.publication_id,
  });
  if (line === undefined) return false;
  const at = platform.clock.now();
  if (step === 'sendAgain') {
    if (line.state !== 'accepted') return false;
    const channel = await channelOf(tx, { jurisdictionId: row.jurisdiction_id, kind: row.kind });
    const state = channel?.mode === 'manual' ? ('manual' as const) : ('waiting' as const);
    await renewDelivery(tx, line, { id: platform.ids.next(), state, at });
    return true;
  }
  // Their number is proof only for the version that they have.
  if (line.record_version !== row.their_version || line.operation !== 'put') return false;
  await endDelivery(
    tx,
    { jurisdictionId: line.jurisdiction_id, id: line.id },
    {
      state: 'accepted',
      sendAt: null,
      endedAt: at,
      problem: '',
      detail: '',
      externalId: row.external_id,
      receipt: null,
      reasons: [],
    },
  );
  return true;
}
