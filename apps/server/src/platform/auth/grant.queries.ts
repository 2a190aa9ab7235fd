/** SQL of what waits for a second administrator, and of locks and refused sign-ins inside one jurisdiction. */
import type { GrantKind, GrantState } from '@mingcha/core/common/access-api.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../db/cursor.ts';
import type { Tx } from '../db/database.ts';

export interface NewGrant {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly accountId: string;
  readonly kind: GrantKind;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  readonly passwordHash: string | null;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedName: string;
  readonly at: string;
}

export async function insertGrant(tx: Tx, grant: NewGrant): Promise<void> {
  await tx
    .insertInto('account_grants')
    .values({
      jurisdiction_id: grant.jurisdictionId,
      id: grant.id,
      account_id: grant.accountId,
      kind: grant.kind,
      roles_before: [...grant.before],
      roles_after: [...grant.after],
      password_hash: grant.passwordHash,
      reason: grant.reason,
      state: 'waiting',
      asked_by: grant.askedBy,
      asked_name: grant.askedName,
      asked_at: grant.at,
      decided_by: null,
      decided_name: null,
      decided_at: null,
    })
    .execute();
}

export async function lockGrant(tx: Tx, jurisdictionId: string, id: string) {
  return tx
    .selectFrom('account_grants')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export interface Decision {
  readonly state: GrantState;
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly reason: string;
}

export async function saveDecision(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  decision: Decision,
): Promise<void> {
  await tx
    .updateTable('account_grants')
    .set({
      state: decision.state,
      decided_by: decision.by,
      decided_name: decision.name,
      decided_at: decision.at,
      decision_reason: decision.reason,
      password_hash: null,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export interface GrantFilter {
  readonly state: 'waiting' | 'decided';
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One more than `limit`, latest first; ids are made in the order of time. */
export async function listGrants(tx: Tx, jurisdictionId: string, filter: GrantFilter) {
  const key = decodeCursor(filter.after, 1);
  let query = tx
    .selectFrom('account_grants as p')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('a.id', '=', 'p.account_id'),
    )
    .innerJoin('agencies as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('g.id', '=', 'a.agency_id'),
    )
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('c.account_id', '=', 'a.id'),
    )
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.section_id'),
    )
    .selectAll('p')
    .select([
      'a.person_name as personName',
      'c.sign_in_name as signInName',
      'g.name as agencyName',
      's.name as sectionName',
    ])
    .where('p.jurisdiction_id', '=', jurisdictionId)
    .where('p.state', filter.state === 'waiting' ? '=' : '<>', 'waiting');
  if (key !== null) query = query.where(sql<boolean>`p.id < ${key[0]}::uuid`);
  return query
    .orderBy('p.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
}

/** Gives a one-time password its full time again, since it could not be used while its account waited. */
export async function renewOneTimePassword(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
  expiresAt: string,
): Promise<void> {
  await tx
    .updateTable('credentials')
    .set({ expires_at: expiresAt })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('account_id', '=', key.accountId)
    .where('expires_at', 'is not', null)
    .execute();
}

/** Forgets the failures of a name from all sources; earlier successes stay. */
export async function clearFailures(tx: Tx, signInName: string): Promise<void> {
  await tx
    .updateTable('sign_in_attempts')
    .set({ failures: 0 })
    .where('sign_in_name', '=', signInName)
    .execute();
}

/** One more than `limit`, latest first. */
export async function refusedSignIns(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly after?: string | undefined; readonly limit: number },
) {
  const key = decodeCursor(page.after, 1);
  let query = tx
    .selectFrom('ledger_events as e')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'e.jurisdiction_id').on(sql<boolean>`a.id::text = e.subject_id`),
    )
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('c.account_id', '=', 'a.id'),
    )
    .select([
      'e.seq',
      'e.at',
      'a.id as accountId',
      'a.person_name as personName',
      'c.sign_in_name as signInName',
      'e.entry',
    ])
    .where('e.jurisdiction_id', '=', jurisdictionId)
    .where('e.type', '=', 'session.refused')
    .where('e.subject_kind', '=', 'account');
  if (key !== null) query = query.where(sql<boolean>`e.seq < ${key[0]}::int8`);
  return query
    .orderBy('e.seq', 'desc')
    .limit(page.limit + 1)
    .execute();
}
