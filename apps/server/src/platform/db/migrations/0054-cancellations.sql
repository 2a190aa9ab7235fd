-- Cancelling one inspection: asked for with a coded ground by the initiator, decided by its head. How the visit ended for a
-- team whose result passed, so that an inspection closes when its last silent partner is left out. Who could have gone
-- when the list went out (R121).
-- Frozen once released; never import code from here.

ALTER TABLE inspection_teams
  ADD COLUMN outcome text COLLATE "C",
  -- Ids of the agency's own inspectors who were eligible for this object at the dispatch; null for bodies outside.
  ADD COLUMN eligible uuid[],
  -- Those who were not, with the reason.
  ADD COLUMN not_eligible jsonb,
  ADD CONSTRAINT ck_inspection_teams_outcome CHECK (outcome IN ('normal', 'cannotContact', 'closedDown', 'moved', 'deregistered', 'refused', 'noActivity'));

UPDATE inspection_teams AS p SET outcome = r.outcome
  FROM (SELECT DISTINCT ON (jurisdiction_id, inspection_id, agency_id) jurisdiction_id, inspection_id, agency_id, outcome
          FROM visit_results ORDER BY jurisdiction_id, inspection_id, agency_id, round DESC) AS r
 WHERE r.jurisdiction_id = p.jurisdiction_id AND r.inspection_id = p.inspection_id AND r.agency_id = p.agency_id
   AND p.stage = 'passed';

CREATE TABLE inspection_cancellations (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  -- The initiator, whose head decides.
  agency_id uuid NOT NULL,
  state text COLLATE "C" NOT NULL,
  ground text COLLATE "C" NOT NULL,
  note text NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  -- Null until decided.
  decided_by uuid,
  decided_name text,
  decided_as text COLLATE "C",
  decided_at timestamptz(3),
  authority text NOT NULL DEFAULT '',
  opinion text NOT NULL DEFAULT '',
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_inspection_cancellations PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_inspection_cancellations_inspection FOREIGN KEY (jurisdiction_id, inspection_id) REFERENCES inspections (jurisdiction_id, id),
  CONSTRAINT fk_inspection_cancellations_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_inspection_cancellations_state CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn')),
  CONSTRAINT ck_inspection_cancellations_ground CHECK (ground IN ('forceMajeure', 'orderFromAbove', 'criminalCase', 'capReached', 'duplicate', 'wrongTask', 'other')),
  CONSTRAINT ck_inspection_cancellations_as CHECK (decided_as IN ('head', 'delegate', 'substitute')),
  CONSTRAINT ck_inspection_cancellations_decided CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL AND decided_as IS NOT NULL)),
  CONSTRAINT ck_inspection_cancellations_own CHECK (decided_by IS DISTINCT FROM asked_by)
);
CREATE UNIQUE INDEX uq_inspection_cancellations_open ON inspection_cancellations (jurisdiction_id, inspection_id) WHERE state IN ('asked', 'approved');
CREATE INDEX ix_inspection_cancellations_inspection ON inspection_cancellations (jurisdiction_id, inspection_id, asked_at);
CREATE INDEX ix_inspection_cancellations_agency ON inspection_cancellations (jurisdiction_id, agency_id, state, asked_at, id);
