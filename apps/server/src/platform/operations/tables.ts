/** Rows of what the installation remembers about itself, as Kysely sees them (migration 0087). Types only. */
import type { ColumnType } from 'kysely';

type Int8 = ColumnType<bigint, bigint | number, bigint | number>;

export interface LedgerVerificationsTable {
  jurisdiction_id: string;
  verified_at: string;
  size: Int8;
  fault_seq: ColumnType<bigint | null, number | null, number | null>;
  fault_code: string | null;
}

export interface DiskDaysTable {
  day: string;
  free_bytes: Int8;
  total_bytes: Int8;
}

declare module '../db/database.ts' {
  interface Schema {
    ledger_verifications: LedgerVerificationsTable;
    disk_days: DiskDaysTable;
  }
}
