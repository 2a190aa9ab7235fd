/**
 * A list before it becomes rows: which objects are inspected by which teams of which people, as a draw or a planner gives
 * it. Here the people are checked once more, and the rows are made. Who decides to send it out stands elsewhere.
 */

import { objectKey } from '@mingcha/core/registers/rules/frequency.ts';
import type { InspectedObject, MemberRole } from '@mingcha/core/tasks/inspection.ts';
import type { BlockedMember } from '@mingcha/core/tasks/task.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { type Goer, goersOfAgency, type ListedObject } from './dispatch.queries.ts';
import { type Eligibility, type EligibleOf, eligibleAt, interestsIn } from './eligible.ts';
import { unfitReason } from './fitness.ts';
import { insertInspections } from './inspection.queries.ts';

export interface PlannedMember {
  /** Null for somebody of a body that is not on the platform. */
  readonly inspectorId: string | null;
  readonly name: string;
  readonly certificateNumber: string;
  readonly role: MemberRole;
  readonly c: string | null;
  readonly group: number | null;
  readonly seat: number | null;
}
export interface PlannedTeam {
  readonly agencyId: string;
  readonly agencyJurisdictionId: string | null;
  readonly agencyName: string;
  readonly initiator: boolean;
  readonly outside: boolean;
  readonly itemKeys: readonly string[];
  readonly members: readonly PlannedMember[];
}
export interface PlannedInspection {
  readonly object: ListedObject;
  readonly c: string | null;
  readonly replaces: string | null;
  readonly recheckOf: string | null;
  readonly teams: readonly PlannedTeam[];
}

/** Directories of all agencies that take part, by agency and person. */
export type Directories = ReadonlyMap<string, ReadonlyMap<string, Goer>>;

export async function directoriesOf(tx: Tx, planned: readonly PlannedInspection[]): Promise<Directories> {
  const places = new Map<string, string>();
  for (const team of planned.flatMap((each) => each.teams))
    if (team.agencyJurisdictionId !== null) places.set(team.agencyId, team.agencyJurisdictionId);
  const found = new Map<string, ReadonlyMap<string, Goer>>();
  for (const [agencyId, jurisdictionId] of places)
    found.set(agencyId, await goersOfAgency(tx, { jurisdictionId, agencyId }));
  return found;
}

/**
 * Members who cannot go: off post or without a certificate in the window, with an interest in the object declared since,
 * or with a closed account. People of bodies outside are answered for by those.
 */
export async function blockedMembers(
  tx: Tx,
  planned: readonly PlannedInspection[],
  of: {
    readonly directories: Directories;
    readonly jurisdictionId: string;
    readonly days: { readonly today: string; readonly from: string; readonly to: string };
  },
): Promise<readonly BlockedMember[]> {
  const { directories, days } = of;
  const pairs = await interestsIn(tx, planned, { jurisdictionId: of.jurisdictionId, today: days.today });
  return planned.flatMap(({ object, c, teams }) =>
    teams.flatMap((team) =>
      team.members.flatMap((member): BlockedMember[] => {
        if (member.inspectorId === null) return [];
        const isAvoided = pairs.has(`${member.inspectorId} ${object.id}`);
        const goer = directories.get(team.agencyId)?.get(member.inspectorId);
        const reason = isAvoided ? 'recusal' : unfitReason(goer, days);
        if (reason === null) return [];
        return [{ c, objectName: object.name, agencyName: team.agencyName, name: member.name, reason }];
      }),
    ),
  );
}

/** The object as papers will name it. */
export function inspected(object: ListedObject): InspectedObject {
  return {
    name: object.name,
    uscc: object.uscc,
    localCode: object.localCode,
    kind: object.kind,
    address: object.address,
    area: object.division,
    legalRep: '',
    contact: object.responsible,
    phone: '',
  };
}

interface NewRows {
  readonly planned: readonly PlannedInspection[];
  readonly jurisdictionId: string;
  readonly taskId: string;
  /** Position of the first one. */
  readonly from: number;
  readonly directories: Directories;
  /** Of the task. */
  readonly window: { readonly from: string; readonly to: string };
}

/** Makes the rows; returns the ids of the inspections in their order. */
export async function insertPlanned(tx: Tx, platform: Platform, place: NewRows): Promise<readonly string[]> {
  const { planned } = place;
  const at = platform.clock.now();
  const ids = planned.map(() => platform.ids.next());
  const idOf = (i: number): string => ids[i] ?? '';
  const eligible = await eligibleAt(tx, planned, {
    ...place,
    days: { today: platform.clock.today(), ...place.window },
  });
  await insertInspections(tx, {
    inspections: planned.map((each, i) => ({
      jurisdiction_id: place.jurisdictionId,
      id: idOf(i),
      task_id: place.taskId,
      position: place.from + i,
      object_id: each.object.id,
      object_key: objectKey(each.object),
      object: JSON.stringify(inspected(each.object)),
      c: each.c,
      replaces: each.replaces,
      recheck_of: each.recheckOf,
      outcome: null,
      outcome_at: null,
      scheduled_for: null,
      created_at: at,
      updated_at: at,
    })),
    teams: planned.flatMap((each, i) =>
      teamRows(each, { jurisdictionId: place.jurisdictionId, inspectionId: idOf(i), at, eligible }),
    ),
    members: planned.flatMap((each, i) =>
      each.teams.flatMap((team) =>
        memberRows(
          platform,
          { jurisdictionId: place.jurisdictionId, inspectionId: idOf(i), team, at },
          place.directories,
        ),
      ),
    ),
  });
  return ids;
}

function teamRows(
  planned: PlannedInspection,
  of: {
    readonly jurisdictionId: string;
    readonly inspectionId: string;
    readonly at: string;
    readonly eligible: EligibleOf;
  },
) {
  const eligibleOf = (team: PlannedTeam) => of.eligible(team.agencyId, planned.object.id);
  return planned.teams.map((team) => ({
    jurisdiction_id: of.jurisdictionId,
    inspection_id: of.inspectionId,
    ...eligibleColumns(eligibleOf(team)),
    agency_id: team.agencyId,
    agency_jurisdiction_id: team.agencyJurisdictionId,
    agency_name: team.agencyName,
    initiator: team.initiator,
    outside: team.outside,
    item_keys: [...team.itemKeys],
    stage: 'assigned',
    claimed_at: null,
    approved_at: null,
    noticed_at: null,
    entered_at: null,
    recorded_at: null,
    submitted_at: null,
    passed_at: null,
    visit_no: null,
    updated_at: of.at,
  }));
}

function eligibleColumns(one: Eligibility | null) {
  return {
    eligible: one === null ? null : [...one.eligible],
    not_eligible: one === null ? null : JSON.stringify(one.notEligible),
  };
}

/** Rows of a team's members, each tied to the account that signs in as this person now. */
export function memberRows(
  platform: Platform,
  of: {
    readonly jurisdictionId: string;
    readonly inspectionId: string;
    readonly team: PlannedTeam;
    readonly at: string;
  },
  directories: Directories,
) {
  return of.team.members.map((member) => ({
    jurisdiction_id: of.jurisdictionId,
    id: platform.ids.next(),
    inspection_id: of.inspectionId,
    agency_id: of.team.agencyId,
    inspector_id: member.inspectorId,
    account_id:
      member.inspectorId === null
        ? null
        : (directories.get(of.team.agencyId)?.get(member.inspectorId)?.accountId ?? null),
    name: member.name,
    certificate_number: member.certificateNumber,
    role: member.role,
    state: 'assigned',
    c: member.c,
    seat_group: member.group,
    seat: member.seat,
    replaced_by: null,
    claimed_at: null,
    updated_at: of.at,
  }));
}
