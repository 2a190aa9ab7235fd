-- Credit: what stands in an object's credit file because it was published, the serious-dishonesty listings with their way,
-- repairs, the lists of joint measures, and who was given which file. Entries follow public records: they are changed and
-- taken out with them. Frozen once released; never import code from here.

ALTER TABLE publications DROP CONSTRAINT ck_publications_kind;
ALTER TABLE publications ADD CONSTRAINT ck_publications_kind CHECK (kind IN ('result', 'itemList', 'leniencyList', 'ruleBook', 'plan', 'draw', 'drawVoid', 'listing'));
ALTER TABLE publications DROP CONSTRAINT ck_publications_removal;
ALTER TABLE publications ADD CONSTRAINT ck_publications_removal CHECK (removal IN ('objection', 'wrong', 'court', 'lawful', 'termOver', 'superseded', 'repaired'));
ALTER TABLE public_records DROP CONSTRAINT ck_public_records_kind;
ALTER TABLE public_records ADD CONSTRAINT ck_public_records_kind CHECK (kind IN ('result', 'itemList', 'leniencyList', 'ruleBook', 'plan', 'draw', 'drawVoid', 'listing'));

-- One line of a credit file. Rows lie where their source lies (the initiator's jurisdiction).
CREATE TABLE credit_entries (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  -- `objectKey`: by credit code, else by local code and name, over all directories.
  object_key text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- The publication or the problem that it comes from.
  source_id uuid NOT NULL,
  -- Its public record; null for what is only referred to.
  publication_id uuid,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  on_day date NOT NULL,
  title text NOT NULL,
  wording text NOT NULL,
  is_problem boolean NOT NULL,
  is_objected boolean NOT NULL DEFAULT false,
  corrections integer NOT NULL DEFAULT 0,
  -- Taken out with its record: why, and no text is left.
  state text COLLATE "C" NOT NULL,
  removal text COLLATE "C",
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_credit_entries PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_credit_entries_source UNIQUE (jurisdiction_id, kind, source_id),
  CONSTRAINT fk_credit_entries_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_credit_entries_kind CHECK (kind IN ('result', 'penalty', 'leniency')),
  CONSTRAINT ck_credit_entries_state CHECK (state IN ('current', 'removed')),
  CONSTRAINT ck_credit_entries_removal CHECK ((state = 'removed') = (removal IS NOT NULL))
);
CREATE INDEX ix_credit_entries_object ON credit_entries (jurisdiction_id, object_key, on_day DESC, id);
CREATE INDEX ix_credit_entries_publication ON credit_entries (jurisdiction_id, publication_id) WHERE publication_id IS NOT NULL;

-- 联合奖惩措施清单: versions; measures as one document, never without basis, authority, scope and term.
CREATE TABLE credit_measure_lists (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  title text NOT NULL,
  list_version integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  measures jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  published_on date,
  published_place text NOT NULL DEFAULT '',
  effective_to date,
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_credit_measure_lists PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_credit_measure_lists_version UNIQUE (jurisdiction_id, agency_id, list_version),
  CONSTRAINT fk_credit_measure_lists_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_credit_measure_lists_state CHECK (state IN ('draft', 'legalReview', 'reviewed', 'approved', 'published', 'superseded', 'revoked'))
);
CREATE UNIQUE INDEX uq_credit_measure_lists_published ON credit_measure_lists (jurisdiction_id, agency_id) WHERE state = 'published';
CREATE UNIQUE INDEX uq_credit_measure_lists_open ON credit_measure_lists (jurisdiction_id, agency_id) WHERE state IN ('draft', 'legalReview', 'reviewed', 'approved');

-- 严重失信主体名单: one proposal with its way.
CREATE TABLE credit_listings (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  object_id uuid NOT NULL,
  object_key text COLLATE "C" NOT NULL,
  object_name text COLLATE "C" NOT NULL,
  object_code text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  ground text COLLATE "C" NOT NULL,
  facts text NOT NULL,
  basis text NOT NULL,
  -- Taken from the list in force when it was proposed: frozen with their basis.
  measures jsonb NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_name text NOT NULL,
  proposed_on date NOT NULL,
  -- 事先告知
  notice_number text NOT NULL DEFAULT '',
  notice_on date,
  notice_way text COLLATE "C",
  notice_to text NOT NULL DEFAULT '',
  answer_due date,
  answered_on date,
  answer text NOT NULL DEFAULT '',
  hearing_asked_on date,
  hearing_held_on date,
  hearing_note text NOT NULL DEFAULT '',
  -- 法制审核
  reviewed_by uuid,
  reviewed_name text,
  reviewed_on date,
  review_opinion text NOT NULL DEFAULT '',
  decided_by uuid,
  decided_name text,
  decided_on date,
  decision_number text NOT NULL DEFAULT '',
  decision_opinion text NOT NULL DEFAULT '',
  served_on date,
  served_way text COLLATE "C",
  served_to text NOT NULL DEFAULT '',
  published_on date,
  -- Last day of the term.
  ends_on date,
  publication_id uuid,
  ended_on date,
  end_reason text COLLATE "C",
  end_note text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_credit_listings PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_credit_listings_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_credit_listings_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_credit_listings_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_credit_listings_state CHECK (state IN ('proposed', 'notified', 'reviewed', 'decided', 'notListed', 'published', 'repairRequested', 'repaired', 'removed', 'expired', 'withdrawn')),
  CONSTRAINT ck_credit_listings_way CHECK (notice_way IN ('direct', 'left', 'entrusted', 'post', 'electronic', 'announcement')),
  CONSTRAINT ck_credit_listings_served CHECK (served_way IN ('direct', 'left', 'entrusted', 'post', 'electronic', 'announcement')),
  CONSTRAINT ck_credit_listings_end CHECK (end_reason IN ('withdrawn', 'court', 'wrong', 'basisGone', 'repaired', 'termOver')),
  CONSTRAINT ck_credit_listings_notice CHECK (state IN ('proposed', 'withdrawn') OR (notice_on IS NOT NULL AND answer_due IS NOT NULL)),
  CONSTRAINT ck_credit_listings_decider CHECK (decided_by IS NULL OR (decided_by <> proposed_by AND decided_by IS DISTINCT FROM reviewed_by)),
  CONSTRAINT ck_credit_listings_published CHECK (state NOT IN ('published', 'repairRequested', 'repaired', 'expired') OR (served_on IS NOT NULL AND published_on IS NOT NULL AND ends_on IS NOT NULL))
);
CREATE INDEX ix_credit_listings_agency ON credit_listings (jurisdiction_id, agency_id, state, updated_at DESC, id);
CREATE INDEX ix_credit_listings_object ON credit_listings (jurisdiction_id, object_id);
CREATE INDEX ix_credit_listings_key ON credit_listings (jurisdiction_id, object_key, id);
CREATE INDEX ix_credit_listings_publication ON credit_listings (jurisdiction_id, publication_id) WHERE publication_id IS NOT NULL;
CREATE INDEX ix_credit_listings_term ON credit_listings (jurisdiction_id, ends_on, id) WHERE state IN ('published', 'repairRequested');
CREATE UNIQUE INDEX uq_credit_listings_open ON credit_listings (jurisdiction_id, agency_id, object_id) WHERE state IN ('proposed', 'notified', 'reviewed', 'decided', 'published', 'repairRequested');

-- append-only: who took which step; words stand here, never in the ledger.
CREATE TABLE credit_listing_steps (
  jurisdiction_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  seq integer NOT NULL,
  move text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  account_id uuid,
  person_name text NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_credit_listing_steps PRIMARY KEY (jurisdiction_id, listing_id, seq),
  CONSTRAINT fk_credit_listing_steps_listing FOREIGN KEY (jurisdiction_id, listing_id) REFERENCES credit_listings (jurisdiction_id, id)
);
COMMENT ON TABLE credit_listing_steps IS 'append-only: steps of listings';

-- 信用修复: asked with proof, decided by the head, never by who entered it.
CREATE TABLE credit_repairs (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  listing_id uuid NOT NULL,
  asked_on date NOT NULL,
  statement text NOT NULL,
  file_id uuid NOT NULL,
  entered_by uuid NOT NULL,
  entered_name text NOT NULL,
  entered_at timestamptz(3) NOT NULL,
  state text COLLATE "C" NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_on date,
  opinion text NOT NULL DEFAULT '',
  CONSTRAINT pk_credit_repairs PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_credit_repairs_listing FOREIGN KEY (jurisdiction_id, listing_id) REFERENCES credit_listings (jurisdiction_id, id),
  CONSTRAINT fk_credit_repairs_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT ck_credit_repairs_state CHECK (state IN ('asked', 'granted', 'refused')),
  CONSTRAINT ck_credit_repairs_decided CHECK ((state = 'asked') = (decided_on IS NULL)),
  CONSTRAINT ck_credit_repairs_own CHECK (decided_by IS DISTINCT FROM entered_by)
);
CREATE INDEX ix_credit_repairs_listing ON credit_repairs (jurisdiction_id, listing_id, entered_at);
CREATE INDEX ix_credit_repairs_file ON credit_repairs (jurisdiction_id, file_id);
CREATE UNIQUE INDEX uq_credit_repairs_asked ON credit_repairs (jurisdiction_id, listing_id) WHERE state = 'asked';

-- append-only: every time a credit file was given to another department: who asked, for what, what was given.
CREATE TABLE credit_shares (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  purpose text NOT NULL,
  codes text[] NOT NULL,
  found integer NOT NULL,
  format text COLLATE "C",
  -- SHA-256 of the file's bytes.
  sha256 text COLLATE "C",
  answer jsonb NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_credit_shares PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_credit_shares_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_credit_shares_format CHECK (format IN ('xlsx', 'csv', 'json')),
  CONSTRAINT ck_credit_shares_file CHECK ((format IS NULL) = (sha256 IS NULL))
);
CREATE INDEX ix_credit_shares_agency ON credit_shares (jurisdiction_id, agency_id, at DESC, id);
COMMENT ON TABLE credit_shares IS 'append-only: queries of credit files';
