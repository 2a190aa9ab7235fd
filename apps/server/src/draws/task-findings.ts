/**
 * What stands against sealing a task beside its pool and its people: void draws of the same item that nobody repeated.
 * Preview, check and seal ask the same question, so that nothing can slip in between. Reads only.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import { carryOver } from '@mingcha/core/draws/draw-rules.ts';
import { type DrawSettings, itemOfSettings } from '@mingcha/core/draws/draw-task.ts';
import type { Finding } from '@mingcha/core/draws/draw-views.ts';
import type { Tx } from '../platform/db/database.ts';
import { readCase } from './case-file.ts';
import { type OwedRedraw, voidWithoutRedraw } from './duty.queries.ts';
import type { AgencyKey } from './pool.queries.ts';

export interface TaskFacts extends AgencyKey {
  readonly settings: DrawSettings;
  /** The stored task; null for settings that were never saved. */
  readonly drawId: string | null;
}

/** Refuses with the first finding that blocks. Errors: the codes of `taskFindings`. */
export async function decideOpenQuestions(tx: Tx, task: TaskFacts): Promise<Result<null>> {
  const first = (await taskFindings(tx, task)).find(({ severity }) => severity === 'blocks');
  return first === undefined ? ok(null) : fail(first.code, first.data);
}

export async function taskFindings(tx: Tx, task: TaskFacts): Promise<readonly Finding[]> {
  return owedFindings(tx, task);
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
