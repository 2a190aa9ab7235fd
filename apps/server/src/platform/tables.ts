/** Rows of the platform's tables as Kysely sees them (migration 0001). Types only. */
import type { AgencyLevel } from '@mingcha/core/common/organisation-api.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import type { ColumnType } from 'kysely';

/** int8 comes back as bigint and may be written as a number. */
type Int8 = ColumnType<bigint, bigint | number, bigint | number>;
type Defaulted = ColumnType<string, string | undefined, string>;

export interface JurisdictionsTable {
  id: string;
  division_code: string;
  name: string;
}

export type { AgencyLevel };

export interface AgenciesTable {
  jurisdiction_id: string;
  id: string;
  parent_id: string | null;
  name: string;
  short_name: string;
  level: AgencyLevel;
  kind: string;
  division_code: string;
  phone: Defaulted;
  complaint_phone: Defaulted;
  email: Defaulted;
}

export interface SectionsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
}

export interface AccountsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  person_name: string;
  status: 'active' | 'disabled';
  created_at: string;
}

export interface AccountRolesTable {
  jurisdiction_id: string;
  account_id: string;
  role: Role;
}

export interface CredentialsTable {
  sign_in_name: string;
  jurisdiction_id: string;
  account_id: string;
  password_hash: string;
  must_change: boolean;
  expires_at: string | null;
  changed_at: string;
}

export interface SessionsTable {
  token_hash: Buffer;
  id: string;
  jurisdiction_id: string;
  account_id: string;
  created_at: string;
  seen_at: string;
  source: string;
  device: string;
}

export interface SignInAttemptsTable {
  sign_in_name: string;
  source: string;
  failures: number;
  last_at: string;
  succeeded_at: string | null;
}

export interface ActionsTable {
  jurisdiction_id: string;
  action_id: string;
  route_id: string;
  account_id: string | null;
  at: string;
  outcome: Buffer | null;
}

export interface LedgerHeadsTable {
  jurisdiction_id: string;
  seq: Int8;
  hash: Buffer;
  frontier: Buffer;
  at: string | null;
}

export interface LedgerEventsTable {
  jurisdiction_id: string;
  seq: Int8;
  at: string;
  type: string;
  account_id: string | null;
  subject_kind: string;
  subject_id: string;
  entry: string;
  hash: Buffer;
}

export interface LedgerCheckpointsTable {
  jurisdiction_id: string;
  size: Int8;
  root: Buffer;
  frontier: Buffer;
  note: string;
  at: string;
}

export interface LedgerWitnessesTable {
  jurisdiction_id: string;
  name: string;
  verifier_key: string;
  added_at: string;
}

export interface LedgerCosignaturesTable {
  jurisdiction_id: string;
  size: Int8;
  witness: string;
  line: string;
  signed_at: string;
}

export interface FilesTable {
  jurisdiction_id: string;
  id: string;
  sha256: string;
  size: Int8;
  content_type: string;
  file_name: string;
  created_at: string;
  created_by: string | null;
}

declare module './db/database.ts' {
  interface Schema {
    jurisdictions: JurisdictionsTable;
    agencies: AgenciesTable;
    sections: SectionsTable;
    accounts: AccountsTable;
    account_roles: AccountRolesTable;
    credentials: CredentialsTable;
    sessions: SessionsTable;
    sign_in_attempts: SignInAttemptsTable;
    actions: ActionsTable;
    ledger_heads: LedgerHeadsTable;
    ledger_events: LedgerEventsTable;
    ledger_checkpoints: LedgerCheckpointsTable;
    ledger_witnesses: LedgerWitnessesTable;
    ledger_cosignatures: LedgerCosignaturesTable;
    files: FilesTable;
  }
}
