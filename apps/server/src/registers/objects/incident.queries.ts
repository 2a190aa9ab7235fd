/** SQL of complaints and violations. The object's own agency bounds every query. */
import type { IncidentFields } from '@mingcha/core/registers/objects/incident-api.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import './tables.ts';

/** An object's incidents, the latest first, with the names of those who entered them. */
export async function incidentsOf(tx: Tx, scope: Scope, objectId: string) {
  return tx
    .selectFrom('object_incidents as i')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('a.id', '=', 'i.recorded_by'),
    )
    .selectAll('i')
    .select('a.person_name')
    .where('i.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.object_id', '=', objectId)
    .orderBy('i.on_day', 'desc')
    .orderBy('i.id')
    .limit(500)
    .execute();
}

/** The incident, when its object stands in this directory. */
export async function lockIncident(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('object_incidents as i')
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('o.id', '=', 'i.object_id'),
    )
    .selectAll('i')
    .where('i.jurisdiction_id', '=', scope.jurisdictionId)
    .where('o.agency_id', '=', scope.agencyId)
    .where('i.id', '=', id)
    .forUpdate('i')
    .executeTakeFirst();
}

export async function insertIncident(
  tx: Tx,
  scope: Scope,
  incident: { id: string; objectId: string; fields: IncidentFields; by: string; at: string },
): Promise<void> {
  const { fields } = incident;
  await tx
    .insertInto('object_incidents')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: incident.id,
      object_id: incident.objectId,
      kind: fields.kind,
      on_day: fields.onDay,
      verified: fields.verified,
      source: fields.source,
      note: fields.note,
      recorded_by: incident.by,
      recorded_at: incident.at,
    })
    .execute();
}

export async function setVerified(
  tx: Tx,
  scope: Scope,
  change: { id: string; verified: boolean },
): Promise<void> {
  await tx
    .updateTable('object_incidents')
    .set({ verified: change.verified })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

export async function deleteIncident(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx
    .deleteFrom('object_incidents')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', id)
    .execute();
}
