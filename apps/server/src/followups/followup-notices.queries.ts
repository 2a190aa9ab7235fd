/** SQL of follow-ups that are due soon or late, and of problems reported as corrected. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

function withTask(tx: Tx) {
  return tx
    .selectFrom('followups as f')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'f.jurisdiction_id').onRef('i.id', '=', 'f.inspection_id'),
    )
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    );
}

/** Open follow-ups whose day is `until` or earlier. */
export async function followupsDue(tx: Tx, until: string) {
  return withTask(tx)
    .select([
      'f.jurisdiction_id as jurisdictionId',
      'f.finding_id as findingId',
      'f.inspection_id as inspectionId',
      'f.agency_id as agencyId',
      sql<string>`f.due_on`.as('dueOn'),
      't.number',
    ])
    .where('f.state', '!=', 'closed')
    .where('f.due_on', '<=', until)
    .execute();
}

/** The problems of an order that are reported as corrected, by team. */
export async function reportedOf(
  tx: Tx,
  order: { readonly jurisdictionId: string; readonly orderPaperId: string },
) {
  return withTask(tx)
    .select([
      'f.jurisdiction_id as jurisdictionId',
      'f.inspection_id as inspectionId',
      'f.agency_id as agencyId',
      't.number',
      sql<number>`count(*)::int`.as('count'),
      sql<string | null>`min(f.recheck_due_on)`.as('dueOn'),
      sql<string>`min(f.finding_id::text)`.as('findingId'),
    ])
    .where('f.jurisdiction_id', '=', order.jurisdictionId)
    .where('f.order_paper_id', '=', order.orderPaperId)
    .where('f.state', '=', 'reported')
    .groupBy(['f.jurisdiction_id', 'f.inspection_id', 'f.agency_id', 't.number'])
    .execute();
}
