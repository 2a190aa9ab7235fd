/** Visits: each case of each indicator with its place, from the definition. */

const day = (instant: string): string =>
  `to_char((${instant}) AT TIME ZONE 'UTC' + interval '8 hours', 'YYYY-MM-DD')::date`;

/** Agencies of the jurisdiction that is asked for; a body outside the platform is answered for by the initiator. */
const teams = `(SELECT i.id AS inspection, m.agency_id AS team, m.entered_at, m.recorded_at, m.stage, i.outcome, i.created_at,
    k.state AS task_state, k.method, k.window_to, CASE WHEN m.outside THEN k.agency_id ELSE m.agency_id END AS agency
   FROM inspection_tasks k JOIN inspections i ON i.task_id = k.id JOIN inspection_teams m ON m.inspection_id = i.id)`;
const ofPlace = `JOIN agencies g ON g.id = x.agency JOIN days ON days.place = g.jurisdiction_id`;
const gone = `(x.stage = 'withdrawn' OR x.task_state = 'void' OR x.outcome = 'replaced' OR x.outcome = 'cancelled')`;
const named = `x.agency::text AS agency, x.inspection::text || x.team::text AS id`;
const offSite = `x.method <> 'onSite'`;
const within = (when: string): string =>
  `${when} IS NOT NULL AND ${day(when)} BETWEEN days.first AND days.last AND ${day(when)} <= days.known`;

const entries = `FROM frequency_entries f JOIN days ON days.place = f.jurisdiction_id JOIN agencies g ON g.id = f.agency_id AND g.jurisdiction_id = days.place`;

export const independentVisitSql = {
  inspectionCompletion: `SELECT ${named}, CASE WHEN ${gone} IS TRUE THEN 'void'
        WHEN b.state IN ('exempt', 'excluded', 'suspended', 'contained') THEN 'exempt'
        WHEN b.state = 'withdrawn' THEN 'void'
        WHEN b.state IN ('published', 'ended') AND b.published_on <= days.known THEN 'both'
        ELSE 'denominator' END AS place
      FROM ${teams} x ${ofPlace}
      LEFT JOIN (SELECT * FROM publications WHERE kind = 'result') b ON b.inspection_id = x.inspection AND b.team_agency_id = x.team
     WHERE x.window_to BETWEEN days.first AND days.last AND ${day('x.created_at')} <= days.known`,
  mobileUse: `SELECT ${named}, CASE WHEN ${gone} IS TRUE THEN 'void' WHEN ${offSite} THEN 'exempt'
        WHEN (SELECT count(*) FROM visit_records r WHERE r.inspection_id = x.inspection AND r.agency_id = x.team
          AND r.source <> 'paper' AND r.kind <> 'claim') > 0 THEN 'both' ELSE 'denominator' END AS place
      FROM ${teams} x ${ofPlace} WHERE ${within('x.recorded_at')}`,
  codeShown: `, last AS (SELECT inspection_id, max(seq) AS seq FROM visit_writes WHERE path = 'identify' GROUP BY inspection_id),
    told AS (SELECT w.inspection_id, w.value ->> 'code' AS code FROM visit_writes w JOIN last USING (inspection_id, seq))
    SELECT ${named}, CASE WHEN ${gone} IS TRUE THEN 'void' WHEN told.code = 'scanned' THEN 'both' ELSE 'denominator' END AS place
      FROM ${teams} x ${ofPlace} LEFT JOIN told ON told.inspection_id = x.inspection WHERE ${within('x.entered_at')}`,
  offSiteShare: `SELECT ${named}, CASE WHEN ${gone} IS TRUE THEN 'void' WHEN ${offSite} THEN 'both' ELSE 'denominator' END AS place
      FROM ${teams} x ${ofPlace} WHERE ${within('x.recorded_at')}`,
  jointShare: `, bodies AS (SELECT visit_key, count(DISTINCT body_name) AS many FROM frequency_entries
      WHERE withdrawn_on IS NULL GROUP BY visit_key)
    SELECT f.agency_id::text AS agency, f.id::text AS id, CASE WHEN f.withdrawn_on IS NOT NULL THEN 'void'
        WHEN f.kind = 'service' THEN 'exempt' WHEN bodies.many > 1 THEN 'both' ELSE 'denominator' END AS place
      ${entries} LEFT JOIN bodies ON bodies.visit_key = f.visit_key
     WHERE f.entered_on BETWEEN days.first AND days.last AND f.entered_on <= days.known`,
  entryChange: `SELECT f.agency_id::text AS agency, 'now ' || f.id AS id, CASE WHEN f.withdrawn_on IS NOT NULL THEN 'void'
        WHEN f.kind = 'service' THEN 'exempt' ELSE 'numerator' END AS place
      ${entries} WHERE f.entered_on BETWEEN days.first AND days.last AND f.entered_on <= days.known
    UNION ALL SELECT f.agency_id::text, 'then ' || f.id, CASE WHEN f.withdrawn_on IS NOT NULL THEN 'void'
        WHEN f.kind = 'service' THEN 'exempt' ELSE 'denominator' END
      ${entries} WHERE (f.entered_on + interval '1 year')::date BETWEEN days.first AND days.last
       AND (f.entered_on + interval '1 year')::date <= days.known`,
  overCap: `SELECT f.agency_id::text AS agency, f.object_key AS id, CASE WHEN f.withdrawn_on IS NOT NULL THEN 'void'
        WHEN NOT f.counted THEN 'exempt' WHEN f.cap_at_time < f.count_at_time THEN 'both' ELSE 'denominator' END AS place
      ${entries} WHERE f.entered_on BETWEEN days.first AND days.last AND f.entered_on <= days.known`,
} as const;
