/**
 * Use cases of the statute library. An article keeps its id over changes of the text as long as its number stands, so
 * that what cites it still finds it; what was cited keeps its own copy of the words.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { StatuteFilter } from '@mingcha/core/registers/library/library-api.ts';
import { starterStatutes } from '@mingcha/core/registers/library/starter-statutes-form.ts';
import {
  type ArticleFields,
  type StatuteDetail,
  type StatuteFields,
  type StatuteRow,
  statuteState,
} from '@mingcha/core/registers/library/statute.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import * as queries from './statute.queries.ts';

type Changed = Result<{ id: string; version: number }>;

export async function listStatutes(
  platform: Platform,
  actor: Actor,
  asked: { readonly filter: StatuteFilter; readonly page: queries.Page },
) {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const rows = await queries.statutePage(tx, actor.jurisdictionId, { ...asked, today });
    const page = pageOfRows(rows, asked.page.limit, (row) => [row.title, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, today)), next: page.next });
  });
}

export async function searchArticles(platform: Platform, actor: Actor, text: string) {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) =>
    ok({ rows: [...(await queries.articlesContaining(tx, actor.jurisdictionId, { text, today }))] }),
  );
}

/** Errors: `statute.not_found`. */
export async function showStatute(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<StatuteDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await queries.statuteById(tx, actor.jurisdictionId, id);
    if (stored === undefined) return fail('statute.not_found');
    const articles = await queries.articlesOf(tx, actor.jurisdictionId, id);
    const next =
      stored.replaced_by === null
        ? undefined
        : await queries.statuteById(tx, actor.jurisdictionId, stored.replaced_by);
    return ok({
      ...rowOf({ ...stored, articleCount: articles.length }, platform.clock.today()),
      adoptedOn: stored.adopted_on,
      source: stored.source,
      endReason: stored.end_reason,
      replacedBy: next === undefined ? null : { id: next.id, title: next.title, edition: next.edition },
      version: stored.version,
      updatedAt: stored.updated_at,
      articles: articles.map(({ id: articleId, number, chapter, text }) => ({
        id: articleId,
        number,
        chapter,
        text,
      })),
    });
  });
}

/** Errors: `statute.already_exists`. */
export async function createStatute(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly fields: StatuteFields },
): Promise<Changed> {
  const { actionId, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'statutes.create' }, async (tx) => {
    const { jurisdictionId } = actor;
    if ((await queries.statuteWithTitle(tx, jurisdictionId, fields)) !== undefined) return taken(fields);
    const id = await insertWhole(tx, platform, { jurisdictionId, fields });
    await record(tx, platform, {
      type: 'statute.created',
      actor,
      subject: { kind: 'statute', id },
      data: { name: fields.title, edition: fields.edition, articles: fields.articles.length },
    });
    return ok({ id, version: 1 });
  });
}

/** Errors: `statute.not_found`, `statute.changed_meanwhile`, `statute.already_exists`. */
export async function saveStatute(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly fields: StatuteFields;
  },
): Promise<Changed> {
  const { actionId, id, fields } = input;
  const { jurisdictionId } = actor;
  return runAction(platform, { actor, actionId, routeId: 'statutes.save' }, async (tx) => {
    const stored = await queries.lockStatute(tx, jurisdictionId, id);
    if (stored === undefined) return fail('statute.not_found');
    if (stored.version !== input.version) return fail('statute.changed_meanwhile');
    const other = await queries.statuteWithTitle(tx, jurisdictionId, fields);
    if (other !== undefined && other.id !== id) return taken(fields);
    const before = await queries.articlesOf(tx, jurisdictionId, id);
    const version = stored.version + 1;
    await queries.saveStatuteColumns(tx, jurisdictionId, {
      id,
      columns: queries.statuteColumns(fields),
      version,
      at: platform.clock.now(),
    });
    const articles = withIds(platform, fields.articles, before);
    await queries.replaceArticles(tx, jurisdictionId, { id, articles });
    await record(tx, platform, {
      type: 'statute.changed',
      actor,
      subject: { kind: 'statute', id },
      data: { version, name: fields.title, edition: fields.edition, articles: articles.length },
    });
    return ok({ id, version });
  });
}

/** Errors: `statute.not_found`, `statute.changed_meanwhile`, `statute.already_ended`, `statute.successor_invalid`, `statute.end_day_invalid`. */
export async function endStatute(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly endedOn: string;
    readonly reason: string;
    readonly replacedBy: string | null;
  },
): Promise<Changed> {
  const { actionId, id, endedOn, reason, replacedBy } = input;
  const { jurisdictionId } = actor;
  return runAction(platform, { actor, actionId, routeId: 'statutes.end' }, async (tx) => {
    const stored = await queries.lockStatute(tx, jurisdictionId, id);
    if (stored === undefined) return fail('statute.not_found');
    if (stored.version !== input.version) return fail('statute.changed_meanwhile');
    if (stored.ended_on !== null) return fail('statute.already_ended', { day: stored.ended_on });
    if (stored.effective_on !== null && endedOn < stored.effective_on)
      return fail('statute.end_day_invalid', { day: stored.effective_on }, 'endedOn');
    const next = replacedBy === null ? null : await queries.statuteById(tx, jurisdictionId, replacedBy);
    if (next === undefined || replacedBy === id) return fail('statute.successor_invalid', {}, 'replacedBy');
    const version = stored.version + 1;
    await queries.saveStatuteColumns(tx, jurisdictionId, {
      id,
      columns: { ended_on: endedOn, end_reason: reason, replaced_by: replacedBy },
      version,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'statute.ended',
      actor,
      subject: { kind: 'statute', id },
      data: { name: stored.title, endedOn, reason },
    });
    return ok({ id, version });
  });
}

/** Puts in what comes with the system, marked as not compared with the official text. What is there stays. */
export async function addStarterStatutes(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string },
): Promise<Result<{ added: number; present: number }>> {
  const { jurisdictionId } = actor;
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'statutes.addStarter' }, async (tx) => {
    let added = 0;
    for (const fields of starterStatutes) {
      if ((await queries.statuteWithTitle(tx, jurisdictionId, fields)) !== undefined) continue;
      await insertWhole(tx, platform, { jurisdictionId, fields });
      added += 1;
    }
    await record(tx, platform, {
      type: 'statute.starter_added',
      actor,
      subject: { kind: 'jurisdiction', id: jurisdictionId },
      data: { rows: added },
    });
    return ok({ added, present: starterStatutes.length - added });
  });
}

async function insertWhole(
  tx: Tx,
  platform: Platform,
  statute: { readonly jurisdictionId: string; readonly fields: StatuteFields },
): Promise<string> {
  const { jurisdictionId, fields } = statute;
  const id = platform.ids.next();
  await queries.insertStatute(tx, jurisdictionId, { id, fields, at: platform.clock.now() });
  const articles = withIds(platform, fields.articles, []);
  await queries.replaceArticles(tx, jurisdictionId, { id, articles });
  return id;
}

function withIds(
  platform: Platform,
  articles: readonly ArticleFields[],
  before: readonly queries.StoredArticle[],
) {
  const ids = new Map(before.map((one) => [one.number, one.id]));
  return articles.map((one) => ({ ...one, id: ids.get(one.number) ?? platform.ids.next() }));
}

function taken(fields: StatuteFields) {
  const name = fields.edition === '' ? fields.title : `${fields.title} (${fields.edition})`;
  return fail('statute.already_exists', { name }, 'title');
}

function rowOf(stored: queries.ListedStatute, today: string): StatuteRow {
  return {
    id: stored.id,
    title: stored.title,
    edition: stored.edition,
    documentNumber: stored.document_number,
    issuer: stored.issuer,
    level: stored.level,
    effectiveOn: stored.effective_on,
    endedOn: stored.ended_on,
    state: statuteState({ effectiveOn: stored.effective_on, endedOn: stored.ended_on }, today),
    checkedOn: stored.checked_on,
    articleCount: stored.articleCount,
  };
}
