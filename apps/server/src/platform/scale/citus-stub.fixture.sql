-- A stand-in for the functions of Citus that the plan calls, on plain PostgreSQL: it keeps what was distributed how and
-- refuses what Citus 13.2 refuses, in its words. It distributes nothing. Needs a superuser.
SET allow_system_table_mods = on;

CREATE TABLE pg_catalog.pg_dist_node (nodeid int PRIMARY KEY, groupid int NOT NULL, nodename text NOT NULL,
  isactive boolean NOT NULL, shouldhaveshards boolean NOT NULL);
CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid oid PRIMARY KEY, partmethod "char" NOT NULL, repmodel "char" NOT NULL,
  colocationid int NOT NULL, distribution_column text);
GRANT SELECT ON pg_catalog.pg_dist_node, pg_catalog.pg_dist_partition TO PUBLIC;
INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
  SELECT 4200000000, 'citus', r.oid, 'pg_catalog'::regnamespace, false, '13.2-1' FROM pg_roles r WHERE r.rolname = current_user;

CREATE FUNCTION pg_catalog.stub_kind(relation oid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT CASE partmethod WHEN 'h' THEN 'distributed table' ELSE 'reference table' END
                     FROM pg_dist_partition WHERE logicalrelid = relation), 'local table') $$;

-- commands/create_distributed_table.c: what is refused of any table.
CREATE FUNCTION pg_catalog.stub_check_table(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = relation), 'MEMBER') THEN
    RAISE 'must be owner of table %', relation;
  END IF;
  IF stub_kind(relation) <> 'local table' THEN
    RAISE 'table "%" is already distributed', relation;
  END IF;
  IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = relation AND NOT tgisinternal) THEN
    RAISE 'cannot distribute relation "%" because it has triggers', relation;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_dist_node WHERE isactive AND shouldhaveshards) THEN
    RAISE 'no worker nodes are available for placing shards';
  END IF;
END $$;

CREATE FUNCTION pg_catalog.create_reference_table(table_name regclass) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE other regclass;
BEGIN
  PERFORM stub_check_table(table_name);
  -- A local table that refers to it would become a managed one with everything that hangs on it.
  SELECT conrelid INTO other FROM pg_constraint WHERE contype = 'f' AND confrelid = table_name AND conrelid <> table_name
     AND stub_kind(conrelid) = 'local table' LIMIT 1;
  IF other IS NOT NULL THEN
    RAISE 'stub: % would be added to the metadata with every table it is connected with', other;
  END IF;
  INSERT INTO pg_dist_partition VALUES (table_name, 'n', 't', 1, NULL);
END $$;

CREATE FUNCTION pg_catalog.create_distributed_table(table_name regclass, distribution_column text,
  distribution_type text DEFAULT 'hash', colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  place smallint; loose text; other oid; own_group int; key record;
BEGIN
  PERFORM stub_check_table(table_name);
  IF colocate_with NOT IN ('none', 'default') AND shard_count IS NOT NULL THEN
    RAISE 'Cannot use colocate_with with a table and shard_count at the same time';
  END IF;
  SELECT attnum INTO place FROM pg_attribute WHERE attrelid = table_name AND attname = distribution_column AND NOT attisdropped;
  IF place IS NULL THEN
    RAISE 'column "%" of relation "%" does not exist', distribution_column, table_name;
  END IF;
  -- commands/multi_copy.c and utils: the key of every unique index holds the distribution column.
  SELECT i.indexrelid::regclass::text INTO loose FROM pg_index i
   WHERE i.indrelid = table_name AND (i.indisunique OR i.indisexclusion) AND NOT place = ANY (i.indkey::int2[]);
  IF loose IS NOT NULL THEN
    RAISE 'cannot create constraint on "%": Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column (%)', table_name, loose;
  END IF;
  -- commands/foreign_constraint.c, from either side; a key to itself must hold the column in the same place.
  FOR key IN SELECT * FROM pg_constraint WHERE contype = 'f' AND (conrelid = table_name OR confrelid = table_name) LOOP
    IF key.conrelid <> key.confrelid AND key.confrelid = table_name AND stub_kind(key.conrelid) <> 'distributed table' THEN
      RAISE 'relation % is referenced by a foreign key from %: foreign keys from a % to a distributed table are not supported.',
        table_name, key.conrelid::regclass, stub_kind(key.conrelid);
    END IF;
    IF key.conrelid <> key.confrelid AND key.conrelid = table_name AND stub_kind(key.confrelid) = 'local table' THEN
      RAISE 'referenced table "%" must be a distributed table or a reference table', key.confrelid::regclass;
    END IF;
    IF key.conrelid = key.confrelid AND array_position(key.conkey, place) IS DISTINCT FROM array_position(key.confkey, place) THEN
      RAISE 'cannot create foreign key constraint: % without partition column in the same ordinal', key.conname;
    END IF;
  END LOOP;
  IF colocate_with = 'none' THEN
    SELECT coalesce(max(colocationid), 1) + 1 INTO own_group FROM pg_dist_partition;
  ELSE
    SELECT colocationid INTO own_group FROM pg_dist_partition WHERE logicalrelid = colocate_with::regclass AND partmethod = 'h';
    IF own_group IS NULL THEN
      RAISE 'relation % is not distributed', colocate_with;
    END IF;
  END IF;
  IF EXISTS (SELECT FROM pg_dist_partition p JOIN pg_attribute a ON a.attrelid = p.logicalrelid AND a.attname = p.distribution_column
              WHERE p.colocationid = own_group AND a.atttypid <> (SELECT atttypid FROM pg_attribute WHERE attrelid = table_name AND attnum = place)) THEN
    RAISE 'cannot colocate tables % and %: Distribution column types don''t match', colocate_with, table_name;
  END IF;
  INSERT INTO pg_dist_partition VALUES (table_name, 'h', 's', own_group, distribution_column);
END $$;

CREATE FUNCTION pg_catalog.create_distributed_function(function_name regprocedure) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;

CREATE FUNCTION pg_catalog.truncate_local_data_after_distributing_table(function_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF stub_kind(function_name) = 'local table' THEN
    RAISE 'supplied parameter is not a distributed relation';
  END IF;
  IF EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND confrelid = function_name AND conrelid <> function_name
              AND stub_kind(conrelid) = 'local table') THEN
    RAISE 'cannot truncate a table referenced in a foreign key constraint by a local table';
  END IF;
END $$;

-- What ALTER TABLE … ADD CONSTRAINT is refused for, looked at after it.
CREATE FUNCTION pg_catalog.stub_refused_key() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT k.conrelid::regclass || ': ' || k.conname || ': ' || CASE
      WHEN stub_kind(k.conrelid) <> 'distributed table' AND stub_kind(k.confrelid) = 'distributed table'
        THEN 'cannot create foreign key constraint since foreign keys from reference tables and local tables to distributed tables are not supported'
      WHEN stub_kind(k.confrelid) = 'local table' THEN 'referenced table must be a distributed table or a reference table'
      WHEN own.colocationid <> other.colocationid THEN 'relations are not colocated or not referencing a reference table'
      ELSE 'partition column in the same ordinal in the both tables' END
    FROM pg_constraint k
    LEFT JOIN pg_dist_partition own ON own.logicalrelid = k.conrelid
    LEFT JOIN pg_dist_partition other ON other.logicalrelid = k.confrelid
   WHERE k.contype = 'f' AND (own.logicalrelid IS NOT NULL OR other.logicalrelid IS NOT NULL)
     AND NOT (own.partmethod IS NOT NULL AND other.partmethod = 'n')
     AND (own.colocationid IS DISTINCT FROM other.colocationid
       OR (SELECT array_position(k.conkey, a.attnum) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = own.distribution_column)
          IS DISTINCT FROM
          (SELECT array_position(k.confkey, a.attnum) FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attname = other.distribution_column))
   LIMIT 1 $$;
