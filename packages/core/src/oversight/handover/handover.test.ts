/** Rules of the hand-over: what a colleague may take on, and who answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedAnswer, handoverKinds, type Receiver, whyStays } from './handover.ts';

const officer: Receiver = { roles: ['sectionOfficer'], hasCertificate: null, isRecused: false };
const inspector: Receiver = { roles: ['inspector'], hasCertificate: true, isRecused: false };

test('R320 whom a draw chose is replaced by lot and never by hand-over; who checked enters the record', () => {
  assert.equal(whyStays({ kind: 'visit' }, inspector), 'byLot');
  assert.equal(whyStays({ kind: 'visit', isEntered: true }, inspector), 'ownRecord');
});

test('R320 a recused thing stays, whatever its kind', () => {
  for (const kind of ['task', 'paper', 'followup', 'objection', 'contact'] as const)
    assert.equal(whyStays({ kind }, { ...officer, isRecused: true }), 'recusal', kind);
});

test('R320 a receiver needs the post, and as an inspector the certificate', () => {
  assert.equal(whyStays({ kind: 'contact' }, inspector), 'role');
  assert.equal(whyStays({ kind: 'followup' }, inspector), null);
  assert.equal(whyStays({ kind: 'followup' }, { ...inspector, hasCertificate: false }), 'certificate');
  assert.equal(whyStays({ kind: 'followup' }, { ...inspector, hasCertificate: null }), 'certificate');
  assert.equal(whyStays({ kind: 'followup' }, officer), null);
  for (const kind of handoverKinds)
    assert.notEqual(whyStays({ kind }, { ...officer, roles: ['auditor'] }), null, kind);
});

test('R320 the receiver accepts or refuses, whoever offered withdraws, and each only once', () => {
  const offered = { state: 'offered', toId: 'to', offeredBy: 'from' } as const;
  const codeOf = (
    answer: 'accept' | 'refuse' | 'withdraw',
    who: string,
    state = offered.state as 'offered' | 'accepted',
  ) => {
    const made = checkedAnswer({ ...offered, state }, answer, who);
    return made.ok ? made.value : made.error.code;
  };
  assert.equal(codeOf('accept', 'to'), 'accepted');
  assert.equal(codeOf('refuse', 'to'), 'refused');
  assert.equal(codeOf('accept', 'from'), 'handover.only_receiver');
  assert.equal(codeOf('withdraw', 'to'), 'handover.only_giver');
  assert.equal(codeOf('accept', 'to', 'accepted'), 'handover.wrong_state');
});
