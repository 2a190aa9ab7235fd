/**
 * A clock stands still and runs again: asked with a coded ground and its basis, decided by the head and never by who asked,
 * ended by those who handle it. The day moves by the days that the clock stood, in its own unit; the basis keeps them.
 */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { clockDay } from '@mingcha/core/oversight/deadlines/clock-day.ts';
import {
  clockBasis,
  daysPaused,
  type PauseGround,
  pauseGroundsOf,
} from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineNotices } from '@mingcha/core/oversight/deadlines/deadline-notices.ts';
import { isCoordinated } from '../../followups/coordination/coordination.queries.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notify, notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import type { ClockRow } from './deadline.queries.ts';
import { visibleClock } from './deadline.service.ts';
import { insertPause, lockPause, moveDay, type StoredPause, savePause } from './pause.queries.ts';
import { peopleWithRole } from './round.queries.ts';

/** An open clock of the own agency. Errors: `deadline.not_found`, `deadline.done`. */
async function ownClock(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly key: string },
): Promise<Result<ClockRow>> {
  const row = await visibleClock(tx, platform, of);
  if (row === undefined || row.agencyId !== of.actor.agencyId) return fail('deadline.not_found');
  return row.doneOn === null ? ok(row) : fail('deadline.done');
}

/** The problem of a clock that waits for coordination: its id stands in the clock's key. */
const problemOf = (row: ClockRow) => ({
  jurisdictionId: row.jurisdictionId,
  findingId: row.key.slice(row.key.indexOf(':') + 1),
});

export interface PauseAsked {
  readonly actionId: string;
  readonly key: string;
  readonly ground: PauseGround;
  readonly basis: string;
  readonly note: string;
}

/** Errors: those of `ownClock`, `deadline.ground_invalid`, `deadline.not_coordinated_invalid`, `deadline.pause_exists`. */
export async function askPause(
  platform: Platform,
  actor: Actor,
  input: PauseAsked,
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'deadlines.askPause' },
    async (tx) => {
      const clock = await ownClock(tx, platform, { actor, key: input.key });
      if (!clock.ok) return clock;
      const row = clock.value;
      if (!pauseGroundsOf(row.clock).includes(input.ground))
        return fail('deadline.ground_invalid', {}, 'ground');
      if (input.ground === 'coordination' && !(await isCoordinated(tx, problemOf(row))))
        return fail('deadline.not_coordinated_invalid', {}, 'ground');
      const id = platform.ids.next();
      const isNew = await insertPause(tx, {
        jurisdiction_id: row.jurisdictionId,
        id,
        clock_key: row.key,
        agency_id: row.agencyId,
        ground: input.ground,
        basis: input.basis,
        note: input.note,
        asked_by: actor.accountId,
        asked_name: actor.personName,
        asked_at: platform.clock.now(),
      });
      if (!isNew || row.suspended) return fail('deadline.pause_exists');
      const { home, agencyId } = row;
      const heads = await peopleWithRole(tx, { home, agencyId, role: 'agencyHead' });
      await notifyAll(tx, platform, {
        jurisdictionId: home,
        accountIds: heads.filter((each) => each !== actor.accountId),
        kind: deadlineNotices.pauseAsked,
        data: { asker: actor.personName },
        link: row.path,
        dueOn: row.dueOn,
        dedupeKey: `deadline.pauseAsked ${id}`,
      });
      await record(tx, platform, {
        type: 'deadline.pause_asked',
        actor,
        subject: { kind: 'deadline', id: row.key },
        data: { deadlineClock: row.clock, pauseGround: input.ground, pauseBasis: input.basis },
      });
      return ok({ id });
    },
  );
}

/** The pause with its clock, locked. Errors: `deadline.pause_not_found`, `deadline.changed_meanwhile`, those of `ownClock`. */
async function lockedPause(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly id: string; readonly version: number },
): Promise<Result<{ pause: StoredPause; row: ClockRow }>> {
  const pause = await lockPause(tx, of.id);
  if (pause === undefined || pause.agency_id !== of.actor.agencyId) return fail('deadline.pause_not_found');
  if (pause.row_version !== of.version) return fail('deadline.changed_meanwhile');
  const clock = await ownClock(tx, platform, { actor: of.actor, key: pause.clock_key });
  return clock.ok ? ok({ pause, row: clock.value }) : clock;
}

export interface PauseDecision {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly agrees: boolean;
  readonly opinion: string;
}

/** By the head; the clock stands still from today. Errors: those of `lockedPause`, `deadline.pause_wrong_state`, `deadline.own_pause_forbidden`, `deadline.opinion_missing_invalid`. */
export async function decidePause(
  platform: Platform,
  actor: Actor,
  input: PauseDecision,
): Promise<Result<{ state: 'running' | 'refused' }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'deadlines.decidePause' },
    async (tx): Promise<Result<{ state: 'running' | 'refused' }>> => {
      const found = await lockedPause(tx, platform, { actor, ...input });
      if (!found.ok) return found;
      const { pause, row } = found.value;
      if (pause.state !== 'asked') return fail('deadline.pause_wrong_state');
      if (pause.asked_by === actor.accountId) return fail('deadline.own_pause_forbidden');
      if (!input.agrees && input.opinion === '')
        return fail('deadline.opinion_missing_invalid', {}, 'opinion');
      const state = input.agrees ? 'running' : 'refused';
      await savePause(tx, pause, {
        state,
        decided_by: actor.accountId,
        decided_name: actor.personName,
        decided_at: platform.clock.now(),
        opinion: input.opinion,
        ...(input.agrees ? { started_on: platform.clock.today(), due_before: row.dueOn } : {}),
      });
      await notify(tx, platform, {
        jurisdictionId: row.home,
        to: { accountId: pause.asked_by },
        kind: deadlineNotices.pauseDecided,
        data: {},
        link: row.path,
        dedupeKey: `deadline.pauseDecided ${pause.id}`,
      });
      await record(tx, platform, {
        type: 'deadline.pause_decided',
        actor,
        subject: { kind: 'deadline', id: row.key },
        data: { deadlineClock: row.clock, pauseGround: pause.ground, isPauseGranted: input.agrees },
      });
      return ok({ state });
    },
  );
}

export interface PauseEnd {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly note: string;
}

/** The clock runs again from today; its day moves by the days that it stood. Errors: those of `lockedPause`, `deadline.pause_wrong_state`, `deadline.not_touched`. */
export async function endPause(
  platform: Platform,
  actor: Actor,
  input: PauseEnd,
): Promise<Result<{ dueOn: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'deadlines.endPause' },
    async (tx) => {
      const found = await lockedPause(tx, platform, { actor, ...input });
      if (!found.ok) return found;
      const { pause, row } = found.value;
      if (pause.state !== 'running' || pause.started_on === null) return fail('deadline.pause_wrong_state');
      const today = platform.clock.today();
      const shifted = await shiftOf(tx, { row, from: pause.started_on, to: today });
      if (!(await moveDay(tx, row, shifted))) return fail('deadline.not_touched');
      await savePause(tx, pause, {
        state: 'ended',
        ended_on: today,
        ended_by: actor.accountId,
        ended_name: actor.personName,
        end_note: input.note,
        due_after: shifted.dueOn,
        days: shifted.days,
      });
      await record(tx, platform, {
        type: 'deadline.resumed',
        actor,
        subject: { kind: 'deadline', id: row.key },
        data: { deadlineClock: row.clock, pausedDays: shifted.days, newDueOn: shifted.dueOn },
      });
      return ok({ dueOn: shifted.dueOn });
    },
  );
}

/** The day after standing still: the rule's, with all days that the clock ever stood; of a day that was set by hand, as many days later. */
async function shiftOf(
  tx: Tx,
  of: { readonly row: ClockRow; readonly from: string; readonly to: string },
): Promise<{ dueOn: string; days: number; paused: number; provisional: boolean }> {
  const { row, from, to } = of;
  const basis = clockBasis.parse(row.basis);
  const calendar = await workCalendar(tx, row.home);
  const isFixed = basis.fixed !== null;
  const unit = isFixed ? 'days' : basis.unit;
  const days = daysPaused({ from, to, unit }, calendar);
  const paused = basis.paused + days;
  if (isFixed) return { dueOn: addDays(row.dueOn, days), days, paused, provisional: basis.provisional };
  const end = clockDay(calendar, row.startedOn, { length: basis.length, unit, paused });
  return { dueOn: end.day, days, paused, provisional: end.provisional };
}
