/** SQL of sessions. A session's id is stored only as its SHA-256; roles are read anew with every request (Z-06). */
import type { AccountStatus } from '@mingcha/core/common/access-api.ts';
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

export interface SessionRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly personName: string;
  readonly status: AccountStatus;
  readonly roles: readonly Role[];
  readonly mustChange: boolean;
  readonly passwordChangedAt: string;
  /** Null: that of the installation's settings. */
  readonly passwordProfile: PasswordProfile | null;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly throughProvider: boolean;
  /** The person's agency hosts the installation. */
  readonly host: boolean;
  /** Where a host's administrator acts, as whom; null at home. */
  readonly acting: {
    readonly jurisdictionId: string;
    readonly accountId: string;
    readonly agencyId: string;
  } | null;
}

/** The session with the person's present state, or undefined. */
export async function sessionByToken(tx: Tx, tokenHash: Uint8Array): Promise<SessionRow | undefined> {
  return tx
    .selectFrom('sessions as s')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 's.jurisdiction_id').onRef('a.id', '=', 's.account_id'),
    )
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 's.jurisdiction_id').onRef('c.account_id', '=', 's.account_id'),
    )
    .innerJoin('jurisdictions as j', 'j.id', 's.jurisdiction_id')
    .innerJoin('agencies as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('g.id', '=', 'a.agency_id'),
    )
    .leftJoin('host_stand_ins as h', (join) =>
      join
        .onRef('h.jurisdiction_id', '=', 's.acting_jurisdiction_id')
        .onRef('h.home_account_id', '=', 's.account_id'),
    )
    .leftJoin('accounts as w', (join) =>
      join.onRef('w.jurisdiction_id', '=', 'h.jurisdiction_id').onRef('w.id', '=', 'h.account_id'),
    )
    .select([
      's.id as sessionId',
      'a.id as accountId',
      'a.jurisdiction_id as jurisdictionId',
      'a.agency_id as agencyId',
      'a.section_id as sectionId',
      'a.person_name as personName',
      'a.status',
      'c.must_change as mustChange',
      'c.changed_at as passwordChangedAt',
      'j.password_profile as passwordProfile',
      's.created_at as createdAt',
      's.seen_at as seenAt',
      's.through_provider as throughProvider',
      'g.host',
      'h.jurisdiction_id as actingJurisdictionId',
      'w.id as actingAccountId',
      'w.agency_id as actingAgencyId',
    ])
    .select((eb) =>
      eb
        .selectFrom('account_roles as r')
        .select(sql<Role[]>`coalesce(array_agg(r.role ORDER BY r.role), '{}')`.as('roles'))
        .whereRef('r.jurisdiction_id', '=', 'a.jurisdiction_id')
        .whereRef('r.account_id', '=', 'a.id')
        .as('roles'),
    )
    .where('s.token_hash', '=', Buffer.from(tokenHash))
    .executeTakeFirst()
    .then((row) => (row === undefined ? undefined : rowOf(row)));
}

interface Found extends Omit<SessionRow, 'roles' | 'acting'> {
  readonly roles: readonly Role[] | null;
  readonly actingJurisdictionId: string | null;
  readonly actingAccountId: string | null;
  readonly actingAgencyId: string | null;
}

function rowOf(found: Found): SessionRow {
  const { actingJurisdictionId: jurisdictionId, actingAccountId, actingAgencyId, ...row } = found;
  const acting =
    jurisdictionId === null || actingAccountId === null || actingAgencyId === null
      ? null
      : { jurisdictionId, accountId: actingAccountId, agencyId: actingAgencyId };
  return { ...row, roles: row.roles ?? [], acting };
}

export interface NewSession {
  readonly tokenHash: Uint8Array;
  readonly id: string;
  readonly jurisdictionId: string;
  readonly accountId: string;
  readonly at: string;
  readonly source: string;
  readonly device: string;
  readonly throughProvider: boolean;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      token_hash: Buffer.from(session.tokenHash),
      id: session.id,
      jurisdiction_id: session.jurisdictionId,
      account_id: session.accountId,
      created_at: session.at,
      seen_at: session.at,
      source: session.source,
      device: session.device,
      through_provider: session.throughProvider,
    })
    .execute();
}

export async function touchSession(tx: Tx, tokenHash: Uint8Array, at: string): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ seen_at: at })
    .where('token_hash', '=', Buffer.from(tokenHash))
    .execute();
}

interface Owner {
  readonly jurisdictionId: string;
  readonly accountId: string;
}

/** Ends one session of the account; false when it is not theirs or already gone. */
export async function deleteSession(tx: Tx, owner: Owner, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('sessions')
    .where('jurisdiction_id', '=', owner.jurisdictionId)
    .where('account_id', '=', owner.accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteSessionsOf(tx: Tx, owner: Owner): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('jurisdiction_id', '=', owner.jurisdictionId)
    .where('account_id', '=', owner.accountId)
    .execute();
}

/** Removes sessions that nobody may use any more. */
export async function deleteExpired(
  tx: Tx,
  limits: { readonly seenBefore: string; readonly createdBefore: string },
): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([eb('seen_at', '<', limits.seenBefore), eb('created_at', '<', limits.createdBefore)]),
    )
    .execute();
}

export async function sessionsOf(tx: Tx, owner: Owner) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'created_at as createdAt', 'seen_at as seenAt', 'source', 'device'])
    .where('jurisdiction_id', '=', owner.jurisdictionId)
    .where('account_id', '=', owner.accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
}
