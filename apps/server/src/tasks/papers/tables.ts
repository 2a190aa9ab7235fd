/** Rows of papers and their numbers as Kysely sees them (migration 0047). */
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;

export interface PaperWordingsTable {
  jurisdiction_id: string;
  sha256: string;
  version: string;
  wording: Json;
  created_at: string;
}
export interface PapersTable {
  jurisdiction_id: string;
  id: string;
  task_id: string | null;
  inspection_id: string | null;
  followup_id: string | null;
  agency_id: string;
  agency_jurisdiction_id: string;
  kind: string;
  year: number | null;
  no: number | null;
  number: Generated<string>;
  data: Json;
  sha256: string;
  wording_sha256: string;
  state: string;
  seal_state: string;
  sealed_on: string | null;
  seal_register_no: Generated<string>;
  sealed_by: string | null;
  sealed_name: Generated<string>;
  delivered_at: string | null;
  void_reason: Generated<string>;
  voided_at: string | null;
  voided_name: Generated<string>;
  scan_file_id: string | null;
  scanned_at: string | null;
  row_version: Generated<number>;
  created_by: string | null;
  created_name: string;
  created_at: string;
}
export interface PaperNumbersTable {
  jurisdiction_id: string;
  agency_id: string;
  kind: string;
  year: number;
  no: number;
  number: string;
  state: string;
  inspection_id: string | null;
  paper_id: string | null;
  taken_at: string;
  taken_name: string;
  settled_at: string | null;
  reason: Generated<string>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    paper_wordings: PaperWordingsTable;
    papers: PapersTable;
    paper_numbers: PaperNumbersTable;
  }
}
