/** SQL of what the visit changes or reads in other parts' tables: the object visited, the inspection's outcome. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredObject } from '../../registers/object.queries.ts';
import type { StoredInspection } from '../../tasks/inspection.queries.ts';

/** The object's row whatever agency keeps it: partners of a joint visit visit it too. */
export async function visitedObject(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
): Promise<StoredObject | undefined> {
  return tx
    .selectFrom('objects')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
}

/** How the visit ended, as the team that finished it says. */
export async function saveVisitOutcome(
  tx: Tx,
  inspection: Pick<StoredInspection, 'jurisdiction_id' | 'id'>,
  ended: { readonly outcome: string; readonly note: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('inspections')
    .set({
      outcome: ended.outcome,
      outcome_at: ended.at,
      outcome_note: ended.note,
      updated_at: ended.at,
      row_version: sql`row_version + 1`,
    })
    .where('jurisdiction_id', '=', inspection.jurisdiction_id)
    .where('id', '=', inspection.id)
    .execute();
}
