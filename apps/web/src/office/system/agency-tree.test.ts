import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTree, selfAndBelow } from './agency-tree.ts';
import type { Agency } from './use-agencies.ts';

const agency = (id: string, parentId: string | null): Agency => ({
  id,
  parentId,
  name: id,
  shortName: id,
  level: 'county',
  kind: 'fire',
  divisionCode: '130181',
  phone: '',
  complaintPhone: '',
  email: '',
  sections: [],
});
const all = [
  agency('brigade', 'squad'),
  agency('bureau', null),
  agency('squad', 'bureau'),
  agency('lost', 'x'),
];

test('each agency is followed by those below it, and none is lost when its superior is elsewhere', () => {
  assert.deepEqual(
    inTree(all).map((row) => [row.agency.id, row.depth]),
    [
      ['bureau', 0],
      ['squad', 1],
      ['brigade', 2],
      ['lost', 0],
    ],
  );
});

test('neither an agency nor one below it can be its superior', () => {
  assert.deepEqual([...selfAndBelow(all, 'bureau')].sort(), ['brigade', 'bureau', 'squad']);
  assert.deepEqual([...selfAndBelow(all, 'brigade')], ['brigade']);
});
