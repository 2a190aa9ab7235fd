-- Inspectors in depth (执法检查人员名录库): certificates, changes of post by day, training, yearly declarations,
-- requests for recusal, the justice bureau's personnel file, assisting staff, experts and technical bodies.

ALTER TABLE inspectors
  ADD COLUMN establishment text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN level text NOT NULL DEFAULT '',
  ADD COLUMN post_since date,
  ADD COLUMN qualifications text[] NOT NULL DEFAULT '{}',
  ADD COLUMN certificate_status text COLLATE "C" NOT NULL DEFAULT 'valid',
  ADD COLUMN source text COLLATE "C" NOT NULL DEFAULT 'manual',
  -- The telephone number as sealed by the installation's key; only its last digits stand in the clear.
  ADD COLUMN phone_sealed bytea,
  ADD COLUMN phone_tail text COLLATE "C" NOT NULL DEFAULT '',
  ADD CONSTRAINT ck_inspectors_establishment CHECK (establishment IN ('', 'established', 'institution', 'contract', 'seconded')),
  ADD CONSTRAINT ck_inspectors_certificate_status CHECK (certificate_status IN ('valid', 'suspended', 'revoked')),
  ADD CONSTRAINT ck_inspectors_source CHECK (source IN ('manual', 'justice'));

-- Every certificate a person holds. The one whose number stands in inspectors.certificate_number is the main one.
CREATE TABLE inspector_certificates (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  issuer text NOT NULL DEFAULT '',
  scope text NOT NULL DEFAULT '',
  valid_from date,
  valid_to date,
  status text COLLATE "C" NOT NULL DEFAULT 'valid',
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspector_certificates PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspector_certificates_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT uq_inspector_certificates_number UNIQUE (jurisdiction_id, kind, number),
  CONSTRAINT ck_inspector_certificates_kind CHECK (kind IN ('enforcement', 'department')),
  CONSTRAINT ck_inspector_certificates_status CHECK (status IN ('valid', 'suspended', 'revoked'))
);
CREATE INDEX ix_inspector_certificates_inspector ON inspector_certificates (jurisdiction_id, inspector_id);

-- Leave, transfer, retirement and suspension, by day. They take effect by themselves: nobody has to press a button
-- on the day. to_day is the last day of a leave or suspension; null: until further notice.
CREATE TABLE inspector_post_changes (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  from_day date NOT NULL,
  to_day date,
  reason text NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  cancelled_on date,
  cancelled_reason text NOT NULL DEFAULT '',
  CONSTRAINT pk_inspector_post_changes PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspector_post_changes_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT ck_inspector_post_changes_kind CHECK (kind IN ('leave', 'suspension', 'transfer', 'retirement')),
  CONSTRAINT ck_inspector_post_changes_days CHECK (to_day IS NULL OR to_day >= from_day)
);
CREATE INDEX ix_inspector_post_changes_inspector ON inspector_post_changes (jurisdiction_id, inspector_id, from_day);

-- Daily-supervision staff without a certificate. They are listed, and stand in a table of their own so that no
-- query of a draw, a team or a participation can meet them.
CREATE TABLE auxiliary_staff (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  section_id uuid,
  name text NOT NULL,
  establishment text COLLATE "C" NOT NULL DEFAULT '',
  post text NOT NULL DEFAULT '',
  duties text NOT NULL DEFAULT '',
  status text COLLATE "C" NOT NULL DEFAULT 'active',
  -- The inspector that this person became after the examination.
  inspector_id uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_auxiliary_staff PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_auxiliary_staff_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_auxiliary_staff_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT fk_auxiliary_staff_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT ck_auxiliary_staff_establishment CHECK (establishment IN ('', 'established', 'institution', 'contract', 'seconded')),
  CONSTRAINT ck_auxiliary_staff_status CHECK (status IN ('active', 'inactive', 'certified')),
  CONSTRAINT ck_auxiliary_staff_certified CHECK ((status = 'certified') = (inspector_id IS NOT NULL))
);
CREATE INDEX ix_auxiliary_staff_page ON auxiliary_staff (jurisdiction_id, agency_id, name COLLATE "C", id);
CREATE INDEX ix_auxiliary_staff_section ON auxiliary_staff (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;
CREATE INDEX ix_auxiliary_staff_inspector ON auxiliary_staff (jurisdiction_id, inspector_id) WHERE inspector_id IS NOT NULL;

CREATE TABLE training_records (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  course text COLLATE "C" NOT NULL,
  organiser text NOT NULL DEFAULT '',
  from_day date NOT NULL,
  to_day date NOT NULL,
  -- Half hours are common: tenths of an hour.
  hours_tenths integer NOT NULL,
  result text COLLATE "C" NOT NULL DEFAULT 'attended',
  -- Check sheet that the course taught (sheet_versions of a later migration), for the gate "trained on this version".
  sheet_id uuid,
  sheet_version integer,
  note text NOT NULL DEFAULT '',
  recorded_by uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_training_records PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_training_records_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT uq_training_records_course UNIQUE (jurisdiction_id, inspector_id, course, from_day),
  CONSTRAINT ck_training_records_result CHECK (result IN ('attended', 'passed', 'failed')),
  CONSTRAINT ck_training_records_days CHECK (to_day >= from_day),
  CONSTRAINT ck_training_records_hours CHECK (hours_tenths BETWEEN 1 AND 10000)
);
CREATE INDEX ix_training_records_page ON training_records (jurisdiction_id, from_day DESC, id);

-- The yearly round of declarations (年度申报): each inspector confirms or declares.
CREATE TABLE declaration_rounds (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  year integer NOT NULL,
  opened_on date NOT NULL,
  due_on date NOT NULL,
  opened_by uuid NOT NULL,
  closed_on date,
  CONSTRAINT pk_declaration_rounds PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_declaration_rounds_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT uq_declaration_rounds_year UNIQUE (jurisdiction_id, agency_id, year)
);
CREATE TABLE declaration_answers (
  jurisdiction_id uuid NOT NULL,
  round_id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  answer text COLLATE "C" NOT NULL,
  -- Declarations in force when the answer was given.
  declared integer NOT NULL,
  on_paper boolean NOT NULL DEFAULT false,
  answered_by uuid NOT NULL,
  answered_on date NOT NULL,
  CONSTRAINT pk_declaration_answers PRIMARY KEY (jurisdiction_id, round_id, inspector_id),
  CONSTRAINT fk_declaration_answers_round FOREIGN KEY (jurisdiction_id, round_id) REFERENCES declaration_rounds (jurisdiction_id, id),
  CONSTRAINT fk_declaration_answers_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT ck_declaration_answers_answer CHECK (answer IN ('none', 'declared'))
);
CREATE INDEX ix_declaration_answers_inspector ON declaration_answers (jurisdiction_id, inspector_id);

-- An enterprise asks that an inspector step back; the head decides, the head's own case the leaders' meeting.
CREATE TABLE recusal_requests (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  inspector_id uuid NOT NULL,
  object_id uuid NOT NULL,
  requester text NOT NULL,
  requester_kind text COLLATE "C" NOT NULL,
  grounds text NOT NULL,
  visit text NOT NULL DEFAULT '',
  received_on date NOT NULL,
  received_by uuid NOT NULL,
  concerns_head boolean NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'received',
  decided_on date,
  decided_by uuid,
  decided_name text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  minutes text NOT NULL DEFAULT '',
  declaration_id uuid,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_recusal_requests PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_recusal_requests_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_recusal_requests_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT fk_recusal_requests_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_recusal_requests_declaration FOREIGN KEY (jurisdiction_id, declaration_id) REFERENCES interest_declarations (jurisdiction_id, id),
  CONSTRAINT uq_recusal_requests_number UNIQUE (jurisdiction_id, agency_id, year, number),
  CONSTRAINT ck_recusal_requests_requester CHECK (requester_kind IN ('object', 'representative')),
  CONSTRAINT ck_recusal_requests_state CHECK (state IN ('received', 'upheld', 'rejected')),
  CONSTRAINT ck_recusal_requests_decided CHECK ((state = 'received') = (decided_on IS NULL)),
  CONSTRAINT ck_recusal_requests_minutes CHECK (NOT concerns_head OR state = 'received' OR minutes <> '')
);
CREATE UNIQUE INDEX uq_recusal_requests_open ON recusal_requests (jurisdiction_id, inspector_id, object_id) WHERE state = 'received';
CREATE INDEX ix_recusal_requests_page ON recusal_requests (jurisdiction_id, agency_id, created_at DESC, id);
CREATE INDEX ix_recusal_requests_inspector ON recusal_requests (jurisdiction_id, inspector_id);
CREATE INDEX ix_recusal_requests_object ON recusal_requests (jurisdiction_id, object_id);
CREATE INDEX ix_recusal_requests_declaration ON recusal_requests (jurisdiction_id, declaration_id) WHERE declaration_id IS NOT NULL;

ALTER TABLE interest_declarations DROP CONSTRAINT ck_declarations_relation;
ALTER TABLE interest_declarations ADD CONSTRAINT ck_declarations_relation CHECK (relation IN ('kinship', 'formerEmployment', 'shareholding', 'previousVisit', 'other', 'recusalDecision'));

-- The justice bureau's personnel file as received, and what differs from the directory. scope_agency_id is the agency
-- whose people the file holds; null: every agency of the jurisdiction.
CREATE TABLE personnel_feeds (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  scope_agency_id uuid,
  file_name text NOT NULL,
  file_sha256 text COLLATE "C" NOT NULL,
  table_info jsonb NOT NULL,
  mapping jsonb,
  state text COLLATE "C" NOT NULL,
  as_of date,
  rows_read integer NOT NULL DEFAULT 0,
  rows_unplaced integer NOT NULL DEFAULT 0,
  uploaded_by uuid NOT NULL,
  uploaded_at timestamptz(3) NOT NULL,
  compared_at timestamptz(3),
  CONSTRAINT pk_personnel_feeds PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_personnel_feeds_agency FOREIGN KEY (jurisdiction_id, scope_agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_personnel_feeds_state CHECK (state IN ('uploaded', 'compared'))
);
CREATE INDEX ix_personnel_feeds_page ON personnel_feeds (jurisdiction_id, uploaded_at DESC, id);
CREATE INDEX ix_personnel_feeds_agency ON personnel_feeds (jurisdiction_id, scope_agency_id) WHERE scope_agency_id IS NOT NULL;

-- Certificate holders by the newest file that named them: what the coverage report compares with.
CREATE TABLE certificate_holders (
  jurisdiction_id uuid NOT NULL,
  certificate_number text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  name text NOT NULL,
  valid_to date,
  status text COLLATE "C" NOT NULL DEFAULT '',
  feed_id uuid NOT NULL,
  CONSTRAINT pk_certificate_holders PRIMARY KEY (jurisdiction_id, certificate_number),
  CONSTRAINT fk_certificate_holders_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_certificate_holders_feed FOREIGN KEY (jurisdiction_id, feed_id) REFERENCES personnel_feeds (jurisdiction_id, id)
);
CREATE INDEX ix_certificate_holders_agency ON certificate_holders (jurisdiction_id, agency_id);
CREATE INDEX ix_certificate_holders_feed ON certificate_holders (jurisdiction_id, feed_id);

-- Each difference is decided once: the same content (mark) of a later file finds the earlier decision.
CREATE TABLE personnel_differences (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  certificate_number text COLLATE "C" NOT NULL,
  mark text COLLATE "C" NOT NULL,
  inspector_id uuid,
  feed_id uuid NOT NULL,
  in_file jsonb,
  in_directory jsonb,
  state text COLLATE "C" NOT NULL DEFAULT 'open',
  decided_on date,
  decided_by uuid,
  decided_name text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_personnel_differences PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_personnel_differences_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_personnel_differences_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT fk_personnel_differences_feed FOREIGN KEY (jurisdiction_id, feed_id) REFERENCES personnel_feeds (jurisdiction_id, id),
  CONSTRAINT uq_personnel_differences_mark UNIQUE (jurisdiction_id, agency_id, kind, certificate_number, mark),
  CONSTRAINT ck_personnel_differences_kind CHECK (kind IN ('notInDirectory', 'notInFile', 'name', 'validTo', 'status')),
  CONSTRAINT ck_personnel_differences_state CHECK (state IN ('open', 'adopted', 'dismissed', 'gone'))
);
CREATE INDEX ix_personnel_differences_page ON personnel_differences (jurisdiction_id, agency_id, state, kind, certificate_number, id);
CREATE INDEX ix_personnel_differences_inspector ON personnel_differences (jurisdiction_id, inspector_id) WHERE inspector_id IS NOT NULL;
CREATE INDEX ix_personnel_differences_feed ON personnel_differences (jurisdiction_id, feed_id);

-- Experts and technical bodies: admitted by review, for a term, with the organisations they must stay away from.
ALTER TABLE experts DROP CONSTRAINT ck_experts_status;
UPDATE experts SET status = CASE status WHEN 'active' THEN 'admitted' ELSE 'ended' END;
ALTER TABLE experts
  ALTER COLUMN status SET DEFAULT 'proposed',
  ADD COLUMN kind text COLLATE "C" NOT NULL DEFAULT 'expert',
  ADD COLUMN origin text COLLATE "C" NOT NULL DEFAULT 'proposed',
  ADD COLUMN conflict_organisations text[] NOT NULL DEFAULT '{}',
  ADD COLUMN entered_by uuid,
  ADD COLUMN reviewed_by uuid,
  ADD COLUMN admitted_on date,
  ADD COLUMN term_to date,
  ADD CONSTRAINT ck_experts_kind CHECK (kind IN ('expert', 'technicalBody')),
  ADD CONSTRAINT ck_experts_origin CHECK (origin IN ('applied', 'proposed')),
  ADD CONSTRAINT ck_experts_status CHECK (status IN ('proposed', 'reviewed', 'admitted', 'rejected', 'suspended', 'ended'));

CREATE TABLE expert_steps (
  jurisdiction_id uuid NOT NULL,
  expert_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  reason text NOT NULL DEFAULT '',
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_expert_steps PRIMARY KEY (jurisdiction_id, expert_id, seq),
  CONSTRAINT fk_expert_steps_expert FOREIGN KEY (jurisdiction_id, expert_id) REFERENCES experts (jurisdiction_id, id),
  CONSTRAINT ck_expert_steps_step CHECK (step IN ('review', 'admit', 'reject', 'suspend', 'resume', 'end', 'reopen'))
);
COMMENT ON TABLE expert_steps IS 'append-only: who reviewed, admitted, rejected, suspended and ended what';

CREATE TABLE expert_files (
  jurisdiction_id uuid NOT NULL,
  expert_id uuid NOT NULL,
  file_id uuid NOT NULL,
  CONSTRAINT pk_expert_files PRIMARY KEY (jurisdiction_id, expert_id, file_id),
  CONSTRAINT fk_expert_files_expert FOREIGN KEY (jurisdiction_id, expert_id) REFERENCES experts (jurisdiction_id, id),
  CONSTRAINT fk_expert_files_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id)
);
CREATE INDEX ix_expert_files_file ON expert_files (jurisdiction_id, file_id);
