/**
 * Which sign-in account belongs to which inspector, one to one and within one agency. A tie gives no role: roles
 * come from the administrators; it only says that the two are one person.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TiedAccount } from '@mingcha/core/registers/inspectors/account-tie-api.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertInspectorRevision, lockInspector, type StoredInspector } from '../inspector.queries.ts';
import * as queries from './account-tie.queries.ts';

interface Tie {
  readonly account: TiedAccount | null;
}

/** Errors: `inspector.not_found`. */
export async function inspectorAccount(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<Tie & { free: TiedAccount[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const inspector = await lockInspector(tx, actor, id);
    if (inspector === undefined) return fail('inspector.not_found');
    const free = await queries.freeAccounts(tx, actor, inspector.name);
    return ok({ account: await tiedAccount(tx, actor, inspector), free: [...free] });
  });
}

async function tiedAccount(tx: Tx, actor: Actor, inspector: StoredInspector): Promise<TiedAccount | null> {
  if (inspector.account_id === null) return null;
  return (await queries.accountOfAgency(tx, actor, inspector.account_id)) ?? null;
}

/** Errors: `inspector.not_found`, `inspector.account.not_found`, `inspector.account_present`, `inspector.account_taken`. */
export async function tieAccount(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly accountId: string },
): Promise<Result<Tie>> {
  const request = { actor, actionId: input.actionId, routeId: 'inspectors.tie_account' };
  return runAction(platform, request, async (tx) => {
    const inspector = await lockInspector(tx, actor, input.id);
    if (inspector === undefined) return fail('inspector.not_found');
    const present = await tiedAccount(tx, actor, inspector);
    if (present !== null)
      return fail('inspector.account_present', { name: inspector.name, account: present.signInName });
    const account = await queries.accountOfAgency(tx, actor, input.accountId);
    if (account?.status !== 'active') return fail('inspector.account.not_found', undefined, 'accountId');
    const holder = await queries.holderOf(tx, actor.jurisdictionId, account.id);
    if (holder !== undefined) {
      const data = { account: account.signInName, name: holder.name };
      return fail('inspector.account_taken', data, 'accountId');
    }
    await saveTie(platform, tx, { actor, inspector, to: account, from: null, reason: '' });
    await recordTie(platform, tx, { type: 'inspector.account_tied', actor, inspector, account, reason: '' });
    return ok({ account });
  });
}

/** Errors: `inspector.not_found`, `inspector.account_absent`. */
export async function untieAccount(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly reason: string },
): Promise<Result<Tie>> {
  const request = { actor, actionId: input.actionId, routeId: 'inspectors.untie_account' };
  return runAction(platform, request, async (tx) => {
    const inspector = await lockInspector(tx, actor, input.id);
    if (inspector === undefined) return fail('inspector.not_found');
    const account = await tiedAccount(tx, actor, inspector);
    if (account === null) return fail('inspector.account_absent');
    const { reason } = input;
    await saveTie(platform, tx, { actor, inspector, to: null, from: account, reason });
    await recordTie(platform, tx, { type: 'inspector.account_untied', actor, inspector, account, reason });
    return ok({ account: null });
  });
}

interface Change {
  readonly actor: Actor;
  readonly inspector: StoredInspector;
  readonly from: TiedAccount | null;
  readonly to: TiedAccount | null;
  readonly reason: string;
}

async function saveTie(platform: Platform, tx: Tx, change: Change): Promise<void> {
  const { actor, inspector, from, to, reason } = change;
  const at = platform.clock.now();
  const version = inspector.version + 1;
  const key = { jurisdictionId: actor.jurisdictionId, id: inspector.id };
  await queries.saveTie(tx, key, { accountId: to?.id ?? null, version, at });
  const changes: Record<string, [unknown, unknown]> = {
    account: [from?.signInName ?? null, to?.signInName ?? null],
  };
  await insertInspectorRevision(tx, actor, {
    id: inspector.id,
    version,
    changes,
    reason,
    by: actor.accountId,
    at,
  });
}

interface TieEvent {
  readonly type: string;
  readonly actor: Actor;
  readonly inspector: StoredInspector;
  readonly account: TiedAccount;
  readonly reason: string;
}

async function recordTie(platform: Platform, tx: Tx, event: TieEvent): Promise<void> {
  await record(tx, platform, {
    type: event.type,
    actor: event.actor,
    subject: { kind: 'inspector', id: event.inspector.id },
    data: { account: event.account.id, ...(event.reason === '' ? {} : { reason: event.reason }) },
  });
}
