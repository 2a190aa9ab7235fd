/** Which agencies make a task: the initiator and those it invites, and what became of each invitation. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { agencyCode } from '@mingcha/core/draws/draw-pool.ts';
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { Tx } from '../platform/db/database.ts';
import { type AgencyRow, agenciesByIds } from './agency.queries.ts';
import type { ParticipantRow } from './participant.queries.ts';

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
  const partners = wanted.flatMap((id) => found.find((row) => row.id === id) ?? []);
  return partners.length === wanted.length
    ? ok({ own, partners })
    : fail('draw.participant_unknown', {}, 'participants');
}

/** The rows of a task's agencies; an agency that was invited before keeps its answer while the task is the one it answered. */
export function participantRows(
  team: Team,
  settings: DrawSettings,
  before: readonly ParticipantRow[],
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
      (agency) => before.find((old) => old.agencyId === agency.id && !old.initiator) ?? row(agency),
    ),
  ];
}
