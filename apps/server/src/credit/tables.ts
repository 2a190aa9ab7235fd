/** Rows of credit as Kysely sees them (migration 0067). */
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;

export interface CreditEntriesTable {
  jurisdiction_id: string;
  id: string;
  object_key: string;
  kind: string;
  source_id: string;
  publication_id: string | null;
  agency_id: string;
  agency_name: string;
  on_day: string;
  title: string;
  wording: string;
  is_problem: boolean;
  is_objected: Generated<boolean>;
  corrections: Generated<number>;
  state: string;
  removal: string | null;
  updated_at: string;
}
export interface CreditMeasureListsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  title: string;
  list_version: number;
  state: string;
  measures: Json;
  version: Generated<number>;
  published_on: Generated<string | null>;
  published_place: Generated<string>;
  effective_to: Generated<string | null>;
  created_by: string;
  created_at: string;
  updated_at: string;
}
export interface CreditListingsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  object_id: string;
  object_key: string;
  object_name: string;
  object_code: string | null;
  state: string;
  ground: string;
  facts: string;
  basis: string;
  measures: Json;
  proposed_by: string;
  proposed_name: string;
  proposed_on: string;
  notice_number: Generated<string>;
  notice_on: Generated<string | null>;
  notice_way: Generated<string | null>;
  notice_to: Generated<string>;
  answer_due: Generated<string | null>;
  answered_on: Generated<string | null>;
  answer: Generated<string>;
  hearing_asked_on: Generated<string | null>;
  hearing_held_on: Generated<string | null>;
  hearing_note: Generated<string>;
  reviewed_by: Generated<string | null>;
  reviewed_name: Generated<string | null>;
  reviewed_on: Generated<string | null>;
  review_opinion: Generated<string>;
  decided_by: Generated<string | null>;
  decided_name: Generated<string | null>;
  decided_on: Generated<string | null>;
  decision_number: Generated<string>;
  decision_opinion: Generated<string>;
  served_on: Generated<string | null>;
  served_way: Generated<string | null>;
  served_to: Generated<string>;
  published_on: Generated<string | null>;
  ends_on: Generated<string | null>;
  publication_id: Generated<string | null>;
  ended_on: Generated<string | null>;
  end_reason: Generated<string | null>;
  end_note: Generated<string>;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}
interface CreditListingStepsTable {
  jurisdiction_id: string;
  listing_id: string;
  seq: number;
  move: string;
  state: string;
  account_id: string | null;
  person_name: string;
  note: string;
  at: string;
}
export interface CreditRepairsTable {
  jurisdiction_id: string;
  id: string;
  listing_id: string;
  asked_on: string;
  statement: string;
  file_id: string;
  entered_by: string;
  entered_name: string;
  entered_at: string;
  state: string;
  decided_by: Generated<string | null>;
  decided_name: Generated<string | null>;
  decided_on: Generated<string | null>;
  opinion: Generated<string>;
}
export interface CreditSharesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  account_id: string;
  person_name: string;
  purpose: string;
  codes: string[];
  found: number;
  format: string | null;
  sha256: string | null;
  answer: Json;
  at: string;
}

declare module '../platform/db/database.ts' {
  interface Schema {
    credit_entries: CreditEntriesTable;
    credit_measure_lists: CreditMeasureListsTable;
    credit_listings: CreditListingsTable;
    credit_listing_steps: CreditListingStepsTable;
    credit_repairs: CreditRepairsTable;
    credit_shares: CreditSharesTable;
  }
}
