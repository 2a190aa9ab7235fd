/** Rows of exports of whole agencies as Kysely sees them (migration 0096). Types only. */
import type { AgencyExportProblem, AgencyExportState } from '@mingcha/core/common/agency-export.ts';
import type { ColumnType } from 'kysely';

type Defaulted<T> = ColumnType<T, T | undefined>;
type Optional<T> = ColumnType<T | null, T | null | undefined>;
type Int8 = ColumnType<bigint, bigint | number | undefined, bigint | number>;

export interface AgencyExportsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  agency_name: string;
  reason: string;
  state: Defaulted<AgencyExportState>;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: Optional<string>;
  decided_name: Defaulted<string>;
  decided_at: Optional<string>;
  decision_reason: Defaulted<string>;
  started_at: Optional<string>;
  ended_at: Optional<string>;
  steps_done: Defaulted<number>;
  steps_all: Defaulted<number>;
  problem: Defaulted<AgencyExportProblem | ''>;
  table_count: Defaulted<number>;
  row_count: Int8;
  file_count: Defaulted<number>;
  missing_files: Defaulted<number>;
  bytes: Int8;
  sha256: Optional<string>;
  archive_key: Optional<Buffer>;
  expires_at: Optional<string>;
}

declare module '../db/database.ts' {
  interface Schema {
    agency_exports: AgencyExportsTable;
  }
}
