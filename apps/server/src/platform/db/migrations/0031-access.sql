-- Access: accounts and grants that wait for a second person, password profiles with their history, sign-in through a
-- provider, the set-up of an empty installation, the agency whose administrators serve all, one account per inspector.

ALTER TABLE accounts DROP CONSTRAINT ck_accounts_status;
ALTER TABLE accounts ADD CONSTRAINT ck_accounts_status CHECK (status IN ('waiting', 'active', 'disabled'));

-- The host's three administrators act for every jurisdiction of the installation.
ALTER TABLE agencies ADD COLUMN host boolean NOT NULL DEFAULT false;
ALTER TABLE sessions ADD COLUMN acting_jurisdiction_id uuid;
ALTER TABLE sessions ADD CONSTRAINT fk_sessions_acting FOREIGN KEY (acting_jurisdiction_id) REFERENCES jurisdictions (id);
CREATE INDEX ix_sessions_acting ON sessions (acting_jurisdiction_id) WHERE acting_jurisdiction_id IS NOT NULL;

-- NULL: the profile of the installation's settings.
ALTER TABLE jurisdictions ADD COLUMN password_profile text COLLATE "C";
ALTER TABLE jurisdictions ADD CONSTRAINT ck_jurisdictions_password_profile CHECK (password_profile IN ('dengbao3', 'asvs'));

-- What one administrator asks and another decides. Both may belong to the host agency of another jurisdiction, so
-- their ids are no foreign keys and their names stand here.
CREATE TABLE account_grants (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  roles_before text[] NOT NULL,
  roles_after text[] NOT NULL,
  -- A new one-time password that takes effect with the approval only; emptied with the decision.
  password_hash text,
  reason text NOT NULL DEFAULT '',
  state text COLLATE "C" NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  CONSTRAINT pk_account_grants PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_account_grants_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_account_grants_kind CHECK (kind IN ('account', 'roles', 'password')),
  CONSTRAINT ck_account_grants_state CHECK (state IN ('waiting', 'approved', 'refused')),
  CONSTRAINT ck_account_grants_decided CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT ck_account_grants_second_person CHECK (decided_by IS NULL OR (decided_by <> asked_by AND decided_by <> account_id))
);
CREATE UNIQUE INDEX uq_account_grants_waiting ON account_grants (jurisdiction_id, account_id) WHERE state = 'waiting';
CREATE INDEX ix_account_grants_account ON account_grants (jurisdiction_id, account_id, id);

CREATE TABLE password_history (
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  replaced_at timestamptz(3) NOT NULL,
  password_hash text NOT NULL,
  CONSTRAINT pk_password_history PRIMARY KEY (jurisdiction_id, account_id, replaced_at),
  CONSTRAINT fk_password_history_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id)
);
COMMENT ON TABLE password_history IS 'local: hashes of earlier passwords, which may not be used again';

CREATE TABLE account_identities (
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  linked_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_account_identities PRIMARY KEY (issuer, subject),
  CONSTRAINT uq_account_identities_account UNIQUE (jurisdiction_id, account_id, issuer),
  CONSTRAINT fk_account_identities_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id)
);
COMMENT ON TABLE account_identities IS 'local: whose account a person of an OpenID provider uses';

CREATE TABLE provider_sign_ins (
  token_hash bytea NOT NULL,
  sealed bytea NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_provider_sign_ins PRIMARY KEY (token_hash)
);
CREATE INDEX ix_provider_sign_ins_expires ON provider_sign_ins (expires_at);
COMMENT ON TABLE provider_sign_ins IS 'local: sign-ins that went to the provider and have not come back; each is used once';

CREATE TABLE installation_setup (
  one boolean NOT NULL,
  code_hash bytea NOT NULL,
  made_at timestamptz(3) NOT NULL,
  action_id uuid,
  jurisdiction_id uuid,
  outcome bytea,
  closed_at timestamptz(3),
  CONSTRAINT pk_installation_setup PRIMARY KEY (one),
  CONSTRAINT ck_installation_setup_one CHECK (one)
);
COMMENT ON TABLE installation_setup IS 'local: the one-time code of the set-up assistant, and that it is closed for ever';

CREATE UNIQUE INDEX uq_inspectors_account ON inspectors (jurisdiction_id, account_id) WHERE account_id IS NOT NULL;
ALTER TABLE inspectors ADD CONSTRAINT fk_inspectors_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id);
