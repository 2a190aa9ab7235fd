/** What a person chose: address, number, how often. The ledger notes that it changed, never the address. */
import type { Preferences } from '@mingcha/core/common/notice-channel-api.ts';
import { usualRules } from '@mingcha/core/common/notice-plan.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './channel.queries.ts';
import { isMailAddress } from './mail-text.ts';
import { accountRecipient } from './notify.ts';
import { openText, sealText } from './sealed.ts';

export async function showPreferences(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok(await viewOf(tx, platform, actor)));
}

async function viewOf(tx: Tx, platform: Platform, actor: Actor) {
  const { jurisdictionId, accountId } = actor;
  const of = { jurisdictionId, recipient: accountRecipient(accountId) };
  const row = await queries.preferencesOf(tx, of);
  const rules = await queries.rulesOf(tx, jurisdictionId);
  const open = (sealed: Buffer | null | undefined): string =>
    sealed === null || sealed === undefined ? '' : openText(platform, sealed);
  const enabled = (await queries.listChannels(tx, jurisdictionId)).filter((one) => one.is_enabled);
  const { quietFrom, quietTo, digestAt } = rules ?? usualRules;
  return {
    email: open(row?.email),
    phone: open(row?.phone),
    emailConfirmed: row !== undefined && row.email_confirmed_at !== null,
    phoneConfirmed: row !== undefined && row.phone_confirmed_at !== null,
    emailMode: row?.email_mode ?? ('digest' as const),
    smsMode: row?.sms_mode ?? ('urgent' as const),
    locale: row?.locale ?? ('zh' as const),
    version: row?.version ?? 0,
    rules: { quietFrom, quietTo, digestAt },
    offered: {
      email: enabled.some((one) => one.kind === 'email'),
      sms: enabled.some((one) => one.kind === 'sms'),
    },
  };
}

type View = Awaited<ReturnType<typeof viewOf>>;

/** Errors: `notice.preferences_changed`, `notice.email_invalid`. */
export async function setPreferences(
  platform: Platform,
  actor: Actor,
  input: Preferences & { readonly actionId: string; readonly version: number },
): Promise<Result<View>> {
  const request = { actor, actionId: input.actionId, routeId: 'noticePreferences.set' };
  return runAction(platform, request, async (tx): Promise<Result<View>> => {
    const { jurisdictionId, accountId } = actor;
    const { email, phone, emailMode, smsMode, locale, version } = input;
    if (email !== '' && !isMailAddress(email)) return fail('notice.email_invalid', undefined, 'email');
    const of = { jurisdictionId, recipient: accountRecipient(accountId) };
    const before = await queries.preferencesOf(tx, of);
    const isOther = (sealed: Buffer | null | undefined, text: string): boolean =>
      text !== (sealed === null || sealed === undefined ? '' : openText(platform, sealed));
    const saved = await queries.savePreferences(tx, {
      ...of,
      isNew: { email: isOther(before?.email, email), phone: isOther(before?.phone, phone) },
      email: email === '' ? null : sealText(platform, email),
      phone: phone === '' ? null : sealText(platform, phone),
      emailMode,
      smsMode,
      locale,
      version,
      at: platform.clock.now(),
    });
    if (!saved) return fail('notice.preferences_changed');
    await record(tx, platform, {
      type: 'noticePreferences.set',
      actor,
      subject: { kind: 'account', id: accountId },
      data: { emailMode, smsMode, hasEmail: email !== '', hasPhone: phone !== '' },
    });
    return ok(await viewOf(tx, platform, actor));
  });
}
