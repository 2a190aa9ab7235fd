/**
 * SQL of the object directory. Every query is bounded by jurisdiction and agency: an agency sees its own directory
 * only; joint tasks carry snapshots. Lists stand in `object-list.queries.ts`.
 */

import type { ObjectFields } from '@mingcha/core/registers/object.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { ObjectsTable } from './tables.ts';

/** Whose directory: the pair that stands in every WHERE. */
export interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}
export type StoredObject = Selectable<ObjectsTable>;
export interface ListedObject extends StoredObject {
  readonly section_name: string | null;
  /** Name of the operator; lists carry it, for exports. */
  readonly operator_name?: string | null;
}

/** Columns of what a list shows: less than half of the row. */
export const listedColumns = [
  'objects.id',
  'objects.agency_id',
  'objects.kind',
  'objects.name',
  'objects.uscc',
  'objects.registration_number',
  'objects.local_code',
  'objects.address',
  'objects.division_code',
  'objects.industry',
  'objects.industry_code',
  'objects.risk_level',
  'objects.credit_class',
  'objects.tags',
  'objects.status',
  'objects.updated_at',
] as const;
type ListedColumn = (typeof listedColumns)[number] extends `objects.${infer Name}` ? Name : never;
/** An object as lists show it. */
export type ListedRow = Pick<ListedObject, Extract<ListedColumn, keyof StoredObject> | 'section_name'>;

export interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function objectById(tx: Tx, scope: Scope, id: string): Promise<ListedObject | undefined> {
  return tx
    .selectFrom('objects')
    .leftJoin('sections', (join) =>
      join
        .onRef('sections.jurisdiction_id', '=', 'objects.jurisdiction_id')
        .onRef('sections.id', '=', 'objects.section_id'),
    )
    .selectAll('objects')
    .select('sections.name as section_name')
    .where('objects.jurisdiction_id', '=', scope.jurisdictionId)
    .where('objects.agency_id', '=', scope.agencyId)
    .where('objects.id', '=', id)
    .executeTakeFirst();
}

/** The row locked until the end of the transaction, for a change. */
export async function lockObject(tx: Tx, scope: Scope, id: string): Promise<StoredObject | undefined> {
  return tx
    .selectFrom('objects')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The object of this directory that already has the code, if any. */
export async function objectWithCode(
  tx: Tx,
  scope: Scope,
  code: { uscc: string | null; localCode: string | null; except: string | null },
) {
  if (code.uscc === null && code.localCode === null) return undefined;
  return tx
    .selectFrom('objects')
    .select(['id', 'name', 'uscc', 'local_code'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where((eb) =>
      eb.or([
        ...(code.uscc === null ? [] : [eb('uscc', '=', code.uscc)]),
        ...(code.localCode === null ? [] : [eb('local_code', '=', code.localCode)]),
      ]),
    )
    .$if(code.except !== null, (query) => query.where('id', '!=', code.except ?? ''))
    .executeTakeFirst();
}

/** Columns of what a person may write. */
export function objectColumns(fields: ObjectFields) {
  return {
    kind: fields.kind,
    name: fields.name,
    former_names: fields.formerNames,
    uscc: fields.uscc,
    registration_number: fields.registrationNumber,
    local_code: fields.localCode,
    address: fields.address,
    division_code: fields.divisionCode,
    industry: fields.industry,
    risk_level: fields.riskLevel,
    credit_class: fields.creditClass,
    credit_class_on: fields.creditClassOn,
    tags: fields.tags,
    responsible_person: fields.responsiblePerson,
    registered_on: fields.registeredOn,
    remark: fields.remark,
    section_id: fields.sectionId,
    former_codes: fields.formerCodes,
    details: JSON.stringify(fields.details),
    operator_object_id: fields.operatorObjectId,
    industry_code: fields.industryCode,
    risk_on: fields.riskOn,
    risk_source: fields.riskSource,
    credit_source: fields.creditSource,
    grid: fields.grid,
    latitude: fields.latitude,
    longitude: fields.longitude,
    coordinate_system: fields.coordinateSystem,
  };
}

export async function insertObject(
  tx: Tx,
  scope: Scope,
  object: { id: string; fields: ObjectFields; at: string },
): Promise<void> {
  await tx
    .insertInto('objects')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: object.id,
      ...objectColumns(object.fields),
      status_on: null,
      import_id: null,
      merged_into: null,
      created_at: object.at,
      updated_at: object.at,
    })
    .execute();
}

export async function saveObject(
  tx: Tx,
  scope: Scope,
  change: {
    id: string;
    columns: Partial<ReturnType<typeof objectColumns>> &
      Partial<Pick<StoredObject, 'status' | 'status_reason' | 'status_on' | 'merged_into'>>;
    version: number;
    at: string;
  },
): Promise<void> {
  await tx
    .updateTable('objects')
    .set({ ...change.columns, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

export interface Revision {
  readonly id: string;
  readonly version: number;
  readonly changes: Record<string, [unknown, unknown]>;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export async function insertObjectRevision(tx: Tx, scope: Scope, revision: Revision): Promise<void> {
  await tx
    .insertInto('object_revisions')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      object_id: revision.id,
      version: revision.version,
      changes: JSON.stringify(revision.changes),
      reason: revision.reason,
      changed_by: revision.by,
      import_id: null,
      changed_at: revision.at,
    })
    .execute();
}

/** The latest hundred changes, newest first, with the names of those who made them. */
export async function objectRevisions(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('object_revisions')
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.jurisdiction_id', '=', 'object_revisions.jurisdiction_id')
        .onRef('accounts.id', '=', 'object_revisions.changed_by'),
    )
    .select([
      'version',
      'changes',
      'reason',
      'object_revisions.import_id',
      'changed_at',
      'accounts.person_name',
    ])
    .where('object_revisions.jurisdiction_id', '=', scope.jurisdictionId)
    .where('object_id', '=', id)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
}

/** Values that occur in the directory, at most 500 of each. */
export async function objectFacetValues(tx: Tx, scope: Scope) {
  const distinct = async (column: 'industry' | 'division_code') => {
    const rows = await sql<{ value: string }>`
      WITH RECURSIVE v AS (
        (SELECT ${sql.ref(column)} COLLATE "C" AS value FROM objects
          WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId} AND ${sql.ref(column)} <> ''
          ORDER BY ${sql.ref(column)} COLLATE "C" LIMIT 1)
        UNION ALL
        SELECT (SELECT ${sql.ref(column)} COLLATE "C" FROM objects
          WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId} AND ${sql.ref(column)} COLLATE "C" > v.value
          ORDER BY ${sql.ref(column)} COLLATE "C" LIMIT 1)
        FROM v WHERE v.value IS NOT NULL)
      SELECT value FROM v WHERE value IS NOT NULL LIMIT 500`.execute(tx);
    return rows.rows.map((row) => row.value);
  };
  const tags = await sql<{ value: string }>`
    SELECT DISTINCT unnest(tags) AS value FROM objects
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId} AND tags <> '{}' LIMIT 500`.execute(
    tx,
  );
  return {
    industries: await distinct('industry'),
    divisionCodes: await distinct('division_code'),
    tags: tags.rows.map((row) => row.value).toSorted(),
  };
}

export async function sectionsOf(tx: Tx, scope: Scope): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('sections')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('name')
    .execute();
}
