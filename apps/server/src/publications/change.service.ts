/**
 * The office's own corrections and withdrawals of what is public: the same two functions that other stages call, behind the
 * office's permissions. A correction takes two: one proposes the words, another puts them in place.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PublicResult } from '@mingcha/core/publications/public-record.ts';
import type { RemovalReason } from '@mingcha/core/publications/publication.ts';
import { publicationNotices } from '@mingcha/core/publications/publication-notices.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import { notifyAll } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { lockedPublication, refuseOwnWork } from './case.ts';
import {
  correctionById,
  correctionsOf,
  insertCorrection,
  type StoredCorrection,
  saveCorrectionDecision,
} from './correction.queries.ts';
import { publicationPeople } from './due.queries.ts';
import { currentPayload, moved, noteStep, recordPublication, reread } from './engine.ts';
import { keyOf, type StoredPublication } from './publication.queries.ts';
import { correctPublication, withdrawPublication } from './publication.service.ts';
import { personsOf } from './read.service.ts';
import { type Changed, changedOf, edited, type WordingEdit } from './review.service.ts';
import { hintsOf } from './view.ts';

interface Write {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
}

/**
 * Proposes other words for what was found; nothing public changes before somebody else agrees. What was found leaves the
 * public record by an objection or a changed result only.
 * Errors: those of `lockedPublication`, `refuseOwnWork` and `edited`; `publication.removal_changes_invalid`,
 * `publication.correction_waits`, `publication.hint_blocks` {found}, `publication.wrong_state`.
 */
export async function proposeCorrection(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly findings: readonly WordingEdit[]; readonly ground: string },
): Promise<Result<{ readonly id: string }>> {
  const { actionId, ground } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.correct' }, async (tx) => {
    const locked = await lockedPublication(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const may = moved(row, 'correct');
    if (!may.ok) return may;
    const own = await refuseOwnWork(tx, row, actor);
    if (!own.ok) return own;
    if ((await waitingCorrection(tx, row)) !== undefined) return fail('publication.correction_waits');
    const findings = input.findings.flatMap(({ id, text }) => (text === null ? [] : [{ id, text }]));
    if (findings.length < input.findings.length || findings.some(({ text }) => text === ''))
      return fail('publication.removal_changes_invalid', {}, 'findings');
    const after = edited((await currentPayload(tx, row)) as PublicResult, findings);
    if (!after.ok) return after;
    const hint = hintsOf(after.value, await personsOf(tx, row)).find((each) => each.isBlocking);
    if (hint !== undefined) return fail('publication.hint_blocks', { found: hint.found }, 'findings');
    const id = platform.ids.next();
    await insertCorrection(tx, {
      jurisdiction_id: row.jurisdiction_id,
      id,
      publication_id: row.id,
      agency_id: row.agency_id,
      findings: JSON.stringify(findings),
      public_version: row.version,
      ground,
      asked_by: actor.accountId,
      asked_name: actor.personName,
      asked_at: platform.clock.now(),
    });
    await noteStep(tx, platform, { row, step: 'correctionAsked', doer: actor, note: ground });
    await recordPublication(tx, platform, { row, type: 'publication.correction_asked', doer: actor });
    await tellSecond(tx, platform, { row, actor, id });
    return ok({ id });
  });
}

async function waitingCorrection(tx: Tx, row: StoredPublication) {
  return (await correctionsOf(tx, keyOf(row))).find((each) => each.state === 'asked');
}

/** The head and whoever else publishes for the agency. */
async function tellSecond(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly actor: Actor; readonly id: string },
): Promise<void> {
  const { row, actor, id } = of;
  const place = { jurisdictionId: row.agency_jurisdiction_id, agencyId: row.agency_id };
  const { heads, named } = await publicationPeople(tx, { ...place, today: platform.clock.today() });
  await notifyAll(tx, platform, {
    jurisdictionId: place.jurisdictionId,
    accountIds: [...heads, ...named].filter((each) => each !== actor.accountId),
    kind: publicationNotices.correctionAsked,
    data: { asker: actor.personName },
    link: `/publications/${row.id}`,
    dedupeKey: `publication.correction ${id}`,
  });
}

/**
 * Puts a proposed correction in place in sight of everybody, or refuses it. Errors: `publication.correction_not_found`,
 * those of `lockedPublication`, `refuseOwnWork` and `correctPublication`; `publication.correction_decided_already`,
 * `publication.own_correction_forbidden`, `publication.note_missing_invalid`, `publication.correction_outdated`.
 */
export async function decideCorrection(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly agrees: boolean;
    readonly opinion: string;
  },
): Promise<Result<Changed>> {
  const { actionId, agrees, opinion } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.decideCorrection' }, async (tx) => {
    const seen = await correctionById(tx, input.id);
    if (seen === undefined || seen.agency_id !== actor.agencyId)
      return fail('publication.correction_not_found');
    const locked = await lockedPublication(tx, actor, { id: seen.publication_id, version: null });
    if (!locked.ok) return locked;
    const row = locked.value;
    const proposal = (await correctionById(tx, input.id)) ?? seen;
    if (proposal.state !== 'asked') return fail('publication.correction_decided_already');
    if (proposal.asked_by === actor.accountId) return fail('publication.own_correction_forbidden');
    const own = await refuseOwnWork(tx, row, actor);
    if (!own.ok) return own;
    if (!agrees && opinion === '') return fail('publication.note_missing_invalid', {}, 'opinion');
    const done = agrees ? await putInPlace(tx, platform, { row, proposal, actor }) : ok(null);
    if (!done.ok) return done;
    await saveCorrectionDecision(tx, proposal, { agrees, opinion, actor, at: platform.clock.now() });
    if (!agrees) await noteStep(tx, platform, { row, step: 'correctionRefused', doer: actor, note: opinion });
    await record(tx, platform, {
      type: 'publication.correction_decided',
      actor,
      subject: { kind: 'publication', id: row.id },
      data: { publicationDecision: agrees ? 'granted' : 'refused' },
    });
    return ok(changedOf(await reread(tx, row)));
  });
}

async function putInPlace(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredPublication; readonly proposal: StoredCorrection; readonly actor: Actor },
): Promise<Result<null>> {
  const { row, proposal, actor } = of;
  if (row.version !== proposal.public_version) return fail('publication.correction_outdated');
  const may = moved(row, 'correct');
  if (!may.ok) return may;
  const after = edited(
    (await currentPayload(tx, row)) as PublicResult,
    proposal.findings as readonly WordingEdit[],
  );
  if (!after.ok) return after;
  const made = await correctPublication(tx, platform, {
    publicationId: row.id,
    change: () => after.value,
    ground: proposal.ground,
    actor,
  });
  return made.ok ? ok(null) : made;
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
