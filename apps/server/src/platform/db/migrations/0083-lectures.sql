-- Training of enterprises (企业培训) with sign-ups and attendance; how often what is published is read; opinions of visited
-- enterprises as matters of oversight. Frozen once released; never import code from here.

CREATE TABLE lectures (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  title text NOT NULL,
  -- Item of inspection that it is about, and whom it is for.
  topic text NOT NULL,
  audience text NOT NULL,
  body text NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  place text NOT NULL DEFAULT '',
  link text NOT NULL DEFAULT '',
  -- People, not enterprises.
  capacity integer NOT NULL,
  closes_at timestamptz(3) NOT NULL,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL DEFAULT 1,
  edited_by uuid NOT NULL,
  edited_name text NOT NULL,
  reviewed_by uuid,
  reviewed_name text,
  published_on date,
  -- Why it was returned or cancelled.
  note text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_lectures PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_lectures_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_lectures_state CHECK (state IN ('draft', 'review', 'published', 'withdrawn')),
  CONSTRAINT ck_lectures_where CHECK (place <> '' OR link <> ''),
  CONSTRAINT ck_lectures_times CHECK (starts_at < ends_at AND closes_at <= starts_at),
  CONSTRAINT ck_lectures_capacity CHECK (capacity BETWEEN 1 AND 5000),
  CONSTRAINT ck_lectures_two CHECK (state <> 'published' OR (reviewed_by IS NOT NULL AND reviewed_by <> edited_by AND published_on IS NOT NULL))
);
CREATE INDEX ix_lectures_agency ON lectures (jurisdiction_id, agency_id, starts_at DESC, id);
CREATE INDEX ix_lectures_published ON lectures (starts_at, id) WHERE state = 'published';

CREATE TABLE lecture_signups (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  lecture_id uuid NOT NULL,
  -- The enterprise: `uscc:…`, or `visit:…` where the visited object has no credit code.
  party_key text COLLATE "C" NOT NULL,
  party_name text NOT NULL,
  people integer NOT NULL,
  -- Sealed by the installation's box: who is to be called.
  contact bytea NOT NULL,
  way text COLLATE "C" NOT NULL,
  -- Digest of the code that whoever signed up got, to look and to withdraw.
  code_hash bytea NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- People that came; null until somebody recorded it.
  attended integer,
  signed_at timestamptz(3) NOT NULL,
  withdrawn_at timestamptz(3),
  CONSTRAINT pk_lecture_signups PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_lecture_signups_lecture FOREIGN KEY (jurisdiction_id, lecture_id) REFERENCES lectures (jurisdiction_id, id),
  CONSTRAINT ck_lecture_signups_people CHECK (people BETWEEN 1 AND 20),
  CONSTRAINT ck_lecture_signups_attended CHECK (attended BETWEEN 0 AND 20),
  CONSTRAINT ck_lecture_signups_way CHECK (way IN ('visitCode', 'letter', 'centre')),
  CONSTRAINT ck_lecture_signups_state CHECK (state IN ('signed', 'withdrawn')),
  CONSTRAINT ck_lecture_signups_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX uq_lecture_signups_party ON lecture_signups (jurisdiction_id, lecture_id, party_key) WHERE state = 'signed';
CREATE INDEX ix_lecture_signups_lecture ON lecture_signups (jurisdiction_id, lecture_id, signed_at, id);
-- An enterprise finds its own over all bureaus; a code belongs to no jurisdiction.
CREATE INDEX ix_lecture_signups_party ON lecture_signups (party_key, signed_at DESC);
CREATE INDEX ix_lecture_signups_code ON lecture_signups (code_hash);

-- How often a published page was opened on a day. No visitor stands here.
CREATE TABLE reach_counts (
  jurisdiction_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  day date NOT NULL,
  views integer NOT NULL,
  CONSTRAINT pk_reach_counts PRIMARY KEY (jurisdiction_id, subject_id, day),
  CONSTRAINT fk_reach_counts_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_reach_counts_views CHECK (views > 0)
);

-- The code under which whoever rated a visit reads what became of it; apart from the opinion.
CREATE TABLE visit_rating_codes (
  jurisdiction_id uuid NOT NULL,
  rating_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  CONSTRAINT pk_visit_rating_codes PRIMARY KEY (jurisdiction_id, rating_id),
  CONSTRAINT fk_visit_rating_codes_rating FOREIGN KEY (jurisdiction_id, rating_id) REFERENCES visit_ratings (jurisdiction_id, id),
  CONSTRAINT ck_visit_rating_codes_hash CHECK (length(code_hash) = 32)
);
CREATE INDEX ix_visit_rating_codes_code ON visit_rating_codes (code_hash);
COMMENT ON TABLE visit_rating_codes IS 'append-only: digests of the codes of opinions';

-- Opinions that ask for something, as matters of oversight. Nobody of an inspecting agency reads these tables.
CREATE TABLE rating_matters (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  number text COLLATE "C" NOT NULL,
  rating_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- 2 after whoever rated was not satisfied with the first answer.
  round integer NOT NULL DEFAULT 1,
  -- Whoever rated was asked something and has not answered.
  is_asked boolean NOT NULL DEFAULT false,
  handler_id uuid,
  handler_name text NOT NULL DEFAULT '',
  -- The office whose people handle it: whose calendar and rule book hold.
  office_agency_id uuid NOT NULL,
  started_on date NOT NULL,
  due_on date NOT NULL,
  due_basis jsonb NOT NULL,
  outcome text COLLATE "C",
  answer text NOT NULL DEFAULT '',
  closed_on date,
  verdict text COLLATE "C",
  verdict_on date,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_rating_matters PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_rating_matters_number UNIQUE (jurisdiction_id, number),
  CONSTRAINT uq_rating_matters_rating UNIQUE (jurisdiction_id, rating_id),
  CONSTRAINT fk_rating_matters_rating FOREIGN KEY (jurisdiction_id, rating_id) REFERENCES visit_ratings (jurisdiction_id, id),
  CONSTRAINT fk_rating_matters_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_rating_matters_handler FOREIGN KEY (jurisdiction_id, handler_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT fk_rating_matters_office FOREIGN KEY (jurisdiction_id, office_agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_rating_matters_state CHECK (state IN ('received', 'assigned', 'closed')),
  CONSTRAINT ck_rating_matters_round CHECK (round BETWEEN 1 AND 2),
  CONSTRAINT ck_rating_matters_handler CHECK (state = 'received' OR handler_id IS NOT NULL),
  CONSTRAINT ck_rating_matters_outcome CHECK (outcome IN ('explained', 'urged', 'passedOn', 'notEstablished', 'noted')),
  CONSTRAINT ck_rating_matters_closed CHECK ((state = 'closed') = (closed_on IS NOT NULL) AND (state <> 'closed' OR (outcome IS NOT NULL AND answer <> ''))),
  CONSTRAINT ck_rating_matters_verdict CHECK (verdict IN ('satisfied', 'unsatisfied') AND (verdict IS NULL) = (verdict_on IS NULL))
);
CREATE INDEX ix_rating_matters_due ON rating_matters (jurisdiction_id, due_on, id) WHERE state <> 'closed';
CREATE INDEX ix_rating_matters_new ON rating_matters (jurisdiction_id, created_at DESC, id);
CREATE INDEX ix_rating_matters_inspection ON rating_matters (jurisdiction_id, inspection_id);
CREATE INDEX ix_rating_matters_handler ON rating_matters (jurisdiction_id, handler_id);
CREATE INDEX ix_rating_matters_office ON rating_matters (jurisdiction_id, office_agency_id);

-- Who did what, in words; of whoever rated no more than the day.
CREATE TABLE rating_matter_steps (
  jurisdiction_id uuid NOT NULL,
  matter_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid,
  person_name text NOT NULL,
  words text NOT NULL,
  on_day date NOT NULL,
  CONSTRAINT pk_rating_matter_steps PRIMARY KEY (jurisdiction_id, matter_id, seq),
  CONSTRAINT fk_rating_matter_steps_matter FOREIGN KEY (jurisdiction_id, matter_id) REFERENCES rating_matters (jurisdiction_id, id),
  CONSTRAINT ck_rating_matter_steps_step CHECK (step IN ('assign', 'note', 'askRater', 'raterAnswered', 'askAgency', 'agencyAnswered', 'close', 'satisfied', 'unsatisfied'))
);
COMMENT ON TABLE rating_matter_steps IS 'append-only: what was done about an opinion';

-- What the office asks an agency about its practice; neither the visit nor the matter is named to the agency.
CREATE TABLE rating_questions (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  matter_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  words text NOT NULL,
  asked_name text NOT NULL,
  asked_on date NOT NULL,
  state text COLLATE "C" NOT NULL,
  answer text NOT NULL DEFAULT '',
  answered_by uuid,
  answered_name text NOT NULL DEFAULT '',
  answered_on date,
  CONSTRAINT pk_rating_questions PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_rating_questions_matter FOREIGN KEY (jurisdiction_id, matter_id) REFERENCES rating_matters (jurisdiction_id, id),
  CONSTRAINT fk_rating_questions_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_rating_questions_answered_by FOREIGN KEY (jurisdiction_id, answered_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_rating_questions_state CHECK (state IN ('asked', 'answered')),
  CONSTRAINT ck_rating_questions_answered CHECK ((state = 'answered') = (answered_on IS NOT NULL AND answered_by IS NOT NULL))
);
CREATE INDEX ix_rating_questions_agency ON rating_questions (jurisdiction_id, agency_id, asked_on DESC, id);
CREATE INDEX ix_rating_questions_matter ON rating_questions (jurisdiction_id, matter_id);
CREATE INDEX ix_rating_questions_answered_by ON rating_questions (jurisdiction_id, answered_by);
