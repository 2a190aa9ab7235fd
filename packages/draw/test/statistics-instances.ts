/** Five assignment problems so small that every best assignment can be listed (protocol §8.3, theorem 11). */
import { type AssignInput, assign } from '../src/assign/index.ts';
import { compareBytes, hex } from '../src/bytes.ts';
import type { HashProvider } from '../src/hash-provider.ts';
import { bytes32 } from './assign-instances.ts';

export interface Enumerable {
  readonly name: string;
  /** Number of best assignments, as the protocol's table gives it. */
  readonly optimal: number;
  readonly input: Omit<AssignInput, 'key'>;
}

interface Person {
  readonly skills?: readonly string[];
  readonly areas?: readonly string[];
  readonly load?: number;
}

function problem(
  [name, optimal]: readonly [string, number],
  shape: {
    people: readonly Person[];
    areas: readonly string[];
    lead?: boolean;
    avoid?: readonly (readonly [number, number])[];
  },
): Enumerable {
  const people = shape.people.map(({ skills = [], areas = ['*'], load = 0 }, n) => ({
    c: bytes32(`${name}/person ${n}`),
    pub: { dept: 'YJ', skills, areas, cap: 9, load },
  }));
  const any = { dept: 'YJ', skills: [], n: 2, anyArea: false };
  const groups = shape.lead
    ? [
        { ...any, skills: ['lead'], n: 1 },
        { ...any, n: 1 },
      ]
    : [any];
  const tasks = shape.areas.map((area, n) => ({ c: bytes32(`${name}/task ${n}`), area, groups }));
  const pairs = (shape.avoid ?? []).map(([t, i]) => [tasks[t]!.c, people[i]!.c] as const);
  const inspectors = [...people].sort((a, b) => compareBytes(a.c, b.c));
  return { name, optimal, input: { tasks, inspectors, pairs, mix: 8 } };
}

const everyone = (count: number): Person[] => Array.from({ length: count }, () => ({}));

export const ENUMERABLE: readonly Enumerable[] = [
  problem(['one class', 720], { people: everyone(4), areas: ['a', 'a', 'a'] }),
  problem(['avoidance pairs', 304], {
    people: everyone(5),
    areas: ['a', 'a', 'a'],
    avoid: [
      [0, 1],
      [0, 2],
      [1, 0],
    ],
  }),
  problem(['leader seats', 36], {
    people: [{ skills: ['lead'] }, { skills: ['lead'] }, {}, {}, {}],
    areas: ['a', 'a', 'a'],
    lead: true,
  }),
  problem(['overlapping areas', 992], {
    people: [{ areas: ['a', 'b'] }, {}, { areas: ['b'] }, { areas: ['a'] }, { areas: ['a'] }],
    areas: ['a', 'a', 'b', 'b'],
  }),
  problem(['unequal prior load', 336], {
    people: [{ load: 2 }, { load: 2 }, { load: 1 }, {}, {}],
    areas: ['a', 'a', 'a'],
  }),
];

/** Written form of an assignment: holders seat by seat in the order of the leaves. */
export function outcomeKey(input: AssignInput, hash: HashProvider): string {
  const outcome = assign(input, hash);
  if (!outcome.feasible) throw new Error('an enumerable problem has a full assignment');
  return outcome.seats.map((seat) => seat.inspectorIndex).join();
}

/** All full assignments with the most even levels, written as `outcomeKey` writes them. */
export function optimalAssignments({ input }: Enumerable): ReadonlySet<string> {
  const { inspectors, pairs } = input;
  const forbidden = new Set(pairs.map(([c, i]) => hex(c) + hex(i)));
  const tasks = [...input.tasks].sort((a, b) => compareBytes(a.c, b.c));
  const seats = tasks.flatMap((task, t) =>
    task.groups.flatMap((need) => Array.from({ length: need.n }, () => ({ task, t, need }))),
  );
  const levels = inspectors.map(({ pub }) => pub.load);
  const chosen: number[] = [];
  let best = Number.POSITIVE_INFINITY;
  let found = new Set<string>();
  const visit = (): void => {
    const seat = seats[chosen.length];
    if (seat === undefined) {
      const cost = levels.reduce((sum, level) => sum + level ** 2, 0);
      if (cost < best) found = new Set();
      best = Math.min(best, cost);
      if (cost === best) found.add(chosen.join());
      return;
    }
    inspectors.forEach(({ c, pub }, i) => {
      const { area } = seat.task;
      if (!seat.need.skills.every((skill) => pub.skills.includes(skill))) return;
      if (!pub.areas.includes('*') && !pub.areas.includes(area)) return;
      if (forbidden.has(hex(seat.task.c) + hex(c))) return;
      if (chosen.some((other, s) => other === i && seats[s]!.t === seat.t)) return;
      levels[i]! += 1;
      chosen.push(i);
      visit();
      chosen.pop();
      levels[i]! -= 1;
    });
  };
  visit();
  return found;
}
