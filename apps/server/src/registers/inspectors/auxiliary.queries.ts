/** SQL of the staff without a certificate. No query of draws, teams or participation reads this table. */
import type { AuxiliaryFields } from '@mingcha/core/registers/inspectors/auxiliary.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Page, Scope } from '../object.queries.ts';
import './tables.ts';
import { likePart } from '../../platform/db/like.ts';

export async function auxiliaryPage(
  tx: Tx,
  scope: Scope,
  options: { text?: string | undefined; status?: string | undefined; page: Page },
) {
  const key = decodeCursor(options.page.after, 2);
  let query = tx
    .selectFrom('auxiliary_staff as a')
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.section_id'),
    )
    .selectAll('a')
    .select('s.name as section_name')
    .where('a.jurisdiction_id', '=', scope.jurisdictionId)
    .where('a.agency_id', '=', scope.agencyId);
  if (options.status !== undefined) query = query.where('a.status', '=', options.status);
  if (options.text !== undefined && options.text !== '')
    query = query.where('a.name', 'like', likePart(options.text));
  if (key !== null)
    query = query.where(sql<boolean>`(a.name COLLATE "C", a.id) > (${key[0]}, ${key[1]}::uuid)`);
  return query
    .orderBy(sql`a.name COLLATE "C"`)
    .orderBy('a.id')
    .limit(options.page.limit + 1)
    .execute();
}

export async function lockAuxiliary(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('auxiliary_staff')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function saveAuxiliaryRow(
  tx: Tx,
  scope: Scope,
  one: { id: string; fields: AuxiliaryFields; status: string; version: number; at: string },
): Promise<void> {
  const { fields } = one;
  const columns = {
    name: fields.name,
    establishment: fields.establishment,
    post: fields.post,
    duties: fields.duties,
    section_id: fields.sectionId,
    status: one.status,
    version: one.version,
    updated_at: one.at,
  };
  await tx
    .insertInto('auxiliary_staff')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: one.id,
      inspector_id: null,
      created_at: one.at,
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'id']).doUpdateSet(columns))
    .execute();
}

export async function certifyAuxiliaryRow(
  tx: Tx,
  scope: Scope,
  one: { id: string; inspectorId: string; version: number; at: string },
): Promise<void> {
  await tx
    .updateTable('auxiliary_staff')
    .set({ status: 'certified', inspector_id: one.inspectorId, version: one.version, updated_at: one.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.id)
    .execute();
}
