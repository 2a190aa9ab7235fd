-- First screens: what a person set for the own workbench. Not business data; one row per person.
CREATE TABLE desk_settings (
  jurisdiction_id uuid NOT NULL,
  account_id uuid NOT NULL,
  -- Ids of the pages that stand as quick entries; null as long as nothing was chosen.
  quick text[],
  -- Steps of the first day ticked by hand; those with a record are read from it.
  ticked text[] NOT NULL DEFAULT '{}',
  is_guide_away boolean NOT NULL DEFAULT false,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT pk_desk_settings PRIMARY KEY (jurisdiction_id, account_id),
  CONSTRAINT fk_desk_settings_account FOREIGN KEY (jurisdiction_id, account_id) REFERENCES accounts (jurisdiction_id, id),
  CONSTRAINT ck_desk_settings_quick CHECK (cardinality(quick) <= 8)
);

-- Global search: an inspection is found by name and codes of its object, a paper by its number, through pairs of characters,
-- as objects and inspectors are.
CREATE INDEX ix_inspections_search ON inspections USING gin
  (bigrams(upper(coalesce(object ->> 'name', '') || '|' || coalesce(object ->> 'uscc', '') || '|' || coalesce(object ->> 'localCode', ''))));
CREATE INDEX ix_papers_search ON papers USING gin (bigrams(upper(number)));
CREATE INDEX ix_publications_search ON publications USING gin
  (bigrams(upper(object_name || '|' || task_number || '|' || title)));
