/** Rows of accountability events as Kysely sees them (migration 0075). */
import type { AccountabilityFacts } from '@mingcha/core/oversight/accountability/accountability.ts';
import type { ColumnType, Generated } from 'kysely';

export interface AccountabilityEventsTable {
  jurisdiction_id: string;
  id: string;
  number: string;
  agency_id: string;
  kind: string;
  fact_key: string | null;
  facts: ColumnType<AccountabilityFacts, string, string>;
  account: string;
  path: string;
  happened_on: string;
  person_id: string | null;
  person_name: Generated<string>;
  person_section_id: string | null;
  raised_by: string | null;
  raised_name: Generated<string>;
  state: string;
  asked_on: Generated<string | null>;
  statement_due: Generated<string | null>;
  noticed_on: Generated<string | null>;
  noticed_how: Generated<string | null>;
  statement: Generated<string>;
  stated_on: Generated<string | null>;
  outcome: Generated<string | null>;
  ground: Generated<string | null>;
  decision: Generated<string>;
  decided_by: Generated<string | null>;
  decided_name: Generated<string>;
  decided_on: Generated<string | null>;
  closing: Generated<string>;
  closed_on: Generated<string | null>;
  row_version: Generated<number>;
  created_at: string;
  updated_at: string;
}
export interface AccountabilityEvidenceTable {
  jurisdiction_id: string;
  event_id: string;
  seq: number;
  kind: string;
  title: string;
  path: Generated<string>;
  file_id: string | null;
  ledger_seq: ColumnType<bigint | null, number | null, never>;
  ledger_hash: string | null;
  note: Generated<string>;
  account_id: string | null;
  person_name: string;
  at: string;
}
export interface AccountabilityStepsTable {
  jurisdiction_id: string;
  event_id: string;
  seq: number;
  step: string;
  account_id: string | null;
  person_name: string;
  note: string;
  at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    accountability_events: AccountabilityEventsTable;
    accountability_evidence: AccountabilityEvidenceTable;
    accountability_steps: AccountabilityStepsTable;
  }
}
