/**
 * Off-site work (R170): documents, data, monitoring, testing, entrusted bodies, opinions. The record ends the team's work
 * without an entry; equal results without a problem may be entered for many inspections of one task at once (R188).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { OffSiteRecord } from '@mingcha/core/inspections/results/off-site.ts';
import { nextStage } from '@mingcha/core/tasks/inspection.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectionCase, saveTeamMove } from '../../tasks/inspection.queries.ts';
import { moveFacts } from '../../tasks/team.ts';
import { saveOffSite } from './clock.queries.ts';
import { startResultClocks } from './clocks.ts';
import { lockedTeam, type TeamCase, type TeamWrite } from './result-case.ts';
import { enterResult, entersFor, initiatorBook, type Moved } from './submit.service.ts';
import { itemsOf, visited } from './visited.ts';

export interface OffSiteWrite extends TeamWrite {
  readonly actionId: string;
  readonly record: OffSiteRecord;
}

/** Errors: those of `lockedTeam` and `nextStage`, `result.on_site_method`, `result.not_member_forbidden`, `result.off_site_future_invalid`. */
export async function recordOffSite(
  platform: Platform,
  actor: Actor,
  input: OffSiteWrite,
): Promise<Result<Moved>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'results.offSite' }, async (tx) => {
    const locked = await lockedTeam(tx, actor, input);
    if (!locked.ok) return locked;
    const saved = await saveRecord(tx, platform, { ...locked.value, actor, record: input.record });
    if (!saved.ok) return saved;
    await record(tx, platform, {
      type: 'result.off_site_recorded',
      actor,
      subject: { kind: 'inspection', id: input.inspectionId },
      data: { agency: locked.value.team.agency_name },
    });
    return saved;
  });
}

/** A record written again while the result is returned changes no stage. */
async function saveRecord(
  tx: Tx,
  platform: Platform,
  of: TeamCase & { readonly actor: Actor; readonly record: OffSiteRecord },
): Promise<Result<Moved>> {
  const { found, team, actor } = of;
  if (found.task.method === 'onSite') return fail('result.on_site_method');
  if (!entersFor(found, team, actor)) return fail('result.not_member_forbidden');
  if (of.record.to > platform.clock.today()) return fail('result.off_site_future_invalid', {}, 'record.to');
  const corrects = team.stage === 'recorded' || team.stage === 'returned';
  const stage = corrects ? ok(team.stage) : nextStage('record', moveFacts(found, team));
  if (!stage.ok) return stage;
  const at = platform.clock.now();
  await saveOffSite(tx, {
    jurisdiction_id: team.jurisdiction_id,
    inspection_id: team.inspection_id,
    agency_id: team.agency_id,
    content: JSON.stringify(of.record),
    recorded_by: actor.accountId,
    recorded_name: actor.personName,
    recorded_at: at,
  });
  if (!corrects) await saveTeamMove(tx, team, { move: 'record', to: 'recorded', at });
  await startResultClocks(tx, platform, { team, at: team.recorded_at ?? at });
  return ok({ stage: stage.value as Moved['stage'], version: team.row_version + (corrects ? 0 : 1) });
}

export interface Batch {
  readonly actionId: string;
  readonly taskId: string;
  readonly inspectionIds: readonly string[];
  readonly record: OffSiteRecord;
  readonly code: string;
  readonly note: string;
}

/**
 * All or nothing: one that cannot be entered refuses the batch by name. Errors: `result.batch_member_forbidden`,
 * `result.batch_stage`, `result.batch_problem_invalid`, those of `saveRecord` and `enterResult`.
 */
export async function submitBatch(
  platform: Platform,
  actor: Actor,
  input: Batch,
): Promise<Result<{ submitted: number }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'results.batch' }, async (tx) => {
    const ids = [...new Set(input.inspectionIds)].toSorted();
    for (const inspectionId of ids) {
      const done = await enterOne(tx, platform, { actor, input, inspectionId });
      if (!done.ok) return done;
    }
    await record(tx, platform, {
      type: 'result.batch_submitted',
      actor,
      subject: { kind: 'inspectionTask', id: input.taskId },
      data: { batchCount: ids.length, overallResult: input.code },
    });
    return ok({ submitted: ids.length });
  });
}

async function enterOne(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly input: Batch; readonly inspectionId: string },
): Promise<Result<unknown>> {
  const { actor, input, inspectionId } = of;
  const write = { inspectionId, agencyId: actor.agencyId, version: null };
  const locked = await lockedTeam(tx, actor, write);
  if (!locked.ok) return locked;
  const { found, team } = locked.value;
  const { name } = found.inspection.object as { readonly name: string };
  if (found.task.id !== input.taskId) return fail('inspection.not_found');
  if (!entersFor(found, team, actor)) return fail('result.batch_member_forbidden', { name });
  const book = await initiatorBook(tx, found);
  if (book.rules.results.find((each) => each.code === input.code)?.isProblem !== false)
    return fail('result.batch_problem_invalid', {}, 'code');
  if (!['claimed', 'approved', 'noticed', 'recorded'].includes(team.stage))
    return fail('result.batch_stage', { name, stage: team.stage });
  const saved = await saveRecord(tx, platform, { ...locked.value, actor, record: input.record });
  if (!saved.ok) return saved;
  const again = await inspectionCase(tx, inspectionId);
  const moved = again?.teams.find((each) => each.agency_id === team.agency_id);
  if (again === undefined || moved === undefined) return fail('inspection.not_found');
  const { content } = await visited(tx, locked.value.key);
  const items = itemsOf(again, moved, content).map((itemKey) => ({
    itemKey,
    code: input.code,
    note: input.note,
  }));
  const entered = { items, findings: [], concealment: '' };
  return enterResult(tx, platform, {
    found: again,
    team: moved,
    key: locked.value.key,
    actor,
    input: { ...write, entered, onBehalf: null },
  });
}
