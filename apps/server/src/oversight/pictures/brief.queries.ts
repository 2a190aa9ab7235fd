/** SQL of the brief: what is open and overdue on a day, of an agency or of a jurisdiction. Writes nothing. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { answering, isOut, teamJoins } from '../figures/case-source.queries.ts';
import type { FigureScope } from '../figures/units.queries.ts';

export interface OpenRow {
  readonly open: number;
  readonly overdue: number;
}

const none: OpenRow = { open: 0, overdue: 0 };

/**
 * Problems of passed results that are not closed; one without a follow-up is open too, so that nothing falls through. Overdue by
 * the clock that runs now, before the follow-up by the day that the result set.
 */
export async function openRectifications(tx: Tx, scope: FigureScope, today: string): Promise<OpenRow> {
  const ofAgency =
    scope.agencyId === null
      ? sql`f.jurisdiction_id = ANY(${[...scope.jurisdictionIds]}::uuid[])`
      : sql`${answering} = ${scope.agencyId}::uuid`;
  const found = await sql<OpenRow>`SELECT count(*)::integer AS open,
      count(*) FILTER (WHERE CASE WHEN u.finding_id IS NULL THEN f.due_on ELSE u.due_on END < ${today}::date)::integer
        AS overdue
    FROM visit_findings f JOIN inspection_teams m ON m.jurisdiction_id = f.jurisdiction_id
        AND m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id
      ${teamJoins} LEFT JOIN followups u ON u.jurisdiction_id = f.jurisdiction_id AND u.finding_id = f.id
    WHERE ${ofAgency} AND m.stage = 'passed' AND NOT ${isOut} AND f.removed_in_round IS NULL
      AND coalesce(u.state, '') <> 'closed'`.execute(tx);
  return found.rows[0] ?? none;
}

/** Objections without a reply. */
export async function openObjections(tx: Tx, scope: FigureScope, today: string): Promise<OpenRow> {
  const ofAgency =
    scope.agencyId === null
      ? sql`b.agency_jurisdiction_id = ANY(${[...scope.jurisdictionIds]}::uuid[])`
      : sql`b.agency_id = ${scope.agencyId}::uuid`;
  const found = await sql<OpenRow>`SELECT count(*)::integer AS open,
      count(*) FILTER (WHERE b.due_on < ${today}::date)::integer AS overdue
    FROM objections b WHERE ${ofAgency} AND b.replied_on IS NULL
      AND b.state IN ('received', 'accepted', 'investigating', 'decided')`.execute(tx);
  return found.rows[0] ?? none;
}

/** The jurisdiction as a place. */
export async function placeOf(
  tx: Tx,
  jurisdictionId: string,
): Promise<{ readonly name: string; readonly divisionCode: string }> {
  return tx
    .selectFrom('jurisdictions')
    .select(['name', 'division_code as divisionCode'])
    .where('id', '=', jurisdictionId)
    .executeTakeFirstOrThrow();
}

/** Name of the agency, or of the place. */
export async function nameOfScope(tx: Tx, scope: FigureScope): Promise<string> {
  const [jurisdictionId = ''] = scope.jurisdictionIds;
  if (scope.agencyId === null) return (await placeOf(tx, jurisdictionId)).name;
  const agency = await tx
    .selectFrom('agencies')
    .select('name')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', scope.agencyId)
    .executeTakeFirst();
  return agency?.name ?? '';
}
