/** SQL of the present names of what ledger events concern, where the platform keeps them. */
import type { Tx } from '../db/database.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Subject {
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** Names of accounts, agencies and sections by their id; other subjects have none here. */
export async function subjectNames(
  tx: Tx,
  jurisdictionId: string,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string): readonly string[] =>
    subjects
      .filter((one) => one.subjectKind === kind && uuid.test(one.subjectId))
      .map((one) => one.subjectId);
  const names = new Map<string, string>();
  const accounts = idsOf('account');
  if (accounts.length > 0) {
    const rows = await tx
      .selectFrom('accounts')
      .select(['id', 'person_name as name'])
      .where('jurisdiction_id', '=', jurisdictionId)
      .where('id', 'in', accounts)
      .execute();
    for (const row of rows) names.set(row.id, row.name);
  }
  for (const [kind, table] of [
    ['agency', 'agencies'],
    ['section', 'sections'],
  ] as const) {
    const ids = idsOf(kind);
    if (ids.length === 0) continue;
    const rows = await tx
      .selectFrom(table)
      .select(['id', 'name'])
      .where('jurisdiction_id', '=', jurisdictionId)
      .where('id', 'in', ids)
      .execute();
    for (const row of rows) names.set(row.id, row.name);
  }
  return names;
}
