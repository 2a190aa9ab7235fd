/** Channels in the office: settings by the administrator, state and figures, lines, and where a record stands. */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type {
  ChannelMode,
  DeliveryState,
  OutsideChannel,
} from '@mingcha/core/publications/channels/channel.ts';
import { outsideChannels, partFor } from '@mingcha/core/publications/channels/channel.ts';
import {
  type ChannelSettings,
  type ChannelView,
  channelSettings,
  type DeliveryView,
} from '@mingcha/core/publications/channels/channel-api.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';
import type { PublicationKind } from '@mingcha/core/publications/publication.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { isListed } from '../../platform/outside/gateway-address.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { publicationById, seesPublication } from '../publication.queries.ts';
import * as queries from './channel.queries.ts';
import { deliveriesOfRecord, deliveryById, hasNewer, sendNow } from './delivery.queries.ts';
import { countPublic, deliveryPage, openDifferences } from './list.queries.ts';
import { renewDelivery, reviveDelivery } from './round.queries.ts';
import { openKey, readSettings, sealKey } from './settings.ts';
import { deliveryView } from './view.ts';

/** Whose records a person sees: the own agency's; of an auditor or an administrator all in the jurisdiction. */
const agencyBound = (actor: Actor): string | null =>
  hasRole(actor, 'auditor', 'administrator') ? null : actor.agencyId;

export async function listChannels(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const portal = await countPublic(tx, {
      jurisdictionId: actor.jurisdictionId,
      agencyId: agencyBound(actor),
    });
    return ok({ portal, rows: await viewsOf(tx, actor) });
  });
}

async function viewsOf(tx: Tx, actor: Actor): Promise<ChannelView[]> {
  const { jurisdictionId } = actor;
  const scope = { jurisdictionId, agencyId: agencyBound(actor) };
  const stored = await queries.channelsOf(tx, jurisdictionId);
  const counted = await queries.countByState(tx, scope);
  const open = await openDifferences(tx, scope);
  return outsideChannels.map((kind) => {
    const row = stored.find((each) => each.kind === kind);
    const of = (state: DeliveryState) =>
      counted.find((each) => each.kind === kind && each.state === state) ?? { n: 0n, exported: 0n };
    const n = (state: DeliveryState) => Number(of(state).n);
    return {
      kind,
      mode: row?.mode ?? 'off',
      version: row?.version ?? 0,
      settings: row === undefined ? channelSettings.parse({}) : readSettings(row.settings),
      hasSecret: row?.secret !== null && row !== undefined,
      counts: {
        waiting: n('waiting') + n('sending'),
        uncertain: n('uncertain'),
        refused: n('refused'),
        givenUp: n('givenUp'),
        accepted: n('accepted'),
        notApplicable: n('notApplicable'),
        toExport: n('manual') - Number(of('manual').exported),
        toConfirm: Number(of('manual').exported),
      },
      health: healthView(row),
      openDifferences: open.get(kind) ?? 0,
    };
  });
}

function healthView(row: queries.StoredChannel | undefined): ChannelView['health'] {
  return {
    state: healthOf(row),
    failingSince: row?.failing_since ?? null,
    restsUntil: row?.rests_until ?? null,
    problem: row?.last_problem ?? '',
    detail: row?.last_detail ?? '',
    lastAcceptedAt: row?.last_accepted_at ?? null,
  };
}

function healthOf(row: queries.StoredChannel | undefined): ChannelView['health']['state'] {
  if (row === undefined || row.mode === 'off') return 'off';
  if (row.mode === 'manual') return 'files';
  if (row.failing_since !== null) return 'failing';
  return row.last_accepted_at === null ? 'unused' : 'working';
}

export interface SaveChannel {
  readonly actionId: string;
  readonly kind: OutsideChannel;
  readonly version: number;
  readonly mode: ChannelMode;
  readonly settings: ChannelSettings;
  readonly secret: string;
}

/**
 * Sets a channel up (`version` 0) or changes it. What waits goes the new way. Errors: `channel.changed`,
 * `channel.address_missing_invalid`, `channel.plain_invalid`, `channel.secret_again_invalid`, `channel.secret_missing_invalid`.
 */
export async function saveChannel(
  platform: Platform,
  actor: Actor,
  input: SaveChannel,
): Promise<Result<ChannelView>> {
  const { actionId, kind } = input;
  return runAction(
    platform,
    { actor, actionId, routeId: 'channels.save' },
    async (tx): Promise<Result<ChannelView>> => {
      const key = { jurisdictionId: actor.jurisdictionId, kind };
      const before = await queries.channelOf(tx, key, 'lock');
      if ((before?.version ?? 0) !== input.version) return fail('channel.changed');
      const saved = before === undefined ? '' : openKey(platform, before.secret);
      const wrong = wrongIn(platform, { input, saved, before });
      if (wrong !== null) return wrong;
      const at = platform.clock.now();
      const secret = sealKey(platform, input.secret === '' ? saved : input.secret);
      const { mode, settings } = input;
      await queries.putChannel(tx, { ...key, mode, settings, secret, at, by: actor.accountId });
      if (mode === 'manual') await queries.redirectLine(tx, key, { from: 'waiting', to: 'manual', at });
      if (mode === 'automatic') await queries.redirectLine(tx, key, { from: 'manual', to: 'waiting', at });
      const host = URL.parse(settings.address)?.host ?? '';
      await record(tx, platform, {
        type: 'channel.saved',
        actor,
        subject: { kind: 'publicationChannel', id: kind },
        data: { mode, gateway: host },
      });
      const view = (await viewsOf(tx, actor)).find((each) => each.kind === kind);
      if (view === undefined) throw new Error('a saved channel is not listed');
      return ok(view);
    },
  );
}

function wrongIn(
  platform: Platform,
  of: {
    readonly input: SaveChannel;
    readonly saved: string;
    readonly before: queries.StoredChannel | undefined;
  },
): ReturnType<typeof fail> | null {
  const { input, saved, before } = of;
  if (input.mode !== 'automatic') return null;
  const { address } = input.settings;
  const url = URL.parse(address);
  if (url === null) return fail('channel.address_missing_invalid', undefined, 'address');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (url.protocol !== 'https:' && !isListed(platform.config, { host: url.hostname, port }))
    return fail('channel.plain_invalid', undefined, 'address');
  if (input.secret !== '') return null;
  if (saved === '') return fail('channel.secret_missing_invalid', undefined, 'secret');
  // A saved key does not travel to another server: whoever moves the channel types it again.
  const old = before === undefined ? null : URL.parse(readSettings(before.settings).address);
  return old !== null && old.host !== url.host
    ? fail('channel.secret_again_invalid', undefined, 'secret')
    : null;
}

/** The line of a channel. */
export async function listDeliveries(
  platform: Platform,
  actor: Actor,
  of: {
    readonly kind: OutsideChannel;
    readonly state: DeliveryState | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId } = actor;
    const page = await deliveryPage(tx, { jurisdictionId, agencyId: agencyBound(actor), ...of });
    return ok({ rows: page.rows.map(deliveryView), next: page.next });
  });
}

/** Where a record stands on every channel. Errors: `publication.not_found`. */
export async function recordChannels(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const row = await publicationById(tx, id);
    if (row === undefined || !seesPublication(row, actor)) return fail('publication.not_found');
    const shown = await publishedRecord(tx, id);
    const portal: 'notPublic' | 'public' | 'removed' =
      shown === undefined ? 'notPublic' : shown.state === 'published' ? 'public' : 'removed';
    const lines = await deliveriesOfRecord(tx, id);
    const channels = await queries.channelsOf(tx, row.agency_jurisdiction_id);
    return ok({
      portal,
      rows: outsideChannels.map((kind) => {
        const own = lines.filter((each) => each.kind === kind);
        const now = own.find((each) => each.state !== 'superseded') ?? own[0];
        const accepted = own.find((each) => each.state === 'accepted' && each.operation === 'put');
        return {
          kind,
          mode: channels.find((each) => each.kind === kind)?.mode ?? ('off' as const),
          now: now === undefined ? null : deliveryView({ ...now, file_number: null }),
          absence:
            partFor(channelLayouts[kind], row.kind as PublicationKind) === undefined
              ? ('kindNotTaken' as const)
              : null,
          acceptedVersion: accepted?.record_version ?? null,
        };
      }),
    });
  });
}

/** Errors: `channel.delivery.not_found`, `channel.wrong_state`, `channel.newer_waits`. */
export async function sendAgain(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly id: string },
): Promise<Result<{ state: DeliveryView['state'] }>> {
  const request = { actor, actionId: of.actionId, routeId: 'channels.again' };
  return runAction(platform, request, async (tx): Promise<Result<{ state: DeliveryView['state'] }>> => {
    const key = { jurisdictionId: actor.jurisdictionId, id: of.id };
    const row = await deliveryById(tx, key, 'lock');
    if (row === undefined || row.agency_id !== actor.agencyId) return fail('channel.delivery.not_found');
    if (!['refused', 'givenUp', 'uncertain', 'waiting'].includes(row.state))
      return fail('channel.wrong_state');
    if (await hasNewer(tx, row)) return fail('channel.newer_waits');
    const channel = await queries.channelOf(tx, { jurisdictionId: row.jurisdiction_id, kind: row.kind });
    if (channel === undefined || channel.mode === 'off') return fail('channel.off');
    const at = platform.clock.now();
    const next = channel.mode === 'manual' ? ('manual' as const) : ('waiting' as const);
    // What may have arrived is asked about first, whoever presses.
    const isDoubtful = row.state === 'uncertain' || (row.state === 'givenUp' && row.is_doubtful);
    const state = isDoubtful && channel.mode === 'automatic' ? ('uncertain' as const) : next;
    if (row.state === 'refused') await renewDelivery(tx, row, { id: platform.ids.next(), state: next, at });
    else if (row.state === 'givenUp') await reviveDelivery(tx, row, { state, at });
    else await sendNow(tx, key, at);
    await record(tx, platform, {
      type: 'channel.sent_again',
      actor,
      subject: { kind: 'channelDelivery', id: row.id },
      data: { publicChannel: row.kind, publication: row.publication_id, publicVersion: row.record_version },
    });
    return ok({ state });
  });
}
