/**
 * Sends what waits. A message is marked as being sent and committed before anything leaves; what came of it is saved
 * afterwards. A process that ends in between leaves a mark that is shown as uncertain and never sent again by itself,
 * unless the gateway recognises repetitions. A channel that fails rests, longer each time; the others go on.
 */
import type { ChatSettings, EmailSettings, SmsSettings } from '@mingcha/core/common/notice-channel-api.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction, violatedConstraint } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import type { Outcome, Outgoing } from './adapter.ts';
import { codeOf } from './address.queries.ts';
import * as channels from './channel.queries.ts';
import { confirmedEmail, confirmedPhone } from './channel.queries.ts';
import { sendChat } from './chat.ts';
import { compose, masked, type NoticeKinds } from './compose.ts';
import { sendEmail } from './email.ts';
import * as queries from './message.queries.ts';
import { type CalendarOf, planNotices } from './plan.ts';
import { openText, readSecret } from './sealed.ts';
import { sendSms } from './sms.ts';
import type { AttemptOutcome, MessageState } from './tables.ts';

export interface ChannelKey {
  readonly jurisdictionId: string;
  readonly id: string;
}
type Channel = NonNullable<Awaited<ReturnType<typeof channels.channelById>>>;

/** Longer than any sending takes. */
const abandonedMs = 5 * 60_000;
const keptTryingMs = 7 * 86_400_000;
const mostAttempts = 12;

/** Plans what is new and sends what is due, channel by channel at the same time. Returns how many messages were tried. */
export async function deliverDue(
  platform: Platform,
  kinds: NoticeKinds,
  calendarOf?: CalendarOf,
): Promise<number> {
  const due = await prepareDelivery(platform, calendarOf);
  const tried = await Promise.all(due.map((channel) => sendChannel(platform, { kinds, channel })));
  return tried.reduce((sum, count) => sum + count, 0);
}

/** Decides about interrupted messages, plans new ones, gives up the too old; returns the channels with something to send. */
export async function prepareDelivery(
  platform: Platform,
  calendarOf?: CalendarOf,
): Promise<readonly ChannelKey[]> {
  await settleAbandoned(platform);
  await planNotices(platform, calendarOf);
  const now = platform.clock.now();
  return inTransaction(platform.db, async (tx) => {
    await queries.giveUpOlderThan(tx, before(now, keptTryingMs), now);
    return queries.channelsDue(tx, now);
  });
}

function before(now: string, milliseconds: number): string {
  return new Date(Date.parse(now) - milliseconds).toISOString();
}

async function settleAbandoned(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    for (const message of await queries.abandoned(tx, before(now, abandonedMs))) {
      const isSafe = message.settings['repeatsSafely'] === true;
      await queries.endAttempt(tx, message, {
        state: isSafe ? 'waiting' : 'uncertain',
        outcome: 'uncertain',
        attempt: message.attempts,
        startedAt: message.since ?? now,
        endedAt: now,
        sendAt: isSafe ? now : null,
        gatewayId: null,
        addressHint: message.addressHint,
        problem: 'interrupted',
        detail: '',
      });
    }
  });
}

const inOneRound = 100;

/** Sends a channel's due messages one after the other, until none is left or the channel fails. */
export async function sendChannel(
  platform: Platform,
  of: {
    readonly kinds: NoticeKinds;
    readonly channel: ChannelKey;
    readonly isStopped?: () => boolean;
  },
): Promise<number> {
  for (let tried = 0; tried < inOneRound; tried += 1) {
    if (of.isStopped?.() === true) return tried;
    const taken = await inTransaction(platform.db, (tx) => take(tx, platform, of));
    if (taken === null) return tried;
    const outcome = typeof taken.outgoing === 'string' ? null : await send(platform, taken, taken.outgoing);
    const goesOn = await finishSurely(platform, { taken, outcome });
    if (!goesOn) return tried + 1;
  }
  return inOneRound;
}

interface Taken {
  readonly message: queries.TakenMessage;
  readonly channel: Channel;
  readonly startedAt: string;
  /** Or why there is nothing to send. */
  readonly outgoing: Outgoing | 'noAddress' | 'allRead';
}

async function take(
  tx: Tx,
  platform: Platform,
  of: { readonly kinds: NoticeKinds; readonly channel: ChannelKey },
): Promise<Taken | null> {
  const channel = await channels.channelById(tx, of.channel.jurisdictionId, of.channel.id);
  if (channel === undefined || !channel.is_enabled) return null;
  const startedAt = platform.clock.now();
  const message = await queries.takeMessage(tx, of.channel, startedAt);
  if (message === undefined) return null;
  const chosen = await channels.reachOf(tx, message);
  const sealed = addressOf(channel.kind, message, chosen);
  const common = { message, channel, startedAt };
  if (sealed === null && channel.kind !== 'chat') return { ...common, outgoing: 'noAddress' };
  const all = await queries.noticesOf(tx, message);
  // A summary tells what has not been seen yet.
  const notices = message.form === 'digest' ? all.filter((one) => one.readAt === null) : all;
  const code = message.form === 'code' ? await codeToSend(tx, platform, { message, channel, startedAt }) : '';
  const isBare = message.form === 'trial' || (message.form === 'code' && code !== '');
  if (notices.length === 0 && !isBare) return { ...common, outgoing: 'allRead' };
  const words = compose({
    form: message.form,
    notices,
    locale: chosen?.locale ?? 'zh',
    kinds: of.kinds,
    code,
  });
  const address = sealed === null ? '' : openText(platform, sealed);
  return { ...common, outgoing: { ...words, id: message.id, address, at: startedAt } };
}

/** Empty when it is over or was typed already. */
async function codeToSend(
  tx: Tx,
  platform: Platform,
  of: Pick<Taken, 'message' | 'channel' | 'startedAt'>,
): Promise<string> {
  const { jurisdictionId, recipient } = of.message;
  if (of.channel.kind === 'chat') return '';
  const sent = await codeOf(tx, { jurisdictionId, recipient, way: of.channel.kind });
  return sent === undefined || sent.code === null || sent.expires_at <= of.startedAt
    ? ''
    : openText(platform, sent.code);
}

/** Where to: an address counts only once it was confirmed. */
function addressOf(
  kind: Channel['kind'],
  message: queries.TakenMessage,
  chosen: Awaited<ReturnType<typeof channels.preferencesOf>>,
): Buffer | null {
  if (message.form === 'trial' || message.form === 'code') return message.trialAddress;
  if (kind === 'chat' || chosen === undefined) return null;
  return kind === 'email' ? confirmedEmail(chosen) : confirmedPhone(chosen);
}

async function send(platform: Platform, { channel }: Taken, outgoing: Outgoing): Promise<Outcome> {
  const { settings } = channel;
  const common = { config: platform.config, secret: readSecret(platform, channel.secret) };
  try {
    if (channel.kind === 'email')
      return await sendEmail({ ...common, settings: settings as EmailSettings }, outgoing);
    if (channel.kind === 'sms')
      return await sendSms({ ...common, settings: settings as SmsSettings }, outgoing);
    return await sendChat({ ...common, settings: settings as ChatSettings }, outgoing);
  } catch (error) {
    platform.log.error('notice.adapter_failed', { channel: channel.id, error });
    return { kind: 'uncertain', problem: 'ourFault', detail: '' };
  }
}

interface Finished {
  readonly taken: Taken;
  /** Null when there was nothing to send. */
  readonly outcome: Outcome | null;
}

/** A summary that began at this very moment may stand in the way of one that waits again; the second time it is seen. */
async function finishSurely(platform: Platform, finished: Finished): Promise<boolean> {
  const save = () => inTransaction(platform.db, (tx) => finish(tx, platform, finished));
  try {
    return await save();
  } catch (error) {
    if (violatedConstraint(error)?.name !== 'uq_notice_messages_digest') throw error;
    return save();
  }
}

/** Saves what came of it; false when the channel should rest. */
async function finish(tx: Tx, platform: Platform, { taken, outcome }: Finished): Promise<boolean> {
  const { message, channel } = taken;
  const now = platform.clock.now();
  const of = { jurisdictionId: message.jurisdictionId, id: channel.id };
  const decided = decide(taken, outcome);
  if (decided.state === 'waiting' && message.form === 'digest' && (await joinsOther(tx, message, channel)))
    decided.state = 'dropped';
  await queries.endAttempt(tx, message, {
    ...decided,
    attempt: message.attempts,
    startedAt: taken.startedAt,
    endedAt: now,
    sendAt: decided.state === 'waiting' ? later(now, message.attempts - 1, 3600) : null,
    addressHint: typeof taken.outgoing === 'string' ? '' : masked(taken.outgoing.address),
  });
  if (outcome === null) return true;
  if (outcome.kind === 'accepted') await queries.channelWorked(tx, of, now);
  const failed = outcome.kind === 'uncertain' || (outcome.kind === 'deferred' && outcome.channel);
  if (!failed) return true;
  const { problem, detail } = outcome;
  const restsUntil = later(now, channel.failures, 900);
  await queries.channelFailed(tx, of, { at: now, restsUntil, problem, detail });
  return false;
}

/** One minute, then twice as long each time, at most `mostSeconds`. */
function later(now: string, times: number, mostSeconds: number): string {
  const wait = Math.min(60 * 2 ** Math.min(times, 20), mostSeconds);
  return new Date(Date.parse(now) + wait * 1000).toISOString();
}

interface Decided {
  state: MessageState;
  readonly outcome: AttemptOutcome;
  readonly gatewayId: string | null;
  readonly problem: string;
  readonly detail: string;
}

function decide({ message, channel, outgoing }: Taken, outcome: Outcome | null): Decided {
  if (outcome === null) {
    const problem = typeof outgoing === 'string' ? outgoing : '';
    return { state: 'dropped', outcome: 'dropped', gatewayId: null, problem, detail: '' };
  }
  if (outcome.kind === 'accepted')
    return { state: 'accepted', outcome: 'accepted', gatewayId: outcome.gatewayId, problem: '', detail: '' };
  const common = { outcome: outcome.kind, gatewayId: null, problem: outcome.problem, detail: outcome.detail };
  if (outcome.kind === 'refused') return { ...common, state: 'refused' };
  if (outcome.kind === 'uncertain')
    return { ...common, state: channel.settings['repeatsSafely'] === true ? 'waiting' : 'uncertain' };
  const isOver = !outcome.channel && message.attempts >= mostAttempts;
  return { ...common, state: isOver ? 'givenUp' : 'waiting' };
}

/** While a summary was being sent another may have begun: what the first would say is then said by the second. */
async function joinsOther(tx: Tx, message: queries.TakenMessage, channel: Channel): Promise<boolean> {
  const { jurisdictionId, recipient } = message;
  const other = await queries.waitingDigest(tx, { jurisdictionId, channelId: channel.id, recipient });
  if (other === null) return false;
  await queries.moveItems(tx, { jurisdictionId, from: message.id, to: other });
  return true;
}
