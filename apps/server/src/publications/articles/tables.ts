/** Rows of articles as Kysely sees them (migration 0069). */
import type { Generated } from 'kysely';

export interface ArticlesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  kind: string;
  title: string;
  body: string;
  source_record_id: string | null;
  state: string;
  version: Generated<number>;
  edited_by: string;
  edited_name: string;
  reviewed_by: Generated<string | null>;
  reviewed_name: Generated<string | null>;
  published_on: Generated<string | null>;
  note: Generated<string>;
  created_at: string;
  updated_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    articles: ArticlesTable;
  }
}
