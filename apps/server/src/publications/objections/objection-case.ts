/**
 * The start of every write on an objection: the row locked and seen, the version that the person saw; who had a part in
 * the result; the mark on the public record. No SQL.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  marksRecord,
  nextObjectionState,
  type ObjectionMove,
  type ObjectionOutcome,
  type ObjectionState,
  objectionMoves,
  objectionRules,
} from '@mingcha/core/publications/objections/objection.ts';
import { reviewsOf, submissionsOf } from '../../inspections/results/result.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { setObjectionMark } from '../publication.service.ts';
import {
  type ListedObjection,
  objectionById,
  objectionsOf,
  type StoredObjection,
} from './objection.queries.ts';

/** The answering agency, the one that led the task (without the applicant), and who audits. */
export function seesObjection(row: ListedObjection, actor: Actor): boolean {
  return (
    row.agency_id === actor.agencyId ||
    isForwarded(row, actor) ||
    (hasRole(actor, 'auditor') && row.jurisdiction_id === actor.jurisdictionId)
  );
}

/** Handed on by this agency, which led the task, to the partner that answers. */
export const isForwarded = (row: ListedObjection, actor: Actor): boolean =>
  row.initiator_agency_id === actor.agencyId &&
  row.jurisdiction_id === actor.jurisdictionId &&
  row.agency_id !== actor.agencyId;

/** Errors: `objection.not_found`, `objection.forbidden`, `objection.changed_meanwhile`. */
export async function lockedObjection(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly version: number | null },
): Promise<Result<ListedObjection>> {
  const row = await objectionById(tx, of.id, 'lock');
  if (row === undefined || !seesObjection(row, actor)) return fail('objection.not_found');
  if (row.agency_id !== actor.agencyId) return fail('objection.forbidden');
  if (of.version !== null && row.row_version !== of.version) return fail('objection.changed_meanwhile');
  return ok(row);
}

/** Accounts that inspected, entered or reviewed the result (R221). */
export async function involvedIn(
  tx: Tx,
  row: Pick<ListedObjection, 'jurisdiction_id' | 'inspection_id'>,
): Promise<ReadonlySet<string>> {
  if (row.inspection_id === null) return new Set();
  const found = await inspectionCase(tx, row.inspection_id);
  const key = { jurisdictionId: row.jurisdiction_id, inspectionId: row.inspection_id };
  const ids = [
    ...(found?.members ?? []).flatMap((each) => each.account_id ?? []),
    ...(await submissionsOf(tx, key)).map((each) => each.entered_by),
    ...(await reviewsOf(tx, key)).map((each) => each.reviewed_by),
  ];
  return new Set(ids);
}

export const standingOf = (
  row: StoredObjection,
): { readonly state: ObjectionState; readonly outcome: ObjectionOutcome | null } => ({
  state: row.state as ObjectionState,
  outcome: row.outcome as ObjectionOutcome | null,
});

/**
 * Whether this person may make this move now. Errors: `objection.wrong_state`, `objection.forbidden`,
 * `objection.involved_forbidden`, `objection.handler_forbidden`, `objection.own_decision_forbidden`, `objection.proposal_missing`.
 */
export function checkedMove(
  row: StoredObjection,
  move: ObjectionMove,
  of: { readonly actor: Actor; readonly involved: ReadonlySet<string> },
): Result<ObjectionState> {
  const rule = objectionRules[move];
  const { actor, involved } = of;
  const next = nextObjectionState(standingOf(row), move);
  if (!next.ok) return next;
  if (!hasRole(actor, ...rule.roles)) return fail('objection.forbidden');
  if (rule.apart === true && involved.has(actor.accountId)) return fail('objection.involved_forbidden');
  if (rule.handler === true && row.handler_id !== actor.accountId) return fail('objection.handler_forbidden');
  if (move === 'decide' || move === 'return') {
    if (row.handler_id === actor.accountId) return fail('objection.own_decision_forbidden');
    if (row.proposal === null) return fail('objection.proposal_missing');
  }
  return next;
}

/** For buttons; each write decides again. */
export function allowedMoves(
  row: StoredObjection,
  of: { readonly actor: Actor; readonly involved: ReadonlySet<string> },
): readonly ObjectionMove[] {
  if (row.agency_id !== of.actor.agencyId) return [];
  return objectionMoves.filter((move) => checkedMove(row, move, of).ok);
}

/** 异议处理中 as long as one objection to the record asks for it (R224). */
export async function markAsPending(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: Pick<StoredObjection, 'jurisdiction_id' | 'publication_id'>;
    readonly actor: Actor | null;
  },
): Promise<void> {
  const { row, actor } = of;
  const all = await objectionsOf(tx, {
    jurisdictionId: row.jurisdiction_id,
    publicationId: row.publication_id,
  });
  const isPending = all.some((each) => marksRecord({ ...standingOf(each), isVerified: each.is_verified }));
  const set = await setObjectionMark(tx, platform, { publicationId: row.publication_id, isPending, actor });
  if (!set.ok) throw new Error(`the mark of ${row.publication_id}: ${set.error.code}`);
}
