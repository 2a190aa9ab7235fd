/** The administrator's part: channels, quiet hours, trials, and sending again what may or may not have arrived. */
import type { ChannelInput, ChannelView, NoticeRules } from '@mingcha/core/common/notice-channel-api.ts';
import { usualRules } from '@mingcha/core/common/notice-plan.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { isListed } from '../outside/gateway-address.ts';
import type { Platform } from '../platform.ts';
import type { ChannelSecret } from './adapter.ts';
import * as queries from './channel.queries.ts';
import { isMailAddress } from './mail-text.ts';
import { insertMessage } from './message.queries.ts';
import { accountRecipient } from './notify.ts';
import { readSecret, sealSecret, sealText } from './sealed.ts';

/** Channels with their health, and the quiet hours. */
export async function listChannels(platform: Platform, actor: Actor) {
  const { jurisdictionId } = actor;
  return inTransaction(platform.db, async (tx) => {
    const rows = await viewsOf(tx, platform, jurisdictionId);
    const rules = await queries.rulesOf(tx, jurisdictionId);
    return ok({ rows, rules: rules ?? { ...usualRules, version: 0 } });
  });
}

async function viewsOf(tx: Tx, platform: Platform, jurisdictionId: string): Promise<ChannelView[]> {
  const open = await queries.countOpen(tx, jurisdictionId);
  const count = (id: string, ...states: readonly string[]): number =>
    open
      .filter((one) => one.channel_id === id && states.includes(one.state))
      .reduce((sum, one) => sum + Number(one.n), 0);
  return (await queries.listChannels(tx, jurisdictionId)).map((row) => ({
    ...viewOf(platform, row),
    waiting: count(row.id, 'waiting', 'sending'),
    uncertain: count(row.id, 'uncertain'),
    givenUp: count(row.id, 'givenUp'),
  }));
}

function viewOf(platform: Platform, row: queries.ChannelStored) {
  const secret = readSecret(platform, row.secret);
  const address = row.kind === 'sms' ? String(row.settings['url'] ?? '') : secret.webhook;
  return {
    id: row.id,
    kind: row.kind,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    enabled: row.is_enabled,
    version: row.version,
    settings: row.settings,
    hasSecret: secret.secret !== '',
    host:
      row.kind === 'email'
        ? `${row.settings['host']}:${row.settings['port']}`
        : (URL.parse(address)?.host ?? ''),
    health: {
      state: healthOf(row),
      failingSince: row.failing_since,
      restsUntil: row.rests_until,
      problem: row.last_problem,
      detail: row.last_detail,
      lastAcceptedAt: row.last_accepted_at,
    },
  };
}

function healthOf(row: queries.ChannelStored): ChannelView['health']['state'] {
  if (!row.is_enabled) return 'off';
  if (row.failing_since !== null) return 'failing';
  return row.last_accepted_at === null ? 'unused' : 'working';
}

export interface SaveChannel {
  readonly actionId: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly channel: ChannelInput;
}

/**
 * Makes a channel (`version` 0) or changes it; an empty secret keeps the saved one.
 * Errors: `notice.channel_changed`, `access.agency.not_found`, `notice.plain_invalid`, `notice.webhook_invalid`,
 * `notice.email_invalid`, `notice.secret_again_invalid`.
 */
export async function saveChannel(
  platform: Platform,
  actor: Actor,
  input: SaveChannel,
): Promise<Result<ChannelView>> {
  const request = { actor, actionId: input.actionId, routeId: 'noticeChannels.save' };
  return runAction(platform, request, async (tx): Promise<Result<ChannelView>> => {
    const { channel } = input;
    const { jurisdictionId } = actor;
    const agencyId = channel.kind === 'chat' ? channel.agencyId : null;
    if (agencyId !== null && !(await queries.hasAgencyHere(tx, jurisdictionId, agencyId)))
      return fail('access.agency.not_found', undefined, 'agencyId');
    const before = await queries.lockChannel(tx, { jurisdictionId, kind: channel.kind, agencyId });
    if ((before?.version ?? 0) !== input.version) return fail('notice.channel_changed');
    const saved = before === undefined ? { secret: '', webhook: '' } : readSecret(platform, before.secret);
    const secret = mergedSecret(saved, channel);
    const wrong = wrongIn(platform, channel, secret) ?? movedWithSecret(before, { channel, saved });
    if (wrong !== null) return wrong;
    const id = before?.id ?? platform.ids.next();
    const row = {
      jurisdictionId,
      id,
      kind: channel.kind,
      agencyId,
      enabled: input.enabled,
      settings: channel.settings,
      secret: sealSecret(platform, secret),
      at: platform.clock.now(),
      by: actor.accountId,
    };
    await (before === undefined ? queries.insertChannel(tx, row) : queries.updateChannel(tx, row));
    const view = (await viewsOf(tx, platform, jurisdictionId)).find((one) => one.id === id);
    if (view === undefined) throw new Error('a saved channel is not listed');
    await record(tx, platform, {
      type: 'noticeChannel.saved',
      actor,
      subject: { kind: 'noticeChannel', id },
      data: { kind: channel.kind, enabled: input.enabled, gateway: view.host, agency: agencyId },
    });
    return ok(view);
  });
}

function mergedSecret(saved: ChannelSecret, channel: ChannelInput): ChannelSecret {
  const webhook = channel.kind === 'chat' && channel.webhook !== '' ? channel.webhook : saved.webhook;
  return { secret: channel.secret === '' ? saved.secret : channel.secret, webhook };
}

/** What would never work or would send a secret openly. */
function wrongIn(
  platform: Platform,
  channel: ChannelInput,
  secret: ChannelSecret,
): ReturnType<typeof fail> | null {
  const { config } = platform;
  if (channel.kind === 'email') {
    const { security, from } = channel.settings;
    if (!isMailAddress(from)) return fail('notice.email_invalid', undefined, 'from');
    const open = security === 'none' && !isListed(config, channel.settings);
    return open ? fail('notice.plain_invalid', undefined, 'security') : null;
  }
  const [field, address] =
    channel.kind === 'sms' ? ['url', channel.settings.url] : ['webhook', secret.webhook];
  const url = URL.parse(address);
  if (url === null) return fail('notice.webhook_invalid', undefined, field);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const open = url.protocol !== 'https:' && !isListed(config, { host: url.hostname, port });
  return open ? fail('notice.plain_invalid', undefined, field) : null;
}

/** A saved password does not travel to another server: whoever moves the channel types it again. */
function movedWithSecret(
  before: Awaited<ReturnType<typeof queries.lockChannel>>,
  { channel, saved }: { readonly channel: ChannelInput; readonly saved: ChannelSecret },
): ReturnType<typeof fail> | null {
  if (before === undefined || saved.secret === '' || channel.secret !== '') return null;
  const member = channel.kind === 'email' ? 'host' : 'url';
  const moved =
    channel.kind === 'chat'
      ? channel.webhook !== '' && URL.parse(channel.webhook)?.host !== URL.parse(saved.webhook)?.host
      : before.settings[member] !== (channel.settings as Readonly<Record<string, unknown>>)[member];
  return moved ? fail('notice.secret_again_invalid', undefined, 'secret') : null;
}

/** Errors: `notice.channel.not_found`, `notice.email_invalid`, `notice.phone_invalid`, `notice.channel_off`. */
export async function tryChannel(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly address: string },
): Promise<Result<{ messageId: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'noticeChannels.trial' };
  return runAction(platform, request, async (tx): Promise<Result<{ messageId: string }>> => {
    const { jurisdictionId } = actor;
    const channel = await queries.channelById(tx, jurisdictionId, input.id);
    if (channel === undefined) return fail('notice.channel.not_found');
    if (!channel.is_enabled) return fail('notice.channel_off');
    if (channel.kind === 'email' && !isMailAddress(input.address))
      return fail('notice.email_invalid', undefined, 'address');
    if (channel.kind === 'sms' && !/^1[3-9]\d{9}$/.test(input.address))
      return fail('notice.phone_invalid', undefined, 'address');
    const at = platform.clock.now();
    const messageId = platform.ids.next();
    const message = { jurisdictionId, id: messageId, channelId: channel.id, sendAt: at, at };
    await insertMessage(tx, {
      ...message,
      recipient: accountRecipient(actor.accountId),
      form: 'trial',
      occasion: `trial ${messageId}`,
      trialAddress: sealText(platform, input.address),
    });
    const subject = { kind: 'noticeChannel', id: channel.id };
    await record(tx, platform, { type: 'noticeChannel.tried', actor, subject, data: { message: messageId } });
    return ok({ messageId });
  });
}

/** Errors: `notice.rules_changed`. */
export async function setRules(
  platform: Platform,
  actor: Actor,
  input: NoticeRules & { readonly actionId: string; readonly version: number },
): Promise<Result<NoticeRules & { version: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'noticeRules.set' };
  return runAction(platform, request, async (tx): Promise<Result<NoticeRules & { version: number }>> => {
    const { jurisdictionId } = actor;
    const { quietFrom, quietTo, digestAt, version } = input;
    if (!(await queries.saveRules(tx, { jurisdictionId, quietFrom, quietTo, digestAt, version })))
      return fail('notice.rules_changed');
    const subject = { kind: 'noticeRules', id: jurisdictionId };
    const data = { quietFrom, quietTo, digestAt };
    await record(tx, platform, { type: 'noticeRules.set', actor, subject, data });
    return ok({ quietFrom, quietTo, digestAt, version: version + 1 });
  });
}
