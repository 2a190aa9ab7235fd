/** SQL of what the leniency checklist asks records: earlier conduct of the object with every agency of the jurisdiction. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

export interface EarlierRow {
  readonly on_day: string;
  readonly agency_id: string | null;
  readonly agency_name: string;
  readonly entry_key: string | null;
  readonly text: string;
}

/** Problems of the object that any inspection of the jurisdiction found, and visits with findings that were entered by hand; the latest first. */
export async function earlierConductOf(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly objectKey: string;
    /** Other problems of the same visit are no earlier conduct. */
    readonly inspectionId: string;
    readonly since: string;
  },
): Promise<readonly EarlierRow[]> {
  const found = await sql<EarlierRow>`
    SELECT to_char(coalesce(m.recorded_at, m.submitted_at, i.created_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS on_day,
           f.agency_id, m.agency_name, u.entry_key, f.finding ->> 'text' AS text
      FROM inspections i
      JOIN visit_findings f ON f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id AND f.removed_in_round IS NULL
      JOIN inspection_teams m ON m.jurisdiction_id = f.jurisdiction_id AND m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id
      LEFT JOIN followups u ON u.jurisdiction_id = f.jurisdiction_id AND u.finding_id = f.id
     WHERE i.jurisdiction_id = ${of.jurisdictionId} AND i.object_key = ${of.objectKey} AND i.id <> ${of.inspectionId}
       AND coalesce(m.recorded_at, m.submitted_at, i.created_at) >= ${of.since}::date
    UNION ALL
    SELECT to_char(e.entered_on, 'YYYY-MM-DD'), e.agency_id, e.body_name, NULL, e.note
      FROM frequency_entries e
     WHERE e.jurisdiction_id = ${of.jurisdictionId} AND e.object_key = ${of.objectKey} AND e.has_finding
       AND e.inspection_id IS NULL AND e.withdrawn_on IS NULL AND e.entered_on >= ${of.since}::date
     ORDER BY 1 DESC, 2 LIMIT 200`.execute(tx);
  return found.rows;
}
