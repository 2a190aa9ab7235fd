/**
 * SQL of results: submissions by round, the problems that stand, reviews. Later stages read them by `findingsOf` and
 * `resultOf`; nothing is ever overwritten but the standing of a problem.
 */
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { ResultReviewsTable, VisitResultsTable } from './tables.ts';

/** An inspection by the initiator's jurisdiction. */
export interface InspectionKey {
  readonly jurisdictionId: string;
  readonly inspectionId: string;
}
export interface TeamKey extends InspectionKey {
  readonly agencyId: string;
}

export type StoredResult = Selectable<VisitResultsTable>;
export type StoredReview = Selectable<ResultReviewsTable>;

/** A problem that stands after the last submission, with the team that found it. */
export interface StoredFinding {
  readonly agencyId: string;
  readonly round: number;
  readonly finding: Finding;
}

/** Problems of one inspection as they stand, in the order of agency and entry; of teams that passed or not. */
export async function findingsOf(tx: Tx, key: InspectionKey): Promise<readonly StoredFinding[]> {
  const rows = await tx
    .selectFrom('visit_findings')
    .select(['agency_id', 'round', 'finding'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .where('removed_in_round', 'is', null)
    .orderBy('agency_id')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    agencyId: row.agency_id,
    round: row.round,
    finding: row.finding as Finding,
  }));
}

/** The last submission of each team; empty before any. */
export async function resultOf(tx: Tx, key: InspectionKey): Promise<readonly StoredResult[]> {
  return tx
    .selectFrom('visit_results')
    .distinctOn('agency_id')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('agency_id')
    .orderBy('round', 'desc')
    .execute();
}

/** All submissions of all teams, oldest first. */
export async function submissionsOf(tx: Tx, key: InspectionKey): Promise<readonly StoredResult[]> {
  return tx
    .selectFrom('visit_results')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('agency_id')
    .orderBy('round')
    .execute();
}

export async function reviewsOf(tx: Tx, key: InspectionKey): Promise<readonly StoredReview[]> {
  return tx
    .selectFrom('result_reviews')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('agency_id')
    .orderBy('round')
    .execute();
}

export async function insertResult(tx: Tx, row: Insertable<VisitResultsTable>): Promise<void> {
  await tx.insertInto('visit_results').values(row).execute();
}

export async function insertReview(tx: Tx, row: Insertable<ResultReviewsTable>): Promise<void> {
  await tx.insertInto('result_reviews').values(row).execute();
}

/** Puts the problems of a round in place of those before; ids that the round no longer names are marked, not deleted. */
export async function saveFindings(
  tx: Tx,
  key: TeamKey,
  of: { readonly round: number; readonly findings: readonly Finding[] },
): Promise<void> {
  const { jurisdictionId, inspectionId, agencyId } = key;
  await tx
    .updateTable('visit_findings')
    .set({ removed_in_round: of.round })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('inspection_id', '=', inspectionId)
    .where('agency_id', '=', agencyId)
    .where('removed_in_round', 'is', null)
    .execute();
  if (of.findings.length === 0) return;
  await tx
    .insertInto('visit_findings')
    .values(
      of.findings.map((finding, position) => ({
        jurisdiction_id: jurisdictionId,
        id: finding.id,
        inspection_id: inspectionId,
        agency_id: agencyId,
        round: of.round,
        position,
        finding: JSON.stringify(finding),
        action: finding.action,
        due_on: finding.dueOn,
        removed_in_round: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'id']).doUpdateSet((eb) => ({
        round: eb.ref('excluded.round'),
        position: eb.ref('excluded.position'),
        finding: eb.ref('excluded.finding'),
        action: eb.ref('excluded.action'),
        due_on: eb.ref('excluded.due_on'),
        removed_in_round: null,
      })),
    )
    .execute();
}

/** Whether an id of a problem already belongs to another inspection or team. */
export async function foreignFindings(
  tx: Tx,
  key: TeamKey,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('visit_findings')
    .select('id')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .where((eb) => eb.or([eb('inspection_id', '<>', key.inspectionId), eb('agency_id', '<>', key.agencyId)]))
    .execute();
  return rows.map((row) => row.id);
}

/** The frequency ledger learns whether the team's visit found anything. */
export async function noteVisitFinding(
  tx: Tx,
  key: TeamKey & { readonly agencyName: string },
  hasFinding: boolean,
): Promise<void> {
  await tx
    .updateTable('frequency_entries')
    .set({ has_finding: hasFinding })
    .where('inspection_id', '=', key.inspectionId)
    // A partner of another jurisdiction stands there by its name alone.
    .where((eb) => eb.or([eb('agency_id', '=', key.agencyId), eb('body_name', '=', key.agencyName)]))
    .where('withdrawn_on', 'is', null)
    .execute();
}
