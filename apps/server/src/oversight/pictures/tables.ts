/** Rows of boundaries as Kysely sees them (migration 0078). */
import type { ColumnType } from 'kysely';

export interface AreaBoundariesTable {
  jurisdiction_id: string;
  code: string;
  name: string;
  geometry: ColumnType<unknown, string, string>;
}
export interface AreaBoundarySourcesTable {
  jurisdiction_id: string;
  source: string;
  file_name: string;
  areas: number;
  uploaded_by: string;
  uploaded_name: string;
  uploaded_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    area_boundaries: AreaBoundariesTable;
    area_boundary_sources: AreaBoundarySourcesTable;
  }
}
