-- What the installation remembers about itself: when each ledger was last verified as a whole, and how its disk fills.
-- Frozen once released; never import code from here.

CREATE TABLE ledger_verifications (
  jurisdiction_id uuid NOT NULL,
  verified_at timestamptz(3) NOT NULL,
  -- Entries that were read and found good.
  size bigint NOT NULL,
  -- The first bad entry and what is wrong with it; null of a sound ledger.
  fault_seq bigint,
  fault_code text COLLATE "C",
  CONSTRAINT pk_ledger_verifications PRIMARY KEY (jurisdiction_id),
  CONSTRAINT fk_ledger_verifications_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_ledger_verifications_fault CHECK ((fault_seq IS NULL) = (fault_code IS NULL))
);

CREATE TABLE disk_days (
  day date NOT NULL,
  free_bytes bigint NOT NULL,
  total_bytes bigint NOT NULL,
  CONSTRAINT pk_disk_days PRIMARY KEY (day)
);
COMMENT ON TABLE disk_days IS 'local: room left on the disk of the data folder, one row a day for sixty days';
