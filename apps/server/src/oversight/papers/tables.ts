/** Rows of papers of supervision as Kysely sees them (migration 0076). */
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;

export interface SupervisionPapersTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  agency_name: string;
  kind: string;
  state: string;
  about_key: string;
  source: Json;
  content: Json;
  to_jurisdiction_id: string;
  to_agency_id: string;
  to_office: Generated<boolean>;
  to_section_id: string | null;
  to_account_id: string | null;
  to_name: string;
  reply_due: string | null;
  number: Generated<string | null>;
  drafted_by: string;
  drafted_name: string;
  drafted_at: string;
  approved_by: Generated<string | null>;
  approved_name: Generated<string | null>;
  approved_on: Generated<string | null>;
  received_name: Generated<string | null>;
  received_at: Generated<string | null>;
  reply: Generated<string>;
  replied_name: Generated<string | null>;
  replied_on: Generated<string | null>;
  closed_on: Generated<string | null>;
  row_version: Generated<number>;
  updated_at: string;
}
export interface SupervisionStepsTable {
  jurisdiction_id: string;
  paper_id: string;
  seq: number;
  step: string;
  account_id: string;
  person_name: string;
  note: string;
  at: string;
}
export interface SupervisionFilesTable {
  jurisdiction_id: string;
  file_id: string;
  paper_id: string;
  person_name: string;
  at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    supervision_papers: SupervisionPapersTable;
    supervision_steps: SupervisionStepsTable;
    supervision_files: SupervisionFilesTable;
  }
}
