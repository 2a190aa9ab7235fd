/** SQL of the inspectors' directory: bounded by jurisdiction and agency, paged by (name COLLATE "C", id). */

import type { InspectorFields } from '@mingcha/core/registers/inspector.ts';
import type { InspectorFilter } from '@mingcha/core/registers/inspector-api.ts';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';
import type { Page, Revision, Scope } from './object.queries.ts';
import type { InspectorsTable } from './tables.ts';

export type StoredInspector = Selectable<InspectorsTable>;
export interface ListedInspector extends StoredInspector {
  readonly section_name: string | null;
  readonly agency_name: string;
  /** Status that holds today: set by hand, else that of a change of post in force. */
  readonly post_today: string;
}

/** As `postOn` in core, for lists: the status that holds on `day`. */
export function postOnDay(day: string) {
  return sql<string>`CASE WHEN inspectors.status <> 'active' THEN inspectors.status ELSE coalesce((
    SELECT CASE c.kind WHEN 'leave' THEN 'onLeave' WHEN 'suspension' THEN 'inactive' WHEN 'transfer' THEN 'transferred' ELSE 'retired' END
      FROM inspector_post_changes c
     WHERE c.jurisdiction_id = inspectors.jurisdiction_id AND c.inspector_id = inspectors.id AND c.cancelled_on IS NULL
       AND c.from_day <= ${day}::date
       AND (c.kind IN ('transfer', 'retirement') OR c.to_day IS NULL OR c.to_day >= ${day}::date)
     ORDER BY (c.kind IN ('transfer', 'retirement')) DESC, c.from_day DESC LIMIT 1), 'active') END`;
}

function selectListed(tx: Tx, scope: Scope, today: string) {
  return tx
    .selectFrom('inspectors')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'inspectors.jurisdiction_id')
        .onRef('agencies.id', '=', 'inspectors.agency_id'),
    )
    .leftJoin('sections', (join) =>
      join
        .onRef('sections.jurisdiction_id', '=', 'inspectors.jurisdiction_id')
        .onRef('sections.id', '=', 'inspectors.section_id'),
    )
    .selectAll('inspectors')
    .select(['sections.name as section_name', 'agencies.name as agency_name'])
    .select(postOnDay(today).as('post_today'))
    .where('inspectors.jurisdiction_id', '=', scope.jurisdictionId)
    .where('inspectors.agency_id', '=', scope.agencyId);
}

/** `days.today` and `days.soon` bound the certificate filter: expired before today, expiring until `soon`. */
export interface CertificateDays {
  readonly today: string;
  readonly soon: string;
}

export async function inspectorPage(
  tx: Tx,
  scope: Scope,
  options: { filter: InspectorFilter; page: Page; days: CertificateDays },
): Promise<ListedInspector[]> {
  const { filter, days } = options;
  const key = decodeCursor(options.page.after, 2);
  let query = selectListed(tx, scope, days.today);
  if (filter.status !== undefined) query = query.where(postOnDay(days.today), '=', filter.status);
  if (filter.establishment !== undefined)
    query = query.where('inspectors.establishment', '=', filter.establishment);
  if (filter.sectionId !== undefined) query = query.where('inspectors.section_id', '=', filter.sectionId);
  if (filter.speciality !== undefined) {
    query = query.where(sql<boolean>`inspectors.specialities @> ARRAY[${filter.speciality}]::text[]`);
  }
  if (filter.text !== undefined && filter.text !== '') {
    const like = likePart(filter.text);
    query = query.where((eb) =>
      eb.or([eb('inspectors.name', 'like', like), eb('inspectors.certificate_number', 'like', like)]),
    );
  }
  if (filter.certificate === 'unknown') query = query.where('certificate_valid_to', 'is', null);
  if (filter.certificate === 'expired') query = query.where('certificate_valid_to', '<', days.today);
  if (filter.certificate === 'expiring') {
    query = query
      .where('certificate_valid_to', '>=', days.today)
      .where('certificate_valid_to', '<=', days.soon);
  }
  if (filter.certificate === 'valid') query = query.where('certificate_valid_to', '>', days.soon);
  if (key !== null) {
    query = query.where(
      sql<boolean>`(inspectors.name COLLATE "C", inspectors.id) > (${key[0]}, ${key[1]}::uuid)`,
    );
  }
  return query
    .orderBy(sql`inspectors.name COLLATE "C"`)
    .orderBy('inspectors.id')
    .limit(options.page.limit + 1)
    .execute();
}

export async function inspectorById(
  tx: Tx,
  scope: Scope,
  one: { readonly id: string; readonly today: string },
): Promise<ListedInspector | undefined> {
  return selectListed(tx, scope, one.today).where('inspectors.id', '=', one.id).executeTakeFirst();
}

export async function inspectorOfAccount(tx: Tx, scope: Scope, accountId: string) {
  return tx
    .selectFrom('inspectors')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

export async function lockInspector(tx: Tx, scope: Scope, id: string): Promise<StoredInspector | undefined> {
  return tx
    .selectFrom('inspectors')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Whoever holds the certificate number in this jurisdiction, in whichever agency. */
export async function inspectorWithCertificate(tx: Tx, scope: Scope, number: string) {
  return tx
    .selectFrom('inspectors')
    .select(['id', 'agency_id', 'name', 'certificate_number'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('certificate_number', '=', number)
    .executeTakeFirst();
}

export function inspectorColumns(fields: InspectorFields) {
  return {
    name: fields.name,
    certificate_number: fields.certificateNumber,
    certificate_valid_to: fields.certificateValidTo,
    specialities: fields.specialities,
    areas: fields.areas,
    can_lead: fields.canLead,
    post: fields.post,
    yearly_cap: fields.yearlyCap,
    prior_load: fields.priorLoad,
    section_id: fields.sectionId,
    establishment: fields.establishment,
    level: fields.level,
    post_since: fields.postSince,
    qualifications: fields.qualifications,
  };
}

export async function insertInspector(
  tx: Tx,
  scope: Scope,
  inspector: { id: string; fields: InspectorFields; at: string; source?: 'manual' | 'justice' },
): Promise<void> {
  await tx
    .insertInto('inspectors')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: inspector.id,
      ...inspectorColumns(inspector.fields),
      source: inspector.source ?? 'manual',
      account_id: null,
      status_on: null,
      import_id: null,
      created_at: inspector.at,
      updated_at: inspector.at,
    })
    .execute();
}

type InspectorStatusColumns = Pick<
  StoredInspector,
  'status' | 'status_reason' | 'status_on' | 'certificate_status' | 'source'
>;
export interface InspectorChange {
  readonly id: string;
  readonly columns: Partial<ReturnType<typeof inspectorColumns>> & Partial<InspectorStatusColumns>;
  readonly version: number;
  readonly at: string;
}

export async function saveInspector(tx: Tx, scope: Scope, change: InspectorChange): Promise<void> {
  await tx
    .updateTable('inspectors')
    .set({ ...change.columns, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

export async function insertInspectorRevision(tx: Tx, scope: Scope, revision: Revision): Promise<void> {
  await tx
    .insertInto('inspector_revisions')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      inspector_id: revision.id,
      version: revision.version,
      changes: JSON.stringify(revision.changes),
      reason: revision.reason,
      changed_by: revision.by,
      import_id: null,
      changed_at: revision.at,
    })
    .execute();
}

export async function inspectorRevisions(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('inspector_revisions')
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.jurisdiction_id', '=', 'inspector_revisions.jurisdiction_id')
        .onRef('accounts.id', '=', 'inspector_revisions.changed_by'),
    )
    .select([
      'version',
      'changes',
      'reason',
      'inspector_revisions.import_id',
      'changed_at',
      'accounts.person_name',
    ])
    .where('inspector_revisions.jurisdiction_id', '=', scope.jurisdictionId)
    .where('inspector_id', '=', id)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
}

/** Words that occur among this agency's inspectors: specialities, qualifications, levels, areas. */
export async function inspectorFacetValues(tx: Tx, scope: Scope) {
  const values = async (words: RawBuilder<unknown>) => {
    const found = await sql<{ value: string }>`
      SELECT DISTINCT w.value COLLATE "C" AS value FROM inspectors, unnest(${words}) AS w (value)
      WHERE w.value <> '' AND jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId}
      ORDER BY value LIMIT 500`.execute(tx);
    return found.rows.map((row) => row.value);
  };
  return {
    specialities: await values(sql`specialities`),
    qualifications: await values(sql`qualifications`),
    levels: await values(sql`ARRAY[level]`),
    areas: await values(sql`areas`),
  };
}
