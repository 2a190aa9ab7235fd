import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '../../common/roles.ts';
import { nextExpertStatus } from '../expert.ts';
import { compareHolders } from './personnel-feed.ts';
import { decideRecusal } from './recusal.ts';

const holder = (certificateNumber: string, change: object = {}) => ({
  certificateNumber,
  name: `人${certificateNumber}`,
  validTo: '2028-01-31',
  status: 'active',
  ...change,
});
const person = (certificateNumber: string, change: object = {}) => ({
  ...holder(certificateNumber, change),
  id: `id-${certificateNumber}`,
});

test('R042 certificate holders outside the directory, and listed people outside the file, are both found', () => {
  const found = compareHolders([holder('1'), holder('2')], [person('2'), person('3')]);
  assert.deepEqual(
    found.map((one) => [one.kind, one.certificateNumber, one.inspectorId]),
    [
      ['notInDirectory', '1', null],
      ['notInFile', '3', 'id-3'],
    ],
  );
});

test('R042 names, last days and departures that differ are found; equal people are not', () => {
  const found = compareHolders(
    [
      holder('1', { name: '改名' }),
      holder('2', { validTo: '2030-01-31' }),
      holder('3', { status: 'retired' }),
    ],
    [person('1'), person('2'), person('3')],
  );
  assert.deepEqual(
    found.map((one) => one.kind),
    ['name', 'validTo', 'status'],
  );
  assert.deepEqual(compareHolders([holder('1')], [person('1')]), []);
  assert.deepEqual(compareHolders([holder('9', { status: 'transferred' })], []), []);
  assert.deepEqual(
    compareHolders([holder('1', { validTo: null })], [person('1')]),
    [],
    'the file says nothing',
  );
});

test('R042 the same difference has the same mark in the next file, and a changed one another', () => {
  const [first] = compareHolders([holder('1', { validTo: '2030-01-31' })], [person('1')]);
  const [again] = compareHolders([holder('1', { validTo: '2030-01-31' })], [person('1')]);
  const [other] = compareHolders([holder('1', { validTo: '2031-01-31' })], [person('1')]);
  assert.equal(first?.mark, again?.mark);
  assert.notEqual(first?.mark, other?.mark);
});

const actor = (accountId: string, ...roles: Actor['roles']): Actor => ({
  accountId,
  personName: accountId,
  jurisdictionId: 'j',
  agencyId: 'a',
  sectionId: null,
  roles,
});

test("R045 the head decides; the head's own case is decided by the leaders' meeting with its minutes", () => {
  const decide = (who: Actor, concernsHead: boolean, minutes = '') => {
    const request = { concernsHead, subjectAccountId: 'subject' };
    const result = decideRecusal(who, request, { upheld: true, reason: '成立', minutes });
    return result.ok ? 'may' : result.error.code;
  };
  const [head, legal] = [actor('head', 'agencyHead'), actor('legal', 'legalOfficer')];
  assert.equal(decide(head, false), 'may');
  assert.equal(decide(legal, false), 'recusal.head_only_forbidden');
  assert.equal(decide(head, true, '纪要1号'), 'recusal.meeting_only_forbidden');
  assert.equal(decide(legal, true), 'recusal.minutes_invalid');
  assert.equal(decide(legal, true, '纪要1号'), 'may');
  assert.equal(decide(actor('subject', 'agencyHead'), false), 'recusal.own_case_forbidden');
});

test('R043 an expert is admitted after the unit review, by another person, for a term that lies ahead', () => {
  const next = (
    status: 'proposed' | 'reviewed' | 'admitted',
    who: Actor,
    wanted: Partial<Parameters<typeof nextExpertStatus>[2]>,
  ) => {
    const result = nextExpertStatus({ status, reviewedBy: 'section' }, who, {
      step: 'admit',
      reason: '',
      termTo: '2027-01-01',
      today: '2026-01-01',
      ...wanted,
    });
    return result.ok ? result.value : result.error.code;
  };
  const [legal, section] = [actor('legal', 'legalOfficer'), actor('section', 'sectionOfficer')];
  assert.equal(next('proposed', section, { step: 'review' }), 'reviewed');
  assert.equal(next('proposed', legal, {}), 'expert.wrong_state');
  assert.equal(next('reviewed', section, {}), 'expert.step_forbidden');
  assert.equal(next('reviewed', actor('section', 'legalOfficer'), {}), 'expert.own_review_forbidden');
  assert.equal(next('reviewed', legal, { termTo: null }), 'expert.term_invalid');
  assert.equal(next('reviewed', legal, {}), 'admitted');
  assert.equal(next('reviewed', legal, { step: 'reject' }), 'expert.reason_invalid');
  assert.equal(next('admitted', legal, { step: 'suspend', reason: '投诉核查' }), 'suspended');
});
