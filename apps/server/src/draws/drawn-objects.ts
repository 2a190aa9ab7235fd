/** Drawn objects with their teams as people read them: names, certificates, who was replaced by whom. */

import { leaderSkill } from '@mingcha/core/draws/draw-task.ts';
import type { DrawnObject } from '@mingcha/core/draws/draw-views.ts';
import type { AssignmentRow } from '@mingcha/draw';
import { type FrozenInspector, parseRecord, recordField } from './frozen.ts';
import type { SelectedObject } from './result.queries.ts';
import type { DrawnCase } from './standing.ts';

interface Names {
  readonly inspectors: ReadonlyMap<string, FrozenInspector>;
  readonly agencies: ReadonlyMap<string, string>;
  readonly seats: ReadonlyMap<string, readonly AssignmentRow[]>;
  readonly replacedBy: ReadonlyMap<string, string>;
}

/** Drawn objects and successors in order of stratum and rank; struck ones stay with a mark. */
export function drawnObjects(drawn: DrawnCase): readonly DrawnObject[] {
  const standing = new Set(drawn.standing.objects.map((object) => object.c));
  return listed(drawn, (row) => !row.reserve || standing.has(row.c));
}

/** Reserves that have not stepped in, in rank order. */
export function reserveObjects(drawn: DrawnCase): readonly DrawnObject[] {
  const standing = new Set(drawn.standing.objects.map((object) => object.c));
  return listed(drawn, (row) => row.reserve && !standing.has(row.c));
}

function listed(drawn: DrawnCase, isWanted: (row: SelectedObject) => boolean): readonly DrawnObject[] {
  const names = namesOf(drawn);
  return drawn.selected.filter(isWanted).map((row) => shown(row, names, drawn));
}

function namesOf(drawn: DrawnCase): Names {
  const seats = new Map<string, AssignmentRow[]>();
  for (const row of drawn.standing.seats ?? []) seats.set(row.c, [...(seats.get(row.c) ?? []), row]);
  return {
    seats,
    inspectors: new Map(drawn.inspectors.map((each) => [each.c, each])),
    agencies: new Map(drawn.file.participants.map((row) => [row.agencyId, row.agencyName])),
    replacedBy: new Map(
      drawn.amendments.flatMap(({ amendment }) =>
        amendment?.type === 'replaced' ? [[amendment.c, amendment.successor] as const] : [],
      ),
    ),
  };
}

function shown(row: SelectedObject, names: Names, drawn: DrawnCase): DrawnObject {
  const record = parseRecord(row.record);
  return {
    objectId: row.objectId,
    stratum: row.stratum,
    rank: row.rank,
    c: row.c,
    ticket: row.ticket,
    code: recordField(record, 'code'),
    name: recordField(record, 'name'),
    area: recordField(record, 'area'),
    address: recordField(record, 'address'),
    replacedBy: names.replacedBy.get(row.c) ?? null,
    reserve: row.reserve,
    team: (names.seats.get(row.c) ?? []).flatMap((seat) => member(seat, row.stratum, { names, drawn })),
  };
}

function member(
  seat: AssignmentRow,
  stratum: number,
  context: { readonly names: Names; readonly drawn: DrawnCase },
): DrawnObject['team'] {
  const { names, drawn } = context;
  const inspector = names.inspectors.get(seat.inspector);
  if (inspector === undefined) return [];
  const { document } = drawn.seal;
  const { templates } = document.assign;
  const groups = templates[document.strata[stratum]?.code ?? ''] ?? templates['*'] ?? [];
  const { record } = inspector;
  return [
    {
      inspectorId: record.id,
      name: record.name,
      certificateNumber: record.certificate,
      agencyName: names.agencies.get(inspector.agencyId) ?? '',
      lead: groups[seat.group]?.skills.includes(leaderSkill) === true,
      group: seat.group,
      k: seat.k,
      members: (record.members ?? []).map((each) => ({
        name: each.name,
        certificateNumber: each.certificate,
      })),
    },
  ];
}
