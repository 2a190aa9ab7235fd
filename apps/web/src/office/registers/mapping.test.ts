import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnLetter } from './column-letter.ts';
import { choose, chosenOf, mappingOf } from './mapping.ts';

test('a field comes from one column only: choosing it elsewhere takes it away from the first', () => {
  const start = chosenOf({ name: 0, address: 2 });
  const moved = choose(start, 4, 'name');
  assert.equal(moved.from, 0);
  assert.deepEqual(mappingOf(moved.chosen), { name: 4, address: 2 });
});

test('a column that is not imported feeds nothing, and several may be left out', () => {
  const none = choose(choose(chosenOf({ name: 0, uscc: 1, address: 2 }), 1, '').chosen, 2, '');
  assert.equal(none.from, null);
  assert.deepEqual(mappingOf(none.chosen), { name: 0 });
});

test('columns are named as spreadsheets name them', () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnLetter), [
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
});
