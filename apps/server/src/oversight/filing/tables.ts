/** Rows of filings of schemes as Kysely sees them (migration 0085). */
import type { Generated } from 'kysely';

export interface SchemeFilingsTable {
  jurisdiction_id: string;
  id: string;
  task_id: string;
  office: string;
  number: string;
  filed_on: string;
  file_id: string;
  filed_by: string;
  filed_name: string;
  filed_at: string;
  withdrawn_name: Generated<string | null>;
  withdrawn_at: Generated<string | null>;
  withdrawn_reason: Generated<string>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    scheme_filings: SchemeFilingsTable;
  }
}
