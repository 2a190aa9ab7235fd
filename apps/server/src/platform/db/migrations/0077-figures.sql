-- Statistics: figures that were saved as of a day, and indexes for the tables of indicators.
-- Frozen once released; never import code from here.

-- What was asked for and by whom. Never changed, so that the same figures can be made again later and compared.
CREATE TABLE figure_snapshots (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Of whoever saved it.
  agency_id uuid NOT NULL,
  -- Whose figures; null for all agencies of the jurisdiction.
  of_agency_id uuid,
  title text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  as_of date NOT NULL,
  -- SHA-256 over the digests of all its indicators.
  digest text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  saved_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_figure_snapshots PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_figure_snapshots_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_figure_snapshots_of_agency FOREIGN KEY (jurisdiction_id, of_agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_figure_snapshots_period CHECK (from_day <= to_day)
);
COMMENT ON TABLE figure_snapshots IS 'append-only: figures saved as of a day';
CREATE INDEX ix_figure_snapshots_agency ON figure_snapshots (jurisdiction_id, agency_id, saved_at DESC, id);
CREATE INDEX ix_figure_snapshots_of_agency ON figure_snapshots (jurisdiction_id, of_agency_id) WHERE of_agency_id IS NOT NULL;
CREATE INDEX ix_figure_snapshots_saved ON figure_snapshots (jurisdiction_id, saved_at DESC, id);

CREATE TABLE figure_snapshot_indicators (
  jurisdiction_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  -- {total, agencies}: the lines of both tables.
  figures jsonb NOT NULL,
  -- One case a line, in order of key: column, space, key.
  cases text NOT NULL,
  -- SHA-256 of `cases`.
  digest text COLLATE "C" NOT NULL,
  CONSTRAINT pk_figure_snapshot_indicators PRIMARY KEY (jurisdiction_id, snapshot_id, indicator),
  CONSTRAINT fk_figure_snapshot_indicators_snapshot FOREIGN KEY (jurisdiction_id, snapshot_id) REFERENCES figure_snapshots (jurisdiction_id, id)
);
COMMENT ON TABLE figure_snapshot_indicators IS 'append-only: saved figures with the keys of their rows';

-- How the code was shown at each visit, without reading everything that was written there.
CREATE INDEX ix_visit_writes_identify ON visit_writes (jurisdiction_id, inspection_id, seq DESC) WHERE path = 'identify';
-- Tasks of a plan entry.
CREATE INDEX ix_inspection_tasks_entry ON inspection_tasks (jurisdiction_id, plan_entry_key) WHERE plan_entry_key IS NOT NULL;
-- Partners of one visit.
CREATE INDEX ix_frequency_entries_visit ON frequency_entries (jurisdiction_id, visit_key);
