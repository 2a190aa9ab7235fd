/** Reads the catalogue of a migrated database and holds every table to the rules of the house. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { tableMarks } from './roles.ts';
import { createTestDatabase } from './test-database.ts';

const database = await createTestDatabase();
after(() => database.drop());

interface TableFacts {
  readonly name: string;
  readonly comment: string | null;
  readonly columns: readonly string[];
}
interface KeyFacts {
  readonly table: string;
  readonly name: string;
  readonly kind: 'p' | 'u' | 'f' | 'c';
  readonly first: string | null;
  readonly target: string | null;
}

async function tablesOf(db: Database): Promise<readonly TableFacts[]> {
  const found = await sql<TableFacts>`
    SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
           array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     GROUP BY c.oid, c.relname ORDER BY c.relname`.execute(db);
  return found.rows;
}

async function keysOf(db: Database): Promise<readonly KeyFacts[]> {
  const found = await sql<KeyFacts>`
    SELECT c.relname AS table, k.conname AS name, k.contype AS kind, a.attname AS first, f.relname AS target
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      LEFT JOIN pg_class f ON f.oid = k.confrelid
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
     WHERE c.relnamespace = 'public'::regnamespace AND k.contype IN ('p', 'u', 'f', 'c')`.execute(db);
  return found.rows;
}

const tables = await tablesOf(database.owner);
const keys = await keysOf(database.owner);
const shared = new Set(
  tables
    .filter((one) => tableMarks(one.comment).some((mark) => mark === 'local' || mark === 'reference'))
    .map((one) => one.name),
);
const business = tables.filter((one) => !shared.has(one.name));
console.log(`# ${tables.length} tables, ${business.length} of them business tables, ${keys.length} keys`);

test('the catalogue was read: there are tables and keys', () => {
  assert.ok(business.length >= 10 && keys.length >= 30);
});

test('every business table carries jurisdiction_id and leads each key with it', () => {
  const without = business.filter((one) => !one.columns.includes('jurisdiction_id')).map((one) => one.name);
  const loose = keys
    .filter((key) => key.kind !== 'c' && !shared.has(key.table))
    .filter((key) => key.first !== 'jurisdiction_id' && !(key.kind === 'f' && shared.has(key.target ?? '')))
    .map((key) => key.name);
  assert.deepEqual({ without, loose }, { without: [], loose: [] });
});

test('every table has a primary key', () => {
  const named = new Set(keys.filter((key) => key.kind === 'p').map((key) => key.table));
  assert.deepEqual(
    tables.filter((one) => !named.has(one.name)).map((one) => one.name),
    [],
  );
});

test('every constraint is named by hand: pk_, uq_, fk_, ck_', () => {
  const prefix = { p: 'pk_', u: 'uq_', f: 'fk_', c: 'ck_' };
  assert.deepEqual(
    keys.filter((key) => !key.name.startsWith(prefix[key.kind])).map((key) => key.name),
    [],
  );
});

test('every unique index of a business table leads with jurisdiction_id', async () => {
  const found = await sql<{ table: string; name: string; first: string | null }>`
    SELECT c.relname AS table, i.relname AS name, a.attname AS first
      FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
     WHERE c.relnamespace = 'public'::regnamespace AND x.indisunique`.execute(database.owner);
  const loose = found.rows.filter((row) => !shared.has(row.table) && row.first !== 'jurisdiction_id');
  assert.deepEqual(loose, []);
});

test('every text column of an index says COLLATE "C"', async () => {
  const found = await sql<{ name: string }>`
    SELECT DISTINCT i.relname AS name FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
      JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam
     CROSS JOIN LATERAL unnest(x.indcollation) AS used(collation_id)
     WHERE c.relnamespace = 'public'::regnamespace AND m.amname = 'btree'
       AND used.collation_id <> 0 AND used.collation_id <> '"C"'::regcollation`.execute(database.owner);
  assert.deepEqual(found.rows, []);
});

test('no trigger and no rule stands in the schema', async () => {
  const found = await sql`SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT rulename FROM pg_rules WHERE schemaname = 'public'`.execute(database.owner);
  assert.deepEqual(found.rows, []);
});

test('T-04 the application cannot update, delete or truncate any append-only table', async () => {
  const sealed = tables.filter((one) => tableMarks(one.comment).includes('append-only'));
  assert.ok(
    sealed.some((one) => one.name.startsWith('ledger')),
    'the ledger is append-only',
  );
  for (const table of sealed) {
    const name = sql.table(table.name);
    const column = sql.ref(table.columns[0] ?? '');
    const attempts = [
      sql`UPDATE ${name} SET ${column} = ${column}`,
      sql`DELETE FROM ${name}`,
      sql`TRUNCATE ${name}`,
      sql`DROP TABLE ${name}`,
      sql`ALTER TABLE ${name} ADD planted int`,
      sql`CREATE TRIGGER planted BEFORE INSERT ON ${name} EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    ];
    for (const attempt of attempts) await assert.rejects(attempt.execute(database.db), { code: '42501' });
    await sql`SELECT ${column} FROM ${name} LIMIT 1`.execute(database.db);
    // PostgreSQL answers a GRANT without the right to it with a warning only; it must not have changed anything.
    await sql`GRANT UPDATE, DELETE, TRUNCATE ON ${name} TO mingcha_app`.execute(database.db);
    const rights = sql<{
      any: boolean;
    }>`SELECT has_table_privilege(${table.name}, 'UPDATE, DELETE, TRUNCATE') AS any`;
    assert.deepEqual((await rights.execute(database.db)).rows, [{ any: false }]);
  }
});

test('T-04 the application owns nothing and can become nobody else', async () => {
  const { rows } = await sql<{ super: boolean; owned: bigint; member: boolean }>`
    SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls AS super,
           (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned,
           pg_has_role(r.oid, 'mingcha_migrator', 'MEMBER') AS member
      FROM pg_roles r WHERE rolname = current_user`.execute(database.db);
  assert.deepEqual(rows, [{ super: false, owned: 0n, member: false }]);
  await assert.rejects(sql`CREATE TABLE planted (id int)`.execute(database.db), { code: '42501' });
  await assert.rejects(sql`UPDATE schema_migrations SET checksum = ''`.execute(database.db), {
    code: '42501',
  });
});
