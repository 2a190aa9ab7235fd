/** Tests of the moves of a paper of supervision and of who may make them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlineClocks } from '../deadlines/deadline-clock.ts';
import { draftedContent } from './supervision-form.ts';
import {
  aboutOf,
  checkedReach,
  checkedSupervisionMove,
  nextSupervisionState,
  readyToSubmit,
  type SupervisionContent,
  type SupervisionFacts,
  type SupervisionMove,
  type SupervisionPerson,
  type SupervisionSource,
  standsOver,
  supervisionKinds,
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

const clockSource: Omit<SupervisionSource, 'clock'> = {
  about: { kind: 'clock', key: 'resultEntered:x' },
  link: null,
  subject: '茶亭1号采石场',
  taskNumber: '茶应急抽查〔2026〕3号',
  path: '/inspections/x',
  agencyId: '00000000-0000-4000-8000-000000000001',
  agencyName: '茶亭区应急管理局',
  startedOn: '2026-09-15',
  dueOn: '2026-10-20',
  doneOn: null,
  daysLate: 3,
  asOf: '2026-10-23',
  people: ['柏文'],
  posts: [],
  term: { length: 20, unit: 'workingDays', basis: '国发〔2019〕5号', ruleVersion: 2 },
  below: null,
  fixed: null,
  way: { calendarDays: 35, workingDays: 20, breaks: ['国庆节'], makeUpDays: 2, paused: 0, before: null },
};

test('R321 a paper about any clock says what was due, how the day was counted and on what it rests', () => {
  for (const clock of deadlineClocks) {
    assert.deepEqual(aboutOf(`${clock}:x`), { kind: 'clock', key: `${clock}:x` });
    for (const kind of supervisionKinds) {
      const of = { kind, source: { ...clockSource, clock }, addressee: '某科', replyDue: null, host: '张三' };
      const { title, facts, basis } = draftedContent(of);
      assert.match(title, /“茶亭1号采石场”[^“”]{2,}/, clock);
      assert.match(facts, /应于2026年10月20日前完成.*35个自然日，其中20个工作日，途中有国庆节假期/s, clock);
      assert.match(facts, /已超过期限3个工作日/, clock);
      assert.match(basis, /第2版.*20个工作日（依据：国发〔2019〕5号）/, clock);
      assert.doesNotMatch([title, facts, basis].join(' '), /undefined|\{|责任在|过错/, clock);
    }
  }
  assert.equal(aboutOf('entry:x').kind, 'duty');
  assert.equal(aboutOf('').kind, 'duty');
});

test('R321 a day that a paper named is no term of the rule book', () => {
  const source = { ...clockSource, clock: 'rectified', fixed: 'order', term: null } as const;
  const { facts, basis } = draftedContent({
    kind: 'urge',
    source,
    addressee: '某科',
    replyDue: '2026-10-30',
    host: '',
  });
  assert.match(basis, /责令改正文书写明/);
  assert.doesNotMatch(facts, /自然日/);
});
