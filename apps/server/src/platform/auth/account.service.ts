/**
 * Accounts, as the administrator of a jurisdiction keeps them: create with a one-time password, set roles, disable,
 * reset. Administrators touch no business data, not their own account, and never lock the last one out (Z-08).
 */
import type { AccountRow } from '@mingcha/core/common/access-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor, Role } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './account.queries.ts';
import { insertAccount, insertCredential, replaceRoles } from './organisation.queries.ts';
import { hashPassword } from './password.ts';
import { deleteSessionsOf } from './session.queries.ts';
import { savePassword } from './sign-in.queries.ts';
import type { Access } from './sign-in.service.ts';

export async function listAccounts(platform: Platform, actor: Actor, filter: queries.AccountFilter) {
  const rows = await inTransaction(platform.db, (tx) =>
    queries.listAccounts(tx, actor.jurisdictionId, filter),
  );
  const page = rows.slice(0, filter.limit);
  return ok({ rows: page, next: rows.length > filter.limit ? (page.at(-1)?.signInName ?? null) : null });
}

export async function listAgencies(platform: Platform, actor: Actor) {
  return ok({
    rows: await inTransaction(platform.db, (tx) => queries.listAgencies(tx, actor.jurisdictionId)),
  });
}

/** 三员: who administers or audits does nothing else. Pure. */
export function rolesExclude(roles: readonly Role[]): boolean {
  return roles.length > 1 && (roles.includes('administrator') || roles.includes('auditor'));
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

/** Errors: `access.roles_exclude`, `access.agency.not_found`, `access.section.not_found`, `access.sign_in_name_taken`. */
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
    const id = platform.ids.next();
    const at = platform.clock.now();
    const jurisdictionId = actor.jurisdictionId;
    await insertAccount(tx, { ...input, jurisdictionId, id, at });
    await insertCredential(tx, {
      ...secret.stored,
      signInName: input.signInName,
      jurisdictionId,
      accountId: id,
      at,
    });
    await record(tx, platform, {
      type: 'account.created',
      actor,
      subject: { kind: 'account', id },
      data: { agency: input.agencyId, section: input.sectionId, roles: [...input.roles] },
    });
    return ok({ id, oneTimePassword: secret.password, expiresAt: secret.stored.expiresAt });
  });
}

async function checkPlace(tx: Tx, actor: Actor, input: CreateAccount): Promise<Result<null>> {
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

async function makeOneTime(access: Access) {
  const { platform, settings } = access;
  const password = newOneTimePassword((length) => platform.random.bytes(length));
  const hours = settings.oneTimePasswordHours;
  const expiresAt = new Date(Date.parse(platform.clock.now()) + hours * 3_600_000).toISOString();
  return { password, stored: { passwordHash: await hashPassword(password), mustChange: true, expiresAt } };
}

interface Change {
  readonly id: string;
  readonly actionId: string;
}

/** Errors: `access.account.not_found`, `access.own_account.forbidden`, `access.roles_exclude`, `access.last_administrator`. */
export async function setRoles(
  access: Access,
  actor: Actor,
  input: Change & { readonly roles: readonly Role[] },
): Promise<Result<AccountRow>> {
  const { platform } = access;
  if (rolesExclude(input.roles)) return fail('access.roles_exclude', undefined, 'roles');
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'accounts.set_roles' },
    async (tx) => {
      const found = await changeable(tx, actor, input.id);
      if (!found.ok) return found;
      const keepsOffice = input.roles.includes('administrator');
      if (!keepsOffice && (await isLastAdministrator(tx, actor, found.value)))
        return fail('access.last_administrator');
      await replaceRoles(tx, { jurisdictionId: actor.jurisdictionId, accountId: input.id }, input.roles);
      await record(tx, platform, {
        type: 'account.roles_set',
        actor,
        subject: { kind: 'account', id: input.id },
        data: { before: [...found.value.roles], after: [...input.roles] },
      });
      return ok({ ...found.value, roles: [...input.roles].sort() });
    },
  );
}

/** Disabling ends all sessions of the account. Errors as `setRoles`. */
export async function setStatus(
  access: Access,
  actor: Actor,
  input: Change & { readonly status: 'active' | 'disabled'; readonly reason: string },
): Promise<Result<AccountRow>> {
  const { platform } = access;
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'accounts.set_status' },
    async (tx) => {
      const found = await changeable(tx, actor, input.id);
      if (!found.ok) return found;
      if (input.status === 'disabled' && (await isLastAdministrator(tx, actor, found.value))) {
        return fail('access.last_administrator');
      }
      const key = { jurisdictionId: actor.jurisdictionId, accountId: input.id };
      await queries.saveStatus(tx, key, input.status);
      if (input.status === 'disabled') await deleteSessionsOf(tx, key);
      await record(tx, platform, {
        type: 'account.status_set',
        actor,
        subject: { kind: 'account', id: input.id },
        data: { before: found.value.status, after: input.status, reason: input.reason },
      });
      return ok({ ...found.value, status: input.status });
    },
  );
}

/** Gives a new one-time password and ends all sessions. Errors: `access.account.not_found`, `access.own_account.forbidden`. */
export async function resetPassword(
  access: Access,
  actor: Actor,
  input: Change & { readonly reason: string },
): Promise<Result<OneTime>> {
  const { platform } = access;
  const secret = await makeOneTime(access);
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'accounts.reset_password' },
    async (tx) => {
      const found = await changeable(tx, actor, input.id);
      if (!found.ok) return found;
      const key = { jurisdictionId: actor.jurisdictionId, accountId: input.id };
      await savePassword(tx, { ...key, ...secret.stored, at: platform.clock.now() });
      await deleteSessionsOf(tx, key);
      await record(tx, platform, {
        type: 'account.password_reset',
        actor,
        subject: { kind: 'account', id: input.id },
        data: { reason: input.reason },
      });
      return ok({ id: input.id, oneTimePassword: secret.password, expiresAt: secret.stored.expiresAt });
    },
  );
}

async function changeable(tx: Tx, actor: Actor, id: string): Promise<Result<AccountRow>> {
  const found = await queries.accountById(tx, actor.jurisdictionId, id);
  if (found === undefined) return fail('access.account.not_found');
  return id === actor.accountId ? fail('access.own_account.forbidden') : ok(found);
}

async function isLastAdministrator(tx: Tx, actor: Actor, account: AccountRow): Promise<boolean> {
  if (!account.roles.includes('administrator')) return false;
  return (await queries.otherAdministrators(tx, actor.jurisdictionId, account.id)) === 0;
}
