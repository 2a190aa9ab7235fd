-- Papers of supervision with their reply, and reports of a month, a quarter or a year with the figures that they were issued
-- with. A paper's rows lie in the sender's jurisdiction; the addressed agency finds it by its id. Frozen once released;
-- never import code from here.

CREATE TABLE supervision_papers (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  -- The agency that urges.
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- The row that it is about, and what the records said of it when it was drafted.
  about_key text COLLATE "C" NOT NULL,
  source jsonb NOT NULL,
  content jsonb NOT NULL,
  -- Whom it is addressed to; maybe of another jurisdiction, so without keys.
  to_jurisdiction_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  to_section_id uuid,
  to_account_id uuid,
  to_name text NOT NULL,
  reply_due date,
  -- Given at the approval.
  number text,
  drafted_by uuid NOT NULL,
  drafted_name text NOT NULL,
  drafted_at timestamptz(3) NOT NULL,
  approved_by uuid,
  approved_name text,
  approved_on date,
  received_name text,
  received_at timestamptz(3),
  reply text NOT NULL DEFAULT '',
  replied_name text,
  replied_on date,
  closed_on date,
  row_version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_supervision_papers PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_supervision_papers_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_supervision_papers_kind CHECK (kind IN ('reminder', 'urge', 'circular', 'talk')),
  CONSTRAINT ck_supervision_papers_state CHECK (state IN ('draft', 'submitted', 'sent', 'received', 'replied', 'closed', 'discarded')),
  CONSTRAINT ck_supervision_papers_sent CHECK ((state IN ('sent', 'received', 'replied', 'closed')) = (approved_by IS NOT NULL AND number IS NOT NULL)),
  CONSTRAINT ck_supervision_papers_two CHECK (approved_by IS NULL OR approved_by <> drafted_by)
);
CREATE INDEX ix_supervision_papers_agency ON supervision_papers (jurisdiction_id, agency_id, drafted_at DESC, id DESC);
CREATE INDEX ix_supervision_papers_to ON supervision_papers (to_agency_id, drafted_at DESC, id DESC);
CREATE INDEX ix_supervision_papers_due ON supervision_papers (reply_due, id) WHERE state IN ('sent', 'received');

CREATE TABLE supervision_steps (
  jurisdiction_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_supervision_steps PRIMARY KEY (jurisdiction_id, paper_id, seq),
  CONSTRAINT fk_supervision_steps_paper FOREIGN KEY (jurisdiction_id, paper_id) REFERENCES supervision_papers (jurisdiction_id, id)
);
COMMENT ON TABLE supervision_steps IS 'append-only: what was done with a paper of supervision';

CREATE TABLE supervision_files (
  jurisdiction_id uuid NOT NULL,
  file_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  person_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_supervision_files PRIMARY KEY (jurisdiction_id, file_id),
  CONSTRAINT fk_supervision_files_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT fk_supervision_files_paper FOREIGN KEY (jurisdiction_id, paper_id) REFERENCES supervision_papers (jurisdiction_id, id)
);
CREATE INDEX ix_supervision_files_paper ON supervision_files (jurisdiction_id, paper_id, at);
COMMENT ON TABLE supervision_files IS 'append-only: what came with a reply';

CREATE TABLE oversight_reports (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  period text COLLATE "C" NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  -- 1, 2, … of one period: an issued report is never changed, a later one takes its place.
  edition integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- What the author wrote.
  texts jsonb NOT NULL,
  -- What it was issued with, and the digest of that.
  figures jsonb,
  digest text COLLATE "C",
  created_by uuid NOT NULL,
  created_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  issued_by uuid,
  issued_name text,
  issued_at timestamptz(3),
  row_version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_oversight_reports PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_oversight_reports_edition UNIQUE (jurisdiction_id, agency_id, period, period_from, edition),
  CONSTRAINT fk_oversight_reports_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_oversight_reports_period CHECK (period IN ('month', 'quarter', 'year')),
  CONSTRAINT ck_oversight_reports_days CHECK (period_from <= period_to),
  CONSTRAINT ck_oversight_reports_state CHECK (state IN ('draft', 'issued')),
  CONSTRAINT ck_oversight_reports_issued CHECK ((state = 'issued') = (figures IS NOT NULL AND digest IS NOT NULL AND issued_at IS NOT NULL))
);
