/**
 * How people of an enterprise come in: by the one-time code of a letter, then by credit code, telephone number and
 * password. Attempts are counted as those of the office are; a wrong enterprise, number or password looks the same and
 * takes the same time.
 */
import { createHash } from 'node:crypto';
import type { EnterprisePerson } from '@mingcha/core/common/enterprise-api.ts';
import { mostEnterprisePeople } from '@mingcha/core/common/enterprise-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { record } from '../../ledger/ledger.ts';
import { openText, sealText } from '../../notices/sealed.ts';
import type { Platform } from '../../platform.ts';
import { passwordRefusal } from '../new-password.ts';
import { hashPassword, nobodysHash } from '../password.ts';
import { profileOf } from '../password-history.queries.ts';
import { saveAttempts } from '../sign-in.queries.ts';
import { type Access, countAttempt, tryPassword } from '../sign-in.service.ts';
import {
  countTry,
  deleteEnterpriseSession,
  deleteEnterpriseSessions,
  endCode,
  enterpriseAccount,
  holdEnterprise,
  insertEnterpriseAccount,
  peopleOf,
  type StoredEnterpriseAccount,
  type StoredEnterpriseCode,
  saveEnterpriseAccount,
  savePresence,
} from './enterprise.queries.ts';
import {
  type EnterpriseSession,
  findEnterpriseSession,
  openEnterpriseSession,
} from './enterprise-session.ts';
import { usableCode } from './one-time-code.ts';

export interface EnterpriseSignedIn {
  readonly person: EnterprisePerson;
  readonly token: string;
}

/** Hashes that are kept, whatever the profile of the day, so that a stricter one finds them. */
const keptHashes = 5;

const keyOf = (row: StoredEnterpriseAccount) => ({ jurisdictionId: row.jurisdiction_id, id: row.id });
const nobody = (jurisdictionId: string) => ({ jurisdictionId, accountId: null });

/** Under which name the attempts of one number are counted; the number itself is not kept there. */
function attemptName(creditCode: string, phone: string): string {
  const digest = createHash('sha256').update(`${creditCode} ${phone}`).digest('hex').slice(0, 24);
  return `enterprise ${creditCode} ${digest}`;
}

function personWith(
  platform: Platform,
  people: readonly StoredEnterpriseAccount[],
  phone: string,
): StoredEnterpriseAccount | undefined {
  return people.find((row) => openText(platform, row.phone) === phone);
}

interface Activation {
  readonly creditCode: string;
  readonly code: string;
  readonly personName: string;
  readonly phone: string;
  readonly password: string;
  readonly source: string;
}

/**
 * Opens an account with the code of a letter, or gives the account of this number a new password.
 * Errors: `auth.too_many_attempts` (seconds), `enterprise.code_refused`, `enterprise.people_full` (count),
 * `enterprise.account_locked`, `access.password_*.invalid`, `auth.busy`.
 */
export async function activate(access: Access, typed: Activation): Promise<Result<EnterpriseSignedIn>> {
  const { platform, settings } = access;
  const key = { signInName: `enterprise code ${typed.creditCode}`, source: typed.source };
  const counted = await inTransaction(platform.db, (tx) => countAttempt(tx, platform, key));
  if (!counted.ok) return counted;
  const letter = await inTransaction(platform.db, async (tx) => {
    const found = await usableCode(tx, platform, typed);
    if (found === undefined) await countTry(tx, typed.creditCode);
    return found;
  });
  if (letter === undefined) return fail('enterprise.code_refused', undefined, 'code');
  const [profile, known] = await inTransaction(platform.db, async (tx) => [
    await profileOf(tx, letter.jurisdiction_id),
    personWith(platform, await peopleOf(tx, typed.creditCode), typed.phone),
  ]);
  const refused = await passwordRefusal(platform, {
    password: typed.password,
    field: 'password',
    profile: profile ?? settings.passwordProfile,
    localWords: [typed.creditCode, typed.phone, letter.enterprise_name],
    earlier: known === undefined ? [] : [known.password_hash, ...known.earlier_hashes],
  });
  if (!refused.ok) return refused;
  const passwordHash = await hashPassword(typed.password);
  const opened = await inTransaction(platform.db, (tx) => useCode(tx, platform, { typed, passwordHash }));
  if (!opened.ok) return opened;
  const now = platform.clock.now();
  await inTransaction(platform.db, (tx) =>
    saveAttempts(tx, key, { failures: 0, lastAt: now, succeededAt: now }),
  );
  return signedIn(access, opened.value);
}

/** Account, end of the code, session and event together; the code is looked at again, so that it is used once. */
async function useCode(
  tx: Tx,
  platform: Platform,
  of: { readonly typed: Activation; readonly passwordHash: string },
): Promise<Result<string>> {
  const { typed } = of;
  await holdEnterprise(tx, typed.creditCode);
  const letter = await usableCode(tx, platform, typed);
  if (letter === undefined) return fail('enterprise.code_refused', undefined, 'code');
  const people = await peopleOf(tx, typed.creditCode);
  const known = personWith(platform, people, typed.phone);
  if (known?.state === 'locked') return fail('enterprise.account_locked');
  if (
    known?.state !== 'active' &&
    people.filter((row) => row.state === 'active').length >= mostEnterprisePeople
  )
    return fail('enterprise.people_full', { count: mostEnterprisePeople });
  const account = await (known === undefined
    ? openAccount(tx, platform, { ...of, letter })
    : renewAccount(tx, platform, { ...of, letter, known }));
  const at = platform.clock.now();
  await endCode(
    tx,
    { jurisdictionId: letter.jurisdiction_id, id: letter.id },
    // An account of another bureau is not named by the key of this one.
    { at, accountId: account.jurisdictionId === letter.jurisdiction_id ? account.id : null },
  );
  await savePresence(tx, account, at);
  const token = await openEnterpriseSession(tx, platform, account);
  await record(tx, platform, {
    type: 'enterprise.activated',
    actor: nobody(letter.jurisdiction_id),
    subject: { kind: 'enterpriseAccount', id: account.id },
    data: { oneTimeCode: letter.id, creditCode: typed.creditCode, isNew: known === undefined },
  });
  return ok(token);
}

interface Using {
  readonly typed: Activation;
  readonly passwordHash: string;
  readonly letter: StoredEnterpriseCode;
}

async function openAccount(tx: Tx, platform: Platform, of: Using) {
  const { typed, letter } = of;
  const at = platform.clock.now();
  const id = platform.ids.next();
  await insertEnterpriseAccount(tx, {
    jurisdiction_id: letter.jurisdiction_id,
    id,
    credit_code: typed.creditCode,
    enterprise_name: letter.enterprise_name,
    person_name: typed.personName,
    phone: Buffer.from(sealText(platform, typed.phone)),
    password_hash: of.passwordHash,
    password_changed_at: at,
    state: 'active',
    state_at: at,
    last_sign_in_at: null,
    created_at: at,
  });
  return { jurisdictionId: letter.jurisdiction_id, id };
}

async function renewAccount(
  tx: Tx,
  platform: Platform,
  of: Using & { readonly known: StoredEnterpriseAccount },
) {
  const { typed, letter, known } = of;
  const at = platform.clock.now();
  await saveEnterpriseAccount(tx, keyOf(known), {
    ...newPassword(known, of.passwordHash, at),
    enterprise_name: letter.enterprise_name,
    person_name: typed.personName,
    state: 'active',
    state_reason: '',
    state_at: known.state === 'active' ? known.state_at : at,
  });
  await deleteEnterpriseSessions(tx, keyOf(known));
  return keyOf(known);
}

function newPassword(known: StoredEnterpriseAccount, hash: string, at: string) {
  return {
    password_hash: hash,
    password_changed_at: at,
    earlier_hashes: [known.password_hash, ...known.earlier_hashes].slice(0, keptHashes),
  };
}

/**
 * Checks number and password and opens a session.
 * Errors: `auth.too_many_attempts` (seconds), `enterprise.sign_in_refused`, `enterprise.account_locked`, `auth.busy`.
 */
export async function signInEnterprise(
  access: Access,
  typed: {
    readonly creditCode: string;
    readonly phone: string;
    readonly password: string;
    readonly source: string;
  },
): Promise<Result<EnterpriseSignedIn>> {
  const { platform } = access;
  const key = { signInName: attemptName(typed.creditCode, typed.phone), source: typed.source };
  const counted = await inTransaction(platform.db, (tx) => countAttempt(tx, platform, key));
  if (!counted.ok) return counted;
  const found = personWith(
    platform,
    await inTransaction(platform.db, (tx) => peopleOf(tx, typed.creditCode)),
    typed.phone,
  );
  const matches = await tryPassword(typed.password, found?.password_hash ?? nobodysHash);
  if (!matches.ok) return matches;
  if (found === undefined || !matches.value || found.state === 'withdrawn') {
    if (found !== undefined) await recordRefusal(platform, found);
    return fail('enterprise.sign_in_refused');
  }
  if (found.state === 'locked') return fail('enterprise.account_locked');
  const token = await inTransaction(platform.db, async (tx) => {
    const now = platform.clock.now();
    await saveAttempts(tx, key, { failures: 0, lastAt: now, succeededAt: now });
    await savePresence(tx, keyOf(found), now);
    const opened = await openEnterpriseSession(tx, platform, keyOf(found));
    await record(tx, platform, {
      type: 'enterprise.session_started',
      actor: nobody(found.jurisdiction_id),
      subject: { kind: 'enterpriseAccount', id: found.id },
      data: {},
    });
    return opened;
  });
  return signedIn(access, token);
}

async function recordRefusal(platform: Platform, found: StoredEnterpriseAccount): Promise<void> {
  await inTransaction(platform.db, (tx) =>
    record(tx, platform, {
      type: 'enterprise.session_refused',
      actor: nobody(found.jurisdiction_id),
      subject: { kind: 'enterpriseAccount', id: found.id },
      data: {},
    }),
  );
}

async function signedIn(access: Access, token: string): Promise<Result<EnterpriseSignedIn>> {
  const session = await findEnterpriseSession(access.platform, access.settings, token);
  if (session === null) throw new Error('a session just opened is not there');
  return ok({ token, person: enterprisePersonOf(session) });
}

/** Who is signed in. */
export function enterprisePersonOf(session: EnterpriseSession): EnterprisePerson {
  const { creditCode, enterpriseName, personName } = session.actor;
  const { mustChangePassword, passwordProfile } = session;
  return { creditCode, enterpriseName, personName, mustChangePassword, passwordProfile };
}

/** Ends the session that asks. */
export async function signOutEnterprise(
  tx: Tx,
  platform: Platform,
  session: EnterpriseSession,
): Promise<Result<Record<string, never>>> {
  await deleteEnterpriseSession(tx, session.tokenHash);
  await record(tx, platform, {
    type: 'enterprise.session_ended',
    actor: nobody(session.actor.jurisdictionId),
    subject: { kind: 'enterpriseAccount', id: session.actor.enterpriseId },
    data: {},
  });
  return ok({});
}

/**
 * Changes one's own password, ends all own sessions and opens a new one.
 * Errors: `auth.too_many_attempts`, `access.current_password.invalid`, `access.password_*.invalid`, `auth.busy`.
 */
export async function changeEnterprisePassword(
  access: Access,
  session: EnterpriseSession,
  change: { readonly current: string; readonly next: string; readonly source: string },
): Promise<Result<EnterpriseSignedIn>> {
  const { platform } = access;
  const { jurisdictionId, enterpriseId, creditCode, enterpriseName } = session.actor;
  const own = { jurisdictionId, id: enterpriseId };
  const found = await inTransaction(platform.db, (tx) => enterpriseAccount(tx, own));
  if (found === undefined) throw new Error('a session without its account');
  const phone = openText(platform, found.phone);
  const key = { signInName: attemptName(creditCode, phone), source: change.source };
  const counted = await inTransaction(platform.db, (tx) => countAttempt(tx, platform, key));
  if (!counted.ok) return counted;
  const matches = await tryPassword(change.current, found.password_hash);
  if (!matches.ok) return matches;
  if (!matches.value) return fail('access.current_password.invalid', undefined, 'current');
  if (change.next === change.current) return fail('access.password_same.invalid', undefined, 'next');
  const refused = await passwordRefusal(platform, {
    password: change.next,
    field: 'next',
    profile: session.passwordProfile,
    localWords: [creditCode, phone, enterpriseName],
    earlier: [found.password_hash, ...found.earlier_hashes],
  });
  if (!refused.ok) return refused;
  const passwordHash = await hashPassword(change.next);
  const token = await inTransaction(platform.db, async (tx) => {
    const at = platform.clock.now();
    await saveEnterpriseAccount(tx, own, newPassword(found, passwordHash, at));
    await saveAttempts(tx, key, { failures: 0, lastAt: at, succeededAt: at });
    await deleteEnterpriseSessions(tx, own);
    const opened = await openEnterpriseSession(tx, platform, own);
    await record(tx, platform, {
      type: 'enterprise.password_changed',
      actor: nobody(jurisdictionId),
      subject: { kind: 'enterpriseAccount', id: enterpriseId },
      data: {},
    });
    return opened;
  });
  return signedIn(access, token);
}
