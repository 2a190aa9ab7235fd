/** Partners that stay silent (R285), and the trip sheet (出行单) that the people who go take along. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { InspectedObject } from '@mingcha/core/tasks/inspection.ts';
import type { TripFields } from '@mingcha/core/tasks/task.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { closeSettled, finishTask } from './close.queries.ts';
import type { TaskWrite } from './dispatch.service.ts';
import { type InspectionCase, inspectionCase } from './inspection.queries.ts';
import { lockOwnTask, taskById } from './task.queries.ts';
import { readerOf } from './task-view.ts';
import { saveTeamItems, saveTripSheet, tripSheetOf, withdrawSilent } from './team.queries.ts';
import { ownMember, ownTeam, seesInspection } from './team.ts';

/**
 * Lets the visits go on without a partner that has not claimed in time, with the reason on record.
 * Errors: `task.not_found`, `inspection.team_of_initiator`, `inspection.team_not_silent`.
 */
export async function leavePartnerOut(
  platform: Platform,
  write: TaskWrite,
  of: { readonly taskId: string; readonly agencyId: string; readonly reason: string },
): Promise<Result<{ withdrawn: number }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ withdrawn: number }>> => {
    const task = await lockOwnTask(tx, actor, of.taskId);
    if (task === undefined) return fail('task.not_found');
    if (of.agencyId === task.agency_id) return fail('inspection.team_of_initiator');
    const isLate = task.claim_due !== null && task.claim_due < platform.clock.today();
    if (task.state !== 'dispatched' || !isLate) return fail('inspection.team_not_silent');
    const withdrawn = await withdrawSilent(tx, {
      ...of,
      jurisdictionId: task.jurisdiction_id,
      at: platform.clock.now(),
    });
    if (withdrawn === 0) return fail('inspection.team_not_silent');
    // Where everybody else has passed already, the visit ends here.
    const end = { jurisdictionId: task.jurisdiction_id, taskId: task.id, at: platform.clock.now() };
    const closed = await closeSettled(tx, end);
    if (closed > 0) await finishTask(tx, end);
    await record(tx, platform, {
      type: 'inspection.team_withdrawn',
      actor,
      subject: { kind: 'inspectionTask', id: task.id },
      data: { agency: of.agencyId, inspections: withdrawn, closed, reason: of.reason },
    });
    return ok({ withdrawn });
  });
}

/**
 * A planner names the published items that the own agency's teams check. Errors: `task.not_found`,
 * `task.item_not_published_invalid`, `inspection.items_fixed`.
 */
export async function setTeamItems(
  platform: Platform,
  write: TaskWrite,
  of: { readonly taskId: string; readonly itemKeys: readonly string[] },
): Promise<Result<{ teams: number }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ teams: number }>> => {
    const task = await taskById(tx, readerOf(actor), of.taskId);
    if (task === undefined || task.state !== 'dispatched') return fail('task.not_found');
    const published = new Set((await publishedItems(tx, actor)).map((item) => item.itemKey));
    const unknown = of.itemKeys.filter((key) => !published.has(key)).length;
    if (unknown > 0) return fail('task.item_not_published_invalid', { count: unknown }, 'itemKeys');
    const teams = await saveTeamItems(tx, {
      jurisdictionId: task.jurisdiction_id,
      taskId: task.id,
      agencyId: actor.agencyId,
      itemKeys: [...new Set(of.itemKeys)],
      at: platform.clock.now(),
    });
    if (teams === 0) return fail('inspection.items_fixed');
    await record(tx, platform, {
      type: 'inspection.items_set',
      actor,
      subject: { kind: 'inspectionTask', id: task.id },
      data: { inspections: teams, items: of.itemKeys.length },
    });
    return ok({ teams });
  });
}

interface TripView {
  readonly fields: TripFields;
  readonly version: number;
  readonly changedName: string;
  readonly mayEdit: boolean;
}

/** The sheet as saved, else begun from the object's fields. Errors: `inspection.not_found`. */
export async function readTripSheet(platform: Platform, actor: Actor, id: string): Promise<Result<TripView>> {
  return inTransaction(platform.db, async (tx): Promise<Result<TripView>> => {
    const found = await inspectionCase(tx, id);
    if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
    return ok(await tripView(tx, actor, found));
  });
}

/** The sheet of an inspection for papers; the caller has decided who may see it. */
export async function tripFieldsOf(tx: Tx, found: InspectionCase): Promise<TripFields> {
  const { jurisdiction_id: jurisdictionId, id: inspectionId } = found.inspection;
  const saved = await tripSheetOf(tx, { jurisdictionId, inspectionId });
  return saved?.fields ?? begun(found.inspection.object as InspectedObject);
}

async function tripView(tx: Tx, actor: Actor, found: InspectionCase): Promise<TripView> {
  const { jurisdiction_id: jurisdictionId, id: inspectionId } = found.inspection;
  const saved = await tripSheetOf(tx, { jurisdictionId, inspectionId });
  return {
    fields: saved?.fields ?? begun(found.inspection.object as InspectedObject),
    version: saved?.version ?? 0,
    changedName: saved?.changedName ?? '',
    mayEdit: mayEdit(found, actor),
  };
}

function begun(object: InspectedObject): TripFields {
  return {
    contact: object.contact,
    phone: object.phone,
    address: object.address,
    siteRules: '',
    meetingPoint: '',
    meetsAt: '',
    vehicle: '',
    driver: '',
    brings: [],
    note: '',
  };
}

/** Leaders of the teams, and planners of the agencies that take part. */
function mayEdit(found: InspectionCase, actor: Actor): boolean {
  if (ownMember(found, actor)?.role === 'lead') return true;
  return ownTeam(found, actor) !== undefined && hasRole(actor, 'legalOfficer', 'sectionOfficer');
}

/** Errors: `inspection.not_found`, `tripSheet.forbidden`, `tripSheet.changed_meanwhile`. */
export async function changeTripSheet(
  platform: Platform,
  write: TaskWrite,
  of: { readonly id: string; readonly version: number; readonly fields: TripFields },
): Promise<Result<TripView>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<TripView>> => {
    const found = await inspectionCase(tx, of.id, 'lock');
    if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
    if (!mayEdit(found, actor)) return fail('tripSheet.forbidden');
    const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: of.id };
    const isSaved = await saveTripSheet(tx, key, {
      fields: of.fields,
      version: of.version,
      by: actor.accountId,
      name: actor.personName,
      at: platform.clock.now(),
    });
    if (!isSaved) return fail('tripSheet.changed_meanwhile');
    await record(tx, platform, {
      type: 'inspection.trip_sheet_saved',
      actor,
      subject: { kind: 'inspection', id: of.id },
      data: { version: of.version + 1 },
    });
    return ok(await tripView(tx, actor, found));
  });
}
