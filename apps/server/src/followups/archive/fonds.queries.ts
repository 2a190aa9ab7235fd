/** SQL of the fonds number (全宗号) of an agency. */
import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { ArchiveFondsTable } from './tables.ts';

export interface Unit {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

export async function fondsOf(tx: Tx, unit: Unit): Promise<Selectable<ArchiveFondsTable> | undefined> {
  return tx
    .selectFrom('archive_fonds')
    .selectAll()
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId)
    .executeTakeFirst();
}

export async function saveFonds(tx: Tx, row: Insertable<ArchiveFondsTable>): Promise<void> {
  const { fonds_number, entered_by, entered_name, entered_at } = row;
  await tx
    .insertInto('archive_fonds')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'agency_id'])
        .doUpdateSet({ fonds_number, entered_by, entered_name, entered_at }),
    )
    .execute();
}
