/** SQL of reports. Each belongs to an agency; an auditor reads those of the jurisdiction. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { OversightReportsTable } from './tables.ts';

export type StoredReport = Selectable<OversightReportsTable>;

function reportsOf(tx: Tx, actor: Actor) {
  const own = tx
    .selectFrom('oversight_reports')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId);
  return hasRole(actor, 'auditor') ? own : own.where('agency_id', '=', actor.agencyId);
}

export async function reportRows(tx: Tx, actor: Actor): Promise<readonly StoredReport[]> {
  return reportsOf(tx, actor)
    .orderBy('period_from', 'desc')
    .orderBy('edition', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}

export async function reportById(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly lock?: boolean },
): Promise<StoredReport | undefined> {
  const query = reportsOf(tx, actor).where('id', '=', of.id);
  return (of.lock === true ? query.forUpdate() : query).executeTakeFirst();
}

/** Editions of one period, newest first. */
export async function editionsOf(
  tx: Tx,
  actor: Actor,
  of: { readonly period: string; readonly from: string },
): Promise<readonly StoredReport[]> {
  return tx
    .selectFrom('oversight_reports')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('agency_id', '=', actor.agencyId)
    .where('period', '=', of.period)
    .where('period_from', '=', of.from)
    .orderBy('edition', 'desc')
    .forUpdate()
    .execute();
}

export async function insertReport(tx: Tx, row: Insertable<OversightReportsTable>): Promise<void> {
  await tx.insertInto('oversight_reports').values(row).execute();
}

export async function saveReportColumns(
  tx: Tx,
  row: Pick<StoredReport, 'jurisdiction_id' | 'id'>,
  change: Partial<
    Pick<
      Insertable<OversightReportsTable>,
      'texts' | 'figures' | 'digest' | 'state' | 'issued_by' | 'issued_name' | 'issued_at'
    >
  > & { readonly at: string },
): Promise<void> {
  const { at, ...columns } = change;
  await tx
    .updateTable('oversight_reports')
    .set({ ...columns, updated_at: at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
