/** SQL of signing in: attempts, credentials, and who a person is. */
import type { AccountStatus } from '@mingcha/core/common/access-api.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

export interface AttemptRow {
  readonly failures: number;
  readonly lastAt: string;
  readonly succeededAt: string | null;
}

interface AttemptKey {
  readonly signInName: string;
  readonly source: string;
}

/** The attempts of one name from one source, locked so that guesses sent at once are counted one by one. */
export async function lockAttempts(tx: Tx, key: AttemptKey, now: string): Promise<AttemptRow> {
  await tx
    .insertInto('sign_in_attempts')
    .values({
      sign_in_name: key.signInName,
      source: key.source,
      failures: 0,
      last_at: now,
      succeeded_at: null,
    })
    .onConflict((conflict) => conflict.columns(['sign_in_name', 'source']).doNothing())
    .execute();
  return tx
    .selectFrom('sign_in_attempts')
    .select(['failures', 'last_at as lastAt', 'succeeded_at as succeededAt'])
    .where('sign_in_name', '=', key.signInName)
    .where('source', '=', key.source)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function saveAttempts(tx: Tx, key: AttemptKey, row: AttemptRow): Promise<void> {
  await tx
    .updateTable('sign_in_attempts')
    .set({ failures: row.failures, last_at: row.lastAt, succeeded_at: row.succeededAt })
    .where('sign_in_name', '=', key.signInName)
    .where('source', '=', key.source)
    .execute();
}

/** Failures of a name from all sources since an instant. */
export async function failuresSince(tx: Tx, signInName: string, since: string): Promise<number> {
  const row = await tx
    .selectFrom('sign_in_attempts')
    .select(sql<bigint>`coalesce(sum(failures), 0)::int8`.as('failures'))
    .where('sign_in_name', '=', signInName)
    .where('last_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(row.failures);
}

/** Forgets counters older than an instant. */
export async function deleteOldAttempts(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('sign_in_attempts').where('last_at', '<', before).execute();
}

export interface CredentialRow {
  readonly signInName: string;
  readonly jurisdictionId: string;
  readonly accountId: string;
  readonly agencyId: string;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly expiresAt: string | null;
  readonly status: AccountStatus;
  /** When the account ends by itself; null for most. */
  readonly endsAt: string | null;
}

function credentials(tx: Tx) {
  return tx
    .selectFrom('credentials as c')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('a.id', '=', 'c.account_id'),
    )
    .select([
      'c.sign_in_name as signInName',
      'c.jurisdiction_id as jurisdictionId',
      'c.account_id as accountId',
      'a.agency_id as agencyId',
      'c.password_hash as passwordHash',
      'c.must_change as mustChange',
      'c.expires_at as expiresAt',
      'a.status',
      'a.ends_at as endsAt',
    ]);
}

export async function credentialByName(tx: Tx, signInName: string): Promise<CredentialRow | undefined> {
  return credentials(tx).where('c.sign_in_name', '=', signInName).executeTakeFirst();
}

interface AccountKey {
  readonly jurisdictionId: string;
  readonly accountId: string;
}

export async function credentialOf(tx: Tx, key: AccountKey): Promise<CredentialRow | undefined> {
  return credentials(tx)
    .where('c.jurisdiction_id', '=', key.jurisdictionId)
    .where('c.account_id', '=', key.accountId)
    .executeTakeFirst();
}

export interface NewPassword extends AccountKey {
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly expiresAt: string | null;
  readonly at: string;
}

export async function savePassword(tx: Tx, password: NewPassword): Promise<void> {
  await tx
    .updateTable('credentials')
    .set({
      password_hash: password.passwordHash,
      must_change: password.mustChange,
      expires_at: password.expiresAt,
      changed_at: password.at,
    })
    .where('jurisdiction_id', '=', password.jurisdictionId)
    .where('account_id', '=', password.accountId)
    .execute();
}

/** Name and code of a jurisdiction that exists. */
export async function jurisdictionOf(tx: Tx, id: string) {
  return tx
    .selectFrom('jurisdictions')
    .select(['id', 'name', 'division_code as divisionCode'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Names around a person: for the greeting of the page and as local words of password rules. */
export async function placeOf(tx: Tx, key: AccountKey) {
  return tx
    .selectFrom('accounts as a')
    .innerJoin('jurisdictions as j', 'j.id', 'a.jurisdiction_id')
    .innerJoin('agencies as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('g.id', '=', 'a.agency_id'),
    )
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.section_id'),
    )
    .select([
      'j.division_code as divisionCode',
      'j.password_profile as passwordProfile',
      'g.name as agencyName',
      'g.short_name as agencyShortName',
      's.name as sectionName',
    ])
    .where('a.jurisdiction_id', '=', key.jurisdictionId)
    .where('a.id', '=', key.accountId)
    .executeTakeFirstOrThrow();
}
