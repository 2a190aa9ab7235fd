/** SQL of corrections that one officer proposes and another puts in place. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { PublicationKey } from './publication.queries.ts';
import type { PublicationCorrectionsTable } from './tables.ts';

export type StoredCorrection = Selectable<PublicationCorrectionsTable>;

export async function insertCorrection(tx: Tx, row: Insertable<PublicationCorrectionsTable>): Promise<void> {
  await tx.insertInto('publication_corrections').values(row).execute();
}

export async function correctionsOf(tx: Tx, key: PublicationKey): Promise<readonly StoredCorrection[]> {
  return tx
    .selectFrom('publication_corrections')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(100)
    .execute();
}

export async function correctionById(tx: Tx, id: string): Promise<StoredCorrection | undefined> {
  return tx.selectFrom('publication_corrections').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function saveCorrectionDecision(
  tx: Tx,
  row: StoredCorrection,
  of: { readonly agrees: boolean; readonly opinion: string; readonly actor: Actor; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('publication_corrections')
    .set({
      state: of.agrees ? 'made' : 'refused',
      decided_by: of.actor.accountId,
      decided_name: of.actor.personName,
      decided_at: of.at,
      opinion: of.opinion,
    })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
