/** Which agencies make a task: the initiator and those it invites, and what became of each invitation. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { agencyCode } from '@mingcha/core/draws/draw-pool.ts';
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { Tx } from '../platform/db/database.ts';
import { type AgencyRow, agenciesByIds } from './agency.queries.ts';
import type { ParticipantRow } from './participant.queries.ts';
import type { PlannedAnswers } from './planned-answers.ts';

export interface Team {
  readonly own: AgencyRow;
  readonly partners: readonly AgencyRow[];
}

/** The initiator and the invited agencies. Errors: `draw.participant_unknown`. */
export async function agenciesOf(tx: Tx, actor: Actor, settings: DrawSettings): Promise<Result<Team>> {
  const wanted = [...new Set(settings.participants)].filter((id) => id !== actor.agencyId);
  const found = await agenciesByIds(tx, [actor.agencyId, ...wanted]);
  const own = found.find((row) => row.id === actor.agencyId);
  if (own === undefined) throw new Error(`no agency ${actor.agencyId}`);
  const partners = wanted.flatMap((id) => found.find((row) => row.id === id && mayInvite(actor, row)) ?? []);
  return partners.length === wanted.length
    ? ok({ own, partners })
    : fail('draw.participant_unknown', {}, 'participants');
}

/** Agencies that stand; of bodies outside the platform only those that the own agency represents. */
function mayInvite(actor: Actor, agency: AgencyRow): boolean {
  const isReached = agency.representedBy === null || agency.representedBy === actor.agencyId;
  return isReached && agency.endedOn === null;
}

/** The rows of a task's agencies; an agency that was invited before keeps its answer while the task is the one it answered, and one that confirmed in the plan is not asked again. */
export function participantRows(
  team: Team,
  settings: DrawSettings,
  answered: {
    /** Answers to this task as it was. */
    readonly before: readonly ParticipantRow[];
    /** Answers to the plan entry that the task is made of. */
    readonly planned: PlannedAnswers;
  },
): readonly ParticipantRow[] {
  const row = (agency: AgencyRow): ParticipantRow => ({
    agencyId: agency.id,
    agencyJurisdictionId: agency.jurisdictionId,
    agencyName: agency.name,
    agencyCode: agencyCode(agency),
    initiator: false,
    state: 'invited',
    inspectorIds: null,
    answeredAt: null,
    basis: '',
    assisting: agency.representedBy !== null,
    ...answered.planned.get(agency.id),
  });
  const own: ParticipantRow = {
    ...row(team.own),
    initiator: true,
    state: 'confirmed',
    inspectorIds: settings.inspectorIds,
  };
  return [
    own,
    ...team.partners.map(
      (agency) => answered.before.find((old) => old.agencyId === agency.id && !old.initiator) ?? row(agency),
    ),
  ];
}
