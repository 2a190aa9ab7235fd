-- Re-inspections by people drawn anew (R241): everybody fit with the ticket of each, from the ledger's entry that fixed the
-- list. Frozen once released; never import code from here.

CREATE TABLE recheck_draws (
  jurisdiction_id uuid NOT NULL,
  -- The re-inspection.
  inspection_id uuid NOT NULL,
  -- Entry of the ledger that names the digest of the list; its hash is the seed.
  ledger_seq bigint NOT NULL,
  seed text COLLATE "C" NOT NULL,
  -- Name, certificate and ticket, smallest first; `goes` for those who were drawn.
  tickets jsonb NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  drawn_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_recheck_draws PRIMARY KEY (jurisdiction_id, inspection_id),
  CONSTRAINT fk_recheck_draws_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id)
);
COMMENT ON TABLE recheck_draws IS 'append-only: how the people of a re-inspection were drawn';
