-- Results of inspections: what each team entered, round by round; the problems found, on whose ids follow-ups hang; the
-- reviews; the two clocks (D5 entry, D6 publication) with their basis; extensions; off-site work as a full method.
-- Rows lie in the initiator's jurisdiction like the inspection. Frozen once released; never import code from here.

-- append-only: one row per submission, so that what was returned and what was corrected both stay.
CREATE TABLE visit_results (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  round integer NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  -- [{itemKey, code, wording, note}] with the wording that the code had.
  items jsonb NOT NULL,
  overall_code text COLLATE "C" NOT NULL,
  overall_wording text NOT NULL,
  is_problem boolean NOT NULL,
  findings jsonb NOT NULL,
  concealment text NOT NULL,
  rule_book_id uuid,
  rule_book_version integer NOT NULL,
  -- Who confirmed for a body outside the platform, and how; null when the own team entered.
  on_behalf jsonb,
  entered_by uuid NOT NULL,
  entered_name text NOT NULL,
  submitted_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_visit_results PRIMARY KEY (jurisdiction_id, inspection_id, agency_id, round),
  CONSTRAINT fk_visit_results_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_visit_results_round CHECK (round >= 1)
);
COMMENT ON TABLE visit_results IS 'append-only: submissions of results, one row per round';

-- The problems as they stand after the last submission; one that a correction took out keeps its row.
CREATE TABLE visit_findings (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  round integer NOT NULL,
  position integer NOT NULL,
  -- `finding` of core/inspections/results/result.ts.
  finding jsonb NOT NULL,
  action text COLLATE "C" NOT NULL,
  due_on date,
  removed_in_round integer,
  CONSTRAINT pk_visit_findings PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_visit_findings_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id)
);
CREATE INDEX ix_visit_findings_team ON visit_findings (jurisdiction_id, inspection_id, agency_id);

CREATE TABLE result_reviews (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  round integer NOT NULL,
  decision text COLLATE "C" NOT NULL,
  opinion text NOT NULL,
  -- The reviewer holds the legal post: concealment and falsification need it.
  is_legal boolean NOT NULL,
  reviewed_by uuid NOT NULL,
  reviewed_name text NOT NULL,
  reviewed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_result_reviews PRIMARY KEY (jurisdiction_id, inspection_id, agency_id, round),
  CONSTRAINT fk_result_reviews_result FOREIGN KEY (jurisdiction_id, inspection_id, agency_id, round) REFERENCES visit_results (jurisdiction_id, inspection_id, agency_id, round),
  CONSTRAINT ck_result_reviews_decision CHECK (decision IN ('pass', 'return', 'fail'))
);
COMMENT ON TABLE result_reviews IS 'append-only: reviews with their opinions, one per round';

-- Two clocks per team from the day on which its work ended; how each due day came about stands in `basis`.
CREATE TABLE result_clocks (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  clock text COLLATE "C" NOT NULL,
  started_on date NOT NULL,
  due_on date NOT NULL,
  basis jsonb NOT NULL,
  -- Day on which it was met.
  done_on date,
  extended_from date,
  CONSTRAINT pk_result_clocks PRIMARY KEY (jurisdiction_id, inspection_id, agency_id, clock),
  CONSTRAINT fk_result_clocks_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_result_clocks_clock CHECK (clock IN ('resultEntered', 'resultPublished'))
);
CREATE INDEX ix_result_clocks_due ON result_clocks (jurisdiction_id, due_on, inspection_id) WHERE done_on IS NULL;

-- More time to enter a result: asked with a ground, granted or refused by the head.
CREATE TABLE result_extensions (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  ground text NOT NULL,
  due_before date NOT NULL,
  due_asked date NOT NULL,
  state text COLLATE "C" NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  opinion text NOT NULL DEFAULT '',
  CONSTRAINT pk_result_extensions PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_result_extensions_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_result_extensions_state CHECK (state IN ('asked', 'granted', 'refused')),
  CONSTRAINT ck_result_extensions_decided CHECK ((state = 'asked') = (decided_at IS NULL))
);
CREATE INDEX ix_result_extensions_team ON result_extensions (jurisdiction_id, inspection_id, agency_id);
CREATE UNIQUE INDEX uq_result_extensions_asked ON result_extensions (jurisdiction_id, inspection_id, agency_id) WHERE state = 'asked';

-- Work of a team that enters nowhere: what was compared with what, over which time, and what it showed.
CREATE TABLE off_site_records (
  jurisdiction_id uuid NOT NULL,
  inspection_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  -- `offSiteRecord` of core/inspections/results/off-site.ts.
  content jsonb NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_name text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_off_site_records PRIMARY KEY (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT fk_off_site_records_team FOREIGN KEY (jurisdiction_id, inspection_id, agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id)
);
