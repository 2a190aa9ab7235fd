/** What surrounds the assignment: substitutes after the draw (§10.4), and capacity before it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AssignedSeat,
  type AssignInput,
  assign,
  type CapacityInput,
  checkCapacity,
  substitute,
} from '../src/assign/index.ts';
import { concat, hex } from '../src/bytes.ts';
import { DrawError } from '../src/error.ts';
import { providerFor } from '../src/hash/providers.ts';
import { keyed } from '../src/tagged.ts';
import { bytes32, dice, instance } from './assign-instances.ts';
import { minimumCostFlow } from './assign-reference.ts';

const kernel = providerFor('SHA256');

/** Whether `who` may take the seat after all pairs and recusals. */
function mayTake(input: AssignInput, seat: AssignedSeat, who: number): boolean {
  const task = input.tasks[seat.taskIndex]!;
  const need = task.groups[seat.group]!;
  const { c, pub } = input.inspectors[who]!;
  const covers = need.anyArea || pub.areas.includes('*') || pub.areas.includes(task.area);
  const able = pub.dept === need.dept && need.skills.every((skill) => pub.skills.includes(skill));
  return (
    covers &&
    able &&
    pub.cap > 0 &&
    !input.pairs.some(([o, i]) => hex(o) === hex(task.c) && hex(i) === hex(c))
  );
}

test('the substitute is the least loaded eligible person with the smallest key, found here by plain search', () => {
  let direct = 0;
  let paths = 0;
  let none = 0;
  for (let n = 0; n < 1200; n += 1) {
    const { input, name } = instance(`recusal ${n}`);
    const outcome = assign(input, kernel);
    if (!outcome.feasible || outcome.seats.length === 0) continue;
    const seat = outcome.seats[dice(name)(outcome.seats.length)]!;
    const recusal = [seat.c, seat.inspector] as const;
    const answer = substitute({ input, seats: outcome.seats, seat, recusals: [recusal] }, kernel);
    const bound = { ...input, pairs: [...input.pairs, recusal] };
    const KH = keyed(kernel, input.key);
    const held = (i: number): number =>
      outcome.seats.filter((s) => s !== seat && s.inspectorIndex === i).length;
    const inTeam = (i: number): boolean =>
      outcome.seats.some((s) => s !== seat && s.taskIndex === seat.taskIndex && s.inspectorIndex === i);
    const candidates = [...input.inspectors.keys()]
      .filter((i) => mayTake(bound, seat, i) && !inTeam(i) && held(i) < input.inspectors[i]!.pub.cap)
      .map((i) => {
        const { c, pub } = input.inspectors[i]!;
        return { i, level: pub.load + held(i), key: hex(KH('sub', concat(c, seat.c)).slice(0, 8)) };
      })
      .sort((a, b) => a.level - b.level || (a.key < b.key ? -1 : 1));
    if (candidates[0] !== undefined) {
      assert.ok(answer.found, name);
      const expected = { ...seat, inspectorIndex: candidates[0].i };
      assert.deepEqual(answer.changes, [{ ...expected, inspector: input.inspectors[candidates[0].i]!.c }]);
      direct += 1;
    } else if (answer.found) {
      paths += 1;
      const moved = new Map(answer.changes.map((s) => [`${s.taskIndex} ${s.group} ${s.k}`, s]));
      const after = outcome.seats.map((s) => moved.get(`${s.taskIndex} ${s.group} ${s.k}`) ?? s);
      assert.ok(
        after.every((s) => mayTake(bound, s, s.inspectorIndex)),
        name,
      );
      assert.equal(new Set(after.map((s) => `${s.taskIndex} ${s.inspectorIndex}`)).size, after.length, name);
      input.inspectors.forEach(({ pub }, i) => {
        assert.ok(after.filter((s) => s.inspectorIndex === i).length <= pub.cap, name);
      });
    } else {
      none += 1;
      assert.ok(minimumCostFlow(bound).filled < outcome.seats.length, name);
      assert.ok(answer.failure.demand > answer.failure.supply, name);
    }
  }
  assert.ok(direct > 300 && paths > 3 && none > 30, `${direct} ${paths} ${none}`);
});

test('a substitute for a seat that does not exist, or for seats held by strangers, is refused', () => {
  const { input } = Array.from({ length: 50 }, (_, n) => instance(`strangers ${n}`)).find(
    (one) => assign(one.input, kernel).feasible,
  )!;
  const outcome = assign(input, kernel);
  assert.ok(outcome.feasible);
  const seat = outcome.seats[0]!;
  const ask = (seats: readonly AssignedSeat[], wanted: { c: Uint8Array; group: number; k: number }) => () =>
    substitute({ input, seats, seat: wanted, recusals: [] }, kernel);
  assert.throws(ask(outcome.seats, { ...seat, group: 9 }), DrawError);
  assert.throws(ask(outcome.seats, { ...seat, c: bytes32('nobody') }), DrawError);
  assert.throws(ask([{ ...seat, inspector: bytes32('stranger') }], seat), DrawError);
  assert.throws(ask([], seat), DrawError);
});

/** Every draw a small pool allows, each as the objects drawn. */
function everyDraw(input: CapacityInput): number[][][] {
  const subsets = (size: number, take: number, from = 0): number[][] =>
    take === 0
      ? [[]]
      : Array.from({ length: Math.max(0, size - from) }, (_, n) => n + from).flatMap((first) =>
          subsets(size, take - 1, first + 1).map((rest) => [first, ...rest]),
        );
  return input.strata.reduce<number[][][]>(
    (draws, { areas, least, most }) => {
      const size = areas.reduce((sum, { count }) => sum + count, 0);
      const own: number[][] = [];
      for (let take = Math.min(least, size); take <= Math.min(most, size); take += 1)
        own.push(...subsets(size, take));
      return draws.flatMap((draw) => own.map((objects) => [...draw, objects]));
    },
    [[]],
  );
}

/** Whether one draw can be staffed, by the independent flow. */
function staffable(input: CapacityInput, draw: readonly number[][]): boolean {
  const inspectors = input.inspectors.map((pub, i) => ({ c: bytes32(`person ${i}`), pub }));
  const pairs: [Uint8Array, Uint8Array][] = [];
  const tasks = draw.flatMap((objects, h) => {
    const { areas, groups } = input.strata[h]!;
    const all = areas.flatMap(({ area, count }) => Array.from({ length: count }, () => area));
    const exceptions = input.exceptions.filter(({ stratum }) => stratum === h);
    return objects.map((object) => {
      const c = bytes32(`object ${h} ${object}`);
      // The objects with exceptions are the first ones of their area.
      const sameArea = all.slice(0, object).filter((area) => area === all[object]).length;
      const exception = exceptions.filter(({ area }) => area === all[object])[sameArea];
      for (const i of exception?.avoided ?? []) pairs.push([c, inspectors[i]!.c]);
      return { c, area: all[object]!, groups };
    });
  });
  const seats = tasks.reduce((sum, task) => sum + task.groups.reduce((n, group) => n + group.n, 0), 0);
  return minimumCostFlow({ key: bytes32('k'), tasks, inspectors, pairs, mix: 0 }).filled === seats;
}

function smallPool(name: string): CapacityInput {
  const roll = dice(name);
  const depts = ['YJ', 'XF'];
  const areas = ['a1', 'a2', 'a3'];
  const inspectors = Array.from({ length: 2 + roll(5) }, () => ({
    dept: depts[roll(2)]!,
    skills: roll(2) === 0 ? ['lead'] : [],
    areas: roll(3) === 0 ? ['*'] : areas.filter(() => roll(2) === 0),
    cap: roll(4) === 0 ? 9 : 1 + roll(3),
    load: 0,
  }));
  const strata = Array.from({ length: 1 + roll(2) }, (_, h) => {
    const least = roll(3);
    return {
      code: `0${h}`,
      least,
      most: least + roll(2),
      areas: areas.map((area) => ({ area, count: roll(3) })),
      groups: [
        { dept: depts[roll(2)]!, skills: roll(3) === 0 ? ['lead'] : [], n: 1, anyArea: roll(2) === 0 },
        ...(roll(2) === 0 ? [{ dept: depts[roll(2)]!, skills: [], n: 1, anyArea: roll(2) === 0 }] : []),
      ],
    };
  });
  const exceptions =
    roll(2) === 0
      ? []
      : strata.flatMap(({ areas: own }, stratum) =>
          own.flatMap(({ area, count }) =>
            Array.from({ length: count }, () => ({
              stratum,
              area,
              avoided: [...inspectors.keys()].filter(() => roll(5) === 0),
            })),
          ),
        );
  return { strata, inspectors, exceptions };
}

test('the verdict before the draw is true for every draw of 400 small pools', () => {
  const seen = { feasible: 0, lacking: 0, possible: 0, named: 0 };
  for (let n = 0; n < 400; n += 1) {
    const name = `pool ${n}`;
    const input = smallPool(name);
    const answer = checkCapacity(input);
    const results = everyDraw(input).map((draw) => staffable(input, draw));
    seen[answer.verdict] += 1;
    if (answer.verdict === 'feasible') assert.ok(results.every(Boolean), name);
    if (answer.verdict === 'lacking') assert.ok(!results.some(Boolean), name);
    if (answer.verdict === 'possible' && answer.shortage !== null) {
      seen.named += 1;
      assert.ok(!results.every(Boolean), name);
    }
    // Without exceptions and with few places nothing stays undecided.
    if (input.exceptions.length === 0 && results.every(Boolean))
      assert.equal(answer.verdict, 'feasible', name);
    if (input.exceptions.length === 0 && answer.verdict === 'possible')
      assert.ok(answer.shortage !== null, name);
  }
  assert.ok(seen.feasible > 60 && seen.lacking > 60 && seen.named > 30, JSON.stringify(seen));
});

test('a shortage before the draw names who lacks, where, and how many', () => {
  const person = (areas: string[]) => ({ dept: 'YJ', skills: ['lead'], areas, cap: 1, load: 0 });
  const stratum = {
    code: '01',
    groups: [{ dept: 'YJ', skills: ['lead'], n: 1, anyArea: false }],
    least: 3,
    most: 3,
    areas: [
      { area: 'a1', count: 5 },
      { area: 'a2', count: 5 },
    ],
  };
  const few = checkCapacity({
    strata: [stratum],
    inspectors: [person(['*']), person(['a1'])],
    exceptions: [],
  });
  assert.ok(few.verdict === 'lacking');
  assert.equal(few.shortage.missing, 1);
  assert.deepEqual(few.shortage.lacks[0]!.skills, ['lead']);
  const local = [person(['a1']), person(['a1']), person(['a1']), person(['*'])];
  const uneven = checkCapacity({ strata: [stratum], inspectors: local, exceptions: [] });
  assert.ok(uneven.verdict === 'possible' && uneven.shortage !== null);
  assert.deepEqual(uneven.shortage.lacks[0]!.areas, ['a2']);
  assert.equal(uneven.shortage.missing, 2);
  const enough = [person(['*']), person(['*']), person(['*'])];
  assert.deepEqual(checkCapacity({ strata: [stratum], inspectors: enough, exceptions: [] }), {
    verdict: 'feasible',
  });
});

test('a pool of a million objects with forty areas and ten thousand inspectors is judged', () => {
  const roll = dice('large pool');
  const areas = Array.from({ length: 40 }, (_, n) => ({ area: `A${n}`, count: 2500 }));
  const inspectors = Array.from({ length: 10_000 }, () => ({
    dept: ['YJ', 'XF', 'SC'][roll(3)]!,
    skills: roll(3) === 0 ? ['lead'] : [],
    areas: roll(10) === 0 ? ['*'] : [`A${roll(40)}`, `A${roll(40)}`],
    cap: 60,
    load: 0,
  }));
  const groups = [
    { dept: 'YJ', skills: ['lead'], n: 1, anyArea: false },
    { dept: 'YJ', skills: [], n: 1, anyArea: false },
  ];
  const strata = Array.from({ length: 10 }, (_, n) => ({
    code: `${n}`,
    groups,
    least: 1000,
    most: 1000,
    areas,
  }));
  assert.notEqual(checkCapacity({ strata, inspectors, exceptions: [] }).verdict, 'lacking');
});
