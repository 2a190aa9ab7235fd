-- Organisations with history, posts and their holders, bodies (专班) with members and meetings, divisions,
-- and the yearly scheme (实施方案) with its notice and receipts.

ALTER TABLE agencies ADD COLUMN uscc text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN public_url text NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN qualification_status text COLLATE "C" NOT NULL DEFAULT 'none';
ALTER TABLE agencies ADD COLUMN qualification_basis text NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN qualification_announced_on date;
-- The agency in whose name an entrusted body acts; in words, since it need not be on the platform.
ALTER TABLE agencies ADD COLUMN entrusted_by text NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN valid_from date;
-- First day on which the agency no longer exists; null = it exists.
ALTER TABLE agencies ADD COLUMN valid_to date;
ALTER TABLE agencies ADD CONSTRAINT ck_agencies_qualification CHECK (qualification_status IN ('none', 'announced', 'suspended', 'withdrawn'));

ALTER TABLE sections ADD COLUMN kind text COLLATE "C" NOT NULL DEFAULT 'section';
ALTER TABLE sections ADD COLUMN valid_from date;
ALTER TABLE sections ADD COLUMN valid_to date;
ALTER TABLE sections ADD CONSTRAINT ck_sections_kind CHECK (kind IN ('section', 'brigade', 'institution'));

-- Names that an agency or section had until a day.
CREATE TABLE former_names (
  jurisdiction_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  seq integer NOT NULL,
  subject_kind text COLLATE "C" NOT NULL,
  name text NOT NULL,
  short_name text NOT NULL DEFAULT '',
  -- First day on which it was no longer the name.
  until_day date NOT NULL,
  -- Administrators may belong to the host's jurisdiction: no foreign key.
  account_id uuid,
  CONSTRAINT pk_former_names PRIMARY KEY (jurisdiction_id, subject_id, seq),
  CONSTRAINT fk_former_names_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_former_names_kind CHECK (subject_kind IN ('agency', 'section'))
);
COMMENT ON TABLE former_names IS 'append-only: what an agency or section was called before';

CREATE TABLE reorganisations (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_kind text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  on_day date NOT NULL,
  basis text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_reorganisations PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_reorganisations_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_reorganisations_subject CHECK (subject_kind IN ('agency', 'section')),
  CONSTRAINT ck_reorganisations_kind CHECK (kind IN ('merge', 'split', 'abolish'))
);
COMMENT ON TABLE reorganisations IS 'append-only: mergers, splits and abolitions of agencies and sections';

CREATE TABLE reorganisation_parts (
  jurisdiction_id uuid NOT NULL,
  reorganisation_id uuid NOT NULL,
  side text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT pk_reorganisation_parts PRIMARY KEY (jurisdiction_id, reorganisation_id, side, subject_id),
  CONSTRAINT fk_reorganisation_parts_reorganisation FOREIGN KEY (jurisdiction_id, reorganisation_id) REFERENCES reorganisations (jurisdiction_id, id),
  CONSTRAINT ck_reorganisation_parts_side CHECK (side IN ('before', 'after'))
);
CREATE INDEX ix_reorganisation_parts_subject ON reorganisation_parts (jurisdiction_id, subject_id);
COMMENT ON TABLE reorganisation_parts IS 'append-only: who was before and who was after, with the names of that day';

-- GB/T 2260 divisions as a jurisdiction uses them: its own, those above it, its townships.
CREATE TABLE divisions (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  parent_code text COLLATE "C",
  valid_from date,
  valid_to date,
  CONSTRAINT pk_divisions PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_divisions_code UNIQUE (jurisdiction_id, code, name),
  CONSTRAINT fk_divisions_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);

CREATE TABLE posts (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  section_id uuid,
  name text COLLATE "C" NOT NULL,
  -- One of the three named posts, or null.
  named text COLLATE "C",
  duties text[] NOT NULL DEFAULT '{}',
  note text NOT NULL DEFAULT '',
  since date NOT NULL,
  until_day date,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_posts PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_posts_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_posts_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT ck_posts_named CHECK (named IN ('wholeLead', 'drawLead', 'planMaker')),
  CONSTRAINT ck_posts_period CHECK (until_day IS NULL OR until_day >= since),
  CONSTRAINT ck_posts_version CHECK (version >= 1)
);
CREATE UNIQUE INDEX uq_posts_named ON posts (jurisdiction_id, agency_id, named) WHERE named IS NOT NULL AND until_day IS NULL;
CREATE INDEX ix_posts_agency ON posts (jurisdiction_id, agency_id, name COLLATE "C", id);
CREATE INDEX ix_posts_section ON posts (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;

CREATE TABLE post_holders (
  jurisdiction_id uuid NOT NULL,
  post_id uuid NOT NULL,
  account_id uuid NOT NULL,
  since date NOT NULL,
  until_day date,
  CONSTRAINT pk_post_holders PRIMARY KEY (jurisdiction_id, post_id, account_id, since),
  CONSTRAINT fk_post_holders_post FOREIGN KEY (jurisdiction_id, post_id) REFERENCES posts (jurisdiction_id, id),
  CONSTRAINT fk_post_holders_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_post_holders_period CHECK (until_day IS NULL OR until_day >= since)
);
CREATE INDEX ix_post_holders_account ON post_holders (jurisdiction_id, account_id);

-- 专班: who leads the work. It grants nothing.
CREATE TABLE bodies (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- The document that set it up.
  document text NOT NULL DEFAULT '',
  duty text NOT NULL DEFAULT '',
  since date NOT NULL,
  until_day date,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_bodies PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_bodies_name UNIQUE (jurisdiction_id, agency_id, name),
  CONSTRAINT fk_bodies_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_bodies_period CHECK (until_day IS NULL OR until_day >= since),
  CONSTRAINT ck_bodies_version CHECK (version >= 1)
);

CREATE TABLE body_members (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  part text COLLATE "C" NOT NULL,
  person_name text NOT NULL,
  -- 职务 as the document says it: 四级调研员, 工程科负责人.
  post_title text NOT NULL DEFAULT '',
  section_id uuid,
  account_id uuid,
  since date NOT NULL,
  until_day date,
  CONSTRAINT pk_body_members PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_body_members_body FOREIGN KEY (jurisdiction_id, body_id) REFERENCES bodies (jurisdiction_id, id),
  CONSTRAINT fk_body_members_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT fk_body_members_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_body_members_part CHECK (part IN ('head', 'deputy', 'member')),
  CONSTRAINT ck_body_members_period CHECK (until_day IS NULL OR until_day >= since)
);
CREATE INDEX ix_body_members_body ON body_members (jurisdiction_id, body_id);
CREATE INDEX ix_body_members_section ON body_members (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;
CREATE INDEX ix_body_members_account ON body_members (jurisdiction_id, account_id) WHERE account_id IS NOT NULL;

CREATE TABLE body_meetings (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  held_on date NOT NULL,
  place text NOT NULL DEFAULT '',
  topic text NOT NULL,
  minutes text NOT NULL DEFAULT '',
  attendees text[] NOT NULL DEFAULT '{}',
  file_id uuid,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_body_meetings PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_body_meetings_body FOREIGN KEY (jurisdiction_id, body_id) REFERENCES bodies (jurisdiction_id, id),
  CONSTRAINT fk_body_meetings_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT fk_body_meetings_recorded_by FOREIGN KEY (jurisdiction_id, recorded_by) REFERENCES accounts (jurisdiction_id, id)
);
CREATE INDEX ix_body_meetings_body ON body_meetings (jurisdiction_id, body_id, held_on);
CREATE INDEX ix_body_meetings_file ON body_meetings (jurisdiction_id, file_id) WHERE file_id IS NOT NULL;
CREATE INDEX ix_body_meetings_recorded_by ON body_meetings (jurisdiction_id, recorded_by);

CREATE TABLE schemes (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  year integer NOT NULL,
  title text NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- 文号 from the office's own register; never generated.
  document_number text COLLATE "C" NOT NULL DEFAULT '',
  signed_on date,
  published_on date,
  content jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_schemes PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_schemes_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_schemes_created_by FOREIGN KEY (jurisdiction_id, created_by) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_schemes_state CHECK (state IN ('draft', 'legalReview', 'reviewed', 'approved', 'published', 'superseded', 'revoked')),
  CONSTRAINT ck_schemes_year CHECK (year BETWEEN 2000 AND 2999),
  CONSTRAINT ck_schemes_version CHECK (version >= 1)
);
CREATE UNIQUE INDEX uq_schemes_number ON schemes (jurisdiction_id, agency_id, document_number) WHERE document_number <> '';
CREATE INDEX ix_schemes_page ON schemes (jurisdiction_id, agency_id, year, id);
CREATE INDEX ix_schemes_created_by ON schemes (jurisdiction_id, created_by);

CREATE TABLE scheme_receipts (
  jurisdiction_id uuid NOT NULL,
  scheme_id uuid NOT NULL,
  -- A section or an agency that the notice is addressed to.
  addressee_id uuid NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_scheme_receipts PRIMARY KEY (jurisdiction_id, scheme_id, addressee_id),
  CONSTRAINT fk_scheme_receipts_scheme FOREIGN KEY (jurisdiction_id, scheme_id) REFERENCES schemes (jurisdiction_id, id),
  CONSTRAINT fk_scheme_receipts_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id)
);
CREATE INDEX ix_scheme_receipts_account ON scheme_receipts (jurisdiction_id, account_id);
COMMENT ON TABLE scheme_receipts IS 'append-only: which addressee confirmed receipt, and who did';
