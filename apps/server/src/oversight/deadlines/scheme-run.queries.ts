/**
 * SQL of the clock of a filed scheme (D3): begun with the dispatch of a routine task on site, counted back from the first visit,
 * as long as none is dated from the last day of the window; met by the filing that stands.
 */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { BegunClock } from './run.queries.ts';
import { agencyNameOf, dayOf, none, type Source, whoIs, withRole } from './source-form.queries.ts';

/** The day of the first visit, entered or dated; the end of the window until then. */
const firstVisit = sql`coalesce((SELECT least(min(${dayOf(sql`m.entered_at`)}), min(${dayOf(sql`o.scheduled_for`)}))
    FROM inspections o JOIN inspection_teams m ON m.jurisdiction_id = o.jurisdiction_id AND m.inspection_id = o.id
   WHERE o.jurisdiction_id = t.jurisdiction_id AND o.task_id = t.id AND m.stage <> 'withdrawn'
     AND coalesce(o.outcome, '') NOT IN ('replaced', 'cancelled')), t.window_to)`;

/** Tasks whose scheme is to be filed and whose clock has not begun; rule books that do not set the clock are left out at once. */
export async function begunSchemes(tx: Tx, limit: number): Promise<readonly BegunClock[]> {
  const found = await sql<BegunClock>`
  SELECT t.jurisdiction_id AS "jurisdictionId", 'schemeFiled' AS clock, t.agency_id AS "agencyId", t.id AS "subjectId",
         0 AS year, t.jurisdiction_id AS home, ${dayOf(sql`t.dispatched_at`)} AS "startedOn", ${firstVisit} AS before
    FROM inspection_tasks t JOIN rule_books b ON b.jurisdiction_id = t.jurisdiction_id AND b.agency_id = t.agency_id
     AND b.state = 'published' AND b.rules -> 'deadlines' @> '[{"clock":"schemeFiled"}]'::jsonb
   WHERE t.state = 'dispatched' AND t.dispatched_at IS NOT NULL AND t.origin = 'draw' AND t.method = 'onSite'
     AND NOT EXISTS (SELECT 1 FROM clock_runs r WHERE r.jurisdiction_id = t.jurisdiction_id AND r.clock = 'schemeFiled'
       AND r.agency_id = t.agency_id AND r.subject_id = t.id)
   ORDER BY t.dispatched_at, t.id LIMIT ${limit}`.execute(tx);
  return found.rows;
}

export interface RunningScheme extends BegunClock {
  readonly dueOn: string;
  readonly basis: unknown;
}

/** Open ones with the day from which they are counted back now. */
export async function movedSchemes(tx: Tx): Promise<readonly RunningScheme[]> {
  const found = await sql<RunningScheme>`
    SELECT r.jurisdiction_id AS "jurisdictionId", r.clock, r.agency_id AS "agencyId", r.subject_id AS "subjectId", r.year,
           r.agency_jurisdiction_id AS home, r.started_on AS "startedOn", r.due_on AS "dueOn", r.due_basis AS basis,
           ${firstVisit} AS before
      FROM clock_runs r JOIN inspection_tasks t ON t.jurisdiction_id = r.jurisdiction_id AND t.id = r.subject_id
     WHERE r.clock = 'schemeFiled' AND t.state <> 'void' AND NOT EXISTS (SELECT 1 FROM scheme_filings f
        WHERE f.jurisdiction_id = r.jurisdiction_id AND f.task_id = r.subject_id AND f.withdrawn_at IS NULL)`.execute(
    tx,
  );
  return found.rows;
}

export async function saveSchemeDay(
  tx: Tx,
  run: RunningScheme,
  made: { readonly dueOn: string; readonly basis: unknown },
): Promise<void> {
  await tx
    .updateTable('clock_runs')
    .set({ due_on: made.dueOn, due_basis: JSON.stringify(made.basis) })
    .where('jurisdiction_id', '=', run.jurisdictionId)
    .where('clock', '=', 'schemeFiled')
    .where('agency_id', '=', run.agencyId)
    .where('subject_id', '=', run.subjectId)
    .execute();
}

export const schemeFiled: Source = {
  ...none,
  clocks: ['schemeFiled'],
  clock: sql`r.clock`,
  id: sql`r.subject_id::text`,
  subjectId: sql`r.subject_id`,
  jurisdictionId: sql`r.jurisdiction_id`,
  agencyId: sql`r.agency_id`,
  agencyName: agencyNameOf('r.agency_jurisdiction_id', 'r.agency_id'),
  home: sql`r.agency_jurisdiction_id`,
  sectionId: sql`t.section_id`,
  taskNumber: sql`t.number`,
  subject: sql`t.title`,
  cover: sql`t.title`,
  path: sql`'/tasks/' || t.id::text`,
  accounts: sql`who.accounts`,
  people: sql`who.people`,
  startedOn: sql`r.started_on`,
  dueOn: sql`r.due_on`,
  doneOn: sql`f.filed_on`,
  basis: sql`r.due_basis`,
  from: sql`clock_runs r
    JOIN inspection_tasks t ON t.jurisdiction_id = r.jurisdiction_id AND t.id = r.subject_id AND t.state <> 'void'
    LEFT JOIN scheme_filings f ON f.jurisdiction_id = t.jurisdiction_id AND f.task_id = t.id AND f.withdrawn_at IS NULL
    ${whoIs(sql`SELECT t.dispatched_by AS id, t.dispatched_name AS name WHERE t.dispatched_by IS NOT NULL
      UNION ALL (${withRole(sql`r.agency_jurisdiction_id`, sql`r.agency_id`, 'legalOfficer')} AND t.dispatched_by IS NULL)`)}
    WHERE r.clock = 'schemeFiled'`,
  isOpen: sql`f.filed_on IS NULL`,
};
