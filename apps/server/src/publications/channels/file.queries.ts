/** SQL of exported files: what waits for one, which lines stand in it, and receipts by record and version. */
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { LineKey, StoredDelivery } from './delivery.queries.ts';
import type { ChannelFilesTable } from './tables.ts';

type Own = LineKey & { readonly agencyId: string };

export async function waitingForFile(tx: Tx, of: Own, limit: number): Promise<readonly StoredDelivery[]> {
  return tx
    .selectFrom('channel_deliveries')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('agency_id', '=', of.agencyId)
    .where('state', '=', 'manual')
    .where('file_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function nextFileNumber(tx: Tx, key: LineKey): Promise<number> {
  const row = await tx
    .selectFrom('channel_files')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind)
    .executeTakeFirst();
  return Number(row?.last ?? 0) + 1;
}

export async function insertFile(tx: Tx, file: Insertable<ChannelFilesTable>): Promise<void> {
  await tx.insertInto('channel_files').values(file).execute();
}

/** Those of the lines that still wait; returns how many. */
export async function putInFile(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly fileId: string; readonly ids: readonly string[] },
): Promise<number> {
  const rows = await tx
    .updateTable('channel_deliveries')
    .set({ file_id: of.fileId })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', 'in', of.ids)
    .where('state', '=', 'manual')
    .where('file_id', 'is', null)
    .returning('id')
    .execute();
  return rows.length;
}

export async function filesOf(tx: Tx, of: LineKey & { readonly agencyId: string | null }) {
  const query = tx
    .selectFrom('channel_files as f')
    .selectAll()
    .select(
      sql<bigint>`(SELECT count(*) FROM channel_deliveries d WHERE d.jurisdiction_id = f.jurisdiction_id
        AND d.file_id = f.id AND d.state = 'manual')`.as('open'),
    )
    .where('f.jurisdiction_id', '=', of.jurisdictionId)
    .where('f.kind', '=', of.kind);
  return (of.agencyId === null ? query : query.where('f.agency_id', '=', of.agencyId))
    .orderBy('f.number', 'desc')
    .limit(100)
    .execute();
}

export async function fileById(tx: Tx, of: { readonly jurisdictionId: string; readonly id: string }) {
  return tx
    .selectFrom('channel_files')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.id)
    .executeTakeFirst();
}

/** The exported line of a record's version, whatever became of it; the last one of several. */
export async function exportedLine(
  tx: Tx,
  of: Own & { readonly publicationId: string; readonly version: number },
): Promise<StoredDelivery | undefined> {
  return tx
    .selectFrom('channel_deliveries')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('agency_id', '=', of.agencyId)
    .where('publication_id', '=', of.publicationId)
    .where('record_version', '=', of.version)
    .where('file_id', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}
