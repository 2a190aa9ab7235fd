/** Rows of the platform's tables as Kysely sees them (migrations 0001 and 0031). Types only. */
import type { AccountStatus, GrantKind, GrantState } from '@mingcha/core/common/access-api.ts';
import type { AgencyLevel } from '@mingcha/core/common/organisation-api.ts';
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import type { ColumnType } from 'kysely';

/** int8 comes back as bigint and may be written as a number. */
type Int8 = ColumnType<bigint, bigint | number, bigint | number>;
type Defaulted = ColumnType<string, string | undefined, string>;

export interface JurisdictionsTable {
  id: string;
  division_code: string;
  name: string;
  /** Null: the profile of the installation's settings. */
  password_profile: ColumnType<PasswordProfile | null, PasswordProfile | null | undefined>;
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
  host: ColumnType<boolean, boolean | undefined>;
  /** The host agency elsewhere for which this one stands. */
  stands_for: ColumnType<string | null, string | null | undefined>;
  /** The agency that enters for this body, which is not on the platform; null for agencies that act themselves. */
  represented_by: ColumnType<string | null, string | null | undefined>;
  uscc: Defaulted;
  public_url: Defaulted;
  qualification_status: Defaulted;
  qualification_basis: Defaulted;
  qualification_announced_on: ColumnType<string | null, string | null | undefined, string | null>;
  entrusted_by: Defaulted;
  valid_from: ColumnType<string | null, string | null | undefined, string | null>;
  /** First day on which the agency no longer exists. */
  valid_to: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SectionsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  kind: ColumnType<SectionKind, SectionKind | undefined, SectionKind>;
  valid_from: ColumnType<string | null, string | null | undefined, string | null>;
  valid_to: ColumnType<string | null, string | null | undefined, string | null>;
}

export type SectionKind = 'section' | 'brigade' | 'institution';

/** Names that agencies and sections had until a day. */
export interface FormerNamesTable {
  jurisdiction_id: string;
  subject_id: string;
  seq: number;
  subject_kind: 'agency' | 'section';
  name: string;
  short_name: Defaulted;
  until_day: string;
  account_id: string | null;
}

export interface AccountsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  person_name: string;
  /** When the account ends by itself (migration 0080). */
  ends_at: ColumnType<string | null, string | null | undefined, string | null>;
  status: AccountStatus;
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
  field_seen_at: ColumnType<string | null, string | null | undefined>;
  source: string;
  device: string;
  through_provider: ColumnType<boolean, boolean | undefined>;
  acting_jurisdiction_id: ColumnType<string | null, string | null | undefined>;
}

export interface SignInAttemptsTable {
  sign_in_name: string;
  source: string;
  failures: number;
  last_at: string;
  succeeded_at: string | null;
}

export interface AccountGrantsTable {
  jurisdiction_id: string;
  id: string;
  account_id: string;
  kind: GrantKind;
  roles_before: Role[];
  roles_after: Role[];
  password_hash: string | null;
  reason: string;
  state: GrantState;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: string | null;
  decision_reason: Defaulted;
}

export interface HostStandInsTable {
  jurisdiction_id: string;
  account_id: string;
  home_account_id: string;
}

export interface PasswordHistoryTable {
  jurisdiction_id: string;
  account_id: string;
  replaced_at: string;
  password_hash: string;
}

export interface AccountIdentitiesTable {
  issuer: string;
  subject: string;
  jurisdiction_id: string;
  account_id: string;
  linked_at: string;
}

export interface ProviderSignInsTable {
  token_hash: Buffer;
  sealed: Buffer;
  expires_at: string;
}

export interface InstallationSetupTable {
  one: boolean;
  code_hash: Buffer;
  made_at: string;
  action_id: string | null;
  jurisdiction_id: string | null;
  outcome: Buffer | null;
  closed_at: string | null;
}

export interface ActionsTable {
  jurisdiction_id: string;
  action_id: string;
  route_id: string;
  account_id: string | null;
  at: string;
  outcome: Buffer | null;
  /** Null for actions of commands and of older versions. */
  digest: ColumnType<Buffer | null, Uint8Array | null, never>;
}

export interface LedgerHeadsTable {
  jurisdiction_id: string;
  seq: Int8;
  hash: Buffer;
  frontier: Buffer;
  at: string | null;
  /** Since when nothing may be appended: the installation was restored and nobody has confirmed it (migration 0086). */
  held_since: ColumnType<string | null, string | null | undefined, string | null>;
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

/** Copies of checkpoints that outsiders kept (migration 0080). */
export interface LedgerComparisonsTable {
  jurisdiction_id: string;
  id: string;
  kept_by: string;
  note: string;
  size: bigint;
  root_brought: Buffer;
  root_own: Buffer | null;
  outcome: 'same' | 'differs' | 'beyond';
  account_id: string;
  person_name: string;
  compared_at: string;
}

declare module './db/database.ts' {
  interface Schema {
    jurisdictions: JurisdictionsTable;
    agencies: AgenciesTable;
    sections: SectionsTable;
    former_names: FormerNamesTable;
    accounts: AccountsTable;
    account_roles: AccountRolesTable;
    credentials: CredentialsTable;
    sessions: SessionsTable;
    sign_in_attempts: SignInAttemptsTable;
    account_grants: AccountGrantsTable;
    host_stand_ins: HostStandInsTable;
    password_history: PasswordHistoryTable;
    account_identities: AccountIdentitiesTable;
    provider_sign_ins: ProviderSignInsTable;
    installation_setup: InstallationSetupTable;
    actions: ActionsTable;
    ledger_heads: LedgerHeadsTable;
    ledger_events: LedgerEventsTable;
    ledger_checkpoints: LedgerCheckpointsTable;
    ledger_comparisons: LedgerComparisonsTable;
    ledger_witnesses: LedgerWitnessesTable;
    ledger_cosignatures: LedgerCosignaturesTable;
    files: FilesTable;
  }
}
