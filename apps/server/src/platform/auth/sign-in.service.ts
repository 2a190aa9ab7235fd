/**
 * Signing in, out, and changing one's password. The reply to a wrong name and to a wrong password is the same and
 * takes the same time (H-04); attempts are counted before the password is looked at, so guesses sent at once are
 * all counted (H-02).
 */

import type { Person } from '@mingcha/core/common/access-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { AccessSettings } from '../http/settings.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import { countingFailures, failuresPerName, secondsToWait } from './lockout.ts';
import { faultOf, replacePassword } from './new-password.ts';
import { hashPassword, nobodysHash, QueueFull, verifyPassword } from './password.ts';
import { deleteSession, deleteSessionsOf, sessionsOf } from './session.queries.ts';
import { atHome, findSession, hasEnded, openSession, type Session } from './session.ts';
import * as queries from './sign-in.queries.ts';

export interface Access {
  readonly platform: Platform;
  readonly settings: AccessSettings;
}

export interface SignIn {
  readonly signInName: string;
  readonly password: string;
  readonly source: string;
  readonly device: string;
}

export interface SignedIn {
  readonly person: Person;
  readonly token: string;
}

const day = 86_400_000;
const knownSourceDays = 30;

/**
 * Checks name and password and opens a session.
 * Errors: `auth.too_many_attempts` (seconds), `auth.sign_in_refused`, `auth.account_waiting`, `auth.account_ended`,
 * `auth.one_time_password_expired`, `auth.busy`.
 */
export async function signIn(access: Access, attempt: SignIn): Promise<Result<SignedIn>> {
  const { platform } = access;
  const key = { signInName: normalName(attempt.signInName), source: attempt.source };
  const counted = await inTransaction(platform.db, (tx) => countAttempt(tx, platform, key));
  if (!counted.ok) return counted;
  const found = await inTransaction(platform.db, (tx) => queries.credentialByName(tx, key.signInName));
  const matches = await tryPassword(attempt.password, found?.passwordHash ?? nobodysHash);
  if (!matches.ok) return matches;
  if (found === undefined || !matches.value || found.status === 'disabled') {
    if (found !== undefined) await recordRefusal(platform, found);
    return fail('auth.sign_in_refused');
  }
  const now = platform.clock.now();
  if (found.status === 'waiting') return fail('auth.account_waiting');
  if (hasEnded(found, Date.parse(now))) return fail('auth.account_ended');
  if (found.expiresAt !== null && found.expiresAt <= now) return fail('auth.one_time_password_expired');
  const token = await inTransaction(platform.db, async (tx) => {
    await queries.saveAttempts(tx, key, { failures: 0, lastAt: now, succeededAt: now });
    const opened = await openSession(tx, platform, {
      ...found,
      source: attempt.source,
      device: attempt.device,
    });
    await record(tx, platform, {
      type: 'session.started',
      actor: found,
      subject: { kind: 'account', id: found.accountId },
      data: {},
    });
    return opened;
  });
  return ok({ token, person: await personOfToken(access, token) });
}

/** Sign-in names are compared so. */
export function normalName(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Counts the attempt as a failure until it has succeeded. Errors: `auth.too_many_attempts` {seconds}. */
export async function countAttempt(
  tx: Tx,
  platform: Platform,
  key: { readonly signInName: string; readonly source: string },
): Promise<Result<null>> {
  const now = platform.clock.now();
  const at = Date.parse(now);
  const state = await queries.lockAttempts(tx, key, now);
  const seconds = secondsToWait(state, at);
  if (seconds > 0) return fail('auth.too_many_attempts', { seconds });
  const isKnown = state.succeededAt !== null && at - Date.parse(state.succeededAt) < knownSourceDays * day;
  const all = await queries.failuresSince(tx, key.signInName, new Date(at - day).toISOString());
  if (!isKnown && all >= failuresPerName) return fail('auth.too_many_attempts', { seconds: 3600 });
  await queries.saveAttempts(tx, key, {
    failures: countingFailures(state, at) + 1,
    lastAt: now,
    succeededAt: state.succeededAt,
  });
  return ok(null);
}

/** Errors: `auth.busy`. */
export async function tryPassword(password: string, hash: string): Promise<Result<boolean>> {
  try {
    return ok(await verifyPassword(password, hash));
  } catch (error) {
    if (error instanceof QueueFull) return fail('auth.busy');
    throw error;
  }
}

async function recordRefusal(platform: Platform, found: queries.CredentialRow): Promise<void> {
  await inTransaction(platform.db, (tx) =>
    record(tx, platform, {
      type: 'session.refused',
      actor: { jurisdictionId: found.jurisdictionId, accountId: null },
      subject: { kind: 'account', id: found.accountId },
      data: {},
    }),
  );
}

export async function personOfToken(access: Access, token: string): Promise<Person> {
  const session = await findSession(access.platform, access.settings, { token, use: 'desk' });
  if (session === null) throw new Error('a session just opened is not there');
  return personOf(access, session);
}

/** Who is signed in, with the names around them. */
export async function personOf(access: Access, session: Session): Promise<Person> {
  const home = atHome(session.actor);
  const { jurisdictionId } = session.actor;
  const [place, served] = await inTransaction(access.platform.db, async (tx) => [
    await queries.placeOf(tx, home),
    await queries.jurisdictionOf(tx, jurisdictionId),
  ]);
  return {
    accountId: home.accountId,
    personName: home.personName,
    roles: [...home.roles],
    jurisdiction: served,
    agency: { id: home.agencyId, name: place.agencyName, shortName: place.agencyShortName },
    section: home.sectionId === null ? null : { id: home.sectionId, name: place.sectionName ?? '' },
    host: session.host,
    mustChangePassword: session.mustChangePassword,
    passwordProfile: session.passwordProfile,
  };
}

/** Ends one session of the actor. Errors: `auth.session.not_found`. */
export async function endSession(
  platform: Platform,
  actor: Actor,
  input: { readonly id: string; readonly actionId: string; readonly routeId: string },
): Promise<Result<Record<string, never>>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: input.routeId }, async (tx) => {
    if (!(await deleteSession(tx, actor, input.id))) return fail('auth.session.not_found');
    await record(tx, platform, {
      type: 'session.ended',
      actor,
      subject: { kind: 'session', id: input.id },
      data: {},
    });
    return ok({});
  });
}

/** The actor's sessions, newest first; `currentId` is the one that asks. */
export async function listSessions(platform: Platform, actor: Actor, currentId: string) {
  const rows = await inTransaction(platform.db, (tx) => sessionsOf(tx, actor));
  return ok({ rows: rows.map((row) => ({ ...row, current: row.id === currentId })) });
}

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly source: string;
  readonly device: string;
}

/**
 * Changes the actor's password, ends all their sessions and opens a new one.
 * Errors: `auth.too_many_attempts`, `access.current_password.invalid`, `access.password_*.invalid`, `auth.busy`.
 */
export async function changePassword(
  access: Access,
  actor: Actor,
  change: PasswordChange,
): Promise<Result<SignedIn>> {
  const { platform } = access;
  const [credential, place] = await inTransaction(platform.db, async (tx) => [
    await queries.credentialOf(tx, actor),
    await queries.placeOf(tx, actor),
  ]);
  if (credential === undefined) throw new Error('somebody signed in has no credentials');
  const key = { signInName: credential.signInName, source: change.source };
  const counted = await inTransaction(platform.db, (tx) => countAttempt(tx, platform, key));
  if (!counted.ok) return counted;
  const matches = await tryPassword(change.current, credential.passwordHash);
  if (!matches.ok) return matches;
  if (!matches.value) return fail('access.current_password.invalid', undefined, 'current');
  const fault = await faultOf(access, actor, { credential, place, change });
  if (!fault.ok) return fault;
  const passwordHash = await hashPassword(change.next);
  const token = await inTransaction(platform.db, async (tx) => {
    const at = platform.clock.now();
    await replacePassword(tx, { ...keyOf(actor), passwordHash, mustChange: false, expiresAt: null, at });
    await queries.saveAttempts(tx, key, { failures: 0, lastAt: at, succeededAt: at });
    await deleteSessionsOf(tx, actor);
    const opened = await openSession(tx, platform, {
      ...keyOf(actor),
      source: change.source,
      device: change.device,
    });
    await record(tx, platform, {
      type: 'password.changed',
      actor,
      subject: { kind: 'account', id: actor.accountId },
      data: {},
    });
    return opened;
  });
  return ok({ token, person: await personOfToken(access, token) });
}

function keyOf(actor: Actor): { readonly jurisdictionId: string; readonly accountId: string } {
  return { jurisdictionId: actor.jurisdictionId, accountId: actor.accountId };
}
