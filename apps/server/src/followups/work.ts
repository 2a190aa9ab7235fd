/** What the effect of a move gets and gives: the same form for every kind. No SQL, no rule. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  FollowupKind,
  FollowupMove,
  FollowupState,
  Standing,
} from '@mingcha/core/followups/followup.ts';
import type { ClockFacts } from '@mingcha/core/followups/followup-clocks.ts';
import type { FormOf } from '@mingcha/core/followups/followup-forms.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { FollowupCase, FollowupChange } from './followup.queries.ts';

/** One move on one problem, or on several problems of the same list. */
export interface Work<M extends FollowupMove = FollowupMove> {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly form: FormOf<M>;
  readonly cases: readonly FollowupCase[];
  readonly today: string;
  readonly at: string;
  readonly clocks: ClockFacts;
}

/** What a move changes beside kind, state and end. A change without `due_on` leaves the day to the state's clock. */
export interface Effect {
  readonly paperId: string | null;
  readonly inspectionId: string | null;
  readonly change: (found: FollowupCase) => FollowupChange;
  /** Day on which the clock of the new state begins; today when absent. */
  readonly clockFrom?: string;
}

export const noEffect: Effect = { paperId: null, inspectionId: null, change: () => ({}) };

export function effect(parts: Partial<Effect>): Result<Effect> {
  return ok({ ...noEffect, ...parts });
}

export function standingOf(found: FollowupCase): Standing {
  return {
    kind: found.kind as FollowupKind,
    state: found.state as FollowupState,
    end: found.ended as Standing['end'],
    isExtensionAsked: found.extension !== null,
    proposedBy: found.proposed_by,
  };
}

/** A problem as papers take it. */
export function paperFindingOf(found: FollowupCase, dueOn: string | null = found.due_on) {
  const { finding } = found;
  return {
    findingId: found.finding_id,
    text: finding.text,
    clauses: finding.clauses,
    dueOn: dueOn ?? finding.dueOn,
    measures: finding.measures,
  };
}
