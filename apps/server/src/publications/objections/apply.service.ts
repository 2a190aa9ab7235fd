/**
 * What a decision changes, in one transaction: a new round of the result, the publication corrected or withdrawn, the mark
 * gone, the event that credit and channels follow (R222). Nothing of it happens before the reply was given.
 */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import { objectionForm } from '@mingcha/core/publications/objections/objection-form.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { publicationById } from '../publication.queries.ts';
import { refreshPublication, setObjectionMark, withdrawPublication } from '../publication.service.ts';
import { checkedCorrection, saveCorrection } from './correction.ts';
import type { MovedObjection } from './move.service.ts';
import { addObjectionStep, type ListedObjection, saveObjection } from './objection.queries.ts';
import { checkedMove, involvedIn, lockedObjection, markAsPending } from './objection-case.ts';

/** Errors: those of `lockedObjection`, `checkedMove`, `checkedCorrection`, `refreshPublication` and `withdrawPublication`. */
export async function applyObjection(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly version: number },
): Promise<Result<MovedObjection>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'objections.apply' }, async (tx) => {
    const locked = await lockedObjection(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const state = checkedMove(row, 'apply', { actor, involved: await involvedIn(tx, row) });
    if (!state.ok) return state;
    const at = platform.clock.now();
    await saveObjection(tx, row, { state: state.value, applied_on: platform.clock.today(), at });
    await addObjectionStep(tx, row, {
      step: 'apply',
      account_id: actor.accountId,
      person_name: actor.personName,
      note: '',
      at,
    });
    const changed = await takeEffect(tx, platform, { row, actor });
    if (!changed.ok) return changed;
    await record(tx, platform, {
      type: 'objection.applied',
      actor,
      subject: { kind: 'objection', id: row.id },
      data: {
        number: row.number,
        publicationId: row.publication_id,
        inspectionId: row.inspection_id ?? '',
        objectionOutcome: row.outcome ?? '',
        resultRound: changed.value.round ?? 0,
        isWithdrawn: changed.value.isWithdrawn,
      },
    });
    return ok({ id: row.id, state: state.value, version: row.row_version + 1 });
  });
}

async function takeEffect(
  tx: Tx,
  platform: Platform,
  of: { readonly row: ListedObjection; readonly actor: Actor },
): Promise<Result<{ readonly round: number | null; readonly isWithdrawn: boolean }>> {
  const { row, actor } = of;
  const { proposal } = row;
  if (proposal === null) return fail('objection.proposal_missing');
  // The mark goes first, so that a tombstone never carries it.
  await markAsPending(tx, platform, { row, actor });
  const ground = format(objectionForm.publicGround, { number: row.number });
  const made = await correctResult(tx, platform, { row, correction: proposal.correction });
  if (!made.ok) return made;
  if (proposal.isWithdrawn) {
    const off = await setObjectionMark(tx, platform, {
      publicationId: row.publication_id,
      isPending: false,
      actor,
    });
    if (!off.ok) return off;
    const gone = await withdrawPublication(tx, platform, {
      publicationId: row.publication_id,
      reason: 'objection',
      note: ground,
      actor,
    });
    return gone.ok ? ok({ round: made.value, isWithdrawn: true }) : gone;
  }
  const publication = await publicationById(tx, row.publication_id, 'lock');
  if (publication?.inspection_id == null) return fail('objection.result_missing');
  const refreshed = await refreshPublication(tx, platform, {
    inspectionId: publication.inspection_id,
    agencyId: publication.team_agency_id,
    ground,
    actor,
  });
  return refreshed.ok ? ok({ round: made.value, isWithdrawn: false }) : refreshed;
}

async function correctResult(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: ListedObjection;
    readonly correction: NonNullable<ListedObjection['proposal']>['correction'];
  },
): Promise<Result<number | null>> {
  const { row, correction } = of;
  if (correction === null) return ok(null);
  const corrected = await checkedCorrection(tx, platform, { row, correction });
  if (!corrected.ok) return corrected;
  return ok(await saveCorrection(tx, platform, { row, corrected: corrected.value }));
}
