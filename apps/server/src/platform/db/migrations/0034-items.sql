-- Item lists (随机抽查事项清单) with their versions, imports and alignment; leniency lists (轻微免罚清单).
-- Frozen once released; never import code from here.

-- One row is one version. `own` lists go the documents' way; a `superior` list is a copy to compare with.
CREATE TABLE item_lists (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  title text NOT NULL,
  issuer text NOT NULL DEFAULT '',
  list_version integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text COLLATE "C" NOT NULL,
  based_on uuid,
  effective_from date,
  effective_to date,
  published_on date,
  published_place text NOT NULL DEFAULT '',
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_item_lists PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_item_lists_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_item_lists_based_on FOREIGN KEY (jurisdiction_id, based_on) REFERENCES item_lists (jurisdiction_id, id),
  CONSTRAINT ck_item_lists_purpose CHECK (purpose IN ('own', 'superior')),
  CONSTRAINT ck_item_lists_state CHECK (state IN ('draft', 'legalReview', 'reviewed', 'approved', 'published', 'superseded', 'revoked')),
  CONSTRAINT ck_item_lists_published CHECK (state NOT IN ('published', 'superseded', 'revoked') OR published_on IS NOT NULL)
);
CREATE INDEX ix_item_lists_agency ON item_lists (jurisdiction_id, agency_id, purpose, list_version DESC);
CREATE INDEX ix_item_lists_based_on ON item_lists (jurisdiction_id, based_on) WHERE based_on IS NOT NULL;
CREATE INDEX ix_item_lists_public ON item_lists (published_on DESC, id) WHERE published_on IS NOT NULL;
CREATE UNIQUE INDEX uq_item_lists_open ON item_lists (jurisdiction_id, agency_id) WHERE purpose = 'own' AND state IN ('draft', 'legalReview', 'reviewed', 'approved');
CREATE UNIQUE INDEX uq_item_lists_published ON item_lists (jurisdiction_id, agency_id) WHERE purpose = 'own' AND state = 'published';
CREATE UNIQUE INDEX uq_item_lists_version ON item_lists (jurisdiction_id, agency_id, list_version) WHERE purpose = 'own';

-- One item in one version. `item_key` is the same item in every version.
CREATE TABLE items (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  list_id uuid NOT NULL,
  item_key uuid NOT NULL,
  position integer NOT NULL,
  code text COLLATE "C" NOT NULL,
  unit text NOT NULL DEFAULT '',
  category text NOT NULL,
  name text NOT NULL,
  tier text COLLATE "C" NOT NULL,
  announced boolean NOT NULL,
  section_id uuid,
  fields jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_items PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_items_key UNIQUE (jurisdiction_id, list_id, item_key),
  CONSTRAINT fk_items_list FOREIGN KEY (jurisdiction_id, list_id) REFERENCES item_lists (jurisdiction_id, id),
  CONSTRAINT fk_items_section FOREIGN KEY (jurisdiction_id, section_id) REFERENCES sections (jurisdiction_id, id),
  CONSTRAINT ck_items_tier CHECK (tier IN ('general', 'key'))
);
CREATE INDEX ix_items_page ON items (jurisdiction_id, list_id, position, id);
CREATE INDEX ix_items_key ON items (jurisdiction_id, agency_id, item_key);
CREATE INDEX ix_items_section ON items (jurisdiction_id, section_id) WHERE section_id IS NOT NULL;

-- An item was put into a plan or a draw. `ref_id` is a plan entry or a draw; both stand in later stages.
CREATE TABLE item_uses (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  item_key uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  ref_id uuid NOT NULL,
  used_on date NOT NULL,
  CONSTRAINT pk_item_uses PRIMARY KEY (jurisdiction_id, agency_id, item_key, kind, ref_id),
  CONSTRAINT ck_item_uses_kind CHECK (kind IN ('plan', 'draw'))
);

-- What an item was aligned with: a copy of the superior item as it stood on that day.
CREATE TABLE item_alignments (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  item_key uuid NOT NULL,
  source_issuer text NOT NULL,
  source_title text NOT NULL,
  source_version integer NOT NULL,
  source_item_key uuid NOT NULL,
  source_fields jsonb NOT NULL,
  local_change text NOT NULL DEFAULT '',
  aligned_on date NOT NULL,
  aligned_by uuid NOT NULL,
  CONSTRAINT pk_item_alignments PRIMARY KEY (jurisdiction_id, agency_id, item_key)
);

-- An uploaded list file on its way into a draft: what was read, how it was mapped, what it would change.
CREATE TABLE item_imports (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  list_id uuid NOT NULL,
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  file_size bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  sheets jsonb NOT NULL,
  choices jsonb,
  preview jsonb,
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  applied_at timestamptz(3),
  CONSTRAINT pk_item_imports PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_item_imports_list FOREIGN KEY (jurisdiction_id, list_id) REFERENCES item_lists (jurisdiction_id, id),
  CONSTRAINT ck_item_imports_state CHECK (state IN ('uploaded', 'previewed', 'applied', 'cancelled'))
);
CREATE INDEX ix_item_imports_list ON item_imports (jurisdiction_id, list_id, created_at DESC, id);

-- Which column of a layout feeds which field, as people confirmed it.
CREATE TABLE item_layouts (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  mapping jsonb NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_item_layouts PRIMARY KEY (jurisdiction_id, agency_id, fingerprint)
);

CREATE TABLE leniency_lists (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  title text NOT NULL,
  list_version integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text COLLATE "C" NOT NULL,
  based_on uuid,
  effective_from date,
  effective_to date,
  published_on date,
  published_place text NOT NULL DEFAULT '',
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_leniency_lists PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_leniency_lists_version UNIQUE (jurisdiction_id, agency_id, list_version),
  CONSTRAINT fk_leniency_lists_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_leniency_lists_based_on FOREIGN KEY (jurisdiction_id, based_on) REFERENCES leniency_lists (jurisdiction_id, id),
  CONSTRAINT ck_leniency_lists_state CHECK (state IN ('draft', 'legalReview', 'reviewed', 'approved', 'published', 'superseded', 'revoked')),
  CONSTRAINT ck_leniency_lists_published CHECK (state NOT IN ('published', 'superseded', 'revoked') OR published_on IS NOT NULL)
);
CREATE INDEX ix_leniency_lists_based_on ON leniency_lists (jurisdiction_id, based_on) WHERE based_on IS NOT NULL;
CREATE INDEX ix_leniency_lists_public ON leniency_lists (published_on DESC, id) WHERE published_on IS NOT NULL;
CREATE UNIQUE INDEX uq_leniency_lists_open ON leniency_lists (jurisdiction_id, agency_id) WHERE state IN ('draft', 'legalReview', 'reviewed', 'approved');
CREATE UNIQUE INDEX uq_leniency_lists_published ON leniency_lists (jurisdiction_id, agency_id) WHERE state = 'published';

-- One conduct in one version. `entry_key` is the same conduct in every version.
CREATE TABLE leniency_entries (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  list_id uuid NOT NULL,
  entry_key uuid NOT NULL,
  position integer NOT NULL,
  fields jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_leniency_entries PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_leniency_entries_key UNIQUE (jurisdiction_id, list_id, entry_key),
  CONSTRAINT fk_leniency_entries_list FOREIGN KEY (jurisdiction_id, list_id) REFERENCES leniency_lists (jurisdiction_id, id)
);
CREATE INDEX ix_leniency_entries_page ON leniency_entries (jurisdiction_id, list_id, position, id);
