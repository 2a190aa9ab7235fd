-- Training of officers (E, 5): courses with sessions, people called, attendance, question banks and tests. What a closed
-- course leaves of a person is a row of training_records, as of every other training; `course_id` says where it comes from.
CREATE TABLE question_banks (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  note text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_question_banks PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_question_banks_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT uq_question_banks_name UNIQUE (jurisdiction_id, agency_id, name)
);

CREATE TABLE bank_questions (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  bank_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  stem text COLLATE "C" NOT NULL,
  options jsonb NOT NULL,
  -- Places in `options`; of true or false: 0 right, 1 wrong.
  answer jsonb NOT NULL,
  explanation text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_bank_questions PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_bank_questions_bank FOREIGN KEY (jurisdiction_id, bank_id) REFERENCES question_banks (jurisdiction_id, id),
  CONSTRAINT uq_bank_questions_stem UNIQUE (jurisdiction_id, bank_id, kind, stem),
  CONSTRAINT ck_bank_questions_kind CHECK (kind IN ('single', 'multiple', 'trueFalse'))
);

CREATE TABLE training_courses (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  title text COLLATE "C" NOT NULL,
  organiser text NOT NULL DEFAULT '',
  content text NOT NULL DEFAULT '',
  state text COLLATE "C" NOT NULL DEFAULT 'draft',
  sheet_version_id uuid,
  bank_id uuid,
  -- Numbers of questions by kind, pass mark, tries, minutes; with `bank_id` only.
  test_rules jsonb,
  cancelled_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_training_courses PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_training_courses_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_training_courses_sheet FOREIGN KEY (jurisdiction_id, sheet_version_id) REFERENCES sheet_versions (jurisdiction_id, id),
  CONSTRAINT fk_training_courses_bank FOREIGN KEY (jurisdiction_id, bank_id) REFERENCES question_banks (jurisdiction_id, id),
  CONSTRAINT ck_training_courses_state CHECK (state IN ('draft', 'open', 'closed', 'cancelled')),
  CONSTRAINT ck_training_courses_test CHECK ((bank_id IS NULL) = (test_rules IS NULL))
);
CREATE INDEX ix_training_courses_page ON training_courses (jurisdiction_id, agency_id, created_at DESC, id);
CREATE INDEX ix_training_courses_sheet ON training_courses (jurisdiction_id, sheet_version_id) WHERE sheet_version_id IS NOT NULL;
CREATE INDEX ix_training_courses_bank ON training_courses (jurisdiction_id, bank_id) WHERE bank_id IS NOT NULL;
CREATE INDEX ix_bank_questions_bank ON bank_questions (jurisdiction_id, bank_id, kind COLLATE "C", id);

CREATE TABLE training_sessions (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  day date NOT NULL,
  starts_at text COLLATE "C" NOT NULL,
  ends_at text COLLATE "C" NOT NULL,
  place text NOT NULL,
  trainer text NOT NULL DEFAULT '',
  hours_tenths integer NOT NULL,
  -- Set while the sign-in is open.
  sign_in_code text COLLATE "C",
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_training_sessions PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_training_sessions_course FOREIGN KEY (jurisdiction_id, course_id) REFERENCES training_courses (jurisdiction_id, id),
  CONSTRAINT ck_training_sessions_times CHECK (starts_at < ends_at),
  CONSTRAINT ck_training_sessions_hours CHECK (hours_tenths BETWEEN 1 AND 240)
);
CREATE INDEX ix_training_sessions_course ON training_sessions (jurisdiction_id, course_id, day, starts_at COLLATE "C");
CREATE INDEX ix_training_sessions_code ON training_sessions (jurisdiction_id, sign_in_code) WHERE sign_in_code IS NOT NULL;

CREATE TABLE training_people (
  jurisdiction_id uuid NOT NULL,
  course_id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  called_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_training_people PRIMARY KEY (jurisdiction_id, course_id, inspector_id),
  CONSTRAINT fk_training_people_course FOREIGN KEY (jurisdiction_id, course_id) REFERENCES training_courses (jurisdiction_id, id),
  CONSTRAINT fk_training_people_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id)
);
CREATE INDEX ix_training_people_inspector ON training_people (jurisdiction_id, inspector_id);

CREATE TABLE training_attendance (
  jurisdiction_id uuid NOT NULL,
  session_id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  attendance text COLLATE "C" NOT NULL,
  way text COLLATE "C" NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_training_attendance PRIMARY KEY (jurisdiction_id, session_id, inspector_id),
  CONSTRAINT fk_training_attendance_session FOREIGN KEY (jurisdiction_id, session_id) REFERENCES training_sessions (jurisdiction_id, id),
  CONSTRAINT fk_training_attendance_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT ck_training_attendance_attendance CHECK (attendance IN ('present', 'excused', 'absent')),
  CONSTRAINT ck_training_attendance_way CHECK (way IN ('code', 'form', 'file'))
);
CREATE INDEX ix_training_attendance_inspector ON training_attendance (jurisdiction_id, inspector_id);

-- A try at a test. The questions stand here as they were drawn, with their answers: a later change of the bank changes no score.
CREATE TABLE training_attempts (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  no integer NOT NULL,
  questions jsonb NOT NULL,
  pass_mark integer NOT NULL,
  started_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  submitted_at timestamptz(3),
  answers jsonb,
  percent integer,
  passed boolean NOT NULL DEFAULT false,
  CONSTRAINT pk_training_attempts PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_training_attempts_person FOREIGN KEY (jurisdiction_id, course_id, inspector_id) REFERENCES training_people (jurisdiction_id, course_id, inspector_id),
  CONSTRAINT uq_training_attempts_no UNIQUE (jurisdiction_id, course_id, inspector_id, no),
  CONSTRAINT ck_training_attempts_submitted CHECK ((submitted_at IS NULL) = (answers IS NULL) AND (submitted_at IS NULL) = (percent IS NULL)),
  CONSTRAINT ck_training_attempts_passed CHECK (NOT passed OR submitted_at IS NOT NULL)
);

ALTER TABLE training_records ADD COLUMN course_id uuid;
ALTER TABLE training_records ADD CONSTRAINT fk_training_records_course FOREIGN KEY (jurisdiction_id, course_id) REFERENCES training_courses (jurisdiction_id, id);
CREATE INDEX ix_training_records_course ON training_records (jurisdiction_id, course_id) WHERE course_id IS NOT NULL;
-- The gate "trained on this sheet version" asks by person.
CREATE INDEX ix_training_records_sheet ON training_records (jurisdiction_id, inspector_id, sheet_id, sheet_version) WHERE sheet_id IS NOT NULL;
