/**
 * Hands records over to automatic channels. A delivery is marked as being sent and committed before anything leaves; what
 * may have arrived is asked about by its key before it is ever sent again. A refused record waits for its correction, a
 * channel that fails rests, longer each time; no record holds up another.
 */
import {
  type DeliveryState,
  layOut,
  partFor,
  type Reason,
} from '@mingcha/core/publications/channels/channel.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';
import type { PublicationKind } from '@mingcha/core/publications/publication.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { publicationById, type StoredPublication } from '../publication.queries.ts';
import {
  channelFailed,
  channelOf,
  channelsDue,
  channelWorked,
  type StoredChannel,
} from './channel.queries.ts';
import { contextOf } from './context.ts';
import {
  addAttempt,
  type Ending,
  endDelivery,
  externalIdOf,
  hasNewer,
  type LineKey,
  mayHaveArrived,
  type StoredDelivery,
  settleAbandoned,
  takeDelivery,
} from './delivery.queries.ts';
import {
  type Answer,
  askRecord,
  bodyDigest,
  type OtherSide,
  type RecordBody,
  sendRecord,
} from './exchange.ts';
import { catchChannelsUp } from './plan.ts';
import { supersedeGivenUp } from './round.queries.ts';
import { openKey, readSettings } from './settings.ts';
import { tellOfChannel, tellOfDelivery } from './tell.ts';

/** Longer than any sending takes. */
const abandonedMs = 5 * 60_000;
const callMs = 10_000;
const inOneRound = 100;
/** With the waits between them about two days; then a person has to look. */
const mostAttempts = 16;
/** Unanswered calls in a row after which a channel rests. */
const unansweredBeforeRest = 3;

export interface SendOptions {
  readonly timeoutMs?: number;
  readonly isStopped?: () => boolean;
}

/** Sends what is due in every channel, channels at the same time. Returns how many deliveries were tried. */
export async function sendDue(platform: Platform, options: SendOptions = {}): Promise<number> {
  const due = await prepareSending(platform);
  const tried = await Promise.all(due.map((key) => sendLine(platform, key, options)));
  return tried.reduce((sum, count) => sum + count, 0);
}

export async function prepareSending(platform: Platform): Promise<readonly LineKey[]> {
  const now = platform.clock.now();
  const before = new Date(Date.parse(now) - abandonedMs).toISOString();
  await inTransaction(platform.db, (tx) => settleAbandoned(tx, { before, now }));
  await catchChannelsUp(platform);
  return inTransaction(platform.db, (tx) => channelsDue(tx, now));
}

/** One delivery after the other until none is due or the channel rests. */
export async function sendLine(platform: Platform, key: LineKey, options: SendOptions = {}): Promise<number> {
  for (let tried = 0; tried < inOneRound; tried += 1) {
    if (options.isStopped?.() === true) return tried;
    const taken = await inTransaction(platform.db, (tx) => take(tx, platform, key));
    if (taken === null) return tried;
    const answer = taken.plan.kind === 'call' ? await exchange(platform, taken, options) : null;
    const goesOn = await inTransaction(platform.db, (tx) => finish(tx, platform, { taken, answer }));
    if (!goesOn) return tried + 1;
  }
  return inOneRound;
}

type Plan =
  | { readonly kind: 'call'; readonly step: 'send' | 'ask'; readonly body: RecordBody }
  /** There is nothing to send any more. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'wrong'; readonly reasons: readonly Reason[] };

interface Taken {
  readonly channel: StoredChannel;
  readonly delivery: StoredDelivery;
  readonly plan: Plan;
  readonly startedAt: string;
}

async function take(tx: Tx, platform: Platform, key: LineKey): Promise<Taken | null> {
  const channel = await channelOf(tx, key);
  const startedAt = platform.clock.now();
  if (channel === undefined || channel.mode !== 'automatic') return null;
  if (channel.rests_until !== null && channel.rests_until > startedAt) return null;
  const delivery = await takeDelivery(tx, key, startedAt);
  if (delivery === undefined) return null;
  return { channel, delivery, plan: await planOf(tx, channel, delivery), startedAt };
}

/** What to do with a delivery: `delivery.state` is the one before it was taken. */
async function planOf(tx: Tx, channel: StoredChannel, delivery: StoredDelivery): Promise<Plan> {
  const { id: key, operation, record_version: version, publication_id: recordId } = delivery;
  const row = await publicationById(tx, recordId);
  const part = partFor(channelLayouts[channel.kind], (row?.kind ?? 'result') as PublicationKind);
  const empty = {
    key,
    layout: part?.name ?? '',
    recordId,
    version,
    externalId: null,
    blocks: {},
  };
  if (delivery.state === 'uncertain')
    return { kind: 'call', step: 'ask', body: { ...empty, operation: 'add' } };
  if (await hasNewer(tx, delivery)) return { kind: 'superseded' };
  const of = { jurisdictionId: delivery.jurisdiction_id, kind: delivery.kind, publicationId: recordId };
  const externalId = await externalIdOf(tx, of);
  if (operation === 'remove' && !(await mayHaveArrived(tx, of))) return { kind: 'superseded' };
  if (operation === 'remove')
    return { kind: 'call', step: 'send', body: { ...empty, operation: 'remove', externalId } };
  return putPlan(tx, { channel, delivery, row, empty, externalId });
}

interface PutPlan {
  readonly channel: StoredChannel;
  readonly delivery: StoredDelivery;
  readonly row: StoredPublication | undefined;
  readonly empty: Omit<RecordBody, 'operation'>;
  readonly externalId: string | null;
}

/** The record as it stands now; nothing when it is another version or no longer taken. */
async function putPlan(tx: Tx, { channel, delivery, row, empty, externalId }: PutPlan): Promise<Plan> {
  const record = await publishedRecord(tx, delivery.publication_id);
  if (row === undefined || record?.version !== delivery.record_version) return { kind: 'superseded' };
  const context = await contextOf(tx, { channel, row, record, operation: 'put' });
  const laid = layOut(channelLayouts[channel.kind], record.payload, context);
  if (laid.kind === 'wrong') return laid;
  if (laid.kind === 'notApplicable') return { kind: 'superseded' };
  const of = {
    jurisdictionId: delivery.jurisdiction_id,
    kind: delivery.kind,
    publicationId: delivery.publication_id,
  };
  const isKnown = externalId !== null || (await wasAccepted(tx, of, delivery));
  const body = { ...empty, operation: isKnown ? 'modify' : 'add', externalId, blocks: laid.blocks } as const;
  return { kind: 'call', step: 'send', body };
}

/** Its own mark as being sent does not count. */
async function wasAccepted(
  tx: Tx,
  of: Parameters<typeof mayHaveArrived>[1],
  delivery: StoredDelivery,
): Promise<boolean> {
  return mayHaveArrived(tx, { ...of, exceptId: delivery.id });
}

async function exchange(platform: Platform, taken: Taken, options: SendOptions): Promise<Answer> {
  const { plan, channel } = taken;
  if (plan.kind !== 'call') throw new Error('only a call is exchanged');
  const side = otherSide(platform, channel, options.timeoutMs ?? callMs);
  try {
    return plan.step === 'ask' ? await askRecord(side, plan.body.key) : await sendRecord(side, plan.body);
  } catch (error) {
    platform.log.error('channel.exchange_failed', { channel: channel.kind, error });
    return { kind: 'uncertain', problem: 'ourFault', detail: '' };
  }
}

export function otherSide(platform: Platform, channel: StoredChannel, timeoutMs: number): OtherSide {
  const { address, account } = readSettings(channel.settings);
  return {
    config: platform.config,
    kind: channel.kind,
    address,
    account,
    secret: openKey(platform, channel.secret),
    at: platform.clock.now(),
    timeoutMs,
  };
}

/** Saves what came of it; false when the channel rests now. */
async function finish(
  tx: Tx,
  platform: Platform,
  { taken, answer }: { readonly taken: Taken; readonly answer: Answer | null },
): Promise<boolean> {
  const { delivery, plan, channel } = taken;
  const now = platform.clock.now();
  const of = { jurisdictionId: delivery.jurisdiction_id, id: delivery.id };
  const blank = { problem: '', detail: '', externalId: null, receipt: null, reasons: [], sendAt: null };
  if (plan.kind === 'superseded') {
    await endDelivery(tx, of, { ...blank, state: 'superseded', endedAt: now });
    return true;
  }
  if (plan.kind === 'wrong' || answer === null) {
    const reasons = plan.kind === 'wrong' ? plan.reasons : [];
    await endDelivery(tx, of, { ...blank, state: 'refused', endedAt: now, problem: 'layout', reasons });
    await tellOfDelivery(tx, platform, { delivery, occasion: 'refused' });
    return true;
  }
  await addAttempt(tx, {
    jurisdictionId: of.jurisdictionId,
    deliveryId: of.id,
    step: plan.step,
    outcome: answer.kind,
    problem: 'problem' in answer ? answer.problem : '',
    detail: 'detail' in answer ? answer.detail : '',
    externalId: answer.kind === 'accepted' ? answer.externalId : null,
    digest: plan.step === 'send' ? bodyDigest(plan.body) : null,
    startedAt: taken.startedAt,
    endedAt: now,
  });
  const ending = await endingOf(tx, { taken, answer, now });
  await endDelivery(tx, of, { ...blank, ...ending });
  await afterEnding(tx, platform, { delivery, state: ending.state });
  return channelAfter(tx, platform, { channel, answer, now });
}

async function afterEnding(
  tx: Tx,
  platform: Platform,
  of: { readonly delivery: StoredDelivery; readonly state: DeliveryState },
): Promise<void> {
  const { delivery, state } = of;
  const { jurisdiction_id: jurisdictionId, kind, publication_id: publicationId } = delivery;
  if (state === 'refused' || state === 'givenUp')
    await tellOfDelivery(tx, platform, { delivery, occasion: state });
  const { record_version: version } = delivery;
  const at = platform.clock.now();
  if (state === 'accepted') await supersedeGivenUp(tx, { jurisdictionId, kind, publicationId, version, at });
}

async function endingOf(
  tx: Tx,
  of: { readonly taken: Taken; readonly answer: Answer; readonly now: string },
): Promise<Partial<Ending> & Pick<Ending, 'state' | 'endedAt'>> {
  const { taken, answer, now } = of;
  const { delivery } = taken;
  const isNewer = await hasNewer(tx, delivery);
  switch (answer.kind) {
    case 'accepted': {
      const { externalId, receipt } = answer;
      return { state: 'accepted', endedAt: now, externalId, receipt, isDoubtful: false };
    }
    case 'refused': {
      const state = isNewer ? 'superseded' : 'refused';
      return { state, endedAt: now, problem: 'refused', reasons: answer.reasons, isDoubtful: false };
    }
    case 'unknown':
      // It never arrived: it goes again, or its newer version goes.
      return isNewer
        ? { state: 'superseded', endedAt: now, isDoubtful: false }
        : { state: 'waiting', endedAt: null, sendAt: now, isDoubtful: false };
    default:
      return unanswered(taken, answer, now);
  }
}

/** No word of the other side about this record: once more later, or given up when that was the last time. */
function unanswered(
  { delivery, plan }: Taken,
  answer: Extract<Answer, { readonly problem: string }>,
  now: string,
): Partial<Ending> & Pick<Ending, 'state' | 'endedAt'> {
  const { problem, detail } = answer;
  const isUncertain = answer.kind === 'uncertain' || delivery.state === 'uncertain';
  const wasSent = answer.kind === 'uncertain' && plan.kind === 'call' && plan.step === 'send';
  const doubt = wasSent ? { isDoubtful: true } : {};
  if (delivery.attempts >= mostAttempts) return { state: 'givenUp', endedAt: now, problem, detail, ...doubt };
  const sendAt = later(now, delivery.attempts - 1, 6 * 3600);
  const state = isUncertain ? 'uncertain' : 'waiting';
  return { state, endedAt: null, sendAt, problem, detail, ...doubt };
}

/** For how long a channel may fail before people are told. */
const failingBeforeNotice = 2 * 3_600_000;

async function channelAfter(
  tx: Tx,
  platform: Platform,
  of: { readonly channel: StoredChannel; readonly answer: Answer; readonly now: string },
): Promise<boolean> {
  const { answer, now, channel } = of;
  const key = { jurisdictionId: channel.jurisdiction_id, kind: channel.kind };
  if (answer.kind !== 'deferred' && answer.kind !== 'uncertain') {
    await channelWorked(tx, key, now);
    return true;
  }
  const { failures, failing_since: since } = channel;
  const rests = answer.kind === 'deferred' || failures + 1 >= unansweredBeforeRest;
  const restsUntil = rests ? later(now, failures, 900) : null;
  await channelFailed(tx, key, { at: now, restsUntil, problem: answer.problem, detail: answer.detail });
  if (since !== null && Date.parse(now) - Date.parse(since) >= failingBeforeNotice)
    await tellOfChannel(tx, platform, { ...key, since });
  return !rests;
}

/** One minute, then twice as long each time, at most `mostSeconds`. */
function later(now: string, times: number, mostSeconds: number): string {
  const wait = Math.min(60 * 2 ** Math.min(Math.max(times, 0), 20), mostSeconds);
  return new Date(Date.parse(now) + wait * 1000).toISOString();
}
