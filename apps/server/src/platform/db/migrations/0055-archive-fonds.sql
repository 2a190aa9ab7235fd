-- 全宗号 of each agency, given by the archives bureau: stands at the head of its 档号. Numbers given before it was entered
-- stay as they are.
-- Frozen once released; never import code from here.

CREATE TABLE archive_fonds (
  jurisdiction_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  fonds_number text COLLATE "C" NOT NULL,
  entered_by uuid NOT NULL,
  entered_name text NOT NULL,
  entered_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_archive_fonds PRIMARY KEY (jurisdiction_id, agency_id),
  CONSTRAINT uq_archive_fonds_number UNIQUE (jurisdiction_id, fonds_number),
  CONSTRAINT fk_archive_fonds_agency FOREIGN KEY (jurisdiction_id, agency_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT ck_archive_fonds_number CHECK (fonds_number ~ '^[A-Z0-9]{1,12}$')
);
