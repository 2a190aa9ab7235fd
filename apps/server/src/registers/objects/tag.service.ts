/** Tags for a time: set, ended, and brought to today's state by a daily round. Others read `objects.tags` only. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { lockObject, type StoredObject } from '../object.queries.ts';
import { type ObjectChange, saveChange } from '../object.service.ts';
import { datedTagsOf, dateTagById, endTags, insertDatedTags, refreshTagsOn } from './tag.queries.ts';

/** Errors: `object.not_found`, `objectTag.days_invalid`, `objectTag.listed_invalid` (only a listing decision sets that tag). */
export async function setTag(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; objectId: string; tag: string; validFrom: string; validTo: string | null },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objectTags.set' };
  return runAction(platform, request, async (tx) => {
    const { objectId, tag, validFrom, validTo } = input;
    if (tag === listedTag) return fail('objectTag.listed_invalid', {}, 'tag');
    const stored = await lockObject(tx, actor, objectId);
    if (stored === undefined) return fail('object.not_found');
    const today = platform.clock.today();
    if (validTo !== null && (validTo < validFrom || validTo < today))
      return fail('objectTag.days_invalid', {}, 'validTo');
    const id = platform.ids.next();
    const days = { validFrom, validTo, by: actor.accountId, at: platform.clock.now() };
    await insertDatedTags(tx, actor, [{ id, objectId, tag, ...days }]);
    const isNew = validFrom <= today && !stored.tags.includes(tag);
    const tags = isNew ? [...stored.tags, tag] : stored.tags;
    const saved = isNew
      ? await saveChange(platform, tx, tagChange({ actor, stored, tags, event: 'objectTag.set' }))
      : null;
    if (saved !== null) return saved.ok ? ok({ id }) : saved;
    const data = { tag, validFrom, validTo: validTo ?? '' };
    const subject = { kind: 'object', id: objectId };
    await record(tx, platform, { type: 'objectTag.set', actor, subject, data });
    return ok({ id });
  });
}

function tagChange(given: {
  actor: Actor;
  stored: StoredObject;
  tags: string[];
  event: string;
}): ObjectChange {
  const { actor, stored, tags, event } = given;
  return { actor, stored, event, changes: { tags: [stored.tags, tags] }, reason: '', columns: { tags } };
}

/** Errors: `objectTag.not_found`, `objectTag.ended`, `objectTag.listed_invalid`. */
export async function endTag(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objectTags.end' };
  return runAction(platform, request, async (tx) => {
    const { id } = input;
    const today = platform.clock.today();
    const dated = await dateTagById(tx, actor, id);
    if (dated === undefined) return fail('objectTag.not_found');
    if (dated.valid_to !== null && dated.valid_to < today) return fail('objectTag.ended');
    if (dated.tag === listedTag) return fail('objectTag.listed_invalid');
    const stored = await lockObject(tx, actor, dated.object_id);
    if (stored === undefined) return fail('objectTag.not_found');
    await endTags(tx, actor, { where: { id }, today });
    const others = await datedTagsOf(tx, actor, stored.id);
    const isStill = others.some(
      (one) =>
        one.tag === dated.tag && one.valid_from <= today && (one.valid_to === null || one.valid_to >= today),
    );
    if (!isStill && stored.tags.includes(dated.tag)) {
      const tags = stored.tags.filter((one) => one !== dated.tag);
      const saved = await saveChange(
        platform,
        tx,
        tagChange({ actor, stored, tags, event: 'objectTag.ended' }),
      );
      return saved.ok ? ok({ id }) : saved;
    }
    const subject = { kind: 'object', id: stored.id };
    const data = { tag: dated.tag, lastDay: addDays(today, -1) };
    await record(tx, platform, { type: 'objectTag.ended', actor, subject, data });
    return ok({ id });
  });
}

/** The daily round: tags that ended fall away, tags that begin are added; one event for each jurisdiction. */
export async function refreshTags(platform: Platform): Promise<void> {
  await inTransaction(platform.db, async (tx) => {
    const changed = await refreshTagsOn(tx, platform.clock.today(), platform.clock.now());
    for (const { jurisdiction_id: jurisdictionId, objects } of changed)
      await record(tx, platform, {
        type: 'objectTag.refreshed',
        actor: { jurisdictionId, accountId: null },
        subject: { kind: 'jurisdiction', id: jurisdictionId },
        data: { objects: Number(objects) },
      });
  });
}
