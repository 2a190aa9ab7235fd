/**
 * The start of every write on a publication in the office: the row locked and seen, the version that the person saw; and
 * what everybody may do with it. Whoever inspected or entered a result neither reviews nor releases it; whoever changed its
 * public wording does not pass it. No SQL.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  nextPublicationState,
  type PublicationMove,
  type PublicationState,
} from '@mingcha/core/publications/publication.ts';
import type { PublicationAction } from '@mingcha/core/publications/publication-api.ts';
import { resultOf } from '../inspections/results/result.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { inspectionCase } from '../tasks/inspection.queries.ts';
import type { StoredCorrection } from './correction.queries.ts';
import { publicationById, type StoredPublication, seesPublication } from './publication.queries.ts';
import { requestsOf, type StoredRequest } from './request.queries.ts';

/** Errors: `publication.not_found`, `publication.changed_meanwhile`, `publication.forbidden` (only its own agency writes). */
export async function lockedPublication(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly version: number | null },
): Promise<Result<StoredPublication>> {
  const row = await publicationById(tx, of.id, 'lock');
  if (row === undefined || !seesPublication(row, actor)) return fail('publication.not_found');
  if (row.agency_id !== actor.agencyId) return fail('publication.forbidden');
  if (of.version !== null && row.row_version !== of.version) return fail('publication.changed_meanwhile');
  return ok(row);
}

/** Whether the person stood in a team of the inspection or entered its result. */
export async function isOwnWork(
  tx: Tx,
  row: Pick<StoredPublication, 'inspection_id' | 'jurisdiction_id'>,
  actor: Pick<Actor, 'accountId'>,
): Promise<boolean> {
  if (row.inspection_id === null) return false;
  const found = await inspectionCase(tx, row.inspection_id);
  if (found === undefined) return false;
  if (found.members.some((each) => each.account_id === actor.accountId)) return true;
  const key = { jurisdictionId: row.jurisdiction_id, inspectionId: row.inspection_id };
  return (await resultOf(tx, key)).some((each) => each.entered_by === actor.accountId);
}

/** Errors: `publication.own_work_forbidden`. */
export async function refuseOwnWork(tx: Tx, row: StoredPublication, actor: Actor): Promise<Result<null>> {
  return (await isOwnWork(tx, row, actor)) ? fail('publication.own_work_forbidden') : ok(null);
}

interface Standing {
  readonly row: StoredPublication;
  readonly actor: Actor;
  readonly isOwn: boolean;
  /** The person changed the public wording, so that somebody else reviews it. */
  readonly hasEdited: boolean;
  readonly requests: readonly StoredRequest[];
  readonly corrections: readonly StoredCorrection[];
}

/** What this person may do with a publication now, for buttons; each write decides again. */
export function allowedActions(of: Standing): readonly PublicationAction[] {
  const { row, actor } = of;
  if (row.agency_id !== actor.agencyId || row.kind !== 'result') return [];
  const answers = answersFor(of);
  return (Object.keys(answers) as PublicationAction[]).filter((action) => answers[action]);
}

function answersFor(of: Standing): Readonly<Record<PublicationAction, boolean>> {
  const { row, actor, isOwn } = of;
  const can = (move: PublicationMove): boolean =>
    nextPublicationState(row.state as PublicationState, move).ok;
  const isLegal = hasRole(actor, 'legalOfficer') && !isOwn;
  const isOfficer = hasRole(actor, 'legalOfficer', 'sectionOfficer');
  const isHead = hasRole(actor, 'agencyHead');
  const isWaiting = of.requests.some((each) => each.state === 'asked');
  return {
    ...requestAnswers(of, isOfficer),
    edit: isOfficer && can('edit'),
    review: isLegal && !of.hasEdited && can('pass'),
    release: isLegal && can('release') && !isWaiting,
    ...correctionAnswers(of, { isLegal, may: can('correct') }),
    withdraw: isHead && can('withdraw'),
    resume: isLegal && can('resume'),
    reprepare: isLegal && can('reprepare'),
    contain: (isOfficer || isHead) && can('contain'),
  };
}

/** Proposing a correction, and deciding what somebody else proposed. */
function correctionAnswers(
  { actor, isOwn, corrections }: Standing,
  of: { readonly isLegal: boolean; readonly may: boolean },
) {
  const waiting = corrections.find((each) => each.state === 'asked');
  if (waiting === undefined) return { correct: of.isLegal && of.may, decideCorrection: false };
  const isSecond = of.isLegal || (hasRole(actor, 'agencyHead') && !isOwn);
  return { correct: false, decideCorrection: isSecond && waiting.asked_by !== actor.accountId };
}

/** Asking, and deciding what somebody else asked. */
function requestAnswers({ row, actor, requests }: Standing, isOfficer: boolean) {
  const asked = requests.find((each) => each.state === 'asked');
  const isHead = hasRole(actor, 'agencyHead');
  return {
    ask: isOfficer && asked === undefined && nextPublicationState(row.state as PublicationState, 'exempt').ok,
    decide: isHead && asked !== undefined && asked.asked_by !== actor.accountId,
  };
}

/** The request that waits for the head. */
export async function askedRequest(tx: Tx, row: StoredPublication): Promise<StoredRequest | undefined> {
  const all = await requestsOf(tx, { jurisdictionId: row.jurisdiction_id, id: row.id });
  return all.find((each) => each.state === 'asked');
}
