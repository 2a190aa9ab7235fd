/** What a person, or an enterprise, chose: address, number, how often. The ledger notes that it changed, never the address. */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import type { Preferences } from '@mingcha/core/common/notice-channel-api.ts';
import { usualRules } from '@mingcha/core/common/notice-plan.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type Acting, runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './channel.queries.ts';
import { isMailAddress } from './mail-text.ts';
import { accountRecipient, enterpriseRecipient } from './notify.ts';
import { openText, sealText } from './sealed.ts';

/** Whose choices they are, and in whose name the ledger notes a change. */
export interface Chooser {
  readonly actor: Acting & { readonly accountId: string };
  readonly jurisdictionId: string;
  readonly recipient: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** First word of the ids of its routes. */
  readonly routes: 'notice' | 'enterprise';
}

/** A person of the office. */
export function chooserOf(actor: Actor): Chooser {
  const { jurisdictionId, accountId } = actor;
  const subject = { kind: 'account', id: accountId };
  return { actor, jurisdictionId, recipient: accountRecipient(accountId), subject, routes: 'notice' };
}

/** An enterprise: its people share one address and one number. */
export function choosingEnterprise(enterprise: Enterprise): Chooser {
  const { jurisdictionId, enterpriseId: accountId, creditCode } = enterprise;
  return {
    actor: { jurisdictionId, accountId },
    jurisdictionId,
    recipient: enterpriseRecipient(creditCode),
    subject: { kind: 'enterpriseAccount', id: accountId },
    routes: 'enterprise',
  };
}

/** How the ledger names them: accounts of enterprises are no accounts of the office. */
export function noted({ actor, routes }: Chooser): Acting {
  return routes === 'notice' ? actor : { ...actor, accountId: null };
}

export async function showPreferences(platform: Platform, who: Chooser) {
  return inTransaction(platform.db, async (tx) => ok(await viewOf(tx, platform, who)));
}

async function viewOf(tx: Tx, platform: Platform, { jurisdictionId, recipient }: Chooser) {
  const of = { jurisdictionId, recipient };
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
  who: Chooser,
  input: Preferences & { readonly actionId: string; readonly version: number },
): Promise<Result<View>> {
  const { actor, jurisdictionId, recipient, subject } = who;
  const request = { actor, actionId: input.actionId, routeId: `${who.routes}Preferences.set` };
  return runAction(platform, request, async (tx): Promise<Result<View>> => {
    const { email, phone, emailMode, smsMode, locale, version } = input;
    if (email !== '' && !isMailAddress(email)) return fail('notice.email_invalid', undefined, 'email');
    const of = { jurisdictionId, recipient };
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
      actor: noted(who),
      subject,
      data: { emailMode, smsMode, hasEmail: email !== '', hasPhone: phone !== '' },
    });
    return ok(await viewOf(tx, platform, who));
  });
}
