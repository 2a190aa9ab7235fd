/** SQL of addresses that wait for their code. */
import type { Tx } from '../db/database.ts';
import type { AddressWay, NoticeCodesTable } from './tables.ts';

export interface AddressKey {
  readonly jurisdictionId: string;
  /** `account:<id>` or `enterprise:<key>`. */
  readonly recipient: string;
  readonly way: AddressWay;
}

export async function codeOf(tx: Tx, key: AddressKey) {
  return tx
    .selectFrom('notice_codes')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('recipient', '=', key.recipient)
    .where('way', '=', key.way)
    .forUpdate()
    .executeTakeFirst();
}

type Code = Pick<NoticeCodesTable, 'tries' | 'sent_at' | 'expires_at' | 'sent_on' | 'sent'> & {
  readonly code: Uint8Array | null;
};

/** Puts a new code in the place of the one before. */
export async function saveCode(tx: Tx, key: AddressKey, code: Code): Promise<void> {
  await tx
    .insertInto('notice_codes')
    .values({ jurisdiction_id: key.jurisdictionId, recipient: key.recipient, way: key.way, ...code })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'recipient', 'way']).doUpdateSet(code))
    .execute();
}

/** Counts a wrong try, or ends the code (null). */
export async function changeCode(
  tx: Tx,
  key: AddressKey,
  change: { readonly tries: number } | { readonly code: null },
): Promise<void> {
  await tx
    .updateTable('notice_codes')
    .set(change)
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('recipient', '=', key.recipient)
    .where('way', '=', key.way)
    .execute();
}

export async function markConfirmed(tx: Tx, key: AddressKey, at: string): Promise<void> {
  await tx
    .updateTable('notice_preferences')
    .set((eb) => ({
      ...(key.way === 'email' ? { email_confirmed_at: at } : { phone_confirmed_at: at }),
      version: eb('version', '+', 1),
    }))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('recipient', '=', key.recipient)
    .execute();
}
