-- Redacted copies of evidence pictures (R166), beside originals that stay as they are. Rows lie in the visit's jurisdiction.
-- Frozen once released; never import code from here.

CREATE TABLE evidence_copies (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  file_id uuid NOT NULL,
  -- Covered rectangles, as fractions of the picture.
  areas jsonb NOT NULL,
  reason text COLLATE "C" NOT NULL,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_evidence_copies PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_evidence_copies_evidence FOREIGN KEY (jurisdiction_id, evidence_id) REFERENCES visit_evidence (jurisdiction_id, id),
  CONSTRAINT fk_evidence_copies_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id),
  CONSTRAINT ck_evidence_copies_reason CHECK (reason IN ('persons', 'tradeSecret', 'other'))
);
COMMENT ON TABLE evidence_copies IS 'append-only: redacted copies of evidence pictures';
CREATE INDEX ix_evidence_copies_evidence ON evidence_copies (jurisdiction_id, evidence_id, id);
CREATE INDEX ix_evidence_copies_file ON evidence_copies (jurisdiction_id, file_id);
