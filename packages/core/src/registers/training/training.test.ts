import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CourseFacts, courseRecord, nextCourseState } from './course.ts';
import {
  asAsked,
  drawQuestions,
  type Question,
  questionKinds,
  questionProblem,
  type StoredQuestion,
  scoreTest,
  testStanding,
} from './question.ts';
import { readQuestion } from './read-question.ts';
import { hoursBalance, untrainedSheets } from './requirement.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const stored = (n: number, change: Partial<StoredQuestion> = {}): StoredQuestion => ({
  id: id(n),
  kind: 'single',
  stem: `第${n}题`,
  options: ['甲', '乙', '丙'],
  answer: [1],
  explanation: '依据',
  ...change,
});
const bank: readonly StoredQuestion[] = [
  ...[1, 2, 3, 4, 5].map((n) => stored(n)),
  ...[6, 7].map((n) => stored(n, { kind: 'multiple', answer: [0, 2] })),
  ...[8, 9].map((n) => stored(n, { kind: 'trueFalse', options: [], answer: [0] })),
];
const codeOf = (result: { ok: boolean; error?: { code: string } }): string | undefined => result.error?.code;

test('a test draws so many of each kind, none twice, each as likely as the others, and no kind from nothing', () => {
  const rules = { single: 2, multiple: 1, trueFalse: 2 };
  const seen = new Map<string, number>();
  let step = 0;
  for (let round = 0; round < 400; round += 1) {
    const drawn = drawQuestions(bank, rules, (below) => {
      step = (step * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((step / 2_147_483_648) * below);
    });
    assert.ok(drawn.ok);
    assert.equal(new Set(drawn.value.map((each) => each.id)).size, 5);
    assert.deepEqual(
      questionKinds.map((kind) => drawn.value.filter((each) => each.kind === kind).length),
      [2, 1, 2],
    );
    for (const each of drawn.value) seen.set(each.id, (seen.get(each.id) ?? 0) + 1);
  }
  for (const n of [1, 2, 3, 4, 5]) {
    const times = seen.get(id(n)) ?? 0;
    assert.ok(times > 100 && times < 220, `question ${n} ${times} times of 160 expected`);
  }
  const none = drawQuestions(bank, { single: 0, multiple: 3, trueFalse: 0 }, () => 0);
  assert.deepEqual(none.ok ? null : [none.error.code, none.error.data], [
    'test.bank_too_small',
    { kind: 'multiple', have: 2, need: 3 },
  ]);
});

test('what is asked never carries an answer or its explanation', () => {
  for (const each of bank)
    assert.deepEqual(Object.keys(asAsked(each)).toSorted(), ['id', 'kind', 'options', 'stem']);
});

test('a question counts when exactly its answer is marked, and a score is never rounded up to a pass', () => {
  const asked = bank.slice(0, 7);
  const right = asked.map((each) => ({ id: each.id, marked: [...each.answer].toReversed() }));
  assert.deepEqual([scoreTest(asked, right, 100).passed, scoreTest(asked, right, 100).percent], [true, 100]);
  const half = right.map((each) => (each.id === id(6) ? { ...each, marked: [0] } : each));
  const tooMuch = right.map((each) => (each.id === id(6) ? { ...each, marked: [0, 1, 2] } : each));
  const leftOut = right.filter((each) => each.id !== id(6));
  for (const answers of [half, tooMuch, leftOut]) {
    const score = scoreTest(asked, answers, 86);
    // 6 of 7 are 85.7 percent.
    assert.deepEqual([score.right, score.percent, score.passed, score.wrong], [6, 85, false, [id(6)]]);
    assert.equal(scoreTest(asked, answers, 85).passed, true);
  }
  assert.equal(scoreTest(asked, [{ id: id(99), marked: [1] }], 1).passed, false);
  assert.equal(scoreTest([], [], 1).passed, false);
});

test('a try that ran out of time is spent, and right answers show only when no other try follows', () => {
  const now = '2026-03-02T08:00:00.000Z';
  const late = { dueAt: '2026-03-02T07:00:00.000Z', submittedAt: null, passed: false };
  const running = { dueAt: '2026-03-02T08:00:00.000Z', submittedAt: null, passed: false };
  const failed = { ...late, submittedAt: '2026-03-02T06:50:00.000Z' };
  const passed = { ...failed, passed: true };
  const standing = (...tries: (typeof late | typeof failed)[]) => {
    const { left, isRunning, passed: isPassed, showsAnswers } = testStanding(tries, 2, now);
    return [left, isRunning, isPassed, showsAnswers];
  };
  assert.deepEqual(standing(), [2, false, false, false]);
  assert.deepEqual(standing(late), [1, false, false, false]);
  assert.deepEqual(standing(running), [1, true, false, false]);
  assert.deepEqual(standing(failed), [1, false, false, false]);
  assert.deepEqual(standing(failed, running), [0, true, false, false]);
  assert.deepEqual(standing(failed, late), [0, false, false, true]);
  assert.deepEqual(standing(passed), [0, false, true, true]);
});

test('a question that cannot be answered is no question', () => {
  const plain: Question = { kind: 'single', stem: '题', options: ['甲', '乙'], answer: [0], explanation: '' };
  const problem = (change: Partial<Question>): string | undefined =>
    questionProblem({ ...plain, ...change })?.code;
  assert.equal(problem({}), undefined);
  assert.equal(problem({ answer: [] }), 'question.answer_invalid');
  assert.equal(problem({ options: ['甲'] }), 'question.options_invalid');
  assert.equal(problem({ options: ['甲', '甲'] }), 'question.options_twice_invalid');
  assert.equal(problem({ answer: [2] }), 'question.answer_invalid');
  assert.equal(problem({ answer: [0, 1] }), 'question.answer_count_invalid');
  assert.equal(problem({ kind: 'multiple' }), 'question.answer_count_invalid');
  assert.equal(problem({ kind: 'multiple', answer: [1, 0] }), 'question.answer_invalid');
  assert.equal(problem({ kind: 'trueFalse' }), 'question.options_invalid');
  assert.equal(problem({ kind: 'trueFalse', options: [], answer: [1] }), undefined);
});

test('rows of a file of questions are read as people write them, and a row that is not understood says why', () => {
  const row = { kind: '单选题', stem: '题', a: '甲', b: '乙', c: '丙', answer: 'B' };
  const read = (change: object) => {
    const found = readQuestion({ ...row, ...change });
    return found.ok ? [found.value.kind, found.value.options.length, found.value.answer] : found.error.code;
  };
  assert.deepEqual(read({}), ['single', 3, [1]]);
  assert.deepEqual(read({ kind: '多选', answer: 'Ｃ、a' }), ['multiple', 3, [0, 2]]);
  assert.deepEqual(read({ kind: '', answer: 'AC' }), ['multiple', 3, [0, 2]]);
  assert.deepEqual(read({ kind: '判断题', a: '', b: '', c: '', answer: '√' }), ['trueFalse', 0, [0]]);
  assert.deepEqual(read({ kind: '判断', a: '正确', b: '错误', c: '', answer: 'B' }), ['trueFalse', 0, [1]]);
  assert.equal(read({ kind: '填空题' }), 'question.kind_invalid');
  assert.equal(read({ answer: '乙' }), 'question.answer_invalid');
  assert.equal(read({ answer: 'D' }), 'question.answer_invalid');
  assert.equal(read({ b: '' }), 'question.options_invalid');
  assert.equal(read({ stem: ' ' }), 'question.stem_invalid');
});

test('a course goes out with a session and people, ends after its last session with attendance, and is not cancelled once people came', () => {
  const facts: CourseFacts = {
    state: 'open',
    sessions: [{ day: '2026-03-02', recorded: 2 }],
    people: 2,
    runningTests: 0,
  };
  const move = (name: 'publish' | 'close' | 'cancel', change: Partial<CourseFacts>) => {
    const next = nextCourseState(name, { ...facts, ...change }, '2026-03-02');
    return next.ok ? next.value : codeOf(next);
  };
  assert.equal(move('publish', { state: 'draft' }), 'open');
  assert.equal(move('publish', { state: 'draft', sessions: [] }), 'course.no_session');
  assert.equal(move('publish', { state: 'draft', people: 0 }), 'course.nobody_called');
  assert.equal(move('publish', {}), 'course.wrong_state');
  assert.equal(move('close', {}), 'closed');
  assert.equal(move('close', { state: 'draft' }), 'course.wrong_state');
  assert.equal(move('close', { sessions: [{ day: '2026-03-03', recorded: 1 }] }), 'course.session_ahead');
  assert.equal(
    move('close', { sessions: [{ day: '2026-03-01', recorded: 0 }] }),
    'course.attendance_missing',
  );
  assert.equal(move('close', { runningTests: 1 }), 'course.test_running');
  assert.equal(move('cancel', {}), 'course.attended_already');
  assert.equal(move('cancel', { sessions: [{ day: '2026-03-02', recorded: 0 }] }), 'cancelled');
  assert.equal(move('cancel', { state: 'closed' }), 'course.wrong_state');
});

test('the record of a course holds the hours of the sessions a person came to; who stays away from the test has not passed', () => {
  const came = [
    { day: '2026-03-05', hoursTenths: 30 },
    { day: '2026-03-02', hoursTenths: 35 },
  ];
  assert.deepEqual(courseRecord(came, null), {
    fromDay: '2026-03-02',
    toDay: '2026-03-05',
    hoursTenths: 65,
    result: 'attended',
  });
  assert.equal(courseRecord(came, { passed: true })?.result, 'passed');
  assert.equal(courseRecord(came, { passed: false })?.result, 'failed');
  assert.equal(courseRecord([], { passed: true }), null);
});

test('hours run against the yearly requirement of the rule book, which may ask for none', () => {
  assert.deepEqual(hoursBalance(595, 600), {
    hoursTenths: 595,
    requiredTenths: 600,
    missingTenths: 5,
    met: false,
  });
  assert.equal(hoursBalance(600, 600).met, true);
  assert.deepEqual([hoursBalance(0, null).met, hoursBalance(0, null).missingTenths], [true, 0]);
});

test('R048 trained on a sheet is who passed or attended a course on exactly this version of it', () => {
  const sheets = [
    { sheetId: id(1), version: 2, name: '粉尘' },
    { sheetId: id(1), version: 2, name: '粉尘' },
    { sheetId: id(2), version: 1, name: '有限空间' },
  ];
  const missing = (...training: { sheetId: string | null; sheetVersion: number | null; result: string }[]) =>
    untrainedSheets(sheets, training).map((each) => each.name);
  assert.deepEqual(missing(), ['粉尘', '有限空间']);
  assert.deepEqual(missing({ sheetId: id(1), sheetVersion: 2, result: 'passed' }), ['有限空间']);
  assert.deepEqual(missing({ sheetId: id(1), sheetVersion: 1, result: 'passed' }), ['粉尘', '有限空间']);
  assert.deepEqual(missing({ sheetId: id(1), sheetVersion: 2, result: 'failed' }), ['粉尘', '有限空间']);
  assert.deepEqual(missing({ sheetId: null, sheetVersion: null, result: 'attended' }), ['粉尘', '有限空间']);
});
