/** Rows of the visit as Kysely sees them (migration 0048). Types only. */
import type { Evidence, Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** int8 comes back as bigint and may be written as a number. */
type Int8 = ColumnType<bigint, bigint | number, bigint | number>;
type DefaultedInt8 = ColumnType<bigint, bigint | number | undefined, bigint | number>;

export interface InstallationEpochTable {
  one: Generated<boolean>;
  epoch: string;
  since: string;
}
export interface VisitDevicesTable {
  jurisdiction_id: string;
  id: string;
  account_id: string;
  name: string;
  secret: Buffer;
  app_version: Generated<string>;
  taken: Generated<number>;
  clock_offset_ms: DefaultedInt8;
  created_at: string;
  seen_at: string;
  revoked_at: ColumnType<string | null, string | null | undefined>;
  revoked_by: ColumnType<string | null, string | null | undefined>;
  revoked_name: ColumnType<string | null, string | null | undefined>;
  revoked_reason: Generated<string>;
  pack_key: ColumnType<Buffer | null, Uint8Array | null | undefined>;
  pack_salt: ColumnType<Buffer | null, Uint8Array | null | undefined>;
}
export interface VisitSheetsTable {
  jurisdiction_id: string;
  inspection_id: string;
  agency_id: string;
  sheet_version_id: string;
  sheet_jurisdiction_id: string;
  sheet_id: string;
  item_key: string | null;
  position: number;
  frozen_at: string;
}
export interface VisitRecordsTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  kind: string;
  source: 'phone' | 'paper' | 'file';
  device_id: string | null;
  device_seq: number;
  digest: ColumnType<Buffer, Uint8Array, never>;
  account_id: string;
  by_name: string;
  uploaded_by: string | null;
  uploaded_name: string | null;
  device_at: string;
  clock_offset_ms: Int8;
  taken_at: string;
}
export interface VisitWritesTable {
  jurisdiction_id: string;
  inspection_id: string;
  seq: number;
  id: string;
  record_id: string;
  agency_id: string;
  path: string;
  value: ColumnType<unknown, string, never>;
  base: string | null;
  account_id: string;
  by_name: string;
  device_id: string | null;
  at: string;
}
export interface VisitEvidenceTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  record_id: string;
  account_id: string;
  by_name: string;
  device_id: string | null;
  device_seq: number;
  content: JSONColumnType<Evidence>;
  kind: string;
  finding_id: string | null;
  sha256: string;
  bytes: Int8;
  chain_prev: string | null;
  captured_at: string;
  clock_offset_ms: Int8;
  taken_at: string;
  received_at: string | null;
}
export interface VisitSignaturesTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  agency_id: string;
  record_id: string;
  document: string;
  role: string;
  content: JSONColumnType<Signature>;
  account_id: string;
  by_name: string;
  signed_at: string;
  taken_at: string;
}
export interface VisitFilesBroughtTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  device_id: string;
  account_id: string;
  uploaded_by: string;
  uploaded_name: string;
  sha256: string;
  bytes: Int8;
  report: ColumnType<unknown, string, never>;
  created_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    installation_epoch: InstallationEpochTable;
    visit_devices: VisitDevicesTable;
    visit_sheets: VisitSheetsTable;
    visit_records: VisitRecordsTable;
    visit_writes: VisitWritesTable;
    visit_evidence: VisitEvidenceTable;
    visit_signatures: VisitSignaturesTable;
    visit_files_brought: VisitFilesBroughtTable;
  }
}
