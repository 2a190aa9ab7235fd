/**
 * The second administrator's part (三员分立): decides what the first one asked, watches over sign-ins, ends locks and
 * sessions. Nobody decides on what they asked for themselves, nor on their own account (Z-08).
 */
import type { AccountRow } from '@mingcha/core/common/access-api.ts';
import type { GrantRow, RefusedSignIn } from '@mingcha/core/common/grant-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { pageOfRows } from '../db/cursor.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import { accountById, saveStatus } from './account.queries.ts';
import { changeable, losesLast, oneTimeEnd } from './account.service.ts';
import * as queries from './grant.queries.ts';
import { tellAsker } from './grant-notices.ts';
import { replacePassword } from './new-password.ts';
import { replaceRoles } from './organisation.queries.ts';
import { deleteSessionsOf } from './session.queries.ts';
import type { Access } from './sign-in.service.ts';

type Stored = NonNullable<Awaited<ReturnType<typeof queries.lockGrant>>>;
type Listed = Awaited<ReturnType<typeof queries.listGrants>>[number];

export async function listGrants(platform: Platform, actor: Actor, filter: queries.GrantFilter) {
  const rows = await inTransaction(platform.db, (tx) => queries.listGrants(tx, actor.jurisdictionId, filter));
  const page = pageOfRows(rows, filter.limit, (row) => [row.id]);
  return ok({ rows: page.rows.map((row) => rowOf(row, actor)), next: page.next });
}

function rowOf(row: Listed, actor: Actor): GrantRow {
  const { personName, signInName, agencyName, sectionName } = row;
  return {
    id: row.id,
    kind: row.kind,
    before: row.roles_before,
    after: row.roles_after,
    askedBy: row.asked_name,
    askedAt: row.asked_at,
    reason: row.reason,
    state: row.state,
    account: { id: row.account_id, personName, signInName, agencyName, sectionName },
    decidable: row.state === 'waiting' && refusalFor(actor, row) === null,
    decidedBy: row.decided_name,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
  };
}

/** Why this person may not decide, or null. Pure. */
function refusalFor(
  actor: Actor,
  grant: Pick<Stored, 'kind' | 'asked_by' | 'account_id'>,
): 'access.own_act.forbidden' | 'access.grant_role.forbidden' | null {
  if (grant.asked_by === actor.accountId || grant.account_id === actor.accountId)
    return 'access.own_act.forbidden';
  if (hasRole(actor, 'securityAdministrator')) return null;
  return grant.kind === 'password' && hasRole(actor, 'auditAdministrator')
    ? null
    : 'access.grant_role.forbidden';
}

export interface GrantDecision {
  readonly actionId: string;
  readonly id: string;
  readonly decision: 'approved' | 'refused';
  readonly reason: string;
}

/**
 * Decides; what is approved acts at the person's next request.
 * Errors: `access.grant.not_found`, `access.grant_decided`, `access.own_act.forbidden`, `access.grant_role.forbidden`,
 * `access.last_administrator`, `access.last_security_administrator`.
 */
export async function decideGrant(
  access: Access,
  actor: Actor,
  input: GrantDecision,
): Promise<Result<{ id: string; state: 'approved' | 'refused' }>> {
  const { platform } = access;
  const request = { actor, actionId: input.actionId, routeId: 'grants.decide' };
  return runAction(platform, request, async (tx) => {
    const grant = await queries.lockGrant(tx, actor.jurisdictionId, input.id);
    if (grant === undefined) return fail('access.grant.not_found');
    if (grant.state !== 'waiting') return fail('access.grant_decided', { person: grant.decided_name ?? '' });
    const refusal = refusalFor(actor, grant);
    if (refusal !== null) return fail(refusal);
    const done = input.decision === 'approved' ? await approve(access, tx, grant) : await refuse(tx, grant);
    if (!done.ok) return done;
    const key = { jurisdictionId: actor.jurisdictionId, id: grant.id };
    const at = platform.clock.now();
    const { decision: state, reason } = input;
    await queries.saveDecision(tx, key, { state, by: actor.accountId, name: actor.personName, at, reason });
    await recordDecision(tx, platform, { actor, grant, decision: input });
    await tellAsker(tx, platform, { actor, grant });
    return ok({ id: grant.id, state });
  });
}

async function approve(access: Access, tx: Tx, grant: Stored): Promise<Result<null>> {
  const { platform } = access;
  const key = { jurisdictionId: grant.jurisdiction_id, accountId: grant.account_id };
  if (grant.kind === 'password') {
    const passwordHash = grant.password_hash;
    if (passwordHash === null) throw new Error('a grant of a password holds none');
    const at = platform.clock.now();
    await replacePassword(tx, { ...key, passwordHash, mustChange: true, expiresAt: oneTimeEnd(access), at });
    await deleteSessionsOf(tx, key);
    return ok(null);
  }
  const last = await losesLast(tx, key, { before: grant.roles_before, after: grant.roles_after });
  if (last !== null) return fail(last);
  await replaceRoles(tx, key, grant.roles_after);
  if (grant.kind === 'account') {
    await saveStatus(tx, key, 'active');
    await queries.renewOneTimePassword(tx, key, oneTimeEnd(access));
  }
  return ok(null);
}

/** A refused account stays, disabled, so that its name is not used for somebody else. */
async function refuse(tx: Tx, grant: Stored): Promise<Result<null>> {
  const key = { jurisdictionId: grant.jurisdiction_id, accountId: grant.account_id };
  if (grant.kind === 'account') await saveStatus(tx, key, 'disabled');
  return ok(null);
}

interface DecisionEvent {
  readonly actor: Actor;
  readonly grant: Stored;
  readonly decision: GrantDecision;
}

async function recordDecision(tx: Tx, platform: Platform, event: DecisionEvent): Promise<void> {
  const { actor, grant, decision } = event;
  const subject = { kind: 'account', id: grant.account_id };
  const roles = { before: [...grant.roles_before], after: [...grant.roles_after] };
  await record(tx, platform, {
    type: 'account.grant_decided',
    actor,
    subject,
    data: {
      ...roles,
      kind: grant.kind,
      decision: decision.decision,
      askedBy: grant.asked_by,
      reason: decision.reason,
    },
  });
  if (decision.decision === 'approved' && grant.kind !== 'password')
    await record(tx, platform, { type: 'account.roles_set', actor, subject, data: roles });
}

/** Errors: `access.account.not_found`, `access.own_account.forbidden`. */
export async function unlockAccount(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string },
): Promise<Result<AccountRow>> {
  const request = { actor, actionId: input.actionId, routeId: 'accounts.unlock' };
  return runAction(platform, request, async (tx) => {
    const found = await changeable(tx, actor, input.id);
    if (!found.ok) return found;
    await queries.clearFailures(tx, found.value.signInName);
    const subject = { kind: 'account', id: input.id };
    await record(tx, platform, { type: 'account.unlocked', actor, subject, data: {} });
    return found;
  });
}

/** Errors: `access.account.not_found`, `access.own_account.forbidden`. */
export async function endSessionsOf(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly reason: string },
): Promise<Result<AccountRow>> {
  const request = { actor, actionId: input.actionId, routeId: 'accounts.end_sessions' };
  return runAction(platform, request, async (tx) => {
    const found = await changeable(tx, actor, input.id);
    if (!found.ok) return found;
    await deleteSessionsOf(tx, { jurisdictionId: actor.jurisdictionId, accountId: input.id });
    await record(tx, platform, {
      type: 'account.sessions_ended',
      actor,
      subject: { kind: 'account', id: input.id },
      data: { reason: input.reason },
    });
    return ok((await accountById(tx, actor.jurisdictionId, input.id)) ?? found.value);
  });
}

export async function refusedSignIns(
  platform: Platform,
  actor: Actor,
  page: { readonly after?: string | undefined; readonly limit: number },
) {
  const rows = await inTransaction(platform.db, (tx) =>
    queries.refusedSignIns(tx, actor.jurisdictionId, page),
  );
  const shown = pageOfRows(rows, page.limit, (row) => [String(row.seq)]);
  return ok({ rows: shown.rows.map(({ entry, ...row }) => refusedRow(row, entry)), next: shown.next });
}

/** The address stands in the entry itself, where nobody can change it. */
function refusedRow(
  row: Omit<RefusedSignIn, 'seq' | 'source'> & { readonly seq: bigint },
  entry: string,
): RefusedSignIn {
  const parsed = JSON.parse(entry) as { readonly from?: { readonly ip?: string } };
  return { ...row, seq: Number(row.seq), source: parsed.from?.ip ?? '' };
}
