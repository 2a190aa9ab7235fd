/**
 * An administrator who cannot sign in gets a one-time password at the server's console, by two people who prove themselves
 * with their own passwords; by names alone only where hardly anybody could sign in of late. The ledger has it, and auditors
 * and the other administrators are told at once. A disabled account is not rescued: that was somebody's decision.
 */

import { rescueNotices } from '@mingcha/core/common/operations/operations-notices.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { administratorRoles, type Role } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { accountById } from '../auth/account.queries.ts';
import { makeOneTime } from '../auth/account.service.ts';
import { clearFailures } from '../auth/grant.queries.ts';
import { replacePassword } from '../auth/new-password.ts';
import { deleteSessionsOf } from '../auth/session.queries.ts';
import { credentialByName } from '../auth/sign-in.queries.ts';
import { type Access, countAttempt, normalName, tryPassword } from '../auth/sign-in.service.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { accountsWithRole } from '../notices/notice.queries.ts';
import { notifyAll } from '../notices/notify.ts';
import { signedInSince } from './rescue.queries.ts';

/** Who may stand beside: people who answer for the installation or watch it. */
const witnessRoles: readonly Role[] = [...administratorRoles, 'auditor', 'agencyHead', 'legalOfficer'];
const toldRoles: readonly Role[] = [
  'auditor',
  'auditAdministrator',
  'securityAdministrator',
  'administrator',
];
const recentMs = 30 * 86_400_000;

export interface Patient {
  readonly jurisdictionId: string;
  readonly accountId: string;
  readonly signInName: string;
  readonly personName: string;
  readonly roles: readonly Role[];
}

/** The administrator of that name. Errors: `rescue.unknown`, `rescue.disabled`. */
export async function findPatient({ platform }: Access, typed: string): Promise<Result<Patient>> {
  const signInName = normalName(typed);
  return inTransaction(platform.db, async (tx) => {
    const found = await credentialByName(tx, signInName);
    const account =
      found === undefined ? undefined : await accountById(tx, found.jurisdictionId, found.accountId);
    if (
      found === undefined ||
      account === undefined ||
      !account.roles.some((role) => administratorRoles.includes(role))
    )
      return fail('rescue.unknown', { name: signInName });
    if (account.status !== 'active') return fail('rescue.disabled', { name: signInName });
    const { jurisdictionId, accountId } = found;
    return ok({
      jurisdictionId,
      accountId,
      signInName,
      personName: account.personName,
      roles: account.roles,
    });
  });
}

export interface Witness {
  /** Null of somebody who only wrote a name. */
  readonly accountId: string | null;
  readonly name: string;
}

/** Checks one of the two. Guesses are counted as at sign-in. Errors: `rescue.refused`, `auth.too_many_attempts`, `auth.busy`. */
export async function proveWitness(
  { platform }: Access,
  patient: Patient,
  typed: { readonly signInName: string; readonly password: string },
): Promise<Result<Witness>> {
  const name = normalName(typed.signInName);
  const counted = await inTransaction(platform.db, (tx) =>
    countAttempt(tx, platform, { signInName: name, source: 'console' }),
  );
  if (!counted.ok) return counted;
  const found = await inTransaction(platform.db, (tx) => credentialByName(tx, name));
  const isHere =
    found !== undefined &&
    found.jurisdictionId === patient.jurisdictionId &&
    found.status === 'active' &&
    !found.mustChange;
  if (found === undefined || !isHere) return fail('rescue.refused', { name });
  const matches = await tryPassword(typed.password, found.passwordHash);
  if (!matches.ok) return matches;
  const account = await inTransaction(platform.db, (tx) =>
    accountById(tx, found.jurisdictionId, found.accountId),
  );
  const may = account?.roles.some((role) => witnessRoles.includes(role)) ?? false;
  if (!matches.value || account === undefined || !may) return fail('rescue.refused', { name });
  await inTransaction(platform.db, (tx) => clearFailures(tx, name));
  return ok({ accountId: found.accountId, name: account.personName });
}

/** Whether names alone may do. Errors: `rescue.able` with how many could come and sign in. */
export async function mayGoByHand({ platform }: Access, patient: Patient): Promise<Result<null>> {
  const since = new Date(Date.parse(platform.clock.now()) - recentMs).toISOString();
  const of = {
    jurisdictionId: patient.jurisdictionId,
    besides: patient.accountId,
    roles: witnessRoles,
    since,
  };
  const count = await inTransaction(platform.db, (tx) => signedInSince(tx, of));
  return count >= 2 ? fail('rescue.able', { count }) : ok(null);
}

export interface Rescue {
  readonly reason: string;
  readonly witnesses: readonly [Witness, Witness];
}

export interface Rescued {
  readonly oneTimePassword: string;
  readonly expiresAt: string;
  readonly told: number;
}

/** Replaces the password. Errors: `rescue.same_person`. */
export async function rescueAccount(
  access: Access,
  patient: Patient,
  rescue: Rescue,
): Promise<Result<Rescued>> {
  const { platform } = access;
  const { jurisdictionId, accountId } = patient;
  const [first, second] = rescue.witnesses;
  const ids = [first.accountId, second.accountId];
  if (first.name === second.name || ids.includes(accountId) || (ids[0] !== null && ids[0] === ids[1]))
    return fail('rescue.same_person');
  const secret = await makeOneTime(access);
  const actor = { jurisdictionId, accountId: first.accountId };
  const request = { actor, actionId: platform.ids.next(), routeId: 'console.rescue' };
  return runAction(platform, request, async (tx) => {
    await replacePassword(tx, { jurisdictionId, accountId, ...secret.stored, at: platform.clock.now() });
    await deleteSessionsOf(tx, { jurisdictionId, accountId });
    await clearFailures(tx, patient.signInName);
    await record(tx, platform, {
      type: 'account.rescued',
      actor,
      subject: { kind: 'account', id: accountId },
      data: { reason: rescue.reason, proved: second.accountId !== null, secondPerson: second.accountId },
    });
    const told = await tellWatchers(tx, access, { patient, rescue });
    return ok({ oneTimePassword: secret.password, expiresAt: secret.stored.expiresAt, told });
  });
}

async function tellWatchers(
  tx: Tx,
  { platform }: Access,
  { patient, rescue }: { readonly patient: Patient; readonly rescue: Rescue },
): Promise<number> {
  const { jurisdictionId } = patient;
  const [first, second] = rescue.witnesses;
  return notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: await accountsWithRole(tx, { jurisdictionId, roles: toldRoles }),
    kind: second.accountId === null ? rescueNotices.byHand : rescueNotices.proved,
    data: { person: patient.personName, first: first.name, second: second.name, reason: rescue.reason },
    link: null,
    dedupeKey: `account.rescued ${platform.ids.next()}`,
  });
}
