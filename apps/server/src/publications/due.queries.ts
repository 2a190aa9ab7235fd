/**
 * SQL of what is owed to the public: results that are prepared and not published, and results whose clock runs without a
 * publication because they are not entered or reviewed. The answering agency counts; no object leaves these queries
 * but to its own office.
 */
import type { OwedResult, PublicationState } from '@mingcha/core/publications/publication.ts';
import { owedStates } from '@mingcha/core/publications/publication.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

export interface OwedRow extends OwedResult {
  readonly publicationId: string | null;
  readonly jurisdictionId: string;
  readonly agencyJurisdictionId: string;
  readonly inspectionId: string;
  readonly objectName: string;
  readonly sectionId: string | null;
  readonly stage: string;
}

/** Who answers for a team: itself, or the initiator for a body outside the platform. */
const initiator = sql`LEFT JOIN inspection_teams i ON m.outside AND i.jurisdiction_id = m.jurisdiction_id
    AND i.inspection_id = m.inspection_id AND i.initiator`;
const answering = sql`coalesce(i.agency_id, m.agency_id) AS "agencyId",
  coalesce(i.agency_name, m.agency_name) AS "agencyName",
  coalesce(i.agency_jurisdiction_id, m.agency_jurisdiction_id, m.jurisdiction_id) AS "agencyJurisdictionId",
  t.id AS "taskId", t.number AS "taskNumber", t.title AS "taskName",
  CASE WHEN t.agency_id = m.agency_id THEN t.section_id END AS "sectionId", m.stage`;

/** Owed results due until `until`, of one agency or of all; each team once. */
export async function owedResults(
  tx: Tx,
  of: { readonly until: string; readonly now: string; readonly agencyId?: string | undefined },
): Promise<readonly OwedRow[]> {
  const own = (agency: RawBuilder<unknown>) =>
    of.agencyId === undefined ? sql`true` : sql`${agency} = ${of.agencyId}`;
  const answers = sql`coalesce(i.agency_id, m.agency_id)`;
  const found = await sql<OwedRow>`
    SELECT p.id AS "publicationId", p.jurisdiction_id AS "jurisdictionId", p.inspection_id AS "inspectionId",
           p.object_name AS "objectName", ${answering}, p.due_on AS "dueOn", p.state,
           coalesce(p.embargo_until > ${of.now}::timestamptz, false) AS "isEmbargoed"
      FROM publications p
      JOIN inspection_teams m ON m.jurisdiction_id = p.jurisdiction_id AND m.inspection_id = p.inspection_id AND m.agency_id = p.team_agency_id
      JOIN inspection_tasks t ON t.jurisdiction_id = p.jurisdiction_id AND t.id = p.task_id
      ${initiator}
     WHERE p.kind = 'result' AND p.state = ANY(${[...owedStates]}::text[]) AND p.due_on <= ${of.until}::date AND ${own(sql`p.agency_id`)}
    UNION ALL
    SELECT NULL, c.jurisdiction_id, c.inspection_id, o.object ->> 'name', ${answering}, c.due_on, NULL,
           coalesce(t.reveal_at > ${of.now}::timestamptz, false)
      FROM result_clocks c
      JOIN inspection_teams m ON m.jurisdiction_id = c.jurisdiction_id AND m.inspection_id = c.inspection_id AND m.agency_id = c.agency_id
      JOIN inspections o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.inspection_id
      JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
      ${initiator}
     WHERE c.clock = 'resultPublished' AND c.done_on IS NULL AND c.due_on <= ${of.until}::date
       AND m.stage <> 'withdrawn' AND t.state <> 'void' AND ${own(answers)}
       AND coalesce(o.outcome, '') NOT IN ('replaced', 'cancelled')
       AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.jurisdiction_id = c.jurisdiction_id
             AND p.inspection_id = c.inspection_id AND p.team_agency_id = c.agency_id AND p.kind = 'result')
     ORDER BY "dueOn", "taskNumber", "inspectionId"`.execute(tx);
  return found.rows.map((row) => ({ ...row, state: row.state as PublicationState | null }));
}

/** Holders of the agency's posts that carry the publication, else its legal section; and its heads. Ids of accounts. */
export async function publicationPeople(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly today: string },
): Promise<{ readonly named: readonly string[]; readonly heads: readonly string[] }> {
  const { jurisdictionId, agencyId, today } = of;
  const holders = await sql<{ id: string }>`
    SELECT DISTINCT h.account_id AS id FROM posts p
      JOIN post_holders h ON h.jurisdiction_id = p.jurisdiction_id AND h.post_id = p.id
     WHERE p.jurisdiction_id = ${jurisdictionId} AND p.agency_id = ${agencyId} AND 'publication' = ANY(p.duties)
       AND p.since <= ${today}::date AND coalesce(p.until_day > ${today}::date, true)
       AND h.since <= ${today}::date AND coalesce(h.until_day > ${today}::date, true)
     ORDER BY id`.execute(tx);
  const held = await sql<{ id: string; role: string }>`
    SELECT r.account_id AS id, r.role FROM account_roles r
      JOIN accounts a ON a.jurisdiction_id = r.jurisdiction_id AND a.id = r.account_id
     WHERE a.jurisdiction_id = ${jurisdictionId} AND a.agency_id = ${agencyId} AND a.status = 'active'
       AND r.role IN ('legalOfficer', 'agencyHead') ORDER BY id`.execute(tx);
  const withRole = (role: string) => held.rows.filter((row) => row.role === role).map((row) => row.id);
  const named = holders.rows.map((row) => row.id);
  return { named: named.length > 0 ? named : withRole('legalOfficer'), heads: withRole('agencyHead') };
}
