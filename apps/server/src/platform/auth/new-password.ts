/**
 * Whether a new password may be taken: the profile that the jurisdiction's security administrator chose, the earlier
 * passwords, and the operator's list of breached ones. Earlier passwords are known as hashes only.
 */
import {
  greatestLength,
  type PasswordProfile,
  passwordFault,
  passwordPolicies,
} from '@mingcha/core/common/password-rules.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { isBreached } from './breached.ts';
import { verifyPassword } from './password.ts';
import * as queries from './password-history.queries.ts';
import { type CredentialRow, type NewPassword, type placeOf, savePassword } from './sign-in.queries.ts';
import type { Access } from './sign-in.service.ts';

/** Hashes that are kept, whatever the profile of the day, so that a stricter one finds them. */
const keptHashes = 5;

interface Wanted {
  readonly credential: CredentialRow;
  readonly place: Awaited<ReturnType<typeof placeOf>>;
  readonly change: { readonly current: string; readonly next: string };
}

/**
 * Errors: `access.password_same.invalid`, `access.password_*.invalid`, `access.password_used.invalid` (count),
 * `access.password_breached.invalid`.
 */
export async function faultOf(access: Access, actor: Actor, wanted: Wanted): Promise<Result<null>> {
  const { platform, settings } = access;
  const { credential, place, change } = wanted;
  if (change.next === change.current) return fail('access.password_same.invalid', undefined, 'next');
  const profile = place.passwordProfile ?? settings.passwordProfile;
  const { history } = passwordPolicies[profile];
  const key = { jurisdictionId: actor.jurisdictionId, accountId: actor.accountId };
  return passwordRefusal(platform, {
    password: change.next,
    field: 'next',
    profile,
    localWords: [credential.signInName, place.agencyName, place.agencyShortName, place.divisionCode],
    earlier: await inTransaction(platform.db, (tx) => queries.earlierHashes(tx, key, history)),
  });
}

/**
 * What every new password is held to, whoever's it is; `earlier` are hashes that may not come again.
 * Errors: `access.password_*.invalid`, `access.password_used.invalid` (count), `access.password_breached.invalid`.
 */
export async function passwordRefusal(
  platform: Pick<Platform, 'config'>,
  wanted: {
    readonly password: string;
    readonly field: string;
    readonly profile: PasswordProfile;
    readonly localWords: readonly string[];
    readonly earlier: readonly string[];
  },
): Promise<Result<null>> {
  const { password, field, profile } = wanted;
  const policy = passwordPolicies[profile];
  const fault = passwordFault(password, profile, wanted.localWords);
  if (fault !== null) {
    const limit = fault === 'access.password_long.invalid' ? greatestLength : policy.leastLength;
    return fail(fault, { limit }, field);
  }
  const list = platform.config.breachedPasswords;
  if (list !== null && (await isBreached(list, password)))
    return fail('access.password_breached.invalid', undefined, field);
  for (const hash of wanted.earlier.slice(0, policy.history)) {
    if (await verifyPassword(password, hash))
      return fail('access.password_used.invalid', { count: policy.history }, field);
  }
  return ok(null);
}

/** Replaces a password; the old one's hash is kept and the oldest forgotten. */
export async function replacePassword(tx: Tx, password: NewPassword): Promise<void> {
  await queries.copyPresent(tx, password, password.at);
  await queries.forgetOldest(tx, password, keptHashes);
  await savePassword(tx, password);
}
