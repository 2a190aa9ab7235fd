-- Platform: jurisdictions, agencies, people and their sign-in, idempotent actions, the ledger, files.
-- Frozen once released; never import code from here.

CREATE TABLE jurisdictions (
  id uuid NOT NULL,
  division_code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  CONSTRAINT pk_jurisdictions PRIMARY KEY (id),
  CONSTRAINT uq_jurisdictions_division_code UNIQUE (division_code)
);
COMMENT ON TABLE jurisdictions IS 'reference: each is one tenant; its id leads the keys of every business table';

CREATE TABLE agencies (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  parent_id uuid,
  name text COLLATE "C" NOT NULL,
  short_name text NOT NULL,
  level text NOT NULL,
  kind text NOT NULL,
  division_code text COLLATE "C" NOT NULL,
  phone text NOT NULL DEFAULT '',
  complaint_phone text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  CONSTRAINT pk_agencies PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_agencies_name UNIQUE (jurisdiction_id, name),
  CONSTRAINT fk_agencies_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT fk_agencies_parent FOREIGN KEY (jurisdiction_id, parent_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_agencies_level CHECK (level IN ('national', 'province', 'prefecture', 'county', 'township'))
);
CREATE INDEX ix_agencies_parent ON agencies (jurisdiction_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE sections (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  CONSTRAINT pk_sections PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_sections_name UNIQUE (jurisdiction_id, agency_id, name),
  CONSTRAINT fk_sections_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id)
);

CREATE TABLE accounts (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  section_id uuid,
  person_name text NOT NULL,
  status text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_accounts PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_accounts_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_accounts_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT ck_accounts_status CHECK (status IN ('active', 'disabled'))
);
CREATE INDEX ix_accounts_agency ON accounts (jurisdiction_id, agency_id);
CREATE INDEX ix_accounts_section ON accounts (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;

CREATE TABLE account_roles (
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text COLLATE "C" NOT NULL,
  CONSTRAINT pk_account_roles PRIMARY KEY (jurisdiction_id, account_id, role),
  CONSTRAINT fk_account_roles_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_account_roles_role CHECK (role IN ('administrator', 'legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor'))
);

-- The sign-in name is unique in the installation, since nobody names a jurisdiction at sign-in.
CREATE TABLE credentials (
  sign_in_name text COLLATE "C" NOT NULL,
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  password_hash text NOT NULL,
  must_change boolean NOT NULL,
  expires_at timestamptz(3),
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_credentials PRIMARY KEY (sign_in_name),
  CONSTRAINT uq_credentials_account UNIQUE (jurisdiction_id, account_id),
  CONSTRAINT fk_credentials_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id)
);
COMMENT ON TABLE credentials IS 'local: how an account signs in; argon2id only';

CREATE TABLE sessions (
  token_hash bytea NOT NULL,
  id uuid NOT NULL,
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  source text NOT NULL,
  device text NOT NULL,
  CONSTRAINT pk_sessions PRIMARY KEY (token_hash),
  CONSTRAINT uq_sessions_id UNIQUE (jurisdiction_id, account_id, id),
  CONSTRAINT fk_sessions_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id)
);
CREATE INDEX ix_sessions_seen ON sessions (seen_at);
COMMENT ON TABLE sessions IS 'local: opaque session ids, stored as SHA-256';

CREATE TABLE sign_in_attempts (
  sign_in_name text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  failures integer NOT NULL,
  last_at timestamptz(3) NOT NULL,
  succeeded_at timestamptz(3),
  CONSTRAINT pk_sign_in_attempts PRIMARY KEY (sign_in_name, source)
);
CREATE INDEX ix_sign_in_attempts_last ON sign_in_attempts (last_at);
COMMENT ON TABLE sign_in_attempts IS 'local: counters behind the growing delay; names of unknown users too';

CREATE TABLE actions (
  jurisdiction_id uuid NOT NULL,
  action_id uuid NOT NULL,
  route_id text NOT NULL,
  account_id uuid,
  at timestamptz(3) NOT NULL,
  outcome bytea,
  CONSTRAINT pk_actions PRIMARY KEY (jurisdiction_id, action_id)
);

CREATE TABLE ledger_heads (
  jurisdiction_id uuid NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  frontier bytea NOT NULL,
  at timestamptz(3),
  CONSTRAINT pk_ledger_heads PRIMARY KEY (jurisdiction_id),
  CONSTRAINT fk_ledger_heads_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_ledger_heads_hash CHECK (length(hash) = 32)
);

CREATE TABLE ledger_events (
  jurisdiction_id uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  type text COLLATE "C" NOT NULL,
  account_id uuid,
  subject_kind text COLLATE "C" NOT NULL,
  subject_id text COLLATE "C" NOT NULL,
  entry text NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT pk_ledger_events PRIMARY KEY (jurisdiction_id, seq),
  CONSTRAINT fk_ledger_events_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_ledger_events_hash CHECK (length(hash) = 32)
);
CREATE INDEX ix_ledger_events_subject ON ledger_events (jurisdiction_id, subject_kind, subject_id, seq);
CREATE INDEX ix_ledger_events_account ON ledger_events (jurisdiction_id, account_id, seq);
CREATE INDEX ix_ledger_events_type ON ledger_events (jurisdiction_id, type, seq);
COMMENT ON TABLE ledger_events IS 'append-only: the hash-chained ledger';

CREATE TABLE ledger_checkpoints (
  jurisdiction_id uuid NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  frontier bytea NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_ledger_checkpoints PRIMARY KEY (jurisdiction_id, size),
  CONSTRAINT fk_ledger_checkpoints_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);
COMMENT ON TABLE ledger_checkpoints IS 'append-only: signed tree heads of the ledger';

CREATE TABLE ledger_witnesses (
  jurisdiction_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  verifier_key text NOT NULL,
  added_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_ledger_witnesses PRIMARY KEY (jurisdiction_id, name),
  CONSTRAINT fk_ledger_witnesses_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);
COMMENT ON TABLE ledger_witnesses IS 'append-only: keys whose cosignatures count';

CREATE TABLE ledger_cosignatures (
  jurisdiction_id uuid NOT NULL,
  size bigint NOT NULL,
  witness text COLLATE "C" NOT NULL,
  line text NOT NULL,
  signed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_ledger_cosignatures PRIMARY KEY (jurisdiction_id, size, witness),
  CONSTRAINT fk_ledger_cosignatures_checkpoint FOREIGN KEY (jurisdiction_id, size) REFERENCES ledger_checkpoints (jurisdiction_id, size),
  CONSTRAINT fk_ledger_cosignatures_witness FOREIGN KEY (jurisdiction_id, witness) REFERENCES ledger_witnesses (jurisdiction_id, name)
);
CREATE INDEX ix_ledger_cosignatures_witness ON ledger_cosignatures (jurisdiction_id, witness);
COMMENT ON TABLE ledger_cosignatures IS 'append-only: witnesses'' signatures under checkpoints';

CREATE TABLE files (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  content_type text NOT NULL,
  file_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  created_by uuid,
  CONSTRAINT pk_files PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_files_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX ix_files_sha256 ON files (jurisdiction_id, sha256);
