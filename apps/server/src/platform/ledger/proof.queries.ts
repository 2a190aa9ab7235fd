/** SQL of proofs and comparisons: entries by number, the last checkpoint of each day, kept copies. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { LedgerComparisonsTable } from '../tables.ts';

export interface NumberedEntry {
  readonly seq: number;
  readonly entry: string;
  readonly hash: Uint8Array;
}

/** Entries by their numbers, in order. */
export async function entriesBySeq(
  tx: Tx,
  jurisdictionId: string,
  seqs: readonly number[],
): Promise<readonly NumberedEntry[]> {
  if (seqs.length === 0) return [];
  const rows = await tx
    .selectFrom('ledger_events')
    .select(['seq', 'entry', 'hash'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(
      'seq',
      'in',
      seqs.map((seq) => BigInt(seq)),
    )
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** Numbers of the entries about these subjects, the latest first. */
export async function seqsAbout(
  tx: Tx,
  jurisdictionId: string,
  of: { readonly subjectIds: readonly string[]; readonly limit: number },
): Promise<readonly number[]> {
  if (of.subjectIds.length === 0) return [];
  const rows = await tx
    .selectFrom('ledger_events')
    .select('seq')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('subject_id', 'in', of.subjectIds)
    .orderBy('seq', 'desc')
    .limit(of.limit)
    .execute();
  return rows.map((row) => Number(row.seq));
}

/** The last checkpoint of each day before `before`, latest first. */
export async function dailyCheckpoints(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly zone: string; readonly before: string | null; readonly limit: number },
) {
  const { zone, before, limit } = page;
  const found = await sql<{ day: string; size: bigint; root: Buffer; at: string; cosigned: number }>`
    SELECT DISTINCT ON (c.day) c.day, c.size, c.root, c.at, (SELECT count(*)::integer FROM ledger_cosignatures s
        WHERE s.jurisdiction_id = ${jurisdictionId} AND s.size = c.size) AS cosigned
    FROM (SELECT (p.at AT TIME ZONE ${zone})::date AS day, p.size, p.root, p.at FROM ledger_checkpoints p
      WHERE p.jurisdiction_id = ${jurisdictionId}) AS c
    WHERE ${before === null ? sql`true` : sql`c.day < ${before}::date`}
    ORDER BY c.day DESC, c.size DESC LIMIT ${limit + 1}`.execute(tx);
  return found.rows.map((row) => ({ ...row, size: Number(row.size) }));
}

export type StoredComparison = Selectable<LedgerComparisonsTable>;

export async function insertComparison(tx: Tx, row: Insertable<LedgerComparisonsTable>): Promise<void> {
  await tx.insertInto('ledger_comparisons').values(row).execute();
}

export async function comparisonPage(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly before: readonly string[] | null; readonly limit: number },
): Promise<readonly StoredComparison[]> {
  let query = tx.selectFrom('ledger_comparisons').selectAll().where('jurisdiction_id', '=', jurisdictionId);
  const [at, id] = page.before ?? [];
  if (at !== undefined && id !== undefined)
    query = query.where(sql<boolean>`(compared_at, id) < (${at}::timestamptz, ${id}::uuid)`);
  return query
    .orderBy('compared_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}
