/** Standing teams as leaves: who may be in them, and what a leaf takes over from its members. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTeamSeats, checkTeams, leafPairs, teamLoad } from '../src/assign/index.ts';

const bo = { id: 'bo', dept: 'YJ' };
const first = { id: 'team 1', dept: 'YJ', members: ['an', 'chen'] };
const second = { id: 'team 2', dept: 'YJ', members: ['chen', 'dai'] };

test('a person is in one leaf only, alone or in a team', () => {
  assert.deepEqual(checkTeams([bo, first]), []);
  assert.deepEqual(checkTeams([bo, first, second]), [
    { code: 'team.person_twice', leaf: 'team 2', person: 'chen', other: 'team 1' },
  ]);
  assert.equal(checkTeams([{ ...bo, id: 'an' }, first])[0]?.code, 'team.person_twice');
});

test('a team has at least two different members', () => {
  for (const members of [[], ['an'], ['an', 'an']]) {
    assert.ok(checkTeams([{ ...first, members }]).some(({ code }) => code === 'team.too_small'));
  }
});

test('an agency that sends teams has one seat per object', () => {
  const group = (dept: string, n: number) => ({ dept, skills: [], n, anyArea: false });
  assert.deepEqual(checkTeamSeats([first], { '*': [group('YJ', 1), group('XF', 2)] }), []);
  assert.deepEqual(checkTeamSeats([bo], { '*': [group('YJ', 2)] }), []);
  assert.deepEqual(checkTeamSeats([first], { '*': [group('YJ', 1), group('YJ', 1)] }), [
    { code: 'team.seats', dept: 'YJ', seats: 2 },
  ]);
});

test('a team avoids what any member avoids, once, and carries the highest load', () => {
  const pairs = [
    ['tea house 1', 'an'],
    ['tea house 1', 'chen'],
    ['tea house 2', 'bo'],
    ['tea house 3', 'somebody else'],
  ] as const;
  assert.deepEqual(leafPairs([bo, first], pairs), [
    ['tea house 1', 'team 1'],
    ['tea house 2', 'bo'],
  ]);
  assert.equal(teamLoad([2, 5, 3]), 5);
  assert.equal(teamLoad([]), 0);
});
