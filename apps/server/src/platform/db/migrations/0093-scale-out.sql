-- A schema that can be distributed over a cluster: foreign keys that stand aside meanwhile, and more reference tables.
-- Frozen once released; never import code from here.

CREATE TABLE foreign_keys_aside (
  table_name text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  definition text NOT NULL,
  -- Made again once its tables are distributed; false of those that no cluster holds.
  returns boolean NOT NULL,
  CONSTRAINT pk_foreign_keys_aside PRIMARY KEY (table_name, name)
);
COMMENT ON TABLE foreign_keys_aside IS 'local: foreign keys dropped when the schema was distributed, and whether they return';

-- Small, seldom written, and joined across jurisdictions (who works for whom): one copy on every node of a cluster.
COMMENT ON TABLE agencies IS 'reference: agencies of every jurisdiction';
COMMENT ON TABLE sections IS 'reference: sections of agencies';
