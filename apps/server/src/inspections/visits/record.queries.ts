/** SQL of records of visits and of what they carry: fields, evidence, signatures. Rows are only ever added. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type {
  VisitEvidenceTable,
  VisitRecordsTable,
  VisitSignaturesTable,
  VisitWritesTable,
} from './tables.ts';

export type StoredEvidence = Selectable<VisitEvidenceTable>;
export type NewWrite = Omit<Insertable<VisitWritesTable>, 'seq'>;

/** Digests of the records that stand among these, by id. `inspectionIds`: the visits that they name. */
export async function takenRecords(
  tx: Tx,
  asked: { readonly ids: readonly string[]; readonly inspectionIds: readonly string[] },
): Promise<ReadonlyMap<string, Buffer>> {
  if (asked.ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('inspections as i')
    .innerJoin('visit_records as r', (join) => join.onRef('r.jurisdiction_id', '=', 'i.jurisdiction_id'))
    .select(['r.id', 'r.digest'])
    .distinct()
    .where(sql<boolean>`i.id = ANY(${[...asked.inspectionIds]}::uuid[])`)
    .where(sql<boolean>`r.id = ANY(${[...asked.ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.digest]));
}

export async function insertRecord(tx: Tx, row: Insertable<VisitRecordsTable>): Promise<void> {
  await tx.insertInto('visit_records').values(row).execute();
}

/** Adds writes behind the last of the visit; lock the inspection first. Writes that stand already are left out. */
export async function insertWrites(
  tx: Tx,
  visit: { readonly jurisdictionId: string; readonly inspectionId: string },
  writes: readonly NewWrite[],
): Promise<number> {
  const known = await tx
    .selectFrom('visit_writes')
    .select('id')
    .where('jurisdiction_id', '=', visit.jurisdictionId)
    .where(sql<boolean>`id = ANY(${writes.map((each) => each.id)}::uuid[])`)
    .execute();
  const standing = new Set(known.map((row) => row.id));
  const added = writes.filter((each) => !standing.has(each.id));
  if (added.length === 0) return 0;
  const last = await tx
    .selectFrom('visit_writes')
    .select(sql<number>`coalesce(max(seq), 0)`.as('seq'))
    .where('jurisdiction_id', '=', visit.jurisdictionId)
    .where('inspection_id', '=', visit.inspectionId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('visit_writes')
    .values(added.map((each, index) => ({ ...each, seq: last.seq + index + 1 })))
    .execute();
  return added.length;
}

/** The last value of a path that any write of the visit set, or undefined. */
export async function lastValue(
  tx: Tx,
  visit: { readonly jurisdictionId: string; readonly inspectionId: string },
  path: string,
): Promise<unknown> {
  const row = await tx
    .selectFrom('visit_writes')
    .select('value')
    .where('jurisdiction_id', '=', visit.jurisdictionId)
    .where('inspection_id', '=', visit.inspectionId)
    .where('path', '=', path)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.value;
}

export async function insertEvidence(
  tx: Tx,
  row: Omit<Insertable<VisitEvidenceTable>, 'received_at'>,
): Promise<void> {
  await tx
    .insertInto('visit_evidence')
    .values({ ...row, received_at: null })
    .execute();
}

/** Evidence by its id, whatever its jurisdiction; the caller decides who may see it. */
export async function evidenceById(tx: Tx, id: string): Promise<StoredEvidence | undefined> {
  return tx.selectFrom('visit_evidence').selectAll().where('id', '=', id).executeTakeFirst();
}

/** True when this call was the one that noted the arrival. */
export async function saveReceived(
  tx: Tx,
  key: Pick<StoredEvidence, 'jurisdiction_id' | 'id'>,
  at: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('visit_evidence')
    .set({ received_at: at })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .where('received_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertSignature(tx: Tx, row: Insertable<VisitSignaturesTable>): Promise<void> {
  await tx.insertInto('visit_signatures').values(row).execute();
}
