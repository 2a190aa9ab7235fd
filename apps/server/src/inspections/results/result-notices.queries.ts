/** SQL of results that are to be entered soon or are late. */
import type { Tx } from '../../platform/db/database.ts';

/** Clocks of entering a result that run and end by `until`, of inspections that go on, with the number of their task. */
export async function resultsDue(tx: Tx, until: string) {
  return tx
    .selectFrom('result_clocks as c')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('i.id', '=', 'c.inspection_id'),
    )
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    )
    .select([
      'c.jurisdiction_id as jurisdictionId',
      'c.inspection_id as inspectionId',
      'c.agency_id as agencyId',
      'c.due_on as dueOn',
      't.number',
    ])
    .where('c.clock', '=', 'resultEntered')
    .where('c.done_on', 'is', null)
    .where('c.due_on', '<=', until)
    .where('t.state', '=', 'dispatched')
    .where('i.state', '=', 'open')
    .execute();
}
