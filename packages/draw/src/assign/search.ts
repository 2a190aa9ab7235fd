/**
 * The breadth-first search of Annex A through the residual network: who could give up which seat to whom.
 * Steps B and C and the substitute use it. Sets of failed searches may be marked dead: no later path can end
 * in them (theorems 7 and 9), so leaving them out changes no result.
 */
import { eligible, type Model } from './model.ts';
import { drop, inTeam, NOBODY, put, type State } from './state.ts';

export interface Reached {
  /** Seats and inspectors, ascending. */
  readonly seats: number[];
  readonly inspectors: number[];
}

export interface Searcher {
  /**
   * Looks for a path from the start seats (ascending) to somebody who fulfils `goal`, and shifts along it.
   * False: nobody can be reached; `reached()` then tells how far the search came.
   */
  run(start: readonly number[], from: number, goal: (inspector: number) => boolean): boolean;
  reached(): Reached;
  /** The search came upon somebody dead, so `reached()` may lack what lies behind. */
  metDead(): boolean;
  /** Leaves what the last search reached out of all later ones. */
  bury(): void;
  isDead(inspector: number): boolean;
  /** Forgets the dead for one search. */
  whole(run: () => void): void;
  /** Seats held by an inspector, ascending. */
  seatsOf(inspector: number): readonly number[];
}

/** Everything one search remembers; arrays are reused, a stamp tells the searches apart. */
interface Memory {
  readonly state: State;
  readonly held: number[][];
  readonly seatSeen: Int32Array;
  readonly personSeen: Int32Array;
  readonly listSeen: Int32Array;
  /** People of a list whom the last seat with this list had to skip. */
  readonly skipped: number[][];
  readonly parent: Int32Array;
  readonly queue: Int32Array;
  readonly persons: Int32Array;
  readonly deadSeat: Uint8Array;
  readonly deadPerson: Uint8Array;
  stamp: number;
  queued: number;
  found: number;
  avoidDead: boolean;
  metDead: boolean;
}

function memoryOf(state: State): Memory {
  const { model, holder } = state;
  const held: number[][] = Array.from({ length: model.inspectors }, () => []);
  holder.forEach((inspector, seat) => {
    if (inspector !== NOBODY) held[inspector]!.push(seat);
  });
  return {
    state,
    held,
    seatSeen: new Int32Array(model.seats),
    personSeen: new Int32Array(model.inspectors),
    listSeen: new Int32Array(model.lists.members.length),
    skipped: model.lists.members.map(() => []),
    parent: new Int32Array(model.seats),
    queue: new Int32Array(model.seats),
    persons: new Int32Array(model.inspectors),
    deadSeat: new Uint8Array(model.seats),
    deadPerson: new Uint8Array(model.inspectors),
    stamp: 0,
    queued: 0,
    found: 0,
    avoidDead: true,
    metDead: false,
  };
}

function see(memory: Memory, seat: number, parent: number): void {
  if (memory.seatSeen[seat] === memory.stamp) return;
  if (memory.avoidDead && memory.deadSeat[seat] === 1) {
    memory.metDead = true;
    return;
  }
  memory.seatSeen[seat] = memory.stamp;
  memory.parent[seat] = parent;
  memory.queue[memory.queued] = seat;
  memory.queued += 1;
}

/** Somebody in the same team may change to this seat. */
function seeTeam(memory: Memory, seat: number): void {
  const { model, holder } = memory.state;
  const task = model.seatTask[seat]!;
  const end = model.firstSeat[task + 1]!;
  for (let z = model.firstSeat[task]!; z < end; z += 1) {
    const other = holder[z]!;
    if (z !== seat && other !== NOBODY && other !== holder[seat] && eligible(model, seat, other)) {
      see(memory, z, seat);
    }
  }
}

/** A person comes into view: the goal, or the holder of further seats. */
function seePerson(memory: Memory, inspector: number, seat: number): void {
  memory.personSeen[inspector] = memory.stamp;
  memory.persons[memory.found] = inspector;
  memory.found += 1;
  for (const z of memory.held[inspector]!) see(memory, z, seat);
}

/** Scans the people for a seat; returns the first who fulfils the goal, or NOBODY. */
function seePeople(memory: Memory, seat: number, goal: (inspector: number) => boolean): number {
  const { model } = memory.state;
  const list = model.sigList[model.seatSig[seat]!]!;
  const avoided = model.avoid[model.seatTask[seat]!];
  const fresh = memory.listSeen[list] !== memory.stamp;
  const people = fresh ? model.lists.members[list]! : memory.skipped[list]!;
  const skipped: number[] = [];
  memory.listSeen[list] = memory.stamp;
  memory.skipped[list] = skipped;
  for (const inspector of people) {
    if (memory.personSeen[inspector] === memory.stamp) continue;
    if (avoided?.has(inspector) || inTeam(memory.state, seat, inspector)) {
      skipped.push(inspector);
    } else if (memory.avoidDead && memory.deadPerson[inspector] === 1) {
      memory.metDead = true;
    } else if (goal(inspector)) {
      return inspector;
    } else {
      seePerson(memory, inspector, seat);
    }
  }
  return NOBODY;
}

function shift(memory: Memory, last: number, newcomer: number): void {
  const { state, held, parent } = memory;
  let [seat, person] = [last, newcomer];
  for (;;) {
    const previous = state.holder[seat]!;
    if (previous !== NOBODY) {
      drop(state, seat);
      const theirs = held[previous]!;
      theirs.splice(theirs.indexOf(seat), 1);
    }
    put(state, seat, person);
    const own = held[person]!;
    const place = own.findIndex((other) => other > seat);
    own.splice(place < 0 ? own.length : place, 0, seat);
    if (parent[seat] === NOBODY) return;
    person = previous;
    seat = parent[seat]!;
  }
}

function run(memory: Memory, start: readonly number[], goal: (inspector: number) => boolean): boolean {
  for (const seat of start) see(memory, seat, NOBODY);
  for (let at = 0; at < memory.queued; at += 1) {
    const seat = memory.queue[at]!;
    seeTeam(memory, seat);
    const end = seePeople(memory, seat, goal);
    if (end !== NOBODY) {
      shift(memory, seat, end);
      return true;
    }
  }
  return false;
}

/** Searches over one state; the state must not be changed by others meanwhile. */
export function searcher(state: State): Searcher {
  const memory = memoryOf(state);
  return {
    run(start, from, goal) {
      memory.stamp += 1;
      memory.queued = 0;
      memory.found = 0;
      memory.metDead = false;
      if (from !== NOBODY) {
        memory.personSeen[from] = memory.stamp;
        memory.persons[0] = from;
        memory.found = 1;
      }
      return run(memory, start, goal);
    },
    reached: () => ({
      seats: [...memory.queue.slice(0, memory.queued).sort()],
      inspectors: [...memory.persons.slice(0, memory.found).sort()],
    }),
    metDead: () => memory.metDead,
    bury() {
      for (let n = 0; n < memory.queued; n += 1) memory.deadSeat[memory.queue[n]!] = 1;
      for (let n = 0; n < memory.found; n += 1) memory.deadPerson[memory.persons[n]!] = 1;
    },
    isDead: (inspector) => memory.deadPerson[inspector] === 1,
    whole(action) {
      memory.avoidDead = false;
      action();
      memory.avoidDead = true;
    },
    seatsOf: (inspector) => memory.held[inspector]!,
  };
}

/** Free capacity, the goal of step B and of the substitute. */
export function roomGoal(state: State, model: Model): (inspector: number) => boolean {
  return (inspector) => state.held[inspector]! < model.cap[inspector]!;
}
