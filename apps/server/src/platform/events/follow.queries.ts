/** SQL of following the ledgers: which are ahead of their cursor, the next events, what was set aside. */
import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import './tables.ts';

export interface Following {
  readonly jurisdictionId: string;
  readonly follower: string;
}

/** Whether any of the followers has something to read, and whether any has failures to try again. */
export async function workOf(
  db: Database,
  of: { readonly followers: readonly string[]; readonly now: string },
): Promise<{ readonly isBehind: boolean; readonly hasFailures: boolean }> {
  const names = sql`${[...of.followers]}::text[]`;
  const found = await sql<{ isBehind: boolean; hasFailures: boolean }>`SELECT
      EXISTS (SELECT 1 FROM ledger_heads h CROSS JOIN unnest(${names}) AS f(name)
        LEFT JOIN event_cursors c ON c.jurisdiction_id = h.jurisdiction_id AND c.follower = f.name
        WHERE h.seq > coalesce(c.seq, 0)) AS "isBehind",
      EXISTS (SELECT 1 FROM event_failures e WHERE e.follower = ANY(${names})
        AND e.next_at <= ${of.now}::timestamptz) AS "hasFailures"`.execute(db);
  return found.rows[0] ?? { isBehind: true, hasFailures: true };
}

/** Ledgers that have grown since the follower last read them, with their present length. */
export async function ledgersAhead(db: Database, follower: string) {
  return db
    .selectFrom('ledger_heads as h')
    .leftJoin('event_cursors as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'h.jurisdiction_id').on('c.follower', '=', follower),
    )
    .select(['h.jurisdiction_id as jurisdictionId', 'h.seq as head', 'c.seq as seen'])
    .where(sql<boolean>`h.seq > coalesce(c.seq, 0)`)
    .orderBy('h.jurisdiction_id')
    .execute();
}

/** The most that one reading of a ledger gives. */
export const eventsAtOnce = 100;

/** The next events of the given types after `seen`, oldest first. */
export async function nextEvents(
  db: Database,
  of: {
    readonly jurisdictionId: string;
    readonly types: readonly string[];
    readonly seen: number;
    readonly head: number;
  },
) {
  return db
    .selectFrom('ledger_events')
    .select(['seq', 'entry'])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('seq', '>', BigInt(of.seen))
    .where('seq', '<=', BigInt(of.head))
    .where('type', 'in', of.types)
    .orderBy('seq')
    .limit(eventsAtOnce)
    .execute();
}

export async function eventAt(tx: Tx, of: { readonly jurisdictionId: string; readonly seq: number }) {
  return tx
    .selectFrom('ledger_events')
    .select(['seq', 'entry'])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('seq', '=', BigInt(of.seq))
    .executeTakeFirstOrThrow();
}

/** Locks the cursor until the transaction ends and says where it stands; makes one that is missing. */
export async function lockCursor(tx: Tx, of: Following): Promise<number> {
  await tx
    .insertInto('event_cursors')
    .values({ jurisdiction_id: of.jurisdictionId, follower: of.follower, seq: 0 })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'follower']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('event_cursors')
    .select('seq')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('follower', '=', of.follower)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return Number(row.seq);
}

/** Moves a cursor that nobody holds to the end of what was read; never back. */
export async function passCursor(db: Database, of: Following & { readonly seq: number }): Promise<void> {
  await sql`INSERT INTO event_cursors (jurisdiction_id, follower, seq)
    VALUES (${of.jurisdictionId}, ${of.follower}, ${of.seq}::bigint)
    ON CONFLICT (jurisdiction_id, follower) DO UPDATE SET seq = EXCLUDED.seq
      WHERE event_cursors.seq < EXCLUDED.seq`.execute(db);
}

export async function saveCursor(tx: Tx, of: Following & { readonly seq: number }): Promise<void> {
  await tx
    .updateTable('event_cursors')
    .set({ seq: of.seq })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('follower', '=', of.follower)
    .where('seq', '<', BigInt(of.seq))
    .execute();
}

export interface SetAside extends Following {
  readonly seq: number;
  readonly error: string;
  readonly nextAt: string;
}

/** Notes one more failure of an event. */
export async function setAside(tx: Tx, one: SetAside): Promise<void> {
  await tx
    .insertInto('event_failures')
    .values({
      jurisdiction_id: one.jurisdictionId,
      follower: one.follower,
      seq: one.seq,
      attempts: 1,
      error: one.error,
      next_at: one.nextAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'follower', 'seq']).doUpdateSet((eb) => ({
        attempts: eb('event_failures.attempts', '+', 1),
        error: one.error,
        next_at: one.nextAt,
      })),
    )
    .execute();
}

/** Failures whose next attempt is due. */
export async function dueFailures(db: Database, follower: string, now: string) {
  return db
    .selectFrom('event_failures')
    .select(['jurisdiction_id as jurisdictionId', 'seq', 'attempts'])
    .where('follower', '=', follower)
    .where('next_at', '<=', now)
    .orderBy('jurisdiction_id')
    .orderBy('seq')
    .limit(100)
    .execute();
}

/** True when the failure was still there: whoever removes it acts. */
export async function takeFailure(tx: Tx, of: Following & { readonly seq: number }): Promise<boolean> {
  const gone = await tx
    .deleteFrom('event_failures')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('follower', '=', of.follower)
    .where('seq', '=', BigInt(of.seq))
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
