/**
 * The list that a draw gives: its standing objects after all amendments, each with the team of every agency. A standing team
 * stands as its members. Who leads follows from the seat that asked for a leader, else from the order of the seats.
 */
import { leaderSkill } from '@mingcha/core/draws/draw-task.ts';
import { type FrozenInspector, parseRecord, recordField } from '../draws/frozen.ts';
import type { ParticipantRow } from '../draws/participant.queries.ts';
import type { DrawnCase } from '../draws/standing.ts';
import type { Tx } from '../platform/db/database.ts';
import { drawFacts, type ListedObject, objectsByIds, partnerItems } from './dispatch.queries.ts';
import type { PlannedInspection, PlannedMember, PlannedTeam } from './planned.ts';

/** In order of stratum and rank. An object that left the directory since keeps the name under which it was drawn. */
export async function drawnList(tx: Tx, drawn: DrawnCase): Promise<readonly PlannedInspection[]> {
  const { draw } = drawn.file;
  const standing = new Set(drawn.standing.objects.map((object) => object.c));
  const rows = drawn.selected.filter((row) => standing.has(row.c));
  const objects = await objectsByIds(
    tx,
    draw.jurisdictionId,
    rows.map((row) => row.objectId),
  );
  const { planEntryKey } = await drawFacts(tx, draw);
  const items = await partnerItems(tx, draw.jurisdictionId, planEntryKey);
  const seats = seatsByObject(drawn);
  return rows.map((row) => {
    const record = parseRecord(row.record);
    const object: ListedObject = objects.get(row.objectId) ?? {
      id: row.objectId,
      name: recordField(record, 'name'),
      uscc: null,
      localCode: recordField(record, 'code'),
      kind: recordField(record, 'kind'),
      address: recordField(record, 'address'),
      division: recordField(record, 'area'),
      responsible: '',
      status: 'inactive',
    };
    const held = seats.get(row.c) ?? [];
    return {
      object,
      c: row.c,
      replaces: null,
      recheckOf: null,
      teams: drawn.file.participants
        .filter((each) => each.state === 'confirmed')
        .flatMap((agency) => teamOf(drawn, { agency, stratum: row.stratum, held, items })),
    };
  });
}

interface Seat {
  readonly group: number;
  readonly k: number;
  readonly inspector: FrozenInspector;
}

function seatsByObject(drawn: DrawnCase): ReadonlyMap<string, readonly Seat[]> {
  const people = new Map(drawn.inspectors.map((each) => [each.c, each]));
  const found = new Map<string, Seat[]>();
  for (const { c, group, k, inspector } of drawn.standing.seats ?? []) {
    const person = people.get(inspector);
    if (person === undefined) continue;
    found.set(c, [...(found.get(c) ?? []), { group, k, inspector: person }]);
  }
  return found;
}

function teamOf(
  drawn: DrawnCase,
  of: {
    readonly agency: ParticipantRow;
    readonly stratum: number;
    readonly held: readonly Seat[];
    readonly items: ReadonlyMap<string, readonly string[]>;
  },
): readonly PlannedTeam[] {
  const { agency } = of;
  const own = of.held.filter((seat) => seat.inspector.agencyId === agency.agencyId);
  if (own.length === 0) return [];
  const { settings } = drawn.file.draw;
  return [
    {
      agencyId: agency.agencyId,
      agencyJurisdictionId: agency.agencyJurisdictionId,
      agencyName: agency.agencyName,
      initiator: agency.initiator,
      outside: agency.assisting,
      itemKeys: agency.initiator ? settings.itemKeys : (of.items.get(agency.agencyId) ?? []),
      members: withLeader(own.flatMap((seat) => membersOf(drawn, seat, of.stratum))),
    },
  ];
}

function membersOf(drawn: DrawnCase, seat: Seat, stratum: number): readonly PlannedMember[] {
  const { document } = drawn.seal;
  const { templates } = document.assign;
  const groups = templates[document.strata[stratum]?.code ?? ''] ?? templates['*'] ?? [];
  const leads = groups[seat.group]?.skills.includes(leaderSkill) === true;
  const { record } = seat.inspector;
  const people = record.members ?? [record];
  return people.map((person, i) => ({
    inspectorId: person.id,
    name: person.name,
    certificateNumber: person.certificate,
    role: leads && i === 0 ? 'lead' : 'member',
    c: seat.inspector.c,
    group: seat.group,
    seat: seat.k,
  }));
}

/** One person leads: the one of the leader's seat, else the first seat. */
export function withLeader(members: readonly PlannedMember[]): readonly PlannedMember[] {
  const first = Math.max(
    0,
    members.findIndex((each) => each.role === 'lead'),
  );
  return members.map((each, i) => ({ ...each, role: i === first ? 'lead' : 'member' }));
}
