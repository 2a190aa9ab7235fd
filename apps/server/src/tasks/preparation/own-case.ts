/** Finds an inspection for somebody who prepares it, and holds what every step asks first. No SQL. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type InspectionCase, inspectionCase, type StoredTeam } from '../inspection.queries.ts';
import { ownMember, ownTeam, seesInspection } from '../team.ts';

export interface OwnCase {
  readonly found: InspectionCase;
  readonly team: StoredTeam;
}

/** An inspection that the person sees, with the own agency's team. Errors: `preparation.not_found`. */
export async function seenCase(tx: Tx, actor: Actor, id: string): Promise<Result<OwnCase>> {
  const found = await inspectionCase(tx, id);
  const team = found === undefined ? undefined : ownTeam(found, actor);
  if (found === undefined || team === undefined || !seesInspection(found, actor))
    return fail('preparation.not_found');
  return ok({ found, team });
}

/**
 * The same, locked, for somebody who prepares: legal and business sections and the team's lead.
 * Errors: `preparation.not_found`, `preparation.forbidden`, `preparation.closed`.
 */
export async function caseToPrepare(tx: Tx, actor: Actor, id: string): Promise<Result<OwnCase>> {
  const found = await inspectionCase(tx, id, 'lock');
  const team = found === undefined ? undefined : ownTeam(found, actor);
  if (found === undefined || team === undefined || !seesInspection(found, actor))
    return fail('preparation.not_found');
  if (!mayPrepare(found, actor)) return fail('preparation.forbidden');
  if (!isOpen(found) || team.stage === 'withdrawn') return fail('preparation.closed');
  return ok({ found, team });
}

export function mayPrepare(found: InspectionCase, actor: Actor): boolean {
  return hasRole(actor, 'legalOfficer', 'sectionOfficer') || ownMember(found, actor)?.role === 'lead';
}

/** Sent out and not yet at its end. */
export function isOpen(found: InspectionCase): boolean {
  return (
    (found.task.state === 'dispatched' || found.task.state === 'done') && found.inspection.state === 'open'
  );
}
