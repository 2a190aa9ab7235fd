/** The statements of the first load: savepoints inside its one transaction, and whose account an inspector uses. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

export async function setSavepoint(tx: Tx): Promise<void> {
  await sql`SAVEPOINT part`.execute(tx);
}

export async function keepSavepoint(tx: Tx): Promise<void> {
  await sql`RELEASE SAVEPOINT part`.execute(tx);
}

export async function undoSavepoint(tx: Tx): Promise<void> {
  await sql`ROLLBACK TO SAVEPOINT part`.execute(tx);
}

/** No screen ties accounts to inspectors yet. */
export async function tieInspectorToAccount(
  tx: Tx,
  jurisdictionId: string,
  tie: { readonly inspectorId: string; readonly accountId: string },
): Promise<void> {
  await tx
    .updateTable('inspectors')
    .set({ account_id: tie.accountId })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', tie.inspectorId)
    .execute();
}
