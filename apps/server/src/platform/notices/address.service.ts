/**
 * An e-mail address or mobile number is used only after a code that was sent there was typed back: a slip of the finger
 * must not send an agency's notices to a stranger. Codes are sealed, live a quarter of an hour and bear five tries.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import { type AddressKey, changeCode, codeOf, markConfirmed, saveCode } from './address.queries.ts';
import { listChannels, preferencesOf } from './channel.queries.ts';
import { masked } from './compose.ts';
import { insertMessage } from './message.queries.ts';
import { type Chooser, noted } from './preference.service.ts';
import { openText, sealText } from './sealed.ts';
import type { AddressWay } from './tables.ts';

const pauseMs = 60_000;
const validMs = 15 * 60_000;
const mostTries = 5;
const mostADay = 10;

interface Sent {
  /** The address with its middle hidden. */
  readonly sentTo: string;
  readonly expiresAt: string;
}

/** Errors: `notice.address_missing`, `notice.way_off`, `notice.code_soon` {seconds}, `notice.code_many`. */
export async function sendAddressCode(
  platform: Platform,
  who: Chooser,
  input: { readonly actionId: string; readonly way: AddressWay },
): Promise<Result<Sent>> {
  const { actionId, way } = input;
  const { actor, jurisdictionId, recipient, subject } = who;
  const request = { actor, actionId, routeId: `${who.routes}Addresses.sendCode` };
  return runAction(platform, request, async (tx): Promise<Result<Sent>> => {
    const key = { jurisdictionId, recipient, way };
    const sent = await putInLine(tx, platform, key);
    if (!sent.ok) return sent;
    await record(tx, platform, {
      type: 'noticeAddress.code_sent',
      actor: noted(who),
      subject,
      data: { noticeWay: way },
    });
    return sent;
  });
}

async function putInLine(tx: Tx, platform: Platform, key: AddressKey): Promise<Result<Sent>> {
  const { jurisdictionId, recipient, way } = key;
  const chosen = await preferencesOf(tx, key);
  const sealed = (way === 'email' ? chosen?.email : chosen?.phone) ?? null;
  if (sealed === null) return fail('notice.address_missing');
  const channel = (await listChannels(tx, jurisdictionId)).find((one) => one.is_enabled && one.kind === way);
  if (channel === undefined) return fail('notice.way_off');
  const at = platform.clock.now();
  const before = await codeOf(tx, key);
  const waits = before === undefined ? 0 : Date.parse(before.sent_at) + pauseMs - Date.parse(at);
  if (waits > 0) return fail('notice.code_soon', { seconds: Math.ceil(waits / 1000) });
  const today = platform.clock.today();
  const sent = before?.sent_on === today ? before.sent : 0;
  if (sent >= mostADay) return fail('notice.code_many');
  const expiresAt = new Date(Date.parse(at) + validMs).toISOString();
  await saveCode(tx, key, {
    code: sealText(platform, newCode(platform)),
    tries: 0,
    sent_at: at,
    expires_at: expiresAt,
    sent_on: today,
    sent: sent + 1,
  });
  const id = platform.ids.next();
  await insertMessage(tx, {
    jurisdictionId,
    id,
    channelId: channel.id,
    recipient,
    form: 'code',
    occasion: `code ${id}`,
    trialAddress: sealed,
    sendAt: at,
    at,
  });
  return ok({ sentTo: masked(openText(platform, sealed)), expiresAt });
}

/** Six digits, each equally likely. */
function newCode({ random }: Pick<Platform, 'random'>): string {
  const limit = 4_294_000_000;
  for (;;) {
    const drawn = Buffer.from(random.bytes(4)).readUInt32BE(0);
    if (drawn < limit) return String(drawn % 1_000_000).padStart(6, '0');
  }
}

interface Typed {
  readonly isConfirmed: boolean;
  /** How often a wrong code may still be typed. */
  readonly triesLeft: number;
}

/** A wrong code is counted and answered, not refused: a refusal would forget that it was tried. Errors: `notice.code_over`. */
export async function confirmAddress(
  platform: Platform,
  who: Chooser,
  input: { readonly actionId: string; readonly way: AddressWay; readonly code: string },
): Promise<Result<Typed>> {
  const { actionId, way, code } = input;
  const { actor, jurisdictionId, recipient, subject } = who;
  const request = { actor, actionId, routeId: `${who.routes}Addresses.confirm` };
  return runAction(platform, request, async (tx): Promise<Result<Typed>> => {
    const key = { jurisdictionId, recipient, way };
    const sent = await codeOf(tx, key);
    const at = platform.clock.now();
    if (sent === undefined || sent.code === null || sent.expires_at <= at || sent.tries >= mostTries)
      return fail('notice.code_over');
    const isConfirmed = openText(platform, sent.code) === code;
    await changeCode(tx, key, isConfirmed ? { code: null } : { tries: sent.tries + 1 });
    if (isConfirmed) await markConfirmed(tx, key, at);
    await record(tx, platform, {
      type: 'noticeAddress.code_typed',
      actor: noted(who),
      subject,
      data: { noticeWay: way, isConfirmed },
    });
    return ok({ isConfirmed, triesLeft: isConfirmed ? 0 : mostTries - sent.tries - 1 });
  });
}
