/** Rows of enterprises' sign-in as Kysely sees them (migrations 0064, 0081). */
import type { Generated } from 'kysely';

export interface EnterpriseAccountsTable {
  jurisdiction_id: string;
  id: string;
  credit_code: string;
  enterprise_name: string;
  person_name: string;
  phone: Buffer;
  password_hash: string;
  password_changed_at: string;
  earlier_hashes: Generated<string[]>;
  state: string;
  state_reason: Generated<string>;
  state_at: string;
  last_sign_in_at: string | null;
  version: Generated<number>;
  created_at: string;
}

export interface EnterpriseCodesTable {
  jurisdiction_id: string;
  id: string;
  credit_code: string;
  enterprise_name: string;
  object_id: string | null;
  agency_id: string | null;
  inspection_id: string | null;
  code_hash: Buffer;
  tries: Generated<number>;
  issued_by: string | null;
  invited_by: string | null;
  issued_name: string;
  issued_at: string;
  expires_at: string;
  ended_at: string | null;
  account_id: string | null;
  sent_way: Generated<string | null>;
  sent_on: Generated<string | null>;
  sent_to: Generated<string>;
  sent_number: Generated<string>;
  sent_name: Generated<string>;
  sent_at: Generated<string | null>;
}

export interface EnterpriseSessionsTable {
  token_hash: Buffer;
  jurisdiction_id: string;
  account_id: string;
  created_at: string;
  seen_at: string;
}

declare module '../../db/database.ts' {
  interface Schema {
    enterprise_accounts: EnterpriseAccountsTable;
    enterprise_codes: EnterpriseCodesTable;
    enterprise_sessions: EnterpriseSessionsTable;
  }
}
