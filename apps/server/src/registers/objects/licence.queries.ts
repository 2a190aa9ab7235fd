/** SQL of licences: those of an object, and single ones. The agency bounds every query; feeds write by `feed-apply.queries.ts`. */
import type { LicenceFields } from '@mingcha/core/registers/objects/file-api.ts';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import type { ObjectLicencesTable } from './tables.ts';

export type StoredLicence = Selectable<ObjectLicencesTable>;

/** Valid on a day; an end that nobody knows has not come. `alias` is a name of this code, never input. */
export function isLive(alias: string, day: string): RawBuilder<boolean> {
  const of = sql.raw(alias);
  return sql<boolean>`(${of}.status = 'valid' AND (${of}.long_term OR ${of}.valid_to IS NULL OR ${of}.valid_to >= ${day}::date))`;
}

export async function licencesOf(tx: Tx, scope: Scope, given: { objectId: string; today: string }) {
  return tx
    .selectFrom('object_licences as l')
    .selectAll('l')
    .select(isLive('l', given.today).as('live'))
    .where('l.jurisdiction_id', '=', scope.jurisdictionId)
    .where('l.object_id', '=', given.objectId)
    .orderBy('l.approved_on', (order) => order.desc().nullsLast())
    .orderBy('l.id')
    .limit(500)
    .execute();
}

export async function lockLicence(tx: Tx, scope: Scope, id: string): Promise<StoredLicence | undefined> {
  return tx
    .selectFrom('object_licences')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The licence that already has the number of this issuer, if any. */
export async function licenceWithNumber(
  tx: Tx,
  scope: Scope,
  wanted: { number: string; issuer: string; except: string | null },
) {
  return tx
    .selectFrom('object_licences')
    .select(['id', 'holder_name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('number', '=', wanted.number)
    .where('issuer', '=', wanted.issuer)
    .$if(wanted.except !== null, (query) => query.where('id', '!=', wanted.except ?? ''))
    .executeTakeFirst();
}

function columnsOf(fields: LicenceFields) {
  return {
    name: fields.name,
    number: fields.number,
    issuer: fields.issuer,
    approved_on: fields.approvedOn,
    valid_to: fields.longTerm ? null : fields.validTo,
    long_term: fields.longTerm,
    status: fields.status,
  };
}

export interface NewLicence {
  readonly id: string;
  readonly objectId: string;
  readonly holderName: string;
  readonly holderCode: string;
  readonly fields: LicenceFields;
  readonly at: string;
}

export async function insertLicence(tx: Tx, scope: Scope, made: NewLicence): Promise<void> {
  await tx
    .insertInto('object_licences')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: made.id,
      object_id: made.objectId,
      holder_name: made.holderName,
      holder_code: made.holderCode,
      ...columnsOf(made.fields),
      receipt_id: null,
      created_at: made.at,
      updated_at: made.at,
    })
    .execute();
}

export async function saveLicence(
  tx: Tx,
  scope: Scope,
  change: { id: string; fields: LicenceFields; version: number; at: string },
): Promise<void> {
  await tx
    .updateTable('object_licences')
    .set({ ...columnsOf(change.fields), version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}
