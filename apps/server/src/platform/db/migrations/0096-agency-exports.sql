-- Exports of everything of one agency: asked for by one administrator, confirmed by another, kept for a few days.
-- Frozen once released; never import code from here.

CREATE TABLE agency_exports (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  reason text NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'waiting',
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_name text NOT NULL DEFAULT '',
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  started_at timestamptz(3),
  ended_at timestamptz(3),
  steps_done integer NOT NULL DEFAULT 0,
  steps_all integer NOT NULL DEFAULT 0,
  problem text COLLATE "C" NOT NULL DEFAULT '',
  table_count integer NOT NULL DEFAULT 0,
  row_count bigint NOT NULL DEFAULT 0,
  file_count integer NOT NULL DEFAULT 0,
  -- Attachments that the store no longer has, or has altered.
  missing_files integer NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  sha256 text COLLATE "C",
  -- Sealed: what opens the archive as it lies on the disk.
  archive_key bytea,
  expires_at timestamptz(3),
  CONSTRAINT pk_agency_exports PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_agency_exports_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_agency_exports_state CHECK (state IN ('waiting', 'refused', 'confirmed', 'making', 'done', 'failed', 'removed')),
  CONSTRAINT ck_agency_exports_reason CHECK (reason <> ''),
  CONSTRAINT ck_agency_exports_two CHECK (decided_by IS NULL OR decided_by <> asked_by),
  CONSTRAINT ck_agency_exports_decided CHECK ((state = 'waiting') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT ck_agency_exports_done CHECK (state NOT IN ('done', 'removed') OR (sha256 IS NOT NULL AND expires_at IS NOT NULL)),
  CONSTRAINT ck_agency_exports_key CHECK ((state = 'done') = (archive_key IS NOT NULL))
);
CREATE INDEX ix_agency_exports_asked ON agency_exports (jurisdiction_id, asked_at DESC, id DESC);
CREATE INDEX ix_agency_exports_agency ON agency_exports (jurisdiction_id, agency_id);
-- What the background looks for.
CREATE INDEX ix_agency_exports_open ON agency_exports (state) WHERE state IN ('confirmed', 'making', 'done');
-- One at a time of an agency.
CREATE UNIQUE INDEX uq_agency_exports_open ON agency_exports (jurisdiction_id, agency_id) WHERE state IN ('waiting', 'confirmed', 'making');
