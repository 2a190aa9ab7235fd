/** SQL of records of visits and of what they carry: fields, evidence, signatures. Rows are only ever added. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { ready } from '../../platform/db/ready.ts';
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

export type NewRecord = Insertable<VisitRecordsTable>;

export async function insertRecords(tx: Tx, rows: readonly NewRecord[]): Promise<void> {
  await tx
    .insertInto('visit_records')
    .values([...rows])
    .execute();
}

const standingWrites = ready(
  (tx, ...values: readonly [place: string, inspectionId: string, ids: readonly string[]]) => {
    const [place, inspectionId, ids] = values;
    return sql<{ last: number; known: readonly string[] }>`SELECT
        (SELECT coalesce(max(seq), 0) FROM visit_writes
          WHERE jurisdiction_id = ${place}::uuid AND inspection_id = ${inspectionId}::uuid) AS last,
        ARRAY(SELECT id::text FROM visit_writes
          WHERE jurisdiction_id = ${place}::uuid AND id = ANY(${ids}::uuid[])) AS known`.compile(tx);
  },
);

/** Adds writes behind the last of the visit; lock the inspection first. Writes that stand already are left out. */
export async function insertWrites(
  tx: Tx,
  visit: { readonly jurisdictionId: string; readonly inspectionId: string },
  writes: readonly NewWrite[],
): Promise<number> {
  const [found] = await standingWrites(
    tx,
    visit.jurisdictionId,
    visit.inspectionId,
    writes.map((each) => each.id),
  );
  const standing = new Set(found?.known);
  const added = writes.filter((each) => !standing.has(each.id));
  if (added.length === 0) return 0;
  const last = found?.last ?? 0;
  await tx
    .insertInto('visit_writes')
    .values(added.map((each, index) => ({ ...each, seq: last + index + 1 })))
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

export type NewEvidence = Omit<Insertable<VisitEvidenceTable>, 'received_at'>;

export async function insertEvidence(tx: Tx, rows: readonly NewEvidence[]): Promise<void> {
  await tx
    .insertInto('visit_evidence')
    .values(rows.map((row) => ({ ...row, received_at: null })))
    .execute();
}

/** Evidence by its id, whatever its jurisdiction; the caller decides who may see it. */
export async function evidenceById(tx: Tx, id: string): Promise<StoredEvidence | undefined> {
  return tx.selectFrom('visit_evidence').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whether any of these ids stands. */
export async function isKnownEvidence(tx: Tx, ids: readonly string[]): Promise<boolean> {
  return (await knownEvidence(tx, ids)).length > 0;
}

const knownEvidence = ready((tx, ids: readonly string[]) =>
  tx.selectFrom('visit_evidence').select('id').where(sql<boolean>`id = ANY(${ids}::uuid[])`).compile(),
);

const uploadRow = ready((tx, id: string) =>
  tx
    .selectFrom('visit_evidence')
    .select(['jurisdiction_id', 'id', 'inspection_id', 'agency_id', 'record_id', 'account_id'])
    .select(['sha256', 'bytes', 'received_at'])
    .where('id', '=', id)
    .compile(),
);

/** Of evidence what its upload needs: every photo of every phone asks it. */
export type UploadedEvidence = Pick<
  StoredEvidence,
  | 'jurisdiction_id'
  | 'id'
  | 'inspection_id'
  | 'agency_id'
  | 'record_id'
  | 'account_id'
  | 'sha256'
  | 'bytes'
  | 'received_at'
>;

export async function evidenceToUpload(tx: Tx, id: string): Promise<UploadedEvidence | undefined> {
  return (await uploadRow(tx, id))[0];
}

const received = ready((tx, ...values: readonly [place: string, ids: readonly string[], at: string]) => {
  const [place, ids, at] = values;
  return tx
    .updateTable('visit_evidence')
    .set({ received_at: at })
    .where('jurisdiction_id', '=', place)
    .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
    .where('received_at', 'is', null)
    .returning('id')
    .compile();
});

/** Notes the arrival of files of one jurisdiction; gives those of which this call was the one that noted it. */
export async function saveReceived(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly ids: readonly string[] },
  at: string,
): Promise<ReadonlySet<string>> {
  const rows = await received(tx, of.jurisdictionId, of.ids, at);
  return new Set(rows.map((row) => row.id));
}

export async function insertSignature(tx: Tx, row: Insertable<VisitSignaturesTable>): Promise<void> {
  await tx.insertInto('visit_signatures').values(row).execute();
}
