/**
 * Reads the registers for one task: objects in pages through a callback, people once. Preview and snapshot use the
 * same reading, so that what was shown is what is sealed. Nothing is written.
 */
import {
  inspectorPub,
  isInScope,
  leftOutReason,
  type PoolInspector,
  type PoolObject,
  type StrataPlan,
  teamPub,
} from '@mingcha/core/draws/draw-pool.ts';
import { leastInspectorsPerAgency } from '@mingcha/core/draws/draw-rules.ts';
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { InspectorPub } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { ParticipantRow } from './participant.queries.ts';
import {
  type AgencyKey,
  type Declaration,
  declarationsOfAgency,
  inspectorsOfAgency,
  objectPage,
  teamsOfAgency,
} from './pool.queries.ts';

const pageSize = 2000;

export interface ScannedObject {
  readonly object: PoolObject;
  /** Index into the planned strata; −1 when none takes the object. */
  readonly stratum: number;
}

/** Calls `onPage` with the objects in scope, in order of id. */
export async function scanObjects(
  tx: Tx,
  input: {
    readonly agency: AgencyKey;
    readonly settings: DrawSettings;
    readonly plan: StrataPlan;
    /** Objects that a void attempt drew: neither a filter nor their status frees them. */
    readonly carried: ReadonlySet<string>;
  },
  onPage: (objects: readonly ScannedObject[]) => Promise<void> | void,
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page: readonly PoolObject[] = await objectPage(tx, input.agency, {
      after,
      limit: pageSize,
      always: input.carried,
    });
    const inScope = page.filter(
      (object) => input.carried.has(object.id) || isInScope(input.settings, object),
    );
    await onPage(inScope.map((object) => ({ object, stratum: input.plan.classify(object) })));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}

/** One leaf of the inspectors' tree to be: a person, or a standing team with its members. */
export interface Candidate {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly members: readonly PoolInspector[];
  readonly isTeam: boolean;
}

export interface PeopleScan {
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly { readonly agencyId: string; readonly reason: string; readonly count: number }[];
  readonly declarations: readonly Declaration[];
}

export interface PeopleInput {
  readonly settings: DrawSettings;
  readonly participants: readonly ParticipantRow[];
  /** Accounts that run the draw; their own entries stay out unless the rule for small bureaus applies. */
  readonly operators: ReadonlySet<string>;
  /** The day of the preview or the seal: whoever is on leave or recused then is not drawn. */
  readonly today: string;
}

/** People of every agency that takes part, who of them is left out and why, and their declarations of interest. */
export async function scanPeople(tx: Tx, input: PeopleInput): Promise<PeopleScan> {
  const candidates: Candidate[] = [];
  const leftOut = new Map<string, number>();
  const declarations: Declaration[] = [];
  const { settings } = input;
  for (const participant of input.participants) {
    if (participant.state !== 'confirmed') continue;
    const agency = { jurisdictionId: participant.agencyJurisdictionId, agencyId: participant.agencyId };
    const note = (reason: string): void => {
      const name = `${participant.agencyId} ${reason}`;
      leftOut.set(name, (leftOut.get(name) ?? 0) + 1);
    };
    const context = {
      windowTo: settings.window.to,
      chosen: participant.inspectorIds === null ? null : new Set(participant.inspectorIds),
      operators: settings.operatorInPool ? new Set<string>() : input.operators,
    };
    const valid = (await inspectorsOfAgency(tx, agency, { today: input.today, ...settings.window })).filter(
      (inspector) => {
        const reason = leftOutReason(inspector, context);
        if (reason !== null) note(reason);
        return reason === null;
      },
    );
    candidates.push(
      ...(settings.staffing === 'team' ? await teamsOf(tx, agency, { valid, note }) : valid.map(single)),
    );
    const day = input.today < settings.window.from ? input.today : settings.window.from;
    declarations.push(...(await declarationsOfAgency(tx, agency, day)));
  }
  return {
    candidates,
    declarations,
    leftOut: [...leftOut].map(([name, count]) => {
      const [agencyId = '', reason = ''] = name.split(' ');
      return { agencyId, reason, count };
    }),
  };
}

function single(inspector: PoolInspector): Candidate {
  return {
    id: inspector.id,
    agencyId: inspector.agencyId,
    name: inspector.name,
    members: [inspector],
    isTeam: false,
  };
}

async function teamsOf(
  tx: Tx,
  agency: AgencyKey,
  people: { readonly valid: readonly PoolInspector[]; readonly note: (reason: string) => void },
): Promise<readonly Candidate[]> {
  const byId = new Map(people.valid.map((inspector) => [inspector.id, inspector]));
  const teams = await teamsOfAgency(tx, agency);
  return teams.flatMap((team): readonly Candidate[] => {
    const members = team.memberIds.flatMap((id) => byId.get(id) ?? []);
    if (members.length < leastInspectorsPerAgency) {
      people.note('team');
      return [];
    }
    return [{ id: team.id, agencyId: agency.agencyId, name: team.name, members, isTeam: true }];
  });
}

/** What the assignment may know of a candidate. */
export function candidatePub(
  candidate: Candidate,
  context: { readonly settings: DrawSettings; readonly dept: string; readonly poolAreas: readonly string[] },
): InspectorPub {
  const pubs = candidate.members.map((member) => inspectorPub(member, context));
  const [only] = pubs;
  return candidate.isTeam || only === undefined ? teamPub(pubs) : only;
}

/** Candidates by the objects they must not meet: by object id and, for registers of other agencies, by credit code. */
export interface Avoidance {
  of(object: PoolObject): readonly number[];
}

export function avoidanceOf(scan: PeopleScan): Avoidance {
  const indexOf = new Map(
    scan.candidates.flatMap((candidate, i) => candidate.members.map((member) => [member.id, i] as const)),
  );
  const byKey = new Map<string, Set<number>>();
  for (const { inspectorId, objectId, uscc } of scan.declarations) {
    const candidate = indexOf.get(inspectorId);
    if (candidate === undefined) continue;
    for (const key of [objectId, ...(uscc === null ? [] : [uscc])]) {
      const met = byKey.get(key) ?? new Set<number>();
      byKey.set(key, met.add(candidate));
    }
  }
  return {
    of(object) {
      if (byKey.size === 0) return [];
      const own = byKey.get(object.id);
      const byCode = object.code === '' ? undefined : byKey.get(object.code);
      return [...new Set([...(own ?? []), ...(byCode ?? [])])];
    },
  };
}
