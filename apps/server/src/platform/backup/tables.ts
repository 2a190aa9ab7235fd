/** Rows of backups, drills and restorations as Kysely sees them (migration 0086). Types only. */
import type {
  BackupCause,
  BackupRunState,
  RestoredLedger,
  SecondState,
} from '@mingcha/core/common/backup.ts';
import type { ColumnType } from 'kysely';

type Int8 = ColumnType<bigint, bigint | number | undefined, bigint | number>;
type Optional<T> = ColumnType<T | null, T | null | undefined>;
type Defaulted<T> = ColumnType<T, T | undefined>;

export interface BackupsTable {
  id: string;
  name: string;
  cause: BackupCause;
  state: Defaulted<BackupRunState>;
  started_at: string;
  taken_at: Optional<string>;
  ended_at: Optional<string>;
  folder: string;
  bytes: Int8;
  row_count: Int8;
  file_count: Defaulted<number>;
  damaged_files: Defaulted<number>;
  ledger_entries: Int8;
  has_keys: Defaulted<boolean>;
  manifest_sha256: Optional<string>;
  second_state: Defaulted<SecondState>;
  problem: Defaulted<string>;
  removed_at: Optional<string>;
}

export interface BackupDrillsTable {
  id: string;
  backup_name: string;
  state: Defaulted<BackupRunState>;
  started_at: string;
  ended_at: Optional<string>;
  ledgers: Defaulted<number>;
  entries: Int8;
  draws: Defaulted<number>;
  file_count: Defaulted<number>;
  problem: Defaulted<string>;
}

export interface RestorationsTable {
  id: string;
  state: Defaulted<'waiting' | 'confirmed'>;
  backup_name: string;
  taken_at: string;
  restored_at: string;
  ledgers: ColumnType<readonly RestoredLedger[], string, string>;
  reason: Defaulted<string>;
  first_by: Optional<string>;
  first_name: Optional<string>;
  second_by: Optional<string>;
  second_name: Optional<string>;
  confirmed_at: Optional<string>;
}

declare module '../db/database.ts' {
  interface Schema {
    backups: BackupsTable;
    backup_drills: BackupDrillsTable;
    restorations: RestorationsTable;
  }
}
