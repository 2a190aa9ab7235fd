/**
 * The list of a draw made elsewhere: objects found in the directory by their codes, people by the numbers of their
 * certificates, bodies by their names. What is not found is named; a body that is not here stands with its people as told.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { OutsideMember } from '@mingcha/core/draws/outside/outside-draw.ts';
import type { DispatchSource } from '@mingcha/core/tasks/task.ts';
import { outsideById, outsideRows } from '../draws/outside/outside.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import {
  agenciesByNames,
  type Goer,
  goersOfAgency,
  objectIdsByCode,
  objectsByIds,
} from './dispatch.queries.ts';
import { withLeader } from './drawn-list.ts';
import type { PlannedInspection, PlannedMember, PlannedTeam } from './planned.ts';

interface Body {
  readonly id: string;
  readonly jurisdictionId: string | null;
  readonly name: string;
  readonly outside: boolean;
  readonly people: readonly Goer[];
}

export async function outsideList(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly source: DispatchSource },
): Promise<{
  readonly planned: readonly PlannedInspection[];
  readonly unknownObjects: readonly string[];
  readonly revealAt: null;
}> {
  const { actor } = of;
  const found = await outsideById(tx, actor, of.source.id);
  if (found === undefined) return { planned: [], unknownObjects: [], revealAt: null };
  const rows = await outsideRows(tx, found);
  const byCode = await objectIdsByCode(
    tx,
    actor,
    rows.map((row) => row.objectCode),
  );
  const idOf = (row: (typeof rows)[number]): string | null =>
    row.objectId ?? (row.objectCode === '' ? null : (byCode.get(row.objectCode) ?? null));
  const objects = await objectsByIds(
    tx,
    actor.jurisdictionId,
    rows.flatMap((row) => idOf(row) ?? []),
  );
  const bodies = await bodiesOf(tx, platform, { actor, team: rows.flatMap((row) => row.team) });
  const planned = rows.flatMap((row): PlannedInspection[] => {
    const object = objects.get(idOf(row) ?? '');
    if (object === undefined) return [];
    return [{ object, c: null, replaces: null, recheckOf: null, teams: teamsOf(row.team, bodies, actor) }];
  });
  const unknownObjects = rows.filter((row) => !objects.has(idOf(row) ?? '')).map((row) => row.objectName);
  return { planned, unknownObjects, revealAt: null };
}

/** The bodies named in the list; an empty name means the own agency. */
async function bodiesOf(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly team: readonly OutsideMember[] },
): Promise<ReadonlyMap<string, Body>> {
  const { actor } = of;
  const names = [...new Set(of.team.map((each) => each.agency))];
  const known = await agenciesByNames(tx, names);
  const bodies = new Map<string, Body>();
  for (const name of names) {
    const agency =
      name === ''
        ? { jurisdictionId: actor.jurisdictionId, id: actor.agencyId }
        : known.find((each) => each.name === name || each.shortName === name);
    const people = agency === undefined ? [] : [...(await goersIn(tx, agency))];
    bodies.set(name, {
      id: agency?.id ?? platform.ids.next(),
      jurisdictionId: agency?.jurisdictionId ?? null,
      name,
      outside: agency === undefined,
      people,
    });
  }
  return bodies;
}

async function goersIn(tx: Tx, agency: { readonly jurisdictionId: string; readonly id: string }) {
  return (await goersOfAgency(tx, { jurisdictionId: agency.jurisdictionId, agencyId: agency.id })).values();
}

function teamsOf(
  team: readonly OutsideMember[],
  bodies: ReadonlyMap<string, Body>,
  actor: Actor,
): readonly PlannedTeam[] {
  const names = [...new Set(team.map((each) => each.agency))];
  return names.flatMap((name): PlannedTeam[] => {
    const body = bodies.get(name);
    if (body === undefined) return [];
    const members = team.filter((each) => each.agency === name).map((each, i) => member(each, body, i));
    return [
      {
        agencyId: body.id,
        agencyJurisdictionId: body.jurisdictionId,
        agencyName: body.name,
        initiator: body.id === actor.agencyId,
        outside: body.outside,
        itemKeys: [],
        members: withLeader(members),
      },
    ];
  });
}

/** Somebody whom the directory of an agency here does not know has an id that no directory holds, so that the dispatch names them. */
function member(person: OutsideMember, body: Body, seat: number): PlannedMember {
  const found = body.people.find((each) => each.certificateNumber === person.certificate);
  return {
    inspectorId: body.outside ? null : (found?.id ?? unknownPerson),
    name: found?.name ?? person.name,
    certificateNumber: person.certificate,
    role: 'member',
    c: null,
    group: 0,
    seat,
  };
}

const unknownPerson = '00000000-0000-0000-0000-000000000000';
