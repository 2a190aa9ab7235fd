/** Rows of the directory's deeper tables as Kysely sees them (migration 0035). Days are YYYY-MM-DD, instants ISO UTC. */
import type { Generated, JSONColumnType } from 'kysely';

interface ObjectIncidentsTable {
  jurisdiction_id: string;
  id: string;
  object_id: string;
  kind: string;
  on_day: string;
  verified: boolean;
  source: string;
  note: Generated<string>;
  recorded_by: string | null;
  recorded_at: string;
}

interface ObjectTagsTable {
  jurisdiction_id: string;
  id: string;
  object_id: string;
  tag: string;
  valid_from: string;
  valid_to: string | null;
  set_by: string;
  created_at: string;
}

export interface FeedReceiptsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  kind: string;
  channel: string;
  file_name: string;
  file_sha256: string;
  file_size: bigint;
  state: string;
  mapping: JSONColumnType<Record<string, number>>;
  counts: JSONColumnType<Record<string, number>> | null;
  failure: JSONColumnType<Record<string, unknown>> | null;
  received_by: string | null;
  received_at: string;
  applied_at: string | null;
}

type FeedText<K extends string> = Record<K, string | null>;
export type FeedRowsTable = {
  jurisdiction_id: Generated<string>;
  receipt_id: Generated<string>;
  row_number: number;
  problems: JSONColumnType<{ code: string; field: string; column: string; value: string }[]> | null;
  outcome: string | null;
  reason_code: string | null;
  object_id: string | null;
  changes: JSONColumnType<Record<string, [unknown, unknown]>> | null;
} & FeedText<
  | 'holder_name'
  | 'holder_code'
  | 'registration_number'
  | 'address'
  | 'responsible_person'
  | 'registered_on'
  | 'licence_name'
  | 'licence_number'
  | 'issuer'
  | 'approved_on'
  | 'valid_to'
  | 'status'
  | 'credit_class'
  | 'on_day'
  | 'incident_kind'
  | 'verified'
  | 'source'
  | 'note'
>;

interface FeedTokensTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  kind: string;
  label: string;
  token_sha256: string;
  made_by: string;
  made_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

export interface ObjectLicencesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  object_id: string | null;
  holder_name: string;
  holder_code: Generated<string>;
  name: Generated<string>;
  number: string;
  issuer: Generated<string>;
  approved_on: string | null;
  valid_to: string | null;
  long_term: Generated<boolean>;
  status: string;
  receipt_id: string | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

interface RegistryEntriesTable {
  jurisdiction_id: string;
  agency_id: string;
  entry_key: string;
  object_id: string | null;
  name: string;
  code: Generated<string>;
  address: Generated<string>;
  responsible_person: Generated<string>;
  registered_on: string | null;
  closed: boolean;
  status_text: Generated<string>;
  receipt_id: string;
  seen_at: string;
}

interface ReconciliationDecisionsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  kind: string;
  subject_key: string;
  fingerprint: string;
  title: string;
  decision: string;
  reason: Generated<string>;
  object_id: string | null;
  decided_by: string;
  person_name: string;
  decided_at: string;
}

interface ThemedDirectoriesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  item_key: string | null;
  needs_licence: boolean;
  licence_name: Generated<string>;
  note: Generated<string>;
  status: string;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

interface ThemedEntriesTable {
  jurisdiction_id: string;
  id: string;
  directory_id: string;
  object_id: string;
  licence_id: string | null;
  entered_by: string;
  entered_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    object_incidents: ObjectIncidentsTable;
    object_tags: ObjectTagsTable;
    feed_receipts: FeedReceiptsTable;
    feed_rows: FeedRowsTable;
    feed_tokens: FeedTokensTable;
    object_licences: ObjectLicencesTable;
    registry_entries: RegistryEntriesTable;
    reconciliation_decisions: ReconciliationDecisionsTable;
    themed_directories: ThemedDirectoriesTable;
    themed_entries: ThemedEntriesTable;
  }
}
