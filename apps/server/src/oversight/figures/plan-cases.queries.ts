/** Rows behind the indicators of plan and draw: entries, tasks, directories, items, draws. */
import { sql } from 'kysely';
import {
  type CaseBounds,
  type CaseCut,
  type CasePart,
  casePart,
  dayOf,
  isOpen,
} from './case-source.queries.ts';

/** No inspection of the task ended after the cut-off. */
const endedBy = ({ asOf }: CaseCut) => sql`t.state IN ('done', 'archived') AND NOT EXISTS (
  SELECT 1 FROM inspections o WHERE o.jurisdiction_id = t.jurisdiction_id AND o.task_id = t.id
     AND ${dayOf(sql`o.outcome_at`)} > ${asOf}::date)`;

export function planCompletion(bounds: CaseCut): readonly CasePart[] {
  const tasks = sql`FROM inspection_tasks t WHERE t.jurisdiction_id = e.jurisdiction_id
    AND t.plan_entry_key = e.entry_key AND t.agency_id = p.agency_id AND t.state <> 'void'`;
  return [
    casePart({
      key: sql`e.entry_key::text`,
      agencyId: sql`p.agency_id`,
      day: sql`e.window_to`,
      items: sql`array_remove(e.lead_item_key || ARRAY(SELECT x::uuid
        FROM jsonb_array_elements_text(e.fields -> 'extraItemKeys') AS x), NULL)`,
      base: sql`e.state = 'taken'`,
      hit: sql`(SELECT count(*) FILTER (WHERE ${endedBy(bounds)}) >= coalesce((e.fields ->> 'times')::integer, 1)
        AND bool_and(${endedBy(bounds)}) ${tasks})`,
      exempt: sql`e.state = 'merged'`,
      subject: sql`e.title`,
      mark: sql`e.number`,
      path: sql`'/plans/' || p.id::text`,
      from: sql`plans p JOIN plan_entries e ON e.jurisdiction_id = p.jurisdiction_id AND e.plan_id = p.id
        WHERE ${bounds.isOf(sql`p.agency_id`)} AND p.published_on <= ${bounds.asOf}::date AND e.form = 'draw' AND e.state IN ('taken', 'merged', 'dropped')
          AND NOT EXISTS (SELECT 1 FROM plans n WHERE n.jurisdiction_id = p.jurisdiction_id
            AND n.agency_id = p.agency_id AND n.year = p.year AND n.version > p.version
            AND n.published_on <= ${bounds.asOf}::date)`,
    }),
  ];
}

export function taskCompletion(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      key: sql`t.id::text`,
      agencyId: sql`t.agency_id`,
      day: sql`t.window_to`,
      items: sql`t.item_keys`,
      taskId: sql`t.id`,
      base: sql`t.state <> 'void'`,
      hit: endedBy(bounds),
      subject: sql`t.title`,
      mark: sql`t.number`,
      path: sql`'/tasks/' || t.id::text`,
      from: sql`inspection_tasks t WHERE ${bounds.isOf(sql`t.agency_id`)} AND ${dayOf(sql`t.created_at`)} <= ${bounds.asOf}::date`,
    }),
  ];
}

/** Tasks that were sent out in the period, not void. */
const dispatchedIn = ({ from, to, asOf }: CaseBounds) => sql`t.state IN ('dispatched', 'done', 'archived')
  AND ${dayOf(sql`t.dispatched_at`)} BETWEEN ${from}::date AND LEAST(${to}::date, ${asOf}::date)`;

export function drawCoverage(bounds: CaseBounds): readonly CasePart[] {
  const { from, to, asOf } = bounds;
  const cut = sql`LEAST(${to}::date, ${asOf}::date)`;
  const drawn = sql`EXISTS (SELECT 1 FROM inspections o
      JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
     WHERE o.jurisdiction_id = x.jurisdiction_id AND o.object_id = x.id AND t.origin = 'draw'
       AND coalesce(o.outcome, '') <> 'replaced' AND ${dispatchedIn(bounds)}
       AND ${isOpen(bounds)})`;
  return [
    casePart({
      key: sql`x.id::text`,
      agencyId: sql`x.agency_id`,
      day: sql`${to}::date`,
      area: sql`x.division_code`,
      base: sql`x.status = 'active' OR x.status_on > ${cut} OR ${drawn}`,
      hit: drawn,
      subject: sql`x.name`,
      mark: sql`coalesce(x.uscc, x.local_code, '')`,
      path: sql`'/objects/' || x.id::text`,
      from: sql`objects x WHERE ${bounds.isOf(sql`x.agency_id`)} AND ${dayOf(sql`x.created_at`)} <= ${cut}
        AND (x.status = 'active' OR coalesce(x.status_on, ${from}::date) >= ${from}::date)`,
    }),
  ];
}

export function itemCoverage(bounds: CaseBounds): readonly CasePart[] {
  const cut = sql`LEAST(${bounds.to}::date, ${bounds.asOf}::date)`;
  return [
    casePart({
      key: sql`i.item_key::text`,
      agencyId: sql`i.agency_id`,
      day: sql`${bounds.to}::date`,
      items: sql`ARRAY[i.item_key]`,
      base: sql`true`,
      hit: sql`(i.agency_id, i.item_key) IN (SELECT m.agency_id, k FROM inspection_teams m
        JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
        JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
        CROSS JOIN LATERAL unnest(m.item_keys) AS k WHERE ${dispatchedIn(bounds)})`,
      subject: sql`i.name`,
      mark: sql`i.code`,
      path: sql`'/items/' || i.id::text`,
      from: sql`items i JOIN item_lists l ON l.jurisdiction_id = i.jurisdiction_id AND l.id = i.list_id
        WHERE ${bounds.isOf(sql`i.agency_id`)} AND l.purpose = 'own' AND l.state IN ('published', 'superseded') AND l.published_on <= ${cut}
          AND NOT EXISTS (SELECT 1 FROM item_lists n WHERE n.jurisdiction_id = l.jurisdiction_id
            AND n.agency_id = l.agency_id AND n.purpose = 'own' AND n.list_version > l.list_version
            AND n.published_on <= ${cut})`,
    }),
  ];
}

/** Draws of the platform that were made, or voided after their seal. */
const draws = ({ asOf, isOf }: CaseCut) => ({
  key: sql`d.id::text`,
  agencyId: sql`d.agency_id`,
  day: dayOf(sql`coalesce(d.drawn_at, d.sealed_at)`),
  items: sql`CASE WHEN d.item_key IS NULL THEN NULL ELSE ARRAY[d.item_key] END`,
  base: sql`d.state <> 'voided'`,
  subject: sql`d.title_zh`,
  mark: sql`coalesce(d.series::text || '-' || d.no::text, '')`,
  path: sql`'/draws/' || d.id::text`,
  from: sql`draws d WHERE ${isOf(sql`d.agency_id`)} AND ((d.drawn_at IS NOT NULL AND d.state <> 'infeasible') OR (d.state = 'voided' AND d.sealed_at IS NOT NULL))
    AND ${dayOf(sql`coalesce(d.drawn_at, d.sealed_at)`)} <= ${asOf}::date`,
});
/** Draws that another platform made. */
const outsideDraws = ({ asOf, isOf }: CaseCut) => ({
  key: sql`d.id::text`,
  agencyId: sql`d.agency_id`,
  day: sql`d.drawn_on`,
  hit: sql`false`,
  subject: sql`d.title`,
  mark: sql`d.platform_name || ' ' || d.number`,
  path: sql`'/outside-draws/' || d.id::text`,
  from: sql`outside_draws d WHERE ${isOf(sql`d.agency_id`)} AND d.drawn_on <= ${asOf}::date`,
});

export function creditRuleUse(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({ ...draws(bounds), hit: sql`d.settings @? '$.strata[*].where.credit[*]'` }),
    casePart({ ...outsideDraws(bounds), base: sql`false`, exempt: sql`true` }),
  ];
}

export function drawVerifiable(bounds: CaseCut): readonly CasePart[] {
  const complete = sql`d.state IN ('released', 'closed')
    AND EXISTS (SELECT 1 FROM draw_seals s WHERE s.jurisdiction_id = d.jurisdiction_id AND s.draw_id = d.id)
    AND EXISTS (SELECT 1 FROM draw_results r WHERE r.jurisdiction_id = d.jurisdiction_id AND r.draw_id = d.id)`;
  return [
    casePart({ ...draws(bounds), hit: complete }),
    casePart({ ...outsideDraws(bounds), base: sql`true` }),
  ];
}
