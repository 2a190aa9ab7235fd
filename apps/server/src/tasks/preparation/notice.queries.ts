/** SQL of notices and deliveries of one inspection. Services decide who may see them. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { DeliveriesTable, InspectionNoticesTable } from './tables.ts';

export type StoredNotice = Selectable<InspectionNoticesTable>;
export type StoredDelivery = Selectable<DeliveriesTable>;
export interface InspectionKey {
  readonly jurisdictionId: string;
  readonly inspectionId: string;
}

export async function insertNotice(tx: Tx, row: Insertable<InspectionNoticesTable>): Promise<void> {
  await tx.insertInto('inspection_notices').values(row).execute();
}

/** Notices that stand, one of each agency at most. */
export async function noticesOf(tx: Tx, key: InspectionKey): Promise<readonly StoredNotice[]> {
  return tx
    .selectFrom('inspection_notices')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .where('void_at', 'is', null)
    .orderBy('agency_id')
    .execute();
}

export async function noticeById(tx: Tx, id: string): Promise<StoredNotice | undefined> {
  return tx.selectFrom('inspection_notices').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function saveNotice(
  tx: Tx,
  row: StoredNotice,
  change: { readonly deliveredAt?: string; readonly voidAt?: string; readonly voidReason?: string },
): Promise<void> {
  await tx
    .updateTable('inspection_notices')
    .set({
      row_version: sql`row_version + 1`,
      ...(change.deliveredAt === undefined ? {} : { delivered_at: change.deliveredAt }),
      ...(change.voidAt === undefined
        ? {}
        : { void_at: change.voidAt, void_reason: change.voidReason ?? '' }),
    })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

export async function insertDelivery(tx: Tx, row: Insertable<DeliveriesTable>): Promise<void> {
  await tx.insertInto('deliveries').values(row).execute();
}

/** In the order of time, attempts too. */
export async function deliveriesOf(tx: Tx, key: InspectionKey): Promise<readonly StoredDelivery[]> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('delivered_at')
    .orderBy('id')
    .limit(500)
    .execute();
}
