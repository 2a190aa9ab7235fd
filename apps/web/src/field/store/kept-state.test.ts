import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fellBack, type Lying, oldestWait, stateOf, unsentCount, visitState } from './kept-state.ts';

const none: Lying = { drafts: [], records: [], files: [], sending: new Set() };
const row = (id: string, state: 'waiting' | 'delivered' | 'attention') => ({
  id,
  visit: 'v',
  state,
  madeAt: 1000,
});

test('S-16 a state is what is stored, and sending only what is on the wire at this moment', () => {
  assert.equal(stateOf({ id: 'a', state: 'waiting' }, new Set()), 'waiting');
  assert.equal(stateOf({ id: 'a', state: 'waiting' }, new Set(['a'])), 'sending');
  assert.equal(stateOf({ id: 'a', state: 'delivered' }, new Set(['a'])), 'delivered');
});

test('S-16 a visit is as far as its least finished part, and what needs a person stands above all', () => {
  assert.equal(visitState(none, 'v'), 'delivered');
  assert.equal(
    visitState({ ...none, drafts: [{ visit: 'v', at: '2026-11-22T00:00:00.000Z' }] }, 'v'),
    'draft',
  );
  assert.equal(
    visitState({ ...none, records: [row('a', 'delivered'), row('b', 'waiting')] }, 'v'),
    'waiting',
  );
  const files = [row('f', 'attention')];
  assert.equal(
    visitState({ ...none, records: [row('b', 'waiting')], files, sending: new Set(['b']) }, 'v'),
    'attention',
  );
  assert.equal(visitState({ ...none, files }, 'other'), 'delivered');
});

test('what is unsent counts records, files, and once the drafts of each visit', () => {
  const drafts = ['v', 'v', 'w'].map((visit) => ({ visit, at: '2026-11-22T00:00:00.000Z' }));
  const lying = {
    ...none,
    drafts,
    records: [row('a', 'delivered'), row('b', 'attention')],
    files: [row('f', 'waiting')],
  };
  assert.equal(unsentCount(lying), 4);
  assert.equal(unsentCount(lying, 'v'), 3);
  assert.equal(oldestWait(lying, 5000), 4000);
  assert.equal(oldestWait(none, 5000), 0);
});

test('S-12 a watermark that is lower than told, or of another life of the server, has fallen back', () => {
  const told = { taken: 7, epoch: 'e' };
  assert.equal(fellBack(null, told), false);
  assert.equal(fellBack(told, { taken: 7, epoch: 'e' }), false);
  assert.equal(fellBack(told, { taken: 6, epoch: 'e' }), true);
  assert.equal(fellBack(told, { taken: 9, epoch: 'f' }), true);
});
