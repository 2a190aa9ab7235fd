/**
 * U-08 how much a browser fetches before it can show anything, in bytes as the server sends them. Bytes are the same on
 * every machine, so that a page that grows is seen at once; times are measured by `node tools/looks/speed.ts`.
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const dist = join(import.meta.dirname, '..', 'apps', 'web', 'dist');

/** Kilobytes (1000 bytes) of scripts and of styles that the page of an application names itself. */
const budgets = {
  office: { base: '/', scripts: 415, styles: 9 },
  field: { base: '/m/', scripts: 120, styles: 4 },
  portal: { base: '/p/', scripts: 119, styles: 6 },
} as const;

/** As sent: compressed where a copy lies beside the file. */
function sent(path: string): number {
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

for (const [app, { base, scripts, styles }] of Object.entries(budgets)) {
  test(`U-08 the ${app} begins with at most ${scripts} KB of scripts and ${styles} KB of styles`, (t) => {
    const html = readFileSync(join(dist, app, 'index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="(?<address>[^"]+\.(?:js|css))"/g)].map(
      ({ groups }) => groups?.['address'] ?? '',
    );
    const weight = (ending: string) =>
      named
        .filter((address) => address.endsWith(ending))
        .reduce((sum, address) => sum + sent(join(dist, app, address.slice(base.length))), 0) / 1000;
    t.diagnostic(`${weight('.js').toFixed(1)} KB of scripts, ${weight('.css').toFixed(1)} KB of styles`);
    assert.ok(weight('.js') > 10, 'no script was found');
    assert.ok(weight('.js') <= scripts, `${weight('.js')} KB of scripts`);
    assert.ok(weight('.css') <= styles, `${weight('.css')} KB of styles`);
  });
}

test('U-08 no page of the office brings more than 20 KB of its own, but for the libraries of charts, choices and proofs', () => {
  const libraries = /\/(?:index|chart-library|choose-library|verify-draw-worker|action-id)-/;
  const heavy = globSync('office/assets/*.js.br', { cwd: dist })
    .filter((file) => !libraries.test(`/${file}`))
    .map((file) => ({ file, size: statSync(join(dist, file)).size }))
    .filter(({ size }) => size > 20_000);
  assert.deepEqual(heavy, []);
});
