/** Rules of accountability events: heard first, never handled by the person named, nobody of the same section, a day with proof. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, Role } from '../../common/roles.ts';
import { calendarOf } from '../../registers/rules/calendar.ts';
import {
  type AccountabilityMove,
  type AccountabilityStanding,
  accountabilityMoves,
  accountabilityStates,
  checkedMove,
  checkedOutcome,
  readsEvent,
  statementDay,
} from './accountability.ts';
import { accountabilityPageText } from './accountability-page-text.ts';
import { accountabilityText } from './accountability-text.ts';
import { factSentence } from './fact-sentence.ts';

const calendar = calendarOf([]);
const person = (accountId: string, roles: readonly Role[], sectionId: string | null = null): Actor => ({
  accountId,
  personName: accountId,
  jurisdictionId: 'j',
  agencyId: 'a',
  sectionId,
  roles,
});
const head = person('head', ['agencyHead']);
const named = person('named', ['sectionOfficer', 'agencyHead'], 's1');
const event = (over: Partial<AccountabilityStanding> = {}): AccountabilityStanding => ({
  state: 'opened',
  agencyId: 'a',
  personId: 'named',
  personSectionId: 's1',
  raisedBy: null,
  statementDue: null,
  noticedOn: null,
  ...over,
});
const codeOf = (
  standing: AccountabilityStanding,
  move: AccountabilityMove,
  actor: Actor,
  today = '2026-09-01',
) => {
  const made = checkedMove(standing, move, { actor, today, calendar });
  return made.ok ? made.value : made.error.code;
};

test('R324 nothing is decided before the person named was heard', () => {
  assert.equal(codeOf(event(), 'decide', head), 'accountability.not_heard');
  assert.equal(codeOf(event({ state: 'asked' }), 'decide', head), 'accountability.wrong_state');
  assert.equal(codeOf(event({ state: 'stated' }), 'decide', head), 'handled');
  assert.equal(codeOf(event({ state: 'silent' }), 'decide', head), 'handled');
});

test('R324 no path leads to the end that leaves the person named unheard', () => {
  const heard = new Set(['stated', 'silent']);
  for (const state of accountabilityStates)
    for (const move of accountabilityMoves) {
      const next = codeOf(event({ state, statementDue: '2026-01-05', noticedOn: '2026-01-05' }), move, head);
      if (next === 'handled') assert.ok(heard.has(state), `${state} ${move}`);
      if (next === 'closed') assert.equal(state, 'handled');
    }
});

test('R324 silence is noted only after the day, and only when the request is known to have arrived', () => {
  const asked = event({ state: 'asked', statementDue: '2026-08-20' });
  assert.equal(codeOf(asked, 'noteSilence', head, '2026-12-01'), 'accountability.not_noticed');
  const known = { ...asked, noticedOn: '2026-08-19' };
  // Five working days after Wednesday, 19 August.
  assert.equal(statementDay(known, calendar), '2026-08-26');
  assert.equal(codeOf(known, 'noteSilence', head, '2026-08-26'), 'accountability.day_ahead');
  assert.equal(codeOf(known, 'noteSilence', head, '2026-08-27'), 'silent');
  assert.equal(statementDay({ statementDue: '2026-10-30', noticedOn: '2026-08-19' }, calendar), '2026-10-30');
});

test('R324 the person named handles nothing of it, whatever the roles, and alone gives the statement', () => {
  for (const state of accountabilityStates)
    for (const move of accountabilityMoves.filter((each) => each !== 'state')) {
      const code = codeOf(event({ state }), move, named);
      assert.ok(
        ['accountability.named_forbidden', 'accountability.wrong_state'].includes(code),
        `${state} ${move} ${code}`,
      );
    }
  assert.equal(codeOf(event({ state: 'asked' }), 'state', named), 'stated');
  assert.equal(codeOf(event({ state: 'silent' }), 'state', named), 'stated');
  assert.equal(codeOf(event({ state: 'asked' }), 'state', head), 'accountability.only_named_forbidden');
});

test('R324 nobody of the same section handles it, nobody decides what they raised, other posts do neither', () => {
  const stated = event({ state: 'stated' });
  assert.equal(
    codeOf(stated, 'decide', person('x', ['witness'], 's1')),
    'accountability.same_section_forbidden',
  );
  assert.equal(codeOf(stated, 'decide', person('x', ['witness'], 's2')), 'handled');
  assert.equal(codeOf({ ...stated, raisedBy: 'head' }, 'decide', head), 'accountability.raised_forbidden');
  assert.equal(
    codeOf(stated, 'decide', person('x', ['legalOfficer', 'auditor'])),
    'accountability.forbidden',
  );
  assert.equal(codeOf(stated, 'decide', person('x', ['coordinator'])), 'handled');
});

test('R324 what names nobody can only be laid down; due diligence is an outcome and needs its ground', () => {
  const nobody = event({ personId: null, personSectionId: null });
  assert.equal(codeOf(nobody, 'ask', head), 'accountability.nobody_named');
  assert.equal(codeOf(nobody, 'decide', head), 'handled');
  assert.equal(checkedOutcome(nobody, { outcome: 'criticism', ground: null }).ok, false);
  assert.equal(checkedOutcome(nobody, { outcome: 'notEstablished', ground: null }).ok, true);
  assert.equal(checkedOutcome(event(), { outcome: 'dutiful', ground: null }).ok, false);
  assert.equal(checkedOutcome(event(), { outcome: 'dutiful', ground: 'concealed' }).ok, true);
  assert.equal(checkedOutcome(event(), { outcome: 'talk', ground: 'concealed' }).ok, false);
});

test('R324 the person named, head, discipline post, auditor and coordination office see it, and nobody else', () => {
  const of = { agencyId: 'a', personId: 'named' };
  assert.equal(readsEvent(of, named), true);
  assert.equal(readsEvent(of, head), true);
  assert.equal(readsEvent(of, person('x', ['witness'])), true);
  assert.equal(readsEvent({ ...of, agencyId: 'b' }, head), false);
  assert.equal(readsEvent({ ...of, agencyId: 'b' }, person('x', ['auditor'])), true);
  assert.equal(readsEvent({ ...of, agencyId: 'b' }, person('x', ['coordinator'])), true);
  assert.equal(readsEvent(of, person('x', ['legalOfficer', 'sectionOfficer', 'inspector'])), false);
});

test('R324 the platform states facts: none of its sentences says guilty, at fault or violated', () => {
  const words = /违规|违纪|过错|失职|渎职|追责|guilt|fault of|violat|negligen/i;
  const all = [accountabilityPageText, accountabilityText].flatMap((one) => [
    ...Object.values(one.zh),
    ...Object.values(one.en),
  ]);
  const concluding = all.filter(
    (sentence) => words.test(sentence) && sentence !== 'Fault of the platform or the network',
  );
  assert.deepEqual(concluding, []);
  assert.equal(
    factSentence({ kind: 'voidedDraw', facts: { subject: '甲', reason: 'wrongPool' } }, 'zh'),
    '抽取“甲”已作废，理由：名录有误。',
  );
});
