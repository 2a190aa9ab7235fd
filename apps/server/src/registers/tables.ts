/** Rows of the register tables as Kysely sees them (migration 0010). Days are YYYY-MM-DD, instants ISO UTC. */
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

export interface ObjectsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  kind: string;
  name: string;
  former_names: Generated<string[]>;
  uscc: string | null;
  registration_number: string | null;
  local_code: string | null;
  address: Generated<string>;
  division_code: Generated<string>;
  industry: Generated<string>;
  risk_level: Generated<string>;
  credit_class: Generated<string>;
  credit_class_on: string | null;
  tags: Generated<string[]>;
  responsible_person: Generated<string>;
  registered_on: string | null;
  remark: Generated<string>;
  status: Generated<string>;
  status_reason: Generated<string>;
  status_on: string | null;
  version: Generated<number>;
  import_id: string | null;
  created_at: string;
  updated_at: string;
  search_text: GeneratedAlways<string>;
  details: JSONColumnType<Record<string, string>, string | undefined, string>;
  operator_object_id: string | null;
  industry_code: Generated<string>;
  risk_on: string | null;
  risk_source: Generated<string>;
  credit_source: Generated<string>;
  grid: Generated<string>;
  /** Decimal degrees as PostgreSQL writes them. */
  latitude: ColumnType<string | null, number | null, number | null>;
  longitude: ColumnType<string | null, number | null, number | null>;
  coordinate_system: Generated<string>;
  former_codes: Generated<string[]>;
  merged_into: string | null;
}

export interface RevisionColumns {
  jurisdiction_id: string;
  version: number;
  changes: JSONColumnType<Record<string, [unknown, unknown]>>;
  reason: Generated<string>;
  changed_by: string;
  import_id: string | null;
  changed_at: string;
}
export interface ObjectRevisionsTable extends RevisionColumns {
  object_id: string;
}
export interface InspectorRevisionsTable extends RevisionColumns {
  inspector_id: string;
}

export interface InspectorsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  account_id: string | null;
  name: string;
  certificate_number: string;
  certificate_valid_to: string | null;
  specialities: Generated<string[]>;
  areas: Generated<string[]>;
  can_lead: Generated<boolean>;
  post: Generated<string>;
  yearly_cap: number | null;
  prior_load: Generated<number>;
  establishment: Generated<string>;
  level: Generated<string>;
  post_since: Generated<string | null>;
  qualifications: Generated<string[]>;
  certificate_status: Generated<string>;
  source: Generated<string>;
  phone_sealed: Generated<Uint8Array | null>;
  phone_tail: Generated<string>;
  status: Generated<string>;
  status_reason: Generated<string>;
  status_on: string | null;
  version: Generated<number>;
  import_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface InspectorTeamsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  status: Generated<string>;
  created_at: string;
}
export interface InspectorTeamMembersTable {
  jurisdiction_id: string;
  team_id: string;
  inspector_id: string;
}

export interface ExpertsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  organisation: Generated<string>;
  specialities: Generated<string[]>;
  qualification: Generated<string>;
  kind: Generated<string>;
  origin: Generated<string>;
  conflict_organisations: Generated<string[]>;
  entered_by: string | null;
  reviewed_by: string | null;
  admitted_on: string | null;
  term_to: string | null;
  status: Generated<string>;
  status_reason: Generated<string>;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface InterestDeclarationsTable {
  jurisdiction_id: string;
  id: string;
  inspector_id: string;
  object_id: string;
  relation: string;
  note: Generated<string>;
  declared_on: string;
  declared_by: string;
  valid_to: string | null;
  withdrawn_on: string | null;
  withdrawn_reason: Generated<string>;
  created_at: string;
}

export interface ImportsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  kind: string;
  file_name: string;
  file_sha256: string;
  file_size: bigint;
  sheet: string | null;
  table_info: JSONColumnType<Record<string, unknown>>;
  mapping: JSONColumnType<Record<string, unknown>> | null;
  counts: JSONColumnType<Record<string, number>> | null;
  register_mark: string | null;
  state: string;
  failure: JSONColumnType<Record<string, unknown>> | null;
  progress: Generated<number>;
  /** The server process that reads the file. */
  reading_by: Generated<string | null>;
  created_by: string;
  created_at: string;
  applied_at: string | null;
  undone_at: string | null;
}

/** What the preview found out about a staged row. */
interface StagedOutcome {
  jurisdiction_id: Generated<string>;
  import_id: Generated<string>;
  row_number: number;
  section_id: string | null;
  problems: JSONColumnType<{ code: string; field: string; column: string; value: string }[]> | null;
  outcome: string | null;
  target_id: string | null;
  changes: JSONColumnType<Record<string, [unknown, unknown]>> | null;
  reason_code: string | null;
  reason_data: JSONColumnType<Record<string, string | number>> | null;
}
type StagedFields<K extends string> = Record<K, string | null>;

export type ImportObjectRowsTable = StagedOutcome &
  StagedFields<
    | 'name'
    | 'uscc'
    | 'registration_number'
    | 'local_code'
    | 'address'
    | 'division_code'
    | 'industry'
    | 'risk_level'
    | 'credit_class'
    | 'credit_class_on'
    | 'status'
    | 'kind'
    | 'section'
    | 'responsible_person'
    | 'registered_on'
    | 'former_names'
    | 'tags'
    | 'remark'
    | 'details'
    | 'industry_code'
    | 'risk_on'
    | 'risk_source'
    | 'credit_source'
    | 'grid'
    | 'latitude'
    | 'longitude'
    | 'coordinate_system'
    | 'former_codes'
    | 'operator'
  >;
export type ImportInspectorRowsTable = StagedOutcome &
  StagedFields<
    | 'name'
    | 'certificate_number'
    | 'agency'
    | 'section'
    | 'specialities'
    | 'areas'
    | 'post'
    | 'establishment'
    | 'level'
    | 'qualifications'
    | 'can_lead'
    | 'yearly_cap'
    | 'prior_load'
    | 'certificate_valid_to'
    | 'status'
    | 'remark'
  >;

export interface ImportLayoutsTable {
  jurisdiction_id: string;
  agency_id: string;
  kind: string;
  fingerprint: string;
  mapping: JSONColumnType<Record<string, unknown>>;
  updated_at: string;
}

declare module '../platform/db/database.ts' {
  interface Schema {
    objects: ObjectsTable;
    object_revisions: ObjectRevisionsTable;
    inspectors: InspectorsTable;
    inspector_revisions: InspectorRevisionsTable;
    inspector_teams: InspectorTeamsTable;
    inspector_team_members: InspectorTeamMembersTable;
    experts: ExpertsTable;
    interest_declarations: InterestDeclarationsTable;
    imports: ImportsTable;
    import_object_rows: ImportObjectRowsTable;
    import_inspector_rows: ImportInspectorRowsTable;
    import_layouts: ImportLayoutsTable;
  }
}
