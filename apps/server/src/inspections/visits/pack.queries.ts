/** SQL of the pack that a phone takes along: many visits at once, so that forty of them take as long as one. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { VisitIds } from './visit-state.queries.ts';

/** Inspections with their tasks, in the order of the day. */
export async function packedInspections(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('inspections as i')
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    )
    .selectAll('i')
    .select([
      't.number as task_number',
      't.title as task_title',
      't.origin',
      't.announced',
      't.method',
      't.window_from',
      't.window_to',
      't.agency_id as task_agency',
      't.rule_book_id',
    ])
    .where('i.jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`i.id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .orderBy('i.scheduled_for')
    .orderBy('i.id')
    .execute();
}

export async function packedTeams(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('inspection_teams as m')
    .leftJoin('agencies as a', (join) =>
      join
        .onRef('a.id', '=', 'm.agency_id')
        .on(sql<boolean>`a.jurisdiction_id = coalesce(m.agency_jurisdiction_id, m.jurisdiction_id)`),
    )
    .selectAll('m')
    .select(['a.complaint_phone'])
    .where('m.jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`m.inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .orderBy('m.initiator', 'desc')
    .orderBy('m.agency_id')
    .execute();
}

/** Those who stand in the teams. */
export async function packedMembers(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('inspection_members')
    .selectAll()
    .where('jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .where('state', 'in', ['assigned', 'claimed'])
    .orderBy('agency_id')
    .orderBy('seat_group')
    .orderBy('seat')
    .orderBy('id')
    .execute();
}

/** Items by their stable keys: as published, or as last known when they are no longer. */
export async function packedItems(
  tx: Tx,
  asked: { readonly jurisdictionIds: readonly string[]; readonly itemKeys: readonly string[] },
) {
  const { itemKeys } = asked;
  if (itemKeys.length === 0) return [];
  return tx
    .selectFrom('items')
    .innerJoin('item_lists as l', (join) =>
      join.onRef('l.jurisdiction_id', '=', 'items.jurisdiction_id').onRef('l.id', '=', 'items.list_id'),
    )
    .distinctOn('items.item_key')
    .select(['items.item_key', 'items.code', 'items.name', 'items.fields'])
    .where('items.jurisdiction_id', 'in', [...asked.jurisdictionIds])
    .where(sql<boolean>`items.item_key = ANY(${[...itemKeys]}::uuid[])`)
    .where('l.purpose', '=', 'own')
    .orderBy('items.item_key')
    .orderBy(sql`l.state = 'published'`, 'desc')
    .orderBy('l.list_version', 'desc')
    .execute();
}

/** Earlier visits to the objects by any body, latest first. `before`: business day. */
export async function earlierVisits(
  tx: Tx,
  asked: {
    readonly jurisdictionIds: readonly string[];
    readonly objectKeys: readonly string[];
    readonly since: string;
  },
) {
  if (asked.objectKeys.length === 0) return [];
  return tx
    .selectFrom('frequency_entries')
    .select(['object_key', 'entered_on', 'body_name', 'kind', 'has_finding', 'inspection_id'])
    .where('jurisdiction_id', 'in', [...asked.jurisdictionIds])
    .where(sql<boolean>`object_key = ANY(${[...asked.objectKeys]}::text[])`)
    .where('entered_on', '>=', asked.since)
    .where('withdrawn_on', 'is', null)
    .orderBy('entered_on', 'desc')
    .orderBy('id', 'desc')
    .limit(2000)
    .execute();
}

/** Overall wordings of passed results of these inspections, by inspection and name of the body. */
export async function passedResults(
  tx: Tx,
  ids: VisitIds,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  if (ids.inspectionIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('visit_results as r')
    .innerJoin('inspection_teams as m', (join) =>
      join
        .onRef('m.jurisdiction_id', '=', 'r.jurisdiction_id')
        .onRef('m.inspection_id', '=', 'r.inspection_id')
        .onRef('m.agency_id', '=', 'r.agency_id'),
    )
    .distinctOn(['r.inspection_id', 'r.agency_id'])
    .select(['r.inspection_id', 'm.agency_name', 'r.overall_wording'])
    .where('r.jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`r.inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .where('m.stage', '=', 'passed')
    .orderBy('r.inspection_id')
    .orderBy('r.agency_id')
    .orderBy('r.round', 'desc')
    .execute();
  const byVisit = Map.groupBy(rows, (row) => row.inspection_id);
  return new Map(
    [...byVisit].map(([id, own]) => [id, new Map(own.map((row) => [row.agency_name, row.overall_wording]))]),
  );
}

/** Numbers that an agency holds or used at these visits. */
export async function visitNumbers(
  tx: Tx,
  asked: { readonly agencyId: string; readonly inspectionIds: readonly string[] },
) {
  return tx
    .selectFrom('paper_numbers')
    .select(['inspection_id', 'kind', 'year', 'no', 'number', 'state'])
    .where('agency_id', '=', asked.agencyId)
    .where(sql<boolean>`inspection_id = ANY(${[...asked.inspectionIds]}::uuid[])`)
    .where('state', 'in', ['reserved', 'used'])
    .orderBy('kind')
    .orderBy('no')
    .execute();
}

/** What the agency's people wrote most often as findings and guidance of late. */
export async function writtenPhrases(
  tx: Tx,
  asked: { readonly jurisdictionId: string; readonly agencyId: string; readonly since: string },
): Promise<readonly string[]> {
  const text = sql<string>`CASE WHEN jsonb_typeof(value) = 'string' THEN value #>> '{}' ELSE value ->> 'text' END`;
  const rows = await tx
    .selectFrom('visit_writes')
    .select(text.as('text'))
    .where('jurisdiction_id', '=', asked.jurisdictionId)
    .where('agency_id', '=', asked.agencyId)
    .where('at', '>=', asked.since)
    .where(sql<boolean>`path ~ '^(findings/[^/]+/text|guidance/[^/]+)$'`)
    .groupBy(text)
    .having(sql<boolean>`count(DISTINCT inspection_id) >= 2 AND length(${text}) BETWEEN 4 AND 200`)
    .orderBy(sql`count(DISTINCT inspection_id)`, 'desc')
    .orderBy(sql`${text} COLLATE "C"`)
    .limit(60)
    .execute();
  return rows.map((row) => row.text);
}

export async function ownAgencyName(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<string> {
  const row = await tx
    .selectFrom('agencies')
    .select('name')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.agencyId)
    .executeTakeFirst();
  return row?.name ?? '';
}

/** Notices that stand. */
export async function standingNotices(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('inspection_notices')
    .select(['inspection_id', 'agency_id', 'number', 'delivered_at', 'content'])
    .where('jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .where('void_at', 'is', null)
    .orderBy('agency_id')
    .execute();
}

export async function tripSheets(tx: Tx, ids: VisitIds) {
  return tx
    .selectFrom('trip_sheets')
    .select(['inspection_id', 'fields'])
    .where('jurisdiction_id', 'in', [...ids.jurisdictionIds])
    .where(sql<boolean>`inspection_id = ANY(${[...ids.inspectionIds]}::uuid[])`)
    .execute();
}
