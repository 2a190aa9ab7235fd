-- Copies of the installation, exercises of restoring them, and restorations that two persons have to confirm.
-- Frozen once released; never import code from here.

CREATE TABLE backups (
  id uuid NOT NULL,
  -- Of the folder below `backups/` in the target.
  name text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'running',
  started_at timestamptz(3) NOT NULL,
  -- Moment of the database that it holds.
  taken_at timestamptz(3),
  ended_at timestamptz(3),
  folder text NOT NULL,
  -- Of the database's part as it lies on the disk.
  bytes bigint NOT NULL DEFAULT 0,
  row_count bigint NOT NULL DEFAULT 0,
  file_count integer NOT NULL DEFAULT 0,
  -- Files of the store that were gone or altered when they were copied.
  damaged_files integer NOT NULL DEFAULT 0,
  ledger_entries bigint NOT NULL DEFAULT 0,
  has_keys boolean NOT NULL DEFAULT false,
  manifest_sha256 text COLLATE "C",
  -- none: no second place is set.
  second_state text COLLATE "C" NOT NULL DEFAULT 'none',
  problem text NOT NULL DEFAULT '',
  removed_at timestamptz(3),
  CONSTRAINT pk_backups PRIMARY KEY (id),
  CONSTRAINT ck_backups_cause CHECK (cause IN ('night', 'interval', 'person', 'command')),
  CONSTRAINT ck_backups_state CHECK (state IN ('running', 'done', 'failed')),
  CONSTRAINT ck_backups_second CHECK (second_state IN ('none', 'done', 'failed')),
  CONSTRAINT ck_backups_ended CHECK ((state = 'running') = (ended_at IS NULL)),
  CONSTRAINT ck_backups_done CHECK (state <> 'done' OR (taken_at IS NOT NULL AND manifest_sha256 IS NOT NULL))
);
COMMENT ON TABLE backups IS 'local: the installation''s log of its backups, those removed by age included';
CREATE INDEX ix_backups_started ON backups (started_at DESC, id);

CREATE TABLE backup_drills (
  id uuid NOT NULL,
  backup_name text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'running',
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  ledgers integer NOT NULL DEFAULT 0,
  entries bigint NOT NULL DEFAULT 0,
  draws integer NOT NULL DEFAULT 0,
  file_count integer NOT NULL DEFAULT 0,
  problem text NOT NULL DEFAULT '',
  CONSTRAINT pk_backup_drills PRIMARY KEY (id),
  CONSTRAINT ck_backup_drills_state CHECK (state IN ('running', 'done', 'failed')),
  CONSTRAINT ck_backup_drills_ended CHECK ((state = 'running') = (ended_at IS NULL))
);
COMMENT ON TABLE backup_drills IS 'local: the installation''s exercises of restoring a backup';
CREATE INDEX ix_backup_drills_started ON backup_drills (started_at DESC, id);

CREATE TABLE restorations (
  id uuid NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'waiting',
  backup_name text COLLATE "C" NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  restored_at timestamptz(3) NOT NULL,
  -- Per ledger: {jurisdictionId, origin, size, published, publishedRoot, verdict}.
  ledgers jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  first_by uuid,
  first_name text,
  second_by uuid,
  second_name text,
  confirmed_at timestamptz(3),
  CONSTRAINT pk_restorations PRIMARY KEY (id),
  CONSTRAINT ck_restorations_state CHECK (state IN ('waiting', 'confirmed')),
  CONSTRAINT ck_restorations_confirmed CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL)),
  CONSTRAINT ck_restorations_two CHECK (state = 'waiting' OR (first_by IS NOT NULL AND second_by IS NOT NULL AND first_by <> second_by AND reason <> ''))
);
COMMENT ON TABLE restorations IS 'local: how often the installation was put back to an earlier state, and who answered for it';
CREATE UNIQUE INDEX uq_restorations_waiting ON restorations (state) WHERE state = 'waiting';

-- Set by whoever restores a backup: nothing is appended before the restoration is confirmed.
ALTER TABLE ledger_heads ADD COLUMN held_since timestamptz(3);
