/** SQL of the standby's freshness: positions in the write-ahead log. */
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';

/** How far the primary has written. Fails on a standby. */
export async function primaryPosition(db: Database): Promise<string | null> {
  const { rows } = await sql<{ at: string }>`SELECT pg_current_wal_insert_lsn()::text AS at`.execute(db);
  return rows[0]?.at ?? null;
}

/** Whether the standby shows everything up to a position; a server that was promoted meanwhile is no standby. */
export async function hasReplayed(db: Database, position: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean | null }>`
    SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ${position}::pg_lsn AS done`.execute(db);
  return rows[0]?.done === true;
}
