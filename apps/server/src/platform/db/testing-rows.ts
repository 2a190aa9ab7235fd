/**
 * For tests: a few rows in every table of a database of any version, made from its own catalogue: types, keys, checks. Values
 * that a check refuses are replaced by others until it takes them. And a ledger that verifies, with that version's columns.
 */
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { encodeEntry, entryHash } from '../ledger/entry.ts';
import { appendLeaf } from '../ledger/frontier.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
}

interface ForeignKey {
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly keys: readonly ForeignKey[];
  /** Texts of its checks. */
  readonly checks: readonly string[];
}

type Row = Record<string, unknown>;

export interface Filled {
  /** Tables that got rows now. */
  readonly tables: readonly string[];
  /** Tables whose checks no row was found for. */
  readonly left: readonly string[];
}

const ledgerTables: ReadonlySet<string> = new Set(['ledger_heads', 'ledger_events', 'ledger_checkpoints']);
const ownTables: ReadonlySet<string> = new Set(['schema_migrations', ...ledgerTables]);
const attempts = 600;

/** Puts two rows into each table that has none. `seed` chooses among the values. */
export async function fillEmptyTables(client: pg.Client, seed: string): Promise<Filled> {
  const chance = chanceOf(seed);
  const tables = inOrder(await tablesOf(client)).filter((table) => !ownTables.has(table.name));
  const filled: string[] = [];
  const left: string[] = [];
  for (const table of tables) {
    if ((await rowsOf(client, table.name)).length > 0) continue;
    const first = await insertRow(client, table, chance);
    if (first) await insertRow(client, table, chance);
    (first ? filled : left).push(table.name);
  }
  return { tables: filled, left };
}

async function tablesOf(client: pg.Client): Promise<readonly Table[]> {
  const columns = await client.query<Column & { table: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
            a.attnotnull AS "isRequired",
            a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) NOT LIKE '%current_setting%', false) AS "hasDefault"
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attgenerated = '' AND a.attidentity <> 'a'
      ORDER BY c.relname, a.attnum`,
  );
  const keys = await client.query<ForeignKey & { table: string; type: string; text: string }>(
    `SELECT c.conrelid::regclass::text AS table, c.contype AS type, pg_get_constraintdef(c.oid) AS text,
            coalesce(c.confrelid::regclass::text, '') AS target,
            ARRAY(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a
                     ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.i) AS columns,
            ARRAY(SELECT attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a
                     ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.i) AS "targetColumns"
       FROM pg_constraint c WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('f', 'c')`,
  );
  const names = [...new Set(columns.rows.map((row) => row.table))];
  return names.map((name) => ({
    name,
    columns: columns.rows.filter((row) => row.table === name),
    keys: keys.rows.filter((row) => row.table === name && row.type === 'f'),
    checks: keys.rows.filter((row) => row.table === name && row.type === 'c').map((row) => row.text),
  }));
}

/** What is referred to comes first; in a circle, whoever is asked first. */
function inOrder(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const done = new Set<string>();
  const order: Table[] = [];
  const visit = (table: Table): void => {
    if (done.has(table.name)) return;
    done.add(table.name);
    for (const key of table.keys) {
      const target = byName.get(key.target);
      if (target !== undefined) visit(target);
    }
    order.push(table);
  };
  for (const table of tables) visit(table);
  return order;
}

type Chance = <T>(choices: readonly T[]) => T;

function chanceOf(seed: string): Chance {
  let counter = 0;
  return (choices) => {
    counter += 1;
    const value = createHash('sha256').update(`${seed} ${counter}`).digest().readUInt32BE(0);
    return choices[value % choices.length] as (typeof choices)[number];
  };
}

async function rowsOf(client: pg.Client, table: string): Promise<readonly Row[]> {
  return (await client.query<Row>(`SELECT * FROM ${table} LIMIT 5`)).rows;
}

async function insertRow(client: pg.Client, table: Table, chance: Chance): Promise<boolean> {
  const targets = new Map<string, readonly Row[]>();
  for (const key of table.keys) targets.set(key.target, await rowsOf(client, key.target));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = rowFor(table, { targets, chance, attempt });
    if (row === null) return false;
    const names = Object.keys(row);
    const places = names.map((_, i) => `$${i + 1}`).join(', ');
    try {
      await client.query(
        `INSERT INTO ${table.name} (${names.map((name) => pg.escapeIdentifier(name)).join(', ')}) VALUES (${places})`,
        Object.values(row),
      );
      return true;
    } catch (error) {
      // Refused by the data's rules: another try. Anything else is a fault of this generator.
      const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
      if (!/^2[23]/.test(code)) throw error;
    }
  }
  return false;
}

interface Making {
  readonly targets: ReadonlyMap<string, readonly Row[]>;
  readonly chance: Chance;
  readonly attempt: number;
}

/** Null where a needed row of another table is missing. */
function rowFor(table: Table, { targets, chance, attempt }: Making): Row | null {
  const row: Row = {};
  for (const column of table.columns) {
    if (column.hasDefault && chance([true, true, false])) continue;
    if (!column.isRequired && chance([true, attempt % 2 === 0])) row[column.name] = null;
    else row[column.name] = valueFor(column, table.checks, chance);
  }
  for (const key of table.keys) {
    const isNeeded = key.columns.every((name) =>
      table.columns.some((column) => column.name === name && column.isRequired),
    );
    const rows = targets.get(key.target) ?? [];
    if (rows.length === 0 && isNeeded) return null;
    const chosen = rows.length === 0 || (!isNeeded && chance([true, false])) ? null : chance(rows);
    for (const [i, name] of key.columns.entries()) {
      const isRequired = table.columns.some((column) => column.name === name && column.isRequired);
      if (chosen !== null) row[name] = chosen[key.targetColumns[i] ?? ''];
      else if (!isRequired) row[name] = null;
    }
  }
  return row;
}

/** Words and numbers of the checks that speak of the column, and plain values of its type. */
function valueFor({ name, type }: Column, checks: readonly string[], chance: Chance): unknown {
  const about = checks.filter((text) => new RegExp(`\\b${name}\\b`).test(text));
  const words = about.flatMap((text) =>
    [...text.matchAll(/'([^']*)'::(?:text|"char")/g)].map((m) => m[1] ?? ''),
  );
  const numbers = about.flatMap((text) =>
    [...text.matchAll(/(?<![\w.'])-?\d+(?![\w.'])/g)].map((m) => Number(m[0])),
  );
  if (type.endsWith('[]')) {
    const one = valueFor(
      { name, type: type.slice(0, -2), isRequired: true, hasDefault: false },
      checks,
      chance,
    );
    return chance([[], [one], [one]]);
  }
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'text':
    case 'character varying':
      return chance([
        ...words,
        ...words,
        ...words,
        'a word',
        '',
        '2026',
        '2026-11-23',
        'a'.repeat(64),
        '91130181MA0TEST00X',
      ]);
    case 'boolean':
      return chance([true, false]);
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'numeric':
    case 'double precision':
      return chance([...numbers, ...numbers.map((n) => n + 1), 0, 1, 2, 2026]);
    case 'date':
      return chance(['2026-01-01', '2026-11-23', '2026-12-31']);
    case 'timestamp with time zone':
      return chance(['2026-11-22T01:00:00Z', '2026-11-23T01:00:00Z', '2026-11-24T01:00:00Z']);
    case 'bytea':
      return chance([32, 64, 16, 0]) === 32 ? Buffer.alloc(32, 5) : Buffer.alloc(chance([64, 16, 12, 33]), 5);
    case 'json':
    case 'jsonb':
      return chance(['{}', '[]', ...words]);
    case 'time without time zone':
      return '09:00';
    default:
      throw new Error(`no value for ${name} ${type}`);
  }
}

/** A ledger of three entries for each jurisdiction without one. */
export async function fillLedgers(client: pg.Client): Promise<void> {
  const found = await client.query<{ id: string }>(
    'SELECT id FROM jurisdictions WHERE id NOT IN (SELECT jurisdiction_id FROM ledger_heads)',
  );
  for (const { id } of found.rows) await fillLedger(client, id);
}

async function fillLedger(client: pg.Client, jurisdiction: string): Promise<void> {
  let prev: Uint8Array = new Uint8Array(32);
  let frontier: Uint8Array = new Uint8Array(0);
  const at = '2026-11-23T01:00:00.000Z';
  for (let seq = 1; seq <= 3; seq += 1) {
    const subject = { kind: 'account', id: 'nobody' };
    const entry = encodeEntry({
      v: 1,
      jurisdiction,
      seq,
      prev: Buffer.from(prev).toString('hex'),
      at,
      type: 'session.started',
      actor: null,
      agency: null,
      subject,
      data: {},
    });
    const hash = entryHash(entry);
    await client.query(
      `INSERT INTO ledger_events (jurisdiction_id, seq, at, type, account_id, subject_kind, subject_id, entry, hash)
       VALUES ($1, $2, $3, 'session.started', NULL, $4, $5, $6, $7)`,
      [jurisdiction, seq, at, subject.kind, subject.id, entry, Buffer.from(hash)],
    );
    frontier = appendLeaf(frontier, seq - 1, hash);
    prev = hash;
  }
  await client.query(
    'INSERT INTO ledger_heads (jurisdiction_id, seq, hash, frontier, at) VALUES ($1, 3, $2, $3, $4)',
    [jurisdiction, Buffer.from(prev), Buffer.from(frontier), at],
  );
}

/**
 * Repeats the first row of a table under new ids until it has about `count` rows; `counted` are columns that count up. For sizes, not
 * for meaning.
 */
export async function multiplyRows(
  client: pg.Client,
  name: string,
  count: number,
  counted: readonly string[] = [],
): Promise<void> {
  const table = (await tablesOf(client)).find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  const columns = table.columns.map((column) => column.name);
  const values = table.columns.map((column) => {
    if (column.name === 'id') return 'gen_random_uuid()';
    return counted.includes(column.name) ? `(g + 10000)::${column.type}` : pg.escapeIdentifier(column.name);
  });
  await client.query(
    `INSERT INTO ${name} (${columns.map((one) => pg.escapeIdentifier(one)).join(', ')})
     SELECT ${values.join(', ')} FROM (SELECT * FROM ${name} LIMIT 1) one, generate_series(1, $1::int) g`,
    [count],
  );
}

/** Rows of every table. */
export async function rowCounts(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  const found = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  const counts = new Map<string, number>();
  for (const { name } of found.rows) {
    const counted = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${name}`);
    counts.set(name, Number(counted.rows[0]?.n ?? 0));
  }
  return counts;
}

/** One text for the whole schema: columns, constraints, indexes, functions, comments, what was applied. */
export async function schemaText(client: pg.Client): Promise<string> {
  const found = await client.query<{ line: string }>(
    `SELECT format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   pg_get_expr(d.adbin, d.adrelid)) AS line
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
     UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
     UNION ALL SELECT format('%s %s', c.oid::regclass, obj_description(c.oid, 'pg_class')) FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
     UNION ALL SELECT file FROM schema_migrations
     ORDER BY 1`,
  );
  return found.rows.map((row) => row.line).join('\n');
}
