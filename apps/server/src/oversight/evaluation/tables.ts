/** Rows of evaluations as Kysely sees them (migration 0080). */
import type { EvaluationState, SheetLine } from '@mingcha/core/oversight/evaluation/evaluation.ts';
import type { ColumnType, Generated } from 'kysely';

type Late<T> = ColumnType<T | null, null | undefined, T>;

export interface EvaluationsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  title: string;
  organisation: string;
  person_name: string;
  account_id: string;
  agency_ids: string[];
  period_from: string;
  period_to: string;
  ends_on: string;
  state: ColumnType<EvaluationState, EvaluationState | undefined, EvaluationState>;
  pseudonym_key: ColumnType<Buffer, Uint8Array, never>;
  sheet: ColumnType<readonly SheetLine[], string | undefined, string>;
  summary: Generated<string>;
  advice: Generated<string>;
  submitted_at: Late<string>;
  received_by: Late<string>;
  received_name: Late<string>;
  received_at: Late<string>;
  receipt_note: Generated<string>;
  row_version: Generated<number>;
  created_by: string;
  created_name: string;
  created_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    evaluations: EvaluationsTable;
  }
}
