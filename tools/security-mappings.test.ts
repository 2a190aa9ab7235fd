/**
 * The mappings to security standards in docs/security tell the truth: every row is filled, what is done names a test, every
 * named test and document exists, and what is not done says why.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './module-graph.ts';
import { readTestNames } from './test-names.ts';

interface Row {
  readonly id: string;
  readonly requirement: string;
  readonly state: string;
  readonly tests?: readonly string[];
  readonly evidence?: string;
}
interface Mapping {
  readonly standard: string;
  readonly level: string;
  readonly rows: readonly Row[];
}

const folder = join(root, 'docs/security');
const mappings = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Mapping);
const testNames = readTestNames();
const states = ['done', 'partly', 'manual', 'operator', 'no', 'notApplicable', 'unreviewed'];

test('each mapping of a security standard has every row filled once, with a state and a test or a reason', () => {
  assert.ok(mappings.length >= 3);
  for (const { standard, level, rows } of mappings) {
    assert.ok(standard !== '' && level !== '' && rows.length >= 40, standard);
    assert.equal(new Set(rows.map((row) => row.id)).size, rows.length, `${standard}: an id stands twice`);
    for (const row of rows) {
      assert.ok(states.includes(row.state) && row.requirement.length >= 2, `${standard} ${row.id}`);
      const isProven = (row.tests ?? []).length > 0;
      if (row.state === 'done') assert.ok(isProven, `${standard} ${row.id} is done without a test`);
      else assert.ok((row.evidence ?? '').length >= 4, `${standard} ${row.id} says no reason`);
    }
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    console.log(`# ${standard}: ${states.map((state) => `${state} ${count(state)}`).join(', ')}`);
  }
});

test('each test and document that a mapping names exists', () => {
  assert.ok(testNames.length > 1_000, `${testNames.length} tests`);
  const missing: string[] = [];
  for (const { standard, rows } of mappings) {
    for (const row of rows) {
      for (const name of row.tests ?? [])
        if (!testNames.some((one) => one.startsWith(name))) missing.push(`${standard} ${row.id}: ${name}`);
      for (const [path] of (row.evidence ?? '').matchAll(/docs\/[\w./-]+\.(?:md|json)/g))
        if (!existsSync(join(root, path))) missing.push(`${standard} ${row.id}: ${path}`);
    }
  }
  assert.deepEqual(missing, []);
});
