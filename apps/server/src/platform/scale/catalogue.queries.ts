/**
 * What the catalogue of a database says about distribution: tables with their class, keys, functions, and how far a
 * cluster already is. Reads only. The class of a table stands in its comment (`local: …`, `reference: …`); without such a
 * mark it is distributed by jurisdiction_id.
 */
import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import { tableMarks } from '../db/roles.ts';

export type TableClass = 'reference' | 'local' | 'distributed';

export interface TableFacts {
  readonly name: string;
  readonly class: TableClass;
  readonly isAppendOnly: boolean;
  /** Type of `jurisdiction_id` with its NOT NULL, such as `uuid NOT NULL`; null without the column. */
  readonly jurisdiction: string | null;
  /** What a cluster refuses on a distributed table: triggers, rules, identity columns and sequences, by name. */
  readonly ownWork: readonly string[];
  /** Unique indexes and primary keys with their first column. */
  readonly uniques: readonly { readonly name: string; readonly first: string | null }[];
  /** Stands on a cluster already. */
  readonly isPlaced: boolean;
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly target: string;
  /** `FOREIGN KEY (…) REFERENCES public.… (…)`. */
  readonly definition: string;
  /** Pairs of columns in their order, `own=other`. */
  readonly columns: readonly string[];
  /** As `pg_constraint` says it: `a` takes no action. */
  readonly onDelete: string;
}

export interface AsideKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  readonly returns: boolean;
}

export interface ScaleCatalogue {
  readonly tables: readonly TableFacts[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly aside: readonly AsideKey[];
  /** Functions of ours with their argument types, such as `public.bigrams(text)`. */
  readonly functions: readonly string[];
  /** Tables that hold rows. */
  readonly filled: ReadonlySet<string>;
  readonly cluster: Cluster | null;
}

/** A database with the extension. */
export interface Cluster {
  readonly version: string;
  readonly workers: number;
  readonly knowsCoordinator: boolean;
}

interface TableRow {
  readonly name: string;
  readonly comment: string | null;
  readonly jurisdiction: string | null;
  readonly ownWork: readonly string[];
  readonly uniques: readonly { readonly name: string; readonly first: string | null }[];
}

/** Reads everything. `db` is a login that owns the schema. */
export async function scaleCatalogue(db: Database): Promise<ScaleCatalogue> {
  return db.transaction().execute(catalogueIn);
}

/** The same inside a transaction, of which it alters the search path. */
export async function catalogueIn(tx: Tx): Promise<ScaleCatalogue> {
  // Definitions then name the schema of every table.
  await sql`SET LOCAL search_path TO pg_catalog`.execute(tx);
  const cluster = await clusterOf(tx);
  const placed = await placedTables(tx, cluster);
  const tables = (await tableRows(tx)).map((row) => factsOf(row, placed));
  return {
    tables,
    foreignKeys: await foreignKeysOf(tx),
    aside: await asideOf(tx),
    functions: await functionsOf(tx),
    filled: await filledOf(
      tx,
      tables.filter((one) => !one.isPlaced).map((one) => one.name),
    ),
    cluster,
  };
}

function factsOf({ comment, ...row }: TableRow, placed: ReadonlySet<string>): TableFacts {
  const marks = tableMarks(comment);
  const kind = marks.includes('local') ? 'local' : marks.includes('reference') ? 'reference' : 'distributed';
  return { ...row, class: kind, isAppendOnly: marks.includes('append-only'), isPlaced: placed.has(row.name) };
}

async function clusterOf(tx: Tx): Promise<Cluster | null> {
  const found = await sql<{ version: string | null }>`
    SELECT extversion AS version FROM pg_extension WHERE extname LIKE 'citus%' AND extname <> 'citus_columnar'
     ORDER BY extname LIMIT 1`.execute(tx);
  const version = found.rows[0]?.version;
  if (version === undefined || version === null) return null;
  const nodes = await sql<{ workers: number; coordinator: boolean }>`
    SELECT count(*) FILTER (WHERE isactive AND shouldhaveshards)::int AS workers,
           coalesce(bool_or(groupid = 0), false) AS coordinator FROM pg_dist_node`.execute(tx);
  const { workers = 0, coordinator = false } = nodes.rows[0] ?? {};
  return { version, workers, knowsCoordinator: coordinator };
}

async function placedTables(tx: Tx, cluster: Cluster | null): Promise<ReadonlySet<string>> {
  if (cluster === null) return new Set();
  // `n` without a colocation group of its own and with replication model `s` would be a managed local table.
  const found = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid
     WHERE c.relnamespace = 'public'::regnamespace AND (p.partmethod = 'h' OR p.repmodel = 't')`.execute(tx);
  return new Set(found.rows.map((row) => row.name));
}

async function tableRows(tx: Tx): Promise<readonly TableRow[]> {
  const found = await sql<TableRow>`
    SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
           (SELECT format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
              FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'jurisdiction_id' AND NOT a.attisdropped) AS jurisdiction,
           ARRAY(SELECT 'trigger ' || t.tgname FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
                 UNION ALL SELECT 'rule ' || r.rulename FROM pg_rewrite r WHERE r.ev_class = c.oid
                 UNION ALL SELECT 'identity ' || a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attidentity <> ''
                 UNION ALL SELECT 'sequence of ' || a.attname FROM pg_attribute a
                             JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                            WHERE a.attrelid = c.oid AND pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%'
                 UNION ALL SELECT 'partition' WHERE c.relispartition OR c.relkind = 'p'
                 UNION ALL SELECT 'exclusion ' || k.conname FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'x'
                 ) AS "ownWork",
           coalesce((SELECT json_agg(json_build_object('name', i.relname, 'first', a.attname) ORDER BY i.relname)
              FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
             WHERE x.indrelid = c.oid AND x.indisunique), '[]') AS uniques
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     ORDER BY c.relname COLLATE "C"`.execute(tx);
  return found.rows;
}

async function foreignKeysOf(tx: Tx): Promise<readonly ForeignKey[]> {
  const found = await sql<ForeignKey>`
    SELECT c.relname AS table, k.conname AS name, f.relname AS target, pg_get_constraintdef(k.oid) AS definition,
           k.confdeltype::text AS "onDelete",
           ARRAY(SELECT own.attname || '=' || other.attname
                   FROM unnest(k.conkey, k.confkey) WITH ORDINALITY AS pair (here, there, place)
                   JOIN pg_attribute own ON own.attrelid = k.conrelid AND own.attnum = pair.here
                   JOIN pg_attribute other ON other.attrelid = k.confrelid AND other.attnum = pair.there
                  ORDER BY place) AS columns
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
     WHERE c.relnamespace = 'public'::regnamespace AND k.contype = 'f'
     ORDER BY c.relname COLLATE "C", k.conname COLLATE "C"`.execute(tx);
  return found.rows;
}

async function asideOf(tx: Tx): Promise<readonly AsideKey[]> {
  const found = await sql<AsideKey>`
    SELECT table_name AS table, name, definition, returns FROM public.foreign_keys_aside
     ORDER BY table_name, name`.execute(tx);
  return found.rows;
}

async function functionsOf(tx: Tx): Promise<readonly string[]> {
  const found = await sql<{ name: string }>`
    SELECT p.oid::regprocedure::text AS name FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
     ORDER BY p.proname COLLATE "C"`.execute(tx);
  return found.rows.map((row) => row.name);
}

async function filledOf(tx: Tx, tables: readonly string[]): Promise<ReadonlySet<string>> {
  if (tables.length === 0) return new Set();
  const each = tables.map(
    (name) => sql`SELECT ${name}::text AS name WHERE EXISTS (SELECT FROM ${sql.table(`public.${name}`)})`,
  );
  const found = await sql<{ name: string }>`${sql.join(each, sql` UNION ALL `)}`.execute(tx);
  return new Set(found.rows.map((row) => row.name));
}

/** Rows of a table that a foreign key set aside for good would refuse: the same question, asked by hand. */
export async function countOrphans(db: Database, key: AsideKey): Promise<number> {
  const match = /^FOREIGN KEY \(([^)]+)\) REFERENCES (\S+?)\s?\(([^)]+)\)/.exec(key.definition);
  if (match === null) throw new Error(`cannot read ${key.definition}`);
  const [, own = '', target = '', other = ''] = match;
  const names = (text: string) => text.split(', ');
  const equal = names(own).map(
    (column, i) => sql`b.${sql.ref(names(other)[i] ?? '')} = a.${sql.ref(column)}`,
  );
  const given = names(own).map((column) => sql`a.${sql.ref(column)} IS NOT NULL`);
  const found = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM ${sql.table(`public.${key.table}`)} AS a
    WHERE ${sql.join(given, sql` AND `)}
      AND NOT EXISTS (SELECT FROM ${sql.table(target)} AS b WHERE ${sql.join(equal, sql` AND `)})`.execute(
    db,
  );
  return found.rows[0]?.count ?? 0;
}

/** Sends one statement of the plan. */
export async function runStatement(db: Database, statement: string): Promise<void> {
  await sql.raw(statement).execute(db);
}
