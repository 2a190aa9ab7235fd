/** Use cases of single items: they change in a draft only; every published version stays as it was. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import type {
  ItemAlignment,
  ItemDetail,
  ItemFilter,
  ItemRow,
} from '@mingcha/core/registers/items/item-list.ts';
import { itemDifferences, nextCode, unusedBefore } from '@mingcha/core/registers/items/item-rules.ts';
import type { Selectable } from 'kysely';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { sectionsOf } from '../object.queries.ts';
import { alignmentOf } from './alignment.queries.ts';
import {
  deleteItems,
  insertItems,
  itemById,
  itemPage,
  itemsOfList,
  type ListedItem,
  type StoredItem,
  saveItem,
} from './item.queries.ts';
import { itemListById } from './item-list.queries.ts';
import { lockDraft, mayEdit } from './item-list.service.ts';
import { publishedItems } from './published-items.queries.ts';
import type { ItemAlignmentsTable } from './tables.ts';

export async function listItems(
  platform: Platform,
  actor: Actor,
  query: { listId: string; filter: ItemFilter; after: string | undefined; limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    if ((await itemListById(tx, actor, query.listId)) === undefined) return fail('itemList.not_found');
    const rows = await itemPage(tx, actor, { ...query, unusedBefore: unusedBefore(platform.clock.today()) });
    const page = pageOfRows(rows, query.limit, (row) => [String(row.position), row.id]);
    return ok({ rows: page.rows.map(rowOf), next: page.next });
  });
}

export async function getItem(platform: Platform, actor: Actor, id: string): Promise<Result<ItemDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const item = await itemById(tx, actor, id);
    if (item === undefined) return fail('item.not_found');
    const list = await itemListById(tx, actor, item.list_id);
    if (list === undefined) return fail('item.not_found');
    const alignment = await alignmentOf(tx, actor, item.item_key);
    return ok({
      id,
      itemKey: item.item_key,
      listId: item.list_id,
      listVersion: list.list_version,
      listState: list.state,
      version: item.version,
      position: item.position,
      editable: mayEdit(actor, list),
      fields: item.fields,
      sectionName: item.section_name,
      lastUsedOn: item.last_used_on,
      alignment: alignment === undefined ? null : alignmentView(alignment),
    });
  });
}

export async function listPublished(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await publishedItems(tx, actor);
    return ok({
      rows: rows.map((row) => ({
        ...row,
        methods: [...row.methods],
        qualifications: [...row.qualifications],
        sheetIds: [...row.sheetIds],
        ratio: row.ratio === null ? null : ([row.ratio[0], row.ratio[1]] as [number, number]),
      })),
    });
  });
}

type Changed = Result<{ id: string; version: number }>;

export async function createItem(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; listId: string; fields: ItemFields },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'items.create' }, async (tx) => {
    const draft = await lockDraft(tx, actor, { id: input.listId, version: null });
    if (!draft.ok) return draft;
    const items = await itemsOfList(tx, actor, input.listId);
    const code = input.fields.code === '' ? nextCode(items.map((item) => item.code)) : input.fields.code;
    const fields = { ...input.fields, code };
    const refusal = await refuseFields(tx, actor, { fields, items, id: null });
    if (refusal !== null) return refusal;
    const id = platform.ids.next();
    const position = (items.at(-1)?.position ?? 0) + 1;
    const at = platform.clock.now();
    await insertItems(tx, actor, {
      listId: input.listId,
      at,
      items: [{ id, itemKey: platform.ids.next(), position, fields }],
    });
    await note(tx, platform, {
      type: 'item.created',
      actor,
      id,
      data: { name: fields.name, version: draft.value.list_version },
    });
    return ok({ id, version: 1 });
  });
}

export async function updateItem(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number; fields: ItemFields },
): Promise<Changed> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'items.update' }, async (tx) => {
    const found = await itemOfDraft(tx, actor, input);
    if (!found.ok) return found;
    const { item } = found.value;
    const items = await itemsOfList(tx, actor, item.list_id);
    const fields = { ...input.fields, code: input.fields.code === '' ? item.code : input.fields.code };
    const differences = itemDifferences(item.fields, fields);
    if (differences.length === 0) return fail('item.nothing_changed');
    const refusal = await refuseFields(tx, actor, { fields, items, id: item.id });
    if (refusal !== null) return refusal;
    const version = item.version + 1;
    await saveItem(tx, actor, { id: item.id, fields, version, at: platform.clock.now() });
    await note(tx, platform, {
      type: 'item.changed',
      actor,
      id: item.id,
      data: { name: fields.name, fields: differences.map((one) => one.field) },
    });
    return ok({ id: item.id, version });
  });
}

export async function endItem(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; version: number },
): Promise<Result<{ id: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'items.end' }, async (tx) => {
    const found = await itemOfDraft(tx, actor, input);
    if (!found.ok) return found;
    await deleteItems(tx, actor, [input.id]);
    await note(tx, platform, {
      type: 'item.ended',
      actor,
      id: input.id,
      data: { name: found.value.item.name, version: found.value.listVersion },
    });
    return ok({ id: input.id });
  });
}

/** The item of a draft, its list locked. */
async function itemOfDraft(
  tx: Tx,
  actor: Actor,
  wanted: { readonly id: string; readonly version: number },
): Promise<Result<{ item: StoredItem; listVersion: number }>> {
  const before = await itemById(tx, actor, wanted.id);
  if (before === undefined) return fail('item.not_found');
  const draft = await lockDraft(tx, actor, { id: before.list_id, version: null });
  if (!draft.ok) return draft;
  const item = await itemById(tx, actor, wanted.id);
  if (item === undefined) return fail('item.not_found');
  if (item.version !== wanted.version) return fail('item.changed_meanwhile');
  return ok({ item, listVersion: draft.value.list_version });
}

async function refuseFields(
  tx: Tx,
  actor: Actor,
  wanted: {
    readonly fields: ItemFields;
    readonly items: readonly StoredItem[];
    readonly id: string | null;
  },
) {
  const { code, sectionId } = wanted.fields;
  const other = wanted.items.find((item) => item.code === code && item.id !== wanted.id);
  if (other !== undefined) return fail('item.code_taken', { code, name: other.name }, 'code');
  if (sectionId === null) return null;
  const sections = await sectionsOf(tx, actor);
  return sections.some((section) => section.id === sectionId)
    ? null
    : fail('item.section_invalid', {}, 'sectionId');
}

function note(
  tx: Tx,
  platform: Platform,
  event: {
    readonly type: string;
    readonly actor: Actor;
    readonly id: string;
    readonly data: Parameters<typeof record>[2]['data'];
  },
) {
  return record(tx, platform, {
    type: event.type,
    actor: event.actor,
    subject: { kind: 'item', id: event.id },
    data: event.data,
  });
}

function alignmentView(one: Selectable<ItemAlignmentsTable>): ItemAlignment {
  return {
    sourceIssuer: one.source_issuer,
    sourceTitle: one.source_title,
    sourceVersion: one.source_version,
    sourceCode: one.source_fields.code,
    sourceName: one.source_fields.name,
    localChange: one.local_change,
    alignedOn: one.aligned_on,
  };
}

function rowOf(item: ListedItem): ItemRow {
  return {
    id: item.id,
    itemKey: item.item_key,
    position: item.position,
    code: item.code,
    unit: item.unit,
    category: item.category,
    name: item.name,
    tier: item.tier,
    announced: item.announced,
    bases: item.fields.bases.length,
    methods: item.fields.methods,
    objectsText: item.fields.objectsText,
    sectionName: item.section_name,
    lastUsedOn: item.last_used_on,
  };
}
