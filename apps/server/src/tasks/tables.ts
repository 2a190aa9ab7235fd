/** Rows of tasks and inspections as Kysely sees them (migration 0044 and later ones of this stage). */
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown, string | null, string | null>;

export interface InspectionTasksTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  number: string;
  year: number;
  title: string;
  title_en: string;
  origin: string;
  draw_id: string | null;
  plan_entry_key: string | null;
  basis: NullableJson;
  item_keys: string[];
  method: string;
  announced: boolean;
  window_from: string;
  window_to: string;
  instructions: Generated<string>;
  rule_book_id: string | null;
  rule_book_version: number;
  state: string;
  dispatch_due: string | null;
  dispatched_at: string | null;
  dispatched_by: string | null;
  dispatched_name: string | null;
  reveal_at: string | null;
  outside_draw_id: Generated<string | null>;
  claim_due: Generated<string | null>;
  row_version: Generated<number>;
  created_by: string;
  created_name: string;
  created_at: string;
  updated_at: string;
}
export interface InspectionsTable {
  jurisdiction_id: string;
  id: string;
  task_id: string;
  position: number;
  object_id: string;
  object_key: string;
  object: Json;
  c: string | null;
  replaces: string | null;
  recheck_of: string | null;
  outcome: string | null;
  outcome_at: string | null;
  outcome_note: Generated<string>;
  scheduled_for: string | null;
  state: Generated<string>;
  row_version: Generated<number>;
  created_at: string;
  updated_at: string;
}
export interface InspectionTeamsTable {
  jurisdiction_id: string;
  inspection_id: string;
  agency_id: string;
  agency_jurisdiction_id: string | null;
  agency_name: string;
  initiator: boolean;
  outside: Generated<boolean>;
  item_keys: string[];
  stage: string;
  claimed_at: string | null;
  approved_at: string | null;
  noticed_at: string | null;
  entered_at: string | null;
  emergency: Generated<string>;
  recorded_at: string | null;
  submitted_at: string | null;
  passed_at: string | null;
  visit_no: number | null;
  withdrawn_reason: Generated<string>;
  outcome: Generated<string | null>;
  eligible: Generated<string[] | null>;
  not_eligible: ColumnType<unknown, string | null | undefined, string | null>;
  row_version: Generated<number>;
  updated_at: string;
}
export interface InspectionMembersTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  inspector_id: string | null;
  account_id: string | null;
  name: string;
  certificate_number: string;
  role: string;
  state: string;
  c: string | null;
  seat_group: number | null;
  seat: number | null;
  replaced_by: string | null;
  reason: Generated<string>;
  claimed_at: string | null;
  updated_at: string;
}
export interface PaperCountersTable {
  jurisdiction_id: string;
  agency_id: string;
  kind: string;
  year: number;
  last_no: number;
}
interface TaskViewsTable {
  jurisdiction_id: string;
  id: string;
  task_id: string;
  account_id: string;
  person_name: string;
  agency_name: string;
  kind: string;
  seen_at: string;
  watermark: string;
}
export interface MemberDeparturesTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  member_id: string;
  kind: string;
  reason: string;
  note: string;
  ledger_jurisdiction_id: string;
  ledger_seq: ColumnType<bigint, number, number>;
  ledger_hash: string;
  account_id: string;
  person_name: string;
  departed_at: string;
}
export interface MemberSubstitutesTable {
  jurisdiction_id: string;
  departure_id: string;
  member_id: string;
  seed: string;
  tickets: Json;
  account_id: string;
  person_name: string;
  drawn_at: string;
}
interface TripSheetsTable {
  jurisdiction_id: string;
  inspection_id: string;
  fields: Json;
  row_version: number;
  changed_by: string;
  changed_name: string;
  changed_at: string;
}

declare module '../platform/db/database.ts' {
  interface Schema {
    inspection_tasks: InspectionTasksTable;
    inspections: InspectionsTable;
    inspection_teams: InspectionTeamsTable;
    inspection_members: InspectionMembersTable;
    paper_counters: PaperCountersTable;
    task_views: TaskViewsTable;
    member_departures: MemberDeparturesTable;
    member_substitutes: MemberSubstitutesTable;
    trip_sheets: TripSheetsTable;
  }
}
