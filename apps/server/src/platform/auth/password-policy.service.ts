/** Which password profile holds in a jurisdiction; the security administrator chooses, with a reason on record. */
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { profileOf, saveProfile } from './password-history.queries.ts';
import type { Access } from './sign-in.service.ts';

export async function showPasswordPolicy({ platform, settings }: Access, actor: Actor) {
  const chosen = await inTransaction(platform.db, (tx) => profileOf(tx, actor.jurisdictionId));
  return ok({
    profile: chosen ?? settings.passwordProfile,
    chosen: chosen !== null,
    breachedList: platform.config.breachedPasswords !== null,
  });
}

/** Passwords already set stay; the age of the new profile holds at once. Errors: `access.password_policy_same`. */
export async function setPasswordPolicy(
  { platform, settings }: Access,
  actor: Actor,
  input: { readonly actionId: string; readonly profile: PasswordProfile; readonly reason: string },
): Promise<Result<{ profile: PasswordProfile; chosen: boolean; breachedList: boolean }>> {
  const request = { actor, actionId: input.actionId, routeId: 'passwordPolicy.set' };
  return runAction(platform, request, async (tx) => {
    const chosen = await profileOf(tx, actor.jurisdictionId);
    if (chosen === input.profile) return fail('access.password_policy_same');
    await saveProfile(tx, actor.jurisdictionId, input.profile);
    await record(tx, platform, {
      type: 'password.policy_set',
      actor,
      subject: { kind: 'jurisdiction', id: actor.jurisdictionId },
      data: { before: chosen ?? settings.passwordProfile, after: input.profile, reason: input.reason },
    });
    return ok({
      profile: input.profile,
      chosen: true,
      breachedList: platform.config.breachedPasswords !== null,
    });
  });
}
