/**
 * Cases that are easily counted wrong, planted into the demo by plain SQL: what a draw, a result or an entry becomes afterwards.
 * Each statement must change exactly what it names. For tests only.
 */
import type { FigureColumn, IndicatorKey } from '@mingcha/core/oversight/figures/indicators.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';

export interface PlantedCases {
  readonly jurisdictionId: string;
  /** Numbers that cannot be zero any more. */
  readonly expected: readonly { readonly indicator: IndicatorKey; readonly column: FigureColumn }[];
}

type Statement = readonly [name: string, text: RawBuilder<unknown>];

/** Ids of publications of results, in order; the n-th of those in one of the states. */
const publication = (place: string, n: number) => sql`(SELECT p.id FROM publications p WHERE p.kind = 'result'
  AND p.jurisdiction_id = ${place}::uuid AND p.state IN ('prepared', 'reviewed', 'returned') ORDER BY p.id OFFSET ${n} LIMIT 1)`;

function ofDrawsAndTasks(place: string, today: string): readonly Statement[] {
  const j = sql`jurisdiction_id = ${place}::uuid`;
  return [
    [
      'a draw that was voided',
      sql`UPDATE draws SET state = 'voided' WHERE ${j} AND id = (SELECT d.id FROM draws d
      WHERE d.jurisdiction_id = ${place}::uuid AND d.drawn_at IS NOT NULL ORDER BY d.id LIMIT 1)`,
    ],
    [
      'a void task',
      sql`UPDATE inspection_tasks SET state = 'void' WHERE ${j} AND id = (SELECT t.id FROM inspection_tasks t
      WHERE t.jurisdiction_id = ${place}::uuid AND t.state = 'dispatched' AND t.method = 'onSite'
        AND NOT EXISTS (SELECT 1 FROM inspections o JOIN visit_writes w ON w.inspection_id = o.id WHERE o.task_id = t.id)
      ORDER BY t.id DESC LIMIT 1)`,
    ],
    [
      'an entry taken out of the plan',
      sql`UPDATE plan_entries SET state = 'dropped' WHERE ${j} AND id = (SELECT e.id
      FROM plan_entries e JOIN plans p ON p.id = e.plan_id WHERE p.jurisdiction_id = ${place}::uuid AND p.state = 'published'
        AND e.state = 'taken' AND e.form = 'draw' ORDER BY e.id LIMIT 1)`,
    ],
    [
      'an entry that goes on in another',
      sql`UPDATE plan_entries SET state = 'merged', merged_into = gen_random_uuid() WHERE ${j}
      AND id = (SELECT e.id FROM plan_entries e JOIN plans p ON p.id = e.plan_id WHERE p.jurisdiction_id = ${place}::uuid
        AND p.state = 'published' AND e.state = 'taken' AND e.form = 'draw' ORDER BY e.id DESC LIMIT 1)`,
    ],
    [
      'an object closed today',
      sql`UPDATE objects SET status = 'inactive', status_on = ${today}::date WHERE ${j} AND id = (SELECT x.id
      FROM objects x WHERE x.jurisdiction_id = ${place}::uuid AND x.status = 'active'
        AND NOT EXISTS (SELECT 1 FROM inspections o WHERE o.object_id = x.id) ORDER BY x.id LIMIT 1)`,
    ],
    [
      'an object closed long ago',
      sql`UPDATE objects SET status = 'inactive', status_on = '2020-01-01' WHERE ${j} AND id = (SELECT x.id
      FROM objects x WHERE x.jurisdiction_id = ${place}::uuid AND x.status = 'active'
        AND NOT EXISTS (SELECT 1 FROM inspections o WHERE o.object_id = x.id) ORDER BY x.id DESC LIMIT 1)`,
    ],
    [
      'an object that a reserve replaced',
      sql`UPDATE inspections SET outcome = 'replaced', state = 'closed', outcome_at = now() WHERE ${j}
      AND id = (SELECT o.id FROM inspections o JOIN inspection_tasks t ON t.id = o.task_id WHERE o.jurisdiction_id = ${place}::uuid
        AND t.origin = 'draw' AND o.outcome IS NULL AND t.state <> 'void' ORDER BY o.id LIMIT 1)`,
    ],
    [
      'a partner that stayed away',
      sql`UPDATE inspection_teams SET stage = 'withdrawn' WHERE ${j} AND (inspection_id, agency_id) = (
        SELECT m.inspection_id, m.agency_id FROM inspection_teams m JOIN inspections o ON o.id = m.inspection_id
          JOIN inspection_tasks t ON t.id = o.task_id WHERE m.jurisdiction_id = ${place}::uuid AND m.passed_at IS NOT NULL
           AND t.method = 'onSite' ORDER BY m.inspection_id DESC LIMIT 1)`,
    ],
  ];
}

function ofResults(
  place: string,
  of: { readonly inTime: string; readonly resultOn: string },
): readonly Statement[] {
  const j = sql`jurisdiction_id = ${place}::uuid`;
  const wrong = sql`SELECT r.jurisdiction_id, r.inspection_id, r.agency_id FROM visit_results r JOIN result_reviews v
    USING (jurisdiction_id, inspection_id, agency_id, round) WHERE r.jurisdiction_id = ${place}::uuid AND v.decision = 'pass'
      AND r.is_problem AND r.round = 1 ORDER BY r.inspection_id LIMIT 1`;
  return [
    [
      'an exempt result',
      sql`UPDATE publications SET state = 'exempt' WHERE ${j} AND id = ${publication(place, 0)}`,
    ],
    // Twenty working days over two holidays and a make-up Saturday.
    [
      'a result published on its last day',
      sql`UPDATE publications SET state = 'published', result_on = ${of.resultOn}::date,
      due_on = ${of.inTime}::date, published_on = ${of.inTime}::date WHERE ${j} AND id = ${publication(place, 0)}`,
    ],
    [
      'a result published a day late',
      sql`UPDATE publications SET state = 'published', result_on = ${of.resultOn}::date,
      due_on = ${of.inTime}::date, published_on = ${of.inTime}::date + 1 WHERE ${j} AND id = ${publication(place, 0)}`,
    ],
    [
      'a result withdrawn after an objection',
      sql`UPDATE publications SET state = 'withdrawn', published_on = ${of.inTime}::date,
      removed_on = ${of.inTime}::date + 9, removal = 'objection' WHERE ${j} AND id = ${publication(place, 0)}`,
    ],
    [
      'a result that was corrected',
      sql`WITH wrong AS (${wrong}), next AS (INSERT INTO visit_results SELECT r.jurisdiction_id, r.inspection_id,
        r.agency_id, 2, r.outcome, r.items, 'noProblem', r.overall_wording, false, '[]', r.concealment, r.rule_book_id,
        r.rule_book_version, r.on_behalf, r.entered_by, r.entered_name, r.submitted_at FROM visit_results r JOIN wrong
        USING (jurisdiction_id, inspection_id, agency_id) WHERE r.round = 1 RETURNING *)
      INSERT INTO result_reviews SELECT jurisdiction_id, inspection_id, agency_id, 2, 'pass', '', true, entered_by, entered_name, submitted_at FROM next`,
    ],
    [
      'a problem that was taken out',
      sql`UPDATE visit_findings SET removed_in_round = 2 WHERE ${j} AND id = (SELECT f.id FROM visit_findings f
      WHERE f.jurisdiction_id = ${place}::uuid AND f.removed_in_round IS NULL ORDER BY f.id LIMIT 1)`,
    ],
    [
      'an objection upheld',
      sql`UPDATE objections SET state = 'decided', outcome = 'upheld', decided_on = received_on WHERE ${j}
      AND id = (SELECT b.id FROM objections b WHERE b.jurisdiction_id = ${place}::uuid ORDER BY b.id LIMIT 1)`,
    ],
    [
      'an objection that was not admitted',
      sql`UPDATE objections SET state = 'rejected', outcome = NULL, decided_on = NULL WHERE ${j}
      AND id = (SELECT b.id FROM objections b WHERE b.jurisdiction_id = ${place}::uuid ORDER BY b.id DESC LIMIT 1)`,
    ],
    [
      'a code that was scanned',
      sql`INSERT INTO visit_writes SELECT w.jurisdiction_id, w.inspection_id,
        (SELECT max(x.seq) + 1 FROM visit_writes x WHERE x.inspection_id = w.inspection_id), gen_random_uuid(), w.record_id, w.agency_id,
        w.path, jsonb_set(w.value, '{code}', '"scanned"'), w.id, w.account_id, w.by_name, w.device_id, w.at
      FROM visit_writes w JOIN inspection_teams m ON m.inspection_id = w.inspection_id AND m.agency_id = w.agency_id
      WHERE w.jurisdiction_id = ${place}::uuid AND w.path = 'identify' AND m.stage <> 'withdrawn' ORDER BY w.inspection_id LIMIT 1`,
    ],
  ];
}

/** A copy of the oldest entry, changed. */
function entryCopy(
  place: string,
  changed: Readonly<Record<string, RawBuilder<unknown>>>,
): RawBuilder<unknown> {
  const columns = [
    'jurisdiction_id',
    'id',
    'object_key',
    'object_id',
    'object_name',
    'agency_id',
    'body_name',
    'body_qualified',
    'entered_on',
    'kind',
    'visit_key',
    'source',
    'rule_book_version',
    'counted',
    'count_basis',
    'cap_at_time',
    'count_at_time',
    'recorded_by_agency',
    'recorded_by',
    'recorded_by_name',
    'created_at',
    'withdrawn_on',
  ];
  const values = columns.map((name) =>
    name === 'id' ? sql`gen_random_uuid()` : (changed[name] ?? sql`e.${sql.ref(name)}`),
  );
  return sql`INSERT INTO frequency_entries (${sql.join(columns.map((name) => sql.ref(name)))}) SELECT ${sql.join(values)}
    FROM frequency_entries e WHERE e.jurisdiction_id = ${place}::uuid AND e.agency_id IS NOT NULL AND e.withdrawn_on IS NULL
      AND e.counted AND e.kind <> 'service' ORDER BY e.created_at, e.id LIMIT 1`;
}

function ofEntries(place: string): readonly Statement[] {
  return [
    [
      'an entry of the year before',
      entryCopy(place, {
        entered_on: sql`(e.entered_on - interval '1 year')::date`,
        visit_key: sql`gen_random_uuid()`,
      }),
    ],
    [
      'an entry above the cap',
      entryCopy(place, { count_at_time: sql`3`, cap_at_time: sql`2`, visit_key: sql`gen_random_uuid()` }),
    ],
    [
      'an entry that was withdrawn',
      entryCopy(place, { withdrawn_on: sql`e.entered_on`, visit_key: sql`gen_random_uuid()` }),
    ],
    [
      'a visit that is no inspection',
      entryCopy(place, { kind: sql`'service'`, counted: sql`false`, visit_key: sql`gen_random_uuid()` }),
    ],
    [
      'a partner of the same visit',
      entryCopy(place, { body_name: sql`'另一部门'`, agency_id: sql`NULL::uuid` }),
    ],
  ];
}

const expected: PlantedCases['expected'] = [
  { indicator: 'planCompletion', column: 'exempt' },
  { indicator: 'planCompletion', column: 'void' },
  { indicator: 'taskCompletion', column: 'void' },
  { indicator: 'drawCoverage', column: 'void' },
  { indicator: 'creditRuleUse', column: 'exempt' },
  { indicator: 'creditRuleUse', column: 'void' },
  { indicator: 'inspectionCompletion', column: 'exempt' },
  { indicator: 'inspectionCompletion', column: 'void' },
  { indicator: 'mobileUse', column: 'exempt' },
  { indicator: 'mobileUse', column: 'void' },
  { indicator: 'codeShown', column: 'numerator' },
  { indicator: 'jointShare', column: 'numerator' },
  { indicator: 'jointShare', column: 'void' },
  { indicator: 'entryChange', column: 'denominator' },
  { indicator: 'entryChange', column: 'exempt' },
  { indicator: 'overCap', column: 'numerator' },
  { indicator: 'findingRate', column: 'void' },
  { indicator: 'followupClosure', column: 'void' },
  { indicator: 'publicationRate', column: 'exempt' },
  { indicator: 'publicationRate', column: 'void' },
  { indicator: 'publicationTimeliness', column: 'numerator' },
  { indicator: 'publicationTimeliness', column: 'void' },
  { indicator: 'objectionUpheld', column: 'numerator' },
  { indicator: 'objectionUpheld', column: 'exempt' },
];

/** Plants into the jurisdiction of the demo's imported draw. */
export async function plantEdgeCases(
  platform: Pick<Platform, 'db' | 'clock'>,
  of: { readonly inTime: string; readonly resultOn: string },
): Promise<PlantedCases> {
  const found = await sql<{
    id: string;
  }>`SELECT d.jurisdiction_id AS id FROM outside_draws d LIMIT 1`.execute(platform.db);
  const place = found.rows[0]?.id ?? '';
  const today = platform.clock.today();
  for (const statement of [...ofDrawsAndTasks(place, today), ...ofResults(place, of), ...ofEntries(place)])
    await plantOne(platform.db, statement);
  return { jurisdictionId: place, expected };
}

async function plantOne(db: Database, [name, text]: Statement): Promise<void> {
  const done = await text.execute(db);
  if (Number(done.numAffectedRows ?? 0n) !== 1) throw new Error(`nothing planted: ${name}`);
}
