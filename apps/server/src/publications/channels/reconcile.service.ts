/** Comparison with the other side: its list is fetched first, then the differences are kept, each settled by a step. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { DifferenceStep, OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import type { DifferenceView } from '@mingcha/core/publications/channels/channel-file-api.ts';
import { compareRecords, stepsOf } from '@mingcha/core/publications/channels/reconcile.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { channelOf } from './channel.queries.ts';
import { endDelivery, type LineKey, renewDelivery } from './delivery.queries.ts';
import { listTheirs, type TheirRow } from './exchange.ts';
import * as queries from './reconcile.queries.ts';
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
  return runAction(platform, request, async (tx) => {
    const counted = await keepDifferences(tx, platform, { key, theirs: list.rows });
    await record(tx, platform, {
      type: 'channel.reconciled',
      actor,
      subject: { kind: 'publicationChannel', id: of.kind },
      data: { differenceCount: counted.found },
    });
    return ok({ theirs: list.rows.length, ...counted });
  });
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
    const line = isOurs
      ? await queries.newestDelivery(tx, { ...key, publicationId: each.recordId })
      : undefined;
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
  const line = await queries.newestDelivery(tx, {
    jurisdictionId: row.jurisdiction_id,
    kind: row.kind,
    publicationId: row.publication_id,
  });
  if (line === undefined) return false;
  const at = platform.clock.now();
  if (step === 'sendAgain') {
    if (line.state !== 'accepted') return false;
    await renewDelivery(tx, line, { id: platform.ids.next(), state: 'waiting', at });
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
