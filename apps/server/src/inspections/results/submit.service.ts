/**
 * Entering a result: by the team that inspected (谁检查、谁录入), or by the initiator for a body outside the platform with
 * its confirmation (代录). Each submission is a round of its own; a returned result is corrected by the next.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { overallResult, type TeamResult } from '@mingcha/core/inspections/results/result.ts';
import type { OnBehalf } from '@mingcha/core/inspections/results/result-api.ts';
import { checkedResult } from '@mingcha/core/inspections/results/result-rules.ts';
import type { RuleBookInForce } from '@mingcha/core/registers/rules/rule-book.ts';
import { type MoveFacts, nextStage, type Outcome, type TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce } from '../../registers/rules/rule-book-in-force.queries.ts';
import { type InspectionCase, type StoredTeam, saveTeamMove } from '../../tasks/inspection.queries.ts';
import { moveFacts, ownMember } from '../../tasks/team.ts';
import { markClock } from './clock.queries.ts';
import { businessDay, startResultClocks } from './clocks.ts';
import { foreignFindings, insertResult, resultOf, saveFindings } from './result.queries.ts';
import { lockedTeam, type TeamCase, type TeamWrite } from './result-case.ts';
import { itemsOf, outcomeOf, visited } from './visited.ts';

export interface Moved {
  readonly stage: TeamStage;
  readonly version: number;
}

export interface Submission extends TeamWrite {
  readonly actionId: string;
  readonly entered: TeamResult;
  readonly onBehalf: OnBehalf | null;
}

/** Errors: those of `lockedTeam`, `entryRefusal`, `nextStage` and `checkedResult`; `result.no_outcome_invalid`. */
export async function submitResult(
  platform: Platform,
  actor: Actor,
  input: Submission,
): Promise<Result<Moved>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'results.submit' }, async (tx) => {
    const locked = await lockedTeam(tx, actor, input);
    if (!locked.ok) return locked;
    const saved = await enterResult(tx, platform, { ...locked.value, actor, input });
    if (!saved.ok) return saved;
    await record(tx, platform, {
      type: 'result.submitted',
      actor,
      subject: { kind: 'inspection', id: input.inspectionId },
      data: {
        agency: locked.value.team.agency_name,
        resultRound: saved.value.round,
        overallResult: saved.value.wording,
        findingCount: input.entered.findings.length,
        concealed: input.entered.concealment !== '',
        ...(input.onBehalf === null ? {} : { onBehalf: locked.value.team.agency_name }),
      },
    });
    return ok({ stage: saved.value.stage, version: locked.value.team.row_version + saved.value.moves });
  });
}

type Entering = TeamCase & { readonly actor: Actor; readonly input: Omit<Submission, 'actionId'> };

/** Checks and saves one round inside a transaction that has locked the inspection; records no event. */
export async function enterResult(
  tx: Tx,
  platform: Platform,
  of: Entering,
): Promise<
  Result<{
    readonly stage: TeamStage;
    readonly round: number;
    readonly wording: string;
    readonly moves: number;
  }>
> {
  const { found, team, key, actor, input } = of;
  const today = platform.clock.today();
  const refused = entryRefusal(found, { team, actor, onBehalf: input.onBehalf, today });
  if (refused !== null) return refused;
  const facts = entryFacts(found, team);
  const stage = nextStage('submit', facts);
  if (!stage.ok) return stage;
  const { content } = await visited(tx, key);
  const outcome = outcomeOf(found, content);
  if (outcome === 'replaced' || outcome === 'cancelled') return fail('result.no_outcome_invalid');
  const recordedAt = team.recorded_at ?? initiatorRecorded(found) ?? platform.clock.now();
  const book = await initiatorBook(tx, found);
  const checked = checkedResult(input.entered, {
    outcome,
    itemKeys: itemsOf(found, team, content),
    results: book.rules.results,
    resultOn: businessDay(platform, recordedAt),
  });
  if (!checked.ok) return checked;
  const ids = input.entered.findings.map((each) => each.id);
  if ((await foreignFindings(tx, key, ids)).length > 0)
    return fail('result.finding_twice_invalid', { n: 1 }, 'findings.0.text');
  const saved = await saveRound(tx, platform, { ...of, book, outcome });
  const moves = await moveOn(tx, platform, { of, stage: stage.value, recordedAt });
  return ok({ stage: stage.value, moves, ...saved });
}

/** The rule book whose codes all teams of an inspection share. */
export async function initiatorBook(tx: Tx, found: InspectionCase): Promise<RuleBookInForce> {
  return ruleBookInForce(tx, {
    jurisdictionId: found.task.jurisdiction_id,
    agencyId: found.task.agency_id,
  });
}

const initiatorRecorded = (found: InspectionCase): string | null =>
  found.teams.find((each) => each.initiator)?.recorded_at ?? null;

/** A body outside the platform makes no moves of its own: its work ended when the initiator's did. */
export function entryFacts(found: InspectionCase, team: StoredTeam): MoveFacts {
  const facts = moveFacts(found, team);
  const waits = ['assigned', 'claimed', 'approved', 'noticed', 'visiting'].includes(team.stage);
  return team.outside && waits && initiatorRecorded(found) !== null ? { ...facts, stage: 'recorded' } : facts;
}

/**
 * Whether this person may not enter this team's result; null when they may. Errors: `result.not_member_forbidden`,
 * `result.behalf_forbidden`, `result.behalf_missing_invalid`, `result.behalf_needless_invalid`,
 * `result.behalf_future_invalid`.
 */
function entryRefusal(
  found: InspectionCase,
  of: {
    readonly team: StoredTeam;
    readonly actor: Actor;
    readonly onBehalf: OnBehalf | null;
    readonly today: string;
  },
): ReturnType<typeof fail> | null {
  const { team, actor, onBehalf } = of;
  if (!team.outside) {
    if (onBehalf !== null) return fail('result.behalf_needless_invalid', {}, 'onBehalf.confirmedBy');
    return entersFor(found, team, actor) ? null : fail('result.not_member_forbidden');
  }
  if (!entersFor(found, team, actor)) return fail('result.behalf_forbidden');
  if (onBehalf === null) return fail('result.behalf_missing_invalid', {}, 'onBehalf.confirmedBy');
  if (onBehalf.confirmedOn > of.today)
    return fail('result.behalf_future_invalid', {}, 'onBehalf.confirmedOn');
  return null;
}

/** Inspectors of the team; for a body outside the platform those of the initiator, or its sections. */
export function entersFor(found: InspectionCase, team: StoredTeam, actor: Actor): boolean {
  const member = ownMember(found, actor);
  const inspects = member !== undefined && (member.role === 'lead' || member.role === 'member');
  if (!team.outside) return inspects && member.agency_id === team.agency_id;
  const initiator = found.teams.find((each) => each.initiator);
  if (initiator?.agency_id !== actor.agencyId) return false;
  return inspects || hasRole(actor, 'legalOfficer', 'sectionOfficer');
}

async function saveRound(
  tx: Tx,
  platform: Platform,
  of: Entering & { readonly book: RuleBookInForce; readonly outcome: Outcome },
): Promise<{ readonly round: number; readonly wording: string }> {
  const { key, team, actor, input, book } = of;
  const { results } = book.rules;
  const last = (await resultOf(tx, key)).find((each) => each.agency_id === team.agency_id);
  const round = (last?.round ?? 0) + 1;
  const overall = overallResult(
    input.entered.items.map((each) => each.code),
    results,
  );
  if (overall === null) throw new Error('a checked result has a code for every item');
  const wording = new Map(results.map((each) => [each.code, each.wording]));
  await insertResult(tx, {
    jurisdiction_id: key.jurisdictionId,
    inspection_id: key.inspectionId,
    agency_id: key.agencyId,
    round,
    outcome: of.outcome,
    items: JSON.stringify(
      input.entered.items.map((each) => ({ ...each, wording: wording.get(each.code) ?? '' })),
    ),
    overall_code: overall.code,
    overall_wording: overall.wording,
    is_problem: overall.isProblem,
    findings: JSON.stringify(input.entered.findings),
    concealment: input.entered.concealment,
    rule_book_id: book.id,
    rule_book_version: book.version,
    on_behalf: input.onBehalf === null ? null : JSON.stringify(input.onBehalf),
    entered_by: actor.accountId,
    entered_name: actor.personName,
    submitted_at: platform.clock.now(),
  });
  await saveFindings(tx, key, { round, findings: input.entered.findings });
  return { round, wording: overall.wording };
}

/** The stage and the entry clock; how many moves were made. */
async function moveOn(
  tx: Tx,
  platform: Platform,
  made: { readonly of: Entering; readonly stage: TeamStage; readonly recordedAt: string },
): Promise<number> {
  const { team, key } = made.of;
  const isLate = team.recorded_at === null;
  if (isLate) await saveTeamMove(tx, team, { move: 'record', to: 'recorded', at: made.recordedAt });
  await startResultClocks(tx, platform, { team, at: made.recordedAt });
  await saveTeamMove(tx, team, { move: 'submit', to: made.stage, at: platform.clock.now() });
  await markClock(tx, key, { clock: 'resultEntered', doneOn: platform.clock.today() });
  return isLate ? 2 : 1;
}
