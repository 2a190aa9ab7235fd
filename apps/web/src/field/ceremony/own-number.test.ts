import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  commitmentOf,
  type Keep,
  keepNumber,
  keptNumber,
  makeNumber,
  numberFromSlip,
  type Place,
  slipOf,
} from './own-number.ts';

const place: Place = { suite: 'SHA256', freezeId: 'ab'.repeat(32), j: 1 };

function memory(): Keep & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    read: (name) => texts.get(name) ?? null,
    write: (name, text) => {
      texts.set(name, text);
      return true;
    },
  };
}

const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
const newNumber = () => makeNumber(place, random, () => crypto.randomUUID());

test('a number is 32 fresh bytes and its commitment binds seal, place and suite', () => {
  const [one, two] = [newNumber(), newNumber()];
  assert.match(one.nonce, /^[0-9a-f]{64}$/);
  assert.notEqual(one.nonce, two.nonce);
  assert.notEqual(one.commitId, one.revealId);
  const others: readonly Place[] = [
    { ...place, j: 2 },
    { ...place, freezeId: 'cd'.repeat(32) },
    { ...place, suite: 'SM3' },
  ];
  for (const other of others) assert.notEqual(commitmentOf(other, one.nonce), one.commitment);
});

test('a kept number comes back after a reload, for its own seal and place only', () => {
  const keep = memory();
  const own = newNumber();
  assert.equal(keepNumber(keep, place, own), true);
  assert.deepEqual(keptNumber(keep, place), own);
  assert.equal(keptNumber(keep, { ...place, j: 0 }), null);
  assert.equal(keptNumber(keep, { ...place, freezeId: 'cd'.repeat(32) }), null);
});

test('a damaged number counts as absent', () => {
  const own = newNumber();
  const damaged = [
    'null',
    '[]',
    '{',
    JSON.stringify({ ...own, nonce: own.nonce.slice(1) }),
    JSON.stringify({ ...own, commitment: 'cd'.repeat(32) }),
    JSON.stringify({ ...own, revealId: 3 }),
  ];
  for (const text of damaged) {
    const keep = memory();
    keepNumber(keep, place, own);
    for (const name of keep.texts.keys()) keep.texts.set(name, text);
    assert.equal(keptNumber(keep, place), null, text);
  }
});

test('a browser that keeps nothing is noticed before the commitment is handed in', () => {
  const refuses: Keep = { read: () => null, write: () => false };
  const forgets: Keep = { read: () => null, write: () => true };
  assert.equal(keepNumber(refuses, place, newNumber()), false);
  assert.equal(keepNumber(forgets, place, newNumber()), false);
});

test('a slip typed in any spacing and case opens the commitment; another number is named as such', () => {
  const own = newNumber();
  const slip = slipOf(own.nonce);
  assert.match(slip, /^(?:[A-Z2-7]{4} ){12}[A-Z2-7]{4}$/);
  const typings = [slip, slip.toLowerCase(), slip.replaceAll(' ', ''), own.nonce, own.nonce.toUpperCase()];
  for (const typed of typings)
    assert.deepEqual(numberFromSlip(place, typed, own.commitment), { nonce: own.nonce }, typed);
  assert.deepEqual(numberFromSlip(place, slipOf(newNumber().nonce), own.commitment), {
    code: 'party.mismatch',
  });
  assert.deepEqual(numberFromSlip(place, 'ABCD', own.commitment), { code: 'draw.digest_invalid' });
  assert.deepEqual(numberFromSlip(place, '  ', own.commitment), { code: 'party.no_number' });
});
