-- The object directory in depth: kinds with fields of their own, places, dated risk and credit, dated tags, incidents,
-- licences, themed directories, feeds of licences and registrations with what people decided about differences.

ALTER TABLE objects DROP CONSTRAINT ck_objects_kind;
ALTER TABLE objects ADD CONSTRAINT ck_objects_kind CHECK (kind IN ('enterprise', 'individualBusiness', 'cooperative', 'foreignRepOffice', 'institution', 'project', 'facility', 'place', 'product', 'act'));
ALTER TABLE objects
  -- Fields of the kind, as `registers/objects/kind-fields-form.ts` of core declares them.
  ADD COLUMN details jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN operator_object_id uuid,
  -- Section letter and digits of GB/T 4754; `industry` stays the word that the agency itself uses.
  ADD COLUMN industry_code text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN risk_on date,
  ADD COLUMN risk_source text NOT NULL DEFAULT '',
  ADD COLUMN credit_source text NOT NULL DEFAULT '',
  ADD COLUMN grid text NOT NULL DEFAULT '',
  ADD COLUMN latitude numeric(9, 6),
  ADD COLUMN longitude numeric(9, 6),
  ADD COLUMN coordinate_system text COLLATE "C" NOT NULL DEFAULT '',
  -- Earlier registration numbers and codes: searched, never matched.
  ADD COLUMN former_codes text[] NOT NULL DEFAULT '{}',
  -- The object that this one was merged into.
  ADD COLUMN merged_into uuid,
  ADD CONSTRAINT ck_objects_coordinates CHECK (coordinate_system IN ('', 'GCJ-02', 'WGS-84', 'CGCS2000')),
  ADD CONSTRAINT fk_objects_operator FOREIGN KEY (jurisdiction_id, operator_object_id) REFERENCES objects (jurisdiction_id, id),
  ADD CONSTRAINT fk_objects_merged FOREIGN KEY (jurisdiction_id, merged_into) REFERENCES objects (jurisdiction_id, id);
CREATE INDEX ix_objects_operator ON objects (jurisdiction_id, operator_object_id) WHERE operator_object_id IS NOT NULL;
CREATE INDEX ix_objects_merged ON objects (jurisdiction_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ix_objects_industry_code ON objects (jurisdiction_id, agency_id, industry_code) WHERE industry_code <> '';

-- The search also finds former names and old numbers. array_to_string is not immutable for every type; for text it is.
CREATE FUNCTION joined_texts(parts text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT array_to_string(parts, '|') $$;
DROP INDEX ix_objects_page;
DROP INDEX ix_objects_search;
ALTER TABLE objects DROP COLUMN search_text;
ALTER TABLE objects ADD COLUMN search_text text GENERATED ALWAYS AS (upper(replace(name, ' ', '') || '|' ||
  replace(coalesce(uscc, '') || '|' || coalesce(registration_number, '') || '|' || coalesce(local_code, '') ||
  CASE WHEN former_names = '{}' AND former_codes = '{}' THEN ''
    ELSE '|' || joined_texts(former_names || former_codes) END, ' ', ''))) STORED;
CREATE INDEX ix_objects_page ON objects (jurisdiction_id, agency_id, name COLLATE "C", id) INCLUDE (search_text);
CREATE INDEX ix_objects_search ON objects USING gin (bigrams(search_text));

-- Complaints and violations: they raise the share that draws take (R026).
CREATE TABLE object_incidents (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  object_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  on_day date NOT NULL,
  verified boolean NOT NULL,
  source text NOT NULL,
  note text NOT NULL DEFAULT '',
  recorded_by uuid,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_object_incidents PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_object_incidents_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT ck_object_incidents_kind CHECK (kind IN ('complaint', 'violation', 'seriousViolation'))
);
CREATE INDEX ix_object_incidents_object ON object_incidents (jurisdiction_id, object_id, on_day);

-- Tags that are valid for a time. `objects.tags` holds what is valid today; a tag without a row here has no end.
CREATE TABLE object_tags (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  object_id uuid NOT NULL,
  tag text COLLATE "C" NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  set_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_object_tags PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_object_tags_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT ck_object_tags_days CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX ix_object_tags_object ON object_tags (jurisdiction_id, object_id);
CREATE INDEX ix_object_tags_days ON object_tags (jurisdiction_id, valid_to);

-- A file of a feed and what became of it. The same bytes of the same kind are read once.
CREATE TABLE feed_receipts (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  file_sha256 text COLLATE "C" NOT NULL,
  file_size bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  mapping jsonb NOT NULL DEFAULT '{}',
  counts jsonb,
  failure jsonb,
  received_by uuid,
  received_at timestamptz(3) NOT NULL,
  applied_at timestamptz(3),
  CONSTRAINT pk_feed_receipts PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_feed_receipts_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_feed_receipts_kind CHECK (kind IN ('licences', 'registry', 'credit', 'incidents')),
  CONSTRAINT ck_feed_receipts_channel CHECK (channel IN ('upload', 'folder', 'api')),
  CONSTRAINT ck_feed_receipts_state CHECK (state IN ('previewed', 'applied', 'cancelled', 'failed'))
);
CREATE INDEX ix_feed_receipts_page ON feed_receipts (jurisdiction_id, agency_id, received_at DESC, id);

-- Rows of a feed's file as read, each with what it is about to do or did. Unlogged: a lost preview is read again.
CREATE UNLOGGED TABLE feed_rows (
  jurisdiction_id uuid NOT NULL DEFAULT current_setting('mingcha.jurisdiction')::uuid,
  receipt_id uuid NOT NULL DEFAULT current_setting('mingcha.receipt')::uuid,
  row_number integer NOT NULL,
  holder_name text,
  holder_code text,
  registration_number text,
  address text,
  responsible_person text,
  registered_on text,
  licence_name text,
  licence_number text,
  issuer text,
  approved_on text,
  valid_to text,
  status text,
  credit_class text,
  on_day text,
  incident_kind text,
  verified text,
  source text,
  note text,
  problems jsonb,
  outcome text,
  reason_code text,
  object_id uuid,
  changes jsonb,
  CONSTRAINT pk_feed_rows PRIMARY KEY (jurisdiction_id, receipt_id, row_number)
);

-- What another system shows instead of a person's sign-in. Only the digest is kept.
CREATE TABLE feed_tokens (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  label text NOT NULL,
  token_sha256 text COLLATE "C" NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  revoked_at timestamptz(3),
  CONSTRAINT pk_feed_tokens PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_feed_tokens_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_feed_tokens_kind CHECK (kind IN ('licences', 'registry'))
);
CREATE INDEX ix_feed_tokens_digest ON feed_tokens (token_sha256);
CREATE INDEX ix_feed_tokens_agency ON feed_tokens (jurisdiction_id, agency_id);

-- Licences, entered or fed. Without an object: licensed, but not in the directory (R023).
CREATE TABLE object_licences (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  object_id uuid,
  holder_name text COLLATE "C" NOT NULL,
  holder_code text COLLATE "C" NOT NULL DEFAULT '',
  name text NOT NULL DEFAULT '',
  number text COLLATE "C" NOT NULL,
  issuer text COLLATE "C" NOT NULL DEFAULT '',
  approved_on date,
  -- Empty with `long_term`: no end; empty without: not known.
  valid_to date,
  long_term boolean NOT NULL DEFAULT false,
  status text COLLATE "C" NOT NULL,
  receipt_id uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_object_licences PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_object_licences_number UNIQUE (jurisdiction_id, agency_id, number, issuer),
  CONSTRAINT fk_object_licences_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_object_licences_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_object_licences_receipt FOREIGN KEY (jurisdiction_id, receipt_id) REFERENCES feed_receipts (jurisdiction_id, id),
  CONSTRAINT ck_object_licences_status CHECK (status IN ('valid', 'suspended', 'withdrawn', 'other'))
);
CREATE INDEX ix_object_licences_object ON object_licences (jurisdiction_id, object_id) WHERE object_id IS NOT NULL;
CREATE INDEX ix_object_licences_unlisted ON object_licences (jurisdiction_id, agency_id, holder_code, holder_name) WHERE object_id IS NULL;
CREATE INDEX ix_object_licences_receipt ON object_licences (jurisdiction_id, receipt_id) WHERE receipt_id IS NOT NULL;

-- What the registry says of a unit: the latest record of each, by code or else by name.
CREATE TABLE registry_entries (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  entry_key text COLLATE "C" NOT NULL,
  object_id uuid,
  name text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  responsible_person text NOT NULL DEFAULT '',
  registered_on date,
  closed boolean NOT NULL,
  status_text text NOT NULL DEFAULT '',
  receipt_id uuid NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_registry_entries PRIMARY KEY (jurisdiction_id, agency_id, entry_key),
  CONSTRAINT fk_registry_entries_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_registry_entries_receipt FOREIGN KEY (jurisdiction_id, receipt_id) REFERENCES feed_receipts (jurisdiction_id, id)
);
CREATE INDEX ix_registry_entries_object ON registry_entries (jurisdiction_id, object_id) WHERE object_id IS NOT NULL;
CREATE INDEX ix_registry_entries_receipt ON registry_entries (jurisdiction_id, receipt_id);

-- What people decided about a difference. `fingerprint` is what they saw: another one is asked about again.
CREATE TABLE reconciliation_decisions (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject_key text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  title text NOT NULL,
  decision text COLLATE "C" NOT NULL,
  reason text NOT NULL DEFAULT '',
  object_id uuid,
  decided_by uuid NOT NULL,
  person_name text NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_reconciliation_decisions PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_reconciliation_decisions UNIQUE (jurisdiction_id, agency_id, kind, subject_key, fingerprint),
  CONSTRAINT fk_reconciliation_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_reconciliation_kind CHECK (kind IN ('unlisted', 'noLiveLicence', 'changedName', 'changedAddress', 'closed')),
  CONSTRAINT ck_reconciliation_decision CHECK (decision IN ('add', 'ignore', 'update', 'deactivate'))
);
CREATE INDEX ix_reconciliation_page ON reconciliation_decisions (jurisdiction_id, agency_id, decided_at DESC, id);
COMMENT ON TABLE reconciliation_decisions IS 'append-only: each difference is decided once';

-- A sub-directory for one item: one row for each object and licence.
CREATE TABLE themed_directories (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- The item of the list that it serves (items.item_key), without a foreign key: items have versions.
  item_key uuid,
  needs_licence boolean NOT NULL,
  licence_name text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  status text COLLATE "C" NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_themed_directories PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_themed_directories_name UNIQUE (jurisdiction_id, agency_id, name),
  CONSTRAINT fk_themed_directories_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_themed_directories_status CHECK (status IN ('active', 'inactive'))
);
CREATE TABLE themed_entries (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  directory_id uuid NOT NULL,
  object_id uuid NOT NULL,
  licence_id uuid,
  entered_by uuid NOT NULL,
  entered_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_themed_entries PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_themed_entries_directory FOREIGN KEY (jurisdiction_id, directory_id) REFERENCES themed_directories (jurisdiction_id, id),
  CONSTRAINT fk_themed_entries_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_themed_entries_licence FOREIGN KEY (jurisdiction_id, licence_id) REFERENCES object_licences (jurisdiction_id, id)
);
CREATE UNIQUE INDEX uq_themed_entries_licence ON themed_entries (jurisdiction_id, directory_id, object_id, licence_id) WHERE licence_id IS NOT NULL;
CREATE UNIQUE INDEX uq_themed_entries_plain ON themed_entries (jurisdiction_id, directory_id, object_id) WHERE licence_id IS NULL;
CREATE INDEX ix_themed_entries_object ON themed_entries (jurisdiction_id, object_id);
CREATE INDEX ix_themed_entries_licence ON themed_entries (jurisdiction_id, licence_id) WHERE licence_id IS NOT NULL;

-- Kind-specific fields of an imported row, gathered from their own columns.
ALTER TABLE import_object_rows
  ADD COLUMN details text,
  ADD COLUMN industry_code text,
  ADD COLUMN risk_on text,
  ADD COLUMN risk_source text,
  ADD COLUMN credit_source text,
  ADD COLUMN grid text,
  ADD COLUMN latitude text,
  ADD COLUMN longitude text,
  ADD COLUMN coordinate_system text,
  ADD COLUMN former_codes text,
  ADD COLUMN operator text;
