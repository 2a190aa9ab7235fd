/**
 * SQL of outcomes by pair: visits whose result passed its review, with the people who made them. For oversight, and for the
 * head of the agency; bounded by `FairnessScope`. Re-inspections are left out: they look at known problems. Writes nothing.
 */
import type { FairnessSpan } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { FairnessPage, FairnessScope } from './fairness.queries.ts';

/** One team at one object: where its result passed. */
function visits(scope: FairnessScope, span: FairnessSpan) {
  const ofAgency =
    scope.agencyId === null
      ? sql`m.jurisdiction_id = ${scope.jurisdictionId}`
      : sql`m.agency_id = ${scope.agencyId}`;
  return sql`SELECT m.jurisdiction_id, m.inspection_id, m.agency_id, m.agency_name, o.object ->> 'name' AS object_name,
      coalesce(b.risk_level, '') AS risk, t.number AS task_number,
      (m.recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS day, r.is_problem
    FROM inspection_teams m
      JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
      JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
      LEFT JOIN objects b ON b.jurisdiction_id = o.jurisdiction_id AND b.id = o.object_id
      JOIN LATERAL (SELECT v.is_problem FROM visit_results v WHERE v.jurisdiction_id = m.jurisdiction_id
        AND v.inspection_id = m.inspection_id AND v.agency_id = m.agency_id ORDER BY v.round DESC LIMIT 1) r ON true
    WHERE ${ofAgency} AND m.stage = 'passed' AND o.outcome = 'normal' AND o.recheck_of IS NULL
      AND m.recorded_at IS NOT NULL AND NOT m.outside
      AND (m.recorded_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${span.from}::date AND ${span.to}::date`;
}

const people = sql`x.inspector_id IS NOT NULL AND x.role IN ('lead', 'member') AND x.state IN ('assigned', 'claimed')`;

export interface CellRow {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly risk: string;
  readonly visits: number;
  readonly withFinding: number;
}

/** Visits and those with a finding, by agency and risk level of the object. */
export async function outcomeCells(
  tx: Tx,
  scope: FairnessScope,
  span: FairnessSpan,
): Promise<readonly CellRow[]> {
  const found = await sql<CellRow>`SELECT agency_id AS "agencyId", max(agency_name) AS "agencyName", risk,
      count(*)::integer AS visits, count(*) FILTER (WHERE is_problem)::integer AS "withFinding"
    FROM (${visits(scope, span)}) v GROUP BY agency_id, risk`.execute(tx);
  return found.rows;
}

export interface PairCellRow {
  readonly agencyId: string;
  readonly memberA: string;
  readonly memberB: string;
  readonly nameA: string;
  readonly nameB: string;
  readonly risk: string;
  readonly visits: number;
  readonly withFinding: number;
}

/** The same by pair of inspectors of one agency; in the order of agency and names. */
export async function pairCells(
  tx: Tx,
  scope: FairnessScope,
  span: FairnessSpan,
): Promise<readonly PairCellRow[]> {
  const found = await sql<PairCellRow>`SELECT v.agency_id AS "agencyId", a.inspector_id AS "memberA",
      b.inspector_id AS "memberB", max(a.name) AS "nameA", max(b.name) AS "nameB", v.risk,
      count(*)::integer AS visits, count(*) FILTER (WHERE v.is_problem)::integer AS "withFinding"
    FROM (${visits(scope, span)}) v
      JOIN LATERAL (SELECT DISTINCT x.inspector_id, x.name FROM inspection_members x
        WHERE x.jurisdiction_id = v.jurisdiction_id AND x.inspection_id = v.inspection_id
          AND x.agency_id = v.agency_id AND ${people}) a ON true
      JOIN LATERAL (SELECT DISTINCT x.inspector_id, x.name FROM inspection_members x
        WHERE x.jurisdiction_id = v.jurisdiction_id AND x.inspection_id = v.inspection_id
          AND x.agency_id = v.agency_id AND ${people}) b ON a.inspector_id < b.inspector_id
    GROUP BY v.agency_id, a.inspector_id, b.inspector_id, v.risk
    ORDER BY max(v.agency_name) COLLATE "C", max(a.name) COLLATE "C", max(b.name) COLLATE "C",
      a.inspector_id, b.inspector_id, v.risk`.execute(tx);
  return found.rows;
}

export interface OutcomeVisitRow {
  readonly inspectionId: string;
  readonly objectName: string;
  readonly taskNumber: string;
  readonly risk: string;
  readonly day: string;
  readonly hasFinding: boolean;
}

/** Visits of a pair, the latest first. */
export async function pairVisits(
  tx: Tx,
  scope: FairnessScope,
  asked: FairnessSpan & FairnessPage & { readonly memberA: string; readonly memberB: string },
): Promise<readonly OutcomeVisitRow[]> {
  const [day = '', id = ''] = decodeCursor(asked.after, 2) ?? [];
  const isCursor = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^[0-9a-f-]{36}$/.test(id);
  const took = (member: string) => sql`EXISTS (SELECT 1 FROM inspection_members x
    WHERE x.jurisdiction_id = v.jurisdiction_id AND x.inspection_id = v.inspection_id
      AND x.agency_id = v.agency_id AND ${people} AND x.inspector_id = ${member})`;
  const found =
    await sql<OutcomeVisitRow>`SELECT v.inspection_id AS "inspectionId", v.object_name AS "objectName",
      v.task_number AS "taskNumber", v.risk, v.day, v.is_problem AS "hasFinding"
    FROM (${visits(scope, asked)}) v
    WHERE ${took(asked.memberA)} AND ${took(asked.memberB)}
      AND ${isCursor ? sql`(v.day, v.inspection_id) < (${day}::date, ${id}::uuid)` : sql`true`}
    ORDER BY v.day DESC, v.inspection_id DESC LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}
