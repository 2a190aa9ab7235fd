/** SQL of the rows of an evaluator's package: tasks, inspections, results and clocks of the agencies and the period. Reads only. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface PackageScope {
  readonly jurisdictionId: string;
  readonly agencyIds: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Tasks whose window ends in the period; all rows hang on them. */
const tasksOf = (scope: PackageScope): RawBuilder<unknown> => sql`t.jurisdiction_id = ${scope.jurisdictionId}
  AND t.window_to BETWEEN ${scope.from}::date AND ${scope.to}::date`;
const agencies = (scope: PackageScope, column: string): RawBuilder<unknown> =>
  sql`${sql.ref(column)} = ANY(${scope.agencyIds}::uuid[])`;
const teams = sql`inspection_teams m
  JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id`;

type Row = Readonly<Record<string, string>>;

async function rowsOf(tx: Tx, query: RawBuilder<unknown>): Promise<readonly Row[]> {
  return (await (query as RawBuilder<Row>).execute(tx)).rows;
}

export function taskRows(tx: Tx, scope: PackageScope): Promise<readonly Row[]> {
  return rowsOf(
    tx,
    sql`SELECT t.id::text AS task, g.name AS agency, t.year::text AS year, t.origin, t.method,
      cardinality(t.item_keys)::text AS items, (t.window_to - t.window_from + 1)::text AS window_days, t.state,
      (SELECT count(*) FROM inspections o WHERE o.jurisdiction_id = t.jurisdiction_id AND o.task_id = t.id)::text AS inspections,
      coalesce(greatest(0, (t.dispatched_at AT TIME ZONE 'Asia/Shanghai')::date - t.dispatch_due)::text, '') AS dispatch_days_late
    FROM inspection_tasks t JOIN agencies g ON g.jurisdiction_id = t.jurisdiction_id AND g.id = t.agency_id
    WHERE ${tasksOf(scope)} AND ${agencies(scope, 't.agency_id')} ORDER BY t.id`,
  );
}

export function inspectionRows(tx: Tx, scope: PackageScope): Promise<readonly Row[]> {
  return rowsOf(
    tx,
    sql`SELECT m.inspection_id::text AS inspection, o.task_id::text AS task, o.object_key AS object, m.agency_name AS agency,
      coalesce(o.object ->> 'kind', '') AS object_kind, coalesce(o.object ->> 'area', '') AS area,
      coalesce(to_char(m.recorded_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM'), '') AS month,
      (SELECT count(*) FROM inspection_members n WHERE n.jurisdiction_id = m.jurisdiction_id AND n.inspection_id = m.inspection_id
        AND n.agency_id = m.agency_id AND n.state IN ('assigned', 'claimed') AND n.role IN ('lead', 'member'))::text AS inspectors,
      coalesce((SELECT string_agg(coalesce(n.inspector_id::text, n.name), ' ' ORDER BY n.id) FROM inspection_members n
        WHERE n.jurisdiction_id = m.jurisdiction_id AND n.inspection_id = m.inspection_id AND n.agency_id = m.agency_id
          AND n.state IN ('assigned', 'claimed') AND n.role IN ('lead', 'member')), '') AS inspector_keys,
      coalesce((SELECT w.value ->> 'code' FROM visit_writes w WHERE w.jurisdiction_id = m.jurisdiction_id
        AND w.inspection_id = m.inspection_id AND w.agency_id = m.agency_id AND w.path = 'identify'
        ORDER BY w.seq DESC LIMIT 1), 'none') AS code,
      coalesce((SELECT p.timing FROM inspection_approvals p WHERE p.jurisdiction_id = m.jurisdiction_id
        AND p.inspection_id = m.inspection_id AND p.agency_id = m.agency_id AND p.state = 'approved'
        ORDER BY p.applied_at LIMIT 1), 'none') AS approval,
      coalesce(m.outcome, o.outcome, '') AS outcome,
      (SELECT count(*) FROM visit_findings f WHERE f.jurisdiction_id = m.jurisdiction_id AND f.inspection_id = m.inspection_id
        AND f.agency_id = m.agency_id AND f.removed_in_round IS NULL)::text AS problems,
      CASE WHEN b.published_on IS NULL THEN '0' ELSE '1' END AS published,
      (SELECT count(*) FROM publication_versions v WHERE v.jurisdiction_id = b.jurisdiction_id AND v.publication_id = b.id
        AND v.why IN ('corrected', 'objection'))::text AS corrected
    FROM ${teams} LEFT JOIN publications b ON b.kind = 'result' AND b.jurisdiction_id = m.jurisdiction_id
      AND b.inspection_id = m.inspection_id AND b.team_agency_id = m.agency_id
    WHERE ${tasksOf(scope)} AND ${agencies(scope, 'm.agency_id')} AND m.stage <> 'withdrawn' ORDER BY m.inspection_id, m.agency_id`,
  );
}

export function resultRows(tx: Tx, scope: PackageScope): Promise<readonly Row[]> {
  return rowsOf(
    tx,
    sql`SELECT r.inspection_id::text AS inspection, m.agency_name AS agency, i ->> 'itemKey' AS item, i ->> 'code' AS code,
      r.round::text AS round, CASE WHEN r.is_problem THEN '1' ELSE '0' END AS problem
    FROM visit_results r JOIN ${teams} ON r.jurisdiction_id = m.jurisdiction_id AND r.inspection_id = m.inspection_id
      AND r.agency_id = m.agency_id CROSS JOIN LATERAL jsonb_array_elements(r.items) AS i
    WHERE ${tasksOf(scope)} AND ${agencies(scope, 'm.agency_id')} ORDER BY r.inspection_id, m.agency_id, r.round`,
  );
}

export function clockRows(tx: Tx, scope: PackageScope & { readonly today: string }): Promise<readonly Row[]> {
  return rowsOf(
    tx,
    sql`SELECT c.inspection_id::text AS inspection, m.agency_name AS agency, c.clock,
      (c.due_on - c.started_on)::text AS allowed_days, coalesce((c.done_on - c.started_on)::text, '') AS used_days,
      CASE WHEN coalesce(c.done_on, ${scope.today}::date) > c.due_on THEN '1' ELSE '0' END AS late
    FROM result_clocks c JOIN ${teams} ON c.jurisdiction_id = m.jurisdiction_id AND c.inspection_id = m.inspection_id
      AND c.agency_id = m.agency_id
    WHERE ${tasksOf(scope)} AND ${agencies(scope, 'm.agency_id')} ORDER BY c.inspection_id, m.agency_id, c.clock`,
  );
}
