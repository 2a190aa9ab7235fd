/**
 * What readers see of tasks. Names of objects and people are for those who plan the visits until the names open (R130);
 * whoever reads them is noted.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { AdHocGround } from '@mingcha/core/plans/plan.ts';
import type { InspectionMethod } from '@mingcha/core/registers/items/item.ts';
import {
  type InspectedObject,
  type InspectionOrigin,
  type MemberRole,
  type MemberState,
  type Outcome,
  type TaskState,
  type TeamStage,
  teamStages,
} from '@mingcha/core/tasks/inspection.ts';
import type { InspectionRow, TaskRow, TaskView } from '@mingcha/core/tasks/task.ts';
import type { TaskFilter } from '@mingcha/core/tasks/task-api.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import { businessDay } from '../platform/business-day.ts';
import { decodeCursor, encodeCursor, pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { watermarkNumber } from '../platform/list-views/list-views.queries.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import type { NotEligible } from './eligible.ts';
import type { StoredMember, StoredTeam } from './inspection.queries.ts';
import {
  inspectionsOfTask,
  type ListedInspection,
  type ListedTask,
  noteView,
  outcomeCounts,
  type StageCountRow,
  stageCounts,
  type TaskReader,
  taskById,
  taskPage,
  viewPage,
} from './task.queries.ts';
import { teamsWithoutItems } from './team.queries.ts';

export function readerOf(actor: Actor): TaskReader {
  const { jurisdictionId, agencyId } = actor;
  return { jurisdictionId, agencyId, wholeJurisdiction: hasRole(actor, 'auditor') };
}

/** A partner reads the inspections in which it takes part, the initiator and auditors of its jurisdiction the whole list (R130). */
export function listedFor(
  task: Pick<ListedTask, 'jurisdiction_id' | 'agency_id'>,
  actor: Actor,
): { readonly withAgency?: string } {
  const isHome = task.jurisdiction_id === actor.jurisdictionId;
  const seesAll = isHome && (task.agency_id === actor.agencyId || hasRole(actor, 'auditor'));
  return seesAll ? {} : { withAgency: actor.agencyId };
}

const planners = ['legalOfficer', 'sectionOfficer', 'agencyHead'] as const;

/** Planners of the agencies that take part always; auditors once the names are open. */
export function seesNames(task: ListedTask, actor: Actor, now: string): boolean {
  if (hasRole(actor, ...planners)) return true;
  return task.reveal_at === null || task.reveal_at <= now;
}

function rowOf(
  platform: Platform,
  of: { readonly task: ListedTask; readonly actor: Actor; readonly counts: readonly StageCountRow[] },
): TaskRow {
  const { task, actor } = of;
  const own = of.counts.filter((each) => each.taskId === task.id && each.agencyId === actor.agencyId);
  const counts = own.length > 0 ? own : of.counts.filter((each) => each.taskId === task.id && each.initiator);
  const sent =
    task.dispatched_at === null ? platform.clock.today() : businessDay(platform, task.dispatched_at);
  return {
    id: task.id,
    number: task.number,
    title: task.title,
    titleEn: task.title_en,
    origin: task.origin as InspectionOrigin,
    agencyName: task.agency_name,
    isOwn: task.agency_id === actor.agencyId && task.jurisdiction_id === actor.jurisdictionId,
    state: task.state as TaskState,
    windowFrom: task.window_from,
    windowTo: task.window_to,
    dispatchDue: task.dispatch_due,
    dispatchedAt: task.dispatched_at,
    claimDue: task.claim_due,
    isOverdue: task.dispatch_due !== null && task.dispatch_due < sent,
    inspections: task.inspections,
    stages: counts
      .map(({ stage, count }) => ({ stage: stage as TeamStage, count }))
      .toSorted((a, b) => teamStages.indexOf(a.stage) - teamStages.indexOf(b.stage)),
    createdAt: task.created_at,
  };
}

export async function listTasks(
  platform: Platform,
  actor: Actor,
  query: { readonly filter: TaskFilter; readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await taskPage(tx, readerOf(actor), {
      filter: query.filter,
      today: platform.clock.today(),
      after: decodeCursor(query.after, 2),
      limit: query.limit,
    });
    const page = pageOfRows(found, query.limit, (row) => [row.created_at, row.id]);
    const counts = await stageCounts(
      tx,
      page.rows.map((row) => row.id),
    );
    return ok({
      rows: page.rows.map((task) => rowOf(platform, { task, actor, counts })),
      next: page.next,
    });
  });
}

/** Errors: `task.not_found`. */
export async function readTask(platform: Platform, actor: Actor, id: string): Promise<Result<TaskView>> {
  return inTransaction(platform.db, async (tx): Promise<Result<TaskView>> => {
    const task = await taskById(tx, readerOf(actor), id);
    if (task === undefined) return fail('task.not_found');
    const counts = await stageCounts(tx, [id]);
    const row = rowOf(platform, { task, actor, counts });
    const drawId = task.draw_id ?? task.outside_draw_id;
    const isLead = row.isOwn && hasRole(actor, 'legalOfficer');
    return ok({
      ...row,
      version: task.row_version,
      basis: task.basis as AdHocGround | null,
      draw: drawId === null ? null : { id: drawId, outside: task.draw_id === null },
      items: await itemsOf(tx, task),
      method: task.method as InspectionMethod,
      announced: task.announced,
      instructions: task.instructions,
      dispatchedBy: task.dispatched_name,
      revealAt: task.reveal_at,
      seesNames: seesNames(task, actor, platform.clock.now()),
      counts: counts.map(({ agencyId, agencyName, stage, count }) => ({
        agencyId,
        agencyName,
        stage: stage as TeamStage,
        count,
      })),
      outcomes: (await outcomeCounts(tx, task)).flatMap(({ outcome, count }) =>
        outcome === null ? [] : [{ outcome: outcome as Outcome, count }],
      ),
      ownWithoutItems: await teamsWithoutItems(tx, {
        jurisdictionId: task.jurisdiction_id,
        taskId: task.id,
        agencyId: actor.agencyId,
      }),
      silent: silentOf(task, counts, platform.clock.today()),
      may: {
        dispatch: isLead && task.state === 'prepared',
        plan: hasRole(actor, 'legalOfficer', 'sectionOfficer') && task.state === 'dispatched',
        seeViews: (isLead || hasRole(actor, 'auditor')) && task.state !== 'prepared',
      },
    });
  });
}

/** Partners whose teams stand unclaimed after the last day for it (R285). */
function silentOf(task: ListedTask, counts: readonly StageCountRow[], today: string): TaskView['silent'] {
  if (task.state !== 'dispatched' || task.claim_due === null || task.claim_due >= today) return [];
  return counts
    .filter((each) => each.stage === 'assigned' && !each.outside)
    .map(({ agencyId, agencyName, count }) => ({ agencyId, agencyName, count }));
}

async function itemsOf(tx: Tx, task: ListedTask): Promise<TaskView['items']> {
  const published = await publishedItems(tx, {
    jurisdictionId: task.jurisdiction_id,
    agencyId: task.agency_id,
  });
  return task.item_keys.flatMap((key) => {
    const item = published.find((each) => each.itemKey === key);
    return item === undefined ? [] : [{ key, code: item.code, name: item.name }];
  });
}

interface InspectionsQuery {
  readonly id: string;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly stage?: TeamStage | undefined;
}

/** A page of the list; reading its first page is noted. Errors: `task.not_found`, `task.names_sealed.forbidden`. */
export async function listInspections(platform: Platform, actor: Actor, query: InspectionsQuery) {
  return inTransaction(
    platform.db,
    async (tx): Promise<Result<{ rows: InspectionRow[]; next: string | null }>> => {
      const task = await taskById(tx, readerOf(actor), query.id);
      if (task === undefined) return fail('task.not_found');
      if (!seesNames(task, actor, platform.clock.now()))
        return fail('task.names_sealed.forbidden', { until: task.reveal_at ?? '' });
      const [after] = decodeCursor(query.after, 1) ?? [];
      const found = await inspectionsOfTask(tx, task, {
        after: after === undefined ? 0 : Number(after) || 0,
        limit: query.limit + 1,
        ...listedFor(task, actor),
        ...(query.stage === undefined ? {} : { stage: query.stage }),
      });
      if (query.after === undefined) await noteSeen(tx, platform, { task, actor, kind: 'list' });
      const items = await itemNames(tx, found);
      const shown = found.slice(0, query.limit);
      const last = shown.at(-1);
      return ok({
        rows: shown.map((each) => inspectionRow(each, { items, actor })),
        next:
          found.length > query.limit && last !== undefined
            ? encodeCursor([String(last.inspection.position)])
            : null,
      });
    },
  );
}

/** Notes in the task's own record that this person has seen the names; gives the number for what is taken out. */
export async function noteSeen(
  tx: Tx,
  platform: Platform,
  of: {
    readonly task: Pick<ListedTask, 'jurisdiction_id' | 'id'>;
    readonly actor: Actor;
    readonly kind: 'list' | 'export' | 'print';
  },
): Promise<string> {
  const { task, actor } = of;
  const watermark = of.kind === 'list' ? '' : watermarkNumber(platform);
  const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
  await noteView(tx, {
    jurisdictionId: task.jurisdiction_id,
    id: platform.ids.next(),
    taskId: task.id,
    accountId: actor.accountId,
    personName: actor.personName,
    agencyName: agency?.name ?? '',
    kind: of.kind,
    watermark,
    at: platform.clock.now(),
  });
  return watermark;
}

/** Names of the items that the teams of these inspections check, by agency and key. */
export async function itemNames(
  tx: Tx,
  found: readonly ListedInspection[],
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  for (const team of found.flatMap((each) => each.teams))
    if (team.agency_jurisdiction_id !== null) places.set(team.agency_id, team.agency_jurisdiction_id);
  const names = new Map<string, string>();
  for (const [agencyId, jurisdictionId] of places)
    for (const item of await publishedItems(tx, { jurisdictionId, agencyId }))
      names.set(`${agencyId} ${item.itemKey}`, item.name);
  return names;
}

function inspectionRow(
  found: ListedInspection,
  of: { readonly items: ReadonlyMap<string, string>; readonly actor: Actor },
): InspectionRow {
  const { items, actor } = of;
  const { inspection, teams, members } = found;
  return {
    id: inspection.id,
    position: inspection.position,
    object: inspection.object as InspectedObject,
    outcome: inspection.outcome as Outcome | null,
    fromReserve: inspection.replaces !== null,
    scheduledFor: inspection.scheduled_for,
    state: inspection.state as InspectionRow['state'],
    teams: teams.map((team) => ({
      agencyId: team.agency_id,
      agencyName: team.agency_name,
      outside: team.outside,
      stage: team.stage as TeamStage,
      withdrawnReason: team.withdrawn_reason,
      items: team.item_keys.flatMap((key) => items.get(`${team.agency_id} ${key}`) ?? []),
      eligible: eligibleView(team, actor),
      members: members.filter((each) => each.agency_id === team.agency_id).map(memberView),
    })),
  };
}

/** Names of people who could not go are for their own agency alone. */
function eligibleView(team: StoredTeam, actor: Actor): InspectionRow['teams'][number]['eligible'] {
  if (team.eligible === null || team.agency_id !== actor.agencyId) return null;
  const not = (team.not_eligible ?? []) as readonly NotEligible[];
  return { count: team.eligible.length, not: not.map(({ name, reason }) => ({ name, reason })) };
}

function memberView(member: StoredMember): InspectionRow['teams'][number]['members'][number] {
  return {
    id: member.id,
    name: member.name,
    certificateNumber: member.certificate_number,
    role: member.role as MemberRole,
    state: member.state as MemberState,
    reason: member.reason,
    hasAccount: member.account_id !== null,
  };
}

/** Who has seen the names, newest first, for auditors and the legal section of the initiator. Errors: `task.not_found`, `task.forbidden`. */
export async function listViews(
  platform: Platform,
  actor: Actor,
  query: { readonly id: string; readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const task = await taskById(tx, readerOf(actor), query.id);
    if (task === undefined) return fail('task.not_found');
    if (!hasRole(actor, 'auditor') && task.agency_id !== actor.agencyId) return fail('task.forbidden');
    const rows = await viewPage(tx, task, { after: decodeCursor(query.after, 2), limit: query.limit });
    const page = pageOfRows(rows, query.limit, (row) => [row.seen_at, row.id]);
    return ok({
      rows: page.rows.map((row) => ({
        personName: row.person_name,
        agencyName: row.agency_name,
        kind: row.kind as 'list' | 'export' | 'print',
        at: row.seen_at,
      })),
      next: page.next,
    });
  });
}
