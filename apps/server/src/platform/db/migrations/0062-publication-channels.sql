-- Channels of publication: settings and health of each, one row per record version and channel with where it stands, every
-- attempt, exported files, and what a comparison with the other side found. No text of a record lies here: bodies are laid
-- out from public_records when they are sent. Rows lie in the jurisdiction of the agency that answers for the record.
-- Frozen once released; never import code from here.

CREATE TABLE publication_channels (
  jurisdiction_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  mode text COLLATE "C" NOT NULL,
  -- Address, account, hour of the batch and codes; no secret.
  settings jsonb NOT NULL,
  -- Signing key, sealed by the installation's box.
  secret bytea,
  version integer NOT NULL DEFAULT 1,
  -- What was public before the channel was switched on has been put in line.
  is_caught_up boolean NOT NULL DEFAULT false,
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3),
  rests_until timestamptz(3),
  last_problem text COLLATE "C" NOT NULL DEFAULT '',
  last_detail text NOT NULL DEFAULT '',
  last_accepted_at timestamptz(3),
  changed_at timestamptz(3) NOT NULL,
  changed_by uuid NOT NULL,
  CONSTRAINT pk_publication_channels PRIMARY KEY (jurisdiction_id, kind),
  CONSTRAINT ck_publication_channels_kind CHECK (kind IN ('governmentSite', 'enterpriseCredit', 'creditPlatform', 'supervision', 'provincial')),
  CONSTRAINT ck_publication_channels_mode CHECK (mode IN ('off', 'automatic', 'manual'))
);

CREATE TABLE channel_files (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  -- Counts from 1 in each channel.
  number integer NOT NULL,
  file_name text NOT NULL,
  content_type text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  rows integer NOT NULL,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_channel_files PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_channel_files_number UNIQUE (jurisdiction_id, kind, number),
  CONSTRAINT fk_channel_files_channel FOREIGN KEY (jurisdiction_id, kind) REFERENCES publication_channels (jurisdiction_id, kind)
);

CREATE TABLE channel_deliveries (
  jurisdiction_id uuid NOT NULL,
  -- The key by which the other side recognises a repetition.
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  -- Of public_records; its row may lie in the initiator's jurisdiction.
  publication_id uuid NOT NULL,
  record_version integer NOT NULL,
  operation text COLLATE "C" NOT NULL,
  -- Counts when the same version goes again under a new key.
  round integer NOT NULL DEFAULT 1,
  title text NOT NULL,
  state text COLLATE "C" NOT NULL,
  send_at timestamptz(3) NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  sending_since timestamptz(3),
  ended_at timestamptz(3),
  external_id text,
  receipt text,
  problem text COLLATE "C" NOT NULL DEFAULT '',
  detail text NOT NULL DEFAULT '',
  -- [{field, code, data, text}] of a refusal, ours or theirs.
  reasons jsonb NOT NULL DEFAULT '[]',
  file_id uuid,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_channel_deliveries PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_channel_deliveries_version UNIQUE (jurisdiction_id, kind, publication_id, record_version, operation, round),
  CONSTRAINT fk_channel_deliveries_channel FOREIGN KEY (jurisdiction_id, kind) REFERENCES publication_channels (jurisdiction_id, kind),
  CONSTRAINT fk_channel_deliveries_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES channel_files (jurisdiction_id, id),
  CONSTRAINT ck_channel_deliveries_operation CHECK (operation IN ('put', 'remove')),
  CONSTRAINT ck_channel_deliveries_state CHECK (state IN ('waiting', 'sending', 'accepted', 'refused', 'notApplicable', 'manual', 'uncertain', 'superseded'))
);
CREATE INDEX ix_channel_deliveries_due ON channel_deliveries (jurisdiction_id, kind, send_at, id) WHERE state IN ('waiting', 'uncertain');
CREATE INDEX ix_channel_deliveries_state ON channel_deliveries (jurisdiction_id, kind, state, created_at, id);
CREATE INDEX ix_channel_deliveries_file ON channel_deliveries (jurisdiction_id, file_id);
CREATE INDEX ix_channel_deliveries_record ON channel_deliveries (publication_id, created_at, id);

-- append-only: every attempt to hand a record over and what was answered.
CREATE TABLE channel_attempts (
  jurisdiction_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  attempt integer NOT NULL,
  -- Whether it was sent or asked about.
  step text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  problem text COLLATE "C" NOT NULL,
  detail text NOT NULL,
  external_id text,
  -- SHA-256 of the body that was sent.
  digest text COLLATE "C",
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_channel_attempts PRIMARY KEY (jurisdiction_id, delivery_id, attempt),
  CONSTRAINT fk_channel_attempts_delivery FOREIGN KEY (jurisdiction_id, delivery_id) REFERENCES channel_deliveries (jurisdiction_id, id),
  CONSTRAINT ck_channel_attempts_step CHECK (step IN ('send', 'ask', 'file')),
  CONSTRAINT ck_channel_attempts_outcome CHECK (outcome IN ('accepted', 'refused', 'deferred', 'uncertain', 'unknown'))
);
COMMENT ON TABLE channel_attempts IS 'append-only: attempts of deliveries to publication channels';

-- What the last comparison with the other side found, each with its step.
CREATE TABLE channel_differences (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  agency_id uuid,
  publication_id uuid,
  record_key text COLLATE "C" NOT NULL,
  difference text COLLATE "C" NOT NULL,
  external_id text,
  our_version integer,
  their_version integer,
  title text NOT NULL,
  found_at timestamptz(3) NOT NULL,
  -- Null while open.
  step text COLLATE "C",
  settled_by uuid,
  settled_name text,
  settled_at timestamptz(3),
  CONSTRAINT pk_channel_differences PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_channel_differences_channel FOREIGN KEY (jurisdiction_id, kind) REFERENCES publication_channels (jurisdiction_id, kind),
  CONSTRAINT ck_channel_differences_difference CHECK (difference IN ('missingThere', 'otherVersion', 'stillThere', 'unknownHere', 'notReceipted')),
  CONSTRAINT ck_channel_differences_step CHECK (step IN ('sendAgain', 'takeReceipt', 'noted', 'gone'))
);
CREATE UNIQUE INDEX uq_channel_differences_open ON channel_differences (jurisdiction_id, kind, record_key) WHERE step IS NULL;
CREATE INDEX ix_channel_differences_found ON channel_differences (jurisdiction_id, kind, found_at, id);
