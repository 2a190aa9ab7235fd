/** SQL of sign-in through a provider: sign-ins on their way, and whose account a person of the provider uses. */
import type { AccountStatus } from '@mingcha/core/common/access-api.ts';
import type { Tx } from '../../db/database.ts';

export async function insertPending(
  tx: Tx,
  row: { readonly tokenHash: Uint8Array; readonly sealed: Uint8Array; readonly expiresAt: string },
): Promise<void> {
  await tx
    .insertInto('provider_sign_ins')
    .values({
      token_hash: Buffer.from(row.tokenHash),
      sealed: Buffer.from(row.sealed),
      expires_at: row.expiresAt,
    })
    .execute();
}

/** Takes a sign-in out: it can be answered once, whatever comes of it. */
export async function takePending(tx: Tx, tokenHash: Uint8Array) {
  return tx
    .deleteFrom('provider_sign_ins')
    .where('token_hash', '=', Buffer.from(tokenHash))
    .returning(['sealed', 'expires_at as expiresAt'])
    .executeTakeFirst();
}

export async function deletePendingBefore(tx: Tx, now: string): Promise<void> {
  await tx.deleteFrom('provider_sign_ins').where('expires_at', '<', now).execute();
}

export interface Known {
  readonly jurisdictionId: string;
  readonly accountId: string;
  readonly agencyId: string;
  readonly status: AccountStatus;
}

function accounts(tx: Tx) {
  return tx
    .selectFrom('accounts as a')
    .select([
      'a.jurisdiction_id as jurisdictionId',
      'a.id as accountId',
      'a.agency_id as agencyId',
      'a.status',
    ]);
}

interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

export async function accountOfIdentity(tx: Tx, identity: Identity): Promise<Known | undefined> {
  return accounts(tx)
    .innerJoin('account_identities as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('i.account_id', '=', 'a.id'),
    )
    .where('i.issuer', '=', identity.issuer)
    .where('i.subject', '=', identity.subject)
    .executeTakeFirst();
}

/** The account of a sign-in name. */
export async function accountOfName(tx: Tx, signInName: string): Promise<Known | undefined> {
  return accounts(tx)
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('c.account_id', '=', 'a.id'),
    )
    .where('c.sign_in_name', '=', signInName)
    .executeTakeFirst();
}

/** False when this person or this account is linked already, or was by another request at the same moment. */
export async function linkIdentity(
  tx: Tx,
  identity: Identity,
  account: Known & { readonly at: string },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('account_identities')
    .values({
      issuer: identity.issuer,
      subject: identity.subject,
      jurisdiction_id: account.jurisdictionId,
      account_id: account.accountId,
      linked_at: account.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n;
}

/** The only jurisdiction of the installation; undefined where there are several. */
export async function onlyJurisdiction(tx: Tx): Promise<string | undefined> {
  const rows = await tx.selectFrom('jurisdictions').select('id').limit(2).execute();
  return rows.length === 1 ? rows[0]?.id : undefined;
}
