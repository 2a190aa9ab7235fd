/** SQL of the justice bureau's personnel files, the certificate holders they name, and the differences found. */
import type { Difference, FileHolder } from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Page, Scope } from '../object.queries.ts';
import './tables.ts';

/** `agencyId` null: every file of the jurisdiction, for the justice bureau; else the agency's own and those of all. */
export interface FeedScope {
  readonly jurisdictionId: string;
  readonly agencyId: string | null;
}

function selectFeeds(tx: Tx, scope: FeedScope) {
  let query = tx
    .selectFrom('personnel_feeds as f')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'f.jurisdiction_id').onRef('a.id', '=', 'f.uploaded_by'),
    )
    .selectAll('f')
    .select('a.person_name')
    .where('f.jurisdiction_id', '=', scope.jurisdictionId);
  if (scope.agencyId !== null) query = query.where('f.scope_agency_id', '=', scope.agencyId);
  return query;
}

export async function newestFeeds(tx: Tx, scope: FeedScope) {
  return selectFeeds(tx, scope).orderBy('f.uploaded_at', 'desc').orderBy('f.id', 'desc').limit(50).execute();
}
export type StoredFeed = Awaited<ReturnType<typeof newestFeeds>>[number];

export async function feedById(tx: Tx, scope: FeedScope, id: string): Promise<StoredFeed | undefined> {
  return selectFeeds(tx, scope).where('f.id', '=', id).executeTakeFirst();
}

export async function lockFeed(tx: Tx, scope: FeedScope, id: string): Promise<StoredFeed | undefined> {
  return selectFeeds(tx, scope).where('f.id', '=', id).forUpdate('f').executeTakeFirst();
}

export async function insertFeed(
  tx: Tx,
  scope: FeedScope,
  feed: { id: string; fileName: string; sha256: string; table: object; by: string; at: string },
): Promise<void> {
  await tx
    .insertInto('personnel_feeds')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: feed.id,
      scope_agency_id: scope.agencyId,
      file_name: feed.fileName,
      file_sha256: feed.sha256,
      table_info: JSON.stringify(feed.table),
      mapping: null,
      state: 'uploaded',
      as_of: null,
      uploaded_by: feed.by,
      uploaded_at: feed.at,
      compared_at: null,
    })
    .execute();
}

export async function markCompared(
  tx: Tx,
  scope: FeedScope,
  one: {
    id: string;
    mapping: Readonly<Record<string, number>>;
    asOf: string;
    rows: number;
    unplaced: number;
    at: string;
  },
): Promise<void> {
  await tx
    .updateTable('personnel_feeds')
    .set({
      state: 'compared',
      mapping: JSON.stringify(one.mapping),
      as_of: one.asOf,
      rows_read: one.rows,
      rows_unplaced: one.unplaced,
      compared_at: one.at,
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.id)
    .execute();
}

/** The holders of an agency are those of its newest file. */
export async function replaceHolders(
  tx: Tx,
  scope: Scope,
  file: { readonly feedId: string; readonly holders: readonly FileHolder[] },
): Promise<void> {
  await tx
    .deleteFrom('certificate_holders')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .execute();
  for (let at = 0; at < file.holders.length; at += 1000)
    await tx
      .insertInto('certificate_holders')
      .values(
        file.holders.slice(at, at + 1000).map((holder) => ({
          jurisdiction_id: scope.jurisdictionId,
          certificate_number: holder.certificateNumber,
          agency_id: scope.agencyId,
          name: holder.name,
          valid_to: holder.validTo,
          status: holder.status,
          feed_id: file.feedId,
        })),
      )
      // A number that another agency's file named before now belongs to whom the newest file names.
      .onConflict((conflict) =>
        conflict.columns(['jurisdiction_id', 'certificate_number']).doUpdateSet((eb) => ({
          agency_id: eb.ref('excluded.agency_id'),
          name: eb.ref('excluded.name'),
          valid_to: eb.ref('excluded.valid_to'),
          status: eb.ref('excluded.status'),
          feed_id: eb.ref('excluded.feed_id'),
        })),
      )
      .execute();
}

/** Stores what is new; a difference that was decided keeps its decision. Gives how many are new. */
export async function saveDifferences(
  tx: Tx,
  scope: Scope,
  found: { feedId: string; at: string; rows: readonly (Difference & { readonly id: string })[] },
): Promise<number> {
  let fresh = 0;
  for (let at = 0; at < found.rows.length; at += 500) {
    const inserted = await tx
      .insertInto('personnel_differences')
      .values(
        found.rows.slice(at, at + 500).map((row) => ({
          jurisdiction_id: scope.jurisdictionId,
          id: row.id,
          agency_id: scope.agencyId,
          kind: row.kind,
          certificate_number: row.certificateNumber,
          mark: row.mark,
          inspector_id: row.inspectorId,
          feed_id: found.feedId,
          in_file: row.inFile === null ? null : JSON.stringify(row.inFile),
          in_directory: row.inDirectory === null ? null : JSON.stringify(row.inDirectory),
          decided_on: null,
          decided_by: null,
          created_at: found.at,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['jurisdiction_id', 'agency_id', 'kind', 'certificate_number', 'mark'])
          .doUpdateSet((eb) => ({
            feed_id: eb.ref('excluded.feed_id'),
            state: sql<string>`CASE personnel_differences.state WHEN 'gone' THEN 'open' ELSE personnel_differences.state END`,
          })),
      )
      .returning(sql<boolean>`xmax = 0`.as('fresh'))
      .execute();
    fresh += inserted.filter((row) => row.fresh).length;
  }
  return fresh;
}

/** Open differences of an agency that this file no longer shows need no decision any more. */
export async function dropGone(tx: Tx, scope: Scope, feedId: string): Promise<void> {
  await tx
    .updateTable('personnel_differences')
    .set({ state: 'gone' })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('state', '=', 'open')
    .where('feed_id', '<>', feedId)
    .execute();
}

export interface DifferenceFilter {
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly agencyId?: string | undefined;
}

export async function differencePage(
  tx: Tx,
  scope: FeedScope,
  options: { readonly filter: DifferenceFilter; readonly page: Page },
) {
  const { filter } = options;
  const key = decodeCursor(options.page.after, 3);
  let query = tx
    .selectFrom('personnel_differences as d')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('a.id', '=', 'd.agency_id'),
    )
    .selectAll('d')
    .select('a.name as agency_name')
    .where('d.jurisdiction_id', '=', scope.jurisdictionId);
  if (scope.agencyId !== null) query = query.where('d.agency_id', '=', scope.agencyId);
  if (filter.agencyId !== undefined) query = query.where('d.agency_id', '=', filter.agencyId);
  if (filter.state !== undefined) query = query.where('d.state', '=', filter.state);
  if (filter.kind !== undefined) query = query.where('d.kind', '=', filter.kind);
  if (key !== null)
    query = query.where(
      sql<boolean>`(d.kind, d.certificate_number, d.id) > (${key[0]}, ${key[1]}, ${key[2]}::uuid)`,
    );
  return query
    .orderBy('d.kind')
    .orderBy('d.certificate_number')
    .orderBy('d.id')
    .limit(options.page.limit + 1)
    .execute();
}
export type StoredDifference = Awaited<ReturnType<typeof differencePage>>[number];

export async function lockDifferences(tx: Tx, scope: Scope, ids: readonly string[]) {
  return tx
    .selectFrom('personnel_differences')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function decideDifferenceRow(
  tx: Tx,
  scope: Scope,
  one: {
    id: string;
    state: 'adopted' | 'dismissed';
    inspectorId: string | null;
    day: string;
    by: string;
    name: string;
    reason: string;
  },
): Promise<void> {
  await tx
    .updateTable('personnel_differences')
    .set({
      state: one.state,
      inspector_id: one.inspectorId,
      decided_on: one.day,
      decided_by: one.by,
      decided_name: one.name,
      reason: one.reason,
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.id)
    .execute();
}

/** Counts of holders by agency: in the file, and those of them whose number the directory has. */
export async function holderCounts(tx: Tx, jurisdictionId: string) {
  const found = await sql<{ agency_id: string; holders: number; known: number }>`
    SELECT h.agency_id, count(*)::int AS holders, count(i.id)::int AS known
      FROM certificate_holders h
      LEFT JOIN inspectors i ON i.jurisdiction_id = h.jurisdiction_id AND i.agency_id = h.agency_id
           AND i.certificate_number = h.certificate_number
     WHERE h.jurisdiction_id = ${jurisdictionId} AND h.status NOT IN ('transferred', 'retired', 'inactive')
     GROUP BY h.agency_id`.execute(tx);
  return new Map(found.rows.map((row) => [row.agency_id, row]));
}

export async function openDifferenceCounts(tx: Tx, jurisdictionId: string) {
  const rows = await tx
    .selectFrom('personnel_differences')
    .select(['agency_id', sql<number>`count(*)::int`.as('count')])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('state', '=', 'open')
    .groupBy('agency_id')
    .execute();
  return new Map(rows.map((row) => [row.agency_id, row.count]));
}
