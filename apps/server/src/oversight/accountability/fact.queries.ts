/** SQL of the facts that raise accountability events by themselves; what has raised one is left out. Reads only. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

const atOnce = 200;

export interface MissedDraw {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly planId: string;
  readonly entryKey: string;
  readonly title: string;
  readonly windowTo: string;
}

/** Entries of published plans in force whose window ended after their publication without a draw, here or elsewhere. */
export async function missedDraws(tx: Tx, today: string): Promise<readonly MissedDraw[]> {
  const found = await sql<MissedDraw>`SELECT e.jurisdiction_id AS "jurisdictionId", p.agency_id AS "agencyId",
      p.id AS "planId", e.entry_key AS "entryKey", e.title, e.window_to AS "windowTo"
    FROM plan_entries e JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
    WHERE p.state = 'published' AND e.state = 'taken' AND e.form = 'draw' AND e.merged_into IS NULL
      AND e.window_to < ${today}::date AND e.window_to >= p.published_on
      AND NOT EXISTS (SELECT FROM plan_entry_draws d WHERE d.jurisdiction_id = e.jurisdiction_id
        AND d.entry_key = e.entry_key AND d.state = 'drawn')
      AND NOT EXISTS (SELECT FROM accountability_events a WHERE a.jurisdiction_id = e.jurisdiction_id
        AND a.fact_key = 'missedDraw ' || e.entry_key::text || ' ' || e.window_to::text)
    ORDER BY e.window_to, e.id LIMIT ${atOnce}`.execute(tx);
  return found.rows;
}

export interface LoneVisit {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly inspectionId: string;
  readonly subject: string;
  readonly recordedAt: string;
  readonly count: number;
}

/** Visits of the last weeks whose record shows fewer than two inspectors: who signed it, or else who stood in the team. */
export async function loneVisits(tx: Tx, since: string): Promise<readonly LoneVisit[]> {
  const found =
    await sql<LoneVisit>`WITH seen AS (SELECT m.agency_jurisdiction_id, m.agency_id, m.inspection_id,
      o.object ->> 'name' AS subject, m.recorded_at,
      coalesce(nullif((SELECT count(DISTINCT coalesce(s.content ->> 'memberId', s.content ->> 'name'))
          FROM visit_signatures s WHERE s.jurisdiction_id = m.jurisdiction_id AND s.inspection_id = m.inspection_id
            AND s.agency_id = m.agency_id AND s.role = 'inspector'), 0),
        (SELECT count(*) FROM inspection_members n WHERE n.jurisdiction_id = m.jurisdiction_id
          AND n.inspection_id = m.inspection_id AND n.agency_id = m.agency_id
          AND n.state IN ('assigned', 'claimed') AND n.role IN ('lead', 'member')))::integer AS present
    FROM inspection_teams m
    JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
    JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
    WHERE m.recorded_at >= ${since}::timestamptz AND NOT m.outside AND m.agency_jurisdiction_id IS NOT NULL
      AND t.method IN ('onSite', 'testing'))
    SELECT agency_jurisdiction_id AS "jurisdictionId", agency_id AS "agencyId", inspection_id AS "inspectionId",
      subject, recorded_at AS "recordedAt", present AS count FROM seen
    WHERE present < 2 AND NOT EXISTS (SELECT FROM accountability_events a
      WHERE a.jurisdiction_id = seen.agency_jurisdiction_id
        AND a.fact_key = 'singleInspector ' || seen.inspection_id::text || ' ' || seen.agency_id::text)
    ORDER BY recorded_at, inspection_id LIMIT ${atOnce}`.execute(tx);
  return found.rows;
}

/** A draw by its id, in whatever jurisdiction. */
export async function drawFacts(tx: Tx, id: string) {
  return tx
    .selectFrom('draws')
    .select(['jurisdiction_id', 'agency_id', 'title_zh'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The last entry of the ledger about a subject; none for what lies in another ledger. */
export async function lastEntryOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly subjectId: string },
): Promise<readonly number[]> {
  const row = await tx
    .selectFrom('ledger_events')
    .select('seq')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('subject_id', '=', of.subjectId)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return row === undefined ? [] : [Number(row.seq)];
}
