/** SQL of what a follow-up carries along: its steps, files, reports, penalties; steps and files are never changed. */
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { FollowupFilesTable, FollowupMovesTable, RectificationReportsTable } from './tables.ts';

interface Key {
  readonly jurisdiction_id: string;
  readonly finding_id: string;
}

export type StoredMove = Omit<Selectable<FollowupMovesTable>, 'form'> & { readonly form: FollowupForm };

/** Appends a step; the follow-up's row is locked by the caller, so numbers have no gap. */
export async function insertMove(tx: Tx, move: Omit<Insertable<FollowupMovesTable>, 'seq'>): Promise<void> {
  const last = await tx
    .selectFrom('followup_moves')
    .select(sql<number>`coalesce(max(seq), 0)::integer`.as('seq'))
    .where('jurisdiction_id', '=', move.jurisdiction_id)
    .where('finding_id', '=', move.finding_id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('followup_moves')
    .values({ ...move, seq: last.seq + 1 })
    .execute();
}

export async function movesOf(tx: Tx, key: Key): Promise<readonly StoredMove[]> {
  const rows = await tx
    .selectFrom('followup_moves')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('finding_id', '=', key.finding_id)
    .orderBy('seq')
    .execute();
  return rows as readonly StoredMove[];
}

export async function insertFollowupFile(tx: Tx, file: Insertable<FollowupFilesTable>): Promise<void> {
  await tx.insertInto('followup_files').values(file).execute();
}

/** Files of a problem; of portal uploads only those whose report came. */
export async function filesOf(tx: Tx, key: Key) {
  return tx
    .selectFrom('followup_files as x')
    .innerJoin('files as b', (join) =>
      join.onRef('b.jurisdiction_id', '=', 'x.jurisdiction_id').onRef('b.id', '=', 'x.file_id'),
    )
    .select(['x.file_id', 'x.source', 'x.at', 'b.file_name', 'b.content_type', 'b.size', 'b.sha256'])
    .where('x.jurisdiction_id', '=', key.jurisdiction_id)
    .where('x.finding_id', '=', key.finding_id)
    .where(
      sql<boolean>`(x.report_id IS NULL OR EXISTS (SELECT 1 FROM rectification_reports r
        WHERE r.jurisdiction_id = x.jurisdiction_id AND r.id = x.report_id))`,
    )
    .orderBy('x.at')
    .orderBy('x.file_id')
    .execute();
}

/** Files uploaded for an order: altogether, and in one report. */
export async function orderFileCounts(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly orderPaperId: string; readonly reportId: string },
): Promise<{ readonly all: number; readonly report: number }> {
  const row = await tx
    .selectFrom('followup_files')
    .select([
      sql<number>`count(*)::integer`.as('all'),
      sql<number>`count(*) FILTER (WHERE report_id = ${of.reportId})::integer`.as('report'),
    ])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('order_paper_id', '=', of.orderPaperId)
    .executeTakeFirstOrThrow();
  return row;
}

export async function insertReport(tx: Tx, report: Insertable<RectificationReportsTable>): Promise<void> {
  await tx.insertInto('rectification_reports').values(report).execute();
}

/** Reports about an order, oldest first, with how many files came with each. */
export async function reportsOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly orderPaperId: string },
) {
  const rows = await tx
    .selectFrom('rectification_reports as r')
    .selectAll('r')
    .select(
      sql<number>`(SELECT count(*)::integer FROM followup_files x
        WHERE x.jurisdiction_id = r.jurisdiction_id AND x.order_paper_id = r.order_paper_id AND x.report_id = r.id)`.as(
        'files',
      ),
    )
    .where('r.jurisdiction_id', '=', of.jurisdictionId)
    .where('r.order_paper_id', '=', of.orderPaperId)
    .orderBy('r.at')
    .orderBy('r.id')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, items: row.items as readonly { findingId: string; text: string }[] }));
}

/** The order behind a code, issued and not void; with the names of its agency. */
export async function orderByCode(tx: Tx, code: string) {
  const found = await sql<{
    jurisdiction_id: string;
    id: string;
    inspection_id: string | null;
    agency_id: string;
    agency_jurisdiction_id: string;
    number: string;
    data: unknown;
    delivered_at: string | null;
    agency_name: string;
    agency_phone: string;
  }>`SELECT p.jurisdiction_id, p.id, p.inspection_id, p.agency_id, p.agency_jurisdiction_id, p.number, p.data,
      p.delivered_at, a.name AS agency_name, a.phone AS agency_phone
    FROM papers p JOIN agencies a ON a.jurisdiction_id = p.agency_jurisdiction_id AND a.id = p.agency_id
    WHERE p.kind = 'rectificationOrder' AND p.state = 'issued'
      AND right(replace(p.id::text, '-', ''), 16) COLLATE "C" = ${code}
    ORDER BY p.created_at LIMIT 1`.execute(tx);
  return found.rows[0];
}
