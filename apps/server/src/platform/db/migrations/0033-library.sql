-- The library: statutes with their articles, and policy documents. Shared by all agencies of a jurisdiction.

CREATE TABLE statutes (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  title text COLLATE "C" NOT NULL,
  -- Tells the texts of one law apart: '2021年修正'.
  edition text COLLATE "C" NOT NULL DEFAULT '',
  document_number text COLLATE "C" NOT NULL DEFAULT '',
  issuer text NOT NULL DEFAULT '',
  level text COLLATE "C" NOT NULL,
  adopted_on date,
  effective_on date,
  ended_on date,
  end_reason text NOT NULL DEFAULT '',
  replaced_by uuid,
  source text NOT NULL DEFAULT '',
  -- Day on which a person compared the text with the official one; null = not yet compared.
  checked_on date,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_statutes PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_statutes_title UNIQUE (jurisdiction_id, title, edition),
  CONSTRAINT fk_statutes_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT fk_statutes_replaced_by FOREIGN KEY (jurisdiction_id, replaced_by) REFERENCES statutes (jurisdiction_id, id),
  CONSTRAINT ck_statutes_level CHECK (level IN ('law', 'administrativeRegulation', 'localRegulation', 'departmentRule', 'localRule', 'normativeDocument', 'standard')),
  CONSTRAINT ck_statutes_version CHECK (version >= 1)
);
CREATE INDEX ix_statutes_replaced_by ON statutes (jurisdiction_id, replaced_by) WHERE replaced_by IS NOT NULL;

CREATE TABLE statute_articles (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  statute_id uuid NOT NULL,
  position integer NOT NULL,
  -- '第三十六条', or a clause of a standard: '5.1.2'.
  number text COLLATE "C" NOT NULL,
  chapter text NOT NULL DEFAULT '',
  text text NOT NULL,
  CONSTRAINT pk_statute_articles PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_statute_articles_number UNIQUE (jurisdiction_id, statute_id, number),
  CONSTRAINT fk_statute_articles_statute FOREIGN KEY (jurisdiction_id, statute_id) REFERENCES statutes (jurisdiction_id, id)
);

CREATE TABLE policy_documents (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  title text COLLATE "C" NOT NULL,
  -- 文号: 国办发〔2024〕54号; empty where the document has none.
  number text COLLATE "C" NOT NULL DEFAULT '',
  issuer text NOT NULL DEFAULT '',
  issued_on date,
  -- Last day of validity; null = no end is stated.
  valid_until date,
  ended_on date,
  end_reason text NOT NULL DEFAULT '',
  link text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  file_id uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_policy_documents PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT uq_policy_documents_title UNIQUE (jurisdiction_id, title, number),
  CONSTRAINT fk_policy_documents_jurisdiction FOREIGN KEY (jurisdiction_id) REFERENCES jurisdictions (id),
  CONSTRAINT fk_policy_documents_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT ck_policy_documents_version CHECK (version >= 1)
);
CREATE INDEX ix_policy_documents_file ON policy_documents (jurisdiction_id, file_id) WHERE file_id IS NOT NULL;
