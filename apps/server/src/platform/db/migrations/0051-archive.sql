-- Archive (一案一卷): the dossier of each inspection with its number, retention and files; lists by which dossiers go to the
-- archive room; samples that an evaluator draws by an own seed.
-- Dossiers carry the initiator's jurisdiction, as their inspection does.
-- Frozen once released; never import code from here.

CREATE TABLE archive_transfers (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  box_number text NOT NULL,
  to_name text NOT NULL,
  dossiers integer NOT NULL,
  made_on date NOT NULL,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_archive_transfers PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_archive_transfers_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_archive_transfers_paper FOREIGN KEY (jurisdiction_id, paper_id) REFERENCES papers (jurisdiction_id, id)
);
CREATE INDEX ix_archive_transfers_agency ON archive_transfers (jurisdiction_id, agency_id, created_at DESC, id);
CREATE INDEX ix_archive_transfers_paper ON archive_transfers (jurisdiction_id, paper_id);

CREATE TABLE dossiers (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  task_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  -- 1; 2 for what was carried over and filed later.
  part integer NOT NULL,
  -- 档号, the same for the paper and the electronic dossier.
  archive_number text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  retention text COLLATE "C" NOT NULL,
  title text NOT NULL,
  object_name text NOT NULL,
  situation text NOT NULL DEFAULT '',
  -- Number under which the open follow-up is filed later, and why; empty when everything had its end.
  carried_to text COLLATE "C" NOT NULL DEFAULT '',
  carried_reason text NOT NULL DEFAULT '',
  carried_open integer NOT NULL DEFAULT 0,
  state text COLLATE "C" NOT NULL,
  pieces integer NOT NULL DEFAULT 0,
  pages integer,
  evidence_files integer NOT NULL DEFAULT 0,
  missing_files integer NOT NULL DEFAULT 0,
  pdf_file_id uuid,
  pdf_sha256 text COLLATE "C" NOT NULL DEFAULT '',
  package_file_id uuid,
  package_sha256 text COLLATE "C" NOT NULL DEFAULT '',
  transfer_id uuid,
  filed_on date NOT NULL,
  filed_by uuid NOT NULL,
  filed_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  built_at timestamptz(3),
  CONSTRAINT pk_dossiers PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_dossiers_inspection UNIQUE (jurisdiction_id, inspection_id, part),
  CONSTRAINT uq_dossiers_number UNIQUE (jurisdiction_id, agency_id, archive_number),
  CONSTRAINT fk_dossiers_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_dossiers_task FOREIGN KEY (jurisdiction_id, task_id) REFERENCES inspection_tasks (jurisdiction_id, id),
  CONSTRAINT fk_dossiers_pdf_file FOREIGN KEY (jurisdiction_id, pdf_file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT fk_dossiers_package_file FOREIGN KEY (jurisdiction_id, package_file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT fk_dossiers_transfer FOREIGN KEY (jurisdiction_id, transfer_id) REFERENCES archive_transfers (jurisdiction_id, id),
  CONSTRAINT ck_dossiers_retention CHECK (retention IN ('years10', 'years30', 'permanent')),
  -- `filed`: number given, files still to be made; `built`: both files stand.
  CONSTRAINT ck_dossiers_state CHECK (state IN ('filed', 'built')),
  CONSTRAINT ck_dossiers_built CHECK ((state = 'built') = (pdf_file_id IS NOT NULL AND package_file_id IS NOT NULL)),
  CONSTRAINT ck_dossiers_carried CHECK ((carried_to = '') = (carried_reason = ''))
);
CREATE INDEX ix_dossiers_task ON dossiers (jurisdiction_id, task_id);
CREATE INDEX ix_dossiers_agency ON dossiers (jurisdiction_id, agency_id, archive_number);
CREATE INDEX ix_dossiers_pdf_file ON dossiers (jurisdiction_id, pdf_file_id);
CREATE INDEX ix_dossiers_package_file ON dossiers (jurisdiction_id, package_file_id);
CREATE INDEX ix_dossiers_transfer ON dossiers (jurisdiction_id, transfer_id);

-- 案卷抽查评查: anybody can draw the same list again from seed and pool.
CREATE TABLE dossier_samples (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  purpose text NOT NULL,
  evaluator text NOT NULL,
  year integer NOT NULL,
  -- As the evaluator gave it.
  seed text NOT NULL,
  wanted integer NOT NULL,
  pool_size integer NOT NULL,
  -- Of the archive numbers of the pool with their packages' digests, in order.
  pool_sha256 text COLLATE "C" NOT NULL,
  -- The pool as it was, and the numbers drawn, in order.
  pool jsonb NOT NULL,
  drawn jsonb NOT NULL,
  drawn_by uuid NOT NULL,
  drawn_name text NOT NULL,
  drawn_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_dossier_samples PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_dossier_samples_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id)
);
CREATE INDEX ix_dossier_samples_agency ON dossier_samples (jurisdiction_id, agency_id, drawn_at DESC, id);
COMMENT ON TABLE dossier_samples IS 'append-only: samples of dossiers with seed and pool';
