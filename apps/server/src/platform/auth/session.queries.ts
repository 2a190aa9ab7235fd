/** SQL of sessions. A session's id is stored only as its SHA-256; roles are read anew with every request (Z-06). */
import type { AccountStatus } from '@mingcha/core/common/access-api.ts';
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { ready } from '../db/ready.ts';

export interface SessionRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly personName: string;
  readonly status: AccountStatus;
  /** When the account ends by itself; null for most. */
  readonly endsAt: string | null;
  readonly roles: readonly Role[];
  readonly mustChange: boolean;
  readonly passwordChangedAt: string;
  /** Null: that of the installation's settings. */
  readonly passwordProfile: PasswordProfile | null;
  readonly createdAt: string;
  readonly seenAt: string;
  /** Last use by a phone's routes; null when none of them was used. */
  readonly fieldSeenAt: string | null;
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

/**
 * It stands before every request: with all seven tables in one join its plan took ten times as long as the answer, so what
 * hangs on one key is a question of its own inside, and PostgreSQL keeps the whole ready.
 */
const sessionRow = ready((tx, tokenHash: Buffer) =>
  tx
    .selectFrom('sessions as s')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 's.jurisdiction_id').onRef('a.id', '=', 's.account_id'),
    )
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 's.jurisdiction_id').onRef('c.account_id', '=', 's.account_id'),
    )
    .select([
      's.id as sessionId',
      'a.id as accountId',
      'a.jurisdiction_id as jurisdictionId',
      'a.agency_id as agencyId',
      'a.section_id as sectionId',
      'a.person_name as personName',
      'a.status',
      'a.ends_at as endsAt',
      'c.must_change as mustChange',
      'c.changed_at as passwordChangedAt',
      's.created_at as createdAt',
      's.seen_at as seenAt',
      's.field_seen_at as fieldSeenAt',
      's.through_provider as throughProvider',
      's.acting_jurisdiction_id as actingIn',
    ])
    .select((eb) => [
      eb
        .selectFrom('jurisdictions as j')
        .select('j.password_profile')
        .whereRef('j.id', '=', 's.jurisdiction_id')
        .as('passwordProfile'),
      eb
        .selectFrom('agencies as g')
        .select('g.host')
        .whereRef('g.jurisdiction_id', '=', 'a.jurisdiction_id')
        .whereRef('g.id', '=', 'a.agency_id')
        .as('host'),
      eb
        .selectFrom('account_roles as r')
        .select(sql<Role[]>`coalesce(array_agg(r.role ORDER BY r.role), '{}')`.as('roles'))
        .whereRef('r.jurisdiction_id', '=', 'a.jurisdiction_id')
        .whereRef('r.account_id', '=', 'a.id')
        .as('roles'),
    ])
    .where('s.token_hash', '=', tokenHash)
    .compile(),
);

/** The session with the person's present state, or undefined. Where a host's administrator acts is asked only of those who do. */
export async function sessionByToken(tx: Tx, tokenHash: Uint8Array): Promise<SessionRow | undefined> {
  const [row] = await sessionRow(tx, Buffer.from(tokenHash));
  if (row === undefined) return undefined;
  const { actingIn, host, roles, ...rest } = row;
  const acting = actingIn === null ? null : await standIn(tx, actingIn, row.accountId);
  return { ...rest, host: host ?? false, roles: roles ?? [], acting };
}

/** The account that stands in a jurisdiction for somebody of the host, or null. */
async function standIn(tx: Tx, jurisdictionId: string, homeAccountId: string): Promise<SessionRow['acting']> {
  const row = await tx
    .selectFrom('host_stand_ins as h')
    .innerJoin('accounts as w', (join) =>
      join.onRef('w.jurisdiction_id', '=', 'h.jurisdiction_id').onRef('w.id', '=', 'h.account_id'),
    )
    .select(['h.jurisdiction_id as jurisdictionId', 'w.id as accountId', 'w.agency_id as agencyId'])
    .where('h.jurisdiction_id', '=', jurisdictionId)
    .where('h.home_account_id', '=', homeAccountId)
    .executeTakeFirst();
  return row ?? null;
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

export async function touchSession(
  tx: Tx,
  tokenHash: Uint8Array,
  seen: { readonly at: string; readonly use: SessionUse },
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set(seen.use === 'field' ? { field_seen_at: seen.at } : { seen_at: seen.at })
    .where('token_hash', '=', Buffer.from(tokenHash))
    .execute();
}

/** What a request uses a session for: a desk's pages, or what a phone sends and fetches. */
export type SessionUse = 'desk' | 'field';

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
  limits: { readonly seenBefore: string; readonly fieldSeenBefore: string; readonly createdBefore: string },
): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([
        eb.and([
          eb('seen_at', '<', limits.seenBefore),
          eb.or([eb('field_seen_at', 'is', null), eb('field_seen_at', '<', limits.fieldSeenBefore)]),
        ]),
        eb('created_at', '<', limits.createdBefore),
      ]),
    )
    .execute();
}

export async function sessionsOf(tx: Tx, owner: Owner) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'created_at as createdAt', 'source', 'device'])
    .select(sql<string>`greatest(seen_at, field_seen_at)`.as('seenAt'))
    .where('jurisdiction_id', '=', owner.jurisdictionId)
    .where('account_id', '=', owner.accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
}
