/** Rows of designations and of draws made elsewhere as Kysely sees them (migration 0040). */
import type { Designation, OutsideMember } from '@mingcha/core/draws/outside/outside-draw.ts';
import type { JSONColumnType } from 'kysely';

export interface DrawDesignationsTable {
  jurisdiction_id: string;
  agency_id: string;
  designation: JSONColumnType<Designation>;
  version: number;
  changed_by: string;
  changed_name: string;
  changed_at: string;
}
export interface OutsideDrawsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  platform_name: string;
  number: string;
  title: string;
  item_name: string;
  plan_number: string;
  drawn_on: string;
  window_from: string;
  window_to: string;
  file_name: string;
  file_sha256: string;
  imported_by: string;
  imported_name: string;
  imported_at: string;
  released_at: string | null;
}
export interface OutsideDrawRowsTable {
  jurisdiction_id: string;
  outside_draw_id: string;
  position: number;
  object_name: string;
  object_code: string;
  address: string;
  object_id: string | null;
  team: JSONColumnType<readonly OutsideMember[]>;
  result: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    draw_designations: DrawDesignationsTable;
    outside_draws: OutsideDrawsTable;
    outside_draw_rows: OutsideDrawRowsTable;
  }
}
