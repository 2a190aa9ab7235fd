-- Papers of inspections (执法文书): frozen data with its digest and wording, number, seal, scan; and the register of numbers
-- (文书编号簿) in which each number that was ever given out stands once: reserved, used or voided.
-- Papers carry the initiator's jurisdiction (ruling 28); numbers lie in the jurisdiction of the agency that gives them.
-- Frozen once released; never import code from here.

-- The wording that a paper was issued in, kept so that it prints the same for ever.
CREATE TABLE paper_wordings (
  jurisdiction_id uuid NOT NULL,
  -- Of the wording's canonical JSON.
  sha256 text COLLATE "C" NOT NULL,
  version text NOT NULL,
  wording jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_paper_wordings PRIMARY KEY (jurisdiction_id, sha256),
  CONSTRAINT fk_paper_wordings_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_paper_wordings_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE paper_wordings IS 'append-only: wordings in which papers were issued';

CREATE TABLE papers (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid,
  inspection_id uuid,
  -- Of the later stage; no key, because it comes after papers.
  followup_id uuid,
  agency_id uuid NOT NULL,
  agency_jurisdiction_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- Null for kinds without a number.
  year integer,
  no integer,
  number text NOT NULL DEFAULT '',
  data jsonb NOT NULL,
  -- Of the data's canonical JSON; what signatures are given under.
  sha256 text COLLATE "C" NOT NULL,
  wording_sha256 text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  seal_state text COLLATE "C" NOT NULL,
  sealed_on date,
  seal_register_no text NOT NULL DEFAULT '',
  sealed_by uuid,
  sealed_name text NOT NULL DEFAULT '',
  delivered_at timestamptz(3),
  void_reason text NOT NULL DEFAULT '',
  voided_at timestamptz(3),
  voided_name text NOT NULL DEFAULT '',
  -- The signed and sealed paper as scanned.
  scan_file_id uuid,
  scanned_at timestamptz(3),
  row_version integer NOT NULL DEFAULT 1,
  created_by uuid,
  created_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_papers PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_papers_task FOREIGN KEY (jurisdiction_id, task_id) REFERENCES inspection_tasks (jurisdiction_id, id),
  CONSTRAINT fk_papers_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_papers_wording FOREIGN KEY (jurisdiction_id, wording_sha256) REFERENCES paper_wordings (jurisdiction_id, sha256),
  CONSTRAINT fk_papers_scan_file FOREIGN KEY (jurisdiction_id, scan_file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT ck_papers_state CHECK (state IN ('draft', 'issued', 'void')),
  CONSTRAINT ck_papers_seal_state CHECK (seal_state IN ('notNeeded', 'waiting', 'sealed')),
  CONSTRAINT ck_papers_sealed CHECK ((seal_state = 'sealed') = (sealed_on IS NOT NULL)),
  CONSTRAINT ck_papers_void CHECK ((state = 'void') = (voided_at IS NOT NULL)),
  CONSTRAINT ck_papers_number CHECK ((year IS NULL) = (no IS NULL) AND (no IS NULL) = (number = '')),
  CONSTRAINT ck_papers_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX ix_papers_task ON papers (jurisdiction_id, task_id, created_at, id);
CREATE INDEX ix_papers_inspection ON papers (jurisdiction_id, inspection_id, created_at, id);
CREATE INDEX ix_papers_wording ON papers (jurisdiction_id, wording_sha256);
CREATE INDEX ix_papers_scan_file ON papers (jurisdiction_id, scan_file_id);
-- The seal register of one agency: what waits, and what was sealed when.
CREATE INDEX ix_papers_seal ON papers (agency_id, seal_state, created_at DESC, id DESC);

-- 文书编号簿
CREATE TABLE paper_numbers (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  no integer NOT NULL,
  number text NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- For whom it was reserved or used; in the initiator's jurisdiction, so without a key here.
  inspection_id uuid,
  paper_id uuid,
  taken_at timestamptz(3) NOT NULL,
  taken_name text NOT NULL,
  settled_at timestamptz(3),
  reason text NOT NULL DEFAULT '',
  CONSTRAINT pk_paper_numbers PRIMARY KEY (jurisdiction_id, agency_id, kind, year, no),
  CONSTRAINT fk_paper_numbers_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_paper_numbers_state CHECK (state IN ('reserved', 'used', 'voided')),
  CONSTRAINT ck_paper_numbers_used CHECK ((state = 'used') <= (paper_id IS NOT NULL)),
  CONSTRAINT ck_paper_numbers_voided CHECK ((state = 'voided') <= (reason <> ''))
);
CREATE INDEX ix_paper_numbers_inspection ON paper_numbers (inspection_id, agency_id, state);
