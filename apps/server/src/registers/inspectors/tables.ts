/** Rows of the tables behind the inspectors' directory as Kysely sees them (migration 0036). */
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

interface InspectorCertificatesTable {
  jurisdiction_id: string;
  id: string;
  inspector_id: string;
  kind: string;
  number: string;
  issuer: Generated<string>;
  scope: Generated<string>;
  valid_from: string | null;
  valid_to: string | null;
  status: Generated<string>;
  updated_at: string;
}
interface InspectorPostChangesTable {
  jurisdiction_id: string;
  id: string;
  inspector_id: string;
  kind: string;
  from_day: string;
  to_day: string | null;
  reason: string;
  recorded_by: string;
  recorded_at: string;
  cancelled_on: string | null;
  cancelled_reason: Generated<string>;
}
interface AuxiliaryStaffTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  name: string;
  establishment: Generated<string>;
  post: Generated<string>;
  duties: Generated<string>;
  status: Generated<string>;
  inspector_id: string | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}
interface TrainingRecordsTable {
  jurisdiction_id: string;
  id: string;
  inspector_id: string;
  course: string;
  organiser: Generated<string>;
  from_day: string;
  to_day: string;
  hours_tenths: number;
  result: Generated<string>;
  sheet_id: string | null;
  sheet_version: number | null;
  note: Generated<string>;
  recorded_by: string;
  recorded_at: string;
  /** Set where a closed course left the record. */
  course_id: ColumnType<string | null, string | null | undefined>;
}
interface DeclarationRoundsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  year: number;
  opened_on: string;
  due_on: string;
  opened_by: string;
  closed_on: string | null;
}
interface DeclarationAnswersTable {
  jurisdiction_id: string;
  round_id: string;
  inspector_id: string;
  answer: string;
  declared: number;
  on_paper: Generated<boolean>;
  answered_by: string;
  answered_on: string;
}
interface RecusalRequestsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  year: number;
  number: number;
  inspector_id: string;
  object_id: string;
  requester: string;
  requester_kind: string;
  grounds: string;
  visit: Generated<string>;
  received_on: string;
  received_by: string | null;
  concerns_head: boolean;
  state: Generated<string>;
  decided_on: string | null;
  decided_by: string | null;
  decided_name: Generated<string>;
  reason: Generated<string>;
  minutes: Generated<string>;
  declaration_id: string | null;
  inspection_id: ColumnType<string | null, string | null | undefined>;
  credit_code: ColumnType<string | null, string | null | undefined>;
  created_at: string;
}
interface PersonnelFeedsTable {
  jurisdiction_id: string;
  id: string;
  scope_agency_id: string | null;
  file_name: string;
  file_sha256: string;
  table_info: JSONColumnType<Record<string, unknown>>;
  mapping: JSONColumnType<Record<string, number>> | null;
  state: string;
  as_of: string | null;
  rows_read: Generated<number>;
  rows_unplaced: Generated<number>;
  uploaded_by: string;
  uploaded_at: string;
  compared_at: string | null;
}
interface CertificateHoldersTable {
  jurisdiction_id: string;
  certificate_number: string;
  agency_id: string;
  name: string;
  valid_to: string | null;
  status: Generated<string>;
  feed_id: string;
}
interface PersonnelDifferencesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  kind: string;
  certificate_number: string;
  mark: string;
  inspector_id: string | null;
  feed_id: string;
  in_file: JSONColumnType<Record<string, unknown>> | null;
  in_directory: JSONColumnType<Record<string, unknown>> | null;
  state: Generated<string>;
  decided_on: string | null;
  decided_by: string | null;
  decided_name: Generated<string>;
  reason: Generated<string>;
  created_at: string;
}
interface ExpertStepsTable {
  jurisdiction_id: string;
  expert_id: string;
  seq: number;
  step: string;
  account_id: string;
  person_name: string;
  reason: Generated<string>;
  at: string;
}
interface ExpertFilesTable {
  jurisdiction_id: string;
  expert_id: string;
  file_id: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    inspector_certificates: InspectorCertificatesTable;
    inspector_post_changes: InspectorPostChangesTable;
    auxiliary_staff: AuxiliaryStaffTable;
    training_records: TrainingRecordsTable;
    declaration_rounds: DeclarationRoundsTable;
    declaration_answers: DeclarationAnswersTable;
    recusal_requests: RecusalRequestsTable;
    personnel_feeds: PersonnelFeedsTable;
    certificate_holders: CertificateHoldersTable;
    personnel_differences: PersonnelDifferencesTable;
    expert_steps: ExpertStepsTable;
    expert_files: ExpertFilesTable;
  }
}
