/** SQL that reads inspectors with the facts of their standing, for health, coverage, rounds and the cross-agency view. */
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import type { InspectorsTable } from '../tables.ts';
import './tables.ts';

export async function inspectorOfAgency(
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<Selectable<InspectorsTable> | undefined> {
  return tx
    .selectFrom('inspectors')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Everybody of an agency, without contact data. */
export async function peopleOfAgency(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('inspectors as i')
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('s.id', '=', 'i.section_id'),
    )
    .select([
      'i.id',
      'i.account_id',
      'i.name',
      'i.status',
      'i.post',
      'i.certificate_number',
      'i.certificate_valid_to',
      'i.certificate_status',
      'i.specialities',
      'i.areas',
      'i.can_lead',
      's.name as section_name',
    ])
    .where('i.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId)
    .orderBy(sql`i.name COLLATE "C"`)
    .orderBy('i.id')
    .execute();
}

export async function agenciesOf(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name', 'short_name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('name')
    .execute();
}

/** Inspectors of an agency with a course that began in the year. */
export async function trainedInYear(tx: Tx, scope: Scope, year: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('training_records as t')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 't.jurisdiction_id').onRef('i.id', '=', 't.inspector_id'),
    )
    .select('t.inspector_id')
    .distinct()
    .where('t.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId)
    .where('t.from_day', '>=', `${year}-01-01`)
    .where('t.from_day', '<=', `${year}-12-31`)
    .execute();
  return new Set(rows.map((row) => row.inspector_id));
}

/** How much waits for somebody's decision in an agency. */
export async function openCases(tx: Tx, scope: Scope) {
  const { jurisdictionId, agencyId } = scope;
  const found = await sql<{ recusals: number; differences: number; experts: number }>`
    SELECT (SELECT count(*)::int FROM recusal_requests
             WHERE jurisdiction_id = ${jurisdictionId} AND agency_id = ${agencyId} AND state = 'received') AS recusals,
           (SELECT count(*)::int FROM personnel_differences
             WHERE jurisdiction_id = ${jurisdictionId} AND agency_id = ${agencyId} AND state = 'open') AS differences,
           (SELECT count(*)::int FROM experts
             WHERE jurisdiction_id = ${jurisdictionId} AND agency_id = ${agencyId} AND status IN ('proposed', 'reviewed')) AS experts
  `.execute(tx);
  return found.rows[0] ?? { recusals: 0, differences: 0, experts: 0 };
}
