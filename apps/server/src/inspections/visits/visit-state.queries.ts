/** SQL that reads visits, many at once. Rows lie in the initiator's jurisdiction. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface VisitIds {
  readonly jurisdictionIds: readonly string[];
  readonly inspectionIds: readonly string[];
}

/** In the order in which the server took them. */
export async function writeRows(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('visit_writes')
    .select(['inspection_id', 'id', 'seq', 'path', 'value', 'base', 'at', 'by_name', 'device_id'])
    .where('jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .orderBy('inspection_id')
    .orderBy('seq')
    .execute();
}

export async function evidenceRows(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('visit_evidence')
    .selectAll()
    .where('jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .orderBy('id')
    .execute();
}

export async function signatureRows(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('visit_signatures')
    .selectAll()
    .where('jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .orderBy('id')
    .execute();
}
