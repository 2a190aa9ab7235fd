/**
 * Accounts, as the administrators of a jurisdiction keep them: the system administrator creates and asks for roles,
 * the security administrator decides (grant.service.ts) and may disable and enable. Nobody changes the own account,
 * and the last system or security administrator stays (Z-08).
 */
import { type AccountRow, type GrantKind, unusedDays } from '@mingcha/core/common/access-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import {
  type Actor,
  administratorRoles,
  hasRole,
  type Role,
  rolesExclude,
} from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './account.queries.ts';
import { insertGrant } from './grant.queries.ts';
import { tellDeciders } from './grant-notices.ts';
import { replacePassword } from './new-password.ts';
import { insertAccount, insertCredential, replaceRoles } from './organisation.queries.ts';
import { hashPassword } from './password.ts';
import { deleteSessionsOf } from './session.queries.ts';
import type { Access } from './sign-in.service.ts';

export async function listAccounts(
  platform: Platform,
  actor: Actor,
  filter: Omit<queries.AccountFilter, 'unusedBefore'>,
) {
  const unusedBefore = new Date(Date.parse(platform.clock.now()) - unusedDays * 86_400_000).toISOString();
  const rows = await inTransaction(platform.db, (tx) =>
    queries.listAccounts(tx, actor.jurisdictionId, { ...filter, unusedBefore }),
  );
  const page = rows.slice(0, filter.limit);
  return ok({ rows: page, next: rows.length > filter.limit ? (page.at(-1)?.signInName ?? null) : null });
}

export async function listAgencies(platform: Platform, actor: Actor) {
  return ok({
    rows: await inTransaction(platform.db, (tx) => queries.listAgencies(tx, actor.jurisdictionId)),
  });
}

export interface OneTime {
  readonly id: string;
  readonly oneTimePassword: string;
  readonly expiresAt: string;
}

export interface CreateAccount {
  readonly actionId: string;
  readonly signInName: string;
  readonly personName: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly roles: readonly Role[];
}

/**
 * The account waits, without roles, until somebody else approves it.
 * Errors: `access.roles_exclude`, `access.agency.not_found`, `access.section.not_found`, `access.sign_in_name_taken`.
 */
export async function createAccount(
  access: Access,
  actor: Actor,
  input: CreateAccount,
): Promise<Result<OneTime>> {
  const { platform } = access;
  if (rolesExclude(input.roles)) return fail('access.roles_exclude', undefined, 'roles');
  const secret = await makeOneTime(access);
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'accounts.create' }, async (tx) => {
    const refused = await checkPlace(tx, actor, input);
    if (!refused.ok) return refused;
    const id = await insertWaiting(tx, platform, { actor, account: input, secret });
    return ok({ id, oneTimePassword: secret.password, expiresAt: secret.stored.expiresAt });
  });
}

interface WaitingAccount {
  readonly actor: Actor;
  readonly account: Omit<CreateAccount, 'actionId'> & { readonly endsAt?: string };
  readonly secret: Awaited<ReturnType<typeof makeOneTime>>;
}

async function insertWaiting(tx: Tx, platform: Platform, waiting: WaitingAccount): Promise<string> {
  const { actor, account, secret } = waiting;
  const { jurisdictionId } = actor;
  const id = platform.ids.next();
  const at = platform.clock.now();
  await insertAccount(tx, { ...account, jurisdictionId, id, at, roles: [], status: 'waiting' });
  const asked = { kind: 'account', before: [], after: account.roles, reason: '' } as const;
  await ask(tx, platform, { actor, accountId: id, ...asked });
  const { signInName } = account;
  await insertCredential(tx, { ...secret.stored, signInName, jurisdictionId, accountId: id, at });
  await record(tx, platform, {
    type: 'account.created',
    actor,
    subject: { kind: 'account', id },
    data: { agency: account.agencyId, section: account.sectionId, roles: [...account.roles] },
  });
  return id;
}

/**
 * An account for one thing that ends by itself, inside the caller's action; it waits for the security administrator as any other.
 * Errors: `access.sign_in_name_taken`.
 */
export async function openGuestAccount(
  tx: Tx,
  platform: Platform,
  waiting: WaitingAccount,
): Promise<Result<{ id: string }>> {
  const placed = await checkPlace(tx, waiting.actor, waiting.account);
  return placed.ok ? ok({ id: await insertWaiting(tx, platform, waiting) }) : placed;
}

async function checkPlace(tx: Tx, actor: Actor, input: WaitingAccount['account']): Promise<Result<null>> {
  const { jurisdictionId } = actor;
  if (!(await queries.hasAgency(tx, jurisdictionId, input.agencyId))) {
    return fail('access.agency.not_found', undefined, 'agencyId');
  }
  const section = input.sectionId;
  if (
    section !== null &&
    !(await queries.hasSection(tx, jurisdictionId, { id: section, agencyId: input.agencyId }))
  ) {
    return fail('access.section.not_found', undefined, 'sectionId');
  }
  if (await queries.signInNameTaken(tx, input.signInName)) {
    return fail('access.sign_in_name_taken', { name: input.signInName }, 'signInName');
  }
  return ok(null);
}

/** Twelve letters and digits that cannot be mistaken for each other, about 59 bits, in groups of four. */
export function newOneTimePassword(random: (length: number) => Uint8Array): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyzA';
  const signs = Array.from(random(12), (byte) => alphabet[byte % 32]);
  return [0, 4, 8].map((start) => signs.slice(start, start + 4).join('')).join('-');
}

/** When a one-time password that is given out now ends. */
export function oneTimeEnd({ platform, settings }: Access): string {
  return new Date(Date.parse(platform.clock.now()) + settings.oneTimePasswordHours * 3_600_000).toISOString();
}

/** A one-time password, once in clear for whoever asked, and as it is stored. */
export async function makeOneTime(access: Access) {
  const { platform } = access;
  const password = newOneTimePassword((length) => platform.random.bytes(length));
  const expiresAt = oneTimeEnd(access);
  return { password, stored: { passwordHash: await hashPassword(password), mustChange: true, expiresAt } };
}

interface Change {
  readonly id: string;
  readonly actionId: string;
}

interface Asked {
  readonly actor: Actor;
  readonly accountId: string;
  readonly kind: GrantKind;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  readonly reason: string;
  readonly passwordHash?: string;
}

/** Leaves the decision to a second administrator. */
async function ask(tx: Tx, platform: Platform, asked: Asked): Promise<void> {
  const { actor, accountId, kind, before, after, reason } = asked;
  const id = platform.ids.next();
  await insertGrant(tx, {
    jurisdictionId: actor.jurisdictionId,
    id,
    accountId,
    kind,
    before,
    after,
    passwordHash: asked.passwordHash ?? null,
    reason,
    askedBy: actor.accountId,
    askedName: actor.personName,
    at: platform.clock.now(),
  });
  await tellDeciders(tx, platform, { actor, accountId, id });
}

/**
 * Fewer roles act at once; a role more waits for the security administrator, and the old roles stay until then.
 * Errors: `access.account.not_found`, `access.own_account.forbidden`, `access.grant_waiting`, `access.roles_exclude`,
 * `access.evaluator.forbidden`, `access.roles_same`, `access.last_administrator`, `access.last_security_administrator`.
 */
export async function setRoles(
  access: Access,
  actor: Actor,
  input: Change & { readonly roles: readonly Role[]; readonly reason: string },
): Promise<Result<AccountRow>> {
  const { platform } = access;
  const after = [...input.roles].sort();
  if (rolesExclude(after)) return fail('access.roles_exclude', undefined, 'roles');
  const request = { actor, actionId: input.actionId, routeId: 'accounts.set_roles' };
  return runAction(platform, request, async (tx) => {
    const found = await changeable(tx, actor, input.id);
    if (!found.ok) return found;
    const { pending, roles: before } = found.value;
    if (pending !== null) return fail('access.grant_waiting', { person: pending.askedBy });
    if (before.includes('evaluator')) return fail('access.evaluator.forbidden');
    if (after.join() === [...before].sort().join()) return fail('access.roles_same', undefined, 'roles');
    const key = { jurisdictionId: actor.jurisdictionId, accountId: input.id };
    const last = await losesLast(tx, key, { before, after });
    if (last !== null) return fail(last);
    const waits = after.some((role) => !before.includes(role));
    if (waits) {
      const { reason } = input;
      await ask(tx, platform, { actor, accountId: input.id, kind: 'roles', before, after, reason });
    } else {
      await replaceRoles(tx, key, after);
    }
    await recordRoles(tx, platform, { actor, id: input.id, before, after, waits });
    return ok((await queries.accountById(tx, actor.jurisdictionId, input.id)) ?? found.value);
  });
}

interface RolesEvent {
  readonly actor: Actor;
  readonly id: string;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  readonly waits: boolean;
}

async function recordRoles(tx: Tx, platform: Platform, event: RolesEvent): Promise<void> {
  const { actor, id, before, after, waits } = event;
  const subject = { kind: 'account', id };
  const data = { before: [...before], after: [...after] };
  await record(tx, platform, { type: 'account.roles_asked', actor, subject, data });
  if (!waits) await record(tx, platform, { type: 'account.roles_set', actor, subject, data });
}

/** The code of the refusal when a change would leave nobody active with one of the two roles that none can do without. */
export async function losesLast(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
  roles: { readonly before: readonly Role[]; readonly after: readonly Role[] },
): Promise<'access.last_administrator' | 'access.last_security_administrator' | null> {
  const lost = (role: Role) => roles.before.includes(role) && !roles.after.includes(role);
  if (lost('administrator') && (await queries.otherHolders(tx, key, 'administrator')) === 0)
    return 'access.last_administrator';
  if (lost('securityAdministrator') && (await queries.otherHolders(tx, key, 'securityAdministrator')) === 0)
    return 'access.last_security_administrator';
  return null;
}

/**
 * Disabling ends all sessions and is open to both administrators; only the security administrator enables again.
 * Errors: as `setRoles`, `access.enable.forbidden`, `access.status_same`.
 */
export async function setStatus(
  access: Access,
  actor: Actor,
  input: Change & { readonly status: 'active' | 'disabled'; readonly reason: string },
): Promise<Result<AccountRow>> {
  const { platform } = access;
  const request = { actor, actionId: input.actionId, routeId: 'accounts.set_status' };
  return runAction(platform, request, async (tx) => {
    const found = await changeable(tx, actor, input.id);
    if (!found.ok) return found;
    const account = found.value;
    if (account.status === 'waiting')
      return fail('access.grant_waiting', { person: account.pending?.askedBy ?? '' });
    if (account.status === input.status) return fail('access.status_same');
    if (input.status === 'active' && !hasRole(actor, 'securityAdministrator'))
      return fail('access.enable.forbidden');
    const key = { jurisdictionId: actor.jurisdictionId, accountId: input.id };
    const after = input.status === 'active' ? account.roles : [];
    const last = await losesLast(tx, key, { before: account.roles, after });
    if (last !== null) return fail(last);
    await queries.saveStatus(tx, key, input.status);
    if (input.status === 'disabled') await deleteSessionsOf(tx, key);
    await record(tx, platform, {
      type: 'account.status_set',
      actor,
      subject: { kind: 'account', id: input.id },
      data: { before: account.status, after: input.status, reason: input.reason },
    });
    return ok({ ...account, status: input.status });
  });
}

/**
 * Gives a new one-time password and ends all sessions. That of one of the three administrators takes effect only when
 * a second administrator approves, so that nobody takes over another's office alone.
 * Errors: `access.account.not_found`, `access.own_account.forbidden`, `access.reset.forbidden`, `access.grant_waiting`.
 */
export async function resetPassword(
  access: Access,
  actor: Actor,
  input: Change & { readonly reason: string },
): Promise<Result<OneTime & { readonly waiting: boolean }>> {
  const { platform } = access;
  const secret = await makeOneTime(access);
  const request = { actor, actionId: input.actionId, routeId: 'accounts.reset_password' };
  return runAction(platform, request, async (tx) => {
    const found = await changeable(tx, actor, input.id);
    if (!found.ok) return found;
    const { roles, pending } = found.value;
    const waiting = administratorRoles.some((role) => roles.includes(role));
    if (!hasRole(actor, 'administrator') && !roles.includes('administrator'))
      return fail('access.reset.forbidden');
    const key = { jurisdictionId: actor.jurisdictionId, accountId: input.id };
    if (waiting) {
      if (pending !== null) return fail('access.grant_waiting', { person: pending.askedBy });
      const { passwordHash } = secret.stored;
      const asked = { kind: 'password', before: roles, after: roles, passwordHash } as const;
      await ask(tx, platform, { actor, accountId: input.id, ...asked, reason: input.reason });
    } else {
      await replacePassword(tx, { ...key, ...secret.stored, at: platform.clock.now() });
      await deleteSessionsOf(tx, key);
    }
    await record(tx, platform, {
      type: 'account.password_reset',
      actor,
      subject: { kind: 'account', id: input.id },
      data: { reason: input.reason, waiting },
    });
    const { expiresAt } = secret.stored;
    return ok({ id: input.id, oneTimePassword: secret.password, expiresAt, waiting });
  });
}

/** The account, unless it is unknown here or the actor's own. */
export async function changeable(tx: Tx, actor: Actor, id: string): Promise<Result<AccountRow>> {
  const found = await queries.accountById(tx, actor.jurisdictionId, id);
  if (found === undefined) return fail('access.account.not_found');
  return id === actor.accountId ? fail('access.own_account.forbidden') : ok(found);
}
