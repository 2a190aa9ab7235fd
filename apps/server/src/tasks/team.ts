/** Who a person is at an inspection, and the facts on which a team's next move rests. No SQL. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { MoveFacts, TeamStage } from '@mingcha/core/tasks/inspection.ts';
import type { InspectionCase, StoredMember, StoredTeam } from './inspection.queries.ts';

/** Members who stand in the team now. */
export function standing(members: readonly StoredMember[]): readonly StoredMember[] {
  return members.filter((each) => each.state === 'assigned' || each.state === 'claimed');
}

/** The person's own row, while standing; undefined for everybody else. */
export function ownMember(found: InspectionCase, actor: Pick<Actor, 'accountId'>): StoredMember | undefined {
  return standing(found.members).find((each) => each.account_id === actor.accountId);
}

/** The team of the person's agency. */
export function ownTeam(found: InspectionCase, actor: Pick<Actor, 'agencyId'>): StoredTeam | undefined {
  return found.teams.find((each) => each.agency_id === actor.agencyId && !each.outside);
}

/**
 * Who may see an inspection: its members after dispatch; legal and business sections and the head of the agencies that
 * take part. Nobody else, whatever the jurisdiction (R130): a team that was left out takes part no more.
 */
export function seesInspection(found: InspectionCase, actor: Actor): boolean {
  const isOut = found.task.state !== 'prepared' && found.task.state !== 'void';
  const member = ownMember(found, actor);
  if (isOut && member !== undefined && !isLeftOut(found, member.agency_id)) return true;
  const team = ownTeam(found, actor);
  return (
    team !== undefined &&
    !isLeftOut(found, team.agency_id) &&
    hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead')
  );
}

/** The others go without this team. An inspection that was cancelled or replaced leaves nobody out. */
function isLeftOut(found: InspectionCase, agencyId: string): boolean {
  const { outcome } = found.inspection;
  if (outcome === 'cancelled' || outcome === 'replaced') return false;
  return found.teams.some((each) => each.agency_id === agencyId && each.stage === 'withdrawn');
}

/**
 * Why a person whose team was left out sees the inspection no more (R285): those who would see it if it had stayed, and
 * nobody else, learn the recorded reason. Null for everybody else.
 */
export function leftOutReason(found: InspectionCase, actor: Actor): string | null {
  const team = ownTeam(found, actor);
  if (team === undefined || !isLeftOut(found, team.agency_id)) return null;
  if (found.task.state === 'prepared' || found.task.state === 'void') return null;
  const isOne =
    ownMember(found, actor) !== undefined || hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead');
  return isOne ? team.withdrawn_reason : null;
}

/** What `nextStage` asks for. `emergency` is the reason given with the move itself, empty for none. */
export function moveFacts(found: InspectionCase, team: StoredTeam, emergency = ''): MoveFacts {
  return {
    stage: team.stage as TeamStage,
    isApproved: team.approved_at !== null,
    isNoticed: team.noticed_at !== null,
    isAnnounced: found.task.announced,
    isOffSite: found.task.method !== 'onSite',
    emergency: emergency === '' ? team.emergency : emergency,
  };
}
