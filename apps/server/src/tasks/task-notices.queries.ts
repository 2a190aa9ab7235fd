/** SQL of who is to be told about tasks, claims and approvals. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

/** Inspections not yet claimed, by task and account; of one task, or of all whose time to claim ends by `until`. */
export async function unclaimed(tx: Tx, of: { readonly taskId: string } | { readonly until: string }) {
  let query = tx
    .selectFrom('inspection_tasks as t')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 't.jurisdiction_id').onRef('i.task_id', '=', 't.id'),
    )
    .innerJoin('inspection_members as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('m.inspection_id', '=', 'i.id'),
    )
    .select([
      't.jurisdiction_id as jurisdictionId',
      't.id as taskId',
      't.number',
      't.claim_due as claimDue',
      'm.account_id as accountId',
      sql<number>`count(*)::int`.as('count'),
    ])
    .where('t.state', '=', 'dispatched')
    .where('m.state', '=', 'assigned')
    .where('m.account_id', 'is not', null)
    .where('i.outcome', 'is', null)
    .groupBy(['t.jurisdiction_id', 't.id', 't.number', 't.claim_due', 'm.account_id']);
  query = 'taskId' in of ? query.where('t.id', '=', of.taskId) : query.where('t.claim_due', '<=', of.until);
  return query.execute();
}

/** How many approvals of the agency wait among inspections. */
export async function waitingApprovals(
  tx: Tx,
  of: { readonly agencyId: string; readonly inspectionIds: readonly string[] },
): Promise<number> {
  if (of.inspectionIds.length === 0) return 0;
  const row = await tx
    .selectFrom('inspection_approvals')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('inspection_id', 'in', of.inspectionIds)
    .where('agency_id', '=', of.agencyId)
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Who asked for approvals that have been decided, with how many. */
export async function askersOf(tx: Tx, approvalIds: readonly string[]) {
  if (approvalIds.length === 0) return [];
  return tx
    .selectFrom('inspection_approvals')
    .select(['applied_by as accountId', sql<number>`count(*)::int`.as('count')])
    .where('id', 'in', approvalIds)
    .where('state', 'in', ['approved', 'refused'])
    .groupBy('applied_by')
    .execute();
}

/** Accounts of a team's people who are on it. */
export async function teamAccounts(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly inspectionId: string; readonly agencyId: string },
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('inspection_members')
    .select('account_id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('inspection_id', '=', of.inspectionId)
    .where('agency_id', '=', of.agencyId)
    .where('state', 'in', ['assigned', 'claimed'])
    .where('account_id', 'is not', null)
    .execute();
  return rows.flatMap((row) => row.account_id ?? []);
}
