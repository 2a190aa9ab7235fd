/** Rows of complaints, tips and calls as Kysely sees them (migration 0065). */
import type { IntakeDueBasis } from '@mingcha/core/publications/objections/objection.ts';
import type { ColumnType, Generated } from 'kysely';

export interface ContactsTable {
  jurisdiction_id: string;
  id: string;
  number: string;
  code_hash: string;
  agency_id: string;
  kind: string;
  channel: string;
  outside_number: string;
  subject: string;
  content: string;
  object_id: string | null;
  object_name: string;
  is_anonymous: boolean;
  source_hash: string | null;
  received_on: string;
  received_at: string;
  due_on: string;
  due_basis: ColumnType<IntakeDueBasis, string, string>;
  state: string;
  handler_id: Generated<string | null>;
  handler_name: Generated<string | null>;
  outcome: Generated<string | null>;
  reply: string;
  finding: string;
  replied_on: Generated<string | null>;
  incident_id: Generated<string | null>;
  entered_by: string | null;
  entered_name: string;
  row_version: Generated<number>;
  updated_at: string;
}
export interface ContactPersonsTable {
  jurisdiction_id: string;
  contact_id: string;
  sealed: Uint8Array;
}
export interface ContactStepsTable {
  jurisdiction_id: string;
  contact_id: string;
  seq: number;
  step: string;
  account_id: string | null;
  person_name: string;
  note: string;
  at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    contacts: ContactsTable;
    contact_persons: ContactPersonsTable;
    contact_steps: ContactStepsTable;
  }
}
