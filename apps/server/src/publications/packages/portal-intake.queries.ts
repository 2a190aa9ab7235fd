/** SQL of the sealed intake on a portal of its own. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { PortalIntakeTable } from './tables.ts';

export type StoredIntake = Selectable<PortalIntakeTable>;

export async function intakeByAction(tx: Tx, actionDigest: string): Promise<StoredIntake | undefined> {
  return tx
    .selectFrom('portal_intake')
    .selectAll()
    .where('action_digest', '=', actionDigest)
    .executeTakeFirst();
}

export async function intakeByLookUp(tx: Tx, lookUp: string): Promise<StoredIntake | undefined> {
  return tx.selectFrom('portal_intake').selectAll().where('look_up', '=', lookUp).executeTakeFirst();
}

export async function insertIntake(tx: Tx, row: Insertable<PortalIntakeTable>): Promise<void> {
  await tx.insertInto('portal_intake').values(row).execute();
}

/** How many items came today: from this source, about this target. */
export async function intakeCounts(
  tx: Tx,
  of: { readonly today: string; readonly sourceHash: string; readonly targetId: string | null },
): Promise<{ readonly fromSource: number; readonly aboutTarget: number }> {
  const found = await sql<{ fromSource: number; aboutTarget: number }>`
    SELECT count(*) FILTER (WHERE source_hash = ${of.sourceHash})::integer AS "fromSource",
           count(*) FILTER (WHERE target_id = ${of.targetId}::uuid)::integer AS "aboutTarget"
      FROM portal_intake WHERE taken_on = ${of.today}::date`.execute(tx);
  return found.rows[0] ?? { fromSource: 0, aboutTarget: 0 };
}

/** What the office has not answered for, in the order of its arrival. */
export async function waitingIntake(
  tx: Tx,
): Promise<readonly Pick<StoredIntake, 'id' | 'kind' | 'taken_at' | 'sealed'>[]> {
  return tx
    .selectFrom('portal_intake')
    .select(['id', 'kind', 'taken_at', 'sealed'])
    .orderBy('taken_at')
    .orderBy('id')
    .execute();
}

/** Forgets what the office has answered for. Sources of past days are forgotten as well. */
export async function dropAnswered(tx: Tx): Promise<void> {
  await sql`DELETE FROM portal_intake i USING public_documents d WHERE d.key = 'answer ' || i.look_up`.execute(
    tx,
  );
}

export async function forgetSources(tx: Tx, today: string): Promise<void> {
  await tx
    .updateTable('portal_intake')
    .set({ source_hash: null })
    .where('taken_on', '<', today)
    .where('source_hash', 'is not', null)
    .execute();
}
