/** SQL of a portal of its own: where it stands, documents, and putting a package's rows in their place. */
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { publicColumns } from '../public-record.queries.ts';
import type { PortalPlaceTable, PublicDocumentsTable } from './tables.ts';

export type StoredPlace = Selectable<PortalPlaceTable>;

export async function portalPlace(tx: Tx): Promise<StoredPlace | undefined> {
  return tx.selectFrom('portal_place').selectAll().executeTakeFirst();
}

/** One import at a time, also by several processes. */
export async function holdImport(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('portal import', 0))`.execute(tx);
}

export async function savePlace(tx: Tx, place: Omit<Insertable<PortalPlaceTable>, 'one'>): Promise<void> {
  await tx
    .insertInto('portal_place')
    .values(place)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(place))
    .execute();
}

export async function clearPublic(tx: Tx): Promise<void> {
  await tx.deleteFrom('public_records').execute();
  await tx.deleteFrom('public_documents').execute();
}

/** Puts records in their place, each as a whole. */
export async function putRecords(
  tx: Tx,
  rows: readonly { readonly jurisdictionId: string; readonly record: PublicRecord }[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ jurisdictionId, record }) => ({
    jurisdiction_id: jurisdictionId,
    id: record.id,
    ...publicColumns(record),
  }));
  const [first] = values;
  const columns = Object.keys(first ?? {}).filter((name) => name !== 'jurisdiction_id' && name !== 'id');
  await tx
    .insertInto('public_records')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'id'])
        .doUpdateSet(Object.fromEntries(columns.map((name) => [name, sql.ref(`excluded.${name}`)]))),
    )
    .execute();
}

export async function deleteRecord(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly id: string },
): Promise<void> {
  await tx
    .deleteFrom('public_records')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.id)
    .execute();
}

export async function putDocument(tx: Tx, row: Insertable<PublicDocumentsTable>): Promise<void> {
  const { key: _key, ...columns } = row;
  await tx
    .insertInto('public_documents')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(columns))
    .execute();
}

export async function deleteDocument(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('public_documents').where('key', '=', key).execute();
}

export async function documentByKey(
  tx: Tx,
  key: string,
): Promise<Selectable<PublicDocumentsTable> | undefined> {
  return tx.selectFrom('public_documents').selectAll().where('key', '=', key).executeTakeFirst();
}
