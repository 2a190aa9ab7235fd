-- Those who check the checkers: samples of dossiers by somebody's own seed, kept copies of checkpoints held against the
-- ledger, and evaluations by third parties whose account ends by itself.

ALTER TABLE accounts ADD COLUMN ends_at timestamptz(3);
ALTER TABLE account_roles DROP CONSTRAINT ck_account_roles_role;
ALTER TABLE account_roles ADD CONSTRAINT ck_account_roles_role CHECK (role IN ('administrator', 'securityAdministrator', 'auditAdministrator', 'legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor', 'coordinator', 'justiceOfficer', 'evaluator'));

-- What an auditor looks for first: changes of the directory and of published results, by time.
CREATE INDEX ix_object_revisions_status ON object_revisions (jurisdiction_id, changed_at) WHERE changes ? 'status';
CREATE INDEX ix_publication_versions_at ON publication_versions (jurisdiction_id, at) WHERE why IN ('corrected', 'objection', 'resultChanged');

CREATE TABLE evaluations (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  title text NOT NULL,
  organisation text NOT NULL,
  person_name text NOT NULL,
  account_id uuid NOT NULL,
  agency_ids uuid[] NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  ends_on date NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'draft',
  -- Key of the pseudonyms of this evaluation's package, sealed.
  pseudonym_key bytea NOT NULL,
  sheet jsonb NOT NULL DEFAULT '[]',
  summary text NOT NULL DEFAULT '',
  advice text NOT NULL DEFAULT '',
  submitted_at timestamptz(3),
  received_by uuid,
  received_name text,
  received_at timestamptz(3),
  receipt_note text NOT NULL DEFAULT '',
  row_version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_evaluations PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_evaluations_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_evaluations_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT uq_evaluations_account UNIQUE (jurisdiction_id, account_id),
  CONSTRAINT ck_evaluations_state CHECK (state IN ('draft', 'submitted', 'received')),
  CONSTRAINT ck_evaluations_period CHECK (period_from <= period_to),
  CONSTRAINT ck_evaluations_submitted CHECK ((state = 'draft') = (submitted_at IS NULL)),
  CONSTRAINT ck_evaluations_received CHECK ((state = 'received') = (received_at IS NOT NULL))
);
CREATE INDEX ix_evaluations_agency ON evaluations (jurisdiction_id, agency_id, created_at);

-- The pool is fixed and its digest recorded before anybody names a seed.
CREATE TABLE audit_samples (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  evaluation_id uuid,
  purpose text NOT NULL,
  agency_ids uuid[] NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  wanted integer NOT NULL,
  pool_size integer NOT NULL,
  pool_sha256 text COLLATE "C" NOT NULL,
  pool jsonb NOT NULL,
  committed_seq bigint NOT NULL,
  committed_by uuid NOT NULL,
  committed_name text NOT NULL,
  committed_at timestamptz(3) NOT NULL,
  seed text,
  drawn jsonb,
  drawn_seq bigint,
  drawn_at timestamptz(3),
  CONSTRAINT pk_audit_samples PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_audit_samples_evaluation FOREIGN KEY (jurisdiction_id, evaluation_id) REFERENCES evaluations (jurisdiction_id, id),
  CONSTRAINT fk_audit_samples_account FOREIGN KEY (jurisdiction_id, committed_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_audit_samples_drawn CHECK ((seed IS NULL) = (drawn IS NULL) AND (seed IS NULL) = (drawn_at IS NULL)),
  CONSTRAINT ck_audit_samples_wanted CHECK (wanted BETWEEN 1 AND 500)
);
CREATE INDEX ix_audit_samples_account ON audit_samples (jurisdiction_id, committed_by, committed_at);
CREATE INDEX ix_audit_samples_evaluation ON audit_samples (jurisdiction_id, evaluation_id) WHERE evaluation_id IS NOT NULL;

CREATE TABLE ledger_comparisons (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  kept_by text NOT NULL,
  note text NOT NULL,
  size bigint NOT NULL,
  root_brought bytea NOT NULL,
  -- Root of the ledger's first `size` entries; NULL where the ledger has fewer.
  root_own bytea,
  outcome text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  compared_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_ledger_comparisons PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_ledger_comparisons_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_ledger_comparisons_outcome CHECK (outcome IN ('same', 'differs', 'beyond'))
);
COMMENT ON TABLE ledger_comparisons IS 'append-only: checkpoints that outsiders kept, held against the ledger';
CREATE INDEX ix_ledger_comparisons_at ON ledger_comparisons (jurisdiction_id, compared_at);
CREATE INDEX ix_ledger_comparisons_account ON ledger_comparisons (jurisdiction_id, account_id);
