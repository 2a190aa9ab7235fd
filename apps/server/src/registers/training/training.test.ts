/** Courses from draft to record, on a real database: sessions, sign-in, attendance, tests, hours; who may see and do what. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Question } from '@mingcha/core/registers/training/question.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import { addInspector, csv, tie } from '../inspectors/inspectors-testing.ts';

const today = '2026-03-02';
const codeOf = (reply: TestReply): string => reply.body?.error?.code ?? String(reply.status);
const ids = () => ({ actionId: crypto.randomUUID() });

const question = (n: number, change: Partial<Question> = {}): Question => ({
  kind: 'single',
  stem: `第 ${n} 题`,
  options: ['甲', '乙', '丙'],
  answer: [1],
  explanation: `依据第 ${n} 条`,
  ...change,
});
const session = (change: object = {}) => ({
  day: today,
  startsAt: '09:00',
  endsAt: '11:30',
  place: '三楼会议室',
  trainer: '老师',
  hoursTenths: 25,
  ...change,
});

async function bankOf(lan: TestClient, questions: readonly Question[]): Promise<string> {
  const bank = await lan.post('/api/question-banks', { ...ids(), name: '执法题库', note: '' });
  assert.equal(bank.status, 200, JSON.stringify(bank.body));
  for (const each of questions) {
    const saved = await lan.post(`/api/question-banks/${bank.body.id}/questions`, {
      ...ids(),
      question: each,
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
  }
  return bank.body.id;
}

interface Running {
  readonly lan: TestClient;
  readonly url: string;
  readonly sessionId: string;
  readonly people: readonly string[];
  /** Publishes, closes or cancels with the version as it is now. */
  readonly move: (move: string, reason?: string) => Promise<TestReply>;
}

/** A published course of today with a test of two questions, and three people; the first is the inspector's account. */
async function course(app: TestApp): Promise<Running> {
  app.platform.clock.set(`${today}T01:00:00.000Z`);
  const lan = await app.signIn('anLan');
  const people: string[] = [];
  for (const n of ['C1', 'C2', 'C3']) people.push(await addInspector(lan, n));
  await tie(app, people[0] ?? '', app.cast.boWen.accountId);
  const bankId = await bankOf(
    lan,
    [1, 2].map((n) => question(n)),
  );
  const rules = { single: 2, multiple: 0, trueFalse: 0, passMark: 100, attempts: 2, minutes: 10 };
  const made = await lan.post('/api/training-courses', {
    ...ids(),
    title: '有限空间执法',
    organiser: '法规科',
    content: '',
    sheetVersionId: null,
    test: { bankId, rules },
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const url = `/api/training-courses/${made.body.id}`;
  const move = async (name: string, reason = '') => {
    const { version } = (await lan.get(url)).body;
    return lan.post(`${url}/move`, { ...ids(), version, move: name, reason });
  };
  assert.equal(codeOf(await move('publish')), 'course.no_session');
  const inverted = session({ startsAt: '12:00' });
  assert.equal(codeOf(await lan.post(`${url}/sessions`, { ...ids(), ...inverted })), 'session.times_invalid');
  const planned = await lan.post(`${url}/sessions`, { ...ids(), ...session() });
  assert.equal(codeOf(await move('publish')), 'course.nobody_called');
  const called = await lan.post(`${url}/people`, { ...ids(), add: people, remove: [], everybody: false });
  assert.deepEqual(called.body, { added: 3, removed: 0 });
  return { lan, url, sessionId: planned.body.id, people, move };
}

test('a course goes from draft to records: sign-in by code, attendance from form and file, a test, hours', () =>
  withTestApp(async (app) => {
    const { lan, url, sessionId, people, move } = await course(app);
    const at = `${url}/sessions/${sessionId}`;
    const wen = await app.signIn('boWen');
    assert.deepEqual((await wen.get('/api/my-training')).body.courses, []);
    assert.equal(codeOf(await lan.post(`${at}/sign-in`, { ...ids(), open: true })), 'course.wrong_state');
    assert.equal((await move('publish')).body.state, 'open');
    assert.equal(codeOf(await move('publish')), 'course.wrong_state');
    const told = await inTransaction(app.platform.db, (tx) =>
      tx.selectFrom('notices').select(['account_id', 'link']).where('kind', '=', 'course.called').execute(),
    );
    assert.deepEqual(told, [{ account_id: app.cast.boWen.accountId, link: '/my-training' }]);

    const { code } = (await lan.post(`${at}/sign-in`, { ...ids(), open: true })).body;
    assert.match(code, /^[2-9A-Z]{6}$/);
    const signIn = (typed: string) => wen.post('/api/my-training/sign-in', { ...ids(), code: typed });
    assert.equal(codeOf(await signIn('222222')), 'session.code_wrong');
    assert.equal(
      codeOf(await lan.post('/api/my-training/sign-in', { ...ids(), code })),
      'training.nobody_tied',
    );
    assert.equal(
      (await signIn(` ${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`)).body.course,
      '有限空间执法',
    );
    assert.ok(!JSON.stringify((await wen.get('/api/my-training')).body).includes(code));
    assert.equal((await (await app.signIn('auditor')).get(url)).body.sessions[0].code, null);

    const entry = (inspectorId: string, attendance: string) => ({ entries: [{ inspectorId, attendance }] });
    const attend = (body: object) => lan.post(`${at}/attendance`, { ...ids(), ...body });
    assert.equal(codeOf(await attend(entry(crypto.randomUUID(), 'present'))), 'course.person_not_called');
    assert.deepEqual((await attend(entry(people[1] ?? '', 'present'))).body, { recorded: 1 });
    const file = csv(
      ['姓名', '执法证号', '到场情况'],
      ['检C3', 'C3', '请假'],
      ['外人', 'C9', '到场'],
      ['检C2', 'C2', '？'],
    );
    const read = await lan.upload(`${at}/attendance-file?actionId=${crypto.randomUUID()}`, file);
    assert.equal(read.body.recorded, 1, JSON.stringify(read.body));
    assert.deepEqual(
      read.body.refused.map((row: { problem: string }) => row.problem),
      ['course.person_not_called', 'attendance.word_invalid'],
    );
    assert.equal(codeOf(await lan.post(`${at}/remove`, ids())), 'session.attended_already');
    assert.equal(codeOf(await move('cancel', '改期')), 'course.attended_already');
    const off = await lan.post(`${url}/people`, { ...ids(), add: [], remove: people, everybody: false });
    assert.deepEqual(off.body, { added: 0, removed: 0 });

    for (const format of ['pdf', 'docx']) {
      const sheet = await lan.get(`${at}/sheet?format=${format}`);
      assert.deepEqual([sheet.status, sheet.raw.length > 2000], [200, true]);
    }
    await passTest(app, { wen, url });
    const { body: closed } = await move('close');
    assert.deepEqual([closed.state, closed.recorded], ['closed', 2]);
    assert.equal(codeOf(await attend(entry(people[1] ?? '', 'absent'))), 'course.wrong_state');
    const rows = (await lan.get('/api/training-records')).body.rows;
    assert.deepEqual(
      rows
        .map((row: { certificateNumber: string; hoursTenths: number; result: string }) =>
          [row.certificateNumber, row.hoursTenths, row.result].join(' '),
        )
        .toSorted(),
      ['C1 25 passed', 'C2 25 failed'],
    );
    await hoursRun(app, lan);
  }));

/** The first try fails and shows no answers; the second passes and does. Nothing before carries an answer. */
async function passTest(app: TestApp, of: { readonly wen: TestClient; readonly url: string }): Promise<void> {
  const { wen } = of;
  const id = of.url.split('/').at(-1) ?? '';
  const start = () => wen.post(`/api/my-training/courses/${id}/test`, ids());
  const first = await start();
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.equal((await start()).body.attemptId, first.body.attemptId);
  const own = (await wen.get('/api/my-training')).body;
  for (const shown of [first.body, own]) {
    const text = JSON.stringify(shown);
    assert.ok(!/"answer|explanation|依据第/.test(text), text);
  }
  const questions = first.body.questions as { id: string; options: string[] }[];
  const marks = (place: number) => questions.map((each) => ({ id: each.id, marked: [place] }));
  const submit = (attemptId: string, place: number, client = wen) =>
    client.post(`/api/my-training/tests/${attemptId}/submit`, { ...ids(), answers: marks(place) });
  assert.equal(
    codeOf(await submit(first.body.attemptId, 1, await app.signIn('otherInspector'))),
    'training.nobody_tied',
  );
  const failed = (await submit(first.body.attemptId, 0)).body;
  assert.deepEqual([failed.passed, failed.percent, failed.left, failed.answers], [false, 0, 1, null]);
  assert.equal(codeOf(await submit(first.body.attemptId, 1)), 'test.submitted_already');
  const second = await start();
  assert.equal(second.body.no, 2);
  app.platform.clock.advance(11 * 60_000);
  assert.equal(codeOf(await submit(second.body.attemptId, 1)), 'test.time_over');
  assert.equal(codeOf(await start()), 'test.no_try_left');
  app.platform.clock.advance(-5 * 60_000);
  const passed = (await submit(second.body.attemptId, 1)).body;
  assert.deepEqual([passed.passed, passed.percent, passed.answers.length], [true, 100, 2]);
  assert.deepEqual(passed.answers[0].answer, [1]);
  assert.equal(codeOf(await start()), 'test.passed_already');
}

async function hoursRun(app: TestApp, lan: TestClient): Promise<void> {
  const { body } = await lan.get('/api/training-hours');
  assert.deepEqual([body.year, body.requiredTenths], [2026, 600]);
  assert.ok(body.basis.includes('27号'));
  assert.deepEqual(
    body.rows.map((row: { name: string; hoursTenths: number; missingTenths: number }) => [
      row.name,
      row.hoursTenths,
      row.missingTenths,
    ]),
    [
      ['检C1', 25, 575],
      ['检C2', 0, 600],
      ['检C3', 0, 600],
    ],
  );
  const own = (await (await app.signIn('boWen')).get('/api/my-training')).body;
  assert.deepEqual([own.hoursTenths, own.missingTenths, own.courses[0].test.passed], [25, 575, true]);
  const agencies = (await (await app.signIn('coordinator')).get('/api/training-hours/agencies')).body.rows;
  assert.deepEqual(
    agencies.map((row: { people: number; met: number }) => [row.people, row.met]),
    [[3, 0]],
  );
  assert.ok(!JSON.stringify(agencies).includes('检C1'));
  assert.equal((await lan.get('/api/training-hours/file?format=xlsx')).status, 200);
  assert.deepEqual((await lan.get('/api/training-hours?year=2025')).body.rows[0].hoursTenths, 0);
}

test('courses, banks and hours stay with their agency and jurisdiction, and only who keeps them reads answers', () =>
  withTestApp(async (app) => {
    const { lan, url, sessionId } = await course(app);
    const bank = (await lan.get('/api/question-banks')).body.rows[0];
    for (const name of ['otherAgency', 'chenXi'] as const) {
      const other = await app.signIn(name);
      assert.deepEqual((await other.get('/api/training-courses')).body.rows, []);
      assert.deepEqual((await other.get('/api/question-banks')).body.rows, []);
      assert.deepEqual((await other.get('/api/training-hours')).body.rows, []);
      assert.equal((await other.get(url)).status, 404);
      assert.equal((await other.get(`/api/question-banks/${bank.id}`)).status, 404);
      assert.equal((await other.get(`${url}/sessions/${sessionId}/sheet?format=pdf`)).status, 404);
      const foreign = { ...ids(), add: [], remove: [], everybody: true };
      assert.equal((await other.post(`${url}/people`, foreign)).status, 404);
      const test = {
        bankId: bank.id,
        rules: { single: 1, multiple: 0, trueFalse: 0, passMark: 60, attempts: 1, minutes: 5 },
      };
      const taken = { ...ids(), title: '别处', organiser: '', content: '', sheetVersionId: null, test };
      assert.equal(codeOf(await other.post('/api/training-courses', taken)), 'course.bank_invalid');
    }
    assert.deepEqual((await (await app.signIn('chenXi')).get('/api/training-hours/agencies')).body.rows, []);
    const wen = await app.signIn('boWen');
    for (const path of ['/api/training-courses', url, '/api/question-banks', '/api/training-hours'])
      assert.equal((await wen.get(path)).status, 403, path);
    for (const name of ['agencyHead', 'auditor', 'witness'] as const) {
      const reader = await app.signIn(name);
      assert.equal((await reader.get(url)).status, 200);
      assert.equal((await reader.get(`/api/question-banks/${bank.id}`)).status, 403);
      assert.equal(
        (await reader.post(`${url}/people`, { ...ids(), add: [], remove: [], everybody: true })).status,
        403,
      );
    }
    const stray = await wen.post(`/api/my-training/courses/${url.split('/').at(-1)}/test`, ids());
    assert.equal(codeOf(stray), 'course.not_found');
  }));

test('questions come in from a table, once each, and a changed bank does not change a course behind its back', () =>
  withTestApp(async (app) => {
    const { lan, url, move } = await course(app);
    const [bank] = (await lan.get('/api/question-banks')).body.rows;
    const at = `/api/question-banks/${bank.id}`;
    const template = await lan.get('/api/question-banks/template');
    assert.equal(template.status, 200);
    const sample = await lan.upload(`${at}/file?actionId=${crypto.randomUUID()}`, {
      name: '试题.xlsx',
      bytes: template.raw,
    });
    assert.deepEqual([sample.body?.added, sample.body?.refused], [1, []], JSON.stringify(sample.body));
    const file = csv(
      ['题型', '题干', '选项A', '选项B', '选项C', '答案', '解析'],
      ['多选', '哪些', '甲', '乙', '丙', 'AC', ''],
      ['判断', '对不对', '', '', '', '错', '依据'],
      ['判断', '对不对', '', '', '', '错', '依据'],
      ['单选', '坏题', '甲', '', '', 'B', ''],
    );
    const read = await lan.upload(`${at}/file?actionId=${crypto.randomUUID()}`, file);
    assert.deepEqual([read.body.added, read.body.known], [2, 1]);
    assert.deepEqual(read.body.refused, [{ row: 5, stem: '坏题', problem: 'question.options_invalid' }]);
    const { questions } = (await lan.get(at)).body;
    const first = questions.find((each: { stem: string }) => each.stem === '第 1 题');
    const change = { ...ids(), questionId: first.id, version: first.version, question: question(2) };
    assert.equal(codeOf(await lan.post(`${at}/questions`, change)), 'question.already_exists');
    const save = () => lan.post(`${at}/questions`, { ...change, ...ids(), question: question(9) });
    assert.equal((await save()).status, 200);
    assert.equal(codeOf(await save()), 'question.changed_meanwhile');
    for (const each of questions.filter((one: Question) => one.kind === 'single').slice(1))
      assert.equal((await lan.post(`${at}/questions/${each.id}/remove`, ids())).status, 200);
    assert.equal(codeOf(await move('publish')), 'test.bank_too_small');
    assert.equal((await move('cancel')).body.error.code, 'course.reason_invalid');
    assert.equal((await move('cancel', '题库不足')).body.state, 'cancelled');
    assert.equal((await lan.get(url)).body.cancelledReason, '题库不足');
    const events = await inTransaction(app.platform.db, (tx) =>
      tx.selectFrom('ledger_events').select('type').where('type', 'like', 'course.moved').execute(),
    );
    assert.equal(events.length, 1);
  }));
