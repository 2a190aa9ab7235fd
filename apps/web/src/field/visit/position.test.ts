/** Where a phone asks for its position: at evidence and at the entry, when a person presses, and nowhere else. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const sources = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter((name) => !name.includes('.test.'))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
const naming = (word: string): readonly string[] =>
  sources.filter(({ text }) => text.includes(word)).map(({ name }) => name);

test('P-05 one place asks for one position at a time; nothing follows a phone, and no worker asks', () => {
  assert.ok(sources.length > 300, `${sources.length} files`);
  assert.deepEqual(naming('getCurrentPosition'), ['field/visit/capture.ts']);
  assert.deepEqual(naming('watchPosition'), []);
  assert.deepEqual(
    naming('onePosition(').filter((name) => name.includes('worker') || !name.startsWith('field/visit/')),
    [],
  );
});
