-- Registers (两库): inspection objects, inspectors, experts, standing teams, declarations of interest,
-- and the imports that fill them. Frozen once released; never import code from here.

-- Overlapping pairs of characters of a text without spaces: any part of a name or code of two characters or more
-- is found through one GIN index, in Chinese as in digits. First the pairs from the first character on, then those
-- from the second on. Not STRICT and a single expression, so that the planner puts it in place of the call: an index
-- over a million rows is built several times faster than with a function that runs a query for each row.
CREATE FUNCTION bigrams(source text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT string_to_array(rtrim(rtrim(regexp_replace(source, '(..)', '\1 ', 'g')) || ' ' ||
      regexp_replace(substr(source, 2), '(..)', '\1 ', 'g')), ' ')
  $$;

CREATE TABLE objects (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  section_id uuid,
  kind text NOT NULL,
  name text NOT NULL,
  former_names text[] NOT NULL DEFAULT '{}',
  uscc text COLLATE "C",
  registration_number text,
  local_code text COLLATE "C",
  address text NOT NULL DEFAULT '',
  division_code text NOT NULL DEFAULT '',
  industry text NOT NULL DEFAULT '',
  risk_level text COLLATE "C" NOT NULL DEFAULT '',
  credit_class text COLLATE "C" NOT NULL DEFAULT '',
  credit_class_on date,
  tags text[] NOT NULL DEFAULT '{}',
  responsible_person text NOT NULL DEFAULT '',
  registered_on date,
  remark text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'active',
  status_reason text NOT NULL DEFAULT '',
  status_on date,
  version integer NOT NULL DEFAULT 1,
  import_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  -- What a search compares with: name and codes, without spaces and small letters.
  search_text text GENERATED ALWAYS AS (upper(replace(name, ' ', '') || '|' || replace(coalesce(uscc, '') || '|' ||
    coalesce(registration_number, '') || '|' || coalesce(local_code, ''), ' ', ''))) STORED,
  CONSTRAINT pk_objects PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_objects_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_objects_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT ck_objects_kind CHECK (kind IN ('enterprise', 'individualBusiness', 'cooperative', 'foreignRepOffice', 'institution', 'project', 'facility', 'product', 'act')),
  CONSTRAINT ck_objects_risk CHECK (risk_level IN ('', 'low', 'general', 'higher', 'major')),
  CONSTRAINT ck_objects_credit CHECK (credit_class IN ('', 'A', 'B', 'C', 'D')),
  CONSTRAINT ck_objects_status CHECK (status IN ('active', 'inactive'))
);
CREATE UNIQUE INDEX uq_objects_uscc ON objects (jurisdiction_id, agency_id, uscc) WHERE uscc IS NOT NULL;
CREATE UNIQUE INDEX uq_objects_local_code ON objects (jurisdiction_id, agency_id, local_code) WHERE local_code IS NOT NULL;
-- With the text of the search, so that a list in order of name is searched without a look at its rows.
CREATE INDEX ix_objects_page ON objects (jurisdiction_id, agency_id, name COLLATE "C", id) INCLUDE (search_text);
-- A filtered list reads its page straight from the index of the filter.
CREATE INDEX ix_objects_credit ON objects (jurisdiction_id, agency_id, credit_class, name COLLATE "C", id);
CREATE INDEX ix_objects_risk ON objects (jurisdiction_id, agency_id, risk_level, name COLLATE "C", id);
CREATE INDEX ix_objects_industry ON objects (jurisdiction_id, agency_id, industry COLLATE "C", name COLLATE "C", id);
CREATE INDEX ix_objects_division ON objects (jurisdiction_id, agency_id, division_code COLLATE "C", name COLLATE "C", id);
CREATE INDEX ix_objects_tagged ON objects (jurisdiction_id, agency_id) WHERE tags <> '{}';
CREATE INDEX ix_objects_section ON objects (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;
CREATE INDEX ix_objects_import ON objects (jurisdiction_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX ix_objects_search ON objects USING gin (bigrams(search_text));

-- Every change of an object, field by field: {"field": [before, after]}.
CREATE TABLE object_revisions (
  jurisdiction_id uuid NOT NULL,
  object_id uuid NOT NULL,
  version integer NOT NULL,
  changes jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  changed_by uuid NOT NULL,
  import_id uuid,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_object_revisions PRIMARY KEY (jurisdiction_id, object_id, version)
);
CREATE INDEX ix_object_revisions_import ON object_revisions (jurisdiction_id, import_id) WHERE import_id IS NOT NULL;
COMMENT ON TABLE object_revisions IS 'append-only';

CREATE TABLE inspectors (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  section_id uuid,
  account_id uuid,
  name text NOT NULL,
  certificate_number text COLLATE "C" NOT NULL,
  certificate_valid_to date,
  specialities text[] NOT NULL DEFAULT '{}',
  areas text[] NOT NULL DEFAULT '{*}',
  can_lead boolean NOT NULL DEFAULT false,
  post text NOT NULL DEFAULT '',
  yearly_cap integer,
  prior_load integer NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'active',
  status_reason text NOT NULL DEFAULT '',
  status_on date,
  version integer NOT NULL DEFAULT 1,
  import_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspectors PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspectors_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_inspectors_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT uq_inspectors_certificate UNIQUE (jurisdiction_id, certificate_number),
  CONSTRAINT ck_inspectors_status CHECK (status IN ('active', 'inactive', 'onLeave', 'transferred', 'retired'))
);
CREATE INDEX ix_inspectors_page ON inspectors (jurisdiction_id, agency_id, name COLLATE "C", id);
CREATE INDEX ix_inspectors_section ON inspectors (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;
CREATE INDEX ix_inspectors_name_search ON inspectors USING gin (bigrams(name || ' ' || certificate_number));

CREATE TABLE inspector_revisions (
  jurisdiction_id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  version integer NOT NULL,
  changes jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  changed_by uuid NOT NULL,
  import_id uuid,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspector_revisions PRIMARY KEY (jurisdiction_id, inspector_id, version)
);
COMMENT ON TABLE inspector_revisions IS 'append-only';

-- Standing teams: drawn as one; their members stand in the private record (draw-protocol, rulings).
CREATE TABLE inspector_teams (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  status text NOT NULL DEFAULT 'active',
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspector_teams PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspector_teams_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT uq_inspector_teams_name UNIQUE (jurisdiction_id, agency_id, name),
  CONSTRAINT ck_inspector_teams_status CHECK (status IN ('active', 'inactive'))
);
CREATE TABLE inspector_team_members (
  jurisdiction_id uuid NOT NULL,
  team_id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  CONSTRAINT pk_inspector_team_members PRIMARY KEY (jurisdiction_id, team_id, inspector_id),
  CONSTRAINT fk_team_members_team FOREIGN KEY (jurisdiction_id, team_id) REFERENCES inspector_teams (jurisdiction_id, id),
  CONSTRAINT fk_team_members_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT uq_team_members_one_team UNIQUE (jurisdiction_id, inspector_id)
);

-- Experts assist only and never count as inspectors, so they stand in a table of their own.
CREATE TABLE experts (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL DEFAULT '',
  specialities text[] NOT NULL DEFAULT '{}',
  qualification text NOT NULL DEFAULT '',
  status text NOT NULL DEFAULT 'active',
  status_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_experts PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_experts_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_experts_status CHECK (status IN ('active', 'inactive'))
);
CREATE INDEX ix_experts_page ON experts (jurisdiction_id, agency_id, name COLLATE "C", id);

-- Declarations of interest (回避): each becomes an avoidance pair of the next sealed pool.
CREATE TABLE interest_declarations (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspector_id uuid NOT NULL,
  object_id uuid NOT NULL,
  relation text COLLATE "C" NOT NULL,
  note text NOT NULL DEFAULT '',
  declared_on date NOT NULL,
  declared_by uuid NOT NULL,
  valid_to date,
  withdrawn_on date,
  withdrawn_reason text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_interest_declarations PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_declarations_inspector FOREIGN KEY (jurisdiction_id, inspector_id) REFERENCES inspectors (jurisdiction_id, id),
  CONSTRAINT fk_declarations_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT ck_declarations_relation CHECK (relation IN ('kinship', 'formerEmployment', 'shareholding', 'previousVisit', 'other'))
);
CREATE UNIQUE INDEX uq_declarations_live ON interest_declarations (jurisdiction_id, inspector_id, object_id, relation) WHERE withdrawn_on IS NULL;
CREATE INDEX ix_declarations_object ON interest_declarations (jurisdiction_id, object_id);

-- One import of a roster file: uploaded, mapped, previewed, applied, perhaps undone.
CREATE TABLE imports (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text NOT NULL,
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  file_size bigint NOT NULL,
  sheet text,
  table_info jsonb NOT NULL,
  mapping jsonb,
  counts jsonb,
  -- Newest change and size of the register at the preview: what is applied is what was seen.
  register_mark text,
  state text NOT NULL,
  failure jsonb,
  progress integer NOT NULL DEFAULT 0,
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  applied_at timestamptz(3),
  undone_at timestamptz(3),
  CONSTRAINT pk_imports PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_imports_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_imports_kind CHECK (kind IN ('objects', 'inspectors')),
  CONSTRAINT ck_imports_state CHECK (state IN ('uploaded', 'reading', 'previewed', 'applying', 'applied', 'undone', 'cancelled', 'failed'))
);
CREATE INDEX ix_imports_page ON imports (jurisdiction_id, agency_id, created_at DESC, id);

-- Staged rows of an import, one column a field, as text. Unlogged: after a crash they are read again from the
-- stored file. The keys default to settings of the session, because COPY cannot add constants.
CREATE UNLOGGED TABLE import_object_rows (
  jurisdiction_id uuid NOT NULL DEFAULT current_setting('mingcha.jurisdiction')::uuid,
  import_id uuid NOT NULL DEFAULT current_setting('mingcha.import')::uuid,
  row_number integer NOT NULL,
  name text,
  uscc text,
  registration_number text,
  local_code text,
  address text,
  division_code text,
  industry text,
  risk_level text,
  credit_class text,
  credit_class_on text,
  status text,
  kind text,
  section text,
  responsible_person text,
  registered_on text,
  former_names text,
  tags text,
  remark text,
  section_id uuid,
  problems jsonb,
  outcome text,
  target_id uuid,
  changes jsonb,
  reason_code text,
  reason_data jsonb,
  CONSTRAINT pk_import_object_rows PRIMARY KEY (jurisdiction_id, import_id, row_number)
);

CREATE UNLOGGED TABLE import_inspector_rows (
  jurisdiction_id uuid NOT NULL DEFAULT current_setting('mingcha.jurisdiction')::uuid,
  import_id uuid NOT NULL DEFAULT current_setting('mingcha.import')::uuid,
  row_number integer NOT NULL,
  name text,
  certificate_number text,
  agency text,
  section text,
  specialities text,
  areas text,
  post text,
  yearly_cap text,
  prior_load text,
  certificate_valid_to text,
  status text,
  remark text,
  section_id uuid,
  problems jsonb,
  outcome text,
  target_id uuid,
  changes jsonb,
  reason_code text,
  reason_data jsonb,
  CONSTRAINT pk_import_inspector_rows PRIMARY KEY (jurisdiction_id, import_id, row_number)
);

-- The mapping that a person confirmed, remembered per layout (fingerprint of the header).
CREATE TABLE import_layouts (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  mapping jsonb NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_import_layouts PRIMARY KEY (jurisdiction_id, agency_id, kind, fingerprint)
);
