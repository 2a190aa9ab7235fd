import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateWarning, healthRows } from './health.ts';
import { type PostChange, postOn, postThrough, type StandingFacts, standingOn } from './standing.ts';

const facts = (change: Partial<StandingFacts> = {}): StandingFacts => ({
  status: 'active',
  changes: [],
  certificateValidTo: '2026-12-31',
  certificateStatus: 'valid',
  ...change,
});
const leave = (fromDay: string, toDay: string | null): PostChange => ({ kind: 'leave', fromDay, toDay });

test('R041 a leave holds from its first to its last day and ends by itself', () => {
  const away = facts({ changes: [leave('2026-03-02', '2026-03-20')] });
  assert.equal(postOn(away, '2026-03-01'), 'active');
  assert.equal(postOn(away, '2026-03-02'), 'onLeave');
  assert.equal(postOn(away, '2026-03-20'), 'onLeave');
  assert.equal(postOn(away, '2026-03-21'), 'active');
});

test('R041 a transfer takes effect on its day, for good, and weighs more than a leave', () => {
  const changes = [
    leave('2026-03-01', '2026-12-01'),
    { kind: 'transfer', fromDay: '2026-04-01', toDay: null } as const,
  ];
  assert.equal(postOn({ status: 'active', changes }, '2026-03-31'), 'onLeave');
  assert.equal(postOn({ status: 'active', changes }, '2027-01-01'), 'transferred');
  assert.equal(postOn({ status: 'retired', changes: [] }, '2020-01-01'), 'retired');
});

test('R041 nobody is drawable whose certificate ended the day before, is unknown, or was suspended', () => {
  assert.deepEqual(standingOn(facts(), '2026-12-31'), { drawable: true, reason: null });
  assert.deepEqual(standingOn(facts(), '2027-01-01'), { drawable: false, reason: 'certificate' });
  assert.equal(standingOn(facts({ certificateValidTo: null }), '2026-01-01').reason, 'certificate');
  assert.equal(standingOn(facts({ certificateStatus: 'suspended' }), '2026-01-01').reason, 'certificate');
  assert.equal(standingOn(facts({ status: 'inactive' }), '2026-01-01').reason, 'inactive');
});

test('R041 who is on leave at the seal, all of the window, or leaves before it ends is not drawn', () => {
  const days = { today: '2026-03-10', from: '2026-04-01', to: '2026-06-30' };
  const through = (...changes: PostChange[]) => postThrough({ status: 'active', changes }, days);
  assert.equal(through(), 'active');
  assert.equal(through(leave('2026-03-05', '2026-03-12')), 'onLeave', 'on leave today');
  assert.equal(through(leave('2026-03-11', null)), 'onLeave', 'away for the whole window');
  assert.equal(through(leave('2026-05-01', '2026-05-20')), 'active', 'a short leave inside the window');
  assert.equal(through({ kind: 'retirement', fromDay: '2026-06-30', toDay: null }), 'retired');
  assert.equal(through({ kind: 'retirement', fromDay: '2026-07-01', toDay: null }), 'active');
});

test('R041 a certificate warns 90, 30 and 7 days before its last day', () => {
  const on = (today: string) => certificateWarning(facts(), today);
  assert.equal(on('2026-10-01'), null);
  assert.equal(on('2026-10-02'), 'within90');
  assert.equal(on('2026-12-01'), 'within30');
  assert.equal(on('2026-12-24'), 'within7');
  assert.equal(on('2026-12-31'), 'within7');
  assert.equal(on('2027-01-01'), 'expired');
});

test('the health list names who is away, who will be, who did not declare and who did not train', () => {
  const person = (id: string, change: Partial<StandingFacts> = {}) => ({
    ...facts(change),
    id,
    name: id,
    sectionName: null,
  });
  const rows = healthRows(
    [
      person('a', { certificateValidTo: '2026-03-15' }),
      person('b', { changes: [leave('2026-03-01', '2026-03-31')] }),
      person('c', { changes: [leave('2026-04-01', null)] }),
      person('d', { status: 'retired', certificateValidTo: '2020-01-01' }),
    ],
    {
      today: '2026-03-10',
      trained: new Set(['a']),
      unanswered: { ids: new Set(['a', 'b']), dueOn: '2026-03-20' },
    },
  );
  assert.deepEqual(
    rows.map((row) => [row.kind, row.inspectorId, row.daysLeft]),
    [
      ['within7', 'a', 5],
      ['away', 'b', 21],
      ['coming', 'c', 22],
      ['notDeclared', 'a', 10],
      ['notTrained', 'c', null],
    ],
  );
});
