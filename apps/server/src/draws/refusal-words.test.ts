/** Every refusal that the stage can give has its sentence in both languages, and no sentence is left without use. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawRefusalText } from '@mingcha/core/draws/draw-refusal-text.ts';
import { drawWarningText } from '@mingcha/core/draws/draw-text.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';

const folders = [
  new URL('./', import.meta.url),
  new URL('outside/', import.meta.url),
  new URL('../../../../packages/core/src/draws/', import.meta.url),
  new URL('../../../../packages/core/src/draws/outside/', import.meta.url),
];

function sourceText(): string {
  const texts = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter(
        (name) =>
          name.endsWith('.ts') &&
          !name.endsWith('.test.ts') &&
          !/^(draw|ceremony|draw-refusal|draw-paper|verify|outside-draw)-text/.test(name) &&
          !name.includes('testing'),
      )
      .map((name) => readFileSync(new URL(name, folder), 'utf8')),
  );
  return texts.join('\n');
}

test('each refusal and warning of the code is a sentence of the catalogue, and the other way round', () => {
  const text = sourceText();
  const outside = Object.keys(outsideDrawText.zh).filter((key) => key.startsWith('draw.'));
  const refusals = Object.keys(drawRefusalText.zh);
  const known = new Set([...refusals, ...Object.keys(drawWarningText.zh), ...outside]);
  const said = [
    ...text.matchAll(/(?:fail\(\s*|code: |message: |say\(|warn\(|: )'((?:draw|warn)\.[a-z_]+)'/g),
  ].map((match) => match[1] ?? '');
  const audits = new Set(
    [...text.matchAll(/audit(?:: | = )'(draw\.[a-z_]+)'|type: '(draw\.[a-z_]+)'/g)].map(
      (match) => match[1] ?? match[2],
    ),
  );
  assert.ok(said.length > 80, `${said.length} codes were read`);
  assert.deepEqual(
    [...new Set(said)].filter((code) => !known.has(code) && !audits.has(code)),
    [],
  );
  assert.deepEqual(
    [...known].filter((code) => !text.includes(`'${code}'`)),
    [],
  );
});
