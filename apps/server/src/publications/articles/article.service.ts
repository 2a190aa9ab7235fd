/**
 * Articles in the office: written by one person, reviewed and published by another. A case is drafted from a published
 * result without its unit; whether it still names it is looked at again when it is published.
 */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type ArticleKind,
  type ArticleMove,
  type ArticleState,
  articleHints,
  articleMoves,
  articleRules,
  articleWriters,
  caseDraft,
  isBlocking,
  namedUnit,
  nextArticleState,
  publishable,
} from '@mingcha/core/publications/articles/article.ts';
import type { ArticleDetail } from '@mingcha/core/publications/articles/article-api.ts';
import { hintKey } from '@mingcha/core/publications/publication-hints.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { publicationById } from '../publication.queries.ts';
import { personsOf } from '../read.service.ts';
import {
  articleById,
  articlePage,
  insertArticle,
  type StoredArticle,
  saveArticleRow,
} from './article.queries.ts';

type Changed = Promise<Result<{ id: string; state: ArticleState; version: number }>>;

const headOf = (row: StoredArticle) => ({
  id: row.id,
  kind: row.kind as ArticleKind,
  title: row.title,
  state: row.state as ArticleState,
  version: row.version,
  editedName: row.edited_name,
  publishedOn: row.published_on,
  updatedAt: row.updated_at,
});

export async function listArticles(
  platform: Platform,
  actor: Actor,
  asked: Parameters<typeof articlePage>[2],
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await articlePage(tx, actor, asked);
    const page = pageOfRows(rows, asked.limit, (row) => [row.updated_at, row.id]);
    return ok({ rows: page.rows.map(headOf), next: page.next });
  });
}

/** Errors: `article.not_found`. */
export async function getArticle(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<ArticleDetail>> {
  return inTransaction(platform.db, async (tx): Promise<Result<ArticleDetail>> => {
    const row = await articleById(tx, actor, { id });
    if (row === undefined) return fail('article.not_found');
    const source = await sourceOf(tx, row);
    return ok({
      ...headOf(row),
      body: row.body,
      sourceRecordId: row.source_record_id,
      note: row.note,
      reviewedName: row.reviewed_name,
      hints: articleHints(row, source.persons).map((hint) => ({
        key: hintKey(hint),
        kind: hint.kind,
        found: hint.found,
        isBlocking: isBlocking(hint),
      })),
      named: source.unit === null ? null : namedUnit(`${row.title}\n${row.body}`, source.unit),
      mayEdit: row.state === 'draft' && hasRole(actor, ...articleWriters),
      allowed: articleMoves.filter((move) => isAllowed(row, actor, move)),
    });
  });
}

/** For buttons; each write decides again. */
function isAllowed(row: StoredArticle, actor: Actor, move: ArticleMove): boolean {
  return nextArticleState(standingOf(row), { ...byOf(actor), move, note: '-' }).ok;
}

const standingOf = (row: StoredArticle) => ({ state: row.state as ArticleState, editedBy: row.edited_by });
const byOf = (actor: Actor) => ({ accountId: actor.accountId, roles: actor.roles });

/** The unit of a case and the persons of its record; none of an article that was written freely. */
async function sourceOf(
  tx: Tx,
  row: StoredArticle,
): Promise<{
  readonly unit: { readonly name: string; readonly code: string | null } | null;
  readonly persons: readonly string[];
}> {
  const publication =
    row.source_record_id === null ? undefined : await publicationById(tx, row.source_record_id);
  if (publication === undefined) return { unit: null, persons: [] };
  const code = publication.object_key?.startsWith('uscc:') === true ? publication.object_key.slice(5) : null;
  return {
    unit: { name: publication.object_name, code },
    persons: await personsOf(tx, publication),
  };
}

interface NewArticle {
  readonly actionId: string;
  readonly kind: ArticleKind;
  readonly title: string;
  readonly body: string;
}

export async function createArticle(platform: Platform, actor: Actor, input: NewArticle): Changed {
  const { actionId, kind, title, body } = input;
  return runAction(platform, { actor, actionId, routeId: 'articles.create' }, (tx) =>
    insertDraft(tx, platform, { actor, kind, title, body, sourceRecordId: null }),
  );
}

/** Errors: `article.source_not_found`. */
export async function createCase(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly recordId: string },
): Changed {
  const { actionId, recordId } = input;
  return runAction(platform, { actor, actionId, routeId: 'articles.createCase' }, async (tx) => {
    const source = await publishedRecord(tx, recordId);
    if (source?.payload.kind !== 'result') return fail('article.source_not_found');
    return insertDraft(tx, platform, {
      actor,
      kind: 'case',
      ...caseDraft(source.payload),
      sourceRecordId: recordId,
    });
  });
}

async function insertDraft(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly kind: ArticleKind;
    readonly title: string;
    readonly body: string;
    readonly sourceRecordId: string | null;
  },
): Changed {
  const { actor, kind } = of;
  const id = platform.ids.next();
  const at = platform.clock.now();
  await insertArticle(tx, {
    jurisdiction_id: actor.jurisdictionId,
    agency_id: actor.agencyId,
    id,
    kind,
    title: of.title,
    body: of.body,
    source_record_id: of.sourceRecordId,
    state: 'draft',
    edited_by: actor.accountId,
    edited_name: actor.personName,
    created_at: at,
    updated_at: at,
  });
  await note(tx, platform, { type: 'article.created', actor, id, data: { articleKind: kind } });
  return ok({ id, state: 'draft', version: 1 });
}

/** Titles and texts stay out of the ledger: they may hold by mistake what has to be removed. */
function note(
  tx: Tx,
  platform: Platform,
  of: {
    readonly type: string;
    readonly actor: Actor;
    readonly id: string;
    readonly data: Record<string, string>;
  },
) {
  const { type, actor, id, data } = of;
  return record(tx, platform, { type, actor, subject: { kind: 'article', id }, data });
}

type Known = { readonly actionId: string; readonly id: string; readonly version: number };

/** Errors: `article.not_found`, `article.changed_meanwhile`. */
async function lockedArticle(tx: Tx, actor: Actor, of: Known): Promise<Result<StoredArticle>> {
  const row = await articleById(tx, actor, { id: of.id, lock: true });
  if (row === undefined) return fail('article.not_found');
  return row.version === of.version ? ok(row) : fail('article.changed_meanwhile');
}

/** Errors: those of `lockedArticle`, `article.wrong_state`. */
export async function saveArticle(
  platform: Platform,
  actor: Actor,
  input: Known & { readonly title: string; readonly body: string },
): Changed {
  const { actionId, title, body } = input;
  return runAction(platform, { actor, actionId, routeId: 'articles.save' }, async (tx) => {
    const locked = await lockedArticle(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    if (row.state !== 'draft') return fail('article.wrong_state');
    const at = platform.clock.now();
    const editor = { edited_by: actor.accountId, edited_name: actor.personName };
    await saveArticleRow(tx, row, { title, body, ...editor, updated_at: at });
    await note(tx, platform, { type: 'article.changed', actor, id: row.id, data: { articleKind: row.kind } });
    return ok({ id: row.id, state: 'draft', version: row.version + 1 });
  });
}

/** Errors: those of `lockedArticle`, `nextArticleState` and `publishable`. */
export async function moveArticle(
  platform: Platform,
  actor: Actor,
  input: Known & { readonly move: ArticleMove; readonly note: string; readonly confirmed: readonly string[] },
): Changed {
  const { actionId, move } = input;
  return runAction(platform, { actor, actionId, routeId: 'articles.move' }, async (tx) => {
    const locked = await lockedArticle(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const next = nextArticleState(standingOf(row), { ...byOf(actor), move, note: input.note });
    if (!next.ok) return next;
    if (move === 'publish') {
      const { unit, persons } = await sourceOf(tx, row);
      const fit = publishable({ ...row, unit }, { persons, confirmed: input.confirmed });
      if (!fit.ok) return fit;
    }
    const reviewed =
      move === 'publish'
        ? {
            reviewed_by: actor.accountId,
            reviewed_name: actor.personName,
            published_on: platform.clock.today(),
          }
        : {};
    const reason = articleRules[move].needsNote ? input.note : '';
    const at = platform.clock.now();
    await saveArticleRow(tx, row, { state: next.value, ...reviewed, note: reason, updated_at: at });
    const data = { articleKind: row.kind, articleMove: move };
    await note(tx, platform, { type: 'article.moved', actor, id: row.id, data });
    return ok({ id: row.id, state: next.value, version: row.version + 1 });
  });
}
