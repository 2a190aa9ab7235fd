/**
 * A second person at the same screen: name and password given with the write make it theirs. The sign-in is counted
 * and recorded like any other; its session ends at once, so nothing of the second person stays on the machine.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { deleteSession } from '../platform/auth/session.queries.ts';
import { findSession } from '../platform/auth/session.ts';
import { signIn } from '../platform/auth/sign-in.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { AccessSettings } from '../platform/http/settings.ts';
import type { Platform } from '../platform/platform.ts';

export interface SecondPerson {
  readonly username: string;
  readonly password: string;
}

/** Whose write it is: the second person's when one is given. Errors: `draw.second_person_invalid`, those of sign-in. */
export async function actingPerson(
  access: { readonly platform: Platform; readonly settings: AccessSettings },
  call: { readonly actor: Actor; readonly ip: string; readonly second: SecondPerson | undefined },
): Promise<Result<Actor>> {
  const { second } = call;
  if (second === undefined) return ok(call.actor);
  const signedIn = await signIn(access, {
    signInName: second.username,
    password: second.password,
    source: call.ip,
    device: 'second person',
  });
  if (!signedIn.ok)
    return signedIn.error.code === 'auth.sign_in_refused'
      ? fail('draw.second_person_invalid', {}, 'second.password')
      : signedIn;
  const session = await findSession(access.platform, access.settings, {
    token: signedIn.value.token,
    use: 'desk',
  });
  if (session === null || session.mustChangePassword)
    return fail('draw.second_person_invalid', {}, 'second.password');
  await inTransaction(access.platform.db, (tx) => deleteSession(tx, session.actor, session.id));
  return ok(session.actor);
}
