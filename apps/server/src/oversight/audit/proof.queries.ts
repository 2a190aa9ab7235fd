/** SQL of names beside entries of the ledger. */
import type { Tx } from '../../platform/db/database.ts';

/** Names of accounts of the jurisdiction by their ids. */
export async function namesOfAccounts(
  tx: Tx,
  jurisdictionId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('accounts')
    .select(['id', 'person_name as name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function jurisdictionOf(tx: Tx, id: string) {
  return tx
    .selectFrom('jurisdictions')
    .select(['name', 'division_code as divisionCode'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
