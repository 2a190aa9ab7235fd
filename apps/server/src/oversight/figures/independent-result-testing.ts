/** Results, publications, objections: each case of each indicator with its place, from the definition. */

const day = (instant: string): string =>
  `to_char((${instant}) AT TIME ZONE 'UTC' + interval '8 hours', 'YYYY-MM-DD')::date`;

const gone = `(m.stage = 'withdrawn' OR k.state = 'void' OR i.outcome IN ('replaced', 'cancelled'))`;
const team = `inspection_teams m JOIN inspections i ON i.id = m.inspection_id JOIN inspection_tasks k ON k.id = i.task_id`;
const answers = `(CASE WHEN m.outside THEN k.agency_id ELSE m.agency_id END)`;
const ofPlace = (agency: string): string =>
  `JOIN agencies g ON g.id = ${agency} JOIN days ON days.place = g.jurisdiction_id`;
const notOwed = `b.state IN ('exempt', 'excluded', 'suspended', 'contained')`;

export const independentResultSql = {
  findingRate: `, passed AS (SELECT v.inspection_id, v.agency_id, max(v.round) AS round FROM result_reviews v, days
      WHERE v.decision = 'pass' AND ${day('v.reviewed_at')} <= days.known GROUP BY 1, 2)
    SELECT ${answers}::text AS agency, i.id::text || m.agency_id::text AS id, CASE WHEN ${gone} IS TRUE THEN 'void'
        WHEN EXISTS (SELECT 1 FROM publications b WHERE b.kind = 'result' AND b.state = 'withdrawn'
          AND b.inspection_id = i.id AND b.team_agency_id = m.agency_id) THEN 'void'
        WHEN r.is_problem THEN 'both' WHEN r.outcome NOT IN ('normal', 'refused') THEN 'void' ELSE 'denominator' END AS place
      FROM passed JOIN visit_results r USING (inspection_id, agency_id, round)
      JOIN (${team}) ON m.inspection_id = passed.inspection_id AND m.agency_id = passed.agency_id ${ofPlace(answers)}
     WHERE ${day('coalesce(m.recorded_at, r.submitted_at)')} BETWEEN days.first AND days.last`,
  followupClosure: `SELECT ${answers}::text AS agency, f.id::text AS id, CASE WHEN ${gone} IS TRUE OR f.removed_in_round IS NOT NULL THEN 'void'
        WHEN EXISTS (SELECT 1 FROM followups u WHERE u.finding_id = f.id AND u.state = 'closed'
          AND ${day('u.closed_at')} <= days.known) THEN 'both' ELSE 'denominator' END AS place
      FROM visit_findings f JOIN (${team}) ON m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id ${ofPlace(answers)}
     WHERE m.passed_at IS NOT NULL AND m.stage IN ('passed', 'withdrawn')
       AND ${day('m.passed_at')} BETWEEN days.first AND days.last AND ${day('m.passed_at')} <= days.known`,
  publicationRate: `SELECT b.agency_id::text AS agency, b.id::text AS id, CASE WHEN ${notOwed} THEN 'exempt' WHEN b.state = 'withdrawn' THEN 'void'
        WHEN b.state IN ('published', 'ended') AND b.published_on <= days.known THEN 'both' ELSE 'denominator' END AS place
      FROM publications b ${ofPlace('b.agency_id')}
     WHERE b.kind = 'result' AND b.result_on BETWEEN days.first AND days.last AND b.result_on <= days.known`,
  publicationTimeliness: `SELECT b.agency_id::text AS agency, b.id::text AS id, CASE WHEN b.state = 'withdrawn' THEN 'void'
        WHEN b.due_on >= b.published_on THEN 'both' ELSE 'denominator' END AS place
      FROM publications b ${ofPlace('b.agency_id')} WHERE b.kind = 'result' AND b.state IN ('published', 'ended', 'withdrawn')
       AND b.published_on BETWEEN days.first AND days.last AND b.published_on <= days.known
    UNION ALL SELECT b.agency_id::text, b.id::text, 'exempt' FROM publications b ${ofPlace('b.agency_id')}
     WHERE b.kind = 'result' AND ${notOwed} AND b.result_on BETWEEN days.first AND days.last AND b.result_on <= days.known`,
  objectionRate: `SELECT b.agency_id::text AS agency, b.id::text AS id, CASE WHEN b.id IN (SELECT j.publication_id FROM objections j
          WHERE j.received_on <= days.known) THEN 'both' ELSE 'denominator' END AS place
      FROM publications b ${ofPlace('b.agency_id')} WHERE b.kind = 'result' AND b.state IN ('published', 'ended', 'withdrawn')
       AND b.published_on BETWEEN days.first AND days.last AND b.published_on <= days.known`,
  objectionUpheld: `SELECT j.agency_id::text AS agency, j.id::text AS id,
        CASE WHEN j.outcome = 'dismissed' THEN 'denominator' ELSE 'both' END AS place
      FROM objections j JOIN publications b ON b.id = j.publication_id ${ofPlace('j.agency_id')}
     WHERE b.kind = 'result' AND j.state <> 'rejected' AND j.decided_on BETWEEN days.first AND days.last AND j.decided_on <= days.known
    UNION ALL SELECT j.agency_id::text, j.id::text, 'exempt' FROM objections j JOIN publications b ON b.id = j.publication_id ${ofPlace('j.agency_id')}
     WHERE b.kind = 'result' AND j.state = 'rejected' AND j.received_on BETWEEN days.first AND days.last AND j.received_on <= days.known`,
} as const;
