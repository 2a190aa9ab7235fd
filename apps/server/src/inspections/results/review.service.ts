/**
 * Review of a submitted result by the agency's own section or legal officer, never by who entered it or stands in the
 * team. The last team that passes closes the inspection; follow-ups read its problems from there.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { ReviewDecision } from '@mingcha/core/inspections/results/result-api.ts';
import { nextStage } from '@mingcha/core/tasks/inspection.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeInspection, finishTask } from '../../tasks/close.queries.ts';
import { type InspectionCase, type StoredTeam, saveTeamMove } from '../../tasks/inspection.queries.ts';
import { moveFacts } from '../../tasks/team.ts';
import { markClock } from './clock.queries.ts';
import { insertReview, noteVisitFinding, resultOf, type StoredResult } from './result.queries.ts';
import { answeringAgency, lockedTeam, type TeamCase, type TeamWrite } from './result-case.ts';
import type { Moved } from './submit.service.ts';

export interface Review extends TeamWrite {
  readonly actionId: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
}

/**
 * Errors: those of `lockedTeam` and `nextStage`; `result.not_submitted`, `result.review_agency_forbidden`,
 * `result.own_review_forbidden`, `result.legal_review_forbidden`, `result.opinion_missing_invalid`.
 */
export async function reviewResult(platform: Platform, actor: Actor, input: Review): Promise<Result<Moved>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'results.review' }, async (tx) => {
    const locked = await lockedTeam(tx, actor, input);
    if (!locked.ok) return locked;
    const { found, team, key } = locked.value;
    const result = (await resultOf(tx, key)).find((each) => each.agency_id === team.agency_id);
    if (result === undefined || team.stage !== 'submitted') return fail('result.not_submitted');
    const refused = reviewRefusal(found, { team, actor, result });
    if (refused !== null) return refused;
    if (input.decision !== 'pass' && input.opinion === '')
      return fail('result.opinion_missing_invalid', {}, 'opinion');
    const stage = nextStage(input.decision === 'pass' ? 'pass' : 'return', moveFacts(found, team));
    if (!stage.ok) return stage;
    const at = platform.clock.now();
    await insertReview(tx, {
      ...teamColumns(team),
      round: result.round,
      decision: input.decision,
      opinion: input.opinion,
      is_legal: hasRole(actor, 'legalOfficer'),
      reviewed_by: actor.accountId,
      reviewed_name: actor.personName,
      reviewed_at: at,
    });
    await saveTeamMove(tx, team, {
      move: input.decision === 'pass' ? 'pass' : 'return',
      to: stage.value,
      at,
      ...(input.decision === 'pass' ? { outcome: result.outcome } : {}),
    });
    await recordReview(tx, platform, { actor, input, team, result });
    if (input.decision === 'pass') await passed(tx, platform, { ...locked.value, result });
    else await markClock(tx, key, { clock: 'resultEntered', doneOn: null });
    return ok({ stage: stage.value, version: team.row_version + 1 });
  });
}

const teamColumns = (team: StoredTeam) => ({
  jurisdiction_id: team.jurisdiction_id,
  inspection_id: team.inspection_id,
  agency_id: team.agency_id,
});

async function recordReview(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly input: Review;
    readonly team: StoredTeam;
    readonly result: StoredResult;
  },
): Promise<void> {
  await record(tx, platform, {
    type: 'result.reviewed',
    actor: of.actor,
    subject: { kind: 'inspection', id: of.input.inspectionId },
    data: {
      agency: of.team.agency_name,
      resultRound: of.result.round,
      overallResult: of.result.overall_wording,
      reviewDecision: of.input.decision,
      reviewOpinion: of.input.opinion,
    },
  });
}

export const graveCodes: readonly string[] = ['falseDisclosure', 'refusedSeriously'];

/** Concealment, falsification and refusal are published only after the legal section has seen them (R183). */
export function needsLegal(result: Pick<StoredResult, 'concealment' | 'items' | 'outcome'>): boolean {
  if (result.concealment !== '' || result.outcome === 'refused') return true;
  return result.items.some((each) => graveCodes.includes(each.code));
}

/** Why this person may not review; null when they may. */
export function reviewRefusal(
  found: InspectionCase,
  of: { readonly team: StoredTeam; readonly actor: Actor; readonly result: StoredResult },
): ReturnType<typeof fail> | null {
  const { team, actor, result } = of;
  if (answeringAgency(found, team) !== actor.agencyId || !hasRole(actor, 'legalOfficer', 'sectionOfficer'))
    return fail('result.review_agency_forbidden');
  const took = found.members.some((each) => each.account_id === actor.accountId);
  if (result.entered_by === actor.accountId || took) return fail('result.own_review_forbidden');
  if (needsLegal(result) && !hasRole(actor, 'legalOfficer')) return fail('result.legal_review_forbidden');
  return null;
}

async function passed(
  tx: Tx,
  platform: Platform,
  of: TeamCase & { readonly result: StoredResult },
): Promise<void> {
  const { found, team, key, result } = of;
  const at = platform.clock.now();
  const isClosed = found.teams.every(
    (each) => each.agency_id === team.agency_id || each.stage === 'passed' || each.stage === 'withdrawn',
  );
  await noteVisitFinding(tx, { ...key, agencyName: team.agency_name }, result.is_problem);
  if (isClosed) {
    await closeInspection(tx, key, { outcome: result.outcome, at });
    await finishTask(tx, { jurisdictionId: key.jurisdictionId, taskId: found.task.id, at });
  }
}
