import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DecisionOrder, deciders, standingOn, waitsWith } from './authority.ts';

const head = { id: 'head', name: '首长' };
const trip = {
  person: 'head',
  personName: '首长',
  substitute: 'deputy',
  substituteName: '副职',
  fromDay: '2026-03-02',
  toDay: '2026-03-06',
  endedOn: null,
  document: '分工文件',
};
const letter = {
  from: 'head',
  to: 'chief',
  toName: '科长',
  scope: 'approval' as const,
  fromDay: '2026-03-01',
  toDay: '2026-03-31',
  revokedOn: null,
  document: '委托书〔2026〕1号',
};
const order = (over: Partial<DecisionOrder>): DecisionOrder => ({
  heads: [head],
  delegations: [],
  substitutions: [],
  ...over,
});
const names = (found: DecisionOrder, day: string, scope: 'approval' | 'lateEntry' = 'approval') =>
  deciders(found, { day, scope }).map((one) => `${one.name}/${one.as}${one.isAway ? '/away' : ''}`);

test('R140 the head decides, and a deputy only from day to day of a written delegation', () => {
  assert.deepEqual(names(order({}), '2026-03-03'), ['首长/head']);
  const given = order({ delegations: [letter] });
  assert.deepEqual(names(given, '2026-02-28'), ['首长/head']);
  assert.deepEqual(names(given, '2026-03-31'), ['首长/head', '科长/delegate']);
  assert.deepEqual(names(given, '2026-04-01'), ['首长/head']);
  assert.deepEqual(names(given, '2026-03-15', 'lateEntry'), ['首长/head']);
  assert.deepEqual(names(order({ delegations: [{ ...letter, revokedOn: '2026-03-15' }] }), '2026-03-15'), [
    '首长/head',
  ]);
});

test('a delegation by somebody who is no head gives nothing', () => {
  assert.deepEqual(names(order({ delegations: [{ ...letter, from: 'other' }] }), '2026-03-03'), [
    '首长/head',
  ]);
});

test('R140 while the head is away the AB 岗 decides, also through a second absence, and a circle ends', () => {
  const away = order({ substitutions: [trip] });
  assert.deepEqual(names(away, '2026-03-01'), ['首长/head']);
  assert.deepEqual(names(away, '2026-03-02'), ['首长/head/away', '副职/substitute']);
  const second = { ...trip, person: 'deputy', substitute: 'third', substituteName: '三席' };
  const circle = { ...trip, person: 'third', substitute: 'head', substituteName: '首长' };
  assert.deepEqual(names(order({ substitutions: [trip, second, circle] }), '2026-03-02'), [
    '首长/head/away',
    '副职/substitute/away',
    '三席/substitute/away',
  ]);
});

test('R140 work never goes to the person who submitted it; it stays with the head who is away', () => {
  const all = deciders(order({ substitutions: [trip] }), { day: '2026-03-02', scope: 'approval' });
  assert.deepEqual(
    waitsWith(all, []).map((one) => one.name),
    ['副职'],
  );
  assert.deepEqual(
    waitsWith(all, ['deputy']).map((one) => one.name),
    ['首长'],
  );
});

test('a delegation that has not begun, has run out or was taken back says so', () => {
  const days = { fromDay: '2026-03-02', toDay: '2026-03-06' };
  assert.deepEqual(
    ['2026-03-01', '2026-03-02', '2026-03-06', '2026-03-07'].map((day) => standingOn(days, day, null)),
    ['future', 'holds', 'holds', 'ended'],
  );
  assert.equal(standingOn(days, '2026-03-04', '2026-03-04'), 'revoked');
});
