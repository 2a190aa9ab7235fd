/** The start of every write on a result: the inspection locked and seen, its team, the version that the person saw. No SQL. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type InspectionCase, inspectionCase, type StoredTeam } from '../../tasks/inspection.queries.ts';
import { seesInspection } from '../../tasks/team.ts';
import type { TeamKey } from './result.queries.ts';

export interface TeamWrite {
  readonly inspectionId: string;
  readonly agencyId: string;
  /** Row version of the team as the person saw it; null where it does not matter. */
  readonly version: number | null;
}

export interface TeamCase {
  readonly found: InspectionCase;
  readonly team: StoredTeam;
  readonly key: TeamKey;
}

/** Locks the inspection. Errors: `inspection.not_found`, `inspection.closed`, `inspection.changed_meanwhile`. */
export async function lockedTeam(tx: Tx, actor: Actor, write: TeamWrite): Promise<Result<TeamCase>> {
  const found = await inspectionCase(tx, write.inspectionId, 'lock');
  if (found === undefined || !seesInspection(found, actor)) return fail('inspection.not_found');
  const team = found.teams.find((each) => each.agency_id === write.agencyId);
  if (team === undefined) return fail('inspection.not_found');
  if (found.inspection.state !== 'open') return fail('inspection.closed');
  if (write.version !== null && team.row_version !== write.version)
    return fail('inspection.changed_meanwhile');
  return ok({ found, team, key: keyOf(team) });
}

export function keyOf(team: StoredTeam): TeamKey {
  return {
    jurisdictionId: team.jurisdiction_id,
    inspectionId: team.inspection_id,
    agencyId: team.agency_id,
  };
}

/** The team whose agency answers for a result: the own one, or the initiator's for a body outside the platform. */
export function answeringAgency(found: InspectionCase, team: StoredTeam): string {
  if (!team.outside) return team.agency_id;
  return found.teams.find((each) => each.initiator)?.agency_id ?? found.task.agency_id;
}
