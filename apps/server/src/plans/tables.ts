/** Rows of the plans' tables as Kysely sees them (migration 0038). */
import type {
  EntryOrigin,
  EntryState,
  PlanEntryFields,
  PlanState,
  PlanStep,
} from '@mingcha/core/plans/plan.ts';
import type { Generated, JSONColumnType } from 'kysely';

export interface PlansTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  year: number;
  version: number;
  row_version: Generated<number>;
  state: PlanState;
  title: string;
  document_number: Generated<string>;
  reason: Generated<string>;
  rule_book_version: number | null;
  filed_with: Generated<string>;
  filed_number: Generated<string>;
  filed_on: string | null;
  published_on: string | null;
  published_at: string | null;
  place: Generated<string>;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export interface PlanEntriesTable {
  jurisdiction_id: string;
  id: string;
  plan_id: string;
  entry_key: string;
  copied_from: string | null;
  position: number;
  row_version: Generated<number>;
  number: Generated<string>;
  title: string;
  title_en: string;
  origin: EntryOrigin;
  state: EntryState;
  section_id: string | null;
  proposed_by: string;
  proposed_name: string;
  note: Generated<string>;
  form: string;
  lead_item_key: string | null;
  window_from: string;
  window_to: string;
  fields: JSONColumnType<PlanEntryFields, string, string>;
  merged_into: string | null;
  created_at: string;
  updated_at: string;
}

interface PlanNumbersTable {
  jurisdiction_id: string;
  agency_id: string;
  year: number;
  last_no: number;
}

interface PlanStepsTable {
  jurisdiction_id: string;
  plan_id: string;
  seq: number;
  step: PlanStep;
  account_id: string;
  person_name: string;
  reason: Generated<string>;
  detail: Generated<string>;
  at: string;
}

export interface PlanPartnersTable {
  jurisdiction_id: string;
  entry_id: string;
  seq: number;
  agency_id: string | null;
  agency_jurisdiction_id: string | null;
  name: string;
  state: 'invited' | 'confirmed' | 'declined';
  inspector_ids: string[] | null;
  note: Generated<string>;
  answered_name: Generated<string>;
  answered_at: string | null;
}

export interface PlanMergesTable {
  jurisdiction_id: string;
  id: string;
  entry_id: string;
  other_entry_id: string;
  agency_id: string;
  other_agency_id: string;
  state: 'asked' | 'accepted' | 'declined';
  objects: number;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  answered_name: Generated<string>;
  answered_at: string | null;
  reason: Generated<string>;
}

interface PlanAnswersTable {
  jurisdiction_id: string;
  plan_id: string;
  finding: string;
  answer: string;
  by_name: string;
  at: string;
}

interface PlanEntryDrawsTable {
  jurisdiction_id: string;
  draw_id: string;
  entry_id: string;
  entry_key: string;
  state: 'planned' | 'drawn' | 'void';
  objects: number | null;
  at: string;
}

declare module '../platform/db/database.ts' {
  interface Schema {
    plans: PlansTable;
    plan_entries: PlanEntriesTable;
    plan_numbers: PlanNumbersTable;
    plan_steps: PlanStepsTable;
    plan_partners: PlanPartnersTable;
    plan_merges: PlanMergesTable;
    plan_answers: PlanAnswersTable;
    plan_entry_draws: PlanEntryDrawsTable;
  }
}
