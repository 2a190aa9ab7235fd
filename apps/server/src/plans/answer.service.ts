/** The office's answers to findings of the check. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { runAction } from '../platform/action.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { saveAnswer } from './check.queries.ts';
import { checkPlan } from './check.service.ts';
import type { PlanWrite } from './plan.service.ts';
import { lockReadable } from './plan-file.ts';

/** Keeps the office's answer to a finding. Errors: `plan.finding_not_found`, `plan.finding_blocks`, `plan.not_collecting`. */
export async function answerFinding(
  platform: Platform,
  write: PlanWrite & { readonly planId: string },
  input: { readonly finding: string; readonly answer: string },
): Promise<Result<{ readonly id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockReadable(tx, actor, write.planId);
    if (!found.ok) return found;
    const plan = found.value;
    if (plan.agency_id !== actor.agencyId) return fail('plan.not_found');
    if (plan.state !== 'collecting' && plan.state !== 'drafted') return fail('plan.not_collecting');
    const { findings } = await checkPlan(tx, platform, plan);
    const finding = findings.find((one) => one.key === input.finding);
    if (finding === undefined) return fail('plan.finding_not_found');
    if (finding.severity === 'blocks') return fail('plan.finding_blocks');
    await saveAnswer(
      tx,
      { jurisdictionId: plan.jurisdiction_id, id: plan.id },
      { finding: input.finding, text: input.answer, byName: actor.personName, at: platform.clock.now() },
    );
    await record(tx, platform, {
      type: 'plan.finding_answered',
      actor,
      subject: { kind: 'plan', id: plan.id },
      data: { finding: finding.code, answer: input.answer },
    });
    return ok({ id: plan.id });
  });
}
