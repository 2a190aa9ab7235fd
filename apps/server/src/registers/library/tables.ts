/** Rows of the library's tables as Kysely sees them (migration 0033). */
import type { StatuteLevel } from '@mingcha/core/registers/library/statute.ts';
import type { Generated } from 'kysely';

export interface StatutesTable {
  jurisdiction_id: string;
  id: string;
  title: string;
  edition: Generated<string>;
  document_number: Generated<string>;
  issuer: Generated<string>;
  level: StatuteLevel;
  adopted_on: string | null;
  effective_on: string | null;
  ended_on: string | null;
  end_reason: Generated<string>;
  replaced_by: string | null;
  source: Generated<string>;
  checked_on: string | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface StatuteArticlesTable {
  jurisdiction_id: string;
  id: string;
  statute_id: string;
  position: number;
  number: string;
  chapter: Generated<string>;
  text: string;
}

export interface PolicyDocumentsTable {
  jurisdiction_id: string;
  id: string;
  title: string;
  number: Generated<string>;
  issuer: Generated<string>;
  issued_on: string | null;
  valid_until: string | null;
  ended_on: string | null;
  end_reason: Generated<string>;
  link: Generated<string>;
  note: Generated<string>;
  file_id: string | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    statutes: StatutesTable;
    statute_articles: StatuteArticlesTable;
    policy_documents: PolicyDocumentsTable;
  }
}
