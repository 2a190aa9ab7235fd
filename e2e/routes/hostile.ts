/**
 * Hostile texts in everything that people can have written (W-01): names, notes, addresses, file names, in columns and within
 * documents, put straight into the database behind every check of input. What then is shown must stay text.
 */
import { join } from 'node:path';
import pg from 'pg';
import { joinEmbedded } from '../../apps/server/src/platform/db/embedded.ts';
import { silentLog } from '../../apps/server/src/platform/log.ts';
import type { RunningServer } from '../support/running-server.ts';

/** Where it runs, `mingchaHit` is called or the mark is an element of the page. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror=mingchaHit()>',
  '<svg onload=mingchaHit()>',
  '"><script>mingchaHit()</script>',
  "'-mingchaHit()-'",
  'javascript:mingchaHit()',
  '</title><x-hit>',
  '<a href=javascript:mingchaHit()>a',
  '＜img onerror=1＞\u202e\u2066\u200b',
  '&lt;x-hit&gt;&#60;x-hit&#62;',
  '{{mingchaHit()}}${mingchaHit()}',
  '--><x-hit>',
  '\\u003cx-hit\\u003e\u2028',
  '<iframe srcdoc=<x-hit>>',
  '" onmouseover="mingchaHit()',
  '</textarea><x-hit>',
  '<style>@import"//x-hit.test"</style>',
];

export interface Planted {
  readonly values: number;
  readonly columns: number;
  /** Columns whose form takes no such text. */
  readonly refused: readonly string[];
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** What was written once and is proved by digests: a changed row there is damage and not a text that somebody wrote. */
const proved = /^(?:ledger|schema_migrations|migrations)/;

/** Read back by the schema that it was written by, which bounds the lengths of its texts: longer ones cannot stand there. */
const bounded: ReadonlySet<string> = new Set(['draws.settings']);

const columnsQuery = `
  SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
   WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
     AND c.data_type IN ('text', 'jsonb', 'ARRAY') AND c.udt_name IN ('text', 'jsonb', '_text')
   ORDER BY 1, 2`;

/** Each Chinese text, or each within a document, gets one of the hostile texts behind it; which one changes from row to row. */
function plantingSql({ table, column, type }: Column): string {
  const [t, c] = [pg.escapeIdentifier(table), pg.escapeIdentifier(column)];
  const chosen = `($1::text[])[1 + abs(hashtext(${c}::text)) % cardinality($1::text[])]`;
  // A document kept as text is proved by its digest.
  if (type === 'text')
    return `UPDATE ${t} SET ${c} = ${c} || ${chosen} WHERE ${c} ~ '[一-龥]' AND ${c} !~ '^[[{]'`;
  if (type === 'ARRAY')
    return `UPDATE ${t} SET ${c} = (SELECT array_agg(e || ${chosen}) FROM unnest(${c}) e) WHERE ${c}::text ~ '[一-龥]'`;
  // A name of a member is followed by a colon; words as short as a unit have forms that their readers hold to.
  const escaped = `replace(btrim(to_jsonb(${chosen})::text, '"'), '\\', '\\\\')`;
  const strings = `'"(?=[^"]{7})((?:[^"\\\\]|\\\\.)*[一-龥](?:[^"\\\\]|\\\\.)*)"(?!:)'`;
  return `UPDATE ${t} SET ${c} = regexp_replace(${c}::text, ${strings}, '"\\1' || ${escaped} || '"', 'g')::jsonb WHERE ${c}::text ~ '[一-龥]'`;
}

/** Plants while the server runs. */
export async function plantHostile(server: RunningServer): Promise<Planted> {
  const { migratorUrl } = await joinEmbedded(join(server.folder, 'data'), silentLog);
  const client = new pg.Client({ connectionString: migratorUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Column>(columnsQuery);
    const wanted = rows.filter(
      ({ table, column }) => !proved.test(table) && !bounded.has(`${table}.${column}`),
    );
    await client.query('BEGIN');
    for (const table of new Set(wanted.map((one) => one.table)))
      await client.query(`ALTER TABLE ${pg.escapeIdentifier(table)} DISABLE TRIGGER USER`);
    const planted = { values: 0, columns: 0, refused: [] as string[] };
    for (const column of wanted) {
      const count = await tryPlanting(client, column);
      if (count === null) planted.refused.push(`${column.table}.${column.column}`);
      else if (count > 0) {
        planted.values += count;
        planted.columns += 1;
      }
    }
    for (const table of new Set(wanted.map((one) => one.table)))
      await client.query(`ALTER TABLE ${pg.escapeIdentifier(table)} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
    return planted;
  } finally {
    await client.end();
  }
}

/** Rows changed; null where the column's form refuses the text. */
async function tryPlanting(client: pg.Client, column: Column): Promise<number | null> {
  await client.query('SAVEPOINT planting');
  try {
    const { rowCount } = await client.query(plantingSql(column), [hostileTexts]);
    return rowCount ?? 0;
  } catch {
    await client.query('ROLLBACK TO SAVEPOINT planting');
    return null;
  }
}
