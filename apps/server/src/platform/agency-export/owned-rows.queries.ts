/**
 * SQL of reading what is one agency's, table by table, out of one snapshot. It knows tables by their holdings only; every
 * statement reads, and every condition stays within the jurisdiction.
 */
import pg from 'pg';
import type { Connection } from '../backup/export.queries.ts';
import type { Rule } from './holding.ts';
import { digestColumns, fileColumns, holdings } from './holdings.ts';

/** Whose rows. */
export interface Owner {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  /** What is kept back until later than this is left out. */
  readonly now: string;
}

export interface ColumnFacts {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** `table` that a foreign key of this column leads to, or empty. */
  readonly refersTo: string;
  /** Values that a check allows, as PostgreSQL writes them, or empty. */
  readonly allowed: string;
}

/** Columns of every table, in order. */
export async function columnFacts(client: Connection): Promise<readonly ColumnFacts[]> {
  const found = await client.query<ColumnFacts>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
            a.attnotnull AS required,
            coalesce((SELECT string_agg(DISTINCT f.relname, ' ') FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
              WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conkey[least(2, cardinality(k.conkey))] = a.attnum), '') AS "refersTo",
            coalesce((SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k
              WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]), '') AS allowed
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      ORDER BY c.relname COLLATE "C", a.attnum`,
  );
  return found.rows;
}

const id = (name: string) => pg.escapeIdentifier(name);
/** PostgreSQL counts and looks up what a cursor cannot be given as a parameter. */
const uuidOf = (text: string) => `${pg.escapeLiteral(text)}::uuid`;

/** The condition under which a row of `alias` is the owner's. */
export function conditionOf(rule: Rule, alias: string, owner: Owner): string {
  const within = `${alias}.jurisdiction_id = ${uuidOf(owner.jurisdictionId)}`;
  switch (rule.is) {
    case 'agency':
      return `(${within} AND ${alias}.${id(rule.column)} = ${uuidOf(owner.agencyId)})`;
    case 'common':
      return within;
    case 'place':
      return `${alias}.id = ${uuidOf(owner.jurisdictionId)}`;
    case 'past':
      return `coalesce(${alias}.${id(rule.column)} <= ${pg.escapeLiteral(owner.now)}::timestamptz, true)`;
    case 'oneOf':
      return `${alias}.${id(rule.column)} IN (${rule.values.map((one) => pg.escapeLiteral(one)).join(', ')})`;
    case 'any':
    case 'all':
      return `(${rule.of.map((one) => conditionOf(one, alias, owner)).join(rule.is === 'any' ? ' OR ' : ' AND ')})`;
    case 'named':
      return `(${within} AND ${alias}.id IN (${namedFiles(owner)}))`;
    case 'through':
      return throughOf(rule, alias, owner);
  }
}

function throughOf(rule: Extract<Rule, { is: 'through' }>, alias: string, owner: Owner): string {
  const parent = `${alias}p`;
  const where = conditionOf(rule.where ?? ruleOf(rule.table), parent, owner);
  return `(${alias}.jurisdiction_id = ${uuidOf(owner.jurisdictionId)} AND ${alias}.${id(rule.column)} IN (
    SELECT ${parent}.${id(rule.target)} FROM ${id(rule.table)} ${parent}
     WHERE ${parent}.jurisdiction_id = ${uuidOf(owner.jurisdictionId)} AND ${where}))`;
}

export function ruleOf(table: string): Rule {
  const holding = holdings[table];
  if (holding === undefined || holding.kind === 'never') throw new Error(`${table} is not exported`);
  return holding.rule;
}

function namedFiles(owner: Owner): string {
  return fileColumns
    .map(
      ([table, column]) =>
        `SELECT f.${id(column)} FROM ${id(table)} f
          WHERE f.${id(column)} IS NOT NULL AND ${conditionOf(ruleOf(table), 'f', owner)}`,
    )
    .join(' UNION ');
}

export type Cell = string | null;
const rowsAtOnce = 500;

/** The owner's rows of a table, every value as text (bytes as hex, lists as JSON), by primary key of the catalogue's order. */
export async function* ownedRows(
  client: Connection,
  columns: readonly ColumnFacts[],
  owner: Owner,
): AsyncGenerator<readonly Cell[]> {
  const table = columns[0]?.table ?? '';
  const list = columns.map((column) => textOf(column)).join(', ');
  yield* fetched(
    client,
    `SELECT ${list} FROM ${id(table)} t WHERE ${conditionOf(ruleOf(table), 't', owner)} ORDER BY ${orderOf(columns)}`,
  );
}

function orderOf(columns: readonly ColumnFacts[]): string {
  const keys = columns
    .filter(({ name }) => name === 'id' || name === 'seq')
    .map(({ name }) => `t.${id(name)}`);
  return keys.length > 0 ? keys.join(', ') : '1';
}

function textOf({ name, type }: ColumnFacts): string {
  const column = `t.${id(name)}`;
  if (type === 'bytea') return `encode(${column}, 'hex')`;
  return type.endsWith('[]') ? `to_jsonb(${column})::text` : `${column}::text`;
}

async function* fetched(client: Connection, statement: string): AsyncGenerator<readonly Cell[]> {
  await client.query(`DECLARE owned NO SCROLL CURSOR FOR ${statement}`);
  try {
    for (;;) {
      const { rows } = await client.query<Cell[]>({
        text: `FETCH ${rowsAtOnce} FROM owned`,
        rowMode: 'array',
      });
      if (rows.length === 0) return;
      yield* rows;
    }
  } finally {
    await client.query('CLOSE owned').catch(() => undefined);
  }
}

export interface Attachment {
  readonly sha256: string;
  /** As it was called; empty where nobody named it. */
  readonly name: string;
  readonly contentType: string;
  /** Where it is named, for example `files`. */
  readonly table: string;
}

/** Each content once, under the name it was first given. */
export async function attachmentsOf(client: Connection, owner: Owner): Promise<readonly Attachment[]> {
  const named = digestColumns.map(({ table, column, name }) => {
    const called = name === null ? `''` : `t.${id(name)}`;
    return `SELECT t.${id(column)}, ${called}, '', ${pg.escapeLiteral(table)} FROM ${id(table)} t
             WHERE t.${id(column)} IS NOT NULL AND ${conditionOf(ruleOf(table), 't', owner)}`;
  });
  const found = await client.query<Attachment>(
    `SELECT DISTINCT ON (sha256) sha256, name, "contentType", "table" FROM (
       SELECT t.sha256, t.file_name AS name, t.content_type AS "contentType", 'files' AS "table" FROM files t
        WHERE ${conditionOf(ruleOf('files'), 't', owner)}
       UNION ALL ${named.join(' UNION ALL ')}) AS all_files
      WHERE sha256 <> '' ORDER BY sha256, (name = ''), name`,
  );
  return found.rows;
}
