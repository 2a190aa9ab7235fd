/** SQL of evaluations. An evaluator finds the own one by the account; the coordinator those of the jurisdiction. */
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { EvaluationsTable } from './tables.ts';

type StoredRow = Selectable<EvaluationsTable>;
export interface StoredEvaluation extends StoredRow {
  readonly accountStatus: string;
  readonly accountEndsAt: string | null;
}

function evaluations(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('evaluations as e')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('a.id', '=', 'e.account_id'),
    )
    .selectAll('e')
    .select(['a.status as accountStatus', 'a.ends_at as accountEndsAt'])
    .where('e.jurisdiction_id', '=', jurisdictionId);
}

/** The one of the evaluator who asks. */
export async function evaluationOf(
  tx: Tx,
  actor: { readonly jurisdictionId: string; readonly accountId: string },
): Promise<StoredEvaluation | undefined> {
  return evaluations(tx, actor.jurisdictionId).where('e.account_id', '=', actor.accountId).executeTakeFirst();
}

export async function evaluationById(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
): Promise<StoredEvaluation | undefined> {
  return evaluations(tx, key.jurisdictionId).where('e.id', '=', key.id).executeTakeFirst();
}

export async function evaluationPage(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly StoredEvaluation[]> {
  const key = decodeCursor(page.after, 2);
  let query = evaluations(tx, jurisdictionId);
  if (key !== null)
    query = query.where(sql<SqlBool>`(e.created_at, e.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  return query
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export async function insertEvaluation(tx: Tx, row: Insertable<EvaluationsTable>): Promise<void> {
  await tx.insertInto('evaluations').values(row).execute();
}

/** Changes the row that still has this version; false when somebody was quicker. */
export async function saveEvaluation(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string; readonly version: number },
  change: Updateable<EvaluationsTable>,
): Promise<boolean> {
  const saved = await tx
    .updateTable('evaluations')
    .set({ ...change, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .where('row_version', '=', key.version)
    .returning('id')
    .executeTakeFirst();
  return saved !== undefined;
}

/** Names of agencies of the jurisdiction; what is not one of them is left out. */
export async function agencyNames(
  tx: Tx,
  jurisdictionId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Ends the account at this moment. */
export async function endAccount(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
  at: string,
): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ ends_at: at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.accountId)
    .execute();
}
