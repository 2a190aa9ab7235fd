/** The office's own corrections and withdrawals of what is public: the same two functions that other stages call, behind the office's permissions. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PublicResult } from '@mingcha/core/publications/public-record.ts';
import type { RemovalReason } from '@mingcha/core/publications/publication.ts';
import { runAction } from '../platform/action.ts';
import type { Platform } from '../platform/platform.ts';
import { lockedPublication, refuseOwnWork } from './case.ts';
import { currentPayload, moved, reread } from './engine.ts';
import { correctPublication, withdrawPublication } from './publication.service.ts';
import { type Changed, changedOf, edited, type WordingEdit } from './review.service.ts';

interface Write {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
}

/**
 * Other words for what was found. What was found leaves the public record by an objection or a changed result only.
 * Errors: those of `lockedPublication`, `refuseOwnWork`, `edited` and `correctPublication`;
 * `publication.removal_changes_invalid`.
 */
export async function correctWording(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly findings: readonly WordingEdit[]; readonly ground: string },
): Promise<Result<Changed>> {
  const { actionId, ground } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.correct' }, async (tx) => {
    const locked = await lockedPublication(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const may = moved(row, 'correct');
    if (!may.ok) return may;
    const own = await refuseOwnWork(tx, row, actor);
    if (!own.ok) return own;
    if (input.findings.some(({ text }) => text === null || text === ''))
      return fail('publication.removal_changes_invalid', {}, 'findings');
    const after = edited((await currentPayload(tx, row)) as PublicResult, input.findings);
    if (!after.ok) return after;
    const made = await correctPublication(tx, platform, {
      publicationId: row.id,
      change: () => after.value,
      ground,
      actor,
    });
    return made.ok ? ok(changedOf(await reread(tx, row))) : made;
  });
}

/** Errors: those of `lockedPublication` and `withdrawPublication`; `publication.listing_withdraw`. */
export async function withdrawOwn(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly reason: RemovalReason; readonly note: string },
): Promise<Result<Changed>> {
  const { actionId, reason, note } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.withdraw' }, async (tx) => {
    const locked = await lockedPublication(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    // Its decision stands: it leaves the public with the listing, its repair or its term.
    if (row.kind === 'listing') return fail('publication.listing_withdraw');
    const gone = await withdrawPublication(tx, platform, { publicationId: row.id, reason, note, actor });
    return gone.ok ? ok(changedOf(await reread(tx, row))) : gone;
  });
}
