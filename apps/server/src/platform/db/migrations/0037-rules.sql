-- Rule books (工作细则), the working-day calendar's own years, and the ledger of visits to objects (频次台账).

-- Versions of an agency's rule book. `row_version` is that of the row, `version` that of the document.
CREATE TABLE rule_books (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  version integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  rules jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  published_on date,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_rule_books PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_rule_books_version UNIQUE (jurisdiction_id, agency_id, version),
  CONSTRAINT fk_rule_books_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_rule_books_state CHECK (state IN ('draft', 'legalReview', 'reviewed', 'approved', 'published', 'superseded', 'revoked'))
);
CREATE UNIQUE INDEX uq_rule_books_published ON rule_books (jurisdiction_id, agency_id) WHERE state = 'published';
CREATE UNIQUE INDEX uq_rule_books_open ON rule_books (jurisdiction_id, agency_id) WHERE state IN ('draft', 'legalReview', 'reviewed', 'approved');

-- Years that an administrator entered or corrected; the latest version of a year counts before the bundled one.
CREATE TABLE calendar_years (
  jurisdiction_id uuid NOT NULL,
  year integer NOT NULL,
  version integer NOT NULL,
  breaks jsonb NOT NULL,
  make_up_days text[] NOT NULL,
  source text NOT NULL,
  reason text NOT NULL DEFAULT '',
  entered_by uuid NOT NULL,
  person_name text NOT NULL,
  entered_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_calendar_years PRIMARY KEY (jurisdiction_id, year, version),
  CONSTRAINT fk_calendar_years_account FOREIGN KEY (jurisdiction_id, entered_by) REFERENCES accounts (jurisdiction_id, id)
);
CREATE INDEX ix_calendar_years_account ON calendar_years (jurisdiction_id, entered_by);
COMMENT ON TABLE calendar_years IS 'append-only: a correction is a new version of its year';

-- Every visit to an object by any body, whether or not it counts towards a cap; one row per agency of a joint visit.
-- `object_key` is the credit code, else local code and name: the same thing in several directories is one object.
CREATE TABLE frequency_entries (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  object_key text COLLATE "C" NOT NULL,
  object_id uuid NOT NULL,
  object_name text NOT NULL,
  object_code text NOT NULL DEFAULT '',
  agency_id uuid,
  body_name text NOT NULL,
  body_level text COLLATE "C" NOT NULL DEFAULT '',
  body_qualified boolean NOT NULL,
  entered_on date NOT NULL,
  kind text COLLATE "C" NOT NULL,
  visit_key uuid NOT NULL,
  exemption text COLLATE "C",
  exemption_note text NOT NULL DEFAULT '',
  item_keys uuid[] NOT NULL DEFAULT '{}',
  inspectors jsonb NOT NULL DEFAULT '[]',
  has_finding boolean,
  repeat_reason text NOT NULL DEFAULT '',
  assistance text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  source text COLLATE "C" NOT NULL,
  inspection_id uuid,
  rule_book_id uuid,
  rule_book_version integer NOT NULL,
  counted boolean NOT NULL,
  count_basis text COLLATE "C" NOT NULL,
  cap_at_time integer,
  count_at_time integer NOT NULL,
  withdrawn_reason text,
  withdrawn_on date,
  recorded_by_agency uuid NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_by_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_frequency_entries PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_frequency_entries_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_frequency_entries_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_frequency_entries_recorder FOREIGN KEY (jurisdiction_id, recorded_by_agency) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_frequency_entries_rule_book FOREIGN KEY (jurisdiction_id, rule_book_id) REFERENCES rule_books (jurisdiction_id, id),
  CONSTRAINT ck_frequency_entries_kind CHECK (kind IN ('routine', 'special', 'case', 'service')),
  CONSTRAINT ck_frequency_entries_source CHECK (source IN ('platform', 'manual'))
);
CREATE INDEX ix_frequency_entries_object ON frequency_entries (jurisdiction_id, object_key, entered_on);
CREATE INDEX ix_frequency_entries_page ON frequency_entries (jurisdiction_id, entered_on DESC, id DESC);
CREATE INDEX ix_frequency_entries_object_id ON frequency_entries (jurisdiction_id, object_id);
CREATE INDEX ix_frequency_entries_agency ON frequency_entries (jurisdiction_id, agency_id) WHERE agency_id IS NOT NULL;
CREATE INDEX ix_frequency_entries_recorder ON frequency_entries (jurisdiction_id, recorded_by_agency);
CREATE INDEX ix_frequency_entries_rule_book ON frequency_entries (jurisdiction_id, rule_book_id) WHERE rule_book_id IS NOT NULL;
COMMENT ON COLUMN frequency_entries.inspection_id IS 'The inspection that made the entry; null for entries written by hand';
