/** Tests of the moves of a paper of supervision and of who may make them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkedReach,
  checkedSupervisionMove,
  nextSupervisionState,
  readyToSubmit,
  type SupervisionContent,
  type SupervisionFacts,
  type SupervisionMove,
  type SupervisionPerson,
  standsOver,
  supervisionMoves,
  supervisionStates,
} from './supervision-paper.ts';

const drafter: SupervisionPerson = {
  accountId: 'drafter',
  agencyId: 'bureau',
  sectionId: 'legal',
  roles: ['legalOfficer'],
};
const head: SupervisionPerson = { ...drafter, accountId: 'head', sectionId: null, roles: ['agencyHead'] };
const officer: SupervisionPerson = {
  ...drafter,
  accountId: 'officer',
  sectionId: 'safety',
  roles: ['sectionOfficer'],
};
const paper: SupervisionFacts = {
  state: 'draft',
  draftedBy: 'drafter',
  agencyId: 'bureau',
  to: { agencyId: 'bureau', sectionId: 'safety', accountId: null },
  asksReply: true,
};
const refused = (facts: SupervisionFacts, move: SupervisionMove, person: SupervisionPerson) => {
  const made = checkedSupervisionMove(facts, move, person);
  return made.ok ? 'allowed' : made.error.code;
};

test('R320 a paper goes from draft over approval, receipt and reply to its closure, and from no other state', () => {
  const way: Readonly<Record<SupervisionMove, readonly string[]>> = {
    submit: ['draft'],
    recall: ['submitted'],
    return: ['submitted'],
    approve: ['submitted'],
    discard: ['draft'],
    receive: ['sent'],
    reply: ['received'],
    sendBack: ['replied'],
    close: ['replied'],
  };
  for (const move of supervisionMoves)
    for (const state of supervisionStates)
      assert.equal(
        nextSupervisionState({ state, asksReply: true }, move).ok,
        way[move].includes(state),
        `${move} from ${state}`,
      );
});

test('R320 what asks for no reply is closed after its receipt, what asks for one only after the reply', () => {
  assert.ok(nextSupervisionState({ state: 'received', asksReply: false }, 'close').ok);
  const early = nextSupervisionState({ state: 'received', asksReply: true }, 'close');
  assert.equal(early.ok ? '' : early.error.code, 'supervision.reply_missing');
});

test('R320 nobody approves what they drafted or what is addressed to them, and only a leader of the sender does', () => {
  const waiting = { ...paper, state: 'submitted' } as const;
  assert.equal(refused(waiting, 'approve', head), 'allowed');
  assert.equal(refused(waiting, 'approve', officer), 'supervision.leader_forbidden');
  assert.equal(
    refused({ ...waiting, draftedBy: 'head' }, 'approve', head),
    'supervision.own_approval_forbidden',
  );
  const toHead = { ...waiting, to: { agencyId: 'bureau', sectionId: null, accountId: 'head' } };
  assert.equal(refused(toHead, 'approve', head), 'supervision.own_approval_forbidden');
  assert.equal(refused(waiting, 'approve', { ...head, agencyId: 'other' }), 'supervision.leader_forbidden');
});

test('R320 receipt and reply belong to whom the paper is addressed to', () => {
  const sent = { ...paper, state: 'sent' } as const;
  assert.equal(refused(sent, 'receive', officer), 'allowed');
  assert.equal(refused(sent, 'receive', { ...officer, roles: ['inspector'] }), 'allowed');
  assert.equal(
    refused(sent, 'receive', { ...officer, sectionId: 'other' }),
    'supervision.recipient_forbidden',
  );
  assert.equal(
    refused(sent, 'receive', { ...officer, agencyId: 'other' }),
    'supervision.recipient_forbidden',
  );
  const toAgency = { ...sent, to: { agencyId: 'bureau', sectionId: null, accountId: null } };
  assert.equal(refused(toAgency, 'receive', officer), 'allowed');
  assert.equal(refused(toAgency, 'receive', drafter), 'supervision.recipient_forbidden');
  assert.equal(
    refused(toAgency, 'receive', { ...officer, roles: ['inspector'] }),
    'supervision.recipient_forbidden',
  );
});

test('R320 the sender closes, never the person who was urged', () => {
  const replied = { ...paper, state: 'replied' } as const;
  assert.equal(refused(replied, 'close', head), 'allowed');
  assert.equal(refused(replied, 'close', { ...head, agencyId: 'other' }), 'supervision.sender_forbidden');
  const toOfficer = { ...replied, to: { agencyId: 'bureau', sectionId: null, accountId: 'officer' } };
  assert.equal(refused(toOfficer, 'close', officer), 'supervision.sender_forbidden');
});

const county = { id: 'county', jurisdictionId: 'j', kind: 'fire', divisionCode: '140502' };
const city = { id: 'city', jurisdictionId: 'k', kind: 'fire', divisionCode: '140500' };

test('R320 an agency above urges those of its field below it, never beside or above it', () => {
  assert.ok(standsOver(city, county));
  assert.ok(standsOver({ ...city, divisionCode: '140000' }, county));
  assert.ok(!standsOver(county, city));
  assert.ok(!standsOver({ ...city, kind: 'emergency' }, county));
  assert.ok(!standsOver({ ...city, divisionCode: '130100' }, county));
  assert.ok(checkedReach(officer, city, county).ok);
  assert.ok(!checkedReach({ ...officer, roles: ['inspector'] }, city, county).ok);
});

test('R320 the coordination office urges every agency of its jurisdiction and no other', () => {
  const person: SupervisionPerson = { ...officer, roles: ['coordinator'] };
  const office = { id: 'office', jurisdictionId: 'j', kind: 'market', divisionCode: '140502' };
  assert.ok(checkedReach(person, office, county).ok);
  assert.ok(!checkedReach(person, office, { ...county, jurisdictionId: 'k' }).ok);
});

test('a talk goes to the leader with day, place and what was said', () => {
  const content: SupervisionContent = {
    title: '约谈记录',
    addressee: '某科',
    facts: '事实',
    basis: '依据',
    demands: '要求',
    copies: '',
    talk: { on: null, place: '会议室', host: '', present: '', recorder: '', record: '' },
  };
  assert.ok(!readyToSubmit({ kind: 'talk', content }).ok);
  assert.ok(readyToSubmit({ kind: 'urge', content: { ...content, talk: null } }).ok);
  const held = {
    ...content,
    talk: { ...content.talk, on: '2026-11-20', record: '问答' },
  } as SupervisionContent;
  assert.ok(readyToSubmit({ kind: 'talk', content: held }).ok);
});
