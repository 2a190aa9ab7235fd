/** Rows of preparation as Kysely sees them (migration 0046). */
import type { ApprovalForm } from '@mingcha/core/tasks/preparation/approval-api.ts';
import type { NoticeContent } from '@mingcha/core/tasks/preparation/notice-api.ts';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface DelegationsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  from_account: string;
  from_name: string;
  to_account: string;
  to_name: string;
  scope: string;
  from_day: string;
  to_day: string;
  document: string;
  document_number: string;
  document_day: string;
  revoked_on: string | null;
  revoked_reason: Generated<string>;
  row_version: Generated<number>;
  created_by: string;
  created_name: string;
  created_at: string;
}
export interface WorkSubstitutesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  account_id: string;
  person_name: string;
  substitute_id: string;
  substitute_name: string;
  reason: string;
  from_day: string;
  to_day: string;
  document: Generated<string>;
  ended_on: string | null;
  row_version: Generated<number>;
  created_by: string;
  created_name: string;
  created_at: string;
}
export interface InspectionApprovalsTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  state: string;
  timing: string;
  note: Generated<string>;
  form: Json<ApprovalForm>;
  applied_by: string;
  applied_name: string;
  applied_at: string;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: string | null;
  decided_as: string | null;
  authority: Generated<string>;
  opinion: Generated<string>;
  via: string | null;
  signed_on: string | null;
  scan_id: string | null;
  registered_by: string | null;
  registered_name: string | null;
  paper_id: string | null;
  row_version: Generated<number>;
}
export interface InspectionNoticesTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  paper_id: string | null;
  number: string;
  content: Json<NoticeContent>;
  issued_by: string;
  issued_name: string;
  issued_at: string;
  delivered_at: string | null;
  void_reason: Generated<string>;
  void_at: string | null;
  row_version: Generated<number>;
}
export interface DeliveriesTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  notice_id: string | null;
  paper_id: string | null;
  channel: string;
  outcome: string;
  delivered_at: string;
  recipient: string;
  recipient_post: string;
  /** Empty since 0088, but for rows that wait for their conversion. */
  reached_at: string;
  reached_at_sealed: ColumnType<Buffer | null, Buffer | null | undefined>;
  deliverer: string;
  told: string;
  witness: string;
  receipt_id: string | null;
  note: string;
  recorded_by: string;
  recorded_name: string;
  recorded_at: string;
}
export interface VisitCodesTable {
  jurisdiction_id: string;
  inspection_id: string;
  code: string;
  key: string;
  created_at: string;
}
export interface VisitRatingsTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  showed_certificates: boolean;
  kept_to_notice: boolean;
  manner: number;
  remark: string;
  rated_on: string;
}
/** Apart from the opinion; migration 0083. */
export interface VisitRatingCodesTable {
  jurisdiction_id: string;
  rating_id: string;
  code_hash: Uint8Array;
}
export interface VisitSlotsTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  by_object: boolean;
  starts_at: string;
  note: string;
  state: string;
  proposed_by: string;
  proposed_name: string;
  proposed_at: string;
}
export interface VisitSlotAnswersTable {
  jurisdiction_id: string;
  slot_id: string;
  agency_id: string;
  accepts: boolean;
  reason: string;
  answered_by: string;
  answered_name: string;
  answered_at: string;
}
export interface EntryRegistrationsTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  kind: string;
  entered_at: string;
  reason: string;
  due_on: string | null;
  allowed_by: string | null;
  allowed_name: string | null;
  allowed_note: string;
  registered_by: string;
  registered_name: string;
  registered_at: string;
}
export interface ObjectPeakHoursTable {
  jurisdiction_id: string;
  object_key: string;
  hours: string;
  noted_name: string;
  noted_at: string;
}
export interface InspectionCancellationsTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  state: string;
  ground: string;
  note: string;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: string | null;
  decided_name: string | null;
  decided_as: string | null;
  decided_at: string | null;
  authority: Generated<string>;
  opinion: Generated<string>;
  row_version: Generated<number>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    delegations: DelegationsTable;
    work_substitutes: WorkSubstitutesTable;
    inspection_approvals: InspectionApprovalsTable;
    inspection_notices: InspectionNoticesTable;
    deliveries: DeliveriesTable;
    visit_codes: VisitCodesTable;
    visit_ratings: VisitRatingsTable;
    visit_rating_codes: VisitRatingCodesTable;
    visit_slots: VisitSlotsTable;
    visit_slot_answers: VisitSlotAnswersTable;
    entry_registrations: EntryRegistrationsTable;
    object_peak_hours: ObjectPeakHoursTable;
    inspection_cancellations: InspectionCancellationsTable;
  }
}
