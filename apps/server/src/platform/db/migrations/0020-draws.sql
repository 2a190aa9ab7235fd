-- Draws: the task, its participants, the sealed snapshot, the ceremony as appended actions, the result, and the
-- agency's public draw log. Frozen once released; never import code from here.

-- One row is one attempt. A redraw after a void is a new row that names the void one.
CREATE TABLE draws (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  section_id uuid,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  settings jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text COLLATE "C" NOT NULL,
  series integer NOT NULL,
  no integer,
  attempt integer NOT NULL DEFAULT 1,
  previous_id uuid,
  snapshot_id uuid,
  freeze_id text COLLATE "C",
  created_by uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  sealed_at timestamptz(3),
  drawn_at timestamptz(3),
  CONSTRAINT pk_draws PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_draws_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_draws_previous FOREIGN KEY (jurisdiction_id, previous_id) REFERENCES draws (jurisdiction_id, id),
  CONSTRAINT uq_draws_number UNIQUE (jurisdiction_id, agency_id, series, no, attempt),
  CONSTRAINT uq_draws_previous UNIQUE (jurisdiction_id, previous_id),
  CONSTRAINT ck_draws_state CHECK (state IN ('draft', 'checked', 'sealing', 'sealed', 'commitments', 'numbers', 'reveals', 'beacon', 'ready', 'drawn', 'infeasible', 'recorded', 'released', 'closed', 'voided')),
  CONSTRAINT ck_draws_sealed CHECK ((sealed_at IS NULL) = (freeze_id IS NULL) AND (sealed_at IS NULL OR no IS NOT NULL))
);
CREATE INDEX ix_draws_page ON draws (jurisdiction_id, agency_id, created_at DESC, id);
CREATE INDEX ix_draws_public ON draws (sealed_at DESC, id) WHERE sealed_at IS NOT NULL;

-- Last number of an agency's series; the row is locked while a seal takes the next, so numbers have no gaps.
CREATE TABLE draw_numbers (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  series integer NOT NULL,
  last_no integer NOT NULL,
  CONSTRAINT pk_draw_numbers PRIMARY KEY (jurisdiction_id, agency_id, series)
);

CREATE TABLE draw_policies (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  policy jsonb NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_draw_policies PRIMARY KEY (jurisdiction_id, agency_id)
);

-- Agencies of any jurisdiction of this installation; their people enter by snapshot only.
CREATE TABLE draw_participants (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_jurisdiction_id uuid NOT NULL,
  agency_name text NOT NULL,
  agency_code text NOT NULL,
  initiator boolean NOT NULL,
  state text COLLATE "C" NOT NULL,
  inspector_ids uuid[],
  answered_at timestamptz(3),
  CONSTRAINT pk_draw_participants PRIMARY KEY (jurisdiction_id, draw_id, agency_id),
  CONSTRAINT fk_draw_participants_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id),
  CONSTRAINT ck_draw_participants_state CHECK (state IN ('invited', 'confirmed', 'declined'))
);
CREATE INDEX ix_draw_participants_agency ON draw_participants (agency_jurisdiction_id, agency_id);

-- The case file: every acknowledged step, in order. The state is their fold.
CREATE TABLE draw_actions (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  seq integer NOT NULL,
  action jsonb NOT NULL,
  person_name text NOT NULL,
  CONSTRAINT pk_draw_actions PRIMARY KEY (jurisdiction_id, draw_id, seq),
  CONSTRAINT fk_draw_actions_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
COMMENT ON TABLE draw_actions IS 'append-only: accepted steps of draws';

-- What the first person sealed. Both blinding keys stand encrypted under the installation's key.
CREATE TABLE draw_snapshots (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  draw_id uuid NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  plan jsonb NOT NULL,
  facts jsonb NOT NULL,
  objects integer NOT NULL,
  inspectors integer NOT NULL,
  pairs integer NOT NULL,
  frame_root text NOT NULL,
  inspectors_root text NOT NULL,
  conflicts_root text NOT NULL,
  master bytea NOT NULL,
  master_inspectors bytea NOT NULL,
  CONSTRAINT pk_draw_snapshots PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_draw_snapshots_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
CREATE INDEX ix_draw_snapshots_draw ON draw_snapshots (jurisdiction_id, draw_id);

-- Records of the pool as frozen, thousands to a row: ids of 16 bytes, records as lines of canonical JSON.
CREATE TABLE draw_pool (
  jurisdiction_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  part integer NOT NULL,
  first_id uuid NOT NULL,
  last_id uuid NOT NULL,
  size integer NOT NULL,
  object_ids bytea NOT NULL,
  records text NOT NULL,
  CONSTRAINT pk_draw_pool PRIMARY KEY (jurisdiction_id, snapshot_id, part),
  CONSTRAINT fk_draw_pool_snapshot FOREIGN KEY (jurisdiction_id, snapshot_id) REFERENCES draw_snapshots (jurisdiction_id, id)
);
ALTER TABLE draw_pool ALTER COLUMN object_ids SET STORAGE EXTERNAL, ALTER COLUMN records SET STORAGE EXTERNAL;
COMMENT ON TABLE draw_pool IS 'append-only: the frozen records of a pool';

-- frame.bin in pieces of 8192 sorted leaves of 39 bytes; `ordinals` leads each leaf back to its record.
CREATE TABLE draw_frames (
  jurisdiction_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  part integer NOT NULL,
  leaves bytea NOT NULL,
  ordinals bytea NOT NULL,
  CONSTRAINT pk_draw_frames PRIMARY KEY (jurisdiction_id, snapshot_id, part),
  CONSTRAINT fk_draw_frames_snapshot FOREIGN KEY (jurisdiction_id, snapshot_id) REFERENCES draw_snapshots (jurisdiction_id, id)
);
ALTER TABLE draw_frames ALTER COLUMN leaves SET STORAGE EXTERNAL, ALTER COLUMN ordinals SET STORAGE EXTERNAL;
COMMENT ON TABLE draw_frames IS 'append-only: the sorted leaves of a pool';

-- Inspectors (or standing teams) of a snapshot; `record` is personal data and never leaves with a bundle.
CREATE TABLE draw_inspectors (
  jurisdiction_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  c text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  leaf_id text NOT NULL,
  record text NOT NULL,
  account_ids uuid[] NOT NULL,
  inspector_ids uuid[] NOT NULL,
  CONSTRAINT pk_draw_inspectors PRIMARY KEY (jurisdiction_id, snapshot_id, c),
  CONSTRAINT fk_draw_inspectors_snapshot FOREIGN KEY (jurisdiction_id, snapshot_id) REFERENCES draw_snapshots (jurisdiction_id, id)
);
COMMENT ON TABLE draw_inspectors IS 'append-only: the frozen records of inspectors';

CREATE TABLE draw_pairs (
  jurisdiction_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  c_object text COLLATE "C" NOT NULL,
  c_inspector text COLLATE "C" NOT NULL,
  CONSTRAINT pk_draw_pairs PRIMARY KEY (jurisdiction_id, snapshot_id, c_object, c_inspector),
  CONSTRAINT fk_draw_pairs_snapshot FOREIGN KEY (jurisdiction_id, snapshot_id) REFERENCES draw_snapshots (jurisdiction_id, id)
);
COMMENT ON TABLE draw_pairs IS 'append-only: frozen avoidance pairs';

-- The seal: one per draw for ever.
CREATE TABLE draw_seals (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  freeze_id text COLLATE "C" NOT NULL,
  params text NOT NULL,
  sealed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_draw_seals PRIMARY KEY (jurisdiction_id, draw_id),
  CONSTRAINT fk_draw_seals_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id),
  CONSTRAINT fk_draw_seals_snapshot FOREIGN KEY (jurisdiction_id, snapshot_id) REFERENCES draw_snapshots (jurisdiction_id, id),
  CONSTRAINT uq_draw_seals_snapshot UNIQUE (jurisdiction_id, snapshot_id)
);
COMMENT ON TABLE draw_seals IS 'append-only: parameter documents under their seal';

-- Tokens of the parties' phones, and what the first of two persons typed (encrypted until the second typed it too).
CREATE TABLE draw_sources (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  j integer NOT NULL,
  token_hash bytea,
  token bytea,
  first_text bytea,
  CONSTRAINT pk_draw_sources PRIMARY KEY (jurisdiction_id, draw_id, j),
  CONSTRAINT fk_draw_sources_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
CREATE INDEX ix_draw_sources_token ON draw_sources (token_hash) WHERE token_hash IS NOT NULL;

-- The result: one per draw for ever, whatever is pressed how often.
CREATE TABLE draw_results (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  drawn_at timestamptz(3) NOT NULL,
  result jsonb NOT NULL,
  certificate text NOT NULL,
  certificate_hash text COLLATE "C" NOT NULL,
  CONSTRAINT pk_draw_results PRIMARY KEY (jurisdiction_id, draw_id),
  CONSTRAINT fk_draw_results_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
COMMENT ON TABLE draw_results IS 'append-only: results and certificates';

-- Drawn objects and listed reserves in rank order. Only drawn ones and reserves that stepped in carry a record.
CREATE TABLE draw_selected (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  stratum integer NOT NULL,
  rank integer NOT NULL,
  reserve boolean NOT NULL,
  c text COLLATE "C" NOT NULL,
  ticket text NOT NULL,
  object_id uuid NOT NULL,
  record text NOT NULL,
  CONSTRAINT pk_draw_selected PRIMARY KEY (jurisdiction_id, draw_id, stratum, rank),
  CONSTRAINT uq_draw_selected_c UNIQUE (jurisdiction_id, draw_id, c),
  CONSTRAINT fk_draw_selected_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
COMMENT ON TABLE draw_selected IS 'append-only: drawn objects and reserves';

CREATE TABLE draw_assignments (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  c_object text COLLATE "C" NOT NULL,
  seat_group integer NOT NULL,
  k integer NOT NULL,
  c_inspector text COLLATE "C" NOT NULL,
  CONSTRAINT pk_draw_assignments PRIMARY KEY (jurisdiction_id, draw_id, c_object, seat_group, k),
  CONSTRAINT fk_draw_assignments_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
COMMENT ON TABLE draw_assignments IS 'append-only: seats as drawn';

CREATE TABLE draw_amendments (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  request jsonb NOT NULL,
  amendment jsonb,
  proposed_by uuid NOT NULL,
  proposed_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  decided_name text,
  decided_at timestamptz(3),
  CONSTRAINT pk_draw_amendments PRIMARY KEY (jurisdiction_id, draw_id, id),
  CONSTRAINT fk_draw_amendments_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id),
  CONSTRAINT ck_draw_amendments_kind CHECK (kind IN ('replaced', 'recused')),
  CONSTRAINT ck_draw_amendments_state CHECK (state IN ('proposed', 'approved', 'refused')),
  CONSTRAINT ck_draw_amendments_approved CHECK ((state = 'approved') = (amendment IS NOT NULL))
);

-- Objects that the redraw of a void attempt must take.
CREATE TABLE draw_carried (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  object_id uuid NOT NULL,
  CONSTRAINT pk_draw_carried PRIMARY KEY (jurisdiction_id, draw_id, object_id),
  CONSTRAINT fk_draw_carried_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id),
  -- No import can be taken back under a redraw that must take its objects.
  CONSTRAINT fk_draw_carried_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id)
);
COMMENT ON TABLE draw_carried IS 'append-only: carry-over of void attempts';

-- Evidence and signed scans that belong to a draw.
CREATE TABLE draw_files (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  file_id uuid NOT NULL,
  content_type text NOT NULL,
  CONSTRAINT pk_draw_files PRIMARY KEY (jurisdiction_id, draw_id, kind, sha256),
  CONSTRAINT fk_draw_files_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id),
  CONSTRAINT ck_draw_files_kind CHECK (kind IN ('evidence', 'signedRecord'))
);
COMMENT ON TABLE draw_files IS 'append-only: evidence and signed records';

-- Bundles that were built, by the number of the draw's log events in them; they can always be built again.
CREATE TABLE draw_bundles (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  events integer NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  frame_sha256 text COLLATE "C",
  CONSTRAINT pk_draw_bundles PRIMARY KEY (jurisdiction_id, draw_id, events),
  CONSTRAINT fk_draw_bundles_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
COMMENT ON TABLE draw_bundles IS 'append-only: evidence bundles in the file store';

-- The agency's public draw log: an RFC 6962 tree over the events of draws, and nothing else.
CREATE TABLE draw_log_heads (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  size integer NOT NULL,
  checkpoint text NOT NULL,
  CONSTRAINT pk_draw_log_heads PRIMARY KEY (jurisdiction_id, agency_id)
);
CREATE TABLE draw_log_entries (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  entry_index integer NOT NULL,
  draw_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  entry text NOT NULL,
  leaf bytea NOT NULL,
  CONSTRAINT pk_draw_log_entries PRIMARY KEY (jurisdiction_id, agency_id, entry_index),
  CONSTRAINT fk_draw_log_entries_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
CREATE INDEX ix_draw_log_entries_draw ON draw_log_entries (jurisdiction_id, draw_id, entry_index);
COMMENT ON TABLE draw_log_entries IS 'append-only: the public draw log';
