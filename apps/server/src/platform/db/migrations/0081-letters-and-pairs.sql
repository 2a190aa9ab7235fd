-- The printed letter with the code as proof of notice: how it left the house, recorded by whoever gave it away.
ALTER TABLE enterprise_codes ADD COLUMN sent_way text COLLATE "C";
ALTER TABLE enterprise_codes ADD COLUMN sent_on date;
-- Who took it, or the carrier's number.
ALTER TABLE enterprise_codes ADD COLUMN sent_to text NOT NULL DEFAULT '';
ALTER TABLE enterprise_codes ADD COLUMN sent_number text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE enterprise_codes ADD COLUMN sent_name text NOT NULL DEFAULT '';
ALTER TABLE enterprise_codes ADD COLUMN sent_at timestamptz(3);
ALTER TABLE enterprise_codes ADD CONSTRAINT ck_enterprise_codes_sent
  CHECK ((sent_way IS NULL) = (sent_at IS NULL) AND (sent_on IS NULL) = (sent_at IS NULL) AND sent_way IN ('inPerson', 'withNotice', 'post'));
CREATE INDEX ix_enterprise_codes_sent ON enterprise_codes (jurisdiction_id, id) WHERE sent_at IS NOT NULL;

-- An enterprise is reached at what it chose, whichever bureau writes.
CREATE INDEX ix_notice_preferences_enterprise ON notice_preferences (recipient) WHERE recipient LIKE 'enterprise:%';

-- When a removal was confirmed: the next package is a full one, and what lay before it goes.
ALTER TABLE publication_containments ADD COLUMN removed_at timestamptz(3);
-- The files of all packages before this one are taken out of the exchange folder.
ALTER TABLE publication_packages ADD COLUMN clears boolean NOT NULL DEFAULT false;

-- A correction of what is public by the office: proposed by one officer, put in place by another.
CREATE TABLE publication_corrections (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  publication_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  -- [{id, text}]: the new public wording of problems.
  findings jsonb NOT NULL,
  -- Of the public text that was corrected.
  public_version integer NOT NULL,
  ground text NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'asked',
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz(3),
  opinion text NOT NULL DEFAULT '',
  CONSTRAINT pk_publication_corrections PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_publication_corrections_publication FOREIGN KEY (jurisdiction_id, publication_id) REFERENCES publications (jurisdiction_id, id),
  CONSTRAINT ck_publication_corrections_state CHECK (state IN ('asked', 'made', 'refused')),
  CONSTRAINT ck_publication_corrections_decided CHECK ((state = 'asked') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT ck_publication_corrections_own CHECK (decided_by IS DISTINCT FROM asked_by)
);
CREATE INDEX ix_publication_corrections_publication ON publication_corrections (jurisdiction_id, publication_id, asked_at);
CREATE UNIQUE INDEX uq_publication_corrections_asked ON publication_corrections (jurisdiction_id, publication_id) WHERE state = 'asked';

-- A key opens nothing before a second administrator confirmed it; keys from before count as confirmed.
ALTER TABLE machine_clients ADD COLUMN confirmed_by uuid;
ALTER TABLE machine_clients ADD COLUMN confirmed_name text;
ALTER TABLE machine_clients ADD COLUMN confirmed_at timestamptz(3);
UPDATE machine_clients SET confirmed_at = created_at;
ALTER TABLE machine_clients ADD CONSTRAINT ck_machine_clients_two CHECK (confirmed_by IS DISTINCT FROM created_by);
