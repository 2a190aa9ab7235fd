-- Seals of the national suite beside checkpoints, and contact details of people that lay in the clear until now.
-- Frozen once released; never import code from here.

-- SM2 signature over origin, size, root and the SM3 chain of all entries so far. Made after the checkpoint, by the
-- built-in key or by a device, and repeated until it is there.
CREATE TABLE ledger_seals (
  jurisdiction_id uuid NOT NULL,
  size bigint NOT NULL,
  -- SM3 over the entries up to here, chained: SM3(chain before ‖ SM3(entry)).
  chain bytea NOT NULL,
  -- First eight bytes of the SM3 of the public key, in hexadecimal; the key itself stands in the secrets folder.
  key_id text COLLATE "C" NOT NULL,
  signature bytea NOT NULL,
  -- Token of a time-stamp service over the SM3 of the sealed text; null where there is none.
  time_stamp bytea,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_ledger_seals PRIMARY KEY (jurisdiction_id, size),
  CONSTRAINT fk_ledger_seals_checkpoint FOREIGN KEY (jurisdiction_id, size) REFERENCES ledger_checkpoints (jurisdiction_id, size),
  CONSTRAINT ck_ledger_seals_chain CHECK (length(chain) = 32),
  CONSTRAINT ck_ledger_seals_signature CHECK (length(signature) = 64)
);
COMMENT ON TABLE ledger_seals IS 'append-only: seals of checkpoints by the national suite';

-- Numbers and addresses of natural persons, sealed by the installation's box. Rows of earlier versions are converted at
-- the next start, piece by piece, by the role that owns the schema; the clear column is then empty.
ALTER TABLE rectification_reports ALTER COLUMN phone SET DEFAULT '';
ALTER TABLE rectification_reports ADD COLUMN phone_sealed bytea;
ALTER TABLE deliveries ADD COLUMN reached_at_sealed bytea;
-- A report's number stood a second time with its step.
UPDATE followup_moves SET form = jsonb_set(form, '{phone}', '""') WHERE move = 'report' AND form ->> 'phone' <> '';
CREATE INDEX ix_rectification_reports_clear ON rectification_reports (jurisdiction_id, id) WHERE phone <> '';
CREATE INDEX ix_deliveries_clear ON deliveries (jurisdiction_id, id) WHERE reached_at <> '';
