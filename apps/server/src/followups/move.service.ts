/**
 * One step on one problem, or the same step on several: standing by standing through the state machine of core, then the
 * effect, then the rows, all in one action. Every step keeps who made it, what was written and by how much it was late.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  beginning,
  type FollowupKind,
  type FollowupState,
  moveRules,
  nextStanding,
  type Standing,
} from '@mingcha/core/followups/followup.ts';
import {
  type ClockFacts,
  clockAfter,
  clockEnd,
  clockOfState,
  daysLate,
} from '@mingcha/core/followups/followup-clocks.ts';
import { type FollowupForm, factsOf } from '@mingcha/core/followups/followup-forms.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { storedPaper } from '../tasks/papers/paper.queries.ts';
import { effectOf, onePaperMoves, singleMoves } from './effects.ts';
import { type FollowupCase, followupCases, insertFollowup, saveFollowup } from './followup.queries.ts';
import { insertMove } from './move.queries.ts';
import { type Effect, standingOf, type Work } from './work.ts';

export interface MoveInput {
  readonly actionId: string;
  readonly items: readonly { readonly findingId: string; readonly version: number }[];
  readonly form: FollowupForm;
}
interface Moved {
  readonly moved: number;
  readonly paperId: string | null;
  readonly inspectionId: string | null;
}

/**
 * Errors: `followup.not_found`, `followup.changed_meanwhile`, `followup.role.forbidden`, `followup.receiver.forbidden`,
 * `followup.several_invalid`, `followup.several_visits_invalid`, those of `nextStanding` and of the move's effect.
 */
export async function moveFollowups(
  platform: Platform,
  actor: Actor,
  input: MoveInput,
): Promise<Result<Moved>> {
  const action = { actor, actionId: input.actionId, routeId: 'followups.move' };
  return runAction(platform, action, async (tx): Promise<Result<Moved>> => {
    const ids = input.items.map((each) => each.findingId);
    const cases = await followupCases(tx, actor, { ids, lock: true });
    const refused = refusalOf(actor, input, cases);
    if (refused !== null) return refused;
    const work: Work = {
      tx,
      platform,
      actor,
      form: input.form,
      cases,
      today: platform.clock.today(),
      at: platform.clock.now(),
      clocks: await clockFacts(tx, actor),
    };
    const made = await makeMove(work);
    if (!made.ok) return made;
    await record(tx, platform, {
      type: 'followup.moved',
      actor,
      subject: { kind: 'finding', id: ids[0] ?? '' },
      data: {
        followupMove: input.form.move,
        findingIds: ids,
        followupState: made.value.states,
      },
    });
    const { paperId, inspectionId } = made.value.effect;
    return ok({ moved: cases.length, paperId, inspectionId });
  });
}

export async function clockFacts(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<ClockFacts> {
  const { rules, version } = await ruleBookInForce(tx, of);
  const calendar = await workCalendar(tx, of.jurisdictionId);
  return { deadlines: rules.deadlines, calendar, ruleVersion: version };
}

function refusalOf(
  actor: Actor,
  input: MoveInput,
  cases: readonly FollowupCase[],
): ReturnType<typeof fail> | null {
  const { form, items } = input;
  const versions = new Map(items.map((each) => [each.findingId, each.version]));
  if (versions.size !== items.length || cases.length !== items.length) return fail('followup.not_found');
  if (!hasRole(actor, ...moveRules[form.move].roles)) return fail('followup.role.forbidden');
  for (const found of cases) {
    if (found.version !== versions.get(found.finding_id)) return fail('followup.changed_meanwhile');
    const isAnswer = form.move === 'receive' || form.move === 'conclude';
    const whose = isAnswer && found.to_agency_id !== null ? found.to_agency_id : found.agency_id;
    if (whose !== actor.agencyId)
      return fail(isAnswer ? 'followup.receiver.forbidden' : 'followup.role.forbidden');
  }
  if (singleMoves.includes(form.move) && cases.length > 1) return fail('followup.several_invalid');
  const visits = new Set(cases.map((found) => `${found.inspection_id} ${found.agency_id}`));
  if (onePaperMoves.includes(form.move) && visits.size > 1) return fail('followup.several_visits_invalid');
  return null;
}

/** Moves every problem or none; also for the enterprise's report, whose actor has no account. */
export async function makeMove(
  work: Work,
  run: (work: Work) => Promise<Result<Effect>> = effectOf,
): Promise<Result<{ readonly effect: Effect; readonly states: string[] }>> {
  const steps: { readonly found: FollowupCase; readonly next: Standing }[] = [];
  for (const found of work.cases) {
    const facts = factsOf(work.form, { findingId: found.finding_id, by: work.actor.accountId });
    const next = nextStanding(standingOf(found), facts);
    if (!next.ok) return next;
    steps.push({ found, next: next.value });
  }
  const effect = await run(work);
  if (!effect.ok) return effect;
  for (const step of steps) {
    const saved = await saveStep(work, { ...step, effect: effect.value });
    if (!saved.ok) return saved;
  }
  return ok({ effect: effect.value, states: [...new Set(steps.map(({ next }) => next.state))] });
}

interface Step {
  readonly found: FollowupCase;
  readonly next: Standing;
  readonly effect: Effect;
}

/** The number of whoever reported stands sealed with the report, not a second time with the step. */
function withoutNumber(form: FollowupForm): FollowupForm {
  return form.move === 'report' ? { ...form, phone: '' } : form;
}

async function saveStep(work: Work, step: Step): Promise<Result<null>> {
  const { tx, form, actor, at, today } = work;
  const { found, next } = step;
  const change = step.effect.change(found);
  const due = dueOf(work, step, change);
  if (!due.ok) return due;
  await begin(work, found);
  // The day proposed with the finding is no clock yet.
  const answers = found.version > 0 && (next.state !== found.state || next.kind !== found.kind);
  const key = { jurisdiction_id: found.jurisdiction_id, finding_id: found.finding_id };
  await insertMove(tx, {
    ...key,
    move: form.move,
    kind_before: found.kind,
    state_before: found.state,
    kind_after: next.kind,
    state_after: next.state,
    due_on: answers ? found.due_on : null,
    late_days: answers ? daysLate(found.due_on, today) : 0,
    form: JSON.stringify(withoutNumber(form)),
    paper_id: step.effect.paperId,
    account_id: actor.accountId === '' ? null : actor.accountId,
    person_name: actor.personName,
    at,
  });
  await saveFollowup(tx, key, {
    ...change,
    kind: next.kind,
    state: next.state,
    ended: next.end,
    due_on: due.value,
    ...startOf(work, step, due.value),
    closed_at: next.state === 'closed' ? at : null,
    updated_at: at,
  });
  return ok(null);
}

function dueOf(work: Work, step: Step, change: ReturnType<Effect['change']>): Result<string | null> {
  if (change.due_on !== undefined) return ok(change.due_on);
  const { kind, state } = step.next;
  const clock = clockOfState(kind, state);
  if (clock === null) return ok(null);
  return clockEnd(work.clocks, clock, step.effect.clockFrom ?? work.today);
}

/** First day and basis of the clock that runs from now on. */
function startOf(work: Work, { found, next, effect: { clockFrom } }: Step, dueOn: string | null) {
  const { started_on: startedOn, due_basis: basis } = found;
  const running = clockAfter(work.clocks, {
    before: {
      kind: found.kind as FollowupKind,
      state: found.state as FollowupState,
      dueOn: found.due_on,
      running: startedOn === null || basis === null ? null : { startedOn, basis },
    },
    after: { kind: next.kind, state: next.state, dueOn },
    from: clockFrom ?? work.today,
  });
  return {
    started_on: running?.startedOn ?? null,
    due_basis: running === null ? null : JSON.stringify(running.basis),
  };
}

/** The row of a finding that had none; an order that was issued at the door stands as its first step. */
async function begin(work: Work, found: FollowupCase): Promise<void> {
  if (found.version !== 0) return;
  const { tx, at, clocks } = work;
  const start = beginning(found.finding.action);
  await insertFollowup(tx, found, { kind: start.kind, state: found.state, dueOn: found.due_on, at });
  const paper = found.order_paper_id === null ? undefined : await storedPaper(tx, found.order_paper_id);
  if (!found.is_order_at_door || paper === undefined) return;
  const recheck = found.due_on === null ? null : clockEnd(clocks, 'reinspected', found.due_on);
  await insertMove(tx, {
    jurisdiction_id: found.jurisdiction_id,
    finding_id: found.finding_id,
    move: 'order',
    kind_before: start.kind,
    state_before: start.state,
    kind_after: start.kind,
    state_after: 'ordered',
    due_on: null,
    late_days: 0,
    form: JSON.stringify({ move: 'order', measures: '', power: [], days: [] } satisfies FollowupForm),
    paper_id: paper.id,
    account_id: paper.created_by,
    person_name: paper.created_name,
    at: paper.created_at,
  });
  if (recheck?.ok === true)
    await saveFollowup(tx, found, {
      kind: start.kind,
      state: 'ordered',
      ended: null,
      closed_at: null,
      recheck_due_on: recheck.value,
      updated_at: at,
    });
}
