/**
 * docs/requirements.md tells the truth: one row for each requirement of the catalogue, and whatever a row names in
 * backticks exists: a path of the project, or the beginning of a test's name.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './module-graph.ts';
import { readTestNames } from './test-names.ts';

/** First and last number of each chapter of the catalogue, c.1 to c.20. */
const chapters: readonly (readonly [first: number, last: number])[] = [
  [1, 11],
  [20, 31],
  [40, 49],
  [60, 63],
  [70, 82],
  [90, 105],
  [120, 131],
  [140, 150],
  [160, 170],
  [180, 188],
  [200, 209],
  [220, 224],
  [240, 248],
  [260, 264],
  [280, 286],
  [300, 306],
  [320, 328],
  [340, 342],
  [360, 372],
];

interface Row {
  readonly id: string;
  readonly state: string;
  readonly where: string;
  /** What stands in backticks. */
  readonly named: readonly string[];
}

const rows = readFileSync(join(root, 'docs/requirements.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| R\d/.test(line))
  .map((line): Row => {
    const [, id = '', state = '', where = ''] = /^\| (R\d{3}) \| (\w+) \| (.*) \|$/.exec(line) ?? [];
    return { id, state, where, named: [...where.matchAll(/`([^`]+)`/g)].map((one) => one[1] ?? '') };
  });

const testNames = readTestNames();

const isPath = (named: string) => /^[\w.@-]+(\/[\w.@*-]*)+$/.test(named);

test('every requirement of the catalogue has one row', () => {
  const wanted = chapters.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => `R${String(first + i).padStart(3, '0')}`),
  );
  assert.deepEqual(
    rows.map((row) => row.id),
    wanted,
  );
});

test('a row says done, partly or no, and what is not done says why', () => {
  for (const row of rows) {
    assert.ok(['done', 'partly', 'no'].includes(row.state), `${row.id}: ${row.state}`);
    assert.ok(row.where.length >= 8, `${row.id} says nothing`);
    if (row.state !== 'no') assert.ok(row.named.length > 0, `${row.id} names no test or place`);
  }
});

test('what a row names exists', () => {
  assert.ok(testNames.length > 500, `${testNames.length} tests`);
  const missing = rows.flatMap((row) =>
    row.named
      .filter((named) =>
        isPath(named) ? !existsSync(join(root, named)) : !testNames.some((name) => name.startsWith(named)),
      )
      .map((named) => `${row.id}: ${named}`),
  );
  assert.deepEqual(missing, []);
});

test('R304 nothing counts inspections, cases or fines as a score: no column, route or event is a quota or a ranking', () => {
  const lists = ['routes.md', 'tables.md', 'audit-events.md'].map((name) =>
    readFileSync(join(root, 'docs/generated', name), 'utf8'),
  );
  assert.ok(lists.every((text) => text.length > 5000));
  const words = lists.flatMap(
    (text) => text.match(/\w*(?:ranking|leaderboard|score|inspection_quota)\w*/gi) ?? [],
  );
  assert.deepEqual(words, []);
});
