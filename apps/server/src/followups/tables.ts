/** Rows of the follow-up as Kysely sees them (migrations 0050, 0056, 0074 and 0097). */
import type { FollowupDueBasis } from '@mingcha/core/followups/followup-clocks.ts';
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface FollowupsTable {
  jurisdiction_id: string;
  finding_id: string;
  inspection_id: string;
  agency_id: string;
  object_key: string;
  kind: string;
  state: string;
  ended: Nullable<string>;
  due_on: Nullable<string>;
  started_on: Nullable<string>;
  due_basis: ColumnType<FollowupDueBasis | null, string | null | undefined, string | null>;
  recheck_due_on: Nullable<string>;
  extension: NullableJson;
  proposal: NullableJson;
  proposed_by: Nullable<string>;
  approved_at: Nullable<string>;
  order_paper_id: Nullable<string>;
  recheck_inspection_id: Nullable<string>;
  to_agency_id: Nullable<string>;
  to_section_id: Nullable<string>;
  entry_key: Nullable<string>;
  case_number: Generated<string>;
  opened_at: string;
  closed_at: Nullable<string>;
  row_version: Generated<number>;
  updated_at: string;
}
export interface FollowupMovesTable {
  jurisdiction_id: string;
  finding_id: string;
  seq: number;
  move: string;
  kind_before: string;
  state_before: string;
  kind_after: string;
  state_after: string;
  due_on: string | null;
  late_days: number;
  form: Json;
  paper_id: string | null;
  account_id: string | null;
  person_name: string;
  at: string;
}
export interface FollowupFilesTable {
  jurisdiction_id: string;
  file_id: string;
  finding_id: string | null;
  order_paper_id: string | null;
  source: string;
  report_id: string | null;
  account_id: string | null;
  at: string;
}
export interface RectificationReportsTable {
  jurisdiction_id: string;
  id: string;
  order_paper_id: string;
  source: string;
  person_name: string;
  /** Empty since 0088, but for rows that wait for their conversion. */
  phone: ColumnType<string, string | undefined>;
  phone_sealed: ColumnType<Buffer | null, Buffer | null | undefined>;
  items: Json;
  account_id: string | null;
  at: string;
}
export interface PenaltiesTable {
  jurisdiction_id: string;
  finding_id: string;
  agency_id: string;
  number: string;
  decided_on: string;
  decision: Json;
  published_on: Nullable<string>;
  published_place: Generated<string>;
}
export interface RecheckDrawsTable {
  jurisdiction_id: string;
  inspection_id: string;
  ledger_seq: ColumnType<string, number, never>;
  seed: string;
  tickets: Json;
  account_id: string;
  person_name: string;
  drawn_at: string;
}
export interface ReturnSamplesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  from_day: string;
  to_day: string;
  seed: string;
  wanted: number;
  population: number;
  population_sha256: string;
  drawn_by: string;
  drawn_name: string;
  drawn_at: string;
}
export interface ReturnVisitsTable {
  jurisdiction_id: string;
  sample_id: string;
  inspection_id: string;
  position: number;
  answers: NullableJson;
  answered_by: Nullable<string>;
  answered_name: Nullable<string>;
  answered_at: Nullable<string>;
}

export interface CoordinationsTable {
  jurisdiction_id: string;
  id: string;
  number: string;
  object_key: string;
  object_name: string;
  state: string;
  contradiction: string;
  raised_as: string;
  raised_by: Nullable<string>;
  raised_name: string;
  raised_on: string;
  opinions_by: Nullable<string>;
  ground: Generated<string>;
  decided_name: Generated<string>;
  closed_on: Nullable<string>;
  row_version: Generated<number>;
  created_at: string;
  updated_at: string;
}
export interface CoordinationDemandsTable {
  jurisdiction_id: string;
  coordination_id: string;
  finding_id: string;
  position: number;
  agency_id: string;
  agency_name: string;
  number: string;
  text: string;
  measures: string;
  due_on: string | null;
  is_open: Generated<boolean>;
  fate: Nullable<string>;
  fate_text: Generated<string>;
}
export interface CoordinationOpinionsTable {
  jurisdiction_id: string;
  coordination_id: string;
  agency_id: string;
  agency_name: string;
  opinion: string;
  account_id: string;
  person_name: string;
  at: string;
}

declare module '../platform/db/database.ts' {
  interface Schema {
    followups: FollowupsTable;
    followup_moves: FollowupMovesTable;
    followup_files: FollowupFilesTable;
    rectification_reports: RectificationReportsTable;
    penalties: PenaltiesTable;
    recheck_draws: RecheckDrawsTable;
    return_samples: ReturnSamplesTable;
    return_visits: ReturnVisitsTable;
    coordinations: CoordinationsTable;
    coordination_demands: CoordinationDemandsTable;
    coordination_opinions: CoordinationOpinionsTable;
  }
}
