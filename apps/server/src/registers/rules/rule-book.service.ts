/**
 * Use cases of an agency's rule book: start the next version, change the draft, give it up, take a step of the documents'
 * way, read, and the example computed from the own directory. Publishing ends the version before it.
 */
import { type DocumentState, type DocumentStepInput, mayChange } from '@mingcha/core/common/document-flow.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import { type RuleBook, ruleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type {
  RuleBookDetail,
  RuleBookRow,
  RuleExample,
} from '@mingcha/core/registers/rules/rule-book-api.ts';
import { exampleOf, ruleBookObstacles } from '@mingcha/core/registers/rules/rule-book-rules.ts';
import { runAction } from '../../platform/action.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { flowView, takeDocumentStep } from '../../platform/flow/flow.service.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { sectionsOf } from '../object.queries.ts';
import {
  deleteRuleBook,
  insertRuleBook,
  lastRuleBookVersion,
  lockPublishedRuleBook,
  lockRuleBook,
  openRuleBook,
  ruleBookById,
  ruleBooksOf,
  type StoredRuleBook,
  updateRuleBook,
  versionBefore,
} from './rule-book.queries.ts';
import { ruleBookInForce } from './rule-book-in-force.queries.ts';
import { countPerClass } from './rule-example.queries.ts';

type Changed = Result<{ id: string; version: number }>;

export async function listRuleBooks(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok({ rows: (await ruleBooksOf(tx, actor)).map(rowOf) }));
}

export async function getRuleBook(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<RuleBookDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await ruleBookById(tx, actor, id);
    if (stored === undefined) return fail('ruleBook.not_found');
    const rules = ruleBook.parse(stored.rules);
    const before = await versionBefore(tx, actor, stored.version);
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    return ok({
      ...rowOf(stored),
      version: stored.row_version,
      agencyName: agency?.name ?? '',
      rules,
      flow: await flowView(tx, actor, { id, state: stored.state, publishedOn: stored.published_on }),
      editable: stored.state === 'draft' && hasRole(actor, 'legalOfficer', 'sectionOfficer'),
      obstacles: ruleBookObstacles(rules).map(({ code, data }) => ({ code, data: { ...data } })),
      previous:
        before === undefined ? null : { bookVersion: before.version, rules: ruleBook.parse(before.rules) },
      sections: await sectionsOf(tx, actor),
    });
  });
}

export async function rulesInForce(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok(await ruleBookInForce(tx, actor)));
}

/** What the rates make of the agency's active objects today. */
export async function exampleOfRules(
  platform: Platform,
  actor: Actor,
  sampling: RuleBook['sampling'],
): Promise<Result<RuleExample>> {
  return inTransaction(platform.db, async (tx) => {
    const today = platform.clock.today();
    return ok(exampleOf(sampling, await countPerClass(tx, actor, { classes: sampling.classes, today })));
  });
}

/** Starts a draft from the version in force or from a data package. Errors: `document.draft_exists`. */
export async function createRuleBook(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; from: 'inForce' | 'plain' | 'hebei' | 'shanxi'; reason: string },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'ruleBooks.create' }, async (tx) => {
    if ((await openRuleBook(tx, actor)) !== undefined) return fail('document.draft_exists');
    const rules =
      input.from === 'inForce' ? (await ruleBookInForce(tx, actor)).rules : presetRules(input.from);
    const id = platform.ids.next();
    const version = (await lastRuleBookVersion(tx, actor)) + 1;
    await insertRuleBook(tx, actor, { id, version, rules, reason: input.reason, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'ruleBook.created',
      actor,
      subject: { kind: 'ruleBook', id },
      data: { name: rules.name, ruleVersion: version, rulePreset: input.from, reason: input.reason },
    });
    return ok({ id, version: 1 });
  });
}

export async function saveRuleBook(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; reason: string; rules: RuleBook },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'ruleBooks.save' }, async (tx) => {
    const draft = await lockDraft(tx, actor, input);
    if (!draft.ok) return draft;
    const isSame =
      JSON.stringify(ruleBook.parse(draft.value.rules)) === JSON.stringify(input.rules) &&
      draft.value.reason === input.reason;
    if (isSame) return fail('ruleBook.nothing_changed');
    const version = input.version + 1;
    await updateRuleBook(tx, actor, {
      id: input.id,
      rowVersion: version,
      at: platform.clock.now(),
      set: { rules: input.rules, reason: input.reason },
    });
    await record(tx, platform, {
      type: 'ruleBook.saved',
      actor,
      subject: { kind: 'ruleBook', id: input.id },
      data: { name: input.rules.name, ruleVersion: draft.value.version, reason: input.reason },
    });
    return ok({ id: input.id, version });
  });
}

export async function discardRuleBook(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'ruleBooks.discard' },
    async (tx) => {
      const draft = await lockDraft(tx, actor, input);
      if (!draft.ok) return draft;
      await deleteRuleBook(tx, actor, input.id);
      await record(tx, platform, {
        type: 'ruleBook.discarded',
        actor,
        subject: { kind: 'ruleBook', id: input.id },
        data: { name: draft.value.rules.name, ruleVersion: draft.value.version },
      });
      return ok({ id: input.id });
    },
  );
}

/** Takes a step of the documents' way. Errors: those of the way, and what `ruleBookObstacles` finds. */
export async function stepRuleBook(
  platform: Platform,
  actor: Actor,
  input: DocumentStepInput & { id: string },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'ruleBooks.step' }, async (tx) => {
    const book = await lockRuleBook(tx, actor, input.id);
    if (book === undefined) return fail('ruleBook.not_found');
    if (book.row_version !== input.version) return fail('document.changed_meanwhile');
    const [obstacle] = input.step === 'submit' ? ruleBookObstacles(ruleBook.parse(book.rules)) : [];
    if (obstacle !== undefined && book.state === 'draft') return fail(obstacle.code, obstacle.data);
    // The published version ends before this one takes its place: there is only one at a time.
    if (input.step === 'publish') await supersede(tx, platform, actor);
    const next = await takeDocumentStep(tx, platform, {
      actor,
      document: { kind: 'ruleBook', id: book.id, state: book.state },
      wanted: input,
      data: { name: book.rules.name, ruleVersion: book.version },
    });
    if (!next.ok) return next;
    const rowVersion = book.row_version + 1;
    await updateRuleBook(tx, actor, {
      id: book.id,
      rowVersion,
      at: platform.clock.now(),
      set: {
        state: next.value,
        ...(next.value === 'published' ? { published_on: platform.clock.today() } : {}),
      },
    });
    return ok({ id: book.id, version: rowVersion });
  });
}

async function supersede(tx: Tx, platform: Platform, actor: Actor): Promise<void> {
  const published = await lockPublishedRuleBook(tx, actor);
  if (published === undefined) return;
  await updateRuleBook(tx, actor, {
    id: published.id,
    rowVersion: published.row_version + 1,
    at: platform.clock.now(),
    set: { state: 'superseded' },
  });
}

/** The draft that the person saw. Errors: `ruleBook.not_found`, `document.not_draft`, `document.changed_meanwhile`. */
async function lockDraft(
  tx: Tx,
  actor: Actor,
  input: { readonly id: string; readonly version: number },
): Promise<Result<StoredRuleBook>> {
  const stored = await lockRuleBook(tx, actor, input.id);
  if (stored === undefined) return fail('ruleBook.not_found');
  const may = mayChange({ state: stored.state, version: stored.row_version }, input.version);
  return may.ok ? ok(stored) : may;
}

function rowOf(stored: StoredRuleBook): RuleBookRow {
  const state: DocumentState = stored.state;
  return {
    id: stored.id,
    bookVersion: stored.version,
    name: stored.rules.name,
    preset: stored.rules.preset,
    state,
    reason: stored.reason,
    publishedOn: stored.published_on,
    updatedAt: stored.updated_at,
  };
}
