-- Enterprises that sign in: people by credit code, the one-time codes of their letters, sessions of their own, and what
-- they say in their centre: that a visit was rated, corrections of their data, recusal asked for.
-- Frozen once released; never import code from here.

-- One person of one enterprise. The enterprise is its credit code, over all jurisdictions; the row lies where the letter
-- came from that opened it, and that bureau answers for it.
CREATE TABLE enterprise_accounts (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  credit_code text COLLATE "C" NOT NULL,
  enterprise_name text NOT NULL,
  person_name text NOT NULL,
  -- Sealed by the installation's box: the number that one signs in with.
  phone bytea NOT NULL,
  password_hash text NOT NULL,
  password_changed_at timestamptz(3) NOT NULL,
  -- Hashes of earlier passwords, the latest first.
  earlier_hashes text[] NOT NULL DEFAULT '{}',
  state text COLLATE "C" NOT NULL,
  state_reason text NOT NULL DEFAULT '',
  state_at timestamptz(3) NOT NULL,
  last_sign_in_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_enterprise_accounts PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_accounts_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_enterprise_accounts_state CHECK (state IN ('active', 'locked', 'withdrawn'))
);
CREATE INDEX ix_enterprise_accounts_code ON enterprise_accounts (credit_code);

-- One-time codes: printed on a letter of the office, or made by somebody of the enterprise for a colleague.
CREATE TABLE enterprise_codes (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  credit_code text COLLATE "C" NOT NULL,
  enterprise_name text NOT NULL,
  -- Null for a colleague's code.
  object_id uuid,
  agency_id uuid,
  -- The inspection whose notice it goes with.
  inspection_id uuid,
  code_hash bytea NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  issued_by uuid,
  invited_by uuid,
  issued_name text NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  -- The account that was opened with it; null where it was withdrawn.
  account_id uuid,
  CONSTRAINT pk_enterprise_codes PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_codes_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_codes_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_codes_issued_by FOREIGN KEY (jurisdiction_id, issued_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_codes_invited_by FOREIGN KEY (jurisdiction_id, invited_by) REFERENCES enterprise_accounts (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_codes_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES enterprise_accounts (jurisdiction_id, id),
  CONSTRAINT ck_enterprise_codes_hash CHECK (length(code_hash) = 32),
  CONSTRAINT ck_enterprise_codes_issuer CHECK ((issued_by IS NULL) <> (invited_by IS NULL) AND (object_id IS NULL) = (issued_by IS NULL) AND (agency_id IS NULL) = (issued_by IS NULL))
);
CREATE INDEX ix_enterprise_codes_open ON enterprise_codes (credit_code) WHERE ended_at IS NULL;
CREATE INDEX ix_enterprise_codes_object ON enterprise_codes (jurisdiction_id, object_id, issued_at);
CREATE INDEX ix_enterprise_codes_agency ON enterprise_codes (jurisdiction_id, agency_id);
CREATE INDEX ix_enterprise_codes_issued_by ON enterprise_codes (jurisdiction_id, issued_by);
CREATE INDEX ix_enterprise_codes_invited_by ON enterprise_codes (jurisdiction_id, invited_by);
CREATE INDEX ix_enterprise_codes_account ON enterprise_codes (jurisdiction_id, account_id);

CREATE TABLE enterprise_sessions (
  token_hash bytea NOT NULL,
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_enterprise_sessions PRIMARY KEY (token_hash),
  CONSTRAINT fk_enterprise_sessions_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES enterprise_accounts (jurisdiction_id, id)
);
CREATE INDEX ix_enterprise_sessions_account ON enterprise_sessions (jurisdiction_id, account_id);
CREATE INDEX ix_enterprise_sessions_seen ON enterprise_sessions (seen_at);
COMMENT ON TABLE enterprise_sessions IS 'local: opaque session ids of enterprises, stored as SHA-256';

-- An enterprise finds itself in the directories of all bureaus.
CREATE INDEX ix_objects_code ON objects (uscc) WHERE uscc IS NOT NULL;

-- That a visit was rated by its enterprise, and nothing of what was said: the opinion stands in visit_ratings without a name.
CREATE TABLE enterprise_ratings (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  CONSTRAINT pk_enterprise_ratings PRIMARY KEY (jurisdiction_id, inspection_id),
  CONSTRAINT fk_enterprise_ratings_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id)
);
COMMENT ON TABLE enterprise_ratings IS 'append-only: one rating of a visit through the enterprise''s centre';

-- What an enterprise says is wrong about it in a directory.
CREATE TABLE enterprise_corrections (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  object_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  credit_code text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  -- Field, what stood there, what is asked for.
  changes jsonb NOT NULL,
  note text NOT NULL DEFAULT '',
  state text COLLATE "C" NOT NULL,
  answer text NOT NULL DEFAULT '',
  decided_by uuid,
  decided_name text NOT NULL DEFAULT '',
  decided_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_enterprise_corrections PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_corrections_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_corrections_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_enterprise_corrections_decided_by FOREIGN KEY (jurisdiction_id, decided_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_enterprise_corrections_state CHECK (state IN ('received', 'accepted', 'refused')),
  CONSTRAINT ck_enterprise_corrections_decided CHECK ((state = 'received') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX uq_enterprise_corrections_open ON enterprise_corrections (jurisdiction_id, object_id) WHERE state = 'received';
CREATE INDEX ix_enterprise_corrections_object ON enterprise_corrections (jurisdiction_id, object_id);
CREATE INDEX ix_enterprise_corrections_agency ON enterprise_corrections (jurisdiction_id, agency_id, state, id);
CREATE INDEX ix_enterprise_corrections_code ON enterprise_corrections (credit_code, id);
CREATE INDEX ix_enterprise_corrections_decided_by ON enterprise_corrections (jurisdiction_id, decided_by);

-- A request for recusal that an enterprise made itself was received by nobody of the office.
ALTER TABLE recusal_requests
  ALTER COLUMN received_by DROP NOT NULL,
  ADD COLUMN inspection_id uuid,
  ADD COLUMN credit_code text COLLATE "C",
  ADD CONSTRAINT ck_recusal_requests_received CHECK ((received_by IS NULL) = (credit_code IS NOT NULL));
CREATE INDEX ix_recusal_requests_inspection ON recusal_requests (inspection_id) WHERE inspection_id IS NOT NULL;
