/**
 * Use cases of cancelling one inspection (never silently): the initiator's section asks with a coded ground before anybody
 * enters, the head decides. The inspection closes as `cancelled` and stays in its task; nothing enters the frequency ledger,
 * because nobody entered. An object of a draw that was not served by other visits is owed to the next draw of its item.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { itemOfSettings } from '@mingcha/core/draws/draw-task.ts';
import type { Authority } from '@mingcha/core/tasks/preparation/authority.ts';
import { type CancellationGround, servedGrounds } from '@mingcha/core/tasks/preparation/cancellation-api.ts';
import { drawById } from '../../draws/draw.queries.ts';
import { insertStruck } from '../../draws/duty.queries.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeInspection, finishTask, withdrawTeams } from '../close.queries.ts';
import { type InspectionCase, inspectionCase } from '../inspection.queries.ts';
import { voidPaper } from '../papers/paper.service.ts';
import { ownTeam, seesInspection, standing } from '../team.ts';
import { approvalsOf, saveDecision } from './approval.queries.ts';
import {
  cancellationById,
  cancellationsOf,
  insertCancellation,
  lockCancellation,
  type StoredCancellation,
  saveCancellation,
} from './cancellation.queries.ts';
import { decidersOf } from './deciders.ts';
import { noticesOf, saveNotice } from './notice.queries.ts';
import { isOpen } from './own-case.ts';

/** A section of the agency that began the task. */
export function mayAskFor(found: InspectionCase, actor: Actor): boolean {
  const { task } = found;
  return (
    task.agency_id === actor.agencyId &&
    task.jurisdiction_id === actor.jurisdictionId &&
    hasRole(actor, 'legalOfficer', 'sectionOfficer')
  );
}

/** Why it cannot be cancelled any more; null when it can. */
export function cancelRefusal(found: InspectionCase): ReturnType<typeof fail> | null {
  if (!isOpen(found)) return fail('preparation.closed');
  const isBegun = found.teams.some((team) => team.entered_at !== null || team.recorded_at !== null);
  return isBegun ? fail('cancellation.begun') : null;
}

/** Errors: `preparation.not_found`, `cancellation.forbidden`, those of `cancelRefusal`, `cancellation.exists`. */
export async function askCancellation(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly ground: CancellationGround;
    readonly note: string;
  },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'cancellations.ask' },
    async (tx) => {
      const found = await inspectionCase(tx, input.id, 'lock');
      if (found === undefined || !seesInspection(found, actor)) return fail('preparation.not_found');
      if (!mayAskFor(found, actor)) return fail('cancellation.forbidden');
      const refused = cancelRefusal(found);
      if (refused !== null) return refused;
      const key = keyOf(found);
      if ((await cancellationsOf(tx, key)).some((row) => row.state === 'asked'))
        return fail('cancellation.exists');
      const id = platform.ids.next();
      await insertCancellation(tx, {
        jurisdiction_id: key.jurisdictionId,
        id,
        inspection_id: input.id,
        agency_id: actor.agencyId,
        state: 'asked',
        ground: input.ground,
        note: input.note,
        asked_by: actor.accountId,
        asked_name: actor.personName,
        asked_at: platform.clock.now(),
        decided_by: null,
        decided_name: null,
        decided_as: null,
        decided_at: null,
      });
      await record(tx, platform, {
        type: 'cancellation.asked',
        actor,
        subject: { kind: 'inspection', id: input.id },
        data: { ground: input.ground, reason: input.note },
      });
      return ok({ id });
    },
  );
}

const keyOf = (found: InspectionCase) => ({
  jurisdictionId: found.inspection.jurisdiction_id,
  inspectionId: found.inspection.id,
});

interface Decision {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly decision: 'approve' | 'refuse';
  readonly opinion: string;
}

/** Errors: `cancellation.not_found`, those of `decisionRefusal`, of `deciderOf`, of `cancelRefusal`, of `voidPaper`. */
export async function decideCancellation(
  platform: Platform,
  actor: Actor,
  input: Decision,
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'cancellations.decide' },
    async (tx) => {
      const seen = await cancellationById(tx, actor, input.id);
      if (seen === undefined) return fail('cancellation.not_found');
      const found = await inspectionCase(tx, seen.inspection_id, 'lock');
      const row = await lockCancellation(tx, actor, input.id);
      if (found === undefined || row === undefined) return fail('cancellation.not_found');
      const refused = decisionRefusal(row, { actor, input });
      if (refused !== null) return refused;
      const authority = await deciderOf(tx, platform, { actor, found });
      if (!authority.ok) return authority;
      const at = platform.clock.now();
      const isApproved = input.decision === 'approve';
      await saveCancellation(tx, row, {
        state: isApproved ? 'approved' : 'refused',
        by: actor.accountId,
        name: actor.personName,
        as: authority.value.as,
        authority: authority.value.document,
        opinion: input.opinion,
        at,
      });
      const effect = isApproved ? await cancel(tx, platform, { actor, found, row }) : ok({ owed: false });
      if (!effect.ok) return effect;
      await record(tx, platform, {
        type: 'cancellation.decided',
        actor,
        subject: { kind: 'inspection', id: row.inspection_id },
        data: {
          decision: input.decision,
          ground: row.ground,
          owed: effect.value.owed,
          reason: input.opinion,
        },
      });
      return ok({ id: row.id });
    },
  );
}

function decisionRefusal(
  row: StoredCancellation,
  of: { readonly actor: Actor; readonly input: Decision },
): ReturnType<typeof fail> | null {
  const { actor, input } = of;
  if (row.state !== 'asked') return fail('cancellation.decided');
  if (row.row_version !== input.version) return fail('cancellation.changed_meanwhile');
  if (row.asked_by === actor.accountId) return fail('cancellation.own.forbidden');
  if (input.decision === 'refuse' && input.opinion === '')
    return fail('cancellation.opinion_invalid', {}, 'opinion');
  return null;
}

async function deciderOf(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly found: InspectionCase },
): Promise<Result<Authority>> {
  const { actor, found } = of;
  const all = await decidersOf(tx, actor, { day: platform.clock.today(), scope: 'approval' });
  const authority = all.find((one) => one.accountId === actor.accountId);
  if (authority === undefined) return fail('cancellation.no_authority.forbidden');
  const isMember = standing(found.members).some((one) => one.account_id === actor.accountId);
  return isMember ? fail('cancellation.member.forbidden') : ok(authority);
}

/** Ends the inspection: teams out, open applications back, undelivered notices void. */
async function cancel(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly found: InspectionCase; readonly row: StoredCancellation },
): Promise<Result<{ owed: boolean }>> {
  const { actor, found, row } = of;
  const refused = cancelRefusal(found);
  if (refused !== null) return refused;
  const key = keyOf(found);
  const at = platform.clock.now();
  for (const approval of await approvalsOf(tx, key))
    if (approval.state === 'submitted') await saveDecision(tx, approval, { state: 'withdrawn' });
  for (const notice of await noticesOf(tx, key)) {
    if (notice.delivered_at !== null) continue;
    const paperId = notice.paper_id;
    const voided =
      paperId === null ? ok(null) : await voidPaper(tx, platform, { paperId, reason: row.note, by: actor });
    if (!voided.ok) return voided;
    await saveNotice(tx, notice, { voidAt: at, voidReason: row.note.slice(0, 300) });
  }
  await withdrawTeams(tx, key, { reason: row.note, at });
  await closeInspection(tx, key, { outcome: 'cancelled', at, note: row.note });
  await finishTask(tx, { jurisdictionId: key.jurisdictionId, taskId: found.task.id, at });
  return ok({ owed: await owe(tx, { found, ground: row.ground as CancellationGround, at }) });
}

/** True when the object is owed to the next draw of the item, so that nobody is spared by a cancellation. */
async function owe(
  tx: Tx,
  of: { readonly found: InspectionCase; readonly ground: CancellationGround; readonly at: string },
): Promise<boolean> {
  const { task, inspection } = of.found;
  if (task.draw_id === null || servedGrounds.includes(of.ground)) return false;
  const draw = await drawById(tx, { jurisdictionId: task.jurisdiction_id, id: task.draw_id });
  if (draw === undefined) return false;
  const struck = { ...itemOfSettings(draw.settings), objectId: inspection.object_id, at: of.at };
  await insertStruck(tx, draw, struck);
  return true;
}

/** Takes a request back before it is decided. Errors: `cancellation.not_found`, `cancellation.forbidden`, `cancellation.decided`, `cancellation.changed_meanwhile`. */
export async function withdrawCancellation(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly version: number },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'cancellations.withdraw' },
    async (tx) => {
      const row = await lockCancellation(tx, actor, input.id);
      const found = row === undefined ? undefined : await inspectionCase(tx, row.inspection_id);
      if (row === undefined || found === undefined || ownTeam(found, actor) === undefined)
        return fail('cancellation.not_found');
      if (!mayAskFor(found, actor)) return fail('cancellation.forbidden');
      if (row.state !== 'asked') return fail('cancellation.decided');
      if (row.row_version !== input.version) return fail('cancellation.changed_meanwhile');
      await saveCancellation(tx, row, { state: 'withdrawn' });
      await record(tx, platform, {
        type: 'cancellation.withdrawn',
        actor,
        subject: { kind: 'inspection', id: row.inspection_id },
        data: {},
      });
      return ok({ id: row.id });
    },
  );
}
