/** The tables as the migrations leave them, read from the catalogue of a database that was just migrated. */
import pg from 'pg';
import { createTestDatabase } from '../apps/server/src/platform/db/test-database.ts';
import { heading } from './generate-routes.ts';

interface ColumnRow {
  readonly table: string;
  readonly comment: string | null;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

interface KeyRow {
  readonly table: string;
  readonly definition: string;
}

const columnsSql = `
  SELECT c.relname AS table, obj_description(c.oid, 'pg_class') AS comment, a.attname AS name,
         format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
   ORDER BY c.relname COLLATE "C", a.attnum`;

// PostgreSQL 18 also lists NOT NULL as constraints; the column says that already.
const keysSql = `
  SELECT c.relname AS table, k.conname || ': ' || pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE c.relnamespace = 'public'::regnamespace AND k.contype IN ('p', 'u', 'f', 'c')
   ORDER BY k.conname COLLATE "C"`;

export async function tablesDocument(): Promise<string> {
  const database = await createTestDatabase();
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  const columns = (await client.query<ColumnRow>(columnsSql)).rows;
  const keys = (await client.query<KeyRow>(keysSql)).rows;
  await client.end();
  await database.drop();
  const tables = [...new Set(columns.map((column) => column.table))];
  const sections = tables.map((table) => section(table, columns, keys));
  return ['# Tables', '', heading, '', `${tables.length} tables.`, '', ...sections].join('\n');
}

function section(table: string, columns: readonly ColumnRow[], keys: readonly KeyRow[]): string {
  const own = columns.filter((column) => column.table === table);
  const comment = own[0]?.comment;
  return [
    `## ${table}`,
    '',
    ...(comment === null || comment === undefined ? [] : [comment, '']),
    '| column | type | required |',
    '| --- | --- | --- |',
    ...own.map((column) => `| ${column.name} | ${column.type} | ${column.required ? 'yes' : ''} |`),
    '',
    ...keys.filter((key) => key.table === table).map((key) => `- \`${key.definition}\``),
    '',
  ].join('\n');
}
