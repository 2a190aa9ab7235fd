-- Accountability events (履职核查), what proves them, what the person named stated and what was decided; hand-over of work;
-- handling of opinions about visits. Frozen once released; never import code from here.

-- Running numbers per jurisdiction and year.
CREATE TABLE oversight_numbers (
  jurisdiction_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT pk_oversight_numbers PRIMARY KEY (jurisdiction_id, kind, year),
  CONSTRAINT fk_oversight_numbers_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_oversight_numbers_kind CHECK (kind IN ('accountability', 'handover', 'satisfaction'))
);

CREATE TABLE accountability_events (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  number text COLLATE "C" NOT NULL,
  -- Whose matter it is; the person named may not be known yet.
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- The fact that raised it, once; null for what a person raised.
  fact_key text COLLATE "C",
  -- What the records say: subject, days, clock, count; no conclusion.
  facts jsonb NOT NULL,
  -- What whoever raised it describes; empty for a fact.
  account text NOT NULL,
  -- Page of the office on which the matter stands; empty for none.
  path text COLLATE "C" NOT NULL,
  happened_on date NOT NULL,
  person_id uuid,
  person_name text NOT NULL DEFAULT '',
  -- Of the person when named: nobody of the same section decides.
  person_section_id uuid,
  raised_by uuid,
  raised_name text NOT NULL DEFAULT '',
  state text COLLATE "C" NOT NULL,
  asked_on date,
  statement_due date,
  -- The day on which the person is known to have received the request, and how that is known.
  noticed_on date,
  noticed_how text COLLATE "C",
  statement text NOT NULL DEFAULT '',
  stated_on date,
  outcome text COLLATE "C",
  ground text COLLATE "C",
  decision text NOT NULL DEFAULT '',
  decided_by uuid,
  decided_name text NOT NULL DEFAULT '',
  decided_on date,
  closing text NOT NULL DEFAULT '',
  closed_on date,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_accountability_events PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_accountability_events_number UNIQUE (jurisdiction_id, number),
  CONSTRAINT fk_accountability_events_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_accountability_events_person FOREIGN KEY (jurisdiction_id, person_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_accountability_events_kind CHECK (kind IN ('missedDraw', 'lateStep', 'falseRecord', 'leak', 'voidedDraw', 'singleInspector', 'conduct', 'other')),
  CONSTRAINT ck_accountability_events_state CHECK (state IN ('opened', 'asked', 'stated', 'silent', 'handled', 'closed')),
  CONSTRAINT ck_accountability_events_origin CHECK ((fact_key IS NULL) = (raised_by IS NOT NULL)),
  CONSTRAINT ck_accountability_events_noticed CHECK ((noticed_on IS NULL) = (noticed_how IS NULL) AND noticed_how IN ('read', 'inPerson', 'byPost', 'leftWithWitness')),
  CONSTRAINT ck_accountability_events_outcome CHECK (outcome IN ('dutiful', 'workNote', 'talk', 'criticism', 'discipline', 'notEstablished', 'otherHandling')),
  CONSTRAINT ck_accountability_events_handled CHECK ((state IN ('handled', 'closed')) = (outcome IS NOT NULL AND decided_by IS NOT NULL AND decided_on IS NOT NULL)),
  CONSTRAINT ck_accountability_events_dutiful CHECK ((outcome = 'dutiful') = (ground IS NOT NULL)),
  -- Nobody decides about themselves, nor about what they raised.
  CONSTRAINT ck_accountability_events_decider CHECK (decided_by IS NULL OR (decided_by IS DISTINCT FROM person_id AND decided_by IS DISTINCT FROM raised_by)),
  -- A person named has been heard, or was told and let the day pass.
  CONSTRAINT ck_accountability_events_heard CHECK (outcome IS NULL OR person_id IS NULL OR stated_on IS NOT NULL OR noticed_on IS NOT NULL)
);
CREATE UNIQUE INDEX uq_accountability_events_fact ON accountability_events (jurisdiction_id, fact_key) WHERE fact_key IS NOT NULL;
CREATE INDEX ix_accountability_events_agency ON accountability_events (jurisdiction_id, agency_id, state, created_at DESC, id);
CREATE INDEX ix_accountability_events_new ON accountability_events (jurisdiction_id, created_at DESC, id);
CREATE INDEX ix_accountability_events_person ON accountability_events (jurisdiction_id, person_id, state);

-- What proves it: entries of the ledger, papers, files, other records; never taken away again.
CREATE TABLE accountability_evidence (
  jurisdiction_id uuid NOT NULL,
  event_id uuid NOT NULL,
  seq integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  title text NOT NULL,
  -- Page of the office; empty for none.
  path text COLLATE "C" NOT NULL DEFAULT '',
  file_id uuid,
  ledger_seq bigint,
  -- SHA-256 of the ledger's entry.
  ledger_hash text COLLATE "C",
  note text NOT NULL DEFAULT '',
  account_id uuid,
  person_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_accountability_evidence PRIMARY KEY (jurisdiction_id, event_id, seq),
  CONSTRAINT fk_accountability_evidence_event FOREIGN KEY (jurisdiction_id, event_id) REFERENCES accountability_events (jurisdiction_id, id),
  CONSTRAINT fk_accountability_evidence_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT ck_accountability_evidence_kind CHECK (kind IN ('ledger', 'paper', 'file', 'record')),
  CONSTRAINT ck_accountability_evidence_file CHECK ((kind = 'file') = (file_id IS NOT NULL)),
  CONSTRAINT ck_accountability_evidence_ledger CHECK ((kind = 'ledger') = (ledger_seq IS NOT NULL AND ledger_hash IS NOT NULL))
);
CREATE INDEX ix_accountability_evidence_file ON accountability_evidence (jurisdiction_id, file_id) WHERE file_id IS NOT NULL;
COMMENT ON TABLE accountability_evidence IS 'append-only: what proves an accountability event';

-- Who did what, in words; the ledger has the facts without the words.
CREATE TABLE accountability_steps (
  jurisdiction_id uuid NOT NULL,
  event_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid,
  person_name text NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_accountability_steps PRIMARY KEY (jurisdiction_id, event_id, seq),
  CONSTRAINT fk_accountability_steps_event FOREIGN KEY (jurisdiction_id, event_id) REFERENCES accountability_events (jurisdiction_id, id)
);
COMMENT ON TABLE accountability_steps IS 'append-only: what was done with an accountability event';

-- Who has read a list before it was released, besides the names of a task (task_views): the pool before the seal, the drawn
-- list before its release, the notice of an unannounced visit before the visit.
CREATE TABLE list_views (
  -- Of the draw or inspection.
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_kind text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  what text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  agency_name text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- Number on each page of what was taken out; empty for the screen.
  watermark text COLLATE "C" NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_list_views PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_list_views_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_list_views_subject CHECK (subject_kind IN ('draw', 'inspection')),
  CONSTRAINT ck_list_views_what CHECK (what IN ('pool', 'drawn', 'notice')),
  CONSTRAINT ck_list_views_kind CHECK (kind IN ('list', 'export', 'print'))
);
COMMENT ON TABLE list_views IS 'append-only: who has read a list before its release';
CREATE INDEX ix_list_views_subject ON list_views (jurisdiction_id, subject_id, seen_at DESC, id);
CREATE UNIQUE INDEX uq_list_views_watermark ON list_views (jurisdiction_id, watermark) WHERE watermark <> '';

ALTER TABLE task_views ADD COLUMN watermark text COLLATE "C" NOT NULL DEFAULT '';
CREATE UNIQUE INDEX uq_task_views_watermark ON task_views (jurisdiction_id, watermark) WHERE watermark <> '';

-- 交接: what one person hands to another of the same agency, on leave, holiday duty or transfer.
CREATE TABLE handovers (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  number text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  reason text COLLATE "C" NOT NULL,
  from_id uuid NOT NULL,
  from_name text NOT NULL,
  to_id uuid NOT NULL,
  to_name text NOT NULL,
  -- Who confirmed for the person that hands over: the same, or the head for somebody whose account is disabled.
  offered_by uuid NOT NULL,
  offered_name text NOT NULL,
  starts_on date NOT NULL,
  -- Last day; null where the person does not come back to it.
  ends_on date,
  note text NOT NULL,
  state text COLLATE "C" NOT NULL,
  answer text NOT NULL DEFAULT '',
  offered_at timestamptz(3) NOT NULL,
  answered_at timestamptz(3),
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_handovers PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_handovers_number UNIQUE (jurisdiction_id, number),
  CONSTRAINT fk_handovers_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_handovers_from FOREIGN KEY (jurisdiction_id, from_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT fk_handovers_to FOREIGN KEY (jurisdiction_id, to_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_handovers_reason CHECK (reason IN ('leave', 'holidayDuty', 'transfer', 'other')),
  CONSTRAINT ck_handovers_state CHECK (state IN ('offered', 'accepted', 'refused', 'withdrawn')),
  CONSTRAINT ck_handovers_two CHECK (from_id <> to_id AND offered_by <> to_id),
  CONSTRAINT ck_handovers_days CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX ix_handovers_from ON handovers (jurisdiction_id, from_id, offered_at DESC, id);
CREATE INDEX ix_handovers_to ON handovers (jurisdiction_id, to_id, offered_at DESC, id);
CREATE INDEX ix_handovers_agency ON handovers (jurisdiction_id, agency_id, offered_at DESC, id);
-- One offer of a person at a time.
CREATE UNIQUE INDEX uq_handovers_offered ON handovers (jurisdiction_id, from_id) WHERE state = 'offered';

CREATE TABLE handover_things (
  jurisdiction_id uuid NOT NULL,
  handover_id uuid NOT NULL,
  seq integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  thing_id uuid NOT NULL,
  title text NOT NULL,
  number text NOT NULL,
  path text COLLATE "C" NOT NULL,
  due_on date,
  state text COLLATE "C" NOT NULL,
  -- Why it stays; null for what moves.
  stays text COLLATE "C",
  moved_at timestamptz(3),
  CONSTRAINT pk_handover_things PRIMARY KEY (jurisdiction_id, handover_id, seq),
  CONSTRAINT fk_handover_things_handover FOREIGN KEY (jurisdiction_id, handover_id) REFERENCES handovers (jurisdiction_id, id),
  CONSTRAINT ck_handover_things_kind CHECK (kind IN ('task', 'visit', 'paper', 'followup', 'objection', 'contact', 'device', 'approval', 'statement')),
  CONSTRAINT ck_handover_things_state CHECK (state IN ('offered', 'moved', 'stays')),
  CONSTRAINT ck_handover_things_stays CHECK ((state = 'stays') = (stays IS NOT NULL))
);
CREATE INDEX ix_handover_things_thing ON handover_things (jurisdiction_id, thing_id, state);
