-- Draws: what a task is made from (plan entry, published items, rule book), what a draw owes to earlier ones, who may
-- draw here at all, and draws that another platform made.
-- Frozen once released; never import code from here.

-- The request that an action id stands for: the same id with another subject or body is refused.
ALTER TABLE actions ADD COLUMN digest bytea;
COMMENT ON COLUMN actions.digest IS 'SHA-256 of route, address and body of the first request; null for actions of commands and of older versions';

-- Keys of plan entry and item are stable over versions, so they have no foreign key; null for tasks of the first version.
ALTER TABLE draws
  ADD COLUMN item_key uuid,
  ADD COLUMN plan_entry_id uuid,
  ADD COLUMN plan_entry_key uuid,
  ADD COLUMN rule_book_id uuid,
  ADD COLUMN rule_book_version integer,
  ADD CONSTRAINT fk_draws_plan_entry FOREIGN KEY (jurisdiction_id, plan_entry_id) REFERENCES plan_entries (jurisdiction_id, id),
  ADD CONSTRAINT fk_draws_rule_book FOREIGN KEY (jurisdiction_id, rule_book_id) REFERENCES rule_books (jurisdiction_id, id);
CREATE INDEX ix_draws_plan_entry ON draws (jurisdiction_id, plan_entry_id) WHERE plan_entry_id IS NOT NULL;
CREATE INDEX ix_draws_rule_book ON draws (jurisdiction_id, rule_book_id) WHERE rule_book_id IS NOT NULL;
CREATE INDEX ix_draws_void ON draws (jurisdiction_id, agency_id, created_at) WHERE state = 'voided';

-- The first 8 bytes of the SHA-256 of each object's code, in the order of `records`: a code is looked up in the frozen pool.
ALTER TABLE draw_pool ADD COLUMN codes bytea;
ALTER TABLE draw_pool ALTER COLUMN codes SET STORAGE EXTERNAL;
COMMENT ON COLUMN draw_pool.codes IS 'null in pools of the first version, whose records are searched as text';

-- Objects that a reserve replaced after a draw: the next draw of the same item takes them all (draw protocol 10.4).
CREATE TABLE draw_struck (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  object_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  item_key uuid,
  item_name text COLLATE "C" NOT NULL,
  struck_at timestamptz(3) NOT NULL,
  -- The draw that took the object up again; while that one is void the object is owed as before.
  taken_by uuid,
  CONSTRAINT pk_draw_struck PRIMARY KEY (jurisdiction_id, draw_id, object_id),
  CONSTRAINT fk_draw_struck_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id),
  CONSTRAINT fk_draw_struck_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT fk_draw_struck_taken FOREIGN KEY (jurisdiction_id, taken_by) REFERENCES draws (jurisdiction_id, id)
);
CREATE INDEX ix_draw_struck_object ON draw_struck (jurisdiction_id, object_id);
CREATE INDEX ix_draw_struck_taken ON draw_struck (jurisdiction_id, taken_by) WHERE taken_by IS NOT NULL;
CREATE INDEX ix_draw_struck_agency ON draw_struck (jurisdiction_id, agency_id);

-- Whether the province's platform is the prescribed one for an agency, and the document that lets it draw here.
CREATE TABLE draw_designations (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  designation jsonb NOT NULL,
  version integer NOT NULL,
  changed_by uuid NOT NULL,
  changed_name text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_draw_designations PRIMARY KEY (jurisdiction_id, agency_id, version),
  CONSTRAINT fk_draw_designations_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id)
);
COMMENT ON TABLE draw_designations IS 'append-only: every version of what the administrator recorded';

-- Draws made on another platform and imported from its file: nothing about them can be verified here.
CREATE TABLE outside_draws (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  platform_name text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  title text NOT NULL,
  item_name text NOT NULL,
  plan_number text NOT NULL DEFAULT '',
  drawn_on date NOT NULL,
  window_from date NOT NULL,
  window_to date NOT NULL,
  file_name text NOT NULL,
  file_sha256 text COLLATE "C" NOT NULL,
  imported_by uuid NOT NULL,
  imported_name text NOT NULL,
  imported_at timestamptz(3) NOT NULL,
  -- When the list may stand on the public page; null = not yet.
  released_at timestamptz(3),
  CONSTRAINT pk_outside_draws PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_outside_draws_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT uq_outside_draws_number UNIQUE (jurisdiction_id, agency_id, platform_name, number),
  CONSTRAINT ck_outside_draws_window CHECK (window_from <= window_to)
);
CREATE INDEX ix_outside_draws_page ON outside_draws (jurisdiction_id, agency_id, imported_at DESC, id);
CREATE INDEX ix_outside_draws_public ON outside_draws (imported_at DESC, id);

-- One row is one inspected object with its team, in the order of the file.
CREATE TABLE outside_draw_rows (
  jurisdiction_id uuid NOT NULL,
  outside_draw_id uuid NOT NULL,
  position integer NOT NULL,
  object_name text NOT NULL,
  object_code text NOT NULL,
  address text NOT NULL,
  -- The same object in the own directory, when its code is known there.
  object_id uuid,
  team jsonb NOT NULL,
  result text NOT NULL DEFAULT '',
  CONSTRAINT pk_outside_draw_rows PRIMARY KEY (jurisdiction_id, outside_draw_id, position),
  CONSTRAINT fk_outside_draw_rows_draw FOREIGN KEY (jurisdiction_id, outside_draw_id) REFERENCES outside_draws (jurisdiction_id, id),
  CONSTRAINT fk_outside_draw_rows_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id)
);
CREATE INDEX ix_outside_draw_rows_object ON outside_draw_rows (jurisdiction_id, object_id) WHERE object_id IS NOT NULL;
