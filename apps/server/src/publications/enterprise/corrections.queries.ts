/** SQL of requests for correction as the office handles them. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../../registers/object.queries.ts';

function selectCorrections(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('enterprise_corrections as c')
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('o.id', '=', 'c.object_id'),
    )
    .selectAll('c')
    .select('o.name as object_name')
    .where('c.jurisdiction_id', '=', scope.jurisdictionId)
    .where('c.agency_id', '=', scope.agencyId);
}

/** The oldest waiting first; of decided ones the latest first. One more than asked. */
export async function correctionPage(
  tx: Tx,
  scope: Scope,
  page: { readonly of: 'open' | 'done'; readonly after: string | undefined; readonly limit: number },
) {
  const { after } = page;
  const isOpen = page.of === 'open';
  let query = selectCorrections(tx, scope).where('c.state', isOpen ? '=' : '<>', 'received');
  if (after !== undefined)
    query = query.where(isOpen ? sql<boolean>`c.id > ${after}::uuid` : sql<boolean>`c.id < ${after}::uuid`);
  return query
    .orderBy('c.id', isOpen ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .execute();
}
export type ListedCorrection = Awaited<ReturnType<typeof correctionPage>>[number];

export async function lockCorrection(
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<ListedCorrection | undefined> {
  return selectCorrections(tx, scope).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
}

export async function saveDecision(
  tx: Tx,
  row: ListedCorrection,
  decision: {
    readonly state: 'accepted' | 'refused';
    readonly answer: string;
    readonly by: string;
    readonly name: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('enterprise_corrections')
    .set({
      state: decision.state,
      answer: decision.answer,
      decided_by: decision.by,
      decided_name: decision.name,
      decided_at: decision.at,
      version: sql`version + 1`,
    })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
