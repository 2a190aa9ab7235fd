/** The statements of the first load: savepoints inside its one transaction. */
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
