/** Rows behind the indicators of results, follow-ups, publications and objections. */
import { sql } from 'kysely';
import {
  type CaseCut,
  type CasePart,
  casePart,
  dayOf,
  isKept,
  isOut,
  objectName,
  ofTeams,
  publicationJoin,
  teamColumns,
  teamJoins,
} from './case-source.queries.ts';

/** The last round of a team that passed its review by the cut-off. */
const lastPassed = ({ asOf }: CaseCut) => sql`JOIN LATERAL (SELECT r.outcome, r.is_problem, r.submitted_at
    FROM visit_results r JOIN result_reviews v ON v.jurisdiction_id = r.jurisdiction_id
      AND v.inspection_id = r.inspection_id AND v.agency_id = r.agency_id AND v.round = r.round
   WHERE r.jurisdiction_id = m.jurisdiction_id AND r.inspection_id = m.inspection_id AND r.agency_id = m.agency_id
     AND v.decision = 'pass' AND ${dayOf(sql`v.reviewed_at`)} <= ${asOf}::date
   ORDER BY r.round DESC LIMIT 1) r ON true`;

export function findingRate(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...teamColumns(bounds),
      day: dayOf(sql`coalesce(m.recorded_at, r.submitted_at)`),
      // Whoever could not be found was not inspected, unless that is the problem.
      base: sql`NOT ${isOut} AND (r.is_problem OR r.outcome IN ('normal', 'refused')) AND coalesce(p.state, '') <> 'withdrawn'`,
      hit: sql`r.is_problem`,
      from: sql`inspection_teams m ${teamJoins} ${publicationJoin} ${lastPassed(bounds)}
        WHERE ${ofTeams(bounds)} AND m.submitted_at IS NOT NULL`,
    }),
  ];
}

export function followupClosure(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...teamColumns(bounds),
      key: sql`f.id::text`,
      day: dayOf(sql`m.passed_at`),
      items: sql`CASE WHEN f.finding ->> 'itemKey' IS NULL THEN NULL ELSE ARRAY[(f.finding ->> 'itemKey')::uuid] END`,
      base: sql`NOT ${isOut} AND f.removed_in_round IS NULL`,
      hit: sql`coalesce(${dayOf(sql`u.closed_at`)} <= ${bounds.asOf}::date, false)`,
      path: sql`'/followups/' || f.id::text`,
      from: sql`visit_findings f JOIN inspection_teams m ON m.jurisdiction_id = f.jurisdiction_id
          AND m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id
        ${teamJoins} LEFT JOIN followups u ON u.jurisdiction_id = f.jurisdiction_id AND u.finding_id = f.id
        WHERE ${ofTeams(bounds)} AND m.stage IN ('passed', 'withdrawn') AND ${dayOf(sql`m.passed_at`)} <= ${bounds.asOf}::date`,
    }),
  ];
}

/** Publications `p` of results, with their team, inspection and task. */
const published = sql`publications p JOIN inspection_teams m ON m.jurisdiction_id = p.jurisdiction_id
  AND m.inspection_id = p.inspection_id AND m.agency_id = p.team_agency_id ${teamJoins}`;

function publicationColumns(bounds: CaseCut) {
  return {
    ...teamColumns(bounds),
    key: sql`p.id::text`,
    agencyId: sql`p.agency_id`,
    path: sql`'/publications/' || p.id::text`,
  };
}

export function publicationRate(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...publicationColumns(bounds),
      day: sql`p.result_on`,
      base: sql`NOT ${isKept} AND p.state <> 'withdrawn'`,
      hit: sql`p.state IN ('published', 'ended') AND p.published_on <= ${bounds.asOf}::date`,
      exempt: isKept,
      from: sql`${published} WHERE ${bounds.isOf(sql`p.agency_id`)} AND p.kind = 'result' AND p.result_on <= ${bounds.asOf}::date`,
    }),
  ];
}

export function publicationTimeliness(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...publicationColumns(bounds),
      day: sql`CASE WHEN ${isKept} THEN p.result_on ELSE p.published_on END`,
      base: sql`p.state IN ('published', 'ended')`,
      hit: sql`p.state IN ('published', 'ended') AND coalesce(p.published_on <= p.due_on, false)`,
      exempt: isKept,
      from: sql`${published} WHERE ${bounds.isOf(sql`p.agency_id`)} AND p.kind = 'result'
        AND CASE WHEN ${isKept} THEN p.result_on ELSE p.published_on END <= ${bounds.asOf}::date`,
    }),
  ];
}

export function objectionRate(bounds: CaseCut): readonly CasePart[] {
  return [
    casePart({
      ...publicationColumns(bounds),
      day: sql`p.published_on`,
      base: sql`true`,
      hit: sql`EXISTS (SELECT 1 FROM objections b WHERE b.jurisdiction_id = p.jurisdiction_id
        AND b.publication_id = p.id AND b.received_on <= ${bounds.asOf}::date)`,
      from: sql`${published} WHERE ${bounds.isOf(sql`p.agency_id`)} AND p.kind = 'result' AND p.state IN ('published', 'ended', 'withdrawn')
        AND p.published_on <= ${bounds.asOf}::date`,
    }),
  ];
}

export function objectionUpheld(bounds: CaseCut): readonly CasePart[] {
  const day = sql`CASE WHEN b.state = 'rejected' THEN b.received_on ELSE b.decided_on END`;
  return [
    casePart({
      key: sql`b.id::text`,
      agencyId: sql`b.agency_id`,
      area: sql`o.object ->> 'area'`,
      items: sql`m.item_keys`,
      taskId: sql`t.id`,
      day,
      base: sql`b.state <> 'rejected'`,
      hit: sql`b.state <> 'rejected' AND b.outcome IN ('upheld', 'partly')`,
      exempt: sql`b.state = 'rejected'`,
      subject: objectName(bounds),
      mark: sql`b.number`,
      path: sql`'/objections/' || b.id::text`,
      from: sql`objections b JOIN (${published}) ON p.jurisdiction_id = b.jurisdiction_id AND p.id = b.publication_id
        WHERE ${bounds.isOf(sql`b.agency_id`)} AND ${day} <= ${bounds.asOf}::date`,
    }),
  ];
}
