import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  nextCoordination,
  possibleCoordinationMoves,
  sharedWords,
  silentAgencies,
  tryContradiction,
  tryDecisions,
} from './coordination.ts';

const demand = (findingId: string, agencyId: string) => ({
  findingId,
  agencyId,
  objectKey: 'uscc:X',
  jurisdictionId: 'j',
});
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);

test('R010 a contradiction is between two agencies on one object of one place', () => {
  const [a, b] = [demand('1', 'fire'), demand('2', 'housing')];
  assert.equal(codeOf(tryContradiction([a, b])), 'ok');
  assert.equal(codeOf(tryContradiction([a, { ...b, agencyId: 'fire' }])), 'coordination.one_agency_invalid');
  assert.equal(
    codeOf(tryContradiction([a, { ...b, objectKey: 'uscc:Y' }])),
    'coordination.objects_differ_invalid',
  );
  assert.equal(
    codeOf(tryContradiction([a, { ...b, jurisdictionId: 'k' }])),
    'coordination.elsewhere_invalid',
  );
});

test('R010 a ticket is settled after every agency spoke or had its time, and not by whoever spoke for one', () => {
  const standing = {
    state: 'settling',
    opinionsBy: '2026-03-10',
    silent: ['住建局'],
    speakers: ['p'],
  } as const;
  const settle = { move: 'settle', by: 'q', today: '2026-03-10' } as const;
  assert.equal(codeOf(nextCoordination(standing, settle)), 'coordination.opinions_wait');
  assert.equal(codeOf(nextCoordination(standing, { ...settle, today: '2026-03-11' })), 'ok');
  assert.equal(codeOf(nextCoordination({ ...standing, silent: [] }, settle)), 'ok');
  assert.equal(
    codeOf(nextCoordination({ ...standing, silent: [] }, { ...settle, by: 'p' })),
    'coordination.own_opinion_forbidden',
  );
  for (const state of ['raised', 'settled', 'dismissed'] as const)
    assert.equal(codeOf(nextCoordination({ ...standing, state }, settle)), 'coordination.wrong_state', state);
  assert.deepEqual(possibleCoordinationMoves('raised'), ['takeUp', 'dismiss']);
  assert.deepEqual(possibleCoordinationMoves('settled'), []);
});

test('R010 a settlement decides every demand once, and says what is demanded instead', () => {
  const demands = [{ findingId: '1' }, { findingId: '2' }];
  const stands = { findingId: '1', fate: 'stands', text: '' } as const;
  const changed = { findingId: '2', fate: 'changed', text: '改为可由内开启的护栏' } as const;
  assert.equal(codeOf(tryDecisions(demands, [stands, changed])), 'ok');
  assert.equal(codeOf(tryDecisions(demands, [stands])), 'coordination.decisions_invalid');
  assert.equal(codeOf(tryDecisions(demands, [stands, stands])), 'coordination.decisions_invalid');
  assert.equal(
    codeOf(tryDecisions(demands, [stands, { ...changed, text: '' }])),
    'coordination.text_missing_invalid',
  );
});

test('R010 demands that share a matter or a place are told by their common words, without what every demand says', () => {
  assert.deepEqual(sharedWords('二层外窗须加装防盗护栏，限期整改', '拆除二层外窗防盗护栏，保证逃生'), [
    '二层外窗',
    '防盗护栏',
  ]);
  assert.deepEqual(
    sharedWords('应当立即整改灭火器压力不足的问题', '应当立即整改从业人员健康证过期的问题'),
    [],
  );
  assert.deepEqual(sharedWords('', '大厅'), []);
});

test('R010 an agency is silent until somebody of it has spoken, however many of its demands there are', () => {
  const demands = [
    { agencyId: 'a', agencyName: '应急管理局' },
    { agencyId: 'b', agencyName: '消防救援大队' },
    { agencyId: 'a', agencyName: '应急管理局' },
  ];
  assert.deepEqual(silentAgencies(demands, []), ['应急管理局', '消防救援大队']);
  assert.deepEqual(silentAgencies(demands, [{ agencyId: 'a' }]), ['消防救援大队']);
});
