/**
 * SQL that reads the registers for a draw: objects of an agency in pages by id, inspectors and standing teams of
 * the agencies that take part, live declarations of interest. Reads only; what enters a pool is decided in core.
 */
import type { PoolInspector, PoolObject } from '@mingcha/core/draws/draw-pool.ts';
import { postThrough } from '@mingcha/core/registers/inspectors/standing.ts';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { postChangesOfAgency } from '../registers/inspectors/career.queries.ts';

export interface AgencyKey {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** A page of active objects, and of those named in `always`, in order of id; `after` is the last id of the page before. */
export async function objectPage(
  tx: Tx,
  agency: AgencyKey,
  page: {
    readonly after: string | null;
    readonly limit: number;
    readonly always: ReadonlySet<string>;
  },
): Promise<readonly PoolObject[]> {
  let select = tx
    .selectFrom('objects')
    .select([
      'id',
      'kind',
      'name',
      sql<string>`coalesce(uscc, local_code, registration_number, '')`.as('code'),
      'division_code as division',
      'industry',
      'risk_level as risk',
      'credit_class as credit',
      'tags',
      'section_id as sectionId',
      'address',
    ])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where((eb) => {
      const active = eb('status', '=', 'active');
      const always = sql<boolean>`id = ANY(${[...page.always]}::uuid[])`;
      return page.always.size === 0 ? active : eb.or([active, always]);
    })
    .orderBy('id')
    .limit(page.limit);
  if (page.after !== null) select = select.where('id', '>', page.after);
  return select.execute();
}

/**
 * Inspectors of an agency as they stand on `days.today` for a window of checks: `status` is what holds then (a leave, a
 * transfer), and a certificate that is suspended or revoked has no last day. Staff without a certificate and experts
 * stand in tables that are not read here.
 */
export async function inspectorsOfAgency(
  tx: Tx,
  agency: AgencyKey,
  days: { readonly today: string; readonly from: string; readonly to: string },
): Promise<readonly PoolInspector[]> {
  const changes = await postChangesOfAgency(tx, agency);
  const rows = await tx
    .selectFrom('inspectors')
    .select([
      'id',
      'agency_id as agencyId',
      'account_id as accountId',
      'name',
      'certificate_number as certificateNumber',
      'certificate_valid_to as certificateValidTo',
      'specialities',
      'qualifications',
      'level',
      'areas',
      'can_lead as canLead',
      'yearly_cap as yearlyCap',
      'prior_load as priorLoad',
      'certificate_status as certificateStatus',
      'status',
    ])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .orderBy('id')
    .execute();
  return rows.map(({ certificateStatus, ...row }) => ({
    ...row,
    status: postThrough({ status: row.status, changes: changes.get(row.id) ?? [] }, days),
    certificateValidTo: certificateStatus === 'valid' ? row.certificateValidTo : null,
  }));
}

export interface PoolTeam {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

/** Active standing teams with their members' ids. */
export async function teamsOfAgency(tx: Tx, agency: AgencyKey): Promise<readonly PoolTeam[]> {
  const rows = await tx
    .selectFrom('inspector_teams as t')
    .innerJoin('inspector_team_members as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 't.jurisdiction_id').onRef('m.team_id', '=', 't.id'),
    )
    .select([
      't.id',
      't.name',
      sql<string[]>`array_agg(m.inspector_id ORDER BY m.inspector_id)`.as('memberIds'),
    ])
    .where('t.jurisdiction_id', '=', agency.jurisdictionId)
    .where('t.agency_id', '=', agency.agencyId)
    .where('t.status', '=', 'active')
    .groupBy(['t.jurisdiction_id', 't.id', 't.name'])
    .orderBy('t.id')
    .execute();
  return rows;
}

export interface Declaration {
  readonly inspectorId: string;
  readonly objectId: string;
  /** Credit code of the declared object: the same enterprise may stand in another agency's register. */
  readonly uscc: string | null;
}

/** Declarations of the agency's inspectors that hold on `day`. */
export async function declarationsOfAgency(
  tx: Tx,
  agency: AgencyKey,
  day: string,
): Promise<readonly Declaration[]> {
  return tx
    .selectFrom('interest_declarations as d')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('i.id', '=', 'd.inspector_id'),
    )
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('o.id', '=', 'd.object_id'),
    )
    .select(['d.inspector_id as inspectorId', 'd.object_id as objectId', 'o.uscc'])
    .where('d.jurisdiction_id', '=', agency.jurisdictionId)
    .where('i.agency_id', '=', agency.agencyId)
    .where('d.withdrawn_on', 'is', null)
    .where((eb) => eb.or([eb('d.valid_to', 'is', null), eb('d.valid_to', '>=', day)]))
    .orderBy('d.id')
    .execute();
}

/** How many of these inspectors the agency has. */
export async function countInspectors(tx: Tx, agency: AgencyKey, ids: readonly string[]): Promise<number> {
  const row = await tx
    .selectFrom('inspectors')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where('id', 'in', [...ids])
    .executeTakeFirstOrThrow();
  return row.count;
}
