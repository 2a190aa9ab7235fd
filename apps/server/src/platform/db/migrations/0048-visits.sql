-- The visit itself: devices that write it down, records as they arrived, single fields, evidence, signatures. Rows of a
-- visit lie in the initiator's jurisdiction (ruling 28), devices in that of their person.
-- Frozen once released; never import code from here.

-- Changes when the database was put back to an earlier state: phones then send again what they keep (S-12).
CREATE TABLE installation_epoch (
  one boolean NOT NULL DEFAULT true,
  epoch uuid NOT NULL,
  since timestamptz(3) NOT NULL,
  CONSTRAINT pk_installation_epoch PRIMARY KEY (one),
  CONSTRAINT ck_installation_epoch_one CHECK (one)
);
COMMENT ON TABLE installation_epoch IS 'local: one row; a new epoch is written by whoever restores a backup';
INSERT INTO installation_epoch (epoch, since) VALUES (gen_random_uuid(), now());

-- One store of one person on one phone, or on a medium that carries a pack.
CREATE TABLE visit_devices (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  -- 32 bytes, sealed by the installation's box.
  secret bytea NOT NULL,
  app_version text COLLATE "C" NOT NULL DEFAULT '',
  -- Records of this device that were taken: the watermark.
  taken integer NOT NULL DEFAULT 0,
  -- Server time less device time at the last exchange, milliseconds.
  clock_offset_ms bigint NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  revoked_by uuid,
  revoked_name text,
  revoked_reason text NOT NULL DEFAULT '',
  -- Of a pack on a medium: the key derived of its passphrase (sealed), and its salt; null on phones.
  pack_key bytea,
  pack_salt bytea,
  CONSTRAINT pk_visit_devices PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_devices_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_visit_devices_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
  CONSTRAINT ck_visit_devices_pack CHECK ((pack_key IS NULL) = (pack_salt IS NULL))
);
CREATE INDEX ix_visit_devices_account ON visit_devices (jurisdiction_id, account_id, id);
CREATE INDEX ix_visit_devices_id ON visit_devices (id);

-- The version of each sheet that a visit began with; a later one never changes it (S-09).
CREATE TABLE visit_sheets (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  sheet_version_id uuid NOT NULL,
  -- Where the sheet stands; a partner's may be of another jurisdiction.
  sheet_jurisdiction_id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  item_key uuid,
  position integer NOT NULL,
  frozen_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_sheets PRIMARY KEY (jurisdiction_id, inspection_id, agency_id, sheet_version_id),
  CONSTRAINT uq_visit_sheets_sheet UNIQUE (jurisdiction_id, inspection_id, agency_id, sheet_id),
  CONSTRAINT fk_visit_sheets_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id)
);

CREATE TABLE visit_records (
  jurisdiction_id uuid NOT NULL,
  -- Made by the client: the same id is the same record (S-06).
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  -- Null when entered in the office.
  device_id uuid,
  -- Of the device, from 1.
  device_seq integer NOT NULL,
  -- SHA-256 of the record as it was sent.
  digest bytea NOT NULL,
  account_id uuid NOT NULL,
  by_name text NOT NULL,
  -- Who brought it in, when not the person.
  uploaded_by uuid,
  uploaded_name text,
  device_at timestamptz(3) NOT NULL,
  clock_offset_ms bigint NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_records PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_records_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_visit_records_kind CHECK (kind IN ('writes', 'evidence', 'signature', 'paper', 'enter', 'finish', 'claim')),
  CONSTRAINT ck_visit_records_source CHECK (source IN ('phone', 'paper', 'file'))
);
COMMENT ON TABLE visit_records IS 'append-only: what phones, the office and files brought, one row per record';
CREATE INDEX ix_visit_records_team ON visit_records (jurisdiction_id, inspection_id, agency_id);

CREATE TABLE visit_writes (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  -- From 1, gapless per visit, in the order in which the server took them.
  seq integer NOT NULL,
  id uuid NOT NULL,
  record_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  path text COLLATE "C" NOT NULL,
  value jsonb NOT NULL,
  base uuid,
  account_id uuid NOT NULL,
  by_name text NOT NULL,
  device_id uuid,
  -- Device clock, set right by its offset.
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_writes PRIMARY KEY (jurisdiction_id, inspection_id, seq),
  CONSTRAINT uq_visit_writes_id UNIQUE (jurisdiction_id, id),
  CONSTRAINT fk_visit_writes_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_visit_writes_record FOREIGN KEY (jurisdiction_id, record_id) REFERENCES visit_records (jurisdiction_id, id)
);
COMMENT ON TABLE visit_writes IS 'append-only: what was written at a visit, field by field';
CREATE INDEX ix_visit_writes_record ON visit_writes (jurisdiction_id, record_id);

CREATE TABLE visit_evidence (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  record_id uuid NOT NULL,
  account_id uuid NOT NULL,
  by_name text NOT NULL,
  device_id uuid,
  device_seq integer NOT NULL,
  -- The metadata as it was sent (core `evidence`); the columns beside it are what is asked for.
  content jsonb NOT NULL,
  kind text COLLATE "C" NOT NULL,
  finding_id uuid,
  sha256 text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  chain_prev text COLLATE "C",
  captured_at timestamptz(3) NOT NULL,
  clock_offset_ms bigint NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  -- When the last byte stood here and the digest was right; null until then.
  received_at timestamptz(3),
  CONSTRAINT pk_visit_evidence PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_evidence_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_visit_evidence_record FOREIGN KEY (jurisdiction_id, record_id) REFERENCES visit_records (jurisdiction_id, id),
  CONSTRAINT ck_visit_evidence_kind CHECK (kind IN ('photo', 'video', 'audio', 'document', 'sample', 'scan'))
);
CREATE INDEX ix_visit_evidence_inspection ON visit_evidence (jurisdiction_id, inspection_id, id);
CREATE INDEX ix_visit_evidence_record ON visit_evidence (jurisdiction_id, record_id);
-- Uploads name the evidence only.
CREATE INDEX ix_visit_evidence_id ON visit_evidence (id);

CREATE TABLE visit_signatures (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  record_id uuid NOT NULL,
  document text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  content jsonb NOT NULL,
  account_id uuid NOT NULL,
  by_name text NOT NULL,
  signed_at timestamptz(3) NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_signatures PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_signatures_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_visit_signatures_record FOREIGN KEY (jurisdiction_id, record_id) REFERENCES visit_records (jurisdiction_id, id)
);
COMMENT ON TABLE visit_signatures IS 'append-only: who signed which paper, or refused to';
CREATE INDEX ix_visit_signatures_inspection ON visit_signatures (jurisdiction_id, inspection_id, id);
CREATE INDEX ix_visit_signatures_record ON visit_signatures (jurisdiction_id, record_id);

-- Files brought in by hand (rescue of a phone, results from a medium), with what became of each record.
CREATE TABLE visit_files_brought (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  device_id uuid NOT NULL,
  account_id uuid NOT NULL,
  uploaded_by uuid NOT NULL,
  uploaded_name text NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  report jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_files_brought PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_files_brought_device FOREIGN KEY (jurisdiction_id, device_id) REFERENCES visit_devices (jurisdiction_id, id)
);
COMMENT ON TABLE visit_files_brought IS 'append-only: rescue and result files with their reports';
CREATE INDEX ix_visit_files_brought_device ON visit_files_brought (jurisdiction_id, device_id, id);
