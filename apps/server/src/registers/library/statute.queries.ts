/** SQL of statutes and their articles. Bounded by jurisdiction: all its agencies share one library. */

import type { StatuteFilter } from '@mingcha/core/registers/library/library-api.ts';
import type { StatuteFields } from '@mingcha/core/registers/library/statute.ts';
import { type Selectable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { StatuteArticlesTable, StatutesTable } from './tables.ts';

export type StoredStatute = Selectable<StatutesTable>;
export type StoredArticle = Selectable<StatuteArticlesTable>;
export type ListedStatute = StoredStatute & { readonly articleCount: number };

export interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
}

const articleCount = sql<number>`(SELECT count(*)::int FROM statute_articles a
  WHERE a.jurisdiction_id = statutes.jurisdiction_id AND a.statute_id = statutes.id)`;

/** One row more than the page, in order of the title. `today` decides about states. */
export async function statutePage(
  tx: Tx,
  jurisdictionId: string,
  asked: { readonly filter: StatuteFilter; readonly page: Page; readonly today: string },
): Promise<readonly ListedStatute[]> {
  const { filter, page, today } = asked;
  const after = decodeCursor(page.after, 2);
  let query = tx
    .selectFrom('statutes')
    .selectAll()
    .select(articleCount.as('articleCount'))
    .where('jurisdiction_id', '=', jurisdictionId);
  if (filter.level !== undefined) query = query.where('level', '=', filter.level);
  if (filter.state !== undefined) query = query.where(stateIs(filter.state, today));
  if (filter.text !== undefined && filter.text !== '') {
    const part = likePart(filter.text);
    query = query.where(sql<boolean>`(title ILIKE ${part} OR document_number ILIKE ${part} OR EXISTS (
      SELECT FROM statute_articles a WHERE a.jurisdiction_id = statutes.jurisdiction_id
        AND a.statute_id = statutes.id AND a.text ILIKE ${part}))`);
  }
  if (after !== null)
    query = query.where(sql<boolean>`(title COLLATE "C", id) > (${after[0]}, ${after[1]}::uuid)`);
  return query
    .orderBy(sql`title COLLATE "C"`)
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

function stateIs(state: NonNullable<StatuteFilter['state']>, today: string) {
  const ended = sql`(ended_on IS NOT NULL AND ended_on <= ${today}::date)`;
  const waiting = sql`(effective_on IS NOT NULL AND effective_on > ${today}::date)`;
  if (state === 'ended') return sql<boolean>`${ended}`;
  if (state === 'notYetInForce') return sql<boolean>`NOT ${ended} AND ${waiting}`;
  return sql<boolean>`NOT ${ended} AND NOT ${waiting}`;
}

export async function statuteById(tx: Tx, jurisdictionId: string, id: string) {
  return tx
    .selectFrom('statutes')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function lockStatute(tx: Tx, jurisdictionId: string, id: string) {
  return tx
    .selectFrom('statutes')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function statuteWithTitle(
  tx: Tx,
  jurisdictionId: string,
  wanted: { readonly title: string; readonly edition: string },
) {
  return tx
    .selectFrom('statutes')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('title', '=', wanted.title)
    .where('edition', '=', wanted.edition)
    .executeTakeFirst();
}

export async function articlesOf(
  tx: Tx,
  jurisdictionId: string,
  statuteId: string,
): Promise<readonly StoredArticle[]> {
  return tx
    .selectFrom('statute_articles')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('statute_id', '=', statuteId)
    .orderBy('position')
    .execute();
}

/** Articles in force on the day that contain the text; at most fifty. */
export async function articlesContaining(
  tx: Tx,
  jurisdictionId: string,
  asked: { readonly text: string; readonly today: string },
) {
  return tx
    .selectFrom('statute_articles as a')
    .innerJoin('statutes as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.statute_id'),
    )
    .select(['a.id', 'a.statute_id as statuteId', 's.title', 's.edition', 'a.number', 'a.text'])
    .where('a.jurisdiction_id', '=', jurisdictionId)
    .where('a.text', 'ilike', likePart(asked.text))
    .where((eb) => eb.or([eb('s.ended_on', 'is', null), eb('s.ended_on', '>', asked.today)]))
    .orderBy(sql`s.title COLLATE "C"`)
    .orderBy('a.position')
    .limit(50)
    .execute();
}

export function statuteColumns(fields: StatuteFields) {
  return {
    title: fields.title,
    edition: fields.edition,
    document_number: fields.documentNumber,
    issuer: fields.issuer,
    level: fields.level,
    adopted_on: fields.adoptedOn,
    effective_on: fields.effectiveOn,
    source: fields.source,
    checked_on: fields.checkedOn,
  };
}

export async function insertStatute(
  tx: Tx,
  jurisdictionId: string,
  statute: { readonly id: string; readonly fields: StatuteFields; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('statutes')
    .values({
      jurisdiction_id: jurisdictionId,
      id: statute.id,
      ...statuteColumns(statute.fields),
      ended_on: null,
      replaced_by: null,
      created_at: statute.at,
      updated_at: statute.at,
    })
    .execute();
}

export async function saveStatuteColumns(
  tx: Tx,
  jurisdictionId: string,
  change: {
    readonly id: string;
    readonly columns: Partial<
      ReturnType<typeof statuteColumns> & Pick<StoredStatute, 'ended_on' | 'end_reason' | 'replaced_by'>
    >;
    readonly version: number;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('statutes')
    .set({ ...change.columns, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

/** Puts the articles of a statute in place of those before. */
export async function replaceArticles(
  tx: Tx,
  jurisdictionId: string,
  statute: {
    readonly id: string;
    readonly articles: readonly Pick<StoredArticle, 'id' | 'number' | 'chapter' | 'text'>[];
  },
): Promise<void> {
  await tx
    .deleteFrom('statute_articles')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('statute_id', '=', statute.id)
    .execute();
  if (statute.articles.length === 0) return;
  await tx
    .insertInto('statute_articles')
    .values(
      statute.articles.map((one, position) => ({
        ...one,
        jurisdiction_id: jurisdictionId,
        statute_id: statute.id,
        position: position + 1,
      })),
    )
    .execute();
}
