/** The chart library stays a chunk of its own: pages without pictures never load it. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((path) => !path.endsWith('.test.ts'));
const sources = files.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Imports that are kept at run time: those of types are taken away. */
const importing = (what: RegExp) =>
  sources
    .filter(({ text }) => {
      const lines = text.match(/^import (?!type )[^;]*;/gm) ?? [];
      return lines.some((line) => what.test(line));
    })
    .map(({ path }) => path);

test('the chart library is imported in one file, which is loaded only when a picture is shown', () => {
  assert.ok(sources.length > 300);
  assert.deepEqual(importing(/from 'echarts/), ['office/parts/chart-library.ts']);
  assert.deepEqual(importing(/chart-library/), []);
  const loading = sources.filter(({ text }) => text.includes("import('./chart-library.ts')"));
  assert.deepEqual(
    loading.map(({ path }) => path),
    ['office/parts/chart.tsx'],
  );
});
