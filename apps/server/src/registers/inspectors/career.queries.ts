/** SQL of certificates, changes of post and the sealed telephone number of inspectors. */
import type { CertificateFields, PostChangeFields } from '@mingcha/core/registers/inspectors/career.ts';
import type { PostChange } from '@mingcha/core/registers/inspectors/standing.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import './tables.ts';

export async function certificatesOf(tx: Tx, scope: Scope, inspectorId: string) {
  return tx
    .selectFrom('inspector_certificates')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('inspector_id', '=', inspectorId)
    .orderBy('kind', 'desc')
    .orderBy('number')
    .execute();
}

/** The certificate of a kind and number, whoever holds it in the jurisdiction. */
export async function certificateByNumber(tx: Tx, scope: Scope, one: { kind: string; number: string }) {
  return tx
    .selectFrom('inspector_certificates')
    .select(['id', 'inspector_id'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('kind', '=', one.kind)
    .where('number', '=', one.number)
    .executeTakeFirst();
}

/** Inserts a certificate, or replaces the one with this id. */
export async function saveCertificateRow(
  tx: Tx,
  scope: Scope,
  one: { id: string; inspectorId: string; fields: CertificateFields; at: string },
): Promise<void> {
  const { fields } = one;
  const columns = {
    issuer: fields.issuer,
    scope: fields.scope,
    valid_from: fields.validFrom,
    valid_to: fields.validTo,
    status: fields.status,
    updated_at: one.at,
  };
  await tx
    .insertInto('inspector_certificates')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: one.id,
      inspector_id: one.inspectorId,
      kind: fields.kind,
      number: fields.number,
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'id']).doUpdateSet(columns))
    .execute();
}

/** Keeps the certificate's own row in step with the main one's last day. */
export async function extendCertificate(
  tx: Tx,
  scope: Scope,
  one: { number: string; validTo: string | null; at: string },
): Promise<void> {
  await tx
    .updateTable('inspector_certificates')
    .set({ valid_to: one.validTo, updated_at: one.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('kind', '=', 'enforcement')
    .where('number', '=', one.number)
    .execute();
}

export async function postChangesOf(tx: Tx, scope: Scope, inspectorId: string) {
  return tx
    .selectFrom('inspector_post_changes as c')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('a.id', '=', 'c.recorded_by'),
    )
    .selectAll('c')
    .select('a.person_name')
    .where('c.jurisdiction_id', '=', scope.jurisdictionId)
    .where('c.inspector_id', '=', inspectorId)
    .orderBy('c.from_day', 'desc')
    .orderBy('c.id', 'desc')
    .limit(200)
    .execute();
}

/** Changes that were not cancelled, of everybody in an agency, by inspector: the facts of `postOn`. */
export async function postChangesOfAgency(
  tx: Tx,
  scope: Scope,
): Promise<ReadonlyMap<string, readonly PostChange[]>> {
  const rows = await tx
    .selectFrom('inspector_post_changes as c')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('i.id', '=', 'c.inspector_id'),
    )
    .select(['c.inspector_id', 'c.kind', 'c.from_day', 'c.to_day'])
    .where('c.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId)
    .where('c.cancelled_on', 'is', null)
    .orderBy('c.id')
    .execute();
  const byPerson = new Map<string, PostChange[]>();
  for (const row of rows) {
    const known = byPerson.get(row.inspector_id) ?? [];
    known.push({ kind: row.kind as PostChange['kind'], fromDay: row.from_day, toDay: row.to_day });
    byPerson.set(row.inspector_id, known);
  }
  return byPerson;
}

export async function insertPostChange(
  tx: Tx,
  scope: Scope,
  change: { id: string; inspectorId: string; fields: PostChangeFields; by: string; at: string },
): Promise<void> {
  const { fields } = change;
  await tx
    .insertInto('inspector_post_changes')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: change.id,
      inspector_id: change.inspectorId,
      kind: fields.kind,
      from_day: fields.fromDay,
      to_day: fields.toDay,
      reason: fields.reason,
      recorded_by: change.by,
      recorded_at: change.at,
      cancelled_on: null,
    })
    .execute();
}

export async function lockPostChange(tx: Tx, scope: Scope, one: { id: string; inspectorId: string }) {
  return tx
    .selectFrom('inspector_post_changes')
    .select(['id', 'kind', 'cancelled_on'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('inspector_id', '=', one.inspectorId)
    .where('id', '=', one.id)
    .forUpdate()
    .executeTakeFirst();
}

export async function cancelPostChangeRow(
  tx: Tx,
  scope: Scope,
  one: { id: string; day: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('inspector_post_changes')
    .set({ cancelled_on: one.day, cancelled_reason: one.reason })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.id)
    .execute();
}

export async function savePhoneColumns(
  tx: Tx,
  scope: Scope,
  one: { inspectorId: string; sealed: Uint8Array | null; tail: string },
): Promise<void> {
  await tx
    .updateTable('inspectors')
    .set({ phone_sealed: one.sealed, phone_tail: one.tail })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.inspectorId)
    .execute();
}
