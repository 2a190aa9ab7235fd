/** Tables of saved figures as Kysely sees them (migration 0077). */
import type { ColumnType } from 'kysely';

export interface FigureSnapshotsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  of_agency_id: string | null;
  title: string;
  from_day: string;
  to_day: string;
  as_of: string;
  digest: string;
  account_id: string;
  person_name: string;
  saved_at: string;
}

export interface FigureSnapshotIndicatorsTable {
  jurisdiction_id: string;
  snapshot_id: string;
  indicator: string;
  figures: ColumnType<unknown, string, string>;
  cases: string;
  digest: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    figure_snapshots: FigureSnapshotsTable;
    figure_snapshot_indicators: FigureSnapshotIndicatorsTable;
  }
}
