/** F-01 refusals answer with the status that their code says, whatever stands before its last word. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { statusOf } from './errors.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..', '..');

/** Every code that the product refuses with. */
function codes(): readonly string[] {
  const files = globSync('{apps/server,packages/core}/src/**/*.ts', { cwd: root });
  const texts = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
  return [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(/\bfail\('([\w.]+)'/g)].map(([, code = '']) => code)),
    ),
  ];
}

test('F-01 what is forbidden answers 403 and what is not there 404, in every code of the product', () => {
  const all = codes();
  assert.ok(all.length > 1_000, `${all.length} codes`);
  const wrong = all.filter((code) => {
    if (code.endsWith('forbidden')) return statusOf(code) !== 403;
    if (code.endsWith('not_found')) return statusOf(code) !== 404;
    return statusOf(code) === 403 || statusOf(code) === 404;
  });
  assert.deepEqual(
    wrong,
    ['auth.password_change_required'].filter((code) => all.includes(code)),
  );
});
