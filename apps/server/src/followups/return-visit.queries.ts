/** SQL of return visits: the closed inspections of an agency in a time, samples drawn from them, what was answered. */
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { ReturnSamplesTable, ReturnVisitsTable } from './tables.ts';

interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** Ids of inspections whose own team's result passed in the time, ascending: the list that is drawn from. */
export async function returnPopulation(
  tx: Tx,
  scope: Scope,
  days: { readonly from: string; readonly to: string },
): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`SELECT inspection_id AS id FROM inspection_teams
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId} AND stage = 'passed'
      AND (passed_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${days.from}::date AND ${days.to}::date
    ORDER BY inspection_id`.execute(tx);
  return found.rows.map((row) => row.id);
}

export async function insertSample(
  tx: Tx,
  sample: Insertable<ReturnSamplesTable>,
  visits: readonly Insertable<ReturnVisitsTable>[],
): Promise<void> {
  await tx.insertInto('return_samples').values(sample).execute();
  if (visits.length > 0)
    await tx
      .insertInto('return_visits')
      .values([...visits])
      .execute();
}

/** The last samples of an agency. */
export async function returnSamples(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('return_samples')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('drawn_at', 'desc')
    .orderBy('id')
    .limit(50)
    .execute();
}

/** Visits of samples with what they are about, in the order in which they were drawn. */
export async function returnVisitsOf(tx: Tx, scope: Scope, sampleIds: readonly string[]) {
  if (sampleIds.length === 0) return [];
  const found = await sql<{
    sample_id: string;
    inspection_id: string;
    position: number;
    answers: unknown;
    answered_name: string | null;
    answered_at: string | null;
    object_name: string;
    task_number: string;
    closed_on: string;
  }>`SELECT v.sample_id, v.inspection_id, v.position, v.answers, v.answered_name, v.answered_at,
      i.object ->> 'name' AS object_name, t.number AS task_number,
      to_char(coalesce(m.passed_at, v.answered_at, i.updated_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS closed_on
    FROM return_visits v
    JOIN inspections i ON i.jurisdiction_id = v.jurisdiction_id AND i.id = v.inspection_id
    JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
    LEFT JOIN inspection_teams m ON m.jurisdiction_id = i.jurisdiction_id AND m.inspection_id = i.id AND m.agency_id = ${scope.agencyId}
    WHERE v.jurisdiction_id = ${scope.jurisdictionId} AND v.sample_id = ANY(${[...sampleIds]}::uuid[])
    ORDER BY v.sample_id, v.position`.execute(tx);
  return found.rows;
}

/** Saves the answers of a visit that has none yet; false when there is no such visit or it was answered. */
export async function saveAnswers(
  tx: Tx,
  scope: Scope,
  of: {
    readonly sampleId: string;
    readonly inspectionId: string;
    readonly answers: unknown;
    readonly by: string;
    readonly name: string;
    readonly at: string;
  },
): Promise<boolean> {
  const saved = await tx
    .updateTable('return_visits')
    .set({
      answers: JSON.stringify(of.answers),
      answered_by: of.by,
      answered_name: of.name,
      answered_at: of.at,
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('sample_id', '=', of.sampleId)
    .where('inspection_id', '=', of.inspectionId)
    .where('answers', 'is', null)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM return_samples s WHERE s.jurisdiction_id = return_visits.jurisdiction_id
        AND s.id = return_visits.sample_id AND s.agency_id = ${scope.agencyId})`,
    )
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n;
}
