-- Preparation of an inspection: who decides in whose place, approvals, notices and their delivery, agreed dates, the
-- code that the enterprise scans, late registration. Rows of an inspection carry its jurisdiction (ruling 28); delegations
-- and substitutes lie in the agency's own.
-- Frozen once released; never import code from here.

-- 书面委托: the head lets a named deputy decide, from day to day, by a dated document.
CREATE TABLE delegations (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  from_account uuid NOT NULL,
  from_name text NOT NULL,
  to_account uuid NOT NULL,
  to_name text NOT NULL,
  scope text COLLATE "C" NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  -- Title, number and day of the document.
  document text NOT NULL,
  document_number text NOT NULL,
  document_day date NOT NULL,
  revoked_on date,
  revoked_reason text NOT NULL DEFAULT '',
  row_version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_delegations PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_delegations_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_delegations_from FOREIGN KEY (jurisdiction_id, from_account) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT fk_delegations_to FOREIGN KEY (jurisdiction_id, to_account) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_delegations_scope CHECK (scope IN ('approval', 'lateEntry', 'all')),
  CONSTRAINT ck_delegations_days CHECK (from_day <= to_day AND document_day <= from_day),
  CONSTRAINT ck_delegations_people CHECK (from_account <> to_account)
);
CREATE INDEX ix_delegations_agency ON delegations (jurisdiction_id, agency_id, to_day DESC, id);
CREATE INDEX ix_delegations_from ON delegations (jurisdiction_id, from_account);
CREATE INDEX ix_delegations_to ON delegations (jurisdiction_id, to_account);

-- AB 岗: while a person is away, that person's work goes to the substitute.
CREATE TABLE work_substitutes (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  substitute_id uuid NOT NULL,
  substitute_name text NOT NULL,
  reason text COLLATE "C" NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  -- By which a head's substitute decides; empty for everybody else.
  document text NOT NULL DEFAULT '',
  ended_on date,
  row_version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_work_substitutes PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_work_substitutes_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_work_substitutes_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT fk_work_substitutes_substitute FOREIGN KEY (jurisdiction_id, substitute_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_work_substitutes_reason CHECK (reason IN ('leave', 'businessTrip', 'holiday', 'training')),
  CONSTRAINT ck_work_substitutes_days CHECK (from_day <= to_day),
  CONSTRAINT ck_work_substitutes_people CHECK (account_id <> substitute_id)
);
CREATE INDEX ix_work_substitutes_agency ON work_substitutes (jurisdiction_id, agency_id, to_day DESC, id);
CREATE INDEX ix_work_substitutes_account ON work_substitutes (jurisdiction_id, account_id);
CREATE INDEX ix_work_substitutes_substitute ON work_substitutes (jurisdiction_id, substitute_id);

-- 检查审批: what one agency's team asked for one inspection, and what was decided by whom in which capacity.
CREATE TABLE inspection_approvals (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- `afterwards`: the team had entered in an emergency before.
  timing text COLLATE "C" NOT NULL,
  note text NOT NULL DEFAULT '',
  -- What stood on the form when it was submitted.
  form jsonb NOT NULL,
  applied_by uuid NOT NULL,
  applied_name text NOT NULL,
  applied_at timestamptz(3) NOT NULL,
  -- Null until decided.
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  decided_as text COLLATE "C",
  -- The delegation's or substitution's document, for the record.
  authority text NOT NULL DEFAULT '',
  opinion text NOT NULL DEFAULT '',
  via text COLLATE "C",
  -- Signed by hand: the day on the paper, the scan, and who registered it.
  signed_on date,
  scan_id uuid,
  registered_by uuid,
  registered_name text,
  paper_id uuid,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_inspection_approvals PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspection_approvals_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_inspection_approvals_state CHECK (state IN ('submitted', 'approved', 'refused', 'withdrawn')),
  CONSTRAINT ck_inspection_approvals_timing CHECK (timing IN ('before', 'afterwards')),
  CONSTRAINT ck_inspection_approvals_via CHECK (via IN ('screen', 'paper')),
  CONSTRAINT ck_inspection_approvals_as CHECK (decided_as IN ('head', 'delegate', 'substitute')),
  CONSTRAINT ck_inspection_approvals_decided CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL AND decided_as IS NOT NULL AND via IS NOT NULL)),
  CONSTRAINT ck_inspection_approvals_paper CHECK (via IS DISTINCT FROM 'paper' OR (signed_on IS NOT NULL AND scan_id IS NOT NULL AND registered_by IS NOT NULL)),
  CONSTRAINT ck_inspection_approvals_own CHECK (decided_by IS DISTINCT FROM applied_by)
);
CREATE UNIQUE INDEX uq_inspection_approvals_open ON inspection_approvals (jurisdiction_id, inspection_id, agency_id) WHERE state IN ('submitted', 'approved');
CREATE INDEX ix_inspection_approvals_team ON inspection_approvals (jurisdiction_id, inspection_id, agency_id, applied_at DESC);
-- An agency finds what it has to decide, in whatever jurisdiction the task lies.
CREATE INDEX ix_inspection_approvals_agency ON inspection_approvals (agency_id, state, applied_at, id);

-- 检查通知书, one of each agency; a joint visit hands them over as one set.
CREATE TABLE inspection_notices (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  -- Row of the register of papers, which holds the seal state; null where the register did not take it.
  paper_id uuid,
  number text COLLATE "C" NOT NULL,
  content jsonb NOT NULL,
  issued_by uuid NOT NULL,
  issued_name text NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  delivered_at timestamptz(3),
  void_reason text NOT NULL DEFAULT '',
  void_at timestamptz(3),
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_inspection_notices PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_inspection_notices_number UNIQUE (jurisdiction_id, agency_id, number),
  CONSTRAINT fk_inspection_notices_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id)
);
CREATE UNIQUE INDEX uq_inspection_notices_team ON inspection_notices (jurisdiction_id, inspection_id, agency_id) WHERE void_at IS NULL;
CREATE INDEX ix_inspection_notices_team ON inspection_notices (jurisdiction_id, inspection_id, agency_id);

-- 送达: how a paper reached the object. Attempts that failed stand here too.
CREATE TABLE deliveries (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  notice_id uuid,
  paper_id uuid,
  channel text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  -- When it was handed over or told, and when that was written down.
  delivered_at timestamptz(3) NOT NULL,
  -- Who took it or was told, in which capacity, where or under which number or address.
  recipient text NOT NULL,
  recipient_post text NOT NULL DEFAULT '',
  reached_at text NOT NULL DEFAULT '',
  -- Whoever handed it over or called.
  deliverer text NOT NULL,
  told text NOT NULL DEFAULT '',
  -- 留置送达 and refusal: who witnessed it.
  witness text NOT NULL DEFAULT '',
  receipt_id uuid,
  note text NOT NULL DEFAULT '',
  recorded_by uuid NOT NULL,
  recorded_name text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_deliveries PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_deliveries_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT fk_deliveries_notice FOREIGN KEY (jurisdiction_id, notice_id) REFERENCES inspection_notices (jurisdiction_id, id),
  CONSTRAINT ck_deliveries_channel CHECK (channel IN ('inPerson', 'telephone', 'sms', 'email', 'post', 'atTheDoor', 'left')),
  CONSTRAINT ck_deliveries_outcome CHECK (outcome IN ('received', 'told', 'sent', 'left', 'refused', 'notReached')),
  CONSTRAINT ck_deliveries_what CHECK ((notice_id IS NULL) <> (paper_id IS NULL)),
  CONSTRAINT ck_deliveries_witness CHECK (channel <> 'left' OR witness <> '')
);
COMMENT ON TABLE deliveries IS 'append-only: what was handed over or told';
CREATE INDEX ix_deliveries_team ON deliveries (jurisdiction_id, inspection_id, agency_id, delivered_at);
CREATE INDEX ix_deliveries_notice ON deliveries (jurisdiction_id, notice_id);

-- 检查码. `code` is said and typed, `key` stands only in the printed or shown QR code.
CREATE TABLE visit_codes (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_codes PRIMARY KEY (jurisdiction_id, inspection_id),
  CONSTRAINT uq_visit_codes_code UNIQUE (jurisdiction_id, code),
  CONSTRAINT fk_visit_codes_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id)
);
COMMENT ON TABLE visit_codes IS 'append-only: a code stays that of its visit';
CREATE INDEX ix_visit_codes_code ON visit_codes (code);

-- 评价 by whoever holds the code: no name, no address, never shown to the agency that inspected.
CREATE TABLE visit_ratings (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  showed_certificates boolean NOT NULL,
  kept_to_notice boolean NOT NULL,
  -- 1 to 5.
  manner integer NOT NULL,
  remark text NOT NULL DEFAULT '',
  -- The day only, so that nobody is told apart by the minute.
  rated_on date NOT NULL,
  CONSTRAINT pk_visit_ratings PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_ratings_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT ck_visit_ratings_manner CHECK (manner BETWEEN 1 AND 5)
);
COMMENT ON TABLE visit_ratings IS 'append-only: opinions of visited enterprises';
CREATE INDEX ix_visit_ratings_inspection ON visit_ratings (jurisdiction_id, inspection_id);
CREATE INDEX ix_visit_ratings_day ON visit_ratings (jurisdiction_id, rated_on DESC, id);

-- 约检: proposed times of a visit; a time that every agency accepts is the visit's.
CREATE TABLE visit_slots (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  -- Whose proposal; an enterprise's is noted down by the agency that took it.
  agency_id uuid NOT NULL,
  by_object boolean NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  note text NOT NULL DEFAULT '',
  state text COLLATE "C" NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_slots PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_slots_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_visit_slots_state CHECK (state IN ('open', 'agreed', 'withdrawn', 'superseded'))
);
CREATE UNIQUE INDEX uq_visit_slots_agreed ON visit_slots (jurisdiction_id, inspection_id) WHERE state = 'agreed';
CREATE INDEX ix_visit_slots_inspection ON visit_slots (jurisdiction_id, inspection_id, agency_id, starts_at);

CREATE TABLE visit_slot_answers (
  jurisdiction_id uuid NOT NULL,
  slot_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  accepts boolean NOT NULL,
  reason text NOT NULL DEFAULT '',
  answered_by uuid NOT NULL,
  answered_name text NOT NULL,
  answered_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_slot_answers PRIMARY KEY (jurisdiction_id, slot_id, agency_id),
  CONSTRAINT fk_visit_slot_answers_slot FOREIGN KEY (jurisdiction_id, slot_id) REFERENCES visit_slots (jurisdiction_id, id)
);

-- 补登 of an entry: an emergency before leaving, or a failed network afterwards.
CREATE TABLE entry_registrations (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  entered_at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  -- Last day without the head's decision; null where the rule book names no clock.
  due_on date,
  -- The head's decision that lets a registration in after that day.
  allowed_by uuid,
  allowed_name text,
  allowed_note text NOT NULL DEFAULT '',
  registered_by uuid NOT NULL,
  registered_name text NOT NULL,
  registered_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_entry_registrations PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_entry_registrations_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_entry_registrations_kind CHECK (kind IN ('emergency', 'networkFailure'))
);
COMMENT ON TABLE entry_registrations IS 'append-only: why an entry was registered in another way';
CREATE INDEX ix_entry_registrations_team ON entry_registrations (jurisdiction_id, inspection_id, agency_id);

-- 高峰时段: when visitors should not come; noted by whoever learns it, seen by every agency that plans a visit.
CREATE TABLE object_peak_hours (
  jurisdiction_id uuid NOT NULL,
  object_key text COLLATE "C" NOT NULL,
  hours text NOT NULL,
  noted_name text NOT NULL,
  noted_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_object_peak_hours PRIMARY KEY (jurisdiction_id, object_key)
);
