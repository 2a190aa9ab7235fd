/** SQL of redacted copies of evidence. Rows are only ever added; the originals are read elsewhere. */
import type { Insertable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { InspectionKey } from './result.queries.ts';
import type { EvidenceCopiesTable } from './tables.ts';

export async function insertCopy(tx: Tx, row: Insertable<EvidenceCopiesTable>): Promise<void> {
  await tx.insertInto('evidence_copies').values(row).execute();
}

const copies = (tx: Tx) =>
  tx
    .selectFrom('evidence_copies as c')
    .innerJoin('files as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('f.id', '=', 'c.file_id'),
    )
    .select(['c.id', 'c.evidence_id', 'c.areas', 'c.reason', 'c.made_name', 'c.made_at'])
    .select(['f.sha256', 'f.size', 'f.content_type']);

/** Copies of the evidence of a visit, oldest first. */
export async function copiesOfVisit(tx: Tx, key: InspectionKey) {
  return copies(tx)
    .innerJoin('visit_evidence as e', (join) =>
      join.onRef('e.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('e.id', '=', 'c.evidence_id'),
    )
    .where('e.jurisdiction_id', '=', key.jurisdictionId)
    .where('e.inspection_id', '=', key.inspectionId)
    .orderBy('c.evidence_id')
    .orderBy('c.id')
    .execute();
}

/** One copy of one piece of evidence, or undefined. */
export async function copyOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly evidenceId: string; readonly id: string },
) {
  return copies(tx)
    .where('c.jurisdiction_id', '=', key.jurisdictionId)
    .where('c.evidence_id', '=', key.evidenceId)
    .where('c.id', '=', key.id)
    .executeTakeFirst();
}
