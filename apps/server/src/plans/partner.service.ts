/** Joint entries: an agency of the platform answers for itself and names its pool; a letter's answer is entered by the initiator. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  countOwnInspectors,
  entryById,
  partnersOf,
  placeOfEntry,
  replacePartners,
  type StoredPartner,
} from './entry.queries.ts';
import { type ListedPlan, lockPlan } from './plan.queries.ts';
import type { PlanWrite } from './plan.service.ts';

interface Answer {
  readonly answer: 'confirmed' | 'declined';
  readonly inspectorIds: readonly string[] | null;
  readonly note: string;
  readonly outsideName: string;
}

/** Errors: `plan.invitation_not_found`, `plan.invitation_closed`, `plan.inspector_unknown`. */
export async function answerPartner(
  platform: Platform,
  write: PlanWrite & { readonly entryId: string },
  input: Answer,
): Promise<Result<{ readonly id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ readonly id: string }>> => {
    const place = await placeOfEntry(tx, write.entryId);
    if (place === undefined) return fail('plan.invitation_not_found');
    const plan = await lockPlan(tx, { jurisdictionId: place.jurisdictionId, id: place.planId });
    const entry = await entryById(tx, { jurisdictionId: place.jurisdictionId, id: write.entryId });
    const partners = await partnersOf(tx, place.jurisdictionId, [write.entryId]);
    const mine = partners.find((row) => answersFor(actor, plan, { row, outsideName: input.outsideName }));
    if (plan === undefined || entry?.state !== 'taken' || mine === undefined)
      return fail('plan.invitation_not_found');
    if (plan.state === 'superseded' || plan.state === 'closed') return fail('plan.invitation_closed');
    const people = await decidePeople(tx, actor, input.inspectorIds);
    if (!people.ok) return people;
    const answered: StoredPartner = {
      ...mine,
      state: input.answer,
      inspector_ids: input.answer === 'declined' || mine.agency_id === null ? null : people.value,
      note: input.note,
      answered_name: actor.personName,
      answered_at: platform.clock.now(),
    };
    const key = { jurisdictionId: place.jurisdictionId, id: write.entryId };
    await replacePartners(
      tx,
      key,
      partners.map((row) => (row === mine ? answered : row)),
    );
    await record(tx, platform, {
      type: 'plan.participation_answered',
      actor,
      subject: { kind: 'planEntry', id: write.entryId },
      data: { answer: input.answer, body: mine.name, onBehalf: mine.agency_id === null },
    });
    return ok({ id: write.entryId });
  });
}

/** The partner itself; or the initiator, for a body that is not on the platform. */
function answersFor(
  actor: Actor,
  plan: ListedPlan | undefined,
  asked: { readonly row: StoredPartner; readonly outsideName: string },
): boolean {
  const { row, outsideName } = asked;
  if (row.agency_id !== null)
    return row.agency_id === actor.agencyId && row.agency_jurisdiction_id === actor.jurisdictionId;
  return plan?.agency_id === actor.agencyId && row.name === outsideName;
}

async function decidePeople(
  tx: Tx,
  actor: Actor,
  ids: readonly string[] | null,
): Promise<Result<string[] | null>> {
  if (ids === null) return ok(null);
  const wanted = [...new Set(ids)];
  const known = await countOwnInspectors(tx, actor, wanted);
  return known === wanted.length
    ? ok(wanted)
    : fail('plan.inspector_unknown', { count: wanted.length - known }, 'inspectorIds');
}
