/** The people of one enterprise, as they see each other, and as the bureau that answers for their accounts changes them. */

import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { type EnterpriseAccountState, mostEnterprisePeople } from '@mingcha/core/common/enterprise-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type Acting, runAction } from '../../action.ts';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { record } from '../../ledger/ledger.ts';
import { openText } from '../../notices/sealed.ts';
import type { Platform } from '../../platform.ts';
import {
  deleteEnterpriseSessions,
  enterpriseAccount,
  peopleOf,
  type StoredEnterpriseAccount,
  saveEnterpriseAccount,
} from './enterprise.queries.ts';
import { issueInvitation } from './one-time-code.ts';

/** Who acts in an enterprise's write: repetitions are told apart by the account, the ledger names it in the event. */
export function actingFor(enterprise: Enterprise): Acting {
  return { jurisdictionId: enterprise.jurisdictionId, accountId: enterprise.enterpriseId };
}

/** A member of the row as it is shown: the telephone number by its last digits. */
export function shownPerson(platform: Platform, row: StoredEnterpriseAccount) {
  return {
    id: row.id,
    personName: row.person_name,
    phoneTail: openText(platform, row.phone).slice(-4),
    state: row.state as EnterpriseAccountState,
    lastSignInAt: row.last_sign_in_at,
  };
}

export async function listPeople(platform: Platform, enterprise: Enterprise) {
  return inTransaction(platform.db, async (tx) => {
    const people = await peopleOf(tx, enterprise.creditCode);
    return ok({
      rows: people
        .filter((row) => row.state !== 'withdrawn')
        .map((row) => ({ ...shownPerson(platform, row), isOwn: row.id === enterprise.enterpriseId })),
    });
  });
}

/** A code for a colleague. Errors: `enterprise.people_full` (count). */
export async function invitePerson(
  platform: Platform,
  enterprise: Enterprise,
  actionId: string,
): Promise<Result<{ code: string; expiresAt: string }>> {
  const action = { actor: actingFor(enterprise), actionId, routeId: 'enterprise.invite' };
  return runAction(platform, action, async (tx) => {
    const people = await peopleOf(tx, enterprise.creditCode);
    if (people.filter((row) => row.state === 'active').length >= mostEnterprisePeople)
      return fail('enterprise.people_full', { count: mostEnterprisePeople });
    const issued = await issueInvitation(tx, platform, enterprise);
    await record(tx, platform, {
      type: 'enterprise.code_issued',
      actor: { ...actingFor(enterprise), accountId: null },
      subject: { kind: 'enterpriseCode', id: issued.id },
      data: { creditCode: enterprise.creditCode, invitedBy: enterprise.enterpriseId },
    });
    return ok({ code: issued.code, expiresAt: issued.expiresAt });
  });
}

/** Errors: `enterprise.person.not_found`, `enterprise.own_account`. */
export async function removePerson(
  platform: Platform,
  enterprise: Enterprise,
  input: { readonly actionId: string; readonly id: string; readonly reason: string },
): Promise<Result<Record<string, never>>> {
  const action = {
    actor: actingFor(enterprise),
    actionId: input.actionId,
    routeId: 'enterprise.removePerson',
  };
  return runAction(platform, action, async (tx) => {
    if (input.id === enterprise.enterpriseId) return fail('enterprise.own_account');
    const found = (await peopleOf(tx, enterprise.creditCode)).find((row) => row.id === input.id);
    // Whom the office locked stays locked.
    if (found === undefined || found.state !== 'active') return fail('enterprise.person.not_found');
    await changeState(tx, platform, {
      account: found,
      state: 'withdrawn',
      reason: input.reason,
      actor: { jurisdictionId: enterprise.jurisdictionId, accountId: null },
      by: enterprise.enterpriseId,
    });
    return ok({});
  });
}

/** By the office: locks, opens again or withdraws an account for which its jurisdiction answers. Errors: `enterprise.person.not_found`, `enterprise.meanwhile`, `enterprise.state_same`. */
export async function changeAccountByOffice(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly state: EnterpriseAccountState;
    readonly reason: string;
  },
): Promise<Result<{ id: string; version: number }>> {
  const action = { actor, actionId: input.actionId, routeId: 'enterpriseAccounts.change' };
  return runAction(platform, action, async (tx) => {
    const key = { jurisdictionId: actor.jurisdictionId, id: input.id };
    const account = await enterpriseAccount(tx, key, 'lock');
    if (account === undefined) return fail('enterprise.person.not_found');
    if (account.version !== input.version) return fail('enterprise.meanwhile');
    if (account.state === input.state) return fail('enterprise.state_same');
    await changeState(tx, platform, { account, state: input.state, reason: input.reason, actor, by: null });
    return ok({ id: account.id, version: account.version + 1 });
  });
}

async function changeState(
  tx: Tx,
  platform: Platform,
  of: {
    readonly account: StoredEnterpriseAccount;
    readonly state: EnterpriseAccountState;
    readonly reason: string;
    readonly actor: Acting;
    /** The colleague; null where the office acts. */
    readonly by: string | null;
  },
): Promise<void> {
  const { account, state } = of;
  const key = { jurisdictionId: account.jurisdiction_id, id: account.id };
  const at = platform.clock.now();
  await saveEnterpriseAccount(tx, key, { state, state_reason: of.reason, state_at: at });
  if (state !== 'active') await deleteEnterpriseSessions(tx, key);
  await record(tx, platform, {
    type: 'enterprise.account_changed',
    actor: of.actor,
    subject: { kind: 'enterpriseAccount', id: account.id },
    data: { before: account.state, after: state, colleague: of.by },
  });
}
