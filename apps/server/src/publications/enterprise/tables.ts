/** Rows of the enterprise's centre as Kysely sees them (migration 0064). */
import type { CorrectionChange } from '@mingcha/core/publications/enterprise/centre-api.ts';
import type { ColumnType, Generated } from 'kysely';

export interface EnterpriseRatingsTable {
  jurisdiction_id: string;
  inspection_id: string;
}

export interface EnterpriseCorrectionsTable {
  jurisdiction_id: string;
  id: string;
  object_id: string;
  agency_id: string;
  credit_code: string;
  account_id: string;
  changes: ColumnType<readonly CorrectionChange[], string, never>;
  note: Generated<string>;
  state: string;
  answer: Generated<string>;
  decided_by: string | null;
  decided_name: Generated<string>;
  decided_at: string | null;
  version: Generated<number>;
  created_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    enterprise_ratings: EnterpriseRatingsTable;
    enterprise_corrections: EnterpriseCorrectionsTable;
  }
}
