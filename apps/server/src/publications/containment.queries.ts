/**
 * SQL of containments: where a text stands in all tables of a jurisdiction, and its removal where the application may
 * write. Tables and columns come from the database's own catalogue, never from a request. Append-only tables are counted
 * only; the operator clears them with the migrator's role.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type ContainmentPlace, removalMark } from '@mingcha/core/publications/containment.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';
import { placeOf } from '../platform/db/place.queries.ts';
import { tableMarks } from '../platform/db/roles.ts';
import { violatedConstraint } from '../platform/db/transaction.ts';
import { pageKey } from './page-key.ts';
import type { PublicationKey } from './publication.queries.ts';
import type { PublicationContainmentsTable } from './tables.ts';

export type StoredContainment = Selectable<PublicationContainmentsTable>;

interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly type: 'text' | 'jsonb' | 'text[]';
  readonly comment: string | null;
}

/** Every column of a business table that can hold words; one computed from others follows them. */
async function textColumns(tx: Tx): Promise<readonly TextColumn[]> {
  const found = await sql<TextColumn>`
    SELECT c.relname::text AS "table", a.attname::text AS "column", format_type(a.atttypid, NULL) AS type,
           obj_description(c.oid, 'pg_class') AS comment
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND format_type(a.atttypid, NULL) IN ('text', 'jsonb', 'text[]')
       AND EXISTS (SELECT 1 FROM pg_attribute j WHERE j.attrelid = c.oid AND j.attname = 'jurisdiction_id')
     ORDER BY c.relname, a.attnum`.execute(tx);
  return found.rows;
}

/** As a text stands inside a JSON column's own text. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const wordsOf = (column: TextColumn, text: string): string => (column.type === 'jsonb' ? inJson(text) : text);

function holds(column: TextColumn, texts: readonly string[]) {
  const name = sql.ref(column.column);
  const parts = texts.map((text) => sql`${name}::text LIKE ${likePart(wordsOf(column, text))}`);
  return sql`(${sql.join(parts, sql` OR `)})`;
}

/** Where any of the texts stands in a jurisdiction's rows; the ledger and every append-only table included. */
export async function placesOf(
  tx: Tx,
  jurisdictionId: string,
  texts: readonly string[],
): Promise<readonly ContainmentPlace[]> {
  const columns = await textColumns(tx);
  const places: ContainmentPlace[] = [];
  for (const [table, own] of Map.groupBy(columns, (each) => each.table)) {
    const counts = own.map(
      (each) => sql`count(*) FILTER (WHERE ${holds(each, texts)})::integer AS ${sql.ref(each.column)}`,
    );
    const found = await sql<Record<string, number>>`SELECT ${sql.join(counts)} FROM ${sql.table(table)}
      WHERE jurisdiction_id = ${jurisdictionId}`.execute(tx);
    const isLeft = tableMarks(own[0]?.comment ?? null).includes('append-only');
    for (const each of own) {
      const rows = found.rows[0]?.[each.column] ?? 0;
      if (rows > 0) places.push({ table, column: each.column, rows, isLeft });
    }
  }
  return places;
}

/**
 * Puts the mark in place of the texts in one column; false, and nothing changed, where the column's own constraints want
 * them: a name that must be unique, a code that others refer to. Call it for places that `placesOf` gave.
 */
export async function strikeTexts(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly place: ContainmentPlace;
    readonly texts: readonly string[];
  },
): Promise<boolean> {
  const column = (await textColumns(tx)).find(
    (each) => each.table === of.place.table && each.column === of.place.column,
  );
  if (column === undefined) throw new Error(`no column ${of.place.table}.${of.place.column}`);
  const name = sql.ref(column.column);
  let cleaned = sql`${name}::text`;
  for (const text of of.texts) cleaned = sql`replace(${cleaned}, ${wordsOf(column, text)}, ${removalMark})`;
  const typed = column.type === 'text' ? cleaned : sql`(${cleaned})::${sql.raw(column.type)}`;
  await sql`SAVEPOINT strike`.execute(tx);
  try {
    await sql`UPDATE ${sql.table(column.table)} SET ${name} = ${typed}
      WHERE jurisdiction_id = ${of.jurisdictionId} AND ${holds(column, of.texts)}`.execute(tx);
    await sql`RELEASE SAVEPOINT strike`.execute(tx);
    return true;
  } catch (error) {
    if (violatedConstraint(error) === null) throw error;
    await sql`ROLLBACK TO SAVEPOINT strike`.execute(tx);
    return false;
  }
}

/** Takes the texts of all versions out and keeps their digests; without their salt these tell nothing. */
export async function emptyPayloads(tx: Tx, key: PublicationKey, at: string): Promise<void> {
  await tx
    .updateTable('publication_payloads')
    .set({ payload: null, salt: null, ground: '', removed_at: at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .where('removed_at', 'is', null)
    .execute();
}

export async function insertContainment(
  tx: Tx,
  row: Insertable<PublicationContainmentsTable>,
): Promise<void> {
  await tx.insertInto('publication_containments').values(row).execute();
}

export async function containmentById(tx: Tx, id: string): Promise<StoredContainment | undefined> {
  const place = await placeOf(tx, 'publication_containments', id);
  if (place === undefined) return undefined;
  return tx
    .selectFrom('publication_containments')
    .selectAll()
    .where('jurisdiction_id', '=', place)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether a containment of this record is not confirmed yet. */
export async function hasOpenContainment(tx: Tx, key: PublicationKey): Promise<boolean> {
  const row = await tx
    .selectFrom('publication_containments')
    .select('id')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .where('state', '<>', 'removed')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function saveContainment(
  tx: Tx,
  row: StoredContainment,
  change: Partial<Insertable<PublicationContainmentsTable>>,
): Promise<void> {
  await tx
    .updateTable('publication_containments')
    .set({ ...change, row_version: row.row_version + 1 })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

export async function containmentPage(
  tx: Tx,
  actor: Actor,
  page: { readonly after: string | undefined; readonly limit: number },
) {
  const after = pageKey(page.after);
  const isAuditor = actor.roles.includes('auditor');
  return tx
    .selectFrom('publication_containments as c')
    .innerJoin('publications as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('p.id', '=', 'c.publication_id'),
    )
    .selectAll('c')
    .select('p.task_number')
    .$if(isAuditor, (q) => q.where('c.jurisdiction_id', '=', actor.jurisdictionId))
    .$if(!isAuditor, (q) => q.where('c.agency_id', '=', actor.agencyId))
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(c.contained_at, c.id) < (${after?.first}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('c.contained_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** The jurisdiction of a division code; undefined when the installation has none. */
export async function jurisdictionOfDivision(tx: Tx, divisionCode: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('jurisdictions')
    .select('id')
    .where('division_code', '=', divisionCode)
    .executeTakeFirst();
  return row?.id;
}
