/** SQL of earlier passwords' hashes, newest first, and of the profile that a jurisdiction chose. */
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

interface AccountKey {
  readonly jurisdictionId: string;
  readonly accountId: string;
}

export async function earlierHashes(tx: Tx, key: AccountKey, count: number): Promise<readonly string[]> {
  if (count === 0) return [];
  const rows = await tx
    .selectFrom('password_history')
    .select('password_hash as hash')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('account_id', '=', key.accountId)
    .orderBy('replaced_at', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => row.hash);
}

/** Copies the hash that is about to be replaced. */
export async function copyPresent(tx: Tx, key: AccountKey, at: string): Promise<void> {
  await tx
    .insertInto('password_history')
    .columns(['jurisdiction_id', 'account_id', 'replaced_at', 'password_hash'])
    .expression((eb) =>
      eb
        .selectFrom('credentials')
        .select([
          'jurisdiction_id',
          'account_id',
          sql<string>`${at}::timestamptz`.as('replaced_at'),
          'password_hash',
        ])
        .where('jurisdiction_id', '=', key.jurisdictionId)
        .where('account_id', '=', key.accountId),
    )
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'account_id', 'replaced_at']).doNothing())
    .execute();
}

export async function forgetOldest(tx: Tx, key: AccountKey, kept: number): Promise<void> {
  await tx
    .deleteFrom('password_history')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('account_id', '=', key.accountId)
    .where('replaced_at', 'not in', (eb) =>
      eb
        .selectFrom('password_history')
        .select('replaced_at')
        .where('jurisdiction_id', '=', key.jurisdictionId)
        .where('account_id', '=', key.accountId)
        .orderBy('replaced_at', 'desc')
        .limit(kept),
    )
    .execute();
}

export async function profileOf(tx: Tx, jurisdictionId: string): Promise<PasswordProfile | null> {
  const row = await tx
    .selectFrom('jurisdictions')
    .select('password_profile as profile')
    .where('id', '=', jurisdictionId)
    .executeTakeFirst();
  return row?.profile ?? null;
}

export async function saveProfile(tx: Tx, jurisdictionId: string, profile: PasswordProfile): Promise<void> {
  await tx
    .updateTable('jurisdictions')
    .set({ password_profile: profile })
    .where('id', '=', jurisdictionId)
    .execute();
}
