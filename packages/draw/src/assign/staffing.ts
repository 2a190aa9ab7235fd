/**
 * Can given numbers of tasks of given types be staffed? Types are tasks that differ in nothing: stratum, area
 * and people to avoid. Equal people are one class, equal tasks one type; a flow between them is then exact
 * (a bipartite multigraph of degree m splits into m matchings, so the flow can be dealt out task by task).
 */
import type { InspectorPub, SeatGroup } from '../types.ts';
import { type FlowNetwork, flowNetwork } from './flow.ts';
import type { CapacityLack, CapacityShortage } from './types.ts';

/** Tasks that differ in nothing. */
export interface TaskType {
  readonly stratum: string;
  readonly groups: readonly SeatGroup[];
  /** Area codes for messages; `["*"]` when the area is left open. */
  readonly areas: readonly string[];
  /** Whether an inspector's areas cover the task. */
  readonly covers: (inspector: number) => boolean;
  readonly without: ReadonlySet<number>;
}

/** One requirement of one type. */
interface Demand {
  readonly type: number;
  readonly group: SeatGroup;
}

/** People with the same cap who may take the same seats. */
interface PeopleClass {
  readonly cap: number;
  readonly members: number[];
  /** Indices of demands. */
  readonly able: readonly number[];
}

export interface Staffing {
  /** Null when `counts[n]` tasks of each type can be staffed together, else who lacks. */
  readonly shortage: (counts: readonly number[]) => CapacityShortage | null;
  /** Rough size of one flow. */
  readonly size: number;
}

function qualifies(
  people: readonly InspectorPub[],
  type: TaskType,
  group: SeatGroup,
): (n: number) => boolean {
  return (inspector) => {
    const pub = people[inspector]!;
    if (pub.cap === 0 || group.dept !== pub.dept || type.without.has(inspector)) return false;
    if (!group.skills.every((skill) => pub.skills.includes(skill))) return false;
    return group.anyArea || pub.areas.includes('*') || type.covers(inspector);
  };
}

/** How many people of each requirement may drop out of one task before it could become impossible to staff. */
export function spareChoice(people: readonly InspectorPub[], type: TaskType): number {
  const groups = type.groups.filter((group) => group.n > 0);
  const team = groups.reduce((sum, group) => sum + group.n, 0);
  const choices = groups.map((group) => [...people.keys()].filter(qualifies(people, type, group)).length);
  return Math.min(Number.MAX_SAFE_INTEGER, ...choices) - team;
}

function peopleClasses(
  people: readonly InspectorPub[],
  types: readonly TaskType[],
  { demands, most }: { demands: readonly Demand[]; most: number },
): PeopleClass[] {
  const classes = new Map<string, PeopleClass>();
  const tests = demands.map(({ type, group }) => qualifies(people, types[type]!, group));
  people.forEach((pub, inspector) => {
    const able = tests.flatMap((test, n) => (test(inspector) ? [n] : []));
    if (able.length === 0) return;
    const cap = Math.min(pub.cap, most);
    const key = `${cap}:${able.join()}`;
    const known = classes.get(key);
    if (known === undefined) classes.set(key, { cap, members: [inspector], able });
    else known.members.push(inspector);
  });
  return [...classes.values()];
}

/** Nodes 0 source, 1 sink, then demands, then classes, then (class, type). */
interface Wiring {
  readonly flow: FlowNetwork;
  readonly demandArcs: readonly number[];
  /** What a cut through the class or its node for one type costs. */
  readonly supplies: readonly { readonly node: number; readonly before: number; readonly capacity: number }[];
}

function wire(
  demands: readonly Demand[],
  classes: readonly PeopleClass[],
  counts: readonly number[],
): Wiring {
  const typeNodes = classes.reduce((sum, { able }) => sum + able.length, 0);
  const flow = flowNetwork(2 + demands.length + classes.length + typeNodes);
  const demandArcs = demands.map(({ type, group }, n) => flow.arc(2 + n, 1, group.n * (counts[type] ?? 0)));
  const supplies: { node: number; before: number; capacity: number }[] = [];
  const supply = (before: number, node: number, capacity: number): void => {
    flow.arc(before, node, capacity);
    supplies.push({ node, before, capacity });
  };
  let next = 2 + demands.length;
  for (const { cap, members, able } of classes) {
    const own = next;
    next += 1;
    supply(0, own, cap * members.length);
    const nodeOfType = new Map<number, number>();
    for (const n of able) {
      const { type, group } = demands[n]!;
      const count = counts[type] ?? 0;
      if (count === 0) continue;
      let node = nodeOfType.get(type);
      if (node === undefined) {
        node = next;
        next += 1;
        nodeOfType.set(type, node);
        supply(own, node, count * members.length);
      }
      flow.arc(node, 2 + n, count * group.n);
    }
  }
  return { flow, demandArcs, supplies };
}

/** Prepares flows over these people and types; no flow may have more than `most` tasks. */
export function staffing(
  people: readonly InspectorPub[],
  types: readonly TaskType[],
  most: number,
): Staffing {
  const demands = types.flatMap(({ groups }, type) =>
    groups.filter((group) => group.n > 0).map((group): Demand => ({ type, group })),
  );
  const classes = peopleClasses(people, types, { demands, most });
  const shortage = (counts: readonly number[]): CapacityShortage | null => {
    const { flow, demandArcs, supplies } = wire(demands, classes, counts);
    flow.send(0, 1);
    const hungry = demandArcs.flatMap((arc, n) => (flow.spare(arc) > 0 ? [2 + n] : []));
    if (hungry.length === 0) return null;
    const inside = flow.reaching(hungry);
    const concerned = demands.flatMap((_, n) =>
      inside[2 + n] === 1 && demandSize(demands[n]!, counts) > 0 ? [n] : [],
    );
    const demand = concerned.reduce((sum, n) => sum + demandSize(demands[n]!, counts), 0);
    const cut = supplies.filter(({ node, before }) => inside[node] === 1 && inside[before] === 0);
    const supply = cut.reduce((sum, { capacity }) => sum + capacity, 0);
    const able = new Set(concerned);
    const qualified = classes
      .filter((people) => people.able.some((n) => able.has(n)))
      .flatMap(({ members }) => members)
      .sort((a, b) => a - b);
    const lacks = concerned.map((n) => lackOf(types, demands[n]!, counts));
    return { lacks, qualified, demand, supply, missing: demand - supply };
  };
  return { shortage, size: classes.reduce((sum, { able }) => sum + able.length, demands.length) };
}

function demandSize({ type, group }: Demand, counts: readonly number[]): number {
  return group.n * (counts[type] ?? 0);
}

function lackOf(types: readonly TaskType[], demand: Demand, counts: readonly number[]): CapacityLack {
  const { stratum, areas } = types[demand.type]!;
  const { dept, skills, anyArea } = demand.group;
  return { stratum, dept, skills, areas: anyArea ? ['*'] : areas, seats: demandSize(demand, counts) };
}
