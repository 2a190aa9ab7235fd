/** SQL of the register of numbers (文书编号簿): each number that was given out stands once, and never goes away. */
import type { PaperKind } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { PaperNumbersTable } from './tables.ts';

export type StoredNumber = Selectable<PaperNumbersTable>;

export interface NumberKey {
  /** Of the agency that gives it. */
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly kind: PaperKind;
  readonly year: number;
  readonly no: number;
}

export async function insertNumbers(tx: Tx, rows: readonly Insertable<PaperNumbersTable>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('paper_numbers').values(rows).execute();
}

/** One number, locked. */
export async function lockNumber(tx: Tx, key: NumberKey): Promise<StoredNumber | undefined> {
  return tx
    .selectFrom('paper_numbers')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .where('kind', '=', key.kind)
    .where('year', '=', key.year)
    .where('no', '=', key.no)
    .forUpdate()
    .executeTakeFirst();
}

export async function settleNumber(
  tx: Tx,
  key: NumberKey,
  settled: {
    readonly state: 'used' | 'voided';
    readonly paperId: string | null;
    readonly reason: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('paper_numbers')
    .set({
      state: settled.state,
      reason: settled.reason,
      settled_at: settled.at,
      ...(settled.paperId === null ? {} : { paper_id: settled.paperId }),
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .where('kind', '=', key.kind)
    .where('year', '=', key.year)
    .where('no', '=', key.no)
    .execute();
}

/** Numbers that a team holds and has not used, in order. */
export async function reservedNumbers(
  tx: Tx,
  of: { readonly inspectionId: string; readonly agencyId: string },
): Promise<readonly StoredNumber[]> {
  return tx
    .selectFrom('paper_numbers')
    .selectAll()
    .where('inspection_id', '=', of.inspectionId)
    .where('agency_id', '=', of.agencyId)
    .where('state', '=', 'reserved')
    .orderBy('kind')
    .orderBy('year')
    .orderBy('no')
    .execute();
}
