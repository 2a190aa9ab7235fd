-- Fairness statistics: what a sealed draw let expect, by group of objects and by matching, beside what it drew. Computed
-- once per draw from its sealed rows and from nothing else, so each row can be computed again. Frozen once released;
-- never import code from here.

CREATE TABLE draw_fairness (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  -- How often the matching was repeated; 0 = no teams, or too many seats.
  repetitions integer NOT NULL,
  seats integer NOT NULL,
  computed_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_draw_fairness PRIMARY KEY (jurisdiction_id, draw_id),
  CONSTRAINT fk_draw_fairness_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draws (jurisdiction_id, id)
);
COMMENT ON TABLE draw_fairness IS 'append-only: draws whose expectation is computed';

-- Strata that are drawn at random only; `value` is empty where the record leaves the field empty.
CREATE TABLE draw_fairness_groups (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  stratum integer NOT NULL,
  axis text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  stratum_members integer NOT NULL,
  stratum_drawn integer NOT NULL,
  members integer NOT NULL,
  drawn integer NOT NULL,
  CONSTRAINT pk_draw_fairness_groups PRIMARY KEY (jurisdiction_id, draw_id, stratum, axis, value),
  CONSTRAINT fk_draw_fairness_groups_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draw_fairness (jurisdiction_id, draw_id),
  CONSTRAINT ck_draw_fairness_groups_axis CHECK (axis IN ('credit', 'risk', 'area', 'size', 'kind')),
  CONSTRAINT ck_draw_fairness_groups_counts CHECK (drawn <= members AND members <= stratum_members AND stratum_drawn <= stratum_members)
);
COMMENT ON TABLE draw_fairness_groups IS 'append-only: members and drawn objects of a group in a stratum';

-- A leaf is a person or a standing team.
CREATE TABLE draw_fairness_seats (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  leaf_id text COLLATE "C" NOT NULL,
  leaf_name text NOT NULL,
  agency_id uuid NOT NULL,
  seats integer NOT NULL,
  expected double precision NOT NULL,
  variance double precision NOT NULL,
  CONSTRAINT pk_draw_fairness_seats PRIMARY KEY (jurisdiction_id, draw_id, leaf_id),
  CONSTRAINT fk_draw_fairness_seats_draw FOREIGN KEY (jurisdiction_id, draw_id) REFERENCES draw_fairness (jurisdiction_id, draw_id)
);
CREATE INDEX ix_draw_fairness_seats_leaf ON draw_fairness_seats (leaf_id, agency_id);
COMMENT ON TABLE draw_fairness_seats IS 'append-only: seats of each leaf, drawn and expected';

-- Pairs that met in the draw or in one of the repetitions; `leaf_a` is the smaller id.
CREATE TABLE draw_fairness_pairs (
  jurisdiction_id uuid NOT NULL,
  draw_id uuid NOT NULL,
  leaf_a text COLLATE "C" NOT NULL,
  leaf_b text COLLATE "C" NOT NULL,
  met integer NOT NULL,
  expected double precision NOT NULL,
  variance double precision NOT NULL,
  CONSTRAINT pk_draw_fairness_pairs PRIMARY KEY (jurisdiction_id, draw_id, leaf_a, leaf_b),
  CONSTRAINT fk_draw_fairness_pairs_seats_a FOREIGN KEY (jurisdiction_id, draw_id, leaf_a) REFERENCES draw_fairness_seats (jurisdiction_id, draw_id, leaf_id),
  CONSTRAINT fk_draw_fairness_pairs_seats_b FOREIGN KEY (jurisdiction_id, draw_id, leaf_b) REFERENCES draw_fairness_seats (jurisdiction_id, draw_id, leaf_id),
  CONSTRAINT ck_draw_fairness_pairs_order CHECK (leaf_a < leaf_b)
);
CREATE INDEX ix_draw_fairness_pairs_b ON draw_fairness_pairs (jurisdiction_id, draw_id, leaf_b);
COMMENT ON TABLE draw_fairness_pairs IS 'append-only: meetings of two leaves in one team, drawn and expected';

-- Boundaries of the own areas, uploaded by an administrator; none are shipped. One set per jurisdiction, with its source.
CREATE TABLE area_boundaries (
  jurisdiction_id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  -- GeoJSON geometry: Polygon or MultiPolygon, longitude before latitude.
  geometry jsonb NOT NULL,
  CONSTRAINT pk_area_boundaries PRIMARY KEY (jurisdiction_id, code),
  CONSTRAINT fk_area_boundaries_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);
CREATE TABLE area_boundary_sources (
  jurisdiction_id uuid NOT NULL,
  source text NOT NULL,
  file_name text NOT NULL,
  areas integer NOT NULL,
  uploaded_by uuid NOT NULL,
  uploaded_name text NOT NULL,
  uploaded_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_area_boundary_sources PRIMARY KEY (jurisdiction_id),
  CONSTRAINT fk_area_boundary_sources_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id)
);
