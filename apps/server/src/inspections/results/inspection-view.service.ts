/** Reads of inspections for the office: the list, and the head of one inspection with its teams and people. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  InspectionFilter,
  InspectionRow,
  InspectionTeamView,
  InspectionView,
} from '@mingcha/core/inspections/results/inspection-api.ts';
import { daysLeft, type ResultClock } from '@mingcha/core/inspections/results/result-clocks.ts';
import { inspectedObject, type TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { itemNames, type NamedItem } from '../../plans/item-name.queries.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase, type StoredTeam } from '../../tasks/inspection.queries.ts';
import { leftOutReason, ownMember, ownTeam, seesInspection } from '../../tasks/team.ts';
import { clocksOf, type StoredClock } from './clock.queries.ts';
import { inspectionPage, teamsOf } from './inspection-list.queries.ts';
import { keyOf } from './result-case.ts';
import { itemsOf, visited } from './visited.ts';

/** A clock that ends within so many days of the calendar is near its end. */
export const soonDays = 3;

export async function listInspections(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly filter: InspectionFilter;
    readonly page: { readonly after?: string | undefined; readonly limit: number };
  },
) {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const found = await inspectionPage(tx, actor, { ...asked, today, soon: addDays(today, soonDays) });
    const page = pageOfRows(found, asked.page.limit, (row) => [row.createdAt, row.id]);
    const teams = await teamsOf(
      tx,
      page.rows.map((row) => row.id),
    );
    const rows = page.rows.map((row): InspectionRow => {
      const own = teams.filter((each) => each.inspectionId === row.id);
      const object = inspectedObject.parse(row.object);
      return {
        id: row.id,
        objectName: object.name,
        objectCode: object.uscc ?? object.localCode ?? '',
        taskId: row.taskId,
        taskNumber: row.taskNumber,
        taskTitle: row.taskTitle,
        windowTo: row.windowTo,
        scheduledFor: row.scheduledFor,
        state: row.state as InspectionRow['state'],
        outcome: row.outcome as InspectionRow['outcome'],
        teams: own.map(({ agencyId, agencyName, stage }) => ({
          agencyId,
          agencyName,
          stage: stage as TeamStage,
        })),
        due: firstDue(own, today),
      };
    });
    return ok({ rows, next: page.next });
  });
}

/** Of the open clocks, as `2026-11-30 resultEntered`, the one that ends first. */
function firstDue(teams: readonly { readonly due: string | null }[], today: string): InspectionRow['due'] {
  const first = teams
    .flatMap((each) => (each.due === null ? [] : [each.due]))
    .toSorted()
    .at(0);
  if (first === undefined) return null;
  const [dueOn = '', clock = ''] = first.split(' ');
  return { clock: clock as ResultClock, dueOn, daysLeft: daysLeft(dueOn, today) };
}

/** Errors: `inspection.not_found`, also for what the person may not see; `inspection.left_out.forbidden` {reason}. */
export async function getInspection(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<InspectionView>> {
  return inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    if (found === undefined) return fail('inspection.not_found');
    if (!seesInspection(found, actor)) {
      const reason = leftOutReason(found, actor);
      return reason === null
        ? fail('inspection.not_found')
        : fail('inspection.left_out.forbidden', { reason });
    }
    return ok(await viewOf(tx, found, { actor, today: platform.clock.today() }));
  });
}

async function viewOf(
  tx: Tx,
  found: InspectionCase,
  of: { readonly actor: Actor; readonly today: string },
): Promise<InspectionView> {
  const { task, inspection, teams, members } = found;
  const key = { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id };
  const { content } = await visited(tx, key);
  const keys = teams.map((team) => itemsOf(found, team, content));
  const names = await itemNames(tx, keys.flat());
  const clocks = await clocksOf(tx, key);
  return {
    id: inspection.id,
    jurisdictionId: inspection.jurisdiction_id,
    task: taskOf(task),
    objectId: inspection.object_id,
    object: inspectedObject.parse(inspection.object),
    state: inspection.state as InspectionView['state'],
    outcome: inspection.outcome as InspectionView['outcome'],
    outcomeNote: inspection.outcome_note,
    scheduledFor: inspection.scheduled_for,
    replaces: inspection.replaces,
    recheckOf: inspection.recheck_of,
    teams: teams.map((team, n) => teamOf(team, keys[n] ?? [], names)),
    members: members.map((each) => ({
      id: each.id,
      agencyId: each.agency_id,
      name: each.name,
      certificateNumber: each.certificate_number,
      role: each.role as InspectionView['members'][number]['role'],
      state: each.state as InspectionView['members'][number]['state'],
      reason: each.reason,
    })),
    ownAgencyId: ownTeam(found, of.actor)?.agency_id ?? null,
    ownMemberId: ownMember(found, of.actor)?.id ?? null,
    due: clocks.filter((each) => each.done_on === null).map((each) => dueOf(each, of.today)),
  };
}

function dueOf(clock: StoredClock, today: string): InspectionView['due'][number] {
  return {
    agencyId: clock.agency_id,
    clock: clock.clock as ResultClock,
    dueOn: clock.due_on,
    daysLeft: daysLeft(clock.due_on, today),
  };
}

function taskOf(task: InspectionCase['task']): InspectionView['task'] {
  return {
    id: task.id,
    number: task.number,
    title: task.title,
    titleEn: task.title_en,
    origin: task.origin as InspectionView['task']['origin'],
    method: task.method as InspectionView['task']['method'],
    announced: task.announced,
    windowFrom: task.window_from,
    windowTo: task.window_to,
    instructions: task.instructions,
    dispatchedAt: task.dispatched_at,
    dispatchedBy: task.dispatched_name ?? '',
  };
}

function teamOf(
  team: StoredTeam,
  itemKeys: readonly string[],
  names: ReadonlyMap<string, NamedItem>,
): InspectionTeamView {
  return {
    agencyId: keyOf(team).agencyId,
    agencyName: team.agency_name,
    initiator: team.initiator,
    outside: team.outside,
    items: namedItems(itemKeys, names),
    stage: team.stage as TeamStage,
    version: team.row_version,
    claimedAt: team.claimed_at,
    approvedAt: team.approved_at,
    noticedAt: team.noticed_at,
    enteredAt: team.entered_at,
    emergency: team.emergency,
    recordedAt: team.recorded_at,
    submittedAt: team.submitted_at,
    passedAt: team.passed_at,
    visitNo: team.visit_no,
  };
}

/** Items with code and name; empty words where the list no longer knows one. */
export function namedItems(itemKeys: readonly string[], names: ReadonlyMap<string, NamedItem>) {
  return itemKeys.map((itemKey) => {
    const named = names.get(itemKey);
    return { itemKey, code: named?.code ?? '', name: named?.name ?? '' };
  });
}
