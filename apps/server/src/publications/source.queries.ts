/** SQL of what publications read of earlier stages: plan of an entry, scope of a draw, documents as published. Reads only. */
import type { Tx } from '../platform/db/database.ts';
import type { StoredTask } from '../tasks/inspection.queries.ts';

/** Number of the entry and title of its published plan; null for tasks that come from no plan. */
export async function planOfEntry(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'plan_entry_key'>,
): Promise<{ readonly number: string; readonly name: string } | null> {
  if (task.plan_entry_key === null) return null;
  const row = await tx
    .selectFrom('plan_entries as e')
    .innerJoin('plans', (join) =>
      join.onRef('plans.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('plans.id', '=', 'e.plan_id'),
    )
    .select(['e.number', 'plans.title as name'])
    .where('e.jurisdiction_id', '=', task.jurisdiction_id)
    .where('e.entry_key', '=', task.plan_entry_key)
    .where('plans.state', 'in', ['published', 'superseded', 'closed'])
    .orderBy('plans.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether the draw of a task was targeted; null for one that is no longer there. */
export async function drawScope(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'draw_id'>,
): Promise<boolean | null> {
  const row = await tx
    .selectFrom('draws')
    .select('settings')
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('id', '=', task.draw_id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return (row.settings as { readonly scope?: { readonly mode?: string } }).scope?.mode === 'targeted';
}

/** Inspections to which problems belong, whatever their jurisdiction. */
export async function inspectionsOfFindings(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('visit_findings')
    .select('inspection_id')
    .distinct()
    .where('id', 'in', ids)
    .orderBy('inspection_id')
    .execute();
  return rows.map((row) => row.inspection_id);
}
