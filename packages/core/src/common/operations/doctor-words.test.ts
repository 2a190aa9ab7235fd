import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAreas } from './checks.ts';
import { type DoctorKey, doctorText, spokenFinding } from './doctor-words-text.ts';

const keys = Object.keys(doctorText.zh) as DoctorKey[];

test('every check has a name and says when all is well; everything else says how to mend it', () => {
  const well = /\.(?:fine|none|ours|any|off|elsewhere)$|^skipped$/;
  for (const check of Object.values(checkAreas).flat()) {
    assert.ok(keys.includes(`name.${check}`), check);
    assert.ok(keys.includes(`${check}.fine` as DoctorKey), check);
  }
  const sentences = keys.filter(
    (key) => !key.startsWith('name.') && !key.endsWith('.mend') && !well.test(key),
  );
  for (const code of sentences)
    for (const locale of ['zh', 'en'] as const)
      assert.ok(spokenFinding({ code, data: {} }, locale).mend, code);
  assert.ok(sentences.length >= 45);
});

test('both languages name the same facts', () => {
  const names = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map((found) => found[1])
      .toSorted((a = '', b = '') => (a < b ? -1 : 1))
      .join();
  for (const key of keys) assert.equal(names(doctorText.zh[key]), names(doctorText.en[key]), key);
});
