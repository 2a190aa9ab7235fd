/** Rows of the draw tables as Kysely sees them (migrations 0020, 0040 and 0052). */
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
type NullableBytes = ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;

export interface DrawsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  title_zh: string;
  title_en: string;
  settings: Json;
  version: Generated<number>;
  state: string;
  series: number;
  no: number | null;
  attempt: Generated<number>;
  previous_id: string | null;
  snapshot_id: string | null;
  freeze_id: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
  sealed_at: string | null;
  drawn_at: string | null;
  item_key: string | null;
  plan_entry_id: string | null;
  plan_entry_key: string | null;
  rule_book_id: string | null;
  rule_book_version: number | null;
}
export interface DrawNumbersTable {
  jurisdiction_id: string;
  agency_id: string;
  series: number;
  last_no: number;
}
export interface DrawPoliciesTable {
  jurisdiction_id: string;
  agency_id: string;
  policy: Json;
  changed_at: string;
}
export interface DrawParticipantsTable {
  jurisdiction_id: string;
  draw_id: string;
  agency_id: string;
  agency_jurisdiction_id: string;
  agency_name: string;
  agency_code: string;
  initiator: boolean;
  state: string;
  inspector_ids: string[] | null;
  answered_at: string | null;
  basis: Generated<string>;
}
export interface DrawActionsTable {
  jurisdiction_id: string;
  draw_id: string;
  seq: number;
  action: Json;
  person_name: string;
}
export interface DrawSnapshotsTable {
  jurisdiction_id: string;
  id: string;
  draw_id: string;
  taken_at: string;
  plan: Json;
  facts: Json;
  objects: number;
  inspectors: number;
  pairs: number;
  frame_root: string;
  inspectors_root: string;
  conflicts_root: string;
  master: Bytes;
  master_inspectors: Bytes;
}
export interface DrawPoolTable {
  jurisdiction_id: string;
  snapshot_id: string;
  part: number;
  first_id: string;
  last_id: string;
  size: number;
  object_ids: Bytes;
  records: string;
  codes: NullableBytes;
}
export interface DrawFramesTable {
  jurisdiction_id: string;
  snapshot_id: string;
  part: number;
  leaves: Bytes;
  ordinals: Bytes;
}
export interface DrawInspectorsTable {
  jurisdiction_id: string;
  snapshot_id: string;
  c: string;
  agency_id: string;
  leaf_id: string;
  record: string;
  account_ids: string[];
  inspector_ids: string[];
}
export interface DrawPairsTable {
  jurisdiction_id: string;
  snapshot_id: string;
  c_object: string;
  c_inspector: string;
}
export interface DrawSealsTable {
  jurisdiction_id: string;
  draw_id: string;
  snapshot_id: string;
  freeze_id: string;
  params: string;
  sealed_at: string;
}
export interface DrawSourcesTable {
  jurisdiction_id: string;
  draw_id: string;
  j: number;
  token_hash: NullableBytes;
  token: NullableBytes;
  first_text: NullableBytes;
}
export interface DrawResultsTable {
  jurisdiction_id: string;
  draw_id: string;
  drawn_at: string;
  result: Json;
  certificate: string;
  certificate_hash: string;
}
export interface DrawSelectedTable {
  jurisdiction_id: string;
  draw_id: string;
  stratum: number;
  rank: number;
  reserve: boolean;
  c: string;
  ticket: string;
  object_id: string;
  record: string;
}
export interface DrawAssignmentsTable {
  jurisdiction_id: string;
  draw_id: string;
  c_object: string;
  seat_group: number;
  k: number;
  c_inspector: string;
}
export interface DrawAmendmentsTable {
  jurisdiction_id: string;
  draw_id: string;
  id: string;
  kind: string;
  state: string;
  request: Json;
  amendment: ColumnType<unknown, string | null, string | null>;
  proposed_by: string;
  proposed_name: string;
  proposed_at: string;
  decided_name: string | null;
  decided_at: string | null;
}
export interface DrawCarriedTable {
  jurisdiction_id: string;
  draw_id: string;
  object_id: string;
}
export interface DrawStruckTable {
  jurisdiction_id: string;
  draw_id: string;
  object_id: string;
  agency_id: string;
  item_key: string | null;
  item_name: string;
  struck_at: string;
  taken_by: string | null;
}
export interface DrawFilesTable {
  jurisdiction_id: string;
  draw_id: string;
  sha256: string;
  kind: string;
  file_id: string;
  content_type: string;
}
export interface DrawBundlesTable {
  jurisdiction_id: string;
  draw_id: string;
  events: number;
  sha256: string;
  size: ColumnType<bigint, number, number>;
  frame_sha256: string | null;
}
export interface DrawLogHeadsTable {
  jurisdiction_id: string;
  agency_id: string;
  size: number;
  checkpoint: string;
}
export interface DrawLogEntriesTable {
  jurisdiction_id: string;
  agency_id: string;
  entry_index: number;
  draw_id: string;
  type: string;
  entry: string;
  leaf: Bytes;
}

declare module '../platform/db/database.ts' {
  interface Schema {
    draws: DrawsTable;
    draw_numbers: DrawNumbersTable;
    draw_policies: DrawPoliciesTable;
    draw_participants: DrawParticipantsTable;
    draw_actions: DrawActionsTable;
    draw_snapshots: DrawSnapshotsTable;
    draw_pool: DrawPoolTable;
    draw_frames: DrawFramesTable;
    draw_inspectors: DrawInspectorsTable;
    draw_pairs: DrawPairsTable;
    draw_seals: DrawSealsTable;
    draw_sources: DrawSourcesTable;
    draw_results: DrawResultsTable;
    draw_selected: DrawSelectedTable;
    draw_assignments: DrawAssignmentsTable;
    draw_amendments: DrawAmendmentsTable;
    draw_carried: DrawCarriedTable;
    draw_struck: DrawStruckTable;
    draw_files: DrawFilesTable;
    draw_bundles: DrawBundlesTable;
    draw_log_heads: DrawLogHeadsTable;
    draw_log_entries: DrawLogEntriesTable;
  }
}
