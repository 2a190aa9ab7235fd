/** What set-up asks the database of an installation. */
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** Whether nobody has used it yet: no jurisdiction exists. */
export async function isEmptyInstallation(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    empty: boolean;
  }>`SELECT NOT EXISTS (SELECT FROM jurisdictions) AS empty`.execute(tx);
  return rows[0]?.empty ?? false;
}

/** Whether the database answers. */
export async function isAnswering(tx: Tx): Promise<boolean> {
  return (await sql`SELECT 1`.execute(tx)).rows.length === 1;
}
