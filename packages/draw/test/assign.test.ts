/** The assignment against the published values, against Annex A without shortcuts, and against a min-cost flow. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign, assignLeaves, assignRoot, checkShortages, explainShortage } from '../src/assign/index.ts';
import { hex } from '../src/bytes.ts';
import { buildDraw } from '../src/draw.ts';
import { DrawError } from '../src/error.ts';
import { plainSha256Provider, providerFor } from '../src/hash/providers.ts';
import { assignInstances, bytes32, instance, kindOf } from './assign-instances.ts';
import { literal, minimumCostFlow } from './assign-reference.ts';
import { demoContributions, demoObjects, sealDemo } from './demo.ts';

const kernel = providerFor('SHA256');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

test('the demo session gives the published assignment roots in both suites', () => {
  const roots = {
    SHA256: '3751cf2aefe9cfe63eafad6f25b584d965f2f6c1ca5af0009507040c25dae25c',
    SM3: 'ed0f2dad19c866933504363903bd8201dcab9117616cf77d17289c9520bc6a64',
  };
  for (const suite of ['SHA256', 'SM3'] as const) {
    const sealed = sealDemo(suite);
    const records = demoObjects();
    const areas = new Map(sealed.objects.map(({ c }, n) => [c, records[n]?.record['area']]));
    const contributions = demoContributions(sealed);
    const drawn = buildDraw(
      { ...sealed, contributions, areaOf: (c) => text(areas.get(c)) },
      { provider: providerFor(suite) },
    );
    assert.ok(drawn.assign !== null && 'root' in drawn.assign);
    assert.equal(drawn.assign.root, roots[suite]);
  }
});

test('2,000 problems give the same bytes as Annex A followed line by line', () => {
  for (let n = 0; n < 2000; n += 1) {
    const suite = n % 3 === 0 ? 'SM3' : 'SHA256';
    const { input, name } = instance(`literal ${n}`, suite);
    const expected = literal(input, suite);
    const outcome = assign(input, providerFor(suite));
    assert.equal(outcome.stats.filled, expected.filled, name);
    assert.equal(outcome.stats.augmentations, expected.augmentations, name);
    if (outcome.feasible) {
      assert.equal(outcome.stats.shifts, expected.shifts, name);
      assert.equal(hex(assignLeaves(outcome.seats)), expected.leaves?.join(''), name);
    } else {
      const proofs = outcome.failures.map(({ seat, X, R }) => ({ seat, X: [...X], R: [...R] }));
      assert.deepEqual(proofs, expected.failures, name);
    }
  }
});

test('2,000 problems fill as many seats, and as evenly, as a minimum-cost flow; every proof holds', () => {
  const kinds = { infeasible: 0, augmented: 0, shifted: 0, plain: 0 };
  for (let n = 0; n < 2000; n += 1) {
    const { input, name } = instance(`flow ${n}`);
    const best = minimumCostFlow(input);
    const outcome = assign(input, kernel);
    kinds[kindOf(outcome)] += 1;
    assert.equal(outcome.stats.filled, best.filled, name);
    if (outcome.feasible) {
      const cost = outcome.levels.reduce((sum, level) => sum + level ** 2, 0);
      assert.equal(cost, best.cost, name);
      continue;
    }
    assert.equal(outcome.open, outcome.stats.seats - best.filled);
    for (const check of checkShortages(input, kernel, outcome.failures)) {
      assert.ok(check.holds && check.matches, name);
    }
  }
  assert.ok(kinds.infeasible > 100 && kinds.augmented > 30 && kinds.shifted > 30, JSON.stringify(kinds));
});

test('everybody is eligible, sits once in a team, and holds at most cap seats', () => {
  for (let n = 0; n < 300; n += 1) {
    const { input, name } = instance(`rules ${n}`);
    const outcome = assign(input, kernel);
    if (!outcome.feasible) continue;
    const held = input.inspectors.map(() => 0);
    const teams = new Set<string>();
    for (const seat of outcome.seats) {
      const task = input.tasks[seat.taskIndex]!;
      const { pub, c } = input.inspectors[seat.inspectorIndex]!;
      const need = task.groups[seat.group]!;
      assert.equal(task.c, seat.c);
      assert.equal(c, seat.inspector);
      assert.equal(pub.dept, need.dept, name);
      assert.ok(
        need.skills.every((skill) => pub.skills.includes(skill)),
        name,
      );
      assert.ok(need.anyArea || pub.areas.includes('*') || pub.areas.includes(task.area), name);
      assert.ok(!input.pairs.some(([o, i]) => o === task.c && i === c), name);
      const key = `${seat.taskIndex} ${seat.inspectorIndex}`;
      assert.ok(!teams.has(key), name);
      teams.add(key);
      held[seat.inspectorIndex]! += 1;
    }
    input.inspectors.forEach(({ pub }, i) => {
      assert.ok(held[i]! <= pub.cap, name);
      assert.equal(outcome.levels[i], pub.load + held[i]!, name);
    });
    assert.equal(outcome.maxLevel, Math.max(0, ...outcome.levels), name);
  }
});

test('the order of tasks and pairs in the input, and the provider, never change the result', () => {
  for (let n = 0; n < 60; n += 1) {
    const { input } = instance(`order ${n}`);
    const turned = { ...input, tasks: [...input.tasks].reverse(), pairs: [...input.pairs].reverse() };
    const outcome = assign(input, kernel);
    for (const other of [assign(turned, kernel), assign(input, plainSha256Provider)]) {
      assert.equal(other.feasible, outcome.feasible);
      if (outcome.feasible && other.feasible) {
        assert.deepEqual(assignRoot(other.seats, kernel), assignRoot(outcome.seats, kernel));
      }
    }
  }
});

test('the 300 vector problems have the promised share of each kind', () => {
  const kinds = { infeasible: 0, augmented: 0, shifted: 0, plain: 0 };
  const problems = assignInstances();
  for (const { input, suite } of problems) kinds[kindOf(assign(input, providerFor(suite)))] += 1;
  assert.equal(problems.length, 300);
  assert.ok(kinds.infeasible >= 50 && kinds.augmented >= 30 && kinds.shifted >= 30, JSON.stringify(kinds));
});

test('a falsified proof of shortage is noticed', () => {
  const { input } = Array.from({ length: 50 }, (_, n) => instance(`false ${n}`)).find(
    (one) => !assign(one.input, kernel).feasible,
  )!;
  const outcome = assign(input, kernel);
  assert.ok(!outcome.feasible);
  const proof = outcome.failures[0]!;
  const verdict = (changed: Partial<typeof proof>): readonly [boolean, boolean] => {
    const [check] = checkShortages(input, kernel, [{ ...proof, ...changed }]);
    return [check!.holds, check!.matches];
  };
  assert.deepEqual(verdict({}), [true, true]);
  assert.deepEqual(verdict({ supply: proof.supply - 1 }), [true, false]);
  assert.deepEqual(verdict({ X: [...proof.X, 9999] }), [false, false]);
  assert.deepEqual(verdict({ X: [...proof.X, ...proof.X] }), [false, false]);
  assert.deepEqual(verdict({ byRequirement: [] }), [true, false]);
  assert.equal(explainShortage(proof).missing, proof.demand - proof.supply);
});

test('a shortage is told per department and skills with its areas', () => {
  const need = (skills: string[]) => ({ dept: 'YJ', skills, n: 2, anyArea: false });
  const inspectors = [
    { c: bytes32('Z0'), pub: { dept: 'YJ', skills: ['lead'], areas: ['*'], cap: 3, load: 0 } },
  ];
  const tasks = ['a1', 'a2'].map((area) => ({ c: bytes32(area), area, groups: [need(['lead'])] }));
  const outcome = assign({ key: bytes32('key'), tasks, inspectors, pairs: [], mix: 8 }, kernel);
  assert.ok(!outcome.feasible);
  assert.equal(outcome.open, 2);
  const texts = outcome.failures.map(explainShortage);
  for (const text of texts) {
    assert.equal(text.lines.length, 1);
    assert.deepEqual(text.lines[0]!.skills, ['lead']);
    assert.ok(text.missing >= 1);
  }
});

test('the choice set of a seat counts who could have taken it', () => {
  const inspectors = ['x', 'y', 'z']
    .map((name) => ({ c: bytes32(name), pub: { dept: 'YJ', skills: [], areas: ['*'], cap: 9, load: 0 } }))
    .sort((a, b) => Buffer.compare(a.c, b.c));
  const c = bytes32('task');
  const groups = [{ dept: 'YJ', skills: [], n: 2, anyArea: false }];
  const input = { key: bytes32('key'), tasks: [{ c, area: 'a1', groups }], inspectors, mix: 8 };
  const free = assign({ ...input, pairs: [] }, kernel);
  assert.ok(free.feasible);
  assert.deepEqual(free.choice, { min: 2, below3: 2, perSeat: [2, 2] });
  const bound = assign({ ...input, pairs: [[c, inspectors[0]!.c]] }, kernel);
  assert.ok(bound.feasible);
  assert.deepEqual(bound.choice, { min: 1, below3: 2, perSeat: [1, 1] });
});

test('nothing to do is done, and input without a defined result is refused', () => {
  const nothing = { key: bytes32('key'), tasks: [], inspectors: [], pairs: [], mix: 8 };
  const outcome = assign(nothing, kernel);
  assert.ok(outcome.feasible);
  assert.deepEqual(outcome.choice, { min: 0, below3: 0, perSeat: [] });
  const { input } = instance('refusals');
  const [first, second] = [input.inspectors[0]!, input.inspectors[1]!];
  for (const wrong of [
    { ...input, key: new Uint8Array(31) },
    { ...input, inspectors: [second, first] },
    { ...input, inspectors: [first, first] },
    { ...input, tasks: [...input.tasks, ...input.tasks] },
    { ...input, tasks: input.tasks.map((task) => ({ ...task, area: '*' })) },
    { ...input, mix: 1.5 },
    { ...input, inspectors: [{ ...first, pub: { ...first.pub, cap: -1 } }] },
  ]) {
    assert.throws(() => assign(wrong, kernel), DrawError);
  }
});
