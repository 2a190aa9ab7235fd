-- Bodies that are not on the platform and take part by a letter of assistance (协助函): an agency that represents them
-- keeps their people and enters their answers, each with the letter it rests on.
-- Frozen once released; never import code from here.

ALTER TABLE agencies ADD COLUMN represented_by uuid;
ALTER TABLE agencies ADD CONSTRAINT fk_agencies_represented_by FOREIGN KEY (jurisdiction_id, represented_by) REFERENCES agencies (jurisdiction_id, id);
CREATE INDEX ix_agencies_represented_by ON agencies (jurisdiction_id, represented_by) WHERE represented_by IS NOT NULL;

-- A letter of the body with its list of people, as it was entered; the newest one holds.
CREATE TABLE assistance_letters (
  jurisdiction_id uuid NOT NULL,
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  number text NOT NULL,
  day date NOT NULL,
  people jsonb NOT NULL,
  file_id uuid NOT NULL,
  entered_by uuid NOT NULL,
  entered_name text NOT NULL,
  entered_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_assistance_letters PRIMARY KEY (jurisdiction_id, id),
  CONSTRAINT fk_assistance_letters_body FOREIGN KEY (jurisdiction_id, body_id) REFERENCES agencies (jurisdiction_id, id),
  CONSTRAINT fk_assistance_letters_file FOREIGN KEY (jurisdiction_id, file_id) REFERENCES files (jurisdiction_id, id)
);
CREATE INDEX ix_assistance_letters_body ON assistance_letters (jurisdiction_id, body_id, entered_at DESC);
CREATE INDEX ix_assistance_letters_file ON assistance_letters (jurisdiction_id, file_id);
COMMENT ON TABLE assistance_letters IS 'append-only: letters of assistance';

-- On what an answer rests that the agency did not give for this draw: the plan entry it confirmed, or a letter.
ALTER TABLE draw_participants ADD COLUMN basis text NOT NULL DEFAULT '';
