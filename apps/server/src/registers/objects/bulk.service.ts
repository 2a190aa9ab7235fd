/** One change to many objects: previewed, then done for all or for none, with a revision each and one event. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import {
  type BulkChange,
  type BulkSelection,
  bulkLimit,
} from '@mingcha/core/registers/objects/upkeep-api.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { sectionsOf } from '../object.queries.ts';
import { matchingIds } from '../object-list.queries.ts';
import { bulkFound, changeChosen, lockChosen } from './bulk.queries.ts';
import { insertDatedTags } from './tag.queries.ts';

interface Asked {
  readonly selection: BulkSelection;
  readonly change: BulkChange;
}

/** Errors: `objects.bulk_none`, `objects.bulk_too_many`, `objects.bulk_section_invalid`, `objectTag.days_invalid`. */
export async function previewBulk(platform: Platform, actor: Actor, asked: Asked) {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const chosen = await choose(tx, actor, { ...asked, today });
    if (!chosen.ok) return chosen;
    const found = await bulkFound(tx, actor, { ids: chosen.value, change: asked.change, today });
    const { matched, changing, examples, mark } = found;
    return ok({ matched, changing, unchanged: matched - changing, examples: [...examples], mark });
  });
}

async function choose(
  tx: Tx,
  actor: Actor,
  asked: Asked & { readonly today: string },
): Promise<Result<readonly string[]>> {
  const { selection, change } = asked;
  if (change.op === 'addTag' && change.validTo !== null && change.validTo < asked.today)
    return fail('objectTag.days_invalid', {}, 'validTo');
  if (change.op === 'section' && change.sectionId !== null) {
    const sections = await sectionsOf(tx, actor);
    if (!sections.some((section) => section.id === change.sectionId))
      return fail('objects.bulk_section_invalid', {}, 'sectionId');
  }
  const ids =
    'ids' in selection
      ? selection.ids
      : await matchingIds(tx, actor, { filter: selection.filter, limit: bulkLimit + 1 });
  if (ids.length > bulkLimit) return fail('objects.bulk_too_many', { limit: bulkLimit });
  return ids.length === 0 ? fail('objects.bulk_none') : ok(ids);
}

/** Errors: as the preview; `objects.bulk_changed_meanwhile` when others changed what was seen; `objects.bulk_nothing`. */
export async function applyBulk(
  platform: Platform,
  actor: Actor,
  input: Asked & { readonly actionId: string; readonly mark: string; readonly note: string },
): Promise<Result<{ matched: number; changing: number; unchanged: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objects.bulk' };
  const today = platform.clock.today();
  return runAction(platform, request, async (tx) => {
    const { change, note } = input;
    if ('tag' in change && change.tag === listedTag) return fail('objectTag.listed_invalid', {}, 'tag');
    const chosen = await choose(tx, actor, { ...input, today });
    if (!chosen.ok) return chosen;
    const ids = chosen.value;
    await lockChosen(tx, actor, ids);
    const found = await bulkFound(tx, actor, { ids, change, today });
    if (found.mark !== input.mark) return fail('objects.bulk_changed_meanwhile');
    if (found.changing === 0) return fail('objects.bulk_nothing');
    const stamp = { by: actor.accountId, at: platform.clock.now() };
    const changed = await changeChosen(tx, actor, { ids, change, today, note, ...stamp });
    if (change.op === 'addTag' && change.validTo !== null) {
      const days = { tag: change.tag, validFrom: today, validTo: change.validTo, ...stamp };
      const tags = changed.map((objectId) => ({ id: platform.ids.next(), objectId, ...days }));
      await insertDatedTags(tx, actor, tags);
    }
    await record(tx, platform, {
      type: 'objects.bulkChanged',
      actor,
      subject: { kind: 'objects', id: actor.agencyId },
      data: { change: describe(change), count: changed.length, reason: note, first: changed.slice(0, 20) },
    });
    const { matched, changing } = found;
    return ok({ matched, changing, unchanged: matched - changing });
  });
}

/** The change as the ledger keeps it: texts only. */
function describe(change: BulkChange): Record<string, string> {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? '']));
}
