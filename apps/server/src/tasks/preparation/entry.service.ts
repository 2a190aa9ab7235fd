/**
 * Registration of an entry in another way than by the phone at the door: before leaving in an emergency, or afterwards
 * when the network had failed, within the days of the rule book (R147, D10). After them only the head lets it in; what a
 * phone noted at the door is taken all the same and stands there as late.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { dueOn } from '@mingcha/core/registers/rules/deadline.ts';
import { nextStage } from '@mingcha/core/tasks/inspection.ts';
import type { LateEntryKind, ScheduleView } from '@mingcha/core/tasks/preparation/schedule-api.ts';
import { runAction } from '../../platform/action.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { type InspectionCase, inspectionCase, type StoredTeam, saveTeamMove } from '../inspection.queries.ts';
import { moveFacts, ownTeam } from '../team.ts';
import { decidersOf } from './deciders.ts';
import { isOpen, mayPrepare, type OwnCase } from './own-case.ts';
import { insertRegistration, registrationsOf } from './schedule.queries.ts';

const day = 86_400_000;

/** What the page of an inspection says about registering its entry. */
export async function entryStanding(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly own: OwnCase },
): Promise<Pick<ScheduleView, 'lateDays' | 'mayRegister' | 'mayAllow' | 'registrations'>> {
  const { actor, own } = of;
  const { found, team } = own;
  const { rules } = await ruleBookInForce(tx, homeOf(team));
  const late = rules.deadlines.find((one) => one.clock === 'lateEntry');
  const rows = await registrationsOf(tx, {
    jurisdictionId: team.jurisdiction_id,
    inspectionId: team.inspection_id,
  });
  const mayAllow = await allows(tx, platform, actor);
  return {
    lateDays: late === undefined ? '' : String(late.length),
    mayRegister:
      isOpen(found) &&
      found.task.method === 'onSite' &&
      team.entered_at === null &&
      (mayPrepare(found, actor) || mayAllow),
    mayAllow,
    registrations: rows.map((row) => ({
      id: row.id,
      agencyName: found.teams.find((one) => one.agency_id === row.agency_id)?.agency_name ?? '',
      kind: row.kind as LateEntryKind,
      enteredAt: row.entered_at,
      reason: row.reason,
      isLate: row.due_on !== null && businessDay(platform, row.registered_at) > row.due_on,
      allowedByName: row.allowed_name,
      allowedNote: row.allowed_note,
      registeredByName: row.registered_name,
      registeredAt: row.registered_at,
    })),
  };
}

const homeOf = (team: StoredTeam) => ({
  jurisdictionId: team.agency_jurisdiction_id ?? team.jurisdiction_id,
  agencyId: team.agency_id,
});

async function allows(tx: Tx, platform: Platform, actor: Actor): Promise<boolean> {
  const all = await decidersOf(tx, actor, { day: platform.clock.today(), scope: 'lateEntry' });
  return all.some((one) => one.accountId === actor.accountId);
}

export interface EntryInput {
  readonly actionId: string;
  readonly id: string;
  readonly kind: LateEntryKind;
  readonly enteredAt: string;
  readonly reason: string;
  readonly allowNote: string;
}

/** Errors: `preparation.*`, `entry.*`, those of `nextStage`. */
export async function registerEntry(
  platform: Platform,
  actor: Actor,
  input: EntryInput,
): Promise<Result<{ id: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'entries.register' }, async (tx) => {
    const found = await inspectionCase(tx, input.id, 'lock');
    const team = found === undefined ? undefined : ownTeam(found, actor);
    if (found === undefined || team === undefined) return fail('preparation.not_found');
    const mayAllow = await allows(tx, platform, actor);
    if (!mayPrepare(found, actor) && !mayAllow) return fail('preparation.forbidden');
    if (!isOpen(found)) return fail('preparation.closed');
    if (team.entered_at !== null) return fail('entry.exists');
    const now = platform.clock.now();
    const wrong = timeRefusal(input, { now, dispatchedAt: found.task.dispatched_at ?? now });
    if (wrong !== null) return wrong;
    const late = await lateness(tx, platform, { team, input, mayAllow });
    if (!late.ok) return late;
    const entered = await enter(tx, { found, team, input, now });
    if (!entered.ok) return entered;
    return ok({ id: await keep(tx, platform, { actor, team, input, ...late.value }) });
  });
}

async function enter(
  tx: Tx,
  of: {
    readonly found: InspectionCase;
    readonly team: StoredTeam;
    readonly input: EntryInput;
    readonly now: string;
  },
): Promise<Result<null>> {
  const { found, team, input, now } = of;
  const emergency = input.kind === 'emergency' ? input.reason : '';
  const to = nextStage('enter', moveFacts(found, team, emergency));
  if (!to.ok) return to;
  // Somebody who is only about to leave has not entered before now.
  const at = input.enteredAt > now ? now : input.enteredAt;
  const reason = emergency === '' ? {} : { emergency };
  await saveTeamMove(tx, team, { move: 'enter', to: to.value, at, ...reason });
  return ok(null);
}

function timeRefusal(
  input: EntryInput,
  of: { readonly now: string; readonly dispatchedAt: string },
): ReturnType<typeof fail> | null {
  const ahead = new Date(input.enteredAt).getTime() - new Date(of.now).getTime();
  if (input.kind === 'emergency' && ahead > day) return fail('entry.future_invalid', {}, 'enteredAt');
  if (input.kind === 'networkFailure' && ahead > 0) return fail('entry.past_invalid', {}, 'enteredAt');
  if (input.enteredAt < of.dispatchedAt) return fail('entry.before_dispatch_invalid', {}, 'enteredAt');
  return null;
}

/** Last day for a registration, null where no clock is set; after it only with the reason of whoever may let it in. */
async function lateness(
  tx: Tx,
  platform: Platform,
  of: { readonly team: StoredTeam; readonly input: EntryInput; readonly mayAllow: boolean },
): Promise<Result<{ due: string | null; isLate: boolean }>> {
  const { team, input, mayAllow } = of;
  const due = await lastDay(tx, platform, { team, enteredAt: input.enteredAt });
  if (!due.ok) return due;
  const isLate = due.value !== null && platform.clock.today() > due.value;
  const barred = isLate ? lateRefusal(input, { mayAllow, due: due.value ?? '' }) : null;
  return barred ?? ok({ due: due.value, isLate });
}

/** D10 from the day of the entry. */
async function lastDay(
  tx: Tx,
  platform: Platform,
  of: { readonly team: StoredTeam; readonly enteredAt: string },
): Promise<Result<string | null>> {
  const home = homeOf(of.team);
  const { rules } = await ruleBookInForce(tx, home);
  const calendar = await workCalendar(tx, home.jurisdictionId);
  return dueOn(rules, 'lateEntry', { day: businessDay(platform, of.enteredAt), calendar });
}

/**
 * An entry that a phone noted at the door and sent (R147). It is always taken, for what happened is never lost; where it
 * came with a reason or after D10 it also stands in the list of registrations, late ones without anybody's consent.
 * Gives whether it came late.
 */
export async function noteSentEntry(
  tx: Tx,
  platform: Platform,
  of: {
    readonly team: StoredTeam;
    readonly enteredAt: string;
    readonly emergency: string;
    readonly late: string;
    readonly by: { readonly accountId: string; readonly name: string };
  },
): Promise<boolean> {
  const { team, enteredAt, emergency, late, by } = of;
  const last = await lastDay(tx, platform, { team, enteredAt });
  const due = last.ok ? last.value : null;
  const isLate = due !== null && platform.clock.today() > due;
  if (emergency === '' && late === '' && !isLate) return false;
  await insertRegistration(tx, {
    jurisdiction_id: team.jurisdiction_id,
    id: platform.ids.next(),
    inspection_id: team.inspection_id,
    agency_id: team.agency_id,
    kind: emergency === '' ? 'networkFailure' : 'emergency',
    entered_at: enteredAt,
    reason: [emergency, late].filter((each) => each !== '').join(' '),
    due_on: due,
    allowed_by: null,
    allowed_name: null,
    allowed_note: '',
    registered_by: by.accountId,
    registered_name: by.name,
    registered_at: platform.clock.now(),
  });
  return isLate;
}

function lateRefusal(
  input: EntryInput,
  of: { readonly mayAllow: boolean; readonly due: string },
): ReturnType<typeof fail> | null {
  const days = Math.round(
    (new Date(of.due).getTime() - new Date(input.enteredAt.slice(0, 10)).getTime()) / day,
  );
  if (!of.mayAllow) return fail('entry.late', { days, due: of.due });
  return input.allowNote === '' ? fail('entry.note_invalid', {}, 'allowNote') : null;
}

async function keep(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly team: StoredTeam;
    readonly input: EntryInput;
    readonly due: string | null;
    readonly isLate: boolean;
  },
): Promise<string> {
  const { actor, team, input, due, isLate } = of;
  const id = platform.ids.next();
  await insertRegistration(tx, {
    jurisdiction_id: team.jurisdiction_id,
    id,
    inspection_id: team.inspection_id,
    agency_id: team.agency_id,
    kind: input.kind,
    entered_at: input.enteredAt,
    reason: input.reason,
    due_on: due,
    allowed_by: isLate ? actor.accountId : null,
    allowed_name: isLate ? actor.personName : null,
    allowed_note: isLate ? input.allowNote : '',
    registered_by: actor.accountId,
    registered_name: actor.personName,
    registered_at: platform.clock.now(),
  });
  await record(tx, platform, {
    type: 'entry.registered',
    actor,
    subject: { kind: 'inspection', id: team.inspection_id },
    data: { entryKind: input.kind, at: input.enteredAt, reason: input.reason, late: isLate },
  });
  return id;
}
