/** SQL of the filing of a task's scheme. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredTask } from '../../tasks/inspection.queries.ts';
import type { SchemeFilingsTable } from './tables.ts';

export type StoredFiling = Selectable<SchemeFilingsTable>;
type TaskKey = Pick<StoredTask, 'jurisdiction_id' | 'id'>;

/** A task of the own agency; auditors and the coordination office know those of their jurisdiction. */
export async function taskForFiling(tx: Tx, actor: Actor, id: string): Promise<StoredTask | undefined> {
  const found = tx
    .selectFrom('inspection_tasks')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', '=', id);
  const isWide = hasRole(actor, 'auditor', 'coordinator');
  return (isWide ? found : found.where('agency_id', '=', actor.agencyId)).executeTakeFirst();
}

/** Of one task, the latest first. */
export async function filingsOf(tx: Tx, task: TaskKey): Promise<readonly StoredFiling[]> {
  return tx
    .selectFrom('scheme_filings')
    .selectAll()
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('task_id', '=', task.id)
    .orderBy('filed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function insertFiling(tx: Tx, row: Insertable<SchemeFilingsTable>): Promise<void> {
  await tx.insertInto('scheme_filings').values(row).execute();
}

export async function saveWithdrawal(
  tx: Tx,
  filing: StoredFiling,
  by: { readonly name: string; readonly at: string; readonly reason: string },
): Promise<void> {
  await tx
    .updateTable('scheme_filings')
    .set({ withdrawn_name: by.name, withdrawn_at: by.at, withdrawn_reason: by.reason })
    .where('jurisdiction_id', '=', filing.jurisdiction_id)
    .where('id', '=', filing.id)
    .execute();
}

/** The clock of the task's filing, where it runs. */
export async function filingClock(tx: Tx, task: TaskKey) {
  return tx
    .selectFrom('clock_runs')
    .select(['due_on', 'due_basis'])
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('clock', '=', 'schemeFiled')
    .where('subject_id', '=', task.id)
    .executeTakeFirst();
}
