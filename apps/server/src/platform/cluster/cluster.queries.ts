/** SQL of server processes: signs of life, who leads, whom to bury. Instants are the database's; nobody's clock decides. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { ServerProcessesTable } from './tables.ts';

export type NewProcess = Omit<ServerProcessesTable, 'beat' | 'started_at' | 'seen_at' | 'state'>;

/** Enters a process, or enters it again after others buried it. */
export async function enterProcess(tx: Tx, process: NewProcess): Promise<void> {
  const now = sql<string>`clock_timestamp()`;
  await tx
    .insertInto('server_processes')
    .values({ ...process, state: 'serving', beat: 0, started_at: now, seen_at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export interface Beat {
  readonly term: bigint;
  readonly beat: bigint;
  readonly holder: string | null;
  /** Whether the process is entered. */
  readonly isKnown: boolean;
  /** Whether it leads in the term that it believes in. */
  readonly leads: boolean;
}

/** One sign of life, and of the lead where the process has it; says who leads. One statement, so one round trip. */
export async function beat(
  tx: Tx,
  own: { readonly id: string; readonly term: bigint | null; readonly state: 'serving' | 'draining' },
): Promise<Beat> {
  const { rows } = await sql<Beat>`
    WITH own AS (UPDATE server_processes SET beat = beat + 1, seen_at = clock_timestamp(), state = ${own.state}
                  WHERE id = ${own.id}::uuid RETURNING 1),
         lead AS (UPDATE server_lead SET beat = beat + 1
                   WHERE process_id = ${own.id}::uuid AND term = ${own.term}::bigint RETURNING 1)
    SELECT term, beat, process_id AS holder, EXISTS (SELECT FROM own) AS "isKnown",
           EXISTS (SELECT FROM lead) AS leads FROM server_lead`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw new Error('the row of the lead is missing');
  return found;
}

/**
 * Takes the lead from a holder that has not moved since it was seen at this term and beat; the new term, or null when it did
 * move. Waits a second for a transaction of the holder that is about to commit, then throws (55P03).
 */
export async function takeLead(
  tx: Tx,
  of: { readonly id: string; readonly term: bigint; readonly beat: bigint },
): Promise<bigint | null> {
  await sql`SET LOCAL lock_timeout = 1000`.execute(tx);
  const { rows } = await sql<{ term: bigint }>`
    UPDATE server_lead SET term = term + 1, process_id = ${of.id}::uuid, beat = 0
     WHERE term = ${of.term}::bigint AND beat = ${of.beat}::bigint RETURNING term`.execute(tx);
  return rows[0]?.term ?? null;
}

/** Ends the connections that hold the row of the lead and do nothing: their process stands still in the midst of a commit. */
export async function endIdleHolders(tx: Tx): Promise<void> {
  await sql`SELECT pg_terminate_backend(a.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.relation = 'server_lead'::regclass AND a.pid <> pg_backend_pid() AND a.usename = current_user
      AND a.state = 'idle in transaction'`.execute(tx);
}

/** Gives the lead back. */
export async function leaveLead(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('server_lead').set({ process_id: null }).where('process_id', '=', id).execute();
}

/** Whether the term is still the present one; until this transaction ends it cannot change. */
export async function holdsTerm(tx: Tx, term: bigint): Promise<boolean> {
  // What only reads, such as a verification of a ledger, may not lock, and does no harm after its term.
  const mode = await sql<{ mode: string }>`SELECT current_setting('transaction_read_only') AS mode`.execute(
    tx,
  );
  if (mode.rows[0]?.mode === 'on') return true;
  const found = await sql`SELECT 1 FROM server_lead WHERE term = ${term}::bigint FOR KEY SHARE`.execute(tx);
  return found.rows.length === 1;
}

export interface LivingProcess {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly fileStore: string;
  readonly keys: string;
  readonly state: 'serving' | 'draining';
  readonly beat: bigint;
  readonly startedAt: string;
  readonly leads: boolean;
}

/** Every process entered whose last sign of life is younger than `seconds`, oldest first. */
export async function processesSeen(tx: Tx, seconds: number): Promise<readonly LivingProcess[]> {
  const { rows } = await sql<LivingProcess>`
    SELECT p.id, p.name, p.host, p.pid, p.version, p.file_store AS "fileStore", p.keys, p.state, p.beat,
           p.started_at AS "startedAt", l.process_id IS NOT DISTINCT FROM p.id AS leads
      FROM server_processes p CROSS JOIN server_lead l
     WHERE abs(extract(epoch FROM clock_timestamp() - p.seen_at)) < ${seconds}
     ORDER BY p.started_at, p.id`.execute(tx);
  return rows;
}

/** Every process entered, with its count of signs of life. */
export async function allBeats(tx: Tx): Promise<readonly { readonly id: string; readonly beat: bigint }[]> {
  const { rows } = await sql<{ id: string; beat: bigint }>`SELECT id, beat FROM server_processes`.execute(tx);
  return rows;
}

/**
 * Buries a process that has fallen silent: its row goes, and its connections that stand idle in the midst of a transaction for
 * five seconds end, so that nobody waits for their locks. One that only paused enters itself again.
 */
export async function buryProcess(
  tx: Tx,
  of: { readonly id: string; readonly beat: bigint },
): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`DELETE FROM server_processes
    WHERE id = ${of.id}::uuid AND beat = ${of.beat}::bigint RETURNING name`.execute(tx);
  const name = rows[0]?.name;
  if (name === undefined) return false;
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = ${name} AND usename = current_user AND state LIKE 'idle in transaction%'
      AND clock_timestamp() - state_change > interval '5 seconds'`.execute(tx);
  return true;
}

export async function removeProcess(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('server_processes').where('id', '=', id).execute();
}

/** For whoever owns the database alone, as the holder of an embedded one does: nobody of before is left. */
export async function forgetProcesses(tx: Tx): Promise<void> {
  await tx.deleteFrom('server_processes').execute();
  await tx.updateTable('server_lead').set({ process_id: null }).execute();
}
