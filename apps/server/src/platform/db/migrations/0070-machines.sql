-- Penalties as public records; deliveries that are given up; named clients of other systems with their keys.
-- Frozen once released; never import code from here.

ALTER TABLE publications DROP CONSTRAINT ck_publications_kind;
ALTER TABLE publications ADD CONSTRAINT ck_publications_kind CHECK (kind IN ('result', 'itemList', 'leniencyList', 'ruleBook', 'plan', 'draw', 'drawVoid', 'listing', 'penalty'));
ALTER TABLE public_records DROP CONSTRAINT ck_public_records_kind;
ALTER TABLE public_records ADD CONSTRAINT ck_public_records_kind CHECK (kind IN ('result', 'itemList', 'leniencyList', 'ruleBook', 'plan', 'draw', 'drawVoid', 'listing', 'penalty'));
DROP INDEX ix_public_records_search;
CREATE INDEX ix_public_records_search ON public_records USING gin (bigrams(search_text))
  WHERE kind IN ('result', 'listing', 'penalty') AND state = 'published';
DROP INDEX ix_public_records_name;
CREATE INDEX ix_public_records_name ON public_records (object_name, published_on DESC, id DESC)
  WHERE kind IN ('result', 'listing', 'penalty') AND state = 'published' AND object_code IS NULL;

ALTER TABLE channel_deliveries DROP CONSTRAINT ck_channel_deliveries_state;
ALTER TABLE channel_deliveries ADD CONSTRAINT ck_channel_deliveries_state CHECK (state IN ('waiting', 'sending', 'accepted', 'refused', 'notApplicable', 'manual', 'uncertain', 'superseded', 'givenUp'));
-- A sending that got no answer may have arrived: nothing is sent again before the other side was asked.
ALTER TABLE channel_deliveries ADD COLUMN is_doubtful boolean NOT NULL DEFAULT false;

-- A client of another system (共享、交换): named, with a hashed key that ends, for listed purposes, revocable.
CREATE TABLE machine_clients (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  -- The agency in whose name it asks.
  agency_id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- Whom to call about it.
  contact text NOT NULL,
  -- SHA-256 of the key; the key itself is shown once.
  token_hash bytea NOT NULL,
  -- First signs of the key, to tell one from another.
  hint text COLLATE "C" NOT NULL,
  scopes text[] COLLATE "C" NOT NULL,
  expires_on date NOT NULL,
  created_at timestamptz(3) NOT NULL,
  created_by uuid NOT NULL,
  created_name text NOT NULL,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  revoked_name text,
  CONSTRAINT pk_machine_clients PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_machine_clients_name UNIQUE (jurisdiction_id, name),
  CONSTRAINT fk_machine_clients_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_machine_clients_scopes CHECK (scopes <@ ARRAY['credit.share', 'channels.read']::text[] AND scopes <> ARRAY[]::text[]),
  CONSTRAINT ck_machine_clients_revoked CHECK ((revoked_at IS NULL) = (revoked_name IS NULL))
);
-- A key is looked up before its jurisdiction is known.
CREATE INDEX ix_machine_clients_token ON machine_clients (token_hash);
CREATE INDEX ix_machine_clients_agency ON machine_clients (jurisdiction_id, agency_id);
