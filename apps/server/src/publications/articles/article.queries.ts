/** SQL of articles: the office's own by agency, the published ones for everybody. */
import type { PublicArticle, PublicArticleHead } from '@mingcha/core/publications/articles/article-api.ts';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { ArticlesTable } from './tables.ts';

export type StoredArticle = Selectable<ArticlesTable>;
interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** The agency's articles, the latest change first. */
export async function articlePage(
  tx: Tx,
  scope: Scope,
  asked: {
    readonly kind: string | undefined;
    readonly state: string | undefined;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredArticle[]> {
  let select = tx
    .selectFrom('articles')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId);
  if (asked.kind !== undefined) select = select.where('kind', '=', asked.kind);
  if (asked.state !== undefined) select = select.where('state', '=', asked.state);
  if (asked.text !== undefined && asked.text !== '')
    select = select.where('title', 'ilike', likePart(asked.text));
  const after = decodeCursor(asked.after, 2);
  if (after !== null)
    select = select.where(sql<boolean>`(updated_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return select
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(asked.limit + 1)
    .execute();
}

export async function articleById(
  tx: Tx,
  scope: Scope,
  of: { readonly id: string; readonly lock?: true },
): Promise<StoredArticle | undefined> {
  return tx
    .selectFrom('articles')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', of.id)
    .$if(of.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
}

export async function insertArticle(tx: Tx, row: Insertable<ArticlesTable>): Promise<void> {
  await tx.insertInto('articles').values(row).execute();
}

/** Saves a change and raises the version. */
export async function saveArticleRow(
  tx: Tx,
  row: Pick<StoredArticle, 'jurisdiction_id' | 'id'>,
  change: Updateable<ArticlesTable>,
): Promise<void> {
  await tx
    .updateTable('articles')
    .set({ ...change, version: sql`version + 1` })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

/** Published articles of all agencies, the latest first. */
export async function publishedArticles(tx: Tx): Promise<PublicArticleHead[]> {
  const found = await sql<PublicArticleHead>`
    SELECT a.id, a.kind, a.title, g.name AS "agencyName", a.published_on AS "publishedOn"
      FROM articles a JOIN agencies g ON g.jurisdiction_id = a.jurisdiction_id AND g.id = a.agency_id
     WHERE a.state = 'published' ORDER BY a.published_on DESC, a.id DESC LIMIT 2000`.execute(tx);
  return found.rows;
}

export async function publishedArticle(tx: Tx, id: string): Promise<PublicArticle | null> {
  const found = await sql<PublicArticle>`
    SELECT a.id, a.kind, a.title, g.name AS "agencyName", a.published_on AS "publishedOn", a.body
      FROM articles a JOIN agencies g ON g.jurisdiction_id = a.jurisdiction_id AND g.id = a.agency_id
     WHERE a.state = 'published' AND a.id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}
