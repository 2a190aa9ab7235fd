/** SQL by which a task follows its draw: replaced objects, exchanged people, a void. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { withdrawTeams } from './close.queries.ts';
import type { StoredInspection, StoredMember, StoredTask } from './inspection.queries.ts';

/** The task that was made of a draw, its row locked; undefined before the dispatch. */
export async function lockTaskOfDraw(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
): Promise<StoredTask | undefined> {
  return tx
    .selectFrom('inspection_tasks')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('state', '<>', 'void')
    .forUpdate()
    .executeTakeFirst();
}

export async function saveTaskState(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'id'>,
  change: { readonly state: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('inspection_tasks')
    .set({ state: change.state, updated_at: change.at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('id', '=', task.id)
    .execute();
}

/** The object gave way to a reserve: an outcome that the visit found stays, else it is `replaced`. */
export async function saveReplaced(
  tx: Tx,
  inspection: Pick<StoredInspection, 'jurisdiction_id' | 'id' | 'outcome'>,
  change: { readonly reason: string; readonly at: string },
): Promise<void> {
  if (inspection.outcome !== null) return;
  await tx
    .updateTable('inspections')
    .set({
      outcome: 'replaced',
      outcome_at: change.at,
      state: 'closed',
      updated_at: change.at,
      row_version: sql`row_version + 1`,
    })
    .where('jurisdiction_id', '=', inspection.jurisdiction_id)
    .where('id', '=', inspection.id)
    .execute();
  const key = { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id };
  await withdrawTeams(tx, key, change);
}

/** Somebody else holds the seat now. Who stepped out before keeps that state. */
export async function saveReplacedMember(
  tx: Tx,
  member: StoredMember,
  change: { readonly by: string; readonly at: string },
): Promise<void> {
  const isStanding = member.state === 'assigned' || member.state === 'claimed';
  await tx
    .updateTable('inspection_members')
    .set({
      state: isStanding ? 'replaced' : member.state,
      replaced_by: change.by,
      updated_at: change.at,
    })
    .where('jurisdiction_id', '=', member.jurisdiction_id)
    .where('id', '=', member.id)
    .execute();
}

export async function insertMembers(
  tx: Tx,
  rows: readonly Parameters<ReturnType<typeof members>['values']>[0][],
): Promise<void> {
  for (const row of rows) await members(tx).values(row).execute();
}

function members(tx: Tx) {
  return tx.insertInto('inspection_members');
}
