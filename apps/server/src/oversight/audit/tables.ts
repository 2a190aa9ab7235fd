/** Rows of samples by an auditor's or evaluator's own seed, as Kysely sees them (migration 0080). */
import type { SampledDossier } from '@mingcha/core/followups/archive/archive.ts';
import type { ColumnType } from 'kysely';

type Json<T> = ColumnType<T, string, never>;
type Late<T> = ColumnType<T | null, null | undefined, T>;

export interface AuditSamplesTable {
  jurisdiction_id: string;
  id: string;
  evaluation_id: string | null;
  purpose: string;
  agency_ids: string[];
  period_from: string;
  period_to: string;
  wanted: number;
  pool_size: number;
  pool_sha256: string;
  pool: Json<readonly SampledDossier[]>;
  committed_seq: ColumnType<bigint, number, never>;
  committed_by: string;
  committed_name: string;
  committed_at: string;
  seed: Late<string>;
  drawn: ColumnType<readonly string[] | null, null | undefined, string>;
  drawn_seq: ColumnType<bigint | null, null | undefined, number>;
  drawn_at: Late<string>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    audit_samples: AuditSamplesTable;
  }
}
