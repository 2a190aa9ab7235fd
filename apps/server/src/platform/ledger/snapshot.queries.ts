/** Makes the transaction read one unchanging state and nothing else; must be its first statement. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

export async function setSnapshot(tx: Tx): Promise<void> {
  await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`.execute(tx);
}
