import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetRules } from '../../registers/rules/presets-form.ts';
import type { Outcome } from '../../tasks/inspection.ts';
import { type Finding, overallResult, type TeamResult } from './result.ts';
import { checkedResult, codesFor, suggestedCode } from './result-rules.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const { results } = presetRules('hebei');
const [one, two] = [uuid(1), uuid(2)];

const problem = (change: Partial<Finding> = {}): Finding => ({
  id: uuid(90),
  itemKey: one,
  sheetVersionId: null,
  lineKey: null,
  text: '配电箱未上锁',
  clauses: [{ law: '《中华人民共和国安全生产法》', article: '第三十六条' }],
  action: 'rectify',
  dueOn: '2026-03-20',
  measures: '',
  isPublic: true,
  evidenceIds: [],
  ...change,
});
const entered = (codes: readonly string[], change: Partial<TeamResult> = {}): TeamResult => ({
  items: codes.map((code, n) => ({ itemKey: [one, two][n] ?? uuid(9), code, note: '' })),
  findings: [],
  concealment: '',
  ...change,
});
const outcome = (result: TeamResult, how: Outcome = 'normal'): string => {
  const checked = checkedResult(result, {
    outcome: how,
    itemKeys: [one, two].slice(0, Math.max(1, result.items.length)),
    results,
    resultOn: '2026-03-10',
  });
  return checked.ok ? 'ok' : `${checked.error.code} ${checked.error.field ?? ''}`;
};

test('R182 each item needs a code of its own; a missing, foreign or doubled item is refused', () => {
  assert.equal(outcome(entered(['noProblem', 'noProblem'])), 'ok');
  const half = { ...entered(['noProblem', 'noProblem']), items: entered(['noProblem']).items };
  const checked = checkedResult(half, {
    outcome: 'normal',
    itemKeys: [one, two],
    results,
    resultOn: '2026-03-10',
  });
  assert.equal(!checked.ok && checked.error.code, 'result.item_missing_invalid');
  assert.equal(
    outcome(entered(['noProblem', 'noProblem', 'noProblem'])),
    'result.item_unknown_invalid items.2.code',
  );
  const twice = entered(['noProblem', 'noProblem']).items.map((each) => ({ ...each, itemKey: one }));
  assert.equal(outcome(entered([], { items: twice })), 'result.item_unknown_invalid items.1.code');
});

test('R181 a code that the rule book does not have is refused', () => {
  assert.equal(outcome(entered(['fine'])), 'result.code_unknown_invalid items.0.code');
});

test('R187 a problem needs a finding, and a finding a problem', () => {
  assert.equal(outcome(entered(['problemPending'])), 'result.problem_without_finding_invalid items.0.code');
  assert.equal(
    outcome(entered(['noProblem'], { findings: [problem()] })),
    'result.finding_without_problem_invalid items.0.code',
  );
  assert.equal(outcome(entered(['correctedOnOrder'], { findings: [problem()] })), 'ok');
  const general = problem({ itemKey: null });
  assert.equal(outcome(entered(['problemPending', 'noProblem'], { findings: [general] })), 'ok');
  assert.equal(
    outcome(entered(['noProblem', 'noProblem'], { findings: [general] })),
    'result.finding_without_problem_invalid items.0.code',
  );
});

test('R187 what is to be put right has its day, not before the inspection', () => {
  const due = (dueOn: string | null) =>
    outcome(entered(['correctedOnOrder'], { findings: [problem({ dueOn })] }));
  assert.equal(due(null), 'result.finding_due_missing_invalid findings.0.dueOn');
  assert.equal(due('2026-03-09'), 'result.finding_due_early_invalid findings.0.dueOn');
  assert.equal(due('2026-03-10'), 'ok');
  const onSite = problem({ action: 'correctedOnSite', dueOn: null });
  assert.equal(outcome(entered(['correctedOnOrder'], { findings: [onSite] })), 'ok');
});

test('R187 "corrected on order" needs something that was ordered or corrected', () => {
  const findings = [problem({ action: 'case', dueOn: null })];
  assert.equal(
    outcome(entered(['correctedOnOrder'], { findings })),
    'result.code_action_invalid items.0.code',
  );
  assert.equal(outcome(entered(['problemPending'], { findings })), 'ok');
});

test('R187 a visit that ended otherwise allows only the codes that say so', () => {
  assert.equal(outcome(entered(['noProblem']), 'cannotContact'), 'result.code_outcome_invalid items.0.code');
  assert.equal(outcome(entered(['unreachable']), 'cannotContact'), 'ok');
  assert.equal(outcome(entered(['unreachable'])), 'result.code_outcome_invalid items.0.code');
  assert.equal(outcome(entered(['refusedSeriously']), 'refused'), 'ok');
  assert.equal(outcome(entered(['closedDown']), 'closedDown'), 'ok');
  assert.deepEqual(codesFor('replaced', results), []);
});

test('R183 concealment needs its facts, and its facts a result of their own', () => {
  assert.equal(outcome(entered(['falseDisclosure'])), 'result.concealment_missing_invalid concealment');
  assert.equal(outcome(entered(['falseDisclosure'], { concealment: '提供虚假台账' })), 'ok');
  assert.equal(
    outcome(entered(['noProblem'], { concealment: '提供虚假台账' })),
    'result.concealment_code_invalid concealment',
  );
});

test('R182 the overall result is the gravest of all items, and none as long as one is missing', () => {
  assert.equal(overallResult(['noProblem', 'correctedOnOrder'], results)?.code, 'correctedOnOrder');
  assert.equal(overallResult(['noProblem', 'activityNotFound'], results)?.isProblem, false);
  assert.equal(overallResult(['noProblem', null], results), null);
  assert.equal(overallResult([], results), null);
});

test('R182 nothing found suggests nothing: there is no default "normal"', () => {
  const of = { outcome: 'normal', findings: [], results } as const;
  assert.equal(suggestedCode(one, of), null);
  const findings = [{ ...problem(), agencyId: uuid(7) }];
  assert.equal(suggestedCode(one, { ...of, findings }), 'correctedOnOrder');
  assert.equal(suggestedCode(two, { ...of, findings }), null);
  assert.equal(suggestedCode(one, { ...of, outcome: 'cannotContact' }), 'unreachable');
});
