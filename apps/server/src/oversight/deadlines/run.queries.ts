/**
 * SQL of clocks that no stage keeps: which of them began and have no day yet, read from draws, plans and visits. A list to
 * dispatch begins with its draw, the plan's filing with the year, a special plan's publication with its approval, a late
 * registration with the end of a visit whose entry nobody registered.
 */
import type { DeadlineClock } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface BegunClock {
  readonly jurisdictionId: string;
  readonly clock: DeadlineClock;
  readonly agencyId: string;
  readonly subjectId: string;
  readonly year: number;
  readonly home: string;
  readonly startedOn: string;
  /** Of a clock that is counted back. */
  readonly before?: string | null;
}

const dayOf = (instant: RawBuilder<unknown>) => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
const noRun = (clock: string, agency: string, subject: string) => sql`NOT EXISTS (SELECT 1 FROM clock_runs r
   WHERE r.jurisdiction_id = ${sql.ref(`${agency}.jurisdiction_id`)} AND r.clock = ${clock}
     AND r.agency_id = ${sql.ref(`${agency}.agency_id`)} AND r.subject_id = ${sql.ref(subject)})`;

/** At most `limit` clocks that began and have no row. */
export async function begunClocks(
  tx: Tx,
  of: { readonly year: number; readonly limit: number },
): Promise<readonly BegunClock[]> {
  const found = await sql<BegunClock>`
    SELECT * FROM (
      SELECT d.jurisdiction_id AS "jurisdictionId", 'listDispatched' AS clock, d.agency_id AS "agencyId",
             d.id AS "subjectId", 0 AS year, d.jurisdiction_id AS home, ${dayOf(sql`d.drawn_at`)} AS "startedOn"
        FROM draws d
       WHERE d.drawn_at IS NOT NULL AND d.state IN ('drawn', 'recorded', 'released', 'closed')
         AND ${noRun('listDispatched', 'd', 'd.id')}
      UNION ALL
      SELECT x.jurisdiction_id, 'listDispatched', x.agency_id, x.id, 0, x.jurisdiction_id, ${dayOf(sql`x.imported_at`)}
        FROM outside_draws x WHERE ${noRun('listDispatched', 'x', 'x.id')}
      UNION ALL
      SELECT DISTINCT p.jurisdiction_id, 'planFiled', p.agency_id, p.agency_id, y.year, p.jurisdiction_id,
             make_date(y.year - 1, 12, 31)
        FROM plans p CROSS JOIN LATERAL (VALUES (p.year), (${of.year}::integer)) AS y(year)
       WHERE y.year >= p.year AND NOT EXISTS (SELECT 1 FROM clock_runs r WHERE r.jurisdiction_id = p.jurisdiction_id
         AND r.clock = 'planFiled' AND r.agency_id = p.agency_id AND r.subject_id = p.agency_id AND r.year = y.year)
      UNION ALL
      SELECT DISTINCT ON (e.jurisdiction_id, e.entry_key) e.jurisdiction_id, 'specialPlanPublished', p.agency_id,
             e.entry_key, 0, e.jurisdiction_id, (e.fields -> 'special' ->> 'day')::date
        FROM plan_entries e JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
       WHERE e.state = 'taken' AND e.fields -> 'special' ->> 'day' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
         AND ${noRun('specialPlanPublished', 'p', 'e.entry_key')}
      UNION ALL
      SELECT m.jurisdiction_id, 'lateEntry', m.agency_id, m.inspection_id, 0,
             coalesce(m.agency_jurisdiction_id, m.jurisdiction_id), ${dayOf(sql`m.recorded_at`)}
        FROM inspection_teams m
        JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
        JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
       WHERE m.recorded_at IS NOT NULL AND m.entered_at IS NULL AND t.method = 'onSite' AND NOT m.outside
         AND m.stage <> 'withdrawn' AND t.state IN ('dispatched', 'done', 'archived')
         AND coalesce(o.outcome, '') NOT IN ('replaced', 'cancelled')
         AND ${noRun('lateEntry', 'm', 'm.inspection_id')}
    ) AS begun ORDER BY "startedOn", "subjectId" LIMIT ${of.limit}`.execute(tx);
  return found.rows;
}

export async function insertRun(
  tx: Tx,
  run: BegunClock & { readonly dueOn: string; readonly basis: unknown },
): Promise<void> {
  await tx
    .insertInto('clock_runs')
    .values({
      jurisdiction_id: run.jurisdictionId,
      clock: run.clock,
      agency_id: run.agencyId,
      subject_id: run.subjectId,
      year: run.year,
      agency_jurisdiction_id: run.home,
      started_on: run.startedOn,
      due_on: run.dueOn,
      due_basis: JSON.stringify(run.basis),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
