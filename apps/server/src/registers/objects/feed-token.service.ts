/** Tokens of feeds: made by an officer, shown once, revoked; what arrives under one belongs to its agency and kind. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FeedKind, FeedReceipt, machineFeeds } from '@mingcha/core/registers/objects/feed-api.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertToken, revokeToken, tokensOf, useToken } from './feed.queries.ts';
import { receiveFeed } from './feed.service.ts';

type MachineFeed = (typeof machineFeeds)[number];
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Where files for an agency are dropped: `feeds/<kind>/<agency>` under the data folder. */
export function feedFolder(platform: Platform, place: { kind: string; agencyId: string }): string {
  return join(platform.config.dataFolder, 'feeds', place.kind, place.agencyId);
}

export async function listFeedTokens(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await tokensOf(tx, actor);
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind as MachineFeed,
        label: row.label,
        madeAt: row.made_at,
        usedAt: row.used_at,
        revokedAt: row.revoked_at,
      })),
      folder: feedFolder(platform, { kind: 'licences', agencyId: actor.agencyId }),
    });
  });
}

export async function makeFeedToken(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; kind: MachineFeed; label: string },
): Promise<Result<{ id: string; token: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'feedTokens.make' };
  return runAction(platform, request, async (tx) => {
    const id = platform.ids.next();
    const token = `mcf_${Buffer.from(platform.random.bytes(32)).toString('base64url')}`;
    const { kind, label } = input;
    const at = platform.clock.now();
    await insertToken(tx, actor, { id, kind, label, sha256: digest(token), by: actor.accountId, at });
    const subject = { kind: 'feedToken', id };
    await record(tx, platform, { type: 'feedToken.made', actor, subject, data: { feed: kind, label } });
    return ok({ id, token });
  });
}

/** Errors: `feedToken.not_found` also for one that is already revoked. */
export async function revokeFeedToken(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'feedTokens.revoke' };
  return runAction(platform, request, async (tx) => {
    const { id } = input;
    if (!(await revokeToken(tx, actor, { id, at: platform.clock.now() }))) return fail('feedToken.not_found');
    const subject = { kind: 'feedToken', id };
    await record(tx, platform, { type: 'feedToken.revoked', actor, subject, data: {} });
    return ok({ id });
  });
}

/** Errors: `feed.token.forbidden` for no, an unknown or a revoked token; then those of `receiveFeed`. */
export async function sendFeed(
  platform: Platform,
  given: { authorization: string | string[] | undefined; upload: Upload | null },
): Promise<Result<FeedReceipt>> {
  const { upload } = given;
  const token = /^Bearer (mcf_[\w-]{20,100})$/.exec(String(given.authorization ?? ''))?.[1];
  if (token === undefined) return fail('feed.token.forbidden');
  const at = platform.clock.now();
  const found = await inTransaction(platform.db, (tx) => useToken(tx, { sha256: digest(token), at }));
  if (found === undefined) return fail('feed.token.forbidden');
  if (upload === null) return fail('feed.file_missing', {}, 'file');
  const kind = found.kind as FeedKind;
  return receiveFeed(platform, found, { kind, channel: 'api', file: upload });
}
