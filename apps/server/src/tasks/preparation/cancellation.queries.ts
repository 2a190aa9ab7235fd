/** SQL of cancellations. They lie with their inspection; services decide who may see which. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import type { InspectionCancellationsTable } from './tables.ts';

export type StoredCancellation = Selectable<InspectionCancellationsTable>;

export async function insertCancellation(
  tx: Tx,
  row: Insertable<InspectionCancellationsTable>,
): Promise<void> {
  await tx.insertInto('inspection_cancellations').values(row).execute();
}

/** Of one inspection, newest first. */
export async function cancellationsOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly StoredCancellation[]> {
  return tx
    .selectFrom('inspection_cancellations')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

interface AgencyScope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

function own(tx: Tx, scope: AgencyScope) {
  return tx
    .selectFrom('inspection_cancellations')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId);
}

/** Of the agency, to be decided and not overtaken by the visit itself, oldest first. */
export async function askedCancellations(
  tx: Tx,
  scope: AgencyScope,
  limit: number,
): Promise<readonly StoredCancellation[]> {
  return own(tx, scope)
    .where('state', '=', 'asked')
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM inspections i WHERE i.jurisdiction_id = inspection_cancellations.jurisdiction_id
        AND i.id = inspection_cancellations.inspection_id AND i.state = 'open')`,
    )
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM inspection_teams p
        WHERE p.jurisdiction_id = inspection_cancellations.jurisdiction_id
        AND p.inspection_id = inspection_cancellations.inspection_id
        AND (p.entered_at IS NOT NULL OR p.recorded_at IS NOT NULL))`,
    )
    .orderBy('asked_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function cancellationById(
  tx: Tx,
  scope: AgencyScope,
  id: string,
): Promise<StoredCancellation | undefined> {
  return own(tx, scope).where('id', '=', id).executeTakeFirst();
}

/** The same, held until the end of the transaction. */
export async function lockCancellation(
  tx: Tx,
  scope: AgencyScope,
  id: string,
): Promise<StoredCancellation | undefined> {
  const place = await placeOf(tx, 'inspection_cancellations', id);
  if (place === undefined) return undefined;
  return own(tx, scope)
    .where('jurisdiction_id', '=', place)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function saveCancellation(
  tx: Tx,
  row: StoredCancellation,
  change:
    | { readonly state: 'withdrawn' }
    | {
        readonly state: 'approved' | 'refused';
        readonly by: string;
        readonly name: string;
        readonly as: string;
        readonly authority: string;
        readonly opinion: string;
        readonly at: string;
      },
): Promise<void> {
  await tx
    .updateTable('inspection_cancellations')
    .set({
      state: change.state,
      row_version: sql`row_version + 1`,
      ...(change.state === 'withdrawn'
        ? {}
        : {
            decided_by: change.by,
            decided_name: change.name,
            decided_as: change.as,
            decided_at: change.at,
            authority: change.authority,
            opinion: change.opinion,
          }),
    })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
