/** Routes of the articles: written and reviewed in the office; the portal's pages have routes of their own. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { hintKinds, holdsForbidden } from '../publication-hints.ts';
import { articleKinds, articleMoves, articleStates } from './article.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const byId = z.object({ id: uuid });
const version = z.number().int().min(0);
const changed = z.object({ id: uuid, state: z.enum(articleStates), version });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { query: nothing, rate: 'write', transfer: 'json', response: changed } as const;

const row = z.object({
  id: uuid,
  kind: z.enum(articleKinds),
  title: z.string(),
  state: z.enum(articleStates),
  version,
  editedName: z.string(),
  publishedOn: plainDate.nullable(),
  updatedAt: instant,
});
export type ArticleRow = z.output<typeof row>;

export const listArticles = route({
  ...reading,
  id: 'articles.list',
  path: '/api/articles',
  params: nothing,
  query: pageQuery.extend({
    kind: z.enum(articleKinds).optional(),
    state: z.enum(articleStates).optional(),
    text: line(100).optional(),
  }),
  response: pageOf(row),
  policy: readers,
});

const detail = row.extend({
  body: z.string(),
  /** The published result that a case was made from. */
  sourceRecordId: uuid.nullable(),
  /** Why it was returned or withdrawn; empty otherwise. */
  note: z.string(),
  reviewedName: z.string().nullable(),
  hints: z.array(
    z.object({ key: z.string(), kind: z.enum(hintKinds), found: z.string(), isBlocking: z.boolean() }),
  ),
  /** The way in which a case still names its unit. */
  named: z.string().nullable(),
  mayEdit: z.boolean(),
  allowed: z.array(z.enum(articleMoves)),
});
export type ArticleDetail = z.output<typeof detail>;

export const getArticle = route({
  ...reading,
  id: 'articles.get',
  path: '/api/articles/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: readers,
});

const written = {
  title: requiredLine(100),
  body: paragraph(20_000).refine((text) => text.length > 0, { message: 'text.required' }),
};
const writers = only('legalOfficer', 'sectionOfficer');

export const createArticle = route({
  ...writing,
  method: 'POST',
  id: 'articles.create',
  path: '/api/articles',
  params: nothing,
  body: z.object({ actionId, kind: z.enum(articleKinds), ...written }),
  policy: writers,
  audit: 'article.created',
});
/** The draft of a case from a published result, without its unit. */
export const createCase = route({
  ...writing,
  method: 'POST',
  id: 'articles.createCase',
  path: '/api/article-cases',
  params: nothing,
  body: z.object({ actionId, recordId: uuid }),
  policy: writers,
  audit: 'article.created',
});
export const saveArticle = route({
  ...writing,
  method: 'PUT',
  id: 'articles.save',
  path: '/api/articles/:id',
  params: byId,
  body: z.object({ actionId, version, ...written }),
  policy: writers,
  audit: 'article.changed',
});
export const moveArticle = route({
  ...writing,
  method: 'POST',
  id: 'articles.move',
  path: '/api/articles/:id/moves',
  params: byId,
  body: z.object({
    actionId,
    version,
    move: z.enum(articleMoves),
    note: line(500),
    /** Keys of hints that the reviewer looked at. */
    confirmed: z.array(z.string().max(500)).max(200),
  }),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'article.moved',
});

/** No public text holds an identity or mobile number. */
const publicWords = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !holdsForbidden(text));

/** An article in the portal's list. */
const publicHead = z.strictObject({
  id: uuid,
  kind: z.enum(articleKinds),
  title: publicWords(100),
  agencyName: z.string().max(200),
  publishedOn: plainDate,
});
export type PublicArticleHead = z.output<typeof publicHead>;
export const articlesFact = z.array(publicHead).max(2000);
export const articleFact = publicHead.extend({ body: publicWords(20_000) });
export type PublicArticle = z.output<typeof articleFact>;
