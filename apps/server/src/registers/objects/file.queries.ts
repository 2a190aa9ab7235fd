/** SQL of what an object's page shows beside its fields: sub-directories, credit revisions, merged and operated objects. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import './tables.ts';

/** Rows of active sub-directories that hold the object. */
export async function directoriesOf(tx: Tx, scope: Scope, objectId: string) {
  return tx
    .selectFrom('themed_entries as e')
    .innerJoin('themed_directories as d', (join) =>
      join.onRef('d.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('d.id', '=', 'e.directory_id'),
    )
    .leftJoin('object_licences as l', (join) =>
      join.onRef('l.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('l.id', '=', 'e.licence_id'),
    )
    .select(['e.id as entryId', 'd.id as directoryId', 'd.name', 'l.id as licenceId', 'l.number'])
    .where('e.jurisdiction_id', '=', scope.jurisdictionId)
    .where('d.agency_id', '=', scope.agencyId)
    .where('e.object_id', '=', objectId)
    .orderBy('d.name')
    .limit(200)
    .execute();
}

/** Revisions that touch the credit class, the latest first. */
export async function creditRevisions(tx: Tx, scope: Scope, objectId: string) {
  return tx
    .selectFrom('object_revisions as r')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('a.id', '=', 'r.changed_by'),
    )
    .select(['r.changes', 'r.changed_at', 'a.person_name'])
    .where('r.jurisdiction_id', '=', scope.jurisdictionId)
    .where('r.object_id', '=', objectId)
    .where(sql<boolean>`r.changes ?| ARRAY['creditClass', 'creditClassOn', 'creditSource']`)
    .orderBy('r.version', 'desc')
    .limit(120)
    .execute();
}

/** Objects of this directory that point at the object: merged into it, or operated by it. */
export async function pointingAt(
  tx: Tx,
  scope: Scope,
  given: { objectId: string; by: 'merged_into' | 'operator_object_id' },
) {
  return tx
    .selectFrom('objects')
    .select(['id', 'name', 'status'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where(given.by, '=', given.objectId)
    .orderBy('name')
    .limit(200)
    .execute();
}
