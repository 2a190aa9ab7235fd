/** SQL of renewing sealed values: generic over the columns of `sealed-columns.ts`, run by the role that owns the schema. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { SealedColumn } from './sealed-columns.ts';
import { headerBytes } from './sealed-value.ts';

export interface KeyColumn {
  readonly name: string;
  /** As PostgreSQL writes it. */
  readonly type: string;
}

/** The columns of a table's primary key, in order. */
export async function keyColumns(tx: Tx, table: string): Promise<readonly KeyColumn[]> {
  const found = await sql<KeyColumn>`
    SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
      FROM pg_constraint k
     CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS part(number, place)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.number
     WHERE k.conrelid = ${`public.${table}`}::regclass AND k.contype = 'p' ORDER BY part.place`.execute(tx);
  return found.rows;
}

export interface SealedRow {
  /** The primary key, each part as text. */
  readonly key: readonly string[];
  readonly value: Uint8Array;
}

export interface Batch {
  readonly place: SealedColumn;
  readonly keys: readonly KeyColumn[];
  /** The key of the last row seen; null at the beginning. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

const keyTexts = (keys: readonly KeyColumn[]) =>
  sql`ARRAY[${sql.join(keys.map((key) => sql`${sql.ref(key.name)}::text`))}]`;
const keyTuple = (keys: readonly KeyColumn[]) => sql.join(keys.map((key) => sql.ref(key.name)));
const after = ({ keys, after: last }: Batch) =>
  last === null
    ? sql`true`
    : sql`(${keyTuple(keys)}) > (${sql.join(
        keys.map((key, i) => sql`${last[i] ?? ''}::${sql.raw(key.type)}`),
      )})`;

/** Values that do not begin with `header`, in the order of the primary key. */
export async function staleValues(tx: Tx, batch: Batch, header: Uint8Array): Promise<readonly SealedRow[]> {
  const { place, keys, limit } = batch;
  const column = sql.ref(place.column);
  const found = await sql<SealedRow>`
    SELECT ${keyTexts(keys)} AS key, ${column} AS value FROM ${sql.table(place.table)}
     WHERE ${column} IS NOT NULL AND substring(${column} FROM 1 FOR ${sql.lit(headerBytes)}) <> ${Buffer.from(header)}
       AND ${after(batch)} ORDER BY ${keyTuple(keys)} LIMIT ${sql.lit(limit)}`.execute(tx);
  return found.rows;
}

export interface Renewal {
  readonly key: readonly string[];
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Replaces values that are still what they were. Returns how many. */
export async function replaceValues(
  tx: Tx,
  of: Pick<Batch, 'place' | 'keys'>,
  renewals: readonly Renewal[],
): Promise<number> {
  const column = sql.ref(of.place.column);
  const names = of.keys.map((_, i) => sql.ref(`k${i}`));
  const arrays = of.keys.map((_, i) => sql`${renewals.map((one) => one.key[i] ?? '')}::text[]`);
  const same = of.keys.map(
    (key, i) => sql`t.${sql.ref(key.name)} = v.${sql.ref(`k${i}`)}::${sql.raw(key.type)}`,
  );
  const done = await sql`
    UPDATE ${sql.table(of.place.table)} AS t SET ${column} = v.renewed
      FROM unnest(${sql.join(arrays)}, ${renewals.map((one) => Buffer.from(one.before))}::bytea[],
                  ${renewals.map((one) => Buffer.from(one.after))}::bytea[]) AS v(${sql.join(names)}, known, renewed)
     WHERE ${sql.join(same, sql` AND `)} AND t.${column} = v.known`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}

/** How many values each header has, over one column; of version 1 only the first byte is header. */
export async function headerCounts(tx: Tx, place: SealedColumn) {
  const column = sql.ref(place.column);
  const found = await sql<{ header: Uint8Array; count: bigint }>`
    SELECT substring(${column} FROM 1 FOR CASE WHEN get_byte(${column}, 0) = 1 THEN 1 ELSE ${sql.lit(headerBytes)} END) AS header,
           count(*) AS count FROM ${sql.table(place.table)} WHERE ${column} IS NOT NULL GROUP BY 1`.execute(
    tx,
  );
  return found.rows;
}

export interface ClearRow {
  readonly key: readonly string[];
  readonly value: string;
}

/** Texts that still lie in the clear, at most `limit` of one jurisdiction, each locked against another conversion. */
export async function clearTexts(tx: Tx, of: Omit<Batch, 'after'>): Promise<readonly ClearRow[]> {
  const clear = sql.ref(of.place.clear ?? '');
  const table = sql.table(of.place.table);
  let where = sql<boolean>`${clear} <> ''`;
  if (of.keys[0]?.name === 'jurisdiction_id') {
    const first = await sql<{
      place: string;
    }>`SELECT jurisdiction_id AS place FROM ${table} WHERE ${where} LIMIT 1`.execute(tx);
    const place = first.rows[0]?.place;
    if (place === undefined) return [];
    where = sql<boolean>`jurisdiction_id = ${place} AND ${where}`;
  }
  const found = await sql<ClearRow>`
    SELECT ${keyTexts(of.keys)} AS key, ${clear} AS value FROM ${table}
     WHERE ${where} ORDER BY ${keyTuple(of.keys)} LIMIT ${sql.lit(of.limit)} FOR UPDATE`.execute(tx);
  return found.rows;
}

/** Puts sealed values in the place of texts in the clear. */
export async function sealTexts(
  tx: Tx,
  of: Pick<Batch, 'place' | 'keys'>,
  rows: readonly { readonly key: readonly string[]; readonly sealed: Uint8Array }[],
): Promise<void> {
  const names = of.keys.map((_, i) => sql.ref(`k${i}`));
  const arrays = of.keys.map((_, i) => sql`${rows.map((one) => one.key[i] ?? '')}::text[]`);
  const same = of.keys.map(
    (key, i) => sql`t.${sql.ref(key.name)} = v.${sql.ref(`k${i}`)}::${sql.raw(key.type)}`,
  );
  await sql`
    UPDATE ${sql.table(of.place.table)} AS t
       SET ${sql.ref(of.place.column)} = v.sealed, ${sql.ref(of.place.clear ?? '')} = ''
      FROM unnest(${sql.join(arrays)}, ${rows.map((one) => Buffer.from(one.sealed))}::bytea[])
           AS v(${sql.join(names)}, sealed)
     WHERE ${sql.join(same, sql` AND `)}`.execute(tx);
}
