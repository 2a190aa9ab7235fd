/** Tests of what changed since figures were saved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaseColumn, caseColumn, casesOfText, casesText, changesBetween } from './snapshot.ts';

const saved = new Map<string, CaseColumn>([
  ['a', 'both'],
  ['b', 'base'],
  ['c', 'base'],
  ['d', 'void'],
  ['e', 'both'],
  ['f', 'base'],
]);

test('R322 each difference from saved figures has its reason: late entry, correction, void', () => {
  const now = new Map<string, CaseColumn>([
    ['a', 'base'],
    ['b', 'both'],
    ['c', 'void'],
    ['d', 'base'],
    ['e', 'exempt'],
    ['g', 'base'],
  ]);
  assert.deepEqual(
    changesBetween(saved, now).map(({ key, reason }) => `${key} ${reason}`),
    ['a corrected', 'b lateFact', 'c voided', 'd restored', 'e exempted', 'f removed', 'g late'],
  );
  assert.deepEqual(changesBetween(saved, saved), []);
});

test('R322 saved cases read back as they were, in one order whatever the order of their making', () => {
  const text = casesText(saved);
  assert.deepEqual(casesOfText(text), saved);
  assert.equal(casesText(new Map([...saved].toReversed())), text);
  assert.deepEqual(casesOfText(''), new Map());
});

test('R322 a case stands in exactly one column', () => {
  assert.equal(caseColumn({ hit: true, base: true, exempt: false }), 'both');
  assert.equal(caseColumn({ hit: true, base: false, exempt: false }), 'hit');
  assert.equal(caseColumn({ hit: false, base: true, exempt: true }), 'base');
  assert.equal(caseColumn({ hit: false, base: false, exempt: true }), 'exempt');
  assert.equal(caseColumn({ hit: false, base: false, exempt: false }), 'void');
});
