/** Rows of opinions as matters, as Kysely sees them (migration 0083). */
import type { ColumnType, Generated } from 'kysely';

export interface RatingMattersTable {
  jurisdiction_id: string;
  id: string;
  number: string;
  rating_id: string;
  inspection_id: string;
  state: string;
  round: Generated<number>;
  is_asked: Generated<boolean>;
  handler_id: string | null;
  handler_name: Generated<string>;
  office_agency_id: string;
  started_on: string;
  due_on: string;
  due_basis: ColumnType<unknown, string, string>;
  outcome: string | null;
  answer: Generated<string>;
  closed_on: string | null;
  verdict: string | null;
  verdict_on: string | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface RatingMatterStepsTable {
  jurisdiction_id: string;
  matter_id: string;
  seq: number;
  step: string;
  account_id: string | null;
  person_name: string;
  words: string;
  on_day: string;
}

export interface RatingQuestionsTable {
  jurisdiction_id: string;
  id: string;
  matter_id: string;
  agency_id: string;
  words: string;
  asked_name: string;
  asked_on: string;
  state: string;
  answer: Generated<string>;
  answered_by: string | null;
  answered_name: Generated<string>;
  answered_on: string | null;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    rating_matters: RatingMattersTable;
    rating_matter_steps: RatingMatterStepsTable;
    rating_questions: RatingQuestionsTable;
  }
}
