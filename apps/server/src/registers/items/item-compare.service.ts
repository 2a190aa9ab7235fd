/**
 * Comparing lists: two versions of the own list (R008), and the own list with a superior agency's (R006), where each
 * item's source, local change and day are recorded and lacking items are taken over into the draft.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { AlignmentView, ListDifference } from '@mingcha/core/registers/items/item-compare-api.ts';
import { pairItems } from '@mingcha/core/registers/items/item-import.ts';
import { itemDifferences, nextCode, versionDifference } from '@mingcha/core/registers/items/item-rules.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { alignmentSources, alignmentsOf, type SourceList, saveAlignment } from './alignment.queries.ts';
import { insertItems, itemsOfList, type StoredItem } from './item.queries.ts';
import { type CountedList, itemListById, itemLists } from './item-list.queries.ts';
import { lockDraft } from './item-list.service.ts';

/** Fields that belong to an agency alone: they are no difference from another agency's item. */
const ownFields = new Set(['code', 'unit', 'subject', 'sectionId', 'sheetIds', 'leniencyKeys', 'coAgencies']);

export async function diffItemLists(
  platform: Platform,
  actor: Actor,
  wanted: { id: string; with: string | undefined },
): Promise<Result<ListDifference>> {
  return inTransaction(platform.db, async (tx) => {
    const after = await itemListById(tx, actor, wanted.id);
    if (after === undefined) return fail('itemList.not_found');
    const otherId = wanted.with ?? after.based_on;
    const before = otherId === null ? undefined : await itemListById(tx, actor, otherId);
    if (wanted.with !== undefined && before === undefined) return fail('itemList.not_found');
    const found = versionDifference(
      before === undefined ? [] : (await itemsOfList(tx, actor, before.id)).map(keyed),
      (await itemsOfList(tx, actor, after.id)).map(keyed),
    );
    return ok({
      before: before === undefined ? null : headOf(before),
      after: headOf(after),
      added: found.added.map((one) => refOf(one.item)),
      ended: found.ended.map((one) => refOf(one.item)),
      changed: found.changed.map((one) => ({
        ...refOf(one.after.item),
        differences: [...one.differences],
      })),
    });
  });
}

export async function listAlignmentSources(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({ rows: (await alignmentSources(tx, actor, null)).map(sourceOf) }),
  );
}

export async function getAlignment(
  platform: Platform,
  actor: Actor,
  sourceId: string,
): Promise<Result<AlignmentView>> {
  return inTransaction(platform.db, async (tx) => {
    const [source] = await alignmentSources(tx, actor, { id: sourceId });
    if (source === undefined) return fail('itemAlignment.source_not_found');
    const theirs = (await itemsOfList(tx, scopeOf(source), source.id)).map(keyed);
    const list = await ownList(tx, actor);
    const ours = list === undefined ? [] : (await itemsOfList(tx, actor, list.id)).map(keyed);
    const recorded = new Map((await alignmentsOf(tx, actor)).map((one) => [one.item_key, one]));
    const byKey = new Map(theirs.map((one) => [one.itemKey, one]));
    const paired = pairItems(ours, theirs);
    const partners = ours.map((own) => {
      const known = byKey.get(recorded.get(own.itemKey)?.source_item_key ?? '');
      return known ?? paired.get(own) ?? null;
    });
    const used = new Set(partners.flatMap((partner) => partner?.itemKey ?? []));
    return ok({
      source: sourceOf(source),
      list: list === undefined ? null : { ...headOf(list), draft: list.state === 'draft' },
      rows: ours.map((own, index) => {
        const partner = partners[index] ?? null;
        const record = recorded.get(own.itemKey);
        return {
          itemKey: own.itemKey,
          item: refOf(own.item),
          source: partner === null ? null : refOf(partner.item),
          differences:
            partner === null
              ? []
              : itemDifferences(partner.fields, own.fields).filter((one) => !ownFields.has(one.field)),
          recorded:
            record === undefined
              ? null
              : {
                  alignedOn: record.aligned_on,
                  localChange: record.local_change,
                  sourceName: record.source_fields.name,
                },
        };
      }),
      lacking: theirs.filter((one) => !used.has(one.itemKey)).map((one) => refOf(one.item)),
    });
  });
}

interface AlignmentInput {
  readonly actionId: string;
  readonly sourceId: string;
  readonly rows: readonly {
    readonly itemKey: string | null;
    readonly sourceItemId: string;
    readonly localChange: string;
  }[];
}

/** Errors: `itemAlignment.source_not_found`, `itemAlignment.item_invalid`, `itemAlignment.no_draft`. */
export async function recordAlignment(
  platform: Platform,
  actor: Actor,
  input: AlignmentInput,
): Promise<Result<{ recorded: number; taken: number }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'itemAlignments.record' },
    async (tx) => {
      const [source] = await alignmentSources(tx, actor, { id: input.sourceId });
      const list = await ownList(tx, actor);
      if (source === undefined || list === undefined) return fail('itemAlignment.source_not_found');
      const theirs = new Map(
        (await itemsOfList(tx, scopeOf(source), source.id)).map((item) => [item.id, item]),
      );
      const ours = await itemsOfList(tx, actor, list.id);
      const keys = new Set(ours.map((item) => item.item_key));
      const bad = input.rows.some(
        (row) => !theirs.has(row.sourceItemId) || (row.itemKey !== null && !keys.has(row.itemKey)),
      );
      if (bad) return fail('itemAlignment.item_invalid', {}, 'rows');
      const wanted = input.rows.filter((row) => row.itemKey === null);
      const draft = wanted.length === 0 ? null : await lockDraft(tx, actor, { id: list.id, version: null });
      if (draft !== null && !draft.ok) return fail('itemAlignment.no_draft');
      const taken = await takeOver(tx, platform, { actor, list, ours, wanted, theirs });
      for (const row of input.rows) {
        const item = theirs.get(row.sourceItemId);
        const itemKey = row.itemKey ?? taken.get(row.sourceItemId);
        if (item === undefined || itemKey === undefined) continue;
        await saveAlignment(tx, actor, {
          itemKey,
          source: { issuer: issuerOf(source), title: source.title, version: source.list_version },
          sourceItemKey: item.item_key,
          sourceFields: item.fields,
          localChange: row.localChange,
          onDay: platform.clock.today(),
          by: actor.accountId,
        });
      }
      const done = { recorded: input.rows.length, taken: taken.size };
      await record(tx, platform, {
        type: 'itemAlignment.recorded',
        actor,
        subject: { kind: 'itemList', id: list.id },
        data: { source: issuerOf(source), rows: done.recorded, added: done.taken },
      });
      return ok(done);
    },
  );
}

interface TakeOver {
  readonly actor: Actor;
  readonly list: CountedList;
  readonly ours: readonly StoredItem[];
  readonly wanted: AlignmentInput['rows'];
  readonly theirs: ReadonlyMap<string, StoredItem>;
}

/** Copies superior items to the end of the draft; the map gives the new key of each source item. */
async function takeOver(tx: Tx, platform: Platform, given: TakeOver): Promise<ReadonlyMap<string, string>> {
  const codes = given.ours.map((item) => item.code);
  let position = given.ours.at(-1)?.position ?? 0;
  const taken = new Map<string, string>();
  const items = given.wanted.flatMap((row) => {
    const item = given.theirs.get(row.sourceItemId);
    if (item === undefined || taken.has(row.sourceItemId)) return [];
    const code = nextCode(codes);
    codes.push(code);
    position += 1;
    const itemKey = platform.ids.next();
    taken.set(row.sourceItemId, itemKey);
    const fields = { ...item.fields, code, unit: '', sectionId: null, sheetIds: [], leniencyKeys: [] };
    return [{ id: platform.ids.next(), itemKey, position, fields }];
  });
  await insertItems(tx, given.actor, { listId: given.list.id, at: platform.clock.now(), items });
  return taken;
}

/** The version in work, else the one in force. */
async function ownList(tx: Tx, actor: Actor): Promise<CountedList | undefined> {
  const lists = await itemLists(tx, actor, 'own');
  const open = lists.find((list) => ['draft', 'legalReview', 'reviewed', 'approved'].includes(list.state));
  return open ?? lists.find((list) => list.state === 'published');
}

function keyed(item: StoredItem) {
  return { itemKey: item.item_key, fields: item.fields, item };
}
function refOf({ id, code, name, category }: StoredItem) {
  return { id, code, name, category };
}
function headOf({ id, title, list_version }: CountedList) {
  return { id, title, listVersion: list_version };
}
function scopeOf(list: CountedList) {
  return { jurisdictionId: list.jurisdiction_id, agencyId: list.agency_id };
}
function issuerOf(source: SourceList): string {
  return source.purpose === 'own' ? source.agency_name : source.issuer || source.title;
}
function sourceOf(source: SourceList) {
  return {
    id: source.id,
    title: source.title,
    issuer: issuerOf(source),
    level: source.purpose === 'own' ? source.agency_level : '',
    listVersion: source.list_version,
    items: source.items,
    publishedOn: source.published_on,
    imported: source.purpose === 'superior',
  };
}
