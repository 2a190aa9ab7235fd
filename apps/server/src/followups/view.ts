/** Stored follow-ups as the office sees them: rows, and the chain of one problem from the task to its end (R248). */
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type FollowupKind,
  type FollowupMove,
  type FollowupState,
  possibleMoves,
} from '@mingcha/core/followups/followup.ts';
import { clockOfState, daysBetween, daysLate, ruleOfClock } from '@mingcha/core/followups/followup-clocks.ts';
import type { ChainEntry, FollowupDetail, FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { StoredClock } from '../inspections/results/clock.queries.ts';
import type { StoredResult, StoredReview } from '../inspections/results/result.queries.ts';
import type { InspectionCase } from '../tasks/inspection.queries.ts';
import type { FollowupCase } from './followup.queries.ts';
import type { StoredMove } from './move.queries.ts';
import { saidIn } from './said.ts';
import { standingOf } from './work.ts';

export function rowOf(found: FollowupCase, today: string): FollowupRow {
  const isClosed = found.state === 'closed';
  const until = isClosed && found.closed_at !== null ? found.closed_at.slice(0, 10) : today;
  return {
    findingId: found.finding_id,
    inspectionId: found.inspection_id,
    objectName: found.object_name,
    taskId: found.task_id,
    taskNumber: found.task_number,
    agencyId: found.agency_id,
    agencyName: found.agency_name,
    text: found.finding.text,
    kind: found.kind as FollowupKind,
    state: found.state as FollowupState,
    ended: found.ended as FollowupRow['ended'],
    dueOn: isClosed ? null : found.due_on,
    recheckDueOn: isClosed ? null : found.recheck_due_on,
    daysOpen: Math.max(0, daysBetween(found.found_on, until)),
    daysLate: isClosed ? 0 : daysLate(found.due_on, today),
    isExtensionAsked: found.extension !== null,
    isCoordinated: found.is_coordinated,
    caseNumber: found.case_number,
    version: found.version,
  };
}

/** Why the due day is that day: the clock that runs, else whoever set it. */
export function dueBasisOf(
  found: FollowupCase,
  deadlines: RuleBook['deadlines'],
  moves: readonly StoredMove[],
): FollowupDetail['dueBasis'] {
  if (found.state === 'closed' || found.due_on === null) return null;
  const clock = clockOfState(found.kind as FollowupKind, found.state as FollowupState);
  if (clock !== null) return { by: 'clock', deadline: ruleOfClock(deadlines, clock) };
  if (found.state !== 'ordered') return { by: 'finding' };
  const last = moves.findLast((each) => each.move === 'order' || each.move === 'decideExtension');
  return { by: last?.form.move === 'decideExtension' && last.form.agrees ? 'extension' : 'order' };
}

const first = (move: FollowupMove): number => (move === 'startRecheck' ? 1 : 0);

/** Moves that this person may make on this problem now. */
export function movesFor(found: FollowupCase, actor: Actor) {
  const possible = possibleMoves(standingOf(found), actor);
  // What was reported is checked next; a further report stands after it.
  const moves = found.state === 'reported' ? possible.toSorted((a, b) => first(b) - first(a)) : possible;
  return moves.filter((move) => {
    const isAnswer = move === 'receive' || move === 'conclude';
    const whose = isAnswer && found.to_agency_id !== null ? found.to_agency_id : found.agency_id;
    return whose === actor.agencyId;
  });
}

export interface ChainParts {
  readonly found: FollowupCase;
  readonly visit: InspectionCase;
  readonly results: readonly StoredResult[];
  readonly reviews: readonly StoredReview[];
  readonly moves: readonly StoredMove[];
  /** Who approved the inspection; empty when nobody is noted. */
  readonly approver: string;
  readonly clocks: readonly StoredClock[];
  /** Business day of an instant. */
  readonly dayOf: (instant: string) => string;
}

/** Task, visit, finding, action, end: every step with its person and by how much it was late, in the order of time. */
export function chainOf(parts: ChainParts): ChainEntry[] {
  const { found, moves } = parts;
  const reviews = parts.reviews
    .filter((each) => each.agency_id === found.agency_id)
    .map((each) =>
      entry('reviewed', {
        at: each.reviewed_at,
        by: each.reviewed_name,
        note: each.opinion,
        decision: each.decision,
      }),
    );
  const after = moves.map((move) =>
    entry(move.form.move, {
      at: move.at,
      by: move.person_name,
      lateDays: move.late_days,
      dueOn: move.due_on,
      paperId: move.paper_id,
      stateAfter: move.state_after as FollowupState,
      ...saidIn(move.form, found.finding_id),
    }),
  );
  return [...visitSteps(parts), ...submissions(parts), ...reviews, ...after].toSorted((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
}

/** What a step answered, and the days by which it missed it. */
function timeliness({ dayOf }: ChainParts, dueOn: string | null, at: string) {
  return { dueOn, lateDays: daysLate(dueOn, dayOf(at)) };
}

function visitSteps(parts: ChainParts): readonly ChainEntry[] {
  const { found, visit } = parts;
  const { task } = visit;
  const team = visit.teams.find((each) => each.agency_id === found.agency_id);
  const names = visit.members
    .filter((each) => each.agency_id === found.agency_id && each.state !== 'replaced')
    .filter((each) => each.role === 'lead' || each.role === 'member')
    .map((each) => each.name)
    .join('、');
  const facts: readonly (readonly [ChainEntry['step'], string | null, string, (string | null)?])[] = [
    ['taskCreated', task.created_at, task.created_name],
    ['taskDispatched', task.dispatched_at, task.dispatched_name ?? '', task.dispatch_due],
    ['claimed', team?.claimed_at ?? null, names, task.claim_due],
    ['approved', team?.approved_at ?? null, parts.approver],
    ['noticed', team?.noticed_at ?? null, names],
    ['entered', team?.entered_at ?? null, names],
    ['recorded', team?.recorded_at ?? null, names],
  ];
  return facts.flatMap(([step, at, by, due = null]) =>
    at === null ? [] : [entry(step, { at, by, ...timeliness(parts, due, at) })],
  );
}

/** The first submission answers the clock of entry; a corrected one does not. */
function submissions(parts: ChainParts): readonly ChainEntry[] {
  const own = <T extends { readonly agency_id: string }>(rows: readonly T[]) =>
    rows.filter((each) => each.agency_id === parts.found.agency_id);
  const due = own(parts.clocks).find((each) => each.clock === 'resultEntered')?.due_on ?? null;
  return own(parts.results).map((each) =>
    entry('submitted', {
      at: each.submitted_at,
      by: each.entered_name,
      note: each.overall_wording,
      ...(each.round === 1 ? timeliness(parts, due, each.submitted_at) : {}),
    }),
  );
}

function entry(
  step: ChainEntry['step'],
  facts: Partial<ChainEntry> & Pick<ChainEntry, 'at' | 'by'>,
): ChainEntry {
  return {
    step,
    lateDays: 0,
    dueOn: null,
    note: '',
    decision: '',
    paperId: null,
    stateAfter: null,
    ...facts,
  };
}
