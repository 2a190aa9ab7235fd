/**
 * Review of what shall be published by the legal section: secrecy, trade secrets, privacy. Hints that stop a publication
 * have to be written out of the text, the others looked at one by one; edits of the public wording begin the review anew.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PublicResult } from '@mingcha/core/publications/public-record.ts';
import { sameValue } from '@mingcha/core/publications/public-result.ts';
import type { PublicationState } from '@mingcha/core/publications/publication.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { askedRequest, lockedPublication, refuseOwnWork } from './case.ts';
import { addVersion, currentPayload, moved, noteStep, recordPublication, reread } from './engine.ts';
import { hasEdited, keyOf, type StoredPublication, savePublication } from './publication.queries.ts';
import { personsOf } from './read.service.ts';
import { hintsOf } from './view.ts';

export interface Changed {
  readonly state: PublicationState;
  readonly version: number;
}
export const changedOf = (row: StoredPublication): Changed => ({
  state: row.state as PublicationState,
  version: row.row_version,
});

export interface WordingEdit {
  readonly id: string;
  /** Null takes the problem out of the public record. */
  readonly text: string | null;
}

interface Review {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly decision: 'pass' | 'return';
  readonly note: string;
  readonly confirmed: readonly string[];
}

/**
 * Errors: those of `lockedPublication` and `refuseOwnWork`; `publication.wrong_state`, `publication.own_wording_forbidden`,
 * `publication.request_waits`, `publication.note_missing_invalid`, `publication.hint_blocks` {found}, `publication.hints_open` {count}.
 */
export async function reviewPublication(
  platform: Platform,
  actor: Actor,
  input: Review,
): Promise<Result<Changed>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.review' }, async (tx) => {
    const locked = await lockedPublication(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const next = moved(row, input.decision);
    if (!next.ok) return next;
    const own = await refuseOwnWork(tx, row, actor);
    if (!own.ok) return own;
    if (input.decision === 'return' && input.note === '')
      return fail('publication.note_missing_invalid', {}, 'note');
    if (input.decision === 'pass' && (await hasEdited(tx, keyOf(row), actor.accountId)))
      return fail('publication.own_wording_forbidden');
    const hints = input.decision === 'pass' ? await passRefusal(tx, row, input.confirmed) : ok(null);
    if (!hints.ok) return hints;
    await savePublication(tx, keyOf(row), {
      state: next.value,
      reviewed_by: actor.accountId,
      reviewed_name: actor.personName,
      reviewed_at: platform.clock.now(),
      at: platform.clock.now(),
    });
    const step = input.decision === 'pass' ? 'passed' : 'returned';
    await noteStep(tx, platform, { row, step, doer: actor, note: input.note });
    const now = await reread(tx, row);
    await recordPublication(tx, platform, {
      row: now,
      type: 'publication.reviewed',
      doer: actor,
      data: { publicationDecision: input.decision },
    });
    return ok(changedOf(now));
  });
}

/** Why what stands cannot pass: a request waits, a hint stops it, or hints were not looked at. */
async function passRefusal(
  tx: Tx,
  row: StoredPublication,
  confirmed: readonly string[],
): Promise<Result<null>> {
  if ((await askedRequest(tx, row)) !== undefined) return fail('publication.request_waits');
  const hints = hintsOf(await currentPayload(tx, row), await personsOf(tx, row));
  const blocking = hints.find((hint) => hint.isBlocking);
  if (blocking !== undefined) return fail('publication.hint_blocks', { found: blocking.found });
  const open = hints.filter((hint) => !confirmed.includes(hint.key));
  return open.length === 0 ? ok(null) : fail('publication.hints_open', { count: open.length }, 'confirmed');
}

/**
 * Changes the public wording of problems before anything is published; the record keeps its own. Errors: those of
 * `lockedPublication`; `publication.wrong_state`, `publication.finding_unknown_invalid`, `publication.nothing_changed`.
 */
export async function editPublication(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly findings: readonly WordingEdit[];
    readonly note: string;
  },
): Promise<Result<Changed>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.edit' }, async (tx) => {
    const locked = await lockedPublication(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const next = moved(row, 'edit');
    if (!next.ok) return next;
    const before = (await currentPayload(tx, row)) as PublicResult;
    const after = edited(before, input.findings);
    if (!after.ok) return after;
    if (sameValue(before, after.value)) return fail('publication.nothing_changed');
    const version = row.version + 1;
    const digest = await addVersion(tx, platform, {
      row,
      version,
      payload: after.value,
      why: 'edited',
      ground: input.note,
      doer: actor,
    });
    await savePublication(tx, keyOf(row), { state: next.value, version, at: platform.clock.now() });
    await noteStep(tx, platform, { row, step: 'edited', doer: actor, note: input.note });
    const now = await reread(tx, row);
    await recordPublication(tx, platform, {
      row: now,
      type: 'publication.edited',
      doer: actor,
      data: { payloadDigest: digest },
    });
    return ok(changedOf(now));
  });
}

/** The payload with other wordings. Errors: `publication.finding_unknown_invalid`. */
export function edited(payload: PublicResult, edits: readonly WordingEdit[]): Result<PublicResult> {
  const known = new Set(payload.findings.map((each) => each.id));
  if (edits.some((edit) => !known.has(edit.id))) return fail('publication.finding_unknown_invalid');
  const texts = new Map(edits.map((edit) => [edit.id, edit.text]));
  const findings = payload.findings.flatMap((each) => {
    const text = texts.get(each.id);
    if (text === undefined) return [each];
    return text === null || text === '' ? [] : [{ id: each.id, text }];
  });
  return ok({ ...payload, findings });
}
