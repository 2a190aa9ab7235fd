/** SQL of enterprises' accounts, one-time codes and sessions. People of one enterprise are found by its credit code, wherever their letters came from. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { takenFrom } from '../../db/place.queries.ts';
import type { EnterpriseAccountsTable, EnterpriseCodesTable } from './tables.ts';

export type StoredEnterpriseAccount = Selectable<EnterpriseAccountsTable>;
export type StoredEnterpriseCode = Selectable<EnterpriseCodesTable>;
interface Key {
  readonly jurisdictionId: string;
  readonly id: string;
}

/** Everybody who ever had an account of this enterprise, in order of their making. */
export async function peopleOf(tx: Tx, creditCode: string): Promise<readonly StoredEnterpriseAccount[]> {
  return tx
    .selectFrom('enterprise_accounts')
    .selectAll()
    .where('credit_code', '=', creditCode)
    .orderBy('created_at')
    .orderBy('id')
    .limit(200)
    .execute();
}

export async function enterpriseAccount(
  tx: Tx,
  key: Key,
  lock: 'read' | 'lock' = 'read',
): Promise<StoredEnterpriseAccount | undefined> {
  const query = tx
    .selectFrom('enterprise_accounts')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id);
  return (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
}

export async function insertEnterpriseAccount(
  tx: Tx,
  row: Insertable<EnterpriseAccountsTable>,
): Promise<void> {
  await tx.insertInto('enterprise_accounts').values(row).execute();
}

export async function saveEnterpriseAccount(
  tx: Tx,
  key: Key,
  change: Partial<
    Pick<
      StoredEnterpriseAccount,
      | 'enterprise_name'
      | 'person_name'
      | 'password_hash'
      | 'password_changed_at'
      | 'earlier_hashes'
      | 'state'
      | 'state_reason'
      | 'state_at'
      | 'last_sign_in_at'
    >
  >,
): Promise<void> {
  await tx
    .updateTable('enterprise_accounts')
    .set({ ...change, version: sql`version + 1` })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** Holds one enterprise until the commit, so that two activations at once are one after the other. */
export async function holdEnterprise(tx: Tx, creditCode: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${creditCode}, 64))`.execute(tx);
}

export async function insertCode(tx: Tx, row: Insertable<EnterpriseCodesTable>): Promise<void> {
  await tx.insertInto('enterprise_codes').values(row).execute();
}

/** Codes of an enterprise that may still be used, from whichever bureau; locked. */
export async function openCodes(
  tx: Tx,
  of: { readonly creditCode: string; readonly now: string },
): Promise<readonly StoredEnterpriseCode[]> {
  const open = tx
    .selectFrom('enterprise_codes')
    .where('credit_code', '=', of.creditCode)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', of.now);
  const places = await open.select('jurisdiction_id as place').distinct().orderBy('place').execute();
  return takenFrom(places, 100, (place, left) =>
    open.selectAll().where('jurisdiction_id', '=', place).orderBy('id').limit(left).forUpdate().execute(),
  );
}

/** One code of a letter; the caller decides who sees it. */
export async function codeById(tx: Tx, key: Key): Promise<StoredEnterpriseCode | undefined> {
  return tx
    .selectFrom('enterprise_codes')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
}

/** Letters of an object, the latest first. */
export async function lettersOfObject(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly objectId: string },
): Promise<readonly StoredEnterpriseCode[]> {
  return tx
    .selectFrom('enterprise_codes')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('object_id', '=', of.objectId)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}

/** How the printed letter left; false when that was recorded already. */
export async function saveLetterSent(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  sent: {
    readonly way: string;
    readonly on: string;
    readonly to: string;
    readonly number: string;
    readonly name: string;
    readonly at: string;
  },
): Promise<boolean> {
  const row = await tx
    .updateTable('enterprise_codes')
    .set({
      sent_way: sent.way,
      sent_on: sent.on,
      sent_to: sent.to,
      sent_number: sent.number,
      sent_name: sent.name,
      sent_at: sent.at,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .where('sent_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countTry(tx: Tx, creditCode: string): Promise<void> {
  await tx
    .updateTable('enterprise_codes')
    .set({ tries: sql`tries + 1` })
    .where('credit_code', '=', creditCode)
    .where('ended_at', 'is', null)
    .execute();
}

export async function endCode(
  tx: Tx,
  key: Key,
  end: { readonly at: string; readonly accountId: string | null },
): Promise<void> {
  await tx
    .updateTable('enterprise_codes')
    .set({ ended_at: end.at, account_id: end.accountId })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** A newer letter of the same agency replaces its open ones. */
export async function withdrawLetters(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly agencyId: string;
    readonly creditCode: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('enterprise_codes')
    .set({ ended_at: of.at })
    .where('credit_code', '=', of.creditCode)
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Of the session: the person as they stand now, with the password profile of the bureau that answers for them. */
export async function enterpriseByToken(tx: Tx, tokenHash: Uint8Array) {
  return tx
    .selectFrom('enterprise_sessions as s')
    .innerJoin('enterprise_accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 's.jurisdiction_id').onRef('a.id', '=', 's.account_id'),
    )
    .innerJoin('jurisdictions as j', 'j.id', 'a.jurisdiction_id')
    .select([
      'a.jurisdiction_id as jurisdictionId',
      'a.id as enterpriseId',
      'a.credit_code as creditCode',
      'a.enterprise_name as enterpriseName',
      'a.person_name as personName',
      'a.state',
      'a.password_changed_at as passwordChangedAt',
      's.created_at as createdAt',
      's.seen_at as seenAt',
      'j.password_profile as passwordProfile',
    ])
    .where('s.token_hash', '=', Buffer.from(tokenHash))
    .executeTakeFirst();
}

export async function insertEnterpriseSession(
  tx: Tx,
  session: { readonly tokenHash: Uint8Array; readonly account: Key; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('enterprise_sessions')
    .values({
      token_hash: Buffer.from(session.tokenHash),
      jurisdiction_id: session.account.jurisdictionId,
      account_id: session.account.id,
      created_at: session.at,
      seen_at: session.at,
    })
    .execute();
}

export async function touchEnterpriseSession(tx: Tx, tokenHash: Uint8Array, at: string): Promise<void> {
  await tx
    .updateTable('enterprise_sessions')
    .set({ seen_at: at })
    .where('token_hash', '=', Buffer.from(tokenHash))
    .execute();
}

export async function deleteEnterpriseSession(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.deleteFrom('enterprise_sessions').where('token_hash', '=', Buffer.from(tokenHash)).execute();
}

export async function deleteEnterpriseSessions(tx: Tx, account: Key): Promise<void> {
  await tx
    .deleteFrom('enterprise_sessions')
    .where('jurisdiction_id', '=', account.jurisdictionId)
    .where('account_id', '=', account.id)
    .execute();
}

/** Removes sessions that nobody may use any more. */
export async function deleteExpiredEnterpriseSessions(
  tx: Tx,
  limits: { readonly seenBefore: string; readonly createdBefore: string },
): Promise<void> {
  await tx
    .deleteFrom('enterprise_sessions')
    .where((eb) =>
      eb.or([eb('seen_at', '<', limits.seenBefore), eb('created_at', '<', limits.createdBefore)]),
    )
    .execute();
}

/** When the person last came in; the row's version is that of what the office changes. */
export async function savePresence(tx: Tx, key: Key, at: string): Promise<void> {
  await tx
    .updateTable('enterprise_accounts')
    .set({ last_sign_in_at: at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}
