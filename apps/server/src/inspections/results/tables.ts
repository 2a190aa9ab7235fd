/** Rows of results, reviews, clocks and off-site work as Kysely sees them (migrations 0049 and 0058). */
import type { CoveredArea } from '@mingcha/core/inspections/results/redaction.ts';
import type { ColumnType } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null, string | null>;

export interface StoredItemResult {
  readonly itemKey: string;
  readonly code: string;
  readonly wording: string;
  readonly note: string;
}

interface TeamKeyColumns {
  jurisdiction_id: string;
  inspection_id: string;
  agency_id: string;
}

export interface VisitResultsTable extends TeamKeyColumns {
  round: number;
  outcome: string;
  items: Json<readonly StoredItemResult[]>;
  overall_code: string;
  overall_wording: string;
  is_problem: boolean;
  findings: Json<unknown>;
  concealment: string;
  rule_book_id: string | null;
  rule_book_version: number;
  on_behalf: NullableJson<unknown>;
  entered_by: string;
  entered_name: string;
  submitted_at: string;
}
export interface VisitFindingsTable extends TeamKeyColumns {
  id: string;
  round: number;
  position: number;
  finding: Json<unknown>;
  action: string;
  due_on: string | null;
  removed_in_round: number | null;
}
export interface ResultReviewsTable extends TeamKeyColumns {
  round: number;
  decision: string;
  opinion: string;
  is_legal: boolean;
  reviewed_by: string;
  reviewed_name: string;
  reviewed_at: string;
}
export interface ResultClocksTable extends TeamKeyColumns {
  clock: string;
  started_on: string;
  due_on: string;
  basis: Json<unknown>;
  done_on: string | null;
  extended_from: string | null;
}
export interface ResultExtensionsTable extends TeamKeyColumns {
  id: string;
  ground: string;
  due_before: string;
  due_asked: string;
  state: string;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: string | null;
  opinion: string;
}
export interface OffSiteRecordsTable extends TeamKeyColumns {
  content: Json<unknown>;
  recorded_by: string;
  recorded_name: string;
  recorded_at: string;
}
/** In the key of the evidence, not of a team. */
export interface EvidenceCopiesTable {
  jurisdiction_id: string;
  id: string;
  evidence_id: string;
  file_id: string;
  areas: Json<readonly CoveredArea[]>;
  reason: string;
  made_by: string;
  made_name: string;
  made_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    visit_results: VisitResultsTable;
    visit_findings: VisitFindingsTable;
    result_reviews: ResultReviewsTable;
    result_clocks: ResultClocksTable;
    result_extensions: ResultExtensionsTable;
    off_site_records: OffSiteRecordsTable;
    evidence_copies: EvidenceCopiesTable;
  }
}
