-- Dispatch, claim and substitutes of tasks: draws made elsewhere as a source, who saw a list, who stepped out and how the
-- substitute was found, trip sheets. Frozen once released; never import code from here.

ALTER TABLE inspection_tasks
  ADD COLUMN outside_draw_id uuid,
  -- Last day for each team to claim; a partner that is silent then may be left out with a reason.
  ADD COLUMN claim_due date,
  ADD CONSTRAINT fk_inspection_tasks_outside_draw FOREIGN KEY (jurisdiction_id, outside_draw_id) REFERENCES outside_draws (jurisdiction_id, id),
  DROP CONSTRAINT ck_inspection_tasks_basis,
  ADD CONSTRAINT ck_inspection_tasks_basis CHECK ((origin = 'draw') = (draw_id IS NOT NULL OR outside_draw_id IS NOT NULL) AND (origin = 'draw' OR basis IS NOT NULL)),
  ADD CONSTRAINT ck_inspection_tasks_one_draw CHECK (draw_id IS NULL OR outside_draw_id IS NULL);
CREATE UNIQUE INDEX uq_inspection_tasks_outside_draw ON inspection_tasks (jurisdiction_id, outside_draw_id) WHERE state <> 'void';
CREATE INDEX ix_inspection_tasks_outside_draw ON inspection_tasks (jurisdiction_id, outside_draw_id);

ALTER TABLE inspection_teams
  -- Why the visit goes on without this team; empty for none.
  ADD COLUMN withdrawn_reason text NOT NULL DEFAULT '';

-- Who has seen the names of a task, and how: on the screen, as a file, on paper.
CREATE TABLE task_views (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  agency_name text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_task_views PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_task_views_task FOREIGN KEY (jurisdiction_id, task_id) REFERENCES inspection_tasks (jurisdiction_id, id),
  CONSTRAINT ck_task_views_kind CHECK (kind IN ('list', 'export', 'print'))
);
COMMENT ON TABLE task_views IS 'append-only: who has seen the names of a task';
CREATE INDEX ix_task_views_task ON task_views (jurisdiction_id, task_id, seen_at DESC, id);

-- A member who stepped out (回避) or cannot go. The ledger's entry of it is the seed from which a substitute is drawn
-- where no sealed draw determines one: it stands before anybody knows who is eligible.
CREATE TABLE member_departures (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  note text NOT NULL,
  ledger_jurisdiction_id uuid NOT NULL,
  ledger_seq bigint NOT NULL,
  ledger_hash text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  departed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_member_departures PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_member_departures_member FOREIGN KEY (jurisdiction_id, member_id) REFERENCES inspection_members (jurisdiction_id, id),
  CONSTRAINT uq_member_departures_member UNIQUE (jurisdiction_id, member_id),
  CONSTRAINT ck_member_departures_kind CHECK (kind IN ('recused', 'absent'))
);
COMMENT ON TABLE member_departures IS 'append-only: who stepped out of a team and why';
CREATE INDEX ix_member_departures_inspection ON member_departures (jurisdiction_id, inspection_id);

-- How the substitute was drawn: everybody eligible with the ticket of each, smallest first.
CREATE TABLE member_substitutes (
  jurisdiction_id uuid NOT NULL,
  departure_id uuid NOT NULL,
  member_id uuid NOT NULL,
  seed text COLLATE "C" NOT NULL,
  tickets jsonb NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  drawn_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_member_substitutes PRIMARY KEY (jurisdiction_id, departure_id),
  CONSTRAINT fk_member_substitutes_departure FOREIGN KEY (jurisdiction_id, departure_id) REFERENCES member_departures (jurisdiction_id, id),
  CONSTRAINT fk_member_substitutes_member FOREIGN KEY (jurisdiction_id, member_id) REFERENCES inspection_members (jurisdiction_id, id)
);
COMMENT ON TABLE member_substitutes IS 'append-only: how a substitute was drawn';
CREATE INDEX ix_member_substitutes_member ON member_substitutes (jurisdiction_id, member_id);

-- One page that the visiting people take along.
CREATE TABLE trip_sheets (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  fields jsonb NOT NULL,
  row_version integer NOT NULL,
  changed_by uuid NOT NULL,
  changed_name text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_trip_sheets PRIMARY KEY (jurisdiction_id, inspection_id),
  CONSTRAINT fk_trip_sheets_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id)
);
