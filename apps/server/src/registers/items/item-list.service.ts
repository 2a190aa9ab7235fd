/**
 * Use cases of item lists as versions: start the next one, rename, give up, take a step of the documents' way.
 * Publishing ends the version before it; nothing is submitted while an item has no legal basis (R003).
 */

import { type DocumentState, type DocumentStepInput, mayChange } from '@mingcha/core/common/document-flow.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { ItemListDetail, ItemListRow, ListObstacle } from '@mingcha/core/registers/items/item-list.ts';
import { itemFaults, unusedBefore } from '@mingcha/core/registers/items/item-rules.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { flowView, takeDocumentStep } from '../../platform/flow/flow.service.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { sectionsOf } from '../object.queries.ts';
import { insertItems, itemsOfList, type StoredItem, unusedItemCount } from './item.queries.ts';
import {
  type CountedList,
  deleteItemList,
  insertItemList,
  itemListById,
  itemLists,
  lastListVersion,
  lockItemList,
  lockOwnLists,
  type StoredList,
  saveItemList,
} from './item-list.queries.ts';

const openStates: readonly DocumentState[] = ['draft', 'legalReview', 'reviewed', 'approved'];
/** So many codes stand in the sentence that refuses a list. */
const namedObstacles = 12;

type Changed = Result<{ id: string; version: number }>;

export async function listItemLists(platform: Platform, actor: Actor, purpose: 'own' | 'superior') {
  return inTransaction(platform.db, async (tx) =>
    ok({ rows: (await itemLists(tx, actor, purpose)).map(rowOf) }),
  );
}

export async function getItemList(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<ItemListDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await itemListById(tx, actor, id);
    if (stored === undefined) return fail('itemList.not_found');
    const items = await itemsOfList(tx, actor, id);
    const flow = await flowView(tx, actor, {
      id,
      state: stored.state,
      publishedOn: stored.published_on,
    });
    const key = items.filter((item) => item.tier === 'key').length;
    return ok({
      ...rowOf(stored),
      flow: stored.purpose === 'own' ? flow : { ...flow, allowed: [] },
      editable: mayEdit(actor, stored),
      counts: {
        items: items.length,
        key,
        general: items.length - key,
        withoutBasis: items.filter((item) => item.fields.bases.length === 0).length,
        unannounced: items.filter((item) => !item.announced).length,
        unused: await unusedItemCount(tx, actor, {
          listId: id,
          before: unusedBefore(platform.clock.today()),
        }),
      },
      obstacles: stored.purpose === 'own' ? [...obstaclesOf(items)] : [],
      categories: distinct(items.map((item) => item.category)),
      units: distinct(items.map((item) => item.unit)),
      sections: await sectionsOf(tx, actor),
    });
  });
}

/** Starts a draft: the own list's next version with the items of the published one, or an empty superior list. */
export async function createItemList(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; purpose: 'own' | 'superior'; title: string; issuer: string },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'itemLists.create' }, async (tx) => {
    const own = input.purpose === 'own';
    if (own && (await lockOwnLists(tx, actor, openStates)).length > 0) return fail('document.draft_exists');
    const [published] = own ? await lockOwnLists(tx, actor, ['published']) : [];
    const id = platform.ids.next();
    const at = platform.clock.now();
    const listVersion = (await lastListVersion(tx, actor, input.purpose)) + 1;
    await insertItemList(tx, actor, {
      id,
      purpose: input.purpose,
      title: input.title,
      issuer: input.issuer,
      listVersion,
      basedOn: published?.id ?? null,
      by: actor.accountId,
      at,
    });
    if (published !== undefined) {
      const items = await itemsOfList(tx, actor, published.id);
      const copies = items.map((item) => ({
        id: platform.ids.next(),
        itemKey: item.item_key,
        position: item.position,
        fields: item.fields,
      }));
      await insertItems(tx, actor, { listId: id, at, items: copies });
    }
    await record(tx, platform, {
      type: 'itemList.created',
      actor,
      subject: { kind: 'itemList', id },
      data: { name: input.title, version: listVersion, listPurpose: input.purpose },
    });
    return ok({ id, version: 1 });
  });
}

export async function renameItemList(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; title: string; issuer: string },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'itemLists.rename' }, async (tx) => {
    const draft = await lockDraft(tx, actor, input);
    if (!draft.ok) return draft;
    const version = input.version + 1;
    await saveItemList(tx, actor, {
      id: input.id,
      version,
      at: platform.clock.now(),
      set: { title: input.title, issuer: input.issuer },
    });
    await record(tx, platform, {
      type: 'itemList.renamed',
      actor,
      subject: { kind: 'itemList', id: input.id },
      data: { name: input.title, version: draft.value.list_version },
    });
    return ok({ id: input.id, version });
  });
}

export async function discardItemList(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'itemLists.discard' },
    async (tx) => {
      const draft = await lockDraft(tx, actor, input);
      if (!draft.ok) return draft;
      await deleteItemList(tx, actor, input.id);
      await record(tx, platform, {
        type: 'itemList.discarded',
        actor,
        subject: { kind: 'itemList', id: input.id },
        data: { name: draft.value.title, version: draft.value.list_version },
      });
      return ok({ id: input.id });
    },
  );
}

/** Takes a step of the documents' way. Errors: those of the way, `itemList.empty`, `itemList.obstacles`. */
export async function stepItemList(
  platform: Platform,
  actor: Actor,
  input: DocumentStepInput & { id: string },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'itemLists.step' }, async (tx) => {
    const list = await lockItemList(tx, actor, input.id);
    if (list === undefined) return fail('itemList.not_found');
    if (list.purpose !== 'own') return fail('itemList.superior_has_no_steps');
    if (list.version !== input.version) return fail('document.changed_meanwhile');
    const obstacle = await refuseIncomplete(tx, actor, { list, step: input.step });
    if (obstacle !== null) return obstacle;
    // The published version ends before this one takes its place: there is only one at a time.
    if (input.step === 'publish') await supersede(tx, platform, actor);
    const next = await takeDocumentStep(tx, platform, {
      actor,
      document: { kind: 'itemList', id: list.id, state: list.state },
      wanted: input,
      data: { name: list.title, version: list.list_version },
    });
    if (!next.ok) return next;
    const version = list.version + 1;
    await saveItemList(tx, actor, {
      id: list.id,
      version,
      at: platform.clock.now(),
      set: { state: next.value, ...dayColumns(next.value, platform.clock.today(), input.place) },
    });
    return ok({ id: list.id, version });
  });
}

/** Days that a state brings: publication starts, revocation ends what applies. */
export function dayColumns(state: DocumentState, today: string, place: string) {
  if (state === 'published')
    return { published_on: today, effective_from: today, published_place: place } as const;
  return state === 'revoked' ? ({ effective_to: today } as const) : {};
}

async function supersede(tx: Tx, platform: Platform, actor: Actor): Promise<void> {
  for (const earlier of await lockOwnLists(tx, actor, ['published'])) {
    await saveItemList(tx, actor, {
      id: earlier.id,
      version: earlier.version + 1,
      at: platform.clock.now(),
      set: { state: 'superseded', effective_to: platform.clock.today() },
    });
  }
}

/** Nothing goes to review, approval or the public while an item lacks its legal basis. */
async function refuseIncomplete(
  tx: Tx,
  actor: Actor,
  wanted: { readonly list: StoredList; readonly step: DocumentStepInput['step'] },
) {
  if (!['submit', 'review', 'approve', 'publish'].includes(wanted.step)) return null;
  const items = await itemsOfList(tx, actor, wanted.list.id);
  if (items.length === 0) return fail('itemList.empty');
  const obstacles = obstaclesOf(items);
  if (obstacles.length === 0) return null;
  const named = obstacles.slice(0, namedObstacles).map((one) => `${one.itemCode} ${one.itemName}`.trim());
  const more = obstacles.length > named.length ? '…' : '';
  return fail('itemList.obstacles', { count: obstacles.length, items: `${named.join('；')}${more}` });
}

function obstaclesOf(items: readonly StoredItem[]): readonly ListObstacle[] {
  return items.flatMap((item) =>
    itemFaults(item.fields).map((code) => ({
      itemId: item.id,
      itemCode: item.code,
      itemName: item.name,
      code,
    })),
  );
}

/**
 * The draft, locked, when the actor's agency has it in this row version.
 * Errors: `itemList.not_found`, `document.changed_meanwhile`, `document.not_draft`.
 */
export async function lockDraft(
  tx: Tx,
  actor: Actor,
  wanted: { readonly id: string; readonly version: number | null },
): Promise<Result<StoredList>> {
  const list = await lockItemList(tx, actor, wanted.id);
  if (list === undefined) return fail('itemList.not_found');
  const may = mayChange(list, wanted.version);
  return may.ok ? ok(list) : may;
}

export function mayEdit(actor: Actor, list: Pick<StoredList, 'state'>): boolean {
  return list.state === 'draft' && hasRole(actor, 'legalOfficer', 'sectionOfficer');
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
}

export function rowOf(list: CountedList): ItemListRow {
  return {
    id: list.id,
    purpose: list.purpose,
    title: list.title,
    issuer: list.issuer,
    listVersion: list.list_version,
    version: list.version,
    state: list.state,
    items: list.items,
    publishedOn: list.published_on,
    publishedPlace: list.published_place,
    effectiveFrom: list.effective_from,
    effectiveTo: list.effective_to,
    updatedAt: list.updated_at,
  };
}
