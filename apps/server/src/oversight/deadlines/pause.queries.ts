/** SQL of suspensions: asked, decided, ended; and the day of a clock in the record of its own stage. */
import { type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import type { DeadlinePausesTable } from './tables.ts';

export type StoredPause = Selectable<DeadlinePausesTable>;

/** All of one clock, newest first. */
export async function pausesOf(
  tx: Tx,
  clock: { readonly jurisdictionId: string; readonly key: string },
): Promise<readonly StoredPause[]> {
  return tx
    .selectFrom('deadline_pauses')
    .selectAll()
    .where('jurisdiction_id', '=', clock.jurisdictionId)
    .where('clock_key', '=', clock.key)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function lockPause(tx: Tx, id: string): Promise<StoredPause | undefined> {
  const place = await placeOf(tx, 'deadline_pauses', id);
  if (place === undefined) return undefined;
  return tx
    .selectFrom('deadline_pauses')
    .selectAll()
    .where('jurisdiction_id', '=', place)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

type NewPause = Pick<
  StoredPause,
  | 'jurisdiction_id'
  | 'id'
  | 'clock_key'
  | 'agency_id'
  | 'ground'
  | 'basis'
  | 'note'
  | 'asked_by'
  | 'asked_name'
  | 'asked_at'
>;

/** False when one is asked for or runs already. */
export async function insertPause(tx: Tx, row: NewPause): Promise<boolean> {
  const saved = await tx
    .insertInto('deadline_pauses')
    .values({ ...row, state: 'asked' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return saved !== undefined;
}

export async function savePause(
  tx: Tx,
  row: Pick<StoredPause, 'jurisdiction_id' | 'id'>,
  change: Omit<Updateable<DeadlinePausesTable>, 'row_version'>,
): Promise<void> {
  await tx
    .updateTable('deadline_pauses')
    .set({ ...change, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

/** Where the clocks that may stand still keep their day. */
const homes = {
  penaltyDecided: { table: 'followups', id: 'finding_id' },
  rectified: { table: 'followups', id: 'finding_id' },
  reinspected: { table: 'followups', id: 'finding_id' },
  objectionAnswered: { table: 'objections', id: 'id' },
  contactAnswered: { table: 'contacts', id: 'id' },
} as const;

/**
 * Moves the day of a clock after it stood still; the basis keeps how long. False where the stage has no row of it (an order
 * at the door that nobody has touched in the office).
 */
export async function moveDay(
  tx: Tx,
  clock: { readonly jurisdictionId: string; readonly key: string },
  to: { readonly dueOn: string; readonly paused: number; readonly provisional: boolean },
): Promise<boolean> {
  const [name, id] = clock.key.split(':');
  const place = homes[name as keyof typeof homes];
  const found = await sql`UPDATE ${sql.table(place.table)} SET due_on = ${to.dueOn}::date,
      due_basis = due_basis || jsonb_build_object('paused', ${to.paused}::integer, 'provisional', ${to.provisional}::boolean),
      row_version = row_version + 1
    WHERE jurisdiction_id = ${clock.jurisdictionId} AND ${sql.ref(place.id)} = ${id}::uuid AND due_basis IS NOT NULL`.execute(
    tx,
  );
  return (found.numAffectedRows ?? 0n) > 0n;
}
