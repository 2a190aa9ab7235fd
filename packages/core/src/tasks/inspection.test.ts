import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectionOrigins, ledgerKind, type MoveFacts, nextStage } from './inspection.ts';

const facts: MoveFacts = {
  stage: 'claimed',
  isApproved: false,
  isNoticed: false,
  isAnnounced: true,
  isOffSite: false,
  emergency: '',
};
const outcome = (move: Parameters<typeof nextStage>[0], change: Partial<MoveFacts>): string => {
  const next = nextStage(move, { ...facts, ...change });
  return next.ok ? next.value : next.error.code;
};

test('R140 nobody enters without an approval, unless an emergency is named', () => {
  assert.equal(outcome('enter', {}), 'team.not_approved');
  assert.equal(outcome('enter', { emergency: '举报有人被困' }), 'visiting');
});

test('R142 an announced visit needs its notice before the door; an unannounced one hands it over there', () => {
  const approved = { stage: 'approved', isApproved: true } as const;
  assert.equal(outcome('enter', approved), 'team.not_noticed');
  assert.equal(outcome('enter', { ...approved, isAnnounced: false }), 'visiting');
  assert.equal(outcome('enter', { ...approved, stage: 'noticed', isNoticed: true }), 'visiting');
});

test('an approval or a notice that comes during the visit does not take the team back', () => {
  assert.equal(outcome('approve', { stage: 'visiting' }), 'visiting');
  assert.equal(outcome('approve', { stage: 'recorded' }), 'recorded');
  assert.equal(outcome('notice', { stage: 'visiting', isApproved: true }), 'visiting');
});

test('R140 R170 off-site work is recorded without an entry but not without approval, on-site work only after an entry', () => {
  assert.equal(outcome('record', {}), 'team.wrong_stage');
  assert.equal(outcome('record', { isOffSite: true }), 'team.not_approved');
  assert.equal(outcome('record', { isOffSite: true, stage: 'approved', isApproved: true }), 'recorded');
  assert.equal(outcome('enter', { isOffSite: true, isApproved: true }), 'team.enters_nowhere');
});

test('a result is submitted, returned, submitted again and passed; nothing else leads there', () => {
  assert.equal(outcome('submit', { stage: 'recorded' }), 'submitted');
  assert.equal(outcome('submit', { stage: 'returned' }), 'submitted');
  assert.equal(outcome('return', { stage: 'submitted' }), 'returned');
  assert.equal(outcome('pass', { stage: 'submitted' }), 'passed');
  assert.equal(outcome('pass', { stage: 'recorded' }), 'team.wrong_stage');
});

test('R303 each origin says how the frequency ledger takes it', () => {
  for (const origin of inspectionOrigins) assert.notEqual(ledgerKind(origin).kind, 'service', origin);
  assert.deepEqual(ledgerKind('complaint'), { kind: 'case', exemption: 'complaint' });
});
