/**
 * Use cases of agreeing on the time of a visit: agencies propose, the others accept, and what all accept is the visit's
 * time. Other visits of the object and of the same people are shown; they warn and do not refuse.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { SlotRow, SlotState, VisitConflict } from '@mingcha/core/tasks/preparation/schedule-api.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { InspectionCase, StoredTeam } from '../inspection.queries.ts';
import { entryStanding } from './entry.service.ts';
import { caseToPrepare, isOpen, mayPrepare, type OwnCase, seenCase } from './own-case.ts';
import {
  answersOf,
  insertSlot,
  type OtherVisit,
  otherVisits,
  peakHoursOf,
  type StoredAnswer,
  type StoredSlot,
  saveAgreed,
  saveAnswer,
  savePeakHours,
  saveSlotState,
  slotById,
  slotsOf,
} from './schedule.queries.ts';

/** Visits that begin within so many milliseconds of each other need the same people at once. */
const nearPeople = 3 * 3_600_000;
/** Visits of an object on one day, whoever comes. */
const nearObject = 12 * 3_600_000;

export async function inspectionSchedule(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const own = await seenCase(tx, actor, id);
    if (!own.ok) return own;
    const { found } = own.value;
    const { inspection, task } = found;
    const key = { jurisdictionId: inspection.jurisdiction_id, inspectionId: id };
    const others = await otherVisits(tx, found);
    const slots = await slotsOf(tx, key);
    const answers = await answersOf(
      tx,
      key.jurisdictionId,
      slots.map((slot) => slot.id),
    );
    const peak = await peakHoursOf(tx, {
      jurisdictionId: key.jurisdictionId,
      objectKey: inspection.object_key,
    });
    const mayPropose = mayPlan(found, actor);
    return ok({
      scheduledFor: inspection.scheduled_for,
      announced: task.announced,
      offSite: task.method !== 'onSite',
      window: { from: task.window_from, to: task.window_to },
      peakHours: peak ?? null,
      others: others.filter((one) => one.isSameObject).map((one) => conflictOf(one, 'object')),
      slots: slots.map((slot) => slotView({ slot, answers, others, own: own.value, mayPlan: mayPropose })),
      mayPropose,
      ...(await entryStanding(tx, platform, { actor, own: own.value })),
    });
  });
}

const mayPlan = (found: InspectionCase, actor: Actor): boolean =>
  isOpen(found) && mayPrepare(found, actor) && !hasEntered(found);
const hasEntered = (found: InspectionCase): boolean => found.teams.some((one) => one.entered_at !== null);

function slotView(of: {
  readonly slot: StoredSlot;
  readonly answers: readonly StoredAnswer[];
  readonly others: readonly OtherVisit[];
  readonly own: OwnCase;
  readonly mayPlan: boolean;
}): SlotRow {
  const { slot, own, others } = of;
  const { found, team } = own;
  const nameOf = (id: string): string => found.teams.find((one) => one.agency_id === id)?.agency_name ?? '';
  const answers = of.answers.filter((one) => one.slot_id === slot.id);
  const isLive = slot.state === 'open' || slot.state === 'agreed';
  const mine = answers.find((one) => one.agency_id === team.agency_id);
  return {
    id: slot.id,
    agencyId: slot.agency_id,
    agencyName: nameOf(slot.agency_id),
    byObject: slot.by_object,
    startsAt: slot.starts_at,
    note: slot.note,
    state: slot.state as SlotState,
    proposedByName: slot.proposed_name,
    answers: answers.map((one) => ({
      agencyId: one.agency_id,
      agencyName: nameOf(one.agency_id),
      accepts: one.accepts,
      reason: one.reason,
    })),
    conflicts: isLive ? conflictsAt(slot.starts_at, others) : [],
    mayAnswer: of.mayPlan && slot.state === 'open' && mine?.accepts !== true,
    mayWithdraw: of.mayPlan && slot.state === 'open' && slot.agency_id === team.agency_id,
  };
}

function conflictsAt(at: string, others: readonly OtherVisit[]): VisitConflict[] {
  const distance = (other: OtherVisit): number =>
    other.at === null
      ? Number.POSITIVE_INFINITY
      : Math.abs(new Date(other.at).getTime() - new Date(at).getTime());
  return [
    ...others
      .filter((one) => one.isSameObject && distance(one) <= nearObject)
      .map((one) => conflictOf(one, 'object')),
    ...others
      .filter((one) => one.people.length > 0 && distance(one) < nearPeople)
      .map((one) => conflictOf(one, 'person')),
  ];
}

function conflictOf(other: OtherVisit, kind: VisitConflict['kind']): VisitConflict {
  return {
    kind,
    agencyNames: [...other.agencyNames],
    at: other.at,
    window: { from: other.from, to: other.to },
    names: kind === 'person' ? [...other.people] : [other.objectName],
  };
}

export interface SlotInput {
  readonly actionId: string;
  readonly id: string;
  readonly startsAt: string;
  readonly byObject: boolean;
  readonly note: string;
}

/** Proposes a time; an own proposal is accepted by the own agency with it. Errors: those of `caseToPrepare` and `slotRefusal`. */
export async function proposeSlot(
  platform: Platform,
  actor: Actor,
  input: SlotInput,
): Promise<Result<{ id: string; agreed: boolean }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'visitSlots.propose' },
    async (tx) => {
      const own = await caseToPrepare(tx, actor, input.id);
      if (!own.ok) return own;
      const { found, team } = own.value;
      const refused = slotRefusal(found, input, platform.clock.now());
      if (refused !== null) return refused;
      const key = { jurisdictionId: team.jurisdiction_id, inspectionId: input.id };
      const same = (await slotsOf(tx, key)).find(
        (one) => one.starts_at === input.startsAt && (one.state === 'open' || one.state === 'agreed'),
      );
      if (same !== undefined) return fail('slot.exists', {}, 'startsAt');
      const slot = {
        jurisdiction_id: team.jurisdiction_id,
        id: platform.ids.next(),
        inspection_id: input.id,
        agency_id: team.agency_id,
        by_object: input.byObject,
        starts_at: input.startsAt,
        note: input.note,
        state: 'open',
        proposed_by: actor.accountId,
        proposed_name: actor.personName,
        proposed_at: platform.clock.now(),
      };
      await insertSlot(tx, slot);
      const agreed = input.byObject
        ? false
        : await answered(tx, platform, { actor, own: own.value, slot, accepts: true, reason: '' });
      await record(tx, platform, {
        type: 'slot.proposed',
        actor,
        subject: { kind: 'inspection', id: input.id },
        data: { at: input.startsAt, byObject: input.byObject, agreed },
      });
      return ok({ id: slot.id, agreed });
    },
  );
}

/** Errors: `slot.entered`, `slot.past_invalid`, `slot.outside_invalid`, `slot.unannounced`. */
function slotRefusal(
  found: InspectionCase,
  input: { readonly startsAt: string; readonly byObject: boolean },
  now: string,
): ReturnType<typeof fail> | null {
  const { task } = found;
  if (hasEntered(found)) return fail('slot.entered');
  if (input.byObject && !task.announced) return fail('slot.unannounced', {}, 'byObject');
  if (input.startsAt <= now) return fail('slot.past_invalid', {}, 'startsAt');
  // A day on either side: the hour may fall on another day in the business zone.
  const day = input.startsAt.slice(0, 10);
  const outside = day > task.window_to || day < dayBefore(task.window_from);
  if (outside)
    return fail('slot.outside_invalid', { from: task.window_from, to: task.window_to }, 'startsAt');
  return null;
}

const dayBefore = (day: string): string =>
  new Date(new Date(`${day}T00:00:00.000Z`).getTime() - 86_400_000).toISOString().slice(0, 10);

/** Saves an answer and, when every agency accepts now, the agreement. True when the time is agreed. */
async function answered(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly own: OwnCase;
    readonly slot: StoredSlot;
    readonly accepts: boolean;
    readonly reason: string;
  },
): Promise<boolean> {
  const { actor, own, slot, accepts, reason } = of;
  const at = platform.clock.now();
  await saveAnswer(tx, {
    jurisdiction_id: slot.jurisdiction_id,
    slot_id: slot.id,
    agency_id: own.team.agency_id,
    accepts,
    reason,
    answered_by: actor.accountId,
    answered_name: actor.personName,
    answered_at: at,
  });
  const yes = (await answersOf(tx, slot.jurisdiction_id, [slot.id])).filter((one) => one.accepts);
  const isAgreed = partners(own.found).every((team) => yes.some((one) => one.agency_id === team.agency_id));
  if (isAgreed) await saveAgreed(tx, slot, at);
  return isAgreed;
}

/** Bodies that are not on the platform are asked by other means and hold nothing up. */
const partners = (found: InspectionCase): readonly StoredTeam[] =>
  found.teams.filter((one) => one.stage !== 'withdrawn' && !one.outside);

/** Errors: `slot.not_found`, those of `caseToPrepare`, `slot.closed`, `slot.entered`, `slot.past_invalid`. */
export async function answerSlot(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly accepts: boolean;
    readonly reason: string;
  },
): Promise<Result<{ id: string; agreed: boolean }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'visitSlots.answer' },
    async (tx) => {
      const open = await openSlot(tx, actor, input.id);
      if (!open.ok) return open;
      const { own, slot } = open.value;
      if (hasEntered(own.found)) return fail('slot.entered');
      if (input.accepts && slot.starts_at <= platform.clock.now()) return fail('slot.past_invalid');
      const { accepts, reason } = input;
      const agreed = await answered(tx, platform, { actor, own, slot, accepts, reason });
      await record(tx, platform, {
        type: 'slot.answered',
        actor,
        subject: { kind: 'inspection', id: slot.inspection_id },
        data: { at: slot.starts_at, accepts, agreed, reason },
      });
      return ok({ id: slot.id, agreed });
    },
  );
}

async function openSlot(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<Result<{ own: OwnCase; slot: StoredSlot }>> {
  const seen = await slotById(tx, id);
  if (seen === undefined) return fail('slot.not_found');
  const own = await caseToPrepare(tx, actor, seen.inspection_id);
  if (!own.ok) return own.error.code === 'preparation.not_found' ? fail('slot.not_found') : own;
  const slot = await slotById(tx, id);
  if (slot === undefined) return fail('slot.not_found');
  return slot.state === 'open' ? ok({ own: own.value, slot }) : fail('slot.closed');
}

/** Errors: those of `answerSlot`, `preparation.forbidden` for another agency's. */
export async function withdrawSlot(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'visitSlots.withdraw' },
    async (tx) => {
      const open = await openSlot(tx, actor, input.id);
      if (!open.ok) return open;
      const { slot } = open.value;
      if (slot.agency_id !== actor.agencyId) return fail('preparation.forbidden');
      await saveSlotState(tx, slot, 'withdrawn');
      await record(tx, platform, {
        type: 'slot.withdrawn',
        actor,
        subject: { kind: 'inspection', id: slot.inspection_id },
        data: { at: slot.starts_at },
      });
      return ok({ id: slot.id });
    },
  );
}

/** Notes when visitors should not come to this object. Errors: those of `caseToPrepare`. */
export async function notePeakHours(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly hours: string },
): Promise<Result<{ hours: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'visitSlots.peakHours' },
    async (tx) => {
      const own = await caseToPrepare(tx, actor, input.id);
      if (!own.ok) return own;
      const { inspection } = own.value.found;
      await savePeakHours(tx, {
        jurisdictionId: inspection.jurisdiction_id,
        objectKey: inspection.object_key,
        hours: input.hours,
        by: actor.personName,
        at: platform.clock.now(),
      });
      await record(tx, platform, {
        type: 'slot.peak_hours_noted',
        actor,
        subject: { kind: 'inspection', id: input.id },
        data: { hours: input.hours },
      });
      return ok({ hours: input.hours });
    },
  );
}
