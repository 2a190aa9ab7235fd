/**
 * What waits to be dispatched: lists of draws made here and elsewhere that have not gone out, with the clock of the rule
 * book, and what a dispatch would send out and why it may not yet. Reads only.
 */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { addWorkingDays } from '@mingcha/core/common/working-days.ts';
import { dueOn } from '@mingcha/core/registers/rules/deadline.ts';
import {
  type BlockedMember,
  claimWorkingDays,
  type DispatchPreview,
  type DispatchSource,
  type PendingDispatch,
} from '@mingcha/core/tasks/task.ts';
import { isDisclosed } from '../draws/bundle.ts';
import { readCase } from '../draws/case-file.ts';
import { loadDrawn } from '../draws/standing.ts';
import { businessDay } from '../platform/business-day.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { type WaitingDraw, waitingDraws } from './dispatch.queries.ts';
import { drawnList } from './drawn-list.ts';
import { outsideList } from './outside-list.ts';
import { blockedMembers, type Directories, directoriesOf, type PlannedInspection } from './planned.ts';

/** Rows of the agency's draws that wait, with their clock. */
async function pendingOf(tx: Tx, platform: Platform, actor: Actor): Promise<readonly PendingDispatch[]> {
  const rows = await waitingDraws(tx, actor);
  const { rules } = await ruleBookInForce(tx, actor);
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const today = platform.clock.today();
  return rows.map((row) => {
    const due = dueOn(rules, 'listDispatched', { day: businessDay(platform, row.drawnAt), calendar });
    const last = due.ok ? due.value : null;
    return {
      source: { kind: row.kind, id: row.id },
      title: row.title,
      number: row.number,
      drawnAt: row.drawnAt,
      windowFrom: row.windowFrom,
      windowTo: row.windowTo,
      due: last,
      isOverdue: last !== null && last < today,
      waitsFor: waitsFor(row),
    };
  });
}

function waitsFor(row: WaitingDraw): PendingDispatch['waitsFor'] {
  return row.isRecorded ? null : 'signedRecord';
}

export async function listPending(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok({ rows: [...(await pendingOf(tx, platform, actor))] }));
}

/** A list as it would go out, complete. */
export interface DispatchList {
  readonly pending: PendingDispatch;
  readonly planned: readonly PlannedInspection[];
  readonly directories: Directories;
  readonly blocked: readonly BlockedMember[];
  readonly unknownObjects: readonly string[];
  readonly revealAt: string | null;
  readonly asksItems: boolean;
}

/** Loads the list of a waiting draw of the own agency. Errors: `task.source_not_found`, `task.already_dispatched`. */
export async function dispatchList(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly source: DispatchSource },
): Promise<Result<DispatchList>> {
  const { actor, source } = of;
  const pending = (await pendingOf(tx, platform, actor)).find((row) => row.source.id === source.id);
  if (pending === undefined) return fail('task.source_not_found');
  const found =
    source.kind === 'draw' ? await ofDraw(tx, actor, source.id) : await outsideList(tx, platform, of);
  const directories = await directoriesOf(tx, found.planned);
  const days = { today: platform.clock.today(), from: pending.windowFrom, to: pending.windowTo };
  const { jurisdictionId } = actor;
  const blocked = await blockedMembers(tx, found.planned, { directories, jurisdictionId, days });
  return ok({ ...found, pending, directories, blocked, asksItems: source.kind === 'outsideDraw' });
}

async function ofDraw(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<Pick<DispatchList, 'planned' | 'unknownObjects' | 'revealAt'>> {
  const file = await readCase(tx, { jurisdictionId: actor.jurisdictionId, id });
  const drawn = await loadDrawn(tx, file);
  const { disclosure } = file.draw.settings;
  const revealAt =
    disclosure.mode === 'open' || isDisclosed(file.ceremony, 'sealed') ? null : disclosure.releaseAt;
  return {
    planned: drawn === null ? [] : await drawnList(tx, drawn),
    unknownObjects: [],
    revealAt,
  };
}

/** So many working days after today; where the calendar is not published, as many days and a weekend. */
export async function defaultClaimDue(tx: Tx, platform: Platform, jurisdictionId: string): Promise<string> {
  const today = platform.clock.today();
  const due = addWorkingDays(await workCalendar(tx, jurisdictionId), today, claimWorkingDays);
  return due.ok ? due.value : addDays(today, claimWorkingDays + 2);
}

export async function previewDispatch(
  platform: Platform,
  actor: Actor,
  source: DispatchSource,
): Promise<Result<DispatchPreview>> {
  return inTransaction(platform.db, async (tx): Promise<Result<DispatchPreview>> => {
    const list = await dispatchList(tx, platform, { actor, source });
    if (!list.ok) return list;
    const { pending, planned, blocked, unknownObjects, revealAt, asksItems } = list.value;
    return ok({
      pending,
      objects: planned.length,
      teams: peopleByAgency(planned),
      revealAt,
      claimDue: await defaultClaimDue(tx, platform, actor.jurisdictionId),
      blocked: [...blocked],
      unknownObjects: [...unknownObjects],
      asksItems,
    });
  });
}

function peopleByAgency(planned: readonly PlannedInspection[]): DispatchPreview['teams'] {
  const found = new Map<string, { agencyName: string; people: Set<string>; outside: boolean }>();
  for (const team of planned.flatMap((each) => each.teams)) {
    const known = found.get(team.agencyId) ?? {
      agencyName: team.agencyName,
      people: new Set<string>(),
      outside: team.outside,
    };
    for (const member of team.members) known.people.add(member.inspectorId ?? member.name);
    found.set(team.agencyId, known);
  }
  return [...found.values()].map(({ agencyName, people, outside }) => ({
    agencyName,
    people: people.size,
    outside,
  }));
}
