/** The list of attacks in docs/security tells the truth: every row stands once, with a test or a reason, and every file is there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../module-graph.ts';

/** How many rows a group has; 0 for a group that is one row. */
const groups = { Z: 9, F: 7, W: 13, H: 9, C: 0, I: 12 } as const;

const numbered = (group: string, count: number): readonly string[] =>
  count === 0
    ? [group]
    : Array.from({ length: count }, (_, i) => `${group}-${String(i + 1).padStart(2, '0')}`);

test('every row of the catalogue of attacks names a test that exists, or the reason why there is none', () => {
  const text = readFileSync(join(root, 'docs/security/catalogue.md'), 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => /^\| [A-Z](?:-\d\d)? \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  assert.deepEqual(
    rows.map(([, id = '']) => id).toSorted((a, b) => a.localeCompare(b)),
    Object.entries(groups)
      .flatMap(([group, count]) => numbered(group, count))
      .toSorted((a, b) => a.localeCompare(b)),
  );
  for (const [, id = '', , tested = '', left = ''] of rows) {
    assert.ok(tested !== '' || left.length > 20, `${id} has neither a test nor a reason`);
    for (const [, file = ''] of `${tested} ${left}`.matchAll(/`([^`\s]+\.ts)`/g)) {
      const isWhole = /^(?:apps|e2e|packages|tools|docs)\//.test(file);
      assert.ok(
        existsSync(join(root, isWhole ? file : `apps/server/src/${file}`)),
        `${id}: ${file} is not there`,
      );
    }
  }
});
