/**
 * SQL of the object list: filters, search by part of a name or code, pages by (name COLLATE "C", id). At a million
 * objects no question may need much of the directory; `bench/objects-search.ts` measures each. Reads only.
 */
import { type ObjectFilter, ungraded } from '@mingcha/core/registers/object-api.ts';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Schema, Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';
import { ready } from '../platform/db/ready.ts';
import { type ListedObject, type ListedRow, listedColumns, type Page, type Scope } from './object.queries.ts';

type Where = ExpressionBuilder<Schema, 'objects'>;

/** As `search_text` has names and codes: without spaces and small letters. */
export function compared(text: string): string {
  return text.replaceAll(' ', '').toUpperCase();
}

/** Pairs of characters to ask the pair index for: all of a short text, enough of a long one, its end first. */
export function pairsOf(text: string): readonly string[] {
  const characters = [...text];
  const step = characters.length > 6 ? 2 : 1;
  const pairs: string[] = [];
  for (let i = characters.length - 2; i >= 0 && pairs.length < 6; i -= step)
    pairs.push(`${characters[i] ?? ''}${characters[i + 1] ?? ''}`);
  return pairs;
}

/** A part of a name or code, row by row. */
function contains(text: string) {
  const like = likePart(compared(text));
  return sql<boolean>`objects.search_text LIKE ${like}`;
}

/** The same through the pair index. */
function containsByPairs(text: string) {
  return sql<boolean>`${contains(text)} AND bigrams(objects.search_text) @> ${pairsOf(compared(text))}::text[]`;
}

/** One character is looked for at the beginning of names only. */
function isShort(text: string): boolean {
  return [...compared(text)].length < 2;
}

/** Names that begin with the text stand together in the index of names. */
function beginsWith(text: string) {
  return sql<boolean>`objects.name COLLATE "C" >= ${text} AND objects.name COLLATE "C" < ${`${text}\u{10ffff}`}`;
}

/** Everything that a filter asks for but its text. */
function conditions(eb: Where, scope: Scope, filter: ObjectFilter) {
  const all = [
    eb('objects.jurisdiction_id', '=', scope.jurisdictionId),
    eb('objects.agency_id', '=', scope.agencyId),
  ];
  if (filter.kind !== undefined) all.push(eb('objects.kind', '=', filter.kind));
  if (filter.riskLevel !== undefined) all.push(eb('objects.risk_level', '=', graded(filter.riskLevel)));
  if (filter.creditClass !== undefined) all.push(eb('objects.credit_class', '=', graded(filter.creditClass)));
  if (filter.grid !== undefined) all.push(eb('objects.grid', '=', filter.grid));
  if (filter.operatorObjectId !== undefined)
    all.push(eb('objects.operator_object_id', '=', filter.operatorObjectId));
  if (filter.status !== undefined) all.push(eb('objects.status', '=', filter.status));
  if (filter.industry !== undefined) all.push(eb('objects.industry', '=', filter.industry));
  if (filter.sectionId !== undefined) all.push(eb('objects.section_id', '=', filter.sectionId));
  const clauses = [eb.and(all)];
  if (filter.divisionCode !== undefined)
    clauses.push(eb.and([sql<boolean>`starts_with(objects.division_code, ${filter.divisionCode})`]));
  if (filter.tag !== undefined)
    clauses.push(eb.and([sql<boolean>`objects.tags @> ARRAY[${filter.tag}]::text[]`]));
  return eb.and([...clauses, ...deeperConditions(eb, filter)]);
}

/** The word of a filter for "not graded"; the column holds an empty text. */
const graded = (value: string): string => (value === ungraded ? '' : value);

/** Industry by the beginning of its code, a field of the kind, a themed directory. */
function deeperConditions(eb: Where, filter: ObjectFilter) {
  const clauses = [];
  if (filter.industryCode !== undefined)
    clauses.push(eb.and([sql<boolean>`starts_with(objects.industry_code, ${filter.industryCode})`]));
  if (filter.detail !== undefined) {
    const at = filter.detail.indexOf(':');
    const wanted = JSON.stringify({ [filter.detail.slice(0, at)]: filter.detail.slice(at + 1) });
    clauses.push(eb.and([sql<boolean>`objects.details @> ${wanted}::jsonb`]));
  }
  if (filter.directoryId !== undefined)
    clauses.push(
      eb.and([
        sql<boolean>`EXISTS (SELECT 1 FROM themed_entries e WHERE e.jurisdiction_id = objects.jurisdiction_id
          AND e.directory_id = ${filter.directoryId} AND e.object_id = objects.id)`,
      ]),
    );
  return clauses;
}

type Key = readonly string[] | null;
/** Percent of the table's pages that tell how frequent a text is: two thousand rows of a million. */
const sampleShare = 0.2;

interface Asked {
  readonly filter: ObjectFilter;
  readonly after: Key;
  readonly limit: number;
  /** With all columns and the operator's name; else what lists show. */
  readonly whole: boolean;
}

/** What looks like the beginning of a credit code: a whole town shares the first eight characters of its codes. */
function isCode(text: string): boolean {
  return /^[0-9A-Z]{4,18}$/.test(text);
}

/** Credit codes that begin with the text stand together in the index of codes. */
function codeBegins(code: string) {
  return sql<boolean>`(objects.uscc >= ${code} AND objects.uscc < ${`${code}a`})`;
}

/** Where the page after this row begins: after its code while codes are listed, else after its name. */
export function objectPageKey(row: Pick<ListedRow, 'id' | 'name' | 'uscc'>, text = ''): readonly string[] {
  const code = compared(text);
  const byCode = isCode(code) && row.uscc?.startsWith(code) === true;
  return byCode ? ['code', row.uscc ?? '', row.id] : [row.name, row.id];
}

/**
 * One row more than `limit`, so that the caller knows whether there is a next page. In order of name and id; with a
 * text, codes that begin with it come first in their order, then names that begin with it, then the others: a town's
 * name or code begins half of its rows and would hide nothing before. Pages go on from `objectPageKey`.
 */
export async function objectPage(
  tx: Tx,
  scope: Scope,
  options: { filter: ObjectFilter; page: Page },
): Promise<readonly ListedRow[]> {
  return pageOfObjects(tx, scope, { ...options, whole: false });
}

/** The same page with whole rows and the names of operators. */
export async function wholeObjectPage(
  tx: Tx,
  scope: Scope,
  options: { filter: ObjectFilter; page: Page },
): Promise<readonly ListedObject[]> {
  return (await pageOfObjects(tx, scope, { ...options, whole: true })) as readonly ListedObject[];
}

async function pageOfObjects(
  tx: Tx,
  scope: Scope,
  options: { filter: ObjectFilter; page: Page; whole: boolean },
): Promise<readonly ListedRow[]> {
  const { filter, whole } = options;
  const { after, limit } = options.page;
  const code = compared(filter.text ?? '');
  const named = { filter, after: decodeCursor(after, 2), limit: limit + 1, whole };
  if (!whole && Object.values(filter).every((value) => value === undefined))
    return plainPage(tx, scope, named);
  if (!isCode(code)) return pageByName(tx, scope, { asked: named, apart: sql<boolean>`true` });
  const key = decodeCursor(after, 3);
  const codes = named.after === null ? await listedByCode(tx, scope, { ...named, code, after: key }) : [];
  if (codes.length === named.limit) return codes;
  const asked = { ...named, limit: named.limit - codes.length };
  const apart = sql<boolean>`${codeBegins(code)} IS NOT TRUE`;
  return [...codes, ...(await pageByName(tx, scope, { asked, apart }))];
}

/** Objects whose code begins with the text, in the order of their codes. */
async function listedByCode(
  tx: Tx,
  scope: Scope,
  given: Asked & { readonly code: string },
): Promise<readonly ListedRow[]> {
  return withNames(tx, given)
    .where((eb) => conditions(eb, scope, given.filter))
    .where(codeBegins(given.code))
    .$if(given.after !== null, (query) => query.where('objects.uscc', '>', given.after?.[1] ?? ''))
    .orderBy('objects.uscc')
    .limit(given.limit)
    .execute();
}

interface ByName {
  readonly asked: Asked;
  /** What is listed elsewhere. */
  readonly apart: Expression<SqlBool>;
}

async function pageByName(tx: Tx, scope: Scope, { asked, apart }: ByName): Promise<readonly ListedRow[]> {
  const { filter } = asked;
  const text = filter.text ?? '';
  if (text === '') return listed(tx, scope, { asked, where: apart });
  const isFirstPart = asked.after === null || asked.after[0]?.startsWith(text) === true;
  const firstOf = sql<boolean>`${beginsWith(text)} AND ${apart}`;
  const first = isFirstPart ? await listed(tx, scope, { asked, where: firstOf }) : [];
  if (first.length === asked.limit || isShort(text)) return first;
  const after = isFirstPart ? null : asked.after;
  const rest = { ...asked, after, limit: asked.limit - first.length };
  const where = sql<boolean>`objects.id = ANY(${await idsContaining(tx, scope, { asked: rest, apart })}::uuid[])`;
  return [...first, ...(await listed(tx, scope, { asked: rest, where }))];
}

/**
 * The next objects that contain the text but do not begin with it. A rare text is found by the pair index; for a
 * frequent one that would bring up much of the directory, and the list itself is read until the page is full.
 */
async function idsContaining(tx: Tx, scope: Scope, { asked, apart }: ByName): Promise<readonly string[]> {
  const text = asked.filter.text ?? '';
  const other = sql<boolean>`NOT (${beginsWith(text)}) AND ${apart}`;
  const list = ordered(tx, scope, asked);
  const found = (await isFrequent(tx, scope, text))
    ? // OFFSET 0 keeps the order of work: first the list in its order, then the text.
      await tx
        .selectFrom(
          list
            .select(['objects.id', 'objects.name', 'objects.search_text', 'objects.uscc'])
            .offset(0)
            .as('objects'),
        )
        .select('objects.id')
        .where(sql<boolean>`${contains(text)} AND ${other}`)
        .orderBy(sql`objects.name COLLATE "C"`)
        .orderBy('objects.id')
        .limit(asked.limit)
        .execute()
    : await list
        .select('objects.id')
        .where(sql<boolean>`${containsByPairs(text)} AND ${other}`)
        .limit(asked.limit)
        .execute();
  return found.map((row) => row.id);
}

/**
 * A part of a code stands at the same place of the list as its town and would be read for a long way; a part of a
 * name is spread. So a code must be far more frequent before the list is read (measured in bench/objects-search.ts).
 */
const frequentOneIn = (text: string): number => (/^[0-9A-Z]+$/.test(text) ? 10 : 200);

/** Whether the text is frequent among some two thousand objects. Decides about the way only, never about the result. */
async function isFrequent(tx: Tx, scope: Scope, text: string): Promise<boolean> {
  const found = await sql<{ frequent: boolean | null }>`
    SELECT count(*) FILTER (WHERE ${contains(text)}) * ${frequentOneIn(text)}::int > count(*) AS frequent
    FROM objects TABLESAMPLE SYSTEM (${sampleShare})
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId}`.execute(tx);
  return found.rows[0]?.frequent === true;
}

/** Objects of the scope and filter after a key, in the order of the list. */
function ordered(tx: Tx, scope: Scope, asked: Asked) {
  const { after } = asked;
  return tx
    .selectFrom('objects')
    .where((eb) => conditions(eb, scope, asked.filter))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(objects.name COLLATE "C", objects.id) > (${after?.[0]}, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy(sql`objects.name COLLATE "C"`)
    .orderBy('objects.id');
}

async function listed(
  tx: Tx,
  scope: Scope,
  given: { readonly asked: Asked; readonly where: Expression<SqlBool> },
): Promise<readonly ListedRow[]> {
  const { after, limit } = given.asked;
  return withNames(tx, given.asked)
    .where((eb) => conditions(eb, scope, given.asked.filter))
    .$if(after !== null, (query) => query.where(afterKey(after)))
    .where(given.where)
    .orderBy(sql`objects.name COLLATE "C"`)
    .orderBy('objects.id')
    .limit(limit)
    .execute();
}

function afterKey(after: Key) {
  return sql<boolean>`(objects.name COLLATE "C", objects.id) > (${after?.[0]}, ${after?.[1]}::uuid)`;
}

/** The columns of a list with the names of sections. */
function withSections(tx: Tx) {
  return tx
    .selectFrom('objects')
    .leftJoin('sections', (join) =>
      join
        .onRef('sections.jurisdiction_id', '=', 'objects.jurisdiction_id')
        .onRef('sections.id', '=', 'objects.section_id'),
    )
    .select(listedColumns)
    .select('sections.name as section_name');
}

/** Asked whole: everything of the objects with the names of their operators too. */
function withNames(tx: Tx, { whole }: Pick<Asked, 'whole'>) {
  return withSections(tx).$if(whole, (query) =>
    query
      .leftJoin('objects as operator', (join) =>
        join
          .onRef('operator.jurisdiction_id', '=', 'objects.jurisdiction_id')
          .onRef('operator.id', '=', 'objects.operator_object_id'),
      )
      .selectAll('objects')
      .select('operator.name as operator_name'),
  );
}

const inOrder = (tx: Tx, jurisdictionId: string, agencyId: string) =>
  withSections(tx)
    .where('objects.jurisdiction_id', '=', jurisdictionId)
    .where('objects.agency_id', '=', agencyId)
    .orderBy(sql`objects.name COLLATE "C"`)
    .orderBy('objects.id');

const firstPlain = ready((tx, ...[jurisdictionId, agencyId, limit]: readonly [string, string, number]) =>
  inOrder(tx, jurisdictionId, agencyId).limit(limit).compile(),
);
const laterPlain = ready(
  (tx, ...[jurisdictionId, agencyId, name, id, limit]: readonly [string, string, string, string, number]) =>
    inOrder(tx, jurisdictionId, agencyId)
      .where(afterKey([name, id]))
      .limit(limit)
      .compile(),
);

/** The list as people open it, and turn its pages: nothing is filtered. */
async function plainPage(tx: Tx, scope: Scope, { after, limit }: Asked): Promise<readonly ListedRow[]> {
  const { jurisdictionId, agencyId } = scope;
  const [name, id] = after ?? [];
  return name === undefined || id === undefined
    ? firstPlain(tx, jurisdictionId, agencyId, limit)
    : laterPlain(tx, jurisdictionId, agencyId, name, id, limit);
}

/** Counts matching objects up to `limit`: a list never waits for a count of a million rows. */
export async function objectCount(
  tx: Tx,
  scope: Scope,
  options: { filter: ObjectFilter; limit: number },
): Promise<number> {
  const text = options.filter.text ?? '';
  const code = compared(text);
  if (isCode(code)) {
    // A code that a whole town shares is counted along the index of codes; nobody waits for all of them.
    const begun = await countWhere(tx, scope, { ...options, where: codeBegins(code) });
    if (begun >= options.limit) return begun;
  }
  const where = text === '' ? sql<boolean>`true` : isShort(text) ? beginsWith(text) : containsByPairs(text);
  return countWhere(tx, scope, { ...options, where });
}

/** Ids of all matching objects in their order, at most `limit`: for a change of many at once. */
export async function matchingIds(
  tx: Tx,
  scope: Scope,
  options: { filter: ObjectFilter; limit: number },
): Promise<readonly string[]> {
  const text = options.filter.text ?? '';
  const where = text === '' ? sql<boolean>`true` : isShort(text) ? beginsWith(text) : containsByPairs(text);
  const rows = await tx
    .selectFrom('objects')
    .select('objects.id')
    .where((eb) => conditions(eb, scope, options.filter))
    .where(where)
    .orderBy('objects.id')
    .limit(options.limit)
    .execute();
  return rows.map((row) => row.id);
}

async function countWhere(
  tx: Tx,
  scope: Scope,
  options: { filter: ObjectFilter; limit: number; where: Expression<SqlBool> },
): Promise<number> {
  const row = await tx
    .selectFrom((eb) =>
      eb
        .selectFrom('objects')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(inner, scope, options.filter))
        .where(options.where)
        .limit(options.limit)
        .as('matching'),
    )
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
