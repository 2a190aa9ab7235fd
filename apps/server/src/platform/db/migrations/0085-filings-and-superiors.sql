-- The filing of a task's scheme with the office above, and which jurisdiction looks into which from above.
-- Frozen once released; never import code from here.

CREATE TABLE scheme_filings (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  -- With whom, under which number of theirs, on which day.
  office text NOT NULL,
  number text NOT NULL,
  filed_on date NOT NULL,
  -- The stamped scheme or the receipt.
  file_id uuid NOT NULL,
  filed_by uuid NOT NULL,
  filed_name text NOT NULL,
  filed_at timestamptz(3) NOT NULL,
  withdrawn_name text,
  withdrawn_at timestamptz(3),
  withdrawn_reason text NOT NULL DEFAULT '',
  CONSTRAINT pk_scheme_filings PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_scheme_filings_task FOREIGN KEY (jurisdiction_id, task_id) REFERENCES inspection_tasks (jurisdiction_id, id),
  CONSTRAINT fk_scheme_filings_account FOREIGN KEY (jurisdiction_id, filed_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT fk_scheme_filings_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT ck_scheme_filings_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_name IS NULL))
);
CREATE UNIQUE INDEX uq_scheme_filings_task ON scheme_filings (jurisdiction_id, task_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_scheme_filings_task ON scheme_filings (jurisdiction_id, task_id, filed_at);
CREATE INDEX ix_scheme_filings_account ON scheme_filings (jurisdiction_id, filed_by);
CREATE INDEX ix_scheme_filings_file ON scheme_filings (jurisdiction_id, file_id);

ALTER TABLE clock_runs DROP CONSTRAINT ck_clock_runs_clock;
ALTER TABLE clock_runs ADD CONSTRAINT ck_clock_runs_clock CHECK (clock IN ('listDispatched', 'planFiled', 'specialPlanPublished', 'lateEntry', 'schemeFiled'));

-- A row lies in the lower jurisdiction: its own administrators open the view, two of them.
CREATE TABLE superior_links (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  superior_id uuid NOT NULL,
  basis text NOT NULL,
  state text COLLATE "C" NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  opinion text NOT NULL DEFAULT '',
  ended_name text,
  ended_at timestamptz(3),
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_superior_links PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_superior_links_superior FOREIGN KEY (superior_id) REFERENCES jurisdictions (id),
  CONSTRAINT fk_superior_links_asked FOREIGN KEY (jurisdiction_id, asked_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT fk_superior_links_decided FOREIGN KEY (jurisdiction_id, decided_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_superior_links_state CHECK (state IN ('asked', 'standing', 'refused', 'ended')),
  CONSTRAINT ck_superior_links_self CHECK (superior_id <> jurisdiction_id),
  CONSTRAINT ck_superior_links_two CHECK (decided_by IS NULL OR decided_by <> asked_by)
);
CREATE UNIQUE INDEX uq_superior_links_open ON superior_links (jurisdiction_id) WHERE state IN ('asked', 'standing');
CREATE INDEX ix_superior_links_superior ON superior_links (superior_id, jurisdiction_id);
CREATE INDEX ix_superior_links_asked ON superior_links (jurisdiction_id, asked_by);
CREATE INDEX ix_superior_links_decided ON superior_links (jurisdiction_id, decided_by);

-- What somebody above read where names appear. The row lies in the jurisdiction that was read.
CREATE TABLE superior_readings (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  superior_id uuid NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  agency_name text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  row_count integer NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_superior_readings PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT ck_superior_readings_kind CHECK (kind IN ('clocks'))
);
CREATE INDEX ix_superior_readings_page ON superior_readings (jurisdiction_id, at DESC, id DESC);
COMMENT ON TABLE superior_readings IS 'append-only: who of a superior jurisdiction read rows with names, and when';

-- A paper from above goes to the coordination office of the lower jurisdiction.
ALTER TABLE supervision_papers ADD COLUMN to_office boolean NOT NULL DEFAULT false;
