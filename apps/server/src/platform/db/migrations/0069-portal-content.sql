-- The portal's content: what stands beside a unit's records, reviewed articles (policy, cases, training).
-- Frozen once released; never import code from here.

-- What was taken back about a unit, for its public page.
CREATE INDEX ix_publications_removed ON publications (object_key, removed_on DESC, id) WHERE state = 'withdrawn';

-- 曝光: decisions that name a unit.
CREATE INDEX ix_public_records_exposed ON public_records (published_on DESC, id DESC)
  WHERE kind IN ('listing', 'penalty') AND state = 'published';

-- Articles of the portal: policy readings, typical cases, training, guides.
CREATE TABLE articles (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  -- The published result that a case was made from; its unit may not be named.
  source_record_id uuid,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL DEFAULT 1,
  -- Whoever wrote or changed it last; somebody else reviews it.
  edited_by uuid NOT NULL,
  edited_name text NOT NULL,
  reviewed_by uuid,
  reviewed_name text,
  published_on date,
  -- Why it was returned or withdrawn.
  note text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_articles PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_articles_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_articles_kind CHECK (kind IN ('policy', 'case', 'training', 'guide')),
  CONSTRAINT ck_articles_state CHECK (state IN ('draft', 'review', 'published', 'withdrawn')),
  CONSTRAINT ck_articles_source CHECK (source_record_id IS NULL OR kind = 'case'),
  CONSTRAINT ck_articles_two CHECK (state <> 'published' OR (reviewed_by IS NOT NULL AND reviewed_by <> edited_by AND published_on IS NOT NULL))
);
CREATE INDEX ix_articles_agency ON articles (jurisdiction_id, agency_id, updated_at DESC, id);
CREATE INDEX ix_articles_published ON articles (published_on DESC, id DESC) WHERE state = 'published';
