/**
 * What stands against sealing a task beside its pool and its people: plan and items that do not carry it, void draws of
 * the same item that nobody repeated.
 * Preview, check and seal ask the same question, so that nothing can slip in between. Reads only.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import { carryOver } from '@mingcha/core/draws/draw-rules.ts';
import { type DrawSettings, itemOfSettings } from '@mingcha/core/draws/draw-task.ts';
import type { Finding } from '@mingcha/core/draws/draw-views.ts';
import type { DrawableEntry } from '@mingcha/core/plans/plan.ts';
import type { Tx } from '../platform/db/database.ts';
import { readCase } from './case-file.ts';
import { type OwedRedraw, voidWithoutRedraw } from './duty.queries.ts';
import { settleOrigin } from './origin.ts';
import { decideDesignated } from './outside/designation.service.ts';
import type { AgencyKey } from './pool.queries.ts';

export interface TaskFacts extends AgencyKey {
  readonly settings: DrawSettings;
  /** The stored task; null for settings that were never saved. */
  readonly drawId: string | null;
  /** Repeats a void attempt. */
  readonly isRedraw: boolean;
}

/** Refuses with the first finding that blocks. Errors: the codes of `taskFindings`. */
export async function decideOpenQuestions(tx: Tx, task: TaskFacts): Promise<Result<null>> {
  const first = (await taskFindings(tx, task)).find(({ severity }) => severity === 'blocks');
  return first === undefined ? ok(null) : fail(first.code, first.data);
}

export async function taskFindings(tx: Tx, task: TaskFacts): Promise<readonly Finding[]> {
  const designated = await decideDesignated(tx, task);
  const platform: readonly Finding[] = designated.ok
    ? []
    : [{ code: designated.error.code, severity: 'blocks', data: { ...designated.error.data } }];
  return [...platform, ...(await originFindings(tx, task)), ...(await owedFindings(tx, task))];
}

/** Whether plan and items (still) carry the task, and where it leaves the plan's words (R005, R090). */
async function originFindings(tx: Tx, task: TaskFacts): Promise<readonly Finding[]> {
  const { settings } = task;
  // A redraw of a task of the first version goes on without a plan, as that one did.
  if (settings.origin === null && task.isRedraw) return [];
  const settled = await settleOrigin(tx, task, settings);
  if (!settled.ok) return [{ code: settled.error.code, severity: 'blocks', data: { ...settled.error.data } }];
  const { entry } = settled.value;
  return entry === null ? [] : planFindings(settings, entry);
}

function planFindings(settings: DrawSettings, entry: DrawableEntry): readonly Finding[] {
  const { number, drawn, fields } = entry;
  const say = (code: string, severity: Finding['severity']): Finding => ({
    code,
    severity,
    data: { number, times: fields.times, drawn, from: fields.window.from, to: fields.window.to },
  });
  const { from, to } = settings.window;
  const isOutside = from < fields.window.from || to > fields.window.to;
  const pool = JSON.stringify(settings.scope.mode === 'targeted' ? settings.scope.filter : {});
  const isOther = pool !== JSON.stringify(fields.scope === 'targeted' ? fields.filter : {});
  return [
    ...(drawn >= fields.times ? [say('draw.plan_entry_used_up', 'blocks')] : []),
    ...(isOutside ? [say('warn.outside_plan_window', 'warns')] : []),
    ...(isOther ? [say('warn.other_pool_than_plan', 'warns')] : []),
  ];
}

/**
 * A void draw is repeated by its redraw. A new task of the same item in its place frees nobody: where the void draw's
 * seed was known it is refused, and before that it must say why (R096, draw-protocol §10.3).
 */
async function owedFindings(tx: Tx, task: TaskFacts): Promise<readonly Finding[]> {
  const { settings, drawId } = task;
  const owed = await voidWithoutRedraw(tx, task, { ...itemOfSettings(settings), drawId });
  const findings: Finding[] = [];
  for (const one of owed) {
    const carry = await carries(tx, task, one);
    const isAnswered = settings.insteadOf?.drawId === one.id;
    if (carry || !isAnswered)
      findings.push({
        code: carry ? 'draw.redraw_owed' : 'draw.redraw_or_reason',
        severity: 'blocks',
        data: { number: drawNumber(one), drawId: one.id },
      });
  }
  return findings;
}

async function carries(tx: Tx, agency: AgencyKey, owed: OwedRedraw): Promise<boolean> {
  const file = await readCase(tx, { jurisdictionId: agency.jurisdictionId, id: owed.id });
  return carryOver(file.ceremony) !== 'none';
}
