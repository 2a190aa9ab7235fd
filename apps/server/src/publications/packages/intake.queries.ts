/** SQL of the intake that came back to the office: each item once, with what became of it. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { IntakeItemsTable } from './tables.ts';

export type StoredItem = Selectable<IntakeItemsTable>;

export async function knownItem(tx: Tx, id: string): Promise<StoredItem | undefined> {
  return tx.selectFrom('intake_items').selectAll().where('id', '=', id).executeTakeFirst();
}

/** False when another process took it first. */
export async function insertItem(tx: Tx, row: Insertable<IntakeItemsTable>): Promise<boolean> {
  const made = await tx
    .insertInto('intake_items')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Items whose answers still travel: those received since `since`, in pages by time and id. */
export async function itemsSince(
  tx: Tx,
  of: { readonly since: string; readonly after: readonly [string, string] | null; readonly limit: number },
): Promise<readonly StoredItem[]> {
  let select = tx.selectFrom('intake_items').selectAll().where('received_at', '>=', of.since);
  if (of.after !== null)
    select = select.where(
      sql<boolean>`(received_at, id) > (${of.after[0]}::timestamptz, ${of.after[1]}::uuid)`,
    );
  return select.orderBy('received_at').orderBy('id').limit(of.limit).execute();
}

export async function intakeFigures(
  tx: Tx,
): Promise<{ readonly taken: number; readonly refused: number; readonly lastAt: string | null }> {
  const found = await sql<{ taken: number; refused: number; lastAt: string | null }>`
    SELECT count(*) FILTER (WHERE refusal IS NULL)::integer AS taken,
           count(*) FILTER (WHERE refusal IS NOT NULL)::integer AS refused, max(received_at) AS "lastAt"
      FROM intake_items`.execute(tx);
  return found.rows[0] ?? { taken: 0, refused: 0, lastAt: null };
}
