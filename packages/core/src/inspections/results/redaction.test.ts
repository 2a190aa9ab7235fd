import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areaBetween, redaction } from './redaction.ts';

test('R166 a covered area is data in fractions of the picture, kept inside it, from whichever corner it was drawn', () => {
  const area = { left: 0.1235, top: 0, right: 1, bottom: 0.5 };
  assert.deepEqual(areaBetween([0.123456, -0.2], [1.7, 0.5]), area);
  assert.deepEqual(areaBetween([1.7, 0.5], [0.123456, -0.2]), area);
  assert.equal(areaBetween([0.3, 0.3], [0.301, 0.9]), null, 'a slip of the hand covers nothing');
  assert.equal(redaction.safeParse({ areas: [area], reason: 'persons' }).success, true);
});

test('R166 a redaction covers one to fifty areas that lie in the picture', () => {
  const area = { left: 0.1, top: 0.1, right: 0.2, bottom: 0.2 };
  const fits = (areas: readonly object[]) => redaction.safeParse({ areas, reason: 'other' }).success;
  assert.equal(fits(Array.from({ length: 50 }, () => area)), true);
  assert.equal(fits(Array.from({ length: 51 }, () => area)), false);
  assert.equal(fits([]), false);
  assert.equal(fits([{ ...area, right: 1.1 }]), false);
  assert.equal(fits([{ ...area, right: 0.1 }]), false);
});
