-- Publication packages out of the office, their contents on a portal of its own, and the sealed intake back. Nothing here
-- belongs to one jurisdiction: a package carries what is public of the whole installation.
-- Frozen once released; never import code from here.

-- A portal of its own has public records and no publications. In the office both are written in one transaction.
ALTER TABLE public_records DROP CONSTRAINT fk_public_records_publication;

-- Office: packages that were made, in their chain. The file is dropped where a later one had to recall something.
CREATE TABLE publication_packages (
  number integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  head text COLLATE "C" NOT NULL,
  previous text COLLATE "C",
  made_at timestamptz(3) NOT NULL,
  -- Empty: made by itself.
  made_name text NOT NULL,
  records integer NOT NULL,
  recalls integer NOT NULL,
  documents integer NOT NULL,
  removals integer NOT NULL,
  bytes bigint NOT NULL,
  sha256 text COLLATE "C",
  -- When it lay in the exchange folder; null where there is none or it failed.
  placed_at timestamptz(3),
  -- Of the request by hand: the same one again makes no second package.
  action_id uuid,
  CONSTRAINT pk_publication_packages PRIMARY KEY (number),
  CONSTRAINT uq_publication_packages_action UNIQUE (action_id),
  CONSTRAINT ck_publication_packages_kind CHECK (kind IN ('changes', 'full'))
);
COMMENT ON TABLE publication_packages IS 'local: packages carry what is public of every jurisdiction';

-- Office: what the portal has once it took in every package, by the digest of each row.
CREATE TABLE package_contents (
  key text COLLATE "C" NOT NULL,
  stamp text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  CONSTRAINT pk_package_contents PRIMARY KEY (key),
  CONSTRAINT fk_package_contents_package FOREIGN KEY (number) REFERENCES publication_packages (number)
);
CREATE INDEX ix_package_contents_number ON package_contents (number);
COMMENT ON TABLE package_contents IS 'local: packages carry what is public of every jurisdiction';

-- Portal: answers and facts as the last packages carried them.
CREATE TABLE public_documents (
  key text COLLATE "C" NOT NULL,
  route text COLLATE "C" NOT NULL,
  body jsonb,
  bytes bytea,
  content_type text COLLATE "C",
  file_name text,
  disposition text COLLATE "C",
  number integer NOT NULL,
  CONSTRAINT pk_public_documents PRIMARY KEY (key),
  CONSTRAINT ck_public_documents_form CHECK ((body IS NULL) <> (bytes IS NULL))
);
COMMENT ON TABLE public_documents IS 'local: on a portal of its own only; public answers as packages carried them';

-- Portal: where it stands in the chain; one row.
CREATE TABLE portal_place (
  one boolean NOT NULL DEFAULT true,
  number integer NOT NULL,
  head text COLLATE "C" NOT NULL,
  made_at timestamptz(3) NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  intake_key text COLLATE "C" NOT NULL,
  CONSTRAINT pk_portal_place PRIMARY KEY (one),
  CONSTRAINT ck_portal_place_one CHECK (one)
);
COMMENT ON TABLE portal_place IS 'local: on a portal of its own only';

-- Portal: what citizens sent, sealed to the office's key; nobody here can open it. Gone once the office has answered for it.
CREATE TABLE portal_intake (
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  -- By which the receipt's holder finds it: derived slowly from number and code.
  look_up text COLLATE "C" NOT NULL,
  -- Digest of the action's id and, keyed by that id, of the request: the same request again gives the same receipt, and what
  -- was sent cannot be guessed from here.
  action_digest text COLLATE "C" NOT NULL,
  request_digest text COLLATE "C" NOT NULL,
  -- The receipt as it was given, sealed by the action's id; what its holder sees meanwhile, sealed by number and code.
  receipt bytea NOT NULL,
  view bytea NOT NULL,
  sealed bytea NOT NULL,
  -- Of the source and the day, for quotas; forgotten after it.
  source_hash text COLLATE "C",
  target_id uuid,
  taken_on date NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_portal_intake PRIMARY KEY (id),
  CONSTRAINT uq_portal_intake_number UNIQUE (number),
  CONSTRAINT uq_portal_intake_action UNIQUE (action_digest),
  CONSTRAINT ck_portal_intake_kind CHECK (kind IN ('objection', 'contact', 'rating'))
);
CREATE INDEX ix_portal_intake_look_up ON portal_intake (look_up);
CREATE INDEX ix_portal_intake_source ON portal_intake (taken_on, source_hash);
CREATE INDEX ix_portal_intake_target ON portal_intake (target_id, taken_on) WHERE target_id IS NOT NULL;
COMMENT ON TABLE portal_intake IS 'local: on a portal of its own only; sealed to the office';

-- Office: what came from the portal, each item once, with what became of it.
CREATE TABLE intake_items (
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  look_up text COLLATE "C" NOT NULL,
  -- By which the answer is sealed for the receipt's holder; itself sealed by the installation's box.
  answer_key bytea NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  -- Of the objection or contact that was made of it; null where it was refused.
  subject_id uuid,
  refusal text COLLATE "C",
  CONSTRAINT pk_intake_items PRIMARY KEY (id),
  CONSTRAINT ck_intake_items_kind CHECK (kind IN ('objection', 'contact', 'rating')),
  CONSTRAINT ck_intake_items_outcome CHECK ((subject_id IS NULL) = (refusal IS NOT NULL))
);
CREATE INDEX ix_intake_items_received ON intake_items (received_at, id);
COMMENT ON TABLE intake_items IS 'local: the portal is one for every jurisdiction';
