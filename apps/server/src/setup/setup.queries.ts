/** SQL of the set-up of an empty installation: its one row with the code's hash, and the outcome once it is used. */
import type { Tx } from '../platform/db/database.ts';

/** Puts a new code's hash in place of the old one; a used code stays as it is. */
export async function saveCode(
  tx: Tx,
  code: { readonly hash: Uint8Array; readonly at: string },
): Promise<void> {
  const values = { code_hash: Buffer.from(code.hash), made_at: code.at };
  await tx
    .insertInto('installation_setup')
    .values({ one: true, ...values, action_id: null, jurisdiction_id: null, outcome: null, closed_at: null })
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet(values).where('installation_setup.closed_at', 'is', null),
    )
    .execute();
}

/** The row, locked, so that two who hold the code cannot set up twice. */
export async function lockSetup(tx: Tx) {
  return tx.selectFrom('installation_setup').selectAll().forUpdate().executeTakeFirst();
}

export async function closeSetup(
  tx: Tx,
  done: {
    readonly actionId: string;
    readonly jurisdictionId: string;
    readonly outcome: Uint8Array;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('installation_setup')
    .set({
      action_id: done.actionId,
      jurisdiction_id: done.jurisdictionId,
      outcome: Buffer.from(done.outcome),
      closed_at: done.at,
    })
    .execute();
}
