-- Inspection tasks (检查任务) and inspections: what a draw, or a coded kind that comes from no draw, sends out; one row per
-- object in a task, one team per agency, its members. Later stages hang their rows on these.
-- All rows carry the initiator's jurisdiction (ruling 28); agencies and people of others stand here as copies.
-- Frozen once released; never import code from here.

CREATE TABLE inspection_tasks (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  section_id uuid,
  -- Of the initiator, by the rule book's format; gapless per agency and year.
  number text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  title text NOT NULL,
  title_en text NOT NULL,
  origin text COLLATE "C" NOT NULL,
  -- The draw it came from; null for the kinds that come from none.
  draw_id uuid,
  plan_entry_key uuid,
  -- Document, number, day, approver and reason of a task without a draw.
  basis jsonb,
  -- Stable keys of published items of the initiator.
  item_keys uuid[] NOT NULL,
  method text COLLATE "C" NOT NULL,
  announced boolean NOT NULL,
  window_from date NOT NULL,
  window_to date NOT NULL,
  instructions text NOT NULL DEFAULT '',
  rule_book_id uuid,
  rule_book_version integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- Last day to send it out (D4).
  dispatch_due date,
  dispatched_at timestamptz(3),
  dispatched_by uuid,
  dispatched_name text,
  -- Names stay with those who plan the visits until then; null = not sealed.
  reveal_at timestamptz(3),
  row_version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_name text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspection_tasks PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspection_tasks_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_inspection_tasks_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id),
  CONSTRAINT uq_inspection_tasks_number UNIQUE (jurisdiction_id, agency_id, number),
  CONSTRAINT ck_inspection_tasks_origin CHECK (origin IN ('draw', 'complaint', 'special', 'superiorOrder', 'referral', 'media', 'offSiteClue', 'recheck', 'ownRequest', 'oversight')),
  CONSTRAINT ck_inspection_tasks_method CHECK (method IN ('onSite', 'documents', 'network', 'testing', 'entrusted', 'departmentOpinion')),
  CONSTRAINT ck_inspection_tasks_state CHECK (state IN ('prepared', 'dispatched', 'done', 'archived', 'void')),
  CONSTRAINT ck_inspection_tasks_basis CHECK ((origin = 'draw') = (draw_id IS NOT NULL) AND (origin = 'draw' OR basis IS NOT NULL)),
  CONSTRAINT ck_inspection_tasks_dispatched CHECK ((state IN ('dispatched', 'done', 'archived')) <= (dispatched_at IS NOT NULL))
);
CREATE UNIQUE INDEX uq_inspection_tasks_draw ON inspection_tasks (jurisdiction_id, draw_id) WHERE state <> 'void';
CREATE INDEX ix_inspection_tasks_draw ON inspection_tasks (jurisdiction_id, draw_id);
CREATE INDEX ix_inspection_tasks_agency ON inspection_tasks (jurisdiction_id, agency_id, created_at DESC, id);

CREATE TABLE inspections (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  position integer NOT NULL,
  object_id uuid NOT NULL,
  -- Key of the frequency ledger: one object over all directories.
  object_key text COLLATE "C" NOT NULL,
  -- The object as the task took it (`inspectedObject`).
  object jsonb NOT NULL,
  -- Commitment of the object's leaf in the draw, hex; null without a draw.
  c text COLLATE "C",
  -- Stepped in for another inspection of the task.
  replaces uuid,
  -- The inspection whose correction this one checks again.
  recheck_of uuid,
  outcome text COLLATE "C",
  outcome_at timestamptz(3),
  outcome_note text NOT NULL DEFAULT '',
  -- Agreed day and hour of the visit.
  scheduled_for timestamptz(3),
  state text COLLATE "C" NOT NULL DEFAULT 'open',
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspections PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspections_task FOREIGN KEY (jurisdiction_id, task_id) REFERENCES inspection_tasks (jurisdiction_id, id),
  CONSTRAINT fk_inspections_replaces FOREIGN KEY (jurisdiction_id, replaces) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_inspections_recheck_of FOREIGN KEY (jurisdiction_id, recheck_of) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT uq_inspections_position UNIQUE (jurisdiction_id, task_id, position),
  CONSTRAINT ck_inspections_outcome CHECK (outcome IN ('normal', 'cannotContact', 'closedDown', 'moved', 'deregistered', 'refused', 'noActivity', 'replaced', 'cancelled')),
  CONSTRAINT ck_inspections_state CHECK (state IN ('open', 'closed', 'archived'))
);
CREATE INDEX ix_inspections_replaces ON inspections (jurisdiction_id, replaces);
CREATE INDEX ix_inspections_recheck_of ON inspections (jurisdiction_id, recheck_of);
CREATE INDEX ix_inspections_object ON inspections (jurisdiction_id, object_id, created_at DESC);
CREATE INDEX ix_inspections_object_key ON inspections (jurisdiction_id, object_key, created_at DESC);

-- One team of one agency at one inspection. A body that is not on the platform has an id of its own and `outside`.
CREATE TABLE inspection_teams (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_jurisdiction_id uuid,
  agency_name text NOT NULL,
  initiator boolean NOT NULL,
  outside boolean NOT NULL DEFAULT false,
  -- Items of this agency that it checks at the visit.
  item_keys uuid[] NOT NULL,
  stage text COLLATE "C" NOT NULL,
  claimed_at timestamptz(3),
  approved_at timestamptz(3),
  noticed_at timestamptz(3),
  entered_at timestamptz(3),
  -- Why the team entered before its approval or notice; empty for none.
  emergency text NOT NULL DEFAULT '',
  recorded_at timestamptz(3),
  submitted_at timestamptz(3),
  passed_at timestamptz(3),
  -- 本年度第 n 次, counted at the notice.
  visit_no integer,
  row_version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspection_teams PRIMARY KEY (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT fk_inspection_teams_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT ck_inspection_teams_stage CHECK (stage IN ('assigned', 'claimed', 'approved', 'noticed', 'visiting', 'recorded', 'submitted', 'returned', 'passed', 'withdrawn'))
);
-- Partners of other jurisdictions find their own visits by their agency.
CREATE INDEX ix_inspection_teams_agency ON inspection_teams (agency_id, stage, inspection_id);

CREATE TABLE inspection_members (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  -- Row of the directory in the agency's own jurisdiction; null for a body outside.
  inspector_id uuid,
  -- Who signs in as this person; null when nobody does.
  account_id uuid,
  name text NOT NULL,
  certificate_number text NOT NULL,
  role text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- Commitment of the person's leaf in the draw, hex; null without a draw.
  c text COLLATE "C",
  seat_group integer,
  seat integer,
  -- Who stepped in, and why this one stepped out.
  replaced_by uuid,
  reason text NOT NULL DEFAULT '',
  claimed_at timestamptz(3),
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_inspection_members PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspection_members_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT fk_inspection_members_replaced_by FOREIGN KEY (jurisdiction_id, replaced_by) REFERENCES inspection_members (jurisdiction_id, id),
  CONSTRAINT ck_inspection_members_role CHECK (role IN ('lead', 'member', 'expert', 'assistant')),
  CONSTRAINT ck_inspection_members_state CHECK (state IN ('assigned', 'claimed', 'recused', 'absent', 'replaced'))
);
CREATE INDEX ix_inspection_members_team ON inspection_members (jurisdiction_id, inspection_id, agency_id);
CREATE INDEX ix_inspection_members_replaced_by ON inspection_members (jurisdiction_id, replaced_by);
-- "What is mine": a person finds own visits in whatever jurisdiction they lie.
CREATE INDEX ix_inspection_members_account ON inspection_members (account_id, state, inspection_id);

-- Gapless numbers of tasks and papers: one row per agency, kind and year.
CREATE TABLE paper_counters (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  last_no integer NOT NULL,
  CONSTRAINT pk_paper_counters PRIMARY KEY (jurisdiction_id, agency_id, kind, year)
);
