/** Rows of rule books, calendar years and the frequency ledger as Kysely sees them (migration 0037). */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import type { PublishedYear } from '@mingcha/core/registers/rules/calendar.ts';
import type { CountBasis } from '@mingcha/core/registers/rules/frequency.ts';
import type { CapExemption, EntryKind, RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Generated, JSONColumnType } from 'kysely';

export interface RuleBooksTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  version: number;
  state: DocumentState;
  rules: JSONColumnType<RuleBook>;
  reason: Generated<string>;
  published_on: string | null;
  row_version: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface CalendarYearsTable {
  jurisdiction_id: string;
  year: number;
  version: number;
  breaks: JSONColumnType<PublishedYear['breaks']>;
  make_up_days: string[];
  source: string;
  reason: Generated<string>;
  entered_by: string;
  person_name: string;
  entered_at: string;
}

/** Known by the number of the certificate: the same person in several directories is one. */
export interface VisitingInspector {
  readonly number: string;
  readonly name: string;
}

export interface FrequencyEntriesTable {
  jurisdiction_id: string;
  id: string;
  object_key: string;
  object_id: string;
  object_name: string;
  object_code: Generated<string>;
  agency_id: string | null;
  body_name: string;
  body_level: Generated<string>;
  body_qualified: boolean;
  entered_on: string;
  kind: EntryKind;
  visit_key: string;
  exemption: CapExemption | null;
  exemption_note: Generated<string>;
  item_keys: Generated<string[]>;
  inspectors: JSONColumnType<readonly VisitingInspector[]>;
  has_finding: boolean | null;
  repeat_reason: Generated<string>;
  assistance: Generated<string>;
  note: Generated<string>;
  source: 'platform' | 'manual';
  inspection_id: string | null;
  rule_book_id: string | null;
  rule_book_version: number;
  counted: boolean;
  count_basis: CountBasis;
  cap_at_time: number | null;
  count_at_time: number;
  withdrawn_reason: string | null;
  withdrawn_on: string | null;
  recorded_by_agency: string;
  recorded_by: string;
  recorded_by_name: string;
  created_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    rule_books: RuleBooksTable;
    calendar_years: CalendarYearsTable;
    frequency_entries: FrequencyEntriesTable;
  }
}
