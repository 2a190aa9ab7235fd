/**
 * After the draw (§10.4): the successor of a struck object and the substitute of an inspector who steps back.
 * Both follow from the frozen data and the seed alone, so nobody can choose; the same functions serve the office
 * that records an amendment and the verifier that checks it. Rules beyond the text: docs/decisions/0012.
 */
import { type AssignedSeat, type AvoidancePair, substitute } from './assign/index.ts';
import { unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import type { HashProvider } from './hash-provider.ts';
import { assignInput, groupsOf, rowOf, type TeamInput } from './team.ts';
import type { AssignmentRow, Hex, InspectorPub, SeatGroup } from './types.ts';

/** A drawn object that stands, in the order in which it came to stand. */
export interface StandingObject {
  readonly stratum: number;
  readonly rank: number;
  readonly c: Hex;
  /** null while sealed */
  readonly area: string | null;
}

/** Where a draw stands after some amendments. */
export interface Standing {
  readonly objects: readonly StandingObject[];
  /** Highest reserve rank used in each stratum so far (quota when none). */
  readonly used: readonly number[];
  /** null while sealed or without teams */
  readonly seats: readonly AssignmentRow[] | null;
  /** Recusals so far: object, inspector. */
  readonly recusals: readonly (readonly [Hex, Hex])[];
}

/** Frozen data that amendments need; `team` is null while sealed or for a draw without teams. */
export interface AmendContext {
  readonly hash: HashProvider;
  readonly reserves: readonly { readonly stratum: number; readonly rank: number; readonly c: Hex }[];
  readonly team: Omit<TeamInput, 'tasks'> | null;
}

/** The standing right after the draw. */
export function initialStanding(draw: {
  readonly selected: readonly {
    readonly stratum: number;
    readonly rank: number;
    readonly c: Hex;
    readonly area?: string;
  }[];
  readonly quotas: readonly number[];
  readonly assignment: readonly AssignmentRow[] | null;
}): Standing {
  return {
    objects: draw.selected.map(({ stratum, rank, c, area }) => ({ stratum, rank, c, area: area ?? null })),
    used: draw.quotas,
    seats: draw.assignment,
    recusals: [],
  };
}

/** The next reserve of the struck object's stratum. @throws DrawError `amend.not_drawn`, `amend.no_reserve` */
export function successorOf(context: AmendContext, standing: Standing, struck: Hex): StandingObject {
  const object = standing.objects.find(({ c }) => c === struck);
  if (object === undefined) throw new DrawError('amend.not_drawn', 'the struck object does not stand drawn');
  const { stratum } = object;
  const rank = (standing.used[stratum] ?? 0) + 1;
  const reserve = context.reserves.find((row) => row.stratum === stratum && row.rank === rank);
  if (reserve === undefined)
    throw new DrawError('amend.no_reserve', `stratum ${stratum} has no reserve left`);
  return { stratum, rank, c: reserve.c, area: null };
}

export interface Replaced {
  readonly standing: Standing;
  readonly successor: StandingObject;
  /** The successor's seats and seats of others that changed hands; null while sealed or without teams. */
  readonly team: readonly AssignmentRow[] | null;
}

/**
 * Strikes an object. The successor takes over its team; where a member may not serve the successor (area or
 * avoidance), the seat goes to the substitute of §10.4, seat by seat in order.
 * @param area area of the successor, null while sealed
 * @throws DrawError `amend.not_drawn`, `amend.no_reserve`, `amend.no_substitute`
 */
export function replaceObject(
  context: AmendContext,
  standing: Standing,
  request: { readonly struck: Hex; readonly area: string | null },
): Replaced {
  const successor = { ...successorOf(context, standing, request.struck), area: request.area };
  const objects = standing.objects.map((object) => (object.c === request.struck ? successor : object));
  const used = standing.used.map((rank, h) => (h === successor.stratum ? successor.rank : rank));
  const moved = { ...standing, objects, used };
  if (context.team === null || standing.seats === null || request.area === null)
    return { standing: { ...moved, seats: null }, successor, team: null };
  const seats = standing.seats.map((row) => (row.c === request.struck ? { ...row, c: successor.c } : row));
  return handOver(context, { ...moved, seats: sortRows(seats) }, successor);
}

function handOver(context: AmendContext, start: Standing, successor: StandingObject): Replaced {
  let standing = start;
  const touched = new Set<string>();
  const own = (start.seats ?? []).filter((row) => row.c === successor.c);
  for (const seat of own) touched.add(seatName(seat));
  for (const { group, k } of own) {
    const holder = standing.seats?.find(
      (row) => row.c === successor.c && row.group === group && row.k === k,
    )?.inspector;
    if (holder === undefined || mayServe(context, successor, { group, holder })) continue;
    const changed = recuse(context, standing, { c: successor.c, group, k });
    standing = changed.standing;
    for (const row of changed.changes ?? []) touched.add(seatName(row));
  }
  const team = (standing.seats ?? []).filter((row) => touched.has(seatName(row)));
  return { standing, successor, team };
}

function seatName(row: { readonly c: Hex; readonly group: number; readonly k: number }): string {
  return `${row.c} ${row.group} ${row.k}`;
}

/** Whether an inspector may hold a seat of an object (§8.1, without capacity). */
function mayServe(
  context: AmendContext,
  object: StandingObject,
  seat: { readonly group: number; readonly holder: Hex },
): boolean {
  const { team } = context;
  const person = team?.inspectors.find((row) => row.c === seat.holder);
  const group = team === null ? undefined : groupsOf(team.params, object.stratum)[seat.group];
  if (team === null || person === undefined || group === undefined) return false;
  return (
    qualifies(person.pub, group, object.area ?? '') &&
    !team.conflicts.some(([o, i]) => o === object.c && i === seat.holder)
  );
}

function qualifies(pub: InspectorPub, group: SeatGroup, area: string): boolean {
  return (
    pub.dept === group.dept &&
    group.skills.every((skill) => pub.skills.includes(skill)) &&
    (group.anyArea || pub.areas.includes('*') || pub.areas.includes(area))
  );
}

export interface Recused {
  readonly standing: Standing;
  /** Who takes the seat over; null while sealed. */
  readonly substitute: Hex | null;
  /** Every seat that changed hands; null while sealed. */
  readonly changes: readonly AssignmentRow[] | null;
}

/**
 * Replaces the inspector of one seat by the substitute that the seed determines.
 * @throws DrawError `amend.no_seat`, `amend.no_substitute`
 */
export function recuse(
  context: AmendContext,
  standing: Standing,
  seat: { readonly c: Hex; readonly group: number; readonly k: number },
): Recused {
  const { team } = context;
  if (team === null || standing.seats === null) return { standing, substitute: null, changes: null };
  const name = seatName(seat);
  const held = standing.seats.find((row) => seatName(row) === name);
  if (held === undefined) throw new DrawError('amend.no_seat', 'no such seat');
  const recusals = [...standing.recusals, [seat.c, held.inspector] as const];
  const outcome = substitute(
    {
      input: assignInput({
        ...team,
        tasks: standing.objects.map((object) => ({ ...object, area: object.area ?? '' })),
      }),
      seats: seatsOf(context, standing),
      seat: { c: unhex(seat.c, 32), group: seat.group, k: seat.k },
      recusals: recusals.map(([o, i]): AvoidancePair => [unhex(o, 32), unhex(i, 32)]),
    },
    context.hash,
  );
  if (!outcome.found) throw new DrawError('amend.no_substitute', 'nobody can take this seat over');
  const changes = outcome.changes.map(rowOf);
  const byName = new Map(changes.map((row) => [seatName(row), row]));
  const seats = standing.seats.map((row) => byName.get(seatName(row)) ?? row);
  return {
    standing: { ...standing, seats, recusals },
    substitute: byName.get(name)?.inspector ?? null,
    changes: sortRows(changes),
  };
}

/** The standing seats as the assignment names them. */
function seatsOf(context: AmendContext, standing: Standing): readonly AssignedSeat[] {
  const task = new Map(standing.objects.map(({ c }, i) => [c, i]));
  const person = new Map((context.team?.inspectors ?? []).map(({ c }, i) => [c, i]));
  return (standing.seats ?? []).map((row) => ({
    c: unhex(row.c, 32),
    group: row.group,
    k: row.k,
    inspector: unhex(row.inspector, 32),
    taskIndex: task.get(row.c) ?? -1,
    inspectorIndex: person.get(row.inspector) ?? -1,
  }));
}

/** Rows in the order of their leaves (§9). */
function sortRows(rows: readonly AssignmentRow[]): readonly AssignmentRow[] {
  return [...rows].sort((a, b) => (a.c < b.c ? -1 : a.c > b.c ? 1 : a.group - b.group || a.k - b.k));
}
