/** Tests of first screens: every number is its list, each role and agency sees its own, the board follows the records. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CourseView } from '@mingcha/core/oversight/board/board-api.ts';
import { listOfKind, todoKinds, todoKindsOf } from '@mingcha/core/oversight/board/workbench.ts';
import type { TodoCount, WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { type CastName, castNames } from '../../platform/testing-cast.ts';
import { plantPassed } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

/** Evaluators have a room of their own and no workbench. */
const desks = castNames.filter((who) => (who as string) !== 'evaluator');

async function workbenchOf(
  app: TestApp,
  who: CastName,
): Promise<{ client: TestClient; view: WorkbenchView }> {
  const client = await app.signIn(who);
  const reply = await client.get('/api/workbench');
  assert.equal(reply.status, 200, `${who} ${JSON.stringify(reply.body)}`);
  return { client, view: reply.body as WorkbenchView };
}

/** Route that a stage's page reads for the list that a kind opens. */
const stageLists: readonly (readonly [RegExp, (query: URLSearchParams) => string])[] = [
  [/^\/approvals$/, () => '/api/approvals?of=mine&limit=200'],
  [/^\/tasks\?/, (query) => `/api/tasks?${query.toString()}&limit=200`],
  [/^\/followups\?/, (query) => `/api/followups?${query.toString()}&limit=200`],
  [/^\/publications\?/, (query) => `/api/publications?${query.toString()}&limit=200`],
  [/^\/publication-requests$/, () => '/api/publication-requests?limit=200'],
  [/^\/todo\?/, (query) => `/api/workbench/todo?${query.toString()}&limit=200`],
];

async function rowsBehind(client: TestClient, one: TodoCount): Promise<number | null> {
  const path = listOfKind(one.kind);
  const route = stageLists.find(([pattern]) => pattern.test(path));
  if (route === undefined) return null;
  const reply = await client.get(route[1](new URLSearchParams(path.split('?')[1] ?? '')));
  assert.equal(reply.status, 200, `${path} ${JSON.stringify(reply.body)}`);
  return (reply.body as { rows: unknown[] }).rows.length;
}

test('R321 every number of a first screen is exactly the list it opens, for every role', () =>
  withTestApp(async (app) => {
    await plantPassed(app, { problems: ['灭火器过期'] });
    await plantInspections(app, { stage: 'recorded' });
    await plantInspections(app, { stage: 'assigned' });
    app.platform.clock.advance(70 * 86_400_000);
    const seen = new Set<string>();
    for (const who of desks) {
      const { client, view } = await workbenchOf(app, who);
      for (const one of view.todo) {
        assert.ok(one.count > 0 && one.oldest.length <= 3, one.kind);
        const rows = await rowsBehind(client, one);
        if (rows !== null) assert.equal(one.count, rows, `${who} ${one.kind}`);
        seen.add(one.kind);
      }
      for (const state of ['late', 'today', 'soon'] as const) {
        if (view.deadlines === null) continue;
        const due = await client.get(`/api/deadlines?of=${view.deadlines.of}&state=${state}&limit=200`);
        assert.equal(view.deadlines[state], due.body.rows.length, `${who} ${state}`);
      }
      const began = await client.get('/api/workbench/todo?kind=started&limit=200');
      assert.equal(view.started.count, (began.body as { rows: unknown[] }).rows.length, `${who} started`);
    }
    for (const kind of ['claim', 'resultEnter', 'followupPending', 'publicationLate'])
      assert.ok(seen.has(kind), `${kind} in ${[...seen].join(' ')}`);
  }));

test('R321 a person sees the work of the own agency and role only; a kind of another role has no rows', () =>
  withTestApp(async (app) => {
    await plantInspections(app, { stage: 'recorded' });
    const { view } = await workbenchOf(app, 'boWen');
    assert.deepEqual(
      view.todo.map((one) => one.kind),
      ['resultEnter'],
    );
    for (const who of ['chenXi', 'otherAgency', 'otherInspector'] as const)
      assert.deepEqual((await workbenchOf(app, who)).view.todo, [], who);
    const head = await app.signIn('agencyHead');
    assert.deepEqual((await head.get('/api/workbench/todo?kind=resultReview')).body.rows, []);
    for (const who of desks) {
      const { view: own } = await workbenchOf(app, who);
      const allowed = todoKindsOf(app.cast[who].roles);
      assert.ok(own.todo.every((one) => allowed.includes(one.kind)));
      assert.equal(own.numbers !== null, who === 'agencyHead', who);
      assert.equal(own.health.length > 0, who === 'administrator', who);
    }
    assert.ok(Object.keys(todoKinds).length > 40);
  }));

test('R321 quick entries and ticks are kept per person; what has a record cannot be ticked by hand', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const save = (body: object) => lan.put('/api/workbench/settings', body);
    assert.equal(
      (await save({ quick: ['draws', 'tasks', 'draws'], ticked: ['notices', 'draw'] })).status,
      200,
    );
    const { view } = await workbenchOf(app, 'anLan');
    assert.deepEqual(view.quick, ['draws', 'tasks']);
    assert.ok(view.guide?.done.includes('notices'));
    assert.ok(view.guide?.done.includes('draw') === false);
    assert.equal((await workbenchOf(app, 'agencyHead')).view.quick, null);
    assert.equal((await save({ quick: Array.from({ length: 9 }, (_, i) => `page${i}`) })).status, 400);
    await save({ guideAway: true });
    const later = (await workbenchOf(app, 'anLan')).view;
    assert.equal(later.guide, null);
    assert.deepEqual(later.quick, ['draws', 'tasks']);
  }));

test('R320 the board says of each stage whether it is done and why not, and the columns count its rows', () =>
  withTestApp(async (app) => {
    const passed = await plantPassed(app, { problems: ['通道堵塞'] });
    await plantInspections(app, { stage: 'recorded' });
    const lan = await app.signIn('anLan');
    const { rows, columns } = (await lan.get('/api/board?limit=200')).body as {
      rows: CourseView[];
      columns: { stage: string; count: number; pressing: number }[];
    };
    for (const { stage, count, pressing } of columns) {
      const inColumn = rows.filter((row) => row.column === stage);
      assert.deepEqual(
        [inColumn.length, inColumn.filter((row) => row.isPressing).length],
        [count, pressing],
        stage,
      );
      const asked = await lan.get(`/api/board?limit=200&column=${stage}`);
      assert.equal(asked.body.rows.length, count);
    }
    const course = (await lan.get(`/api/board/course?of=task&id=${passed.taskId}`)).body as CourseView;
    assert.equal(course.column, 'publication');
    const stage = (name: string) => course.stages.find((each) => each.stage === name);
    assert.equal(stage('checking')?.state, 'done');
    assert.equal(stage('publication')?.because[0]?.code, 'publicationsOwed');
    assert.equal(stage('aftermath')?.because[0]?.code, 'followupsOpen');
    const byVisit = await lan.get(`/api/board/course?of=inspection&id=${passed.inspectionIds[0] ?? ''}`);
    assert.equal(byVisit.body.key, course.key);
    assert.ok(rows.some((row) => row.column === 'entry'));
    assert.deepEqual((await workbenchOf(app, 'anLan')).view.board?.['entry'], { count: 1, pressing: 0 });
    for (const who of ['chenXi', 'otherAgency'] as const) {
      const other = await app.signIn(who);
      assert.deepEqual((await other.get('/api/board')).body.rows, [], who);
      assert.equal((await other.get(`/api/board/course?of=task&id=${passed.taskId}`)).status, 404);
    }
    assert.equal((await (await app.signIn('coordinator')).get('/api/board')).body.rows.length, rows.length);
    assert.equal((await (await app.signIn('boWen')).get('/api/board')).status, 403);
  }));
