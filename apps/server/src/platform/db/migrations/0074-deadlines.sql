-- The deadline engine: why the day of a follow-up is that day, clocks that no stage keeps, suspensions, settings of an agency.
-- Frozen once released; never import code from here.

-- First day of the clock that runs now, and `clockBasis`; null where none runs.
ALTER TABLE followups
  ADD COLUMN started_on date,
  ADD COLUMN due_basis jsonb,
  ADD CONSTRAINT ck_followups_basis CHECK ((started_on IS NULL) = (due_basis IS NULL));

-- Older rows: the day of the step that brought them into their state; their length was not kept.
UPDATE followups f
   SET started_on = (coalesce((SELECT max(m.at) FROM followup_moves m
         WHERE m.jurisdiction_id = f.jurisdiction_id AND m.finding_id = f.finding_id AND m.state_after = f.state
           AND (m.state_before <> m.state_after OR m.kind_before <> m.kind_after)), f.opened_at) AT TIME ZONE 'Asia/Shanghai')::date,
       due_basis = '{"length":0,"unit":"days","source":"","provisional":false,"ruleVersion":0,"fixed":"earlier"}'
 WHERE f.due_on IS NOT NULL AND f.state NOT IN ('pending', 'closed');

-- Clocks of the rule book whose stage has no place for a day: lists to dispatch, plans to file, special plans to publish,
-- entries to be registered afterwards. Only start and day stand here; whether one is met is read from the stage.
CREATE TABLE clock_runs (
  jurisdiction_id uuid NOT NULL,
  clock text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  -- Draw, entry of the plan, inspection; the agency itself for its plan of a year.
  subject_id uuid NOT NULL,
  -- 0 where the subject tells all.
  year integer NOT NULL,
  -- Whose calendar and rule book.
  agency_jurisdiction_id uuid NOT NULL,
  started_on date NOT NULL,
  due_on date NOT NULL,
  due_basis jsonb NOT NULL,
  CONSTRAINT pk_clock_runs PRIMARY KEY (jurisdiction_id, clock, agency_id, subject_id, year),
  CONSTRAINT ck_clock_runs_clock CHECK (clock IN ('listDispatched', 'planFiled', 'specialPlanPublished', 'lateEntry'))
);
CREATE INDEX ix_clock_runs_agency ON clock_runs (agency_id, clock, due_on);

-- A clock that stands still: asked with a ground, decided by the head, ended with the days that it stood.
CREATE TABLE deadline_pauses (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Clock and subject as the engine names them.
  clock_key text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  ground text COLLATE "C" NOT NULL,
  basis text NOT NULL,
  note text NOT NULL,
  state text COLLATE "C" NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  opinion text NOT NULL DEFAULT '',
  -- The day on which it stopped, and the one from which it ran again.
  started_on date,
  ended_on date,
  ended_by uuid,
  ended_name text,
  end_note text NOT NULL DEFAULT '',
  due_before date,
  due_after date,
  days integer,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_deadline_pauses PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT ck_deadline_pauses_state CHECK (state IN ('asked', 'running', 'refused', 'ended')),
  CONSTRAINT ck_deadline_pauses_ground CHECK (ground IN ('hearing', 'testing', 'publicNotice', 'otherCase', 'forceMajeure', 'stayed', 'materials')),
  -- Never decided by who asked.
  CONSTRAINT ck_deadline_pauses_two CHECK (decided_by IS DISTINCT FROM asked_by OR decided_by IS NULL),
  CONSTRAINT ck_deadline_pauses_decided CHECK ((state = 'asked') = (decided_by IS NULL)),
  CONSTRAINT ck_deadline_pauses_ended CHECK ((state = 'ended') = (ended_on IS NOT NULL))
);
CREATE UNIQUE INDEX uq_deadline_pauses_open ON deadline_pauses (jurisdiction_id, clock_key) WHERE state IN ('asked', 'running');
CREATE INDEX ix_deadline_pauses_clock ON deadline_pauses (jurisdiction_id, clock_key, asked_at);
CREATE INDEX ix_deadline_pauses_agency ON deadline_pauses (agency_id, state);

-- Which step of a clock was told: each once, whatever process does the round.
CREATE TABLE deadline_alerts (
  jurisdiction_id uuid NOT NULL,
  clock_key text COLLATE "C" NOT NULL,
  due_on date NOT NULL,
  mark text COLLATE "C" NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_deadline_alerts PRIMARY KEY (jurisdiction_id, clock_key, due_on, mark)
);
COMMENT ON TABLE deadline_alerts IS 'append-only: which step of which clock was told';

-- When who is told, as the agency set it last.
CREATE TABLE deadline_settings (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  settings jsonb NOT NULL,
  version integer NOT NULL,
  changed_by uuid NOT NULL,
  changed_name text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_deadline_settings PRIMARY KEY (jurisdiction_id, agency_id),
  CONSTRAINT fk_deadline_settings_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id)
);
