/** Rows of publications as Kysely sees them (migration 0061). */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown, string | null, string | null>;

export interface PublicationsTable {
  jurisdiction_id: string;
  id: string;
  kind: string;
  subject_id: string;
  team_agency_id: string;
  agency_id: string;
  agency_jurisdiction_id: string;
  agency_name: string;
  section_id: string | null;
  inspection_id: string | null;
  task_id: string | null;
  task_number: string;
  title: string;
  object_key: string | null;
  object_name: string;
  state: string;
  version: number;
  result_on: string | null;
  due_on: string | null;
  embargo_until: string | null;
  reviewed_by: Generated<string | null>;
  reviewed_name: Generated<string | null>;
  reviewed_at: Generated<string | null>;
  published_on: Generated<string | null>;
  published_by: Generated<string | null>;
  published_name: Generated<string | null>;
  ends_on: Generated<string | null>;
  removed_on: Generated<string | null>;
  removal: Generated<string | null>;
  is_objected: Generated<boolean>;
  row_version: Generated<number>;
  prepared_at: string;
  updated_at: string;
}
export interface PublicationVersionsTable {
  jurisdiction_id: string;
  publication_id: string;
  version: number;
  digest: string;
  why: string;
  account_id: string | null;
  at: string;
}
export interface PublicationPayloadsTable {
  jurisdiction_id: string;
  publication_id: string;
  version: number;
  payload: NullableJson;
  salt: string | null;
  person_name: string;
  ground: string;
  removed_at: Generated<string | null>;
}
export interface PublicationStepsTable {
  jurisdiction_id: string;
  publication_id: string;
  seq: number;
  step: string;
  account_id: string | null;
  person_name: string;
  note: string;
  at: string;
}
export interface PublicationRequestsTable {
  jurisdiction_id: string;
  id: string;
  publication_id: string;
  agency_id: string;
  kind: string;
  ground: string;
  fields: string[] | null;
  basis: string;
  note: string;
  until_day: string | null;
  state: string;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: Generated<string | null>;
  decided_name: Generated<string | null>;
  decided_at: Generated<string | null>;
  opinion: Generated<string>;
  ended_at: Generated<string | null>;
}
export interface PublicationContainmentsTable {
  jurisdiction_id: string;
  id: string;
  publication_id: string;
  agency_id: string;
  ground: string;
  state: string;
  note: string;
  places: Json;
  contained_by: string;
  contained_name: string;
  contained_at: string;
  reported_on: Generated<string | null>;
  reported_to: Generated<string>;
  reported_by: Generated<string | null>;
  reported_name: Generated<string | null>;
  removed_on: Generated<string | null>;
  removed_note: Generated<string>;
  removed_parts: Generated<string[]>;
  removed_at: Generated<string | null>;
  removed_by: Generated<string | null>;
  removed_name: Generated<string | null>;
  row_version: Generated<number>;
}
export interface PublicationCorrectionsTable {
  jurisdiction_id: string;
  id: string;
  publication_id: string;
  agency_id: string;
  findings: Json;
  public_version: number;
  ground: string;
  state: Generated<'asked' | 'made' | 'refused'>;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: Generated<string | null>;
  decided_name: Generated<string | null>;
  decided_at: Generated<string | null>;
  opinion: Generated<string>;
}
export interface PublicRecordsTable {
  jurisdiction_id: string;
  id: string;
  kind: string;
  state: string;
  version: number;
  agency_id: string;
  agency_name: string;
  number: string;
  title: string;
  object_name: string;
  object_code: string | null;
  payload: Json;
  is_objected: Generated<boolean>;
  published_on: string;
  ends_on: string | null;
  removed_on: string | null;
  updated_at: string;
  search_text: GeneratedAlways<string>;
}

declare module '../platform/db/database.ts' {
  interface Schema {
    publications: PublicationsTable;
    publication_versions: PublicationVersionsTable;
    publication_payloads: PublicationPayloadsTable;
    publication_steps: PublicationStepsTable;
    publication_requests: PublicationRequestsTable;
    publication_containments: PublicationContainmentsTable;
    publication_corrections: PublicationCorrectionsTable;
    public_records: PublicRecordsTable;
  }
}
