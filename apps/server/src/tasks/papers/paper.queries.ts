/** SQL of papers: rows with the wording they were issued in. Who may see one is decided by the caller. */
import type { PaperKind, SealState } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import type { PapersTable } from './tables.ts';

/** A paper without its wording: for lists. */
export type PaperRow = Omit<Selectable<PapersTable>, 'kind' | 'seal_state'> & {
  readonly kind: PaperKind;
  readonly seal_state: SealState;
};
/** A paper with all that printing takes. */
export type StoredPaper = PaperRow & { readonly wording: unknown };

/** The agency that gives the number, wherever it is. */
export async function issuingAgency(tx: Tx, agencyId: string) {
  return tx
    .selectFrom('agencies as a')
    .innerJoin('jurisdictions as j', 'j.id', 'a.jurisdiction_id')
    .select([
      'a.jurisdiction_id as jurisdictionId',
      'a.id',
      'a.name',
      'a.short_name as shortName',
      'a.level',
      'a.phone',
      'a.complaint_phone as complaintPhone',
      'j.name as jurisdictionName',
      'j.division_code as divisionCode',
    ])
    .where('a.id', '=', agencyId)
    .executeTakeFirst();
}

export async function keepWording(
  tx: Tx,
  wording: {
    readonly jurisdictionId: string;
    readonly sha256: string;
    readonly version: string;
    readonly wording: unknown;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('paper_wordings')
    .values({
      jurisdiction_id: wording.jurisdictionId,
      sha256: wording.sha256,
      version: wording.version,
      wording: JSON.stringify(wording.wording),
      created_at: wording.at,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'sha256']).doNothing())
    .execute();
}

export async function insertPaper(tx: Tx, paper: Insertable<PapersTable>): Promise<void> {
  await tx.insertInto('papers').values(paper).execute();
}

/** A paper whatever its jurisdiction; `lock` holds its row until the end of the transaction. */
export async function storedPaper(
  tx: Tx,
  id: string,
  lock: 'read' | 'lock' = 'read',
): Promise<StoredPaper | undefined> {
  const query = tx
    .selectFrom('papers as p')
    .innerJoin('paper_wordings as w', (join) =>
      join.onRef('w.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('w.sha256', '=', 'p.wording_sha256'),
    )
    .selectAll('p')
    .select('w.wording')
    .where('p.id', '=', id);
  const place = lock === 'lock' ? await placeOf(tx, 'papers', id) : undefined;
  const row = await (place === undefined
    ? query
    : query.where('p.jurisdiction_id', '=', place).forUpdate('p')
  ).executeTakeFirst();
  return row as StoredPaper | undefined;
}

/** The paper as it stands now, held until the end of the transaction. */
export const lockedPaper = async (tx: Tx, id: string): Promise<StoredPaper | undefined> =>
  storedPaper(tx, id, 'lock');

/** Papers of an inspection in the order in which they were issued, void ones too. */
export async function papersOfInspection(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly PaperRow[]> {
  const rows = await tx
    .selectFrom('papers')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('inspection_id', '=', of.inspectionId)
    .orderBy('created_at')
    // Of one kind in the same instant the later number is the later paper.
    .orderBy('no')
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows as readonly PaperRow[];
}

/** Papers of a task itself, without those of its inspections. */
export async function papersOfTask(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly taskId: string },
): Promise<readonly PaperRow[]> {
  const rows = await tx
    .selectFrom('papers')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('task_id', '=', of.taskId)
    .where('inspection_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows as readonly PaperRow[];
}

type Key = Pick<PaperRow, 'jurisdiction_id' | 'id'>;
type Change = Partial<
  Pick<
    Insertable<PapersTable>,
    | 'state'
    | 'void_reason'
    | 'voided_at'
    | 'voided_name'
    | 'seal_state'
    | 'sealed_on'
    | 'seal_register_no'
    | 'sealed_by'
    | 'sealed_name'
    | 'delivered_at'
    | 'scan_file_id'
    | 'scanned_at'
  >
>;

/** Changes what may change of an issued paper: seal, delivery, scan, void; never its data. */
export async function changePaper(tx: Tx, key: Key, change: Change): Promise<void> {
  await tx
    .updateTable('papers')
    .set({ ...change, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}
