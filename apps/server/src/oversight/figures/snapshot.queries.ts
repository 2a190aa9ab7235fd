/** SQL of saved figures: inserted once, never changed; a person finds those of the own agency, or of the jurisdiction. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import { jurisdictionReaders } from '@mingcha/core/oversight/figures/figures-api.ts';
import type { IndicatorKey } from '@mingcha/core/oversight/figures/indicators.ts';
import { type Insertable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { IndicatorRow } from './indicator-table.queries.ts';
import type { FigureSnapshotIndicatorsTable, FigureSnapshotsTable } from './tables.ts';

export async function insertSnapshot(
  tx: Tx,
  snapshot: Insertable<FigureSnapshotsTable>,
  indicators: readonly Insertable<FigureSnapshotIndicatorsTable>[],
): Promise<void> {
  await tx.insertInto('figure_snapshots').values(snapshot).execute();
  await tx
    .insertInto('figure_snapshot_indicators')
    .values([...indicators])
    .execute();
}

export interface StoredSnapshot {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly ofAgencyId: string | null;
  readonly agencyName: string | null;
  readonly personName: string;
  readonly savedAt: string;
  readonly digest: string;
}

/** Of the jurisdiction for those who see its figures, else those about the own agency. */
const mine = (actor: Actor) => {
  const { jurisdictionId, agencyId } = actor;
  const isAll = hasRole(actor, ...jurisdictionReaders);
  return sql`s.jurisdiction_id = ${jurisdictionId}::uuid AND ${isAll ? sql`true` : sql`s.of_agency_id = ${agencyId}::uuid`}`;
};
const columns = sql`s.id, s.title, s.from_day AS "from", s.to_day AS "to", s.as_of AS "asOf", s.of_agency_id AS "ofAgencyId",
  a.name AS "agencyName", s.person_name AS "personName", s.saved_at AS "savedAt", s.digest`;
const source = sql`figure_snapshots s LEFT JOIN agencies a ON a.jurisdiction_id = s.jurisdiction_id AND a.id = s.of_agency_id`;

/** Newest first; one more than `limit`. */
export async function snapshotPage(
  tx: Tx,
  actor: Actor,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly StoredSnapshot[]> {
  const [at, id] = decodeCursor(page.after, 2) ?? [];
  const isAfter =
    at !== undefined && id !== undefined
      ? sql`(s.saved_at, s.id) < (${at}::timestamptz, ${id}::uuid)`
      : sql`true`;
  const found = await sql<StoredSnapshot>`SELECT ${columns} FROM ${source} WHERE ${mine(actor)} AND ${isAfter}
    ORDER BY s.saved_at DESC, s.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  return found.rows;
}

export async function snapshotById(tx: Tx, actor: Actor, id: string): Promise<StoredSnapshot | undefined> {
  const found = await sql<StoredSnapshot>`SELECT ${columns} FROM ${source}
    WHERE ${mine(actor)} AND s.id = ${id}::uuid`.execute(tx);
  return found.rows[0];
}

export interface StoredIndicator {
  readonly indicator: IndicatorKey;
  readonly figures: { readonly total: IndicatorRow; readonly agencies: readonly IndicatorRow[] };
  readonly cases: string;
  readonly digest: string;
}

export async function snapshotIndicators(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
): Promise<readonly StoredIndicator[]> {
  const found =
    await sql<StoredIndicator>`SELECT indicator, figures, cases, digest FROM figure_snapshot_indicators
    WHERE jurisdiction_id = ${key.jurisdictionId}::uuid AND snapshot_id = ${key.id}::uuid`.execute(tx);
  return found.rows;
}
