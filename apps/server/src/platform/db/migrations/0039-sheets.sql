-- Check sheets (检查单): templates that keep their id, and their versions.

CREATE TABLE sheet_templates (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  industry text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_sheet_templates PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_sheet_templates_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT uq_sheet_templates_name UNIQUE (jurisdiction_id, agency_id, name)
);

-- `version` is the row version of optimistic saving, `no` the number that people see.
CREATE TABLE sheet_versions (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  no integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  content jsonb NOT NULL,
  lines integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  published_on date,
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_sheet_versions PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_sheet_versions_sheet FOREIGN KEY (jurisdiction_id, sheet_id) REFERENCES sheet_templates (jurisdiction_id, id),
  CONSTRAINT uq_sheet_versions_no UNIQUE (jurisdiction_id, sheet_id, no),
  CONSTRAINT ck_sheet_versions_state CHECK (state IN ('draft', 'legalReview', 'reviewed', 'approved', 'published', 'superseded', 'revoked'))
);
-- One version is in force, and one is being worked on.
CREATE UNIQUE INDEX uq_sheet_versions_published ON sheet_versions (jurisdiction_id, sheet_id) WHERE state = 'published';
CREATE UNIQUE INDEX uq_sheet_versions_open ON sheet_versions (jurisdiction_id, sheet_id) WHERE state IN ('draft', 'legalReview', 'reviewed', 'approved');
