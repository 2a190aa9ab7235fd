/** Rows of objections as Kysely sees them (migration 0065). */
import type { IntakeDueBasis, ObjectionProposal } from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionReply } from '@mingcha/core/publications/objections/objection-api.ts';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

export interface IntakeCountersTable {
  jurisdiction_id: string;
  kind: string;
  year: number;
  last: number;
}
export interface ObjectionsTable {
  jurisdiction_id: string;
  id: string;
  number: string;
  code_hash: string;
  publication_id: string;
  agency_id: string;
  agency_jurisdiction_id: string;
  source: string;
  applicant_kind: string;
  applicant_name: string;
  proof: string;
  is_verified: boolean;
  proof_hash: string | null;
  source_hash: string | null;
  grounds: string;
  received_on: string;
  received_at: string;
  due_on: string;
  due_basis: Json<IntakeDueBasis>;
  state: string;
  handler_id: Generated<string | null>;
  handler_name: Generated<string | null>;
  proposal: NullableJson<ObjectionProposal>;
  outcome: Generated<string | null>;
  decided_by: Generated<string | null>;
  decided_name: Generated<string | null>;
  decided_on: Generated<string | null>;
  reply: NullableJson<ObjectionReply>;
  replied_on: Generated<string | null>;
  applied_on: Generated<string | null>;
  closed_on: Generated<string | null>;
  row_version: Generated<number>;
  updated_at: string;
}
export interface ObjectionApplicantsTable {
  jurisdiction_id: string;
  objection_id: string;
  sealed: Uint8Array;
}
export interface ObjectionFilesTable {
  jurisdiction_id: string;
  file_id: string;
  objection_id: string;
  source: string;
  account_id: string | null;
  at: string;
}
export interface ObjectionStepsTable {
  jurisdiction_id: string;
  objection_id: string;
  seq: number;
  step: string;
  account_id: string | null;
  person_name: string;
  note: string;
  at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    intake_counters: IntakeCountersTable;
    objections: ObjectionsTable;
    objection_applicants: ObjectionApplicantsTable;
    objection_files: ObjectionFilesTable;
    objection_steps: ObjectionStepsTable;
  }
}
