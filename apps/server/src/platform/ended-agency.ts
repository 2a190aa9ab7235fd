/**
 * An agency that was merged or abolished takes no new work: what begins something (`….create`, an import) is refused for
 * its people, while lists stay readable and what is under way is finished. Administrators still sort accounts out.
 */
import { fail, type Result } from '@mingcha/core/common/result.ts';
import type { ActionRequest } from './action.ts';
import { agencyEnded } from './auth/organisation.queries.ts';
import type { Tx } from './db/database.ts';

const beginsWork = /\.(?:create|upload|open|import|draft|propose)$/;
const administration = /^(?:accounts|agencies|sections|jurisdictions)\./;

/** Errors: `organisation.agency_ended`. `today` is the business day. */
export async function refuseEndedAgency(
  tx: Tx,
  request: Pick<ActionRequest, 'actor' | 'routeId'>,
  today: string,
): Promise<Result<never> | null> {
  const { actor, routeId } = request;
  const agencyId = actor.agencyId ?? null;
  if (agencyId === null || !beginsWork.test(routeId) || administration.test(routeId)) return null;
  const ended = await agencyEnded(tx, { jurisdictionId: actor.jurisdictionId, id: agencyId }, today);
  return ended === null ? null : fail('organisation.agency_ended', ended);
}
