-- Annual plans (年度抽查计划): versions of a year's plan, entries as sections propose them, partners of joint entries,
-- merge proposals, answers to what the check showed, and the draws made from an entry.
-- Frozen once released; never import code from here.

-- One row is one version of an agency's plan of a year. An adjustment is the next version.
CREATE TABLE plans (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  year integer NOT NULL,
  version integer NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  state text COLLATE "C" NOT NULL,
  title text NOT NULL,
  -- 文号 from the office's own register, typed at publication.
  document_number text NOT NULL DEFAULT '',
  -- Why this version adjusts the one before; empty for the first.
  reason text NOT NULL DEFAULT '',
  rule_book_version integer,
  filed_with text NOT NULL DEFAULT '',
  filed_number text NOT NULL DEFAULT '',
  filed_on date,
  published_on date,
  published_at timestamptz(3),
  place text NOT NULL DEFAULT '',
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_plans PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_plans_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT uq_plans_version UNIQUE (jurisdiction_id, agency_id, year, version),
  CONSTRAINT ck_plans_year CHECK (year BETWEEN 2000 AND 2100),
  CONSTRAINT ck_plans_state CHECK (state IN ('collecting', 'drafted', 'checked', 'approved', 'filed', 'published', 'superseded', 'closed')),
  CONSTRAINT ck_plans_published CHECK ((state IN ('published', 'superseded', 'closed')) = (published_on IS NOT NULL))
);
-- At most one version of a year is being prepared, and at most one is in force.
CREATE UNIQUE INDEX uq_plans_open ON plans (jurisdiction_id, agency_id, year) WHERE state IN ('collecting', 'drafted', 'checked', 'approved', 'filed');
CREATE UNIQUE INDEX uq_plans_in_force ON plans (jurisdiction_id, agency_id, year) WHERE state = 'published';
CREATE INDEX ix_plans_public ON plans (year DESC, id) WHERE state IN ('published', 'superseded', 'closed');

-- Entries keep their entry_key and number over the versions of the plan; each version has its own rows.
CREATE TABLE plan_entries (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  entry_key uuid NOT NULL,
  -- Key of last year's entry that this one was copied from.
  copied_from uuid,
  position integer NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  -- Given at the first publication: agency's short name, 抽查, year, serial; never used again.
  number text NOT NULL DEFAULT '',
  title text NOT NULL,
  title_en text NOT NULL,
  origin text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  section_id uuid,
  proposed_by uuid NOT NULL,
  proposed_name text NOT NULL,
  -- Why the office turned the proposal back or an entry was taken out.
  note text NOT NULL DEFAULT '',
  form text COLLATE "C" NOT NULL,
  lead_item_key uuid,
  window_from date NOT NULL,
  window_to date NOT NULL,
  fields jsonb NOT NULL,
  -- Key of the entry (of this or another agency's plan) that this one was merged into.
  merged_into uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_plan_entries PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_plan_entries_plan FOREIGN KEY (jurisdiction_id, plan_id) REFERENCES plans (jurisdiction_id, id),
  CONSTRAINT fk_plan_entries_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT uq_plan_entries_key UNIQUE (jurisdiction_id, plan_id, entry_key),
  CONSTRAINT ck_plan_entries_origin CHECK (origin IN ('section', 'office', 'lastYear', 'items', 'file')),
  CONSTRAINT ck_plan_entries_state CHECK (state IN ('draft', 'proposed', 'returned', 'taken', 'dropped', 'merged')),
  CONSTRAINT ck_plan_entries_form CHECK (form IN ('draw', 'routineVisit')),
  CONSTRAINT ck_plan_entries_window CHECK (window_from <= window_to),
  CONSTRAINT ck_plan_entries_merged CHECK ((state = 'merged') = (merged_into IS NOT NULL))
);
CREATE INDEX ix_plan_entries_section ON plan_entries (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;
CREATE INDEX ix_plan_entries_key ON plan_entries (jurisdiction_id, entry_key);
CREATE INDEX ix_plan_entries_item ON plan_entries (jurisdiction_id, lead_item_key) WHERE lead_item_key IS NOT NULL;

-- Last serial of an agency's year; the row is locked while a publication takes the next ones, so numbers have no gaps.
CREATE TABLE plan_numbers (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  year integer NOT NULL,
  last_no integer NOT NULL,
  CONSTRAINT pk_plan_numbers PRIMARY KEY (jurisdiction_id, agency_id, year)
);

CREATE TABLE plan_steps (
  jurisdiction_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  reason text NOT NULL DEFAULT '',
  detail text NOT NULL DEFAULT '',
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_plan_steps PRIMARY KEY (jurisdiction_id, plan_id, seq),
  CONSTRAINT fk_plan_steps_plan FOREIGN KEY (jurisdiction_id, plan_id) REFERENCES plans (jurisdiction_id, id),
  CONSTRAINT ck_plan_steps_step CHECK (step IN ('draft', 'check', 'approve', 'file', 'publish', 'close', 'return', 'supersede'))
);
COMMENT ON TABLE plan_steps IS 'append-only: who took which step with a version of a plan';

-- Bodies that take part in an entry: agencies of this installation answer themselves, others by letter (协助函).
CREATE TABLE plan_partners (
  jurisdiction_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  seq integer NOT NULL,
  -- An agency of any jurisdiction of this installation; null for a body outside the platform.
  agency_id uuid,
  agency_jurisdiction_id uuid,
  name text NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- The pool that the partner named; null = everyone active with a valid certificate.
  inspector_ids uuid[],
  note text NOT NULL DEFAULT '',
  answered_name text NOT NULL DEFAULT '',
  answered_at timestamptz(3),
  CONSTRAINT pk_plan_partners PRIMARY KEY (jurisdiction_id, entry_id, seq),
  CONSTRAINT fk_plan_partners_entry FOREIGN KEY (jurisdiction_id, entry_id) REFERENCES plan_entries (jurisdiction_id, id),
  CONSTRAINT ck_plan_partners_state CHECK (state IN ('invited', 'confirmed', 'declined'))
);
CREATE INDEX ix_plan_partners_agency ON plan_partners (agency_jurisdiction_id, agency_id) WHERE agency_id IS NOT NULL;

-- 1+X proposals between agencies: the asking agency's entry would take in the other's; both confirm.
CREATE TABLE plan_merges (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  entry_id uuid NOT NULL,
  other_entry_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  other_agency_id uuid NOT NULL,
  state text COLLATE "C" NOT NULL,
  objects integer NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  answered_name text NOT NULL DEFAULT '',
  answered_at timestamptz(3),
  reason text NOT NULL DEFAULT '',
  CONSTRAINT pk_plan_merges PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_plan_merges_entry FOREIGN KEY (jurisdiction_id, entry_id) REFERENCES plan_entries (jurisdiction_id, id),
  CONSTRAINT fk_plan_merges_other FOREIGN KEY (jurisdiction_id, other_entry_id) REFERENCES plan_entries (jurisdiction_id, id),
  CONSTRAINT uq_plan_merges_pair UNIQUE (jurisdiction_id, entry_id, other_entry_id),
  CONSTRAINT ck_plan_merges_state CHECK (state IN ('asked', 'accepted', 'declined'))
);
CREATE INDEX ix_plan_merges_other ON plan_merges (jurisdiction_id, other_entry_id);
CREATE INDEX ix_plan_merges_answering ON plan_merges (jurisdiction_id, other_agency_id, asked_at);

-- The office's answers to findings of the check: why it stays as it is.
CREATE TABLE plan_answers (
  jurisdiction_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  finding text COLLATE "C" NOT NULL,
  answer text NOT NULL,
  by_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_plan_answers PRIMARY KEY (jurisdiction_id, plan_id, finding),
  CONSTRAINT fk_plan_answers_plan FOREIGN KEY (jurisdiction_id, plan_id) REFERENCES plans (jurisdiction_id, id)
);

-- Draws made from an entry, over all versions of the plan. The draws stand in a later part: draw_id has no key here.
CREATE TABLE plan_entry_draws (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  entry_key uuid NOT NULL,
  state text COLLATE "C" NOT NULL,
  objects integer,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_plan_entry_draws PRIMARY KEY (jurisdiction_id, draw_id),
  CONSTRAINT fk_plan_entry_draws_entry FOREIGN KEY (jurisdiction_id, entry_id) REFERENCES plan_entries (jurisdiction_id, id),
  CONSTRAINT ck_plan_entry_draws_state CHECK (state IN ('planned', 'drawn', 'void'))
);
CREATE INDEX ix_plan_entry_draws_entry ON plan_entry_draws (jurisdiction_id, entry_id);
CREATE INDEX ix_plan_entry_draws_key ON plan_entry_draws (jurisdiction_id, entry_key);
