/** The assignment as a chance experiment (protocol §14): equal people are treated equally, nothing is left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AssignInput, assign } from '../src/assign/index.ts';
import { compareBytes } from '../src/bytes.ts';
import { bytes32 } from './assign-instances.ts';
import { fresh, hash, judge, judgeFixed, zeros, zOf } from './statistics.ts';
import { ENUMERABLE, optimalAssignments, outcomeKey } from './statistics-instances.ts';

/** Equal people, equal tasks: who is assigned where. */
function equalPeople(name: string, people: number, tasks: number): Omit<AssignInput, 'key'> {
  const pub = { dept: 'YJ', skills: [], areas: ['*'], cap: tasks, load: 0 };
  const groups = [{ dept: 'YJ', skills: [], n: 2, anyArea: false }];
  return {
    inspectors: Array.from({ length: people }, (_, n) => ({ c: bytes32(`${name}/person ${n}`), pub })).sort(
      (a, b) => compareBytes(a.c, b.c),
    ),
    tasks: Array.from({ length: tasks }, (_, n) => ({ c: bytes32(`${name}/task ${n}`), area: 'a', groups })),
    pairs: [],
    mix: 8,
  };
}

for (const [people, tasks] of [
  [6, 8],
  [4, 6],
] as const) {
  test(`in a class of ${people} equal inspectors everyone visits each of ${tasks} tasks equally often`, () => {
    const input = equalPeople(`marginals ${people}`, people, tasks);
    judge(`marginals ${people}`, 10_000, (keysAt, samples) => {
      const cells = zeros(people * tasks);
      for (let r = 0; r < samples; r += 1) {
        const outcome = assign({ ...input, key: keysAt(r).assign }, hash);
        assert.ok(outcome.feasible);
        for (const seat of outcome.seats) cells[seat.taskIndex * people + seat.inspectorIndex]! += 1;
      }
      const largest = Math.max(...cells.map((count) => Math.abs(zOf(count, samples, 2 / people))));
      assert.ok(largest < 6, `largest deviation: ${largest}`);
    });
  });
}

/** Mean total variation distance that so many perfect samples of a uniform law would show. */
function noise(outcomes: number, samples: number): number {
  const mean = samples / outcomes;
  const floor = Math.floor(mean);
  let logTerm = -mean;
  for (let n = 1; n <= floor; n += 1) logTerm += Math.log(mean / n);
  return Math.exp(logTerm);
}

for (const problem of ENUMERABLE) {
  test(`${problem.name}: the assignments are close to uniform over all ${problem.optimal} best ones`, () => {
    const possible = optimalAssignments(problem);
    assert.equal(possible.size, problem.optimal);
    judgeFixed(`joint ${problem.name}`, 12_000, (keysAt, samples) => {
      const seen = new Map<string, number>();
      for (let r = 0; r < samples; r += 1) {
        const key = outcomeKey({ ...problem.input, key: keysAt(r).assign }, hash);
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      for (const key of seen.keys()) assert.ok(possible.has(key), `${key} is not a best assignment`);
      assert.equal(seen.size, possible.size, 'every best assignment occurs');
      let distance = 0;
      for (const key of possible)
        distance += Math.abs((seen.get(key) ?? 0) / samples - 1 / possible.size) / 2;
      // The published margin belongs to the fixed seeds; new seeds scatter around it.
      const bound = noise(possible.size, samples) + (fresh === null ? 0.06 : 0.08);
      assert.ok(distance < bound, `distance ${distance.toFixed(3)}, bound ${bound.toFixed(3)}`);
    });
  });
}
