-- Objections to results and what people tell the office (complaints, tips, calls, letters, 12345 work orders). Rows of an
-- objection lie in the initiator's jurisdiction like its publication; what identifies a person lies sealed in a table of
-- its own. Frozen once released; never import code from here.

-- Running numbers of receipts, per jurisdiction and year.
CREATE TABLE intake_counters (
  jurisdiction_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT pk_intake_counters PRIMARY KEY (jurisdiction_id, kind, year),
  CONSTRAINT fk_intake_counters_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT ck_intake_counters_kind CHECK (kind IN ('objection', 'contact'))
);

CREATE TABLE objections (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  -- On the receipt; of the answering agency's jurisdiction.
  number text COLLATE "C" NOT NULL,
  -- SHA-256 of the look-up code.
  code_hash text COLLATE "C" NOT NULL,
  publication_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_jurisdiction_id uuid NOT NULL,
  source text COLLATE "C" NOT NULL,
  applicant_kind text COLLATE "C" NOT NULL,
  -- Of an enterprise or another unit; empty for a natural person.
  applicant_name text NOT NULL,
  -- What showed who objects; never a number or a copy of an identity card.
  proof text COLLATE "C" NOT NULL,
  is_verified boolean NOT NULL,
  -- Digest of the paper's code or of the enterprise's key, so that one and the same does not object twice at once.
  proof_hash text COLLATE "C",
  -- Digest of address and day; null for what staff entered.
  source_hash text COLLATE "C",
  grounds text NOT NULL,
  received_on date NOT NULL,
  received_at timestamptz(3) NOT NULL,
  due_on date NOT NULL,
  due_basis jsonb NOT NULL,
  state text COLLATE "C" NOT NULL,
  handler_id uuid,
  handler_name text,
  -- The handler's proposal, and after the decision what was decided.
  proposal jsonb,
  outcome text COLLATE "C",
  decided_by uuid,
  decided_name text,
  decided_on date,
  reply jsonb,
  replied_on date,
  applied_on date,
  closed_on date,
  row_version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_objections PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_objections_number UNIQUE (jurisdiction_id, agency_jurisdiction_id, number),
  CONSTRAINT fk_objections_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_objections_source CHECK (source IN ('portal', 'enterprise', 'paper')),
  CONSTRAINT ck_objections_applicant CHECK (applicant_kind IN ('person', 'enterprise', 'otherUnit')),
  CONSTRAINT ck_objections_proof CHECK (proof IN ('paperCode', 'account', 'seen', 'none')),
  CONSTRAINT ck_objections_verified CHECK (proof <> 'none' OR NOT is_verified),
  CONSTRAINT ck_objections_state CHECK (state IN ('received', 'accepted', 'rejected', 'investigating', 'decided', 'replied', 'applied', 'closed')),
  CONSTRAINT ck_objections_outcome CHECK (outcome IN ('upheld', 'partly', 'dismissed')),
  CONSTRAINT ck_objections_two CHECK (decided_by IS DISTINCT FROM handler_id OR decided_by IS NULL)
);
CREATE INDEX ix_objections_publication ON objections (jurisdiction_id, publication_id, state);
CREATE INDEX ix_objections_agency ON objections (agency_id, state, due_on, id);
CREATE INDEX ix_objections_code ON objections (code_hash);
CREATE INDEX ix_objections_source ON objections (source_hash, received_on) WHERE source_hash IS NOT NULL;

-- Who objects and how they are reached: sealed, read by whoever handles the objection.
CREATE TABLE objection_applicants (
  jurisdiction_id uuid NOT NULL,
  objection_id uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT pk_objection_applicants PRIMARY KEY (jurisdiction_id, objection_id),
  CONSTRAINT fk_objection_applicants_objection FOREIGN KEY (jurisdiction_id, objection_id) REFERENCES objections (jurisdiction_id, id)
);

CREATE TABLE objection_files (
  jurisdiction_id uuid NOT NULL,
  file_id uuid NOT NULL,
  objection_id uuid NOT NULL,
  source text COLLATE "C" NOT NULL,
  account_id uuid,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_objection_files PRIMARY KEY (jurisdiction_id, file_id),
  CONSTRAINT fk_objection_files_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT fk_objection_files_objection FOREIGN KEY (jurisdiction_id, objection_id) REFERENCES objections (jurisdiction_id, id),
  CONSTRAINT ck_objection_files_source CHECK (source IN ('applicant', 'office'))
);
CREATE INDEX ix_objection_files_objection ON objection_files (jurisdiction_id, objection_id, at);
COMMENT ON TABLE objection_files IS 'append-only: evidence of the applicant and of the investigation';

-- Who did what, in words; the ledger has the facts without the words.
CREATE TABLE objection_steps (
  jurisdiction_id uuid NOT NULL,
  objection_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid,
  person_name text NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_objection_steps PRIMARY KEY (jurisdiction_id, objection_id, seq),
  CONSTRAINT fk_objection_steps_objection FOREIGN KEY (jurisdiction_id, objection_id) REFERENCES objections (jurisdiction_id, id)
);
COMMENT ON TABLE objection_steps IS 'append-only: what was done with an objection';

CREATE TABLE contacts (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  number text COLLATE "C" NOT NULL,
  code_hash text COLLATE "C" NOT NULL,
  agency_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  -- Of the 12345 work order or the letter.
  outside_number text NOT NULL,
  subject text NOT NULL,
  content text NOT NULL,
  object_id uuid,
  object_name text NOT NULL,
  is_anonymous boolean NOT NULL,
  source_hash text COLLATE "C",
  received_on date NOT NULL,
  received_at timestamptz(3) NOT NULL,
  due_on date NOT NULL,
  due_basis jsonb NOT NULL,
  state text COLLATE "C" NOT NULL,
  handler_id uuid,
  handler_name text,
  outcome text COLLATE "C",
  reply text NOT NULL,
  -- Internal: what was found.
  finding text NOT NULL,
  replied_on date,
  incident_id uuid,
  entered_by uuid,
  entered_name text NOT NULL,
  row_version integer NOT NULL DEFAULT 1,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_contacts PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_contacts_number UNIQUE (jurisdiction_id, number),
  CONSTRAINT fk_contacts_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_contacts_object FOREIGN KEY (jurisdiction_id, object_id) REFERENCES objects (jurisdiction_id, id),
  CONSTRAINT ck_contacts_kind CHECK (kind IN ('complaint', 'tip', 'enquiry', 'suggestion')),
  CONSTRAINT ck_contacts_channel CHECK (channel IN ('phone', 'visit', 'letter', 'hotline', 'email', 'portal')),
  CONSTRAINT ck_contacts_state CHECK (state IN ('received', 'assigned', 'answered')),
  CONSTRAINT ck_contacts_outcome CHECK (outcome IN ('substantiated', 'partly', 'unsubstantiated', 'explained', 'passedOn')),
  CONSTRAINT ck_contacts_answered CHECK ((state = 'answered') = (outcome IS NOT NULL AND replied_on IS NOT NULL))
);
CREATE INDEX ix_contacts_agency ON contacts (jurisdiction_id, agency_id, state, due_on, id);
CREATE INDEX ix_contacts_object ON contacts (jurisdiction_id, object_id);
CREATE INDEX ix_contacts_code ON contacts (code_hash);
CREATE INDEX ix_contacts_source ON contacts (source_hash, received_on) WHERE source_hash IS NOT NULL;

-- Who spoke: sealed, for the handler and the head alone.
CREATE TABLE contact_persons (
  jurisdiction_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT pk_contact_persons PRIMARY KEY (jurisdiction_id, contact_id),
  CONSTRAINT fk_contact_persons_contact FOREIGN KEY (jurisdiction_id, contact_id) REFERENCES contacts (jurisdiction_id, id)
);

CREATE TABLE contact_steps (
  jurisdiction_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  seq integer NOT NULL,
  step text COLLATE "C" NOT NULL,
  account_id uuid,
  person_name text NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT pk_contact_steps PRIMARY KEY (jurisdiction_id, contact_id, seq),
  CONSTRAINT fk_contact_steps_contact FOREIGN KEY (jurisdiction_id, contact_id) REFERENCES contacts (jurisdiction_id, id)
);
COMMENT ON TABLE contact_steps IS 'append-only: what was done with a contact';
