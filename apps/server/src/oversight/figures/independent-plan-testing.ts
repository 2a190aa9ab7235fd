/** Plan and draw: each case of each indicator with its place, from the definition. */

/** The calendar day of an instant in China. */
const day = (instant: string): string =>
  `to_char((${instant}) AT TIME ZONE 'UTC' + interval '8 hours', 'YYYY-MM-DD')::date`;

/** Ids of tasks that are finished: none of their inspections is open, or ended only after the cut-off. */
const finished = `SELECT k.id FROM inspection_tasks k, days WHERE (k.state = 'done' OR k.state = 'archived')
  AND k.id NOT IN (SELECT i.task_id FROM inspections i WHERE i.outcome_at IS NOT NULL AND ${day('i.outcome_at')} > days.known)`;

const sentInPeriod = `k.dispatched_at IS NOT NULL AND k.state <> 'void' AND k.state <> 'prepared'
  AND ${day('k.dispatched_at')} >= days.first AND ${day('k.dispatched_at')} <= days.last
  AND ${day('k.dispatched_at')} <= days.known`;

const madeDraws = `SELECT d.agency_id::text AS agency, d.id::text AS id, d.state, d.settings, d.jurisdiction_id
  FROM draws d, days WHERE d.jurisdiction_id = days.place
   AND ((d.state = 'voided' AND d.sealed_at IS NOT NULL) OR (d.state NOT IN ('voided', 'infeasible') AND d.drawn_at IS NOT NULL))
   AND ${day('coalesce(d.drawn_at, d.sealed_at)')} >= days.first AND ${day('coalesce(d.drawn_at, d.sealed_at)')} <= days.last
   AND ${day('coalesce(d.drawn_at, d.sealed_at)')} <= days.known`;
const importedDraws = `SELECT d.agency_id::text AS agency, d.id::text AS id FROM outside_draws d, days
  WHERE d.jurisdiction_id = days.place AND d.drawn_on >= days.first AND d.drawn_on <= days.last AND d.drawn_on <= days.known`;

export const independentPlanSql = {
  planCompletion: `, newest AS (SELECT agency_id, year, max(version) AS version FROM plans, days
      WHERE jurisdiction_id = days.place AND published_on <= days.known GROUP BY agency_id, year),
    done AS (${finished})
    SELECT p.agency_id::text AS agency, e.entry_key::text AS id, CASE
        WHEN e.state = 'merged' THEN 'exempt'
        WHEN e.state = 'dropped' THEN 'void'
        WHEN (SELECT count(*) FROM inspection_tasks k WHERE k.plan_entry_key = e.entry_key AND k.state <> 'void'
              AND k.agency_id = p.agency_id AND k.id IN (SELECT id FROM done)) >= (e.fields ->> 'times')::int
         AND NOT EXISTS (SELECT 1 FROM inspection_tasks k WHERE k.plan_entry_key = e.entry_key AND k.state <> 'void'
              AND k.agency_id = p.agency_id AND k.id NOT IN (SELECT id FROM done)) THEN 'both'
        ELSE 'denominator' END AS place
      FROM newest n JOIN plans p ON p.agency_id = n.agency_id AND p.year = n.year AND p.version = n.version
      JOIN plan_entries e ON e.plan_id = p.id CROSS JOIN days
     WHERE e.form = 'draw' AND e.state IN ('taken', 'merged', 'dropped')
       AND e.window_to >= days.first AND e.window_to <= days.last`,
  taskCompletion: `SELECT k.agency_id::text AS agency, k.id::text AS id, CASE WHEN k.state = 'void' THEN 'void'
        WHEN k.id IN (${finished}) THEN 'both' ELSE 'denominator' END AS place
      FROM inspection_tasks k, days WHERE k.jurisdiction_id = days.place
       AND k.window_to >= days.first AND k.window_to <= days.last AND ${day('k.created_at')} <= days.known`,
  drawCoverage: `, hits AS (SELECT DISTINCT i.object_id FROM inspections i JOIN inspection_tasks k ON k.id = i.task_id, days
      WHERE k.origin = 'draw' AND (i.outcome IS NULL OR i.outcome <> 'replaced') AND ${sentInPeriod}
        AND (k.reveal_at IS NULL OR ${day('k.reveal_at')} < days.known))
    SELECT b.agency_id::text AS agency, b.id::text AS id, CASE
        WHEN b.id IN (SELECT object_id FROM hits) THEN 'both'
        WHEN b.status = 'inactive' AND (b.status_on IS NULL OR b.status_on <= (SELECT min(x) FROM unnest(ARRAY[days.last, days.known]) x)) THEN 'void'
        ELSE 'denominator' END AS place
      FROM objects b, days WHERE b.jurisdiction_id = days.place
       AND ${day('b.created_at')} <= days.last AND ${day('b.created_at')} <= days.known
       AND NOT (b.status = 'inactive' AND b.status_on IS NOT NULL AND b.status_on < days.first)`,
  itemCoverage: `, newest AS (SELECT agency_id, max(list_version) AS version FROM item_lists, days
      WHERE jurisdiction_id = days.place AND purpose = 'own' AND published_on <= days.last AND published_on <= days.known
      GROUP BY agency_id),
    used AS (SELECT DISTINCT m.agency_id, unnest(m.item_keys) AS item FROM inspection_teams m
      JOIN inspections i ON i.id = m.inspection_id JOIN inspection_tasks k ON k.id = i.task_id, days WHERE ${sentInPeriod})
    SELECT t.agency_id::text AS agency, t.item_key::text AS id, CASE WHEN EXISTS (SELECT 1 FROM used u
        WHERE u.agency_id = t.agency_id AND u.item = t.item_key) THEN 'both' ELSE 'denominator' END AS place
      FROM items t JOIN item_lists l ON l.id = t.list_id JOIN newest n ON n.agency_id = l.agency_id AND n.version = l.list_version
     WHERE l.purpose = 'own' AND l.state <> 'revoked'`,
  creditRuleUse: `SELECT d.agency, d.id, CASE WHEN d.state = 'voided' THEN 'void'
        WHEN EXISTS (SELECT 1 FROM jsonb_array_elements(d.settings -> 'strata') s
          WHERE jsonb_typeof(s -> 'where' -> 'credit') = 'array' AND jsonb_array_length(s -> 'where' -> 'credit') > 0)
        THEN 'both' ELSE 'denominator' END AS place FROM (${madeDraws}) d
    UNION ALL SELECT agency, id, 'exempt' FROM (${importedDraws}) o`,
  drawVerifiable: `SELECT d.agency, d.id, CASE WHEN d.state = 'voided' THEN 'void'
        WHEN d.state IN ('released', 'closed') AND d.id IN (SELECT draw_id::text FROM draw_seals)
         AND d.id IN (SELECT draw_id::text FROM draw_results) THEN 'both' ELSE 'denominator' END AS place
      FROM (${madeDraws}) d
    UNION ALL SELECT agency, id, 'denominator' FROM (${importedDraws}) o`,
} as const;
