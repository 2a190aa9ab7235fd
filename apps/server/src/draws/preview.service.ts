/** The check page of a stored task and of settings that are still being typed. Both read only. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { decideOperator } from '@mingcha/core/draws/draw-rules.ts';
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { DrawPreview } from '@mingcha/core/draws/draw-views.ts';
import type { DrawableEntry } from '@mingcha/core/plans/plan.ts';
import { drawableEntry } from '../plans/drawable-entry.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { type CaseFile, openCase } from './case-file.ts';
import { dutiesOf } from './duties.ts';
import { policyOf } from './participant.queries.ts';
import { plannedAnswers } from './planned-answers.ts';
import type { AgencyKey } from './pool.queries.ts';
import { previewOf } from './preview.ts';
import { notePool } from './readers.ts';
import { type TaskFacts, taskFindings } from './task-findings.ts';
import { agenciesOf, participantRows } from './task-team.ts';

/** What the registers, earlier draws and the rule book add to the settings. */
async function factsOf(tx: Tx, platform: Platform, task: TaskFacts) {
  const { jurisdictionId, agencyId, settings, drawId, isRedraw } = task;
  const facts = { jurisdictionId, agencyId, settings, drawId, isRedraw };
  return {
    duties: await dutiesOf(tx, { ...facts, today: platform.clock.today() }),
    findings: await taskFindings(tx, facts),
  };
}

/** What a stored task would draw. */
export async function previewCase(tx: Tx, platform: Platform, file: CaseFile): Promise<DrawPreview> {
  const { draw } = file;
  const { policy } = await policyOf(tx, draw);
  return previewOf(tx, {
    jurisdictionId: draw.jurisdictionId,
    agencyId: draw.agencyId,
    settings: draw.settings,
    policy,
    participants: file.participants,
    operators: new Set([draw.createdBy]),
    ...(await factsOf(tx, platform, { ...draw, drawId: draw.id, isRedraw: draw.previousId !== null })),
    now: platform.clock.now(),
    today: platform.clock.today(),
  });
}

/** The check page of a stored task. Errors: `draw.not_found`. */
export async function previewDraw(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<DrawPreview>> {
  return inTransaction(platform.db, async (tx): Promise<Result<DrawPreview>> => {
    const file = await openCase(tx, actor, id);
    if (!file.ok) return file;
    await notePool(tx, platform, { file: file.value, actor });
    return ok(await previewCase(tx, platform, file.value));
  });
}

/**
 * What typed settings would draw, saved or not; `drawId` names the task they are to change, null a new one. Nothing
 * is stored and nothing enters the ledger. What contradicts the rule book is among the findings.
 * Errors: `draw.not_found`, `draw.participant_unknown`, those of `decideOperator`.
 */
export async function previewSettings(
  platform: Platform,
  actor: Actor,
  typed: { readonly drawId: string | null; readonly settings: DrawSettings },
): Promise<Result<DrawPreview>> {
  return inTransaction(platform.db, async (tx): Promise<Result<DrawPreview>> => {
    const { settings } = typed;
    const file = typed.drawId === null ? null : await openCase(tx, actor, typed.drawId);
    if (file !== null && !file.ok) return file;
    const operator = file === null ? ok(null) : decideOperator(actor, file.value.unit);
    if (!operator.ok) return operator;
    const key = { jurisdictionId: actor.jurisdictionId, agencyId: actor.agencyId };
    const team = await agenciesOf(tx, actor, settings);
    if (!team.ok) return team;
    const { policy } = await policyOf(tx, actor);
    const preview = await previewOf(tx, {
      ...key,
      settings,
      policy,
      participants: participantRows(team.value, settings, {
        before: file?.value.participants ?? [],
        planned: await plannedAnswers(tx, key, { entry: await entryOf(tx, key, settings), settings }),
      }),
      operators: new Set([file?.value.draw.createdBy ?? actor.accountId]),
      ...(await factsOf(tx, platform, {
        ...key,
        settings,
        drawId: typed.drawId,
        isRedraw: file !== null && file.value.draw.previousId !== null,
      })),
      now: platform.clock.now(),
      today: platform.clock.today(),
    });
    return ok(preview);
  });
}

async function entryOf(tx: Tx, agency: AgencyKey, settings: DrawSettings): Promise<DrawableEntry | null> {
  const { origin } = settings;
  return origin?.kind === 'plan' ? ((await drawableEntry(tx, agency, origin.entryId)) ?? null) : null;
}
