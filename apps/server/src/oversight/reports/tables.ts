/** Rows of reports as Kysely sees them (migration 0076). */
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;

export interface OversightReportsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  agency_name: string;
  period: string;
  period_from: string;
  period_to: string;
  edition: number;
  state: string;
  texts: Json;
  figures: ColumnType<unknown, string | null | undefined, string | null>;
  digest: Generated<string | null>;
  created_by: string;
  created_name: string;
  created_at: string;
  issued_by: Generated<string | null>;
  issued_name: Generated<string | null>;
  issued_at: Generated<string | null>;
  row_version: Generated<number>;
  updated_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    oversight_reports: OversightReportsTable;
  }
}
