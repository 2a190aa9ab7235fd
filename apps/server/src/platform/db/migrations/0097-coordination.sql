-- Demands of several agencies on one object that contradict each other (R010): tickets, the demands they are about, opinions.
-- Frozen once released; never import code from here.

CREATE TABLE coordinations (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  number text COLLATE "C" NOT NULL,
  -- Key of the frequency ledger: one object over all directories.
  object_key text COLLATE "C" NOT NULL,
  object_name text NOT NULL,
  state text COLLATE "C" NOT NULL,
  contradiction text NOT NULL,
  raised_as text COLLATE "C" NOT NULL,
  -- Nobody's account where the enterprise raised it.
  raised_by uuid,
  raised_name text NOT NULL,
  raised_on date NOT NULL,
  opinions_by date,
  ground text NOT NULL DEFAULT '',
  decided_name text NOT NULL DEFAULT '',
  closed_on date,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_coordinations PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_coordinations_number UNIQUE (jurisdiction_id, number),
  CONSTRAINT ck_coordinations_state CHECK (state IN ('raised', 'settling', 'settled', 'dismissed')),
  CONSTRAINT ck_coordinations_raised_as CHECK (raised_as IN ('agency', 'coordinator', 'enterprise')),
  CONSTRAINT ck_coordinations_taken CHECK (state NOT IN ('settling', 'settled') OR opinions_by IS NOT NULL),
  CONSTRAINT ck_coordinations_closed CHECK ((state IN ('settled', 'dismissed')) = (closed_on IS NOT NULL)
    AND (closed_on IS NULL OR (ground <> '' AND decided_name <> '')))
);
CREATE INDEX ix_coordinations_object ON coordinations (jurisdiction_id, object_key);

CREATE TABLE coordination_demands (
  jurisdiction_id uuid NOT NULL,
  coordination_id uuid NOT NULL,
  finding_id uuid NOT NULL,
  position integer NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  -- Of the order, or of the task; words and day as they stood when the ticket was raised.
  number text NOT NULL,
  text text NOT NULL,
  measures text NOT NULL,
  due_on date,
  -- The ticket is open: a demand stands in one open ticket only.
  is_open boolean NOT NULL DEFAULT true,
  fate text COLLATE "C",
  fate_text text NOT NULL DEFAULT '',
  CONSTRAINT pk_coordination_demands PRIMARY KEY (jurisdiction_id, coordination_id, finding_id),
  CONSTRAINT fk_coordination_demands_ticket FOREIGN KEY (jurisdiction_id, coordination_id) REFERENCES coordinations (jurisdiction_id, id),
  CONSTRAINT fk_coordination_demands_finding FOREIGN KEY (jurisdiction_id, finding_id) REFERENCES visit_findings (jurisdiction_id, id),
  CONSTRAINT ck_coordination_demands_fate CHECK (fate IN ('stands', 'changed', 'lifted')),
  CONSTRAINT ck_coordination_demands_text CHECK (fate IS DISTINCT FROM 'changed' OR fate_text <> '')
);
CREATE UNIQUE INDEX uq_coordination_demands_open ON coordination_demands (jurisdiction_id, finding_id) WHERE is_open;
CREATE INDEX ix_coordination_demands_finding ON coordination_demands (jurisdiction_id, finding_id);
CREATE INDEX ix_coordination_demands_agency ON coordination_demands (agency_id, coordination_id);

CREATE TABLE coordination_opinions (
  jurisdiction_id uuid NOT NULL,
  coordination_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  opinion text NOT NULL,
  account_id uuid NOT NULL,
  person_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_coordination_opinions PRIMARY KEY (jurisdiction_id, coordination_id, agency_id),
  CONSTRAINT fk_coordination_opinions_ticket FOREIGN KEY (jurisdiction_id, coordination_id) REFERENCES coordinations (jurisdiction_id, id)
);
COMMENT ON TABLE coordination_opinions IS 'append-only: what an agency said, once';

-- The running number of a jurisdiction's year.
CREATE TABLE coordination_numbers (
  jurisdiction_id uuid NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT pk_coordination_numbers PRIMARY KEY (jurisdiction_id, year),
  CONSTRAINT fk_coordination_numbers_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);

-- A clock may stand still while the demand waits for coordination.
ALTER TABLE deadline_pauses DROP CONSTRAINT ck_deadline_pauses_ground;
ALTER TABLE deadline_pauses ADD CONSTRAINT ck_deadline_pauses_ground CHECK (ground IN
  ('hearing', 'testing', 'publicNotice', 'otherCase', 'forceMajeure', 'stayed', 'materials', 'coordination'));
