/**
 * Three logins. The owner (a superuser, or whoever the operator gives) makes databases and roles; the migrator
 * owns the schema; the server runs as `mingcha_app`, which may read and write rows and nothing more, and
 * on append-only tables may only read and insert. What a table is stands in its comment:
 * `COMMENT ON TABLE ledger_events IS 'append-only: …'` (also `local`, `reference`, joined by a comma).
 */
import pg from 'pg';

export const appRole = 'mingcha_app';
export const migratorRole = 'mingcha_migrator';

/** The words before the colon of a table's comment; a comment without a colon is all words. */
export function tableMarks(comment: string | null): readonly string[] {
  const head = /^([a-z, -]+)(?::|$)/.exec(comment ?? '')?.[1];
  return head === undefined ? [] : head.split(',').map((word) => word.trim());
}

/** Makes a login, or gives an existing one this password. Must run as a role that may create roles. */
export async function ensureLogin(client: pg.Client, role: string, password: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  const name = pg.escapeIdentifier(role);
  const options = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  const secret = pg.escapeLiteral(password);
  // An existing role is given a password only: a managed server may not let us touch its attributes.
  await client.query(
    verb === 'CREATE'
      ? `CREATE ROLE ${name} ${options} PASSWORD ${secret}`
      : `ALTER ROLE ${name} PASSWORD ${secret}`,
  );
}

interface TableRow {
  readonly name: string;
  readonly comment: string | null;
  /** What `mingcha_app` holds, in alphabetical order; `PUBLIC` where everybody holds something. */
  readonly held: string;
}

/**
 * Gives `mingcha_app` what each table of schema `public` allows and takes away everything else. A table that has it so
 * already is left alone: on a cluster every GRANT goes to all shards.
 */
export async function grantToApp(client: pg.Client): Promise<void> {
  const tables = await client.query<TableRow>(
    `SELECT c.oid::regclass::text AS name, obj_description(c.oid, 'pg_class') AS comment,
            coalesce((SELECT string_agg(DISTINCT CASE given.grantee WHEN 0 THEN 'PUBLIC' ELSE given.privilege_type END, ', ')
                        FROM aclexplode(c.relacl) AS given
                       WHERE given.grantee IN (0, '${appRole}'::regrole)), '') AS held
       FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
      ORDER BY c.relname`,
  );
  await client.query(`GRANT USAGE ON SCHEMA public TO ${appRole}`);
  await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${appRole}`);
  for (const table of tables.rows.filter((one) => one.held !== inOrder(rightsOf(one)))) {
    await client.query(`REVOKE ALL ON ${table.name} FROM ${appRole}, PUBLIC`);
    await client.query(`GRANT ${rightsOf(table)} ON ${table.name} TO ${appRole}`);
  }
}

const inOrder = (rights: string): string => rights.split(', ').toSorted(byBytes).join(', ');
const byBytes = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function rightsOf(table: TableRow): string {
  if (table.name === 'schema_migrations') return 'SELECT';
  return tableMarks(table.comment).includes('append-only')
    ? 'SELECT, INSERT'
    : 'SELECT, INSERT, UPDATE, DELETE';
}
