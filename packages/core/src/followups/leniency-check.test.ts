import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LeniencyCondition } from '../registers/items/leniency.ts';
import {
  asksCommitment,
  checkedProposal,
  firstTimeAnswer,
  type LeniencyProposal,
  requiredConditions,
} from './leniency-check.ts';

const key = '00000000-0000-7000-8000-000000000001';
const other = '00000000-0000-7000-8000-000000000002';
const first = { kind: 'firstTime', months: 12, anyAgency: true } as const;
const entry = (conditions: readonly LeniencyCondition[], remark = '') => ({
  conditions: [...conditions],
  period: '',
  remark,
});
const proposal = (change: Partial<LeniencyProposal>): LeniencyProposal => ({
  ground: 'minorCorrected',
  entryKey: null,
  facts: '灭火器压力不足',
  reasons: '情节轻微',
  checks: [],
  isCommitted: false,
  ...change,
});
const none: ReadonlyMap<never, never> = new Map<never, never>();

test('R242 three grounds are kept apart: each asks for its own conditions of the law beside the list’s', () => {
  const kinds = (ground: LeniencyProposal['ground'], conditions: readonly LeniencyCondition[] = []) =>
    requiredConditions(ground, entry(conditions), 12).map((each) => each.kind);
  assert.deepEqual(kinds('minorCorrected'), ['minor', 'timely', 'noHarm']);
  assert.deepEqual(kinds('firstSlight'), ['firstTime', 'slightHarm', 'timely']);
  assert.deepEqual(kinds('noFault', [first]), ['partyProof']);
  assert.deepEqual(kinds('firstSlight', [first, { kind: 'noAccident', years: 3 }]), [
    'firstTime',
    'noAccident',
    'slightHarm',
    'timely',
  ]);
  assert.deepEqual(kinds('minorCorrected', [{ kind: 'corrected', days: 5 }]), [
    'corrected',
    'minor',
    'noHarm',
  ]);
});

test('R243 own records of the same conduct decide; other agencies’ are reference and leave it to a person', () => {
  const conductOn = '2026-06-01';
  const answer = (
    earlier: readonly { on: string; entryKey: string | null; own: boolean }[],
    anyAgency = true,
  ) => firstTimeAnswer({ ...first, anyAgency }, { entryKey: key, conductOn, earlier });
  assert.equal(answer([]), 'met');
  assert.equal(answer([{ on: '2026-01-01', entryKey: key, own: true }]), 'notMet');
  assert.equal(
    answer([{ on: '2025-06-01', entryKey: key, own: true }]),
    'notMet',
    'the first day of the period',
  );
  assert.equal(answer([{ on: '2025-05-31', entryKey: key, own: true }]), 'met', 'before the period');
  assert.equal(answer([{ on: '2026-01-01', entryKey: other, own: true }]), 'met', 'another conduct');
  assert.equal(answer([{ on: '2026-01-01', entryKey: null, own: true }]), null, 'nobody named the conduct');
  assert.equal(answer([{ on: '2026-01-01', entryKey: key, own: false }]), null);
  assert.equal(
    answer([{ on: '2026-01-01', entryKey: key, own: false }], false),
    'met',
    'the list asks own records only',
  );
});

test('R242 a proposal needs every condition checked, met and with what it rests on', () => {
  const facts = { entry: null, firstTimeMonths: 12, fromRecords: none };
  const checks = requiredConditions('minorCorrected', null, 12).map((condition) => ({
    condition,
    answer: 'met' as const,
    note: '现场照片 2 张',
  }));
  assert.equal(checkedProposal(proposal({ checks }), facts).ok, true);
  const codeOf = (
    change: Partial<LeniencyProposal>,
    more: Partial<Parameters<typeof checkedProposal>[1]> = {},
  ) => {
    const result = checkedProposal(proposal({ checks, ...change }), { ...facts, ...more });
    return result.ok ? 'ok' : result.error.code;
  };
  assert.equal(codeOf({ checks: checks.slice(1) }), 'leniency.check_missing');
  assert.equal(
    codeOf({
      checks: checks.map((each, index) => (index === 1 ? { ...each, answer: 'notMet' as const } : each)),
    }),
    'leniency.check_unmet',
  );
  assert.equal(codeOf({ checks: checks.map((each) => ({ ...each, note: '' })) }), 'leniency.note_missing');
  assert.equal(codeOf({ ground: 'firstSlight' }), 'leniency.entry_missing');
  const listed = entry([first, { kind: 'slightHarm' } as never]);
  const firstChecks = requiredConditions('firstSlight', listed, 12).map((condition) => ({
    condition,
    answer: 'met' as const,
    note: '查询记录',
  }));
  assert.equal(
    codeOf(
      { ground: 'firstSlight', entryKey: key, checks: firstChecks },
      { entry: listed, fromRecords: new Map([['firstTime', 'notMet'] as const]) },
    ),
    'leniency.not_first',
    'a person cannot overrule own records',
  );
});

test('R242 a commitment is asked for only where the list says so', () => {
  const asking = entry([{ kind: 'other', text: '签署守法承诺书' }]);
  assert.equal(asksCommitment(asking), true);
  assert.equal(asksCommitment(entry([first])), false);
  assert.equal(asksCommitment(null), false);
  const checks = requiredConditions('minorCorrected', asking, 12).map((condition) => ({
    condition,
    answer: 'met' as const,
    note: '有',
  }));
  const facts = { entry: asking, firstTimeMonths: 12, fromRecords: none };
  const refused = checkedProposal(proposal({ entryKey: key, checks }), facts);
  assert.equal(refused.ok ? '' : refused.error.code, 'leniency.commitment_missing');
  assert.equal(checkedProposal(proposal({ entryKey: key, checks, isCommitted: true }), facts).ok, true);
});
