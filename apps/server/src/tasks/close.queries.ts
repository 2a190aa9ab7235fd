/** SQL of the end of an inspection and of its task, whichever stage brings it about. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

/** The inspection's end: its outcome where none was noted, and closed. */
export async function closeInspection(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
  of: { readonly outcome: string; readonly at: string; readonly note?: string },
): Promise<void> {
  await tx
    .updateTable('inspections')
    .set({
      state: 'closed',
      outcome: sql`coalesce(outcome, ${of.outcome})`,
      outcome_at: sql`coalesce(outcome_at, ${of.at}::timestamptz)`,
      updated_at: of.at,
      row_version: sql`row_version + 1`,
      ...(of.note === undefined ? {} : { outcome_note: of.note }),
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.inspectionId)
    .execute();
}

interface TaskAt {
  readonly jurisdictionId: string;
  readonly taskId: string;
  readonly at: string;
}

/** The task is done once none of its inspections is open. */
export async function finishTask(tx: Tx, of: TaskAt): Promise<void> {
  await moveTask(tx, of, { from: 'dispatched', to: 'done', once: ['closed', 'archived'] });
}

/** Moves the task on once each of its inspections has one of the states `once`. */
export async function moveTask(
  tx: Tx,
  of: TaskAt,
  move: { readonly from: string; readonly to: string; readonly once: readonly string[] },
): Promise<void> {
  await tx
    .updateTable('inspection_tasks')
    .set({ state: move.to, updated_at: of.at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.taskId)
    .where('state', '=', move.from)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('inspections')
            .select('inspections.id')
            .where('inspections.jurisdiction_id', '=', of.jurisdictionId)
            .where('inspections.task_id', '=', of.taskId)
            .where('inspections.state', 'not in', move.once),
        ),
      ),
    )
    .execute();
}

/** Closes the open inspections of a task of whose teams every one has passed or is out, at least one passed; returns how many. */
export async function closeSettled(tx: Tx, of: TaskAt): Promise<number> {
  const team = sql`inspection_teams p WHERE p.jurisdiction_id = i.jurisdiction_id AND p.inspection_id = i.id`;
  const result = await sql`UPDATE inspections i SET state = 'closed',
      outcome = coalesce(i.outcome, (SELECT p.outcome FROM ${team} AND p.stage = 'passed' ORDER BY p.passed_at DESC LIMIT 1), 'normal'),
      outcome_at = coalesce(i.outcome_at, ${of.at}::timestamptz), updated_at = ${of.at}::timestamptz, row_version = i.row_version + 1
    WHERE i.jurisdiction_id = ${of.jurisdictionId} AND i.task_id = ${of.taskId} AND i.state = 'open'
      AND EXISTS (SELECT 1 FROM ${team} AND p.stage = 'passed')
      AND NOT EXISTS (SELECT 1 FROM ${team} AND p.stage NOT IN ('passed', 'withdrawn'))`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/** All teams of one inspection that stand are out, with the reason. */
export async function withdrawTeams(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
  of: { readonly reason: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('inspection_teams')
    .set({
      stage: 'withdrawn',
      withdrawn_reason: of.reason,
      updated_at: of.at,
      row_version: sql`row_version + 1`,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .where('stage', 'in', ['assigned', 'claimed', 'approved', 'noticed', 'visiting', 'recorded'])
    .execute();
}
