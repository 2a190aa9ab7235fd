-- Follow-up without exception: one row per finding once something was done about it (a finding without a row is open and
-- waits), every move with who made it, what an enterprise reported and what it showed, penalties, leniency decisions,
-- return visits. Rows lie in the initiator's jurisdiction like the inspection. Frozen once released; never import code
-- from here.

CREATE TABLE followups (
  jurisdiction_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  -- Key of the frequency ledger: one object over all directories.
  object_key text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  ended text COLLATE "C",
  -- Last day of the clock that runs now; null = none runs.
  due_on date,
  -- Re-inspection is due (D8): after the day of correction, or after the report.
  recheck_due_on date,
  extension jsonb,
  -- What waits for a review or a decision, or was granted: leniency or transfer.
  proposal jsonb,
  proposed_by uuid,
  approved_at timestamptz(3),
  order_paper_id uuid,
  recheck_inspection_id uuid,
  -- Receiver of a transfer or hand-over on the platform.
  to_agency_id uuid,
  to_section_id uuid,
  -- Entry of the leniency list that names the kind of conduct: the next time is not the first.
  entry_key uuid,
  case_number text NOT NULL DEFAULT '',
  opened_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  row_version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_followups PRIMARY KEY (jurisdiction_id, finding_id),
  CONSTRAINT fk_followups_finding FOREIGN KEY (jurisdiction_id, finding_id) REFERENCES visit_findings (jurisdiction_id, id),
  CONSTRAINT fk_followups_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT fk_followups_order_paper FOREIGN KEY (jurisdiction_id, order_paper_id) REFERENCES papers (jurisdiction_id, id),
  CONSTRAINT fk_followups_recheck FOREIGN KEY (jurisdiction_id, recheck_inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT ck_followups_kind CHECK (kind IN ('correctedOnSite', 'rectify', 'case', 'leniency', 'transferAgency', 'transferPolice', 'handover', 'daily')),
  CONSTRAINT ck_followups_state CHECK (state IN ('pending', 'ordered', 'reported', 'rechecking', 'caseOpened', 'decided', 'proposed', 'reviewed', 'granted', 'approved', 'sent', 'received', 'closed')),
  CONSTRAINT ck_followups_ended CHECK (ended IN ('correctedOnSite', 'rectified', 'penalised', 'dropped', 'notPunished', 'transferred', 'handedOver', 'daily')),
  -- No end without a reason, no reason without an end.
  CONSTRAINT ck_followups_closed CHECK ((state = 'closed') = (ended IS NOT NULL) AND (state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX ix_followups_team ON followups (jurisdiction_id, inspection_id, agency_id);
CREATE INDEX ix_followups_order_paper ON followups (jurisdiction_id, order_paper_id);
CREATE INDEX ix_followups_recheck ON followups (jurisdiction_id, recheck_inspection_id);
CREATE INDEX ix_followups_object ON followups (jurisdiction_id, object_key, opened_at DESC);
CREATE INDEX ix_followups_due ON followups (agency_id, due_on, finding_id) WHERE state <> 'closed';
CREATE INDEX ix_followups_receiver ON followups (to_agency_id, state) WHERE to_agency_id IS NOT NULL;

-- Every step: who, when, from where to where, with what was written, and by how many days too late.
CREATE TABLE followup_moves (
  jurisdiction_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  seq integer NOT NULL,
  move text COLLATE "C" NOT NULL,
  kind_before text COLLATE "C" NOT NULL,
  state_before text COLLATE "C" NOT NULL,
  kind_after text COLLATE "C" NOT NULL,
  state_after text COLLATE "C" NOT NULL,
  -- The clock that this step answered, and the days by which it was missed.
  due_on date,
  late_days integer NOT NULL,
  -- `followupForm` as it was written.
  form jsonb NOT NULL,
  paper_id uuid,
  -- Null: the enterprise through the public page.
  account_id uuid,
  person_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_followup_moves PRIMARY KEY (jurisdiction_id, finding_id, seq),
  CONSTRAINT fk_followup_moves_followup FOREIGN KEY (jurisdiction_id, finding_id) REFERENCES followups (jurisdiction_id, finding_id),
  CONSTRAINT fk_followup_moves_paper FOREIGN KEY (jurisdiction_id, paper_id) REFERENCES papers (jurisdiction_id, id)
);
CREATE INDEX ix_followup_moves_paper ON followup_moves (jurisdiction_id, paper_id);
COMMENT ON TABLE followup_moves IS 'append-only: steps of follow-ups';

-- Photographs and documents that prove a step; of the enterprise through the public page, or entered by the office.
CREATE TABLE followup_files (
  jurisdiction_id uuid NOT NULL,
  file_id uuid NOT NULL,
  -- Null: for the whole order.
  finding_id uuid,
  order_paper_id uuid,
  source text COLLATE "C" NOT NULL,
  -- Made by the page: the files of one report. Files whose report never came are not shown.
  report_id uuid,
  account_id uuid,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_followup_files PRIMARY KEY (jurisdiction_id, file_id),
  CONSTRAINT fk_followup_files_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT fk_followup_files_finding FOREIGN KEY (jurisdiction_id, finding_id) REFERENCES visit_findings (jurisdiction_id, id),
  CONSTRAINT fk_followup_files_order_paper FOREIGN KEY (jurisdiction_id, order_paper_id) REFERENCES papers (jurisdiction_id, id),
  CONSTRAINT ck_followup_files_source CHECK (source IN ('portal', 'office'))
);
CREATE INDEX ix_followup_files_finding ON followup_files (jurisdiction_id, finding_id, at);
CREATE INDEX ix_followup_files_order_paper ON followup_files (jurisdiction_id, order_paper_id, at);
COMMENT ON TABLE followup_files IS 'append-only: what proves a step';

-- What the enterprise reported about an order, as it was written.
CREATE TABLE rectification_reports (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  order_paper_id uuid NOT NULL,
  source text COLLATE "C" NOT NULL,
  person_name text NOT NULL,
  phone text NOT NULL,
  -- [{findingId, text}]
  items jsonb NOT NULL,
  account_id uuid,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_rectification_reports PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_rectification_reports_order_paper FOREIGN KEY (jurisdiction_id, order_paper_id) REFERENCES papers (jurisdiction_id, id),
  CONSTRAINT ck_rectification_reports_source CHECK (source IN ('portal', 'office'))
);
CREATE INDEX ix_rectification_reports_order_paper ON rectification_reports (jurisdiction_id, order_paper_id, at);
COMMENT ON TABLE rectification_reports IS 'append-only: reports of correction';

-- The code that stands on an order and opens its public page; derived from the paper's id, so that a phone can print it.
CREATE INDEX ix_papers_order_code ON papers ((right(replace(id::text, '-', ''), 16)) COLLATE "C") WHERE kind = 'rectificationOrder';

-- Penalties that cases ended with: the clock of their publication (D7) and the line of the 双公示 file.
CREATE TABLE penalties (
  jurisdiction_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  number text COLLATE "C" NOT NULL,
  decided_on date NOT NULL,
  -- `penaltyDecision`.
  decision jsonb NOT NULL,
  published_on date,
  published_place text NOT NULL DEFAULT '',
  CONSTRAINT pk_penalties PRIMARY KEY (jurisdiction_id, finding_id),
  CONSTRAINT fk_penalties_followup FOREIGN KEY (jurisdiction_id, finding_id) REFERENCES followups (jurisdiction_id, finding_id)
);
CREATE INDEX ix_penalties_agency ON penalties (agency_id, decided_on DESC, finding_id);

-- 廉政回访: closed inspections drawn by the discipline post from a seed that was typed in the open.
CREATE TABLE return_samples (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  seed text NOT NULL,
  wanted integer NOT NULL,
  population integer NOT NULL,
  -- SHA-256 of the list that was drawn from, so that the sample can be drawn again.
  population_sha256 text COLLATE "C" NOT NULL,
  drawn_by uuid NOT NULL,
  drawn_name text NOT NULL,
  drawn_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_return_samples PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_return_samples_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id)
);
CREATE INDEX ix_return_samples_agency ON return_samples (jurisdiction_id, agency_id, drawn_at DESC, id);

CREATE TABLE return_visits (
  jurisdiction_id uuid NOT NULL,
  sample_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  position integer NOT NULL,
  -- `returnAnswers`; null until the visit was made.
  answers jsonb,
  answered_by uuid,
  answered_name text,
  answered_at timestamptz(3),
  CONSTRAINT pk_return_visits PRIMARY KEY (jurisdiction_id, sample_id, inspection_id),
  CONSTRAINT fk_return_visits_sample FOREIGN KEY (jurisdiction_id, sample_id) REFERENCES return_samples (jurisdiction_id, id),
  CONSTRAINT fk_return_visits_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id)
);
CREATE INDEX ix_return_visits_inspection ON return_visits (jurisdiction_id, inspection_id);
