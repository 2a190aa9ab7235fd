-- Publications: one row per result of a team, or per other published thing; versions with their payloads; what the public
-- sees. Rows of results lie in the initiator's jurisdiction like the inspection. Texts stand apart from what is
-- append-only, so that a secret that was entered by mistake can be taken out while every digest and the ledger stay.
-- Frozen once released; never import code from here.

CREATE TABLE publications (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- The inspection, list, book, plan or draw.
  subject_id uuid NOT NULL,
  -- Whose work it is; of a body outside the platform the team's id, while `agency_id` answers for it.
  team_agency_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_jurisdiction_id uuid NOT NULL,
  agency_name text NOT NULL,
  section_id uuid,
  inspection_id uuid,
  task_id uuid,
  task_number text NOT NULL,
  title text NOT NULL,
  -- Internal keys and name of the object; the public row has what its payload has.
  object_key text COLLATE "C",
  object_name text NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- Of the payload.
  version integer NOT NULL,
  result_on date,
  due_on date,
  -- Names of the task are sealed until then.
  embargo_until timestamptz(3),
  reviewed_by uuid,
  reviewed_name text,
  reviewed_at timestamptz(3),
  published_on date,
  published_by uuid,
  published_name text,
  -- Last day of the term; null without one.
  ends_on date,
  -- Day and reason of its end as a public record.
  removed_on date,
  removal text COLLATE "C",
  is_objected boolean NOT NULL DEFAULT false,
  row_version integer NOT NULL DEFAULT 1,
  prepared_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_publications PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_publications_subject UNIQUE (jurisdiction_id, kind, subject_id, team_agency_id),
  CONSTRAINT fk_publications_team FOREIGN KEY (jurisdiction_id, inspection_id, team_agency_id) REFERENCES inspection_teams (jurisdiction_id, inspection_id, agency_id),
  CONSTRAINT ck_publications_kind CHECK (kind IN ('result', 'itemList', 'leniencyList', 'ruleBook', 'plan', 'draw', 'drawVoid')),
  CONSTRAINT ck_publications_state CHECK (state IN ('prepared', 'returned', 'reviewed', 'suspended', 'exempt', 'excluded', 'published', 'withdrawn', 'ended', 'contained')),
  CONSTRAINT ck_publications_removal CHECK (removal IN ('objection', 'wrong', 'court', 'lawful', 'termOver', 'superseded')),
  CONSTRAINT ck_publications_result CHECK ((kind = 'result') = (inspection_id IS NOT NULL AND task_id IS NOT NULL AND result_on IS NOT NULL)),
  CONSTRAINT ck_publications_published CHECK (state NOT IN ('published', 'withdrawn', 'ended') OR published_on IS NOT NULL)
);
CREATE INDEX ix_publications_team ON publications (jurisdiction_id, inspection_id, team_agency_id);
CREATE INDEX ix_publications_agency ON publications (agency_id, state, due_on, id);
CREATE INDEX ix_publications_due ON publications (jurisdiction_id, due_on, id) WHERE state IN ('prepared', 'returned', 'reviewed');
CREATE INDEX ix_publications_term ON publications (jurisdiction_id, ends_on, id) WHERE state = 'published';
CREATE INDEX ix_publications_object ON publications (jurisdiction_id, object_key, id);

-- append-only: that a version was made, by whom, when and with which digest; no text.
CREATE TABLE publication_versions (
  jurisdiction_id uuid NOT NULL,
  publication_id uuid NOT NULL,
  version integer NOT NULL,
  -- SHA-256 of the salt and the canonical payload.
  digest text COLLATE "C" NOT NULL,
  why text COLLATE "C" NOT NULL,
  account_id uuid,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_publication_versions PRIMARY KEY (jurisdiction_id, publication_id, version),
  CONSTRAINT fk_publication_versions_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_publication_versions_why CHECK (why IN ('prepared', 'edited', 'resultChanged', 'fieldsExempted', 'corrected', 'objection', 'followup', 'objectionMark'))
);
COMMENT ON TABLE publication_versions IS 'append-only: versions of publications with their digests';

-- The texts of a version; a containment empties them.
CREATE TABLE publication_payloads (
  jurisdiction_id uuid NOT NULL,
  publication_id uuid NOT NULL,
  version integer NOT NULL,
  payload jsonb,
  salt text COLLATE "C",
  person_name text NOT NULL,
  ground text NOT NULL,
  removed_at timestamptz(3),
  CONSTRAINT pk_publication_payloads PRIMARY KEY (jurisdiction_id, publication_id, version),
  CONSTRAINT fk_publication_payloads_version FOREIGN KEY (jurisdiction_id, publication_id, version) REFERENCES publication_versions (jurisdiction_id, publication_id, version),
  CONSTRAINT ck_publication_payloads_removed CHECK ((payload IS NULL) = (removed_at IS NOT NULL) AND (payload IS NULL) = (salt IS NULL))
);

-- Who did what with a publication, in words; the ledger has the facts without the words.
CREATE TABLE publication_steps (
  jurisdiction_id uuid NOT NULL,
  publication_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid,
  person_name text NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_publication_steps PRIMARY KEY (jurisdiction_id, publication_id, seq),
  CONSTRAINT fk_publication_steps_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id)
);

-- Exemptions and suspensions: asked with a ground and a scope, decided by the head, never by who asked.
CREATE TABLE publication_requests (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  publication_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  ground text COLLATE "C" NOT NULL,
  -- Null: the whole publication.
  fields text[],
  basis text NOT NULL,
  note text NOT NULL,
  -- Of a suspension: when it is looked at again.
  until_day date,
  state text COLLATE "C" NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  opinion text NOT NULL DEFAULT '',
  ended_at timestamptz(3),
  CONSTRAINT pk_publication_requests PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_publication_requests_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_publication_requests_kind CHECK (kind IN ('exemption', 'suspension')),
  CONSTRAINT ck_publication_requests_ground CHECK (ground IN ('stateSecret', 'airDefence', 'tradeSecret', 'privacy', 'investigation', 'court', 'objection', 'stability', 'otherLaw')),
  CONSTRAINT ck_publication_requests_state CHECK (state IN ('asked', 'granted', 'refused', 'ended')),
  CONSTRAINT ck_publication_requests_decided CHECK ((state = 'asked') = (decided_at IS NULL)),
  CONSTRAINT ck_publication_requests_own CHECK (decided_by IS DISTINCT FROM asked_by)
);
CREATE INDEX ix_publication_requests_publication ON publication_requests (jurisdiction_id, publication_id, asked_at);
CREATE INDEX ix_publication_requests_agency ON publication_requests (agency_id, state, asked_at, id);
CREATE UNIQUE INDEX uq_publication_requests_asked ON publication_requests (jurisdiction_id, publication_id) WHERE state = 'asked';

-- Secrets entered by mistake: contained, reported, removed. Where the text stood, never the text.
CREATE TABLE publication_containments (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  publication_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  ground text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  note text NOT NULL,
  -- [{table, column, rows, isAppendOnly}]: where it stood and how often.
  places jsonb NOT NULL,
  contained_by uuid NOT NULL,
  contained_name text NOT NULL,
  contained_at timestamptz(3) NOT NULL,
  -- To the secrecy office: when, to whom, by whom.
  reported_on date,
  reported_to text NOT NULL DEFAULT '',
  reported_by uuid,
  reported_name text,
  -- Append-only rows, files and backups cleaned by the operator under the written procedure.
  removed_on date,
  removed_note text NOT NULL DEFAULT '',
  removed_by uuid,
  removed_name text,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT pk_publication_containments PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_publication_containments_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_publication_containments_ground CHECK (ground IN ('stateSecret', 'airDefence', 'tradeSecret', 'privacy', 'otherLaw')),
  CONSTRAINT ck_publication_containments_state CHECK (state IN ('contained', 'reported', 'removed')),
  CONSTRAINT ck_publication_containments_two CHECK (removed_by IS DISTINCT FROM contained_by)
);
CREATE INDEX ix_publication_containments_publication ON publication_containments (jurisdiction_id, publication_id);
CREATE INDEX ix_publication_containments_agency ON publication_containments (agency_id, state, contained_at, id);

-- What the public side reads, and nothing else: one row per published thing with its whole payload.
CREATE TABLE public_records (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  -- Number of the task or of the document.
  number text COLLATE "C" NOT NULL,
  title text NOT NULL,
  -- Empty and null where the payload has no object or withholds it.
  object_name text COLLATE "C" NOT NULL,
  object_code text COLLATE "C",
  payload jsonb NOT NULL,
  is_objected boolean NOT NULL DEFAULT false,
  published_on date NOT NULL,
  ends_on date,
  removed_on date,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_public_records PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_public_records_publication FOREIGN KEY (jurisdiction_id, id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_public_records_kind CHECK (kind IN ('result', 'itemList', 'leniencyList', 'ruleBook', 'plan', 'draw', 'drawVoid')),
  CONSTRAINT ck_public_records_state CHECK (state IN ('published', 'withdrawn', 'ended')),
  CONSTRAINT ck_public_records_removed CHECK ((state = 'published') = (removed_on IS NULL))
);
CREATE INDEX ix_public_records_id ON public_records (id);
CREATE INDEX ix_public_records_code ON public_records (object_code, published_on DESC, id) WHERE object_code IS NOT NULL;
CREATE INDEX ix_public_records_feed ON public_records (updated_at, id);
CREATE INDEX ix_public_records_agency ON public_records (agency_id, kind, published_on DESC, id);
