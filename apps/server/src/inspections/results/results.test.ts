import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { plantedItem, plantInspections } from '../../tasks/task-testing.ts';
import { findingsOf, resultOf } from './result.queries.ts';

const problem = (change: object = {}) => ({
  id: crypto.randomUUID(),
  itemKey: plantedItem,
  sheetVersionId: null,
  lineKey: null,
  text: '配电箱未上锁',
  clauses: [{ law: '《中华人民共和国安全生产法》', article: '第三十六条' }],
  action: 'rectify',
  dueOn: '2026-12-20',
  measures: '加锁并张贴警示标志',
  isPublic: true,
  evidenceIds: [],
  ...change,
});

interface Entry {
  readonly agencyId: string;
  readonly code?: string;
  readonly findings?: readonly object[];
  readonly concealment?: string;
  readonly actionId?: string;
  readonly version?: number;
}

const enter = (client: TestClient, id: string, of: Entry) =>
  client.post(`/api/inspections/${id}/results`, {
    actionId: of.actionId ?? crypto.randomUUID(),
    agencyId: of.agencyId,
    version: of.version ?? 1,
    items: [{ itemKey: plantedItem, code: of.code ?? 'noProblem', note: '' }],
    findings: of.findings ?? [],
    concealment: of.concealment ?? '',
    onBehalf: null,
  });
const review = (
  client: TestClient,
  id: string,
  of: { agencyId: string; version: number; decision?: string; opinion?: string },
) =>
  client.post(`/api/inspections/${id}/reviews`, {
    actionId: crypto.randomUUID(),
    agencyId: of.agencyId,
    version: of.version,
    decision: of.decision ?? 'pass',
    opinion: of.opinion ?? '',
  });

async function recorded(app: TestApp, joint = false): Promise<string> {
  return (await plantInspections(app, { stage: 'recorded', joint })).inspectionIds[0] ?? '';
}
const teamOf = async (client: TestClient, id: string, agencyId: string) => {
  const { body } = await client.get(`/api/inspections/${id}/results`);
  return body.teams.find((each: { agencyId: string }) => each.agencyId === agencyId);
};

test('R180 only an inspector of the team enters the result; the same request twice is one round', () =>
  withTestApp(async (app) => {
    const id = await recorded(app, true);
    const { agencyId } = app.cast.anLan;
    for (const name of ['anLan', 'sectionOfficer', 'otherInspector'] as const)
      assert.equal(
        (await enter(await app.signIn(name), id, { agencyId })).body.error.code,
        'result.not_member_forbidden',
        name,
      );
    assert.equal((await enter(await app.signIn('chenXi'), id, { agencyId })).status, 404);
    const bo = await app.signIn('boWen');
    const actionId = app.actionId();
    const first = await enter(bo, id, { agencyId, actionId });
    assert.deepEqual([first.status, first.body], [200, { stage: 'submitted', version: 2 }]);
    assert.equal((await enter(bo, id, { agencyId, actionId })).status, 200);
    assert.equal((await teamOf(bo, id, agencyId)).submissions.length, 1);
    const again = await enter(bo, id, { agencyId, version: 2 });
    assert.equal(again.body.error.code, 'team.wrong_stage');
    assert.equal(
      (await enter(bo, id, { agencyId, version: 1 })).body.error.code,
      'inspection.changed_meanwhile',
    );
  }));

test('R180 no result before the visit has ended', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'visiting' })).inspectionIds;
    const { agencyId } = app.cast.anLan;
    const refused = await enter(await app.signIn('boWen'), id, { agencyId });
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'team.wrong_stage']);
  }));

test('R184 a result is returned with an opinion, corrected, submitted again and passed; all of it stays', () =>
  withTestApp(async (app) => {
    const id = await recorded(app);
    const { agencyId, jurisdictionId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const lan = await app.signIn('anLan');
    const [kept, dropped] = [problem(), problem({ text: '通道堆物' })];
    const first = await enter(bo, id, { agencyId, code: 'correctedOnOrder', findings: [kept, dropped] });
    assert.equal(first.status, 200, JSON.stringify(first.body));
    const bare = await review(lan, id, { agencyId, version: 2, decision: 'return' });
    assert.deepEqual([bare.status, bare.body.error.field], [422, 'opinion']);
    const back = await review(lan, id, { agencyId, version: 2, decision: 'return', opinion: '第二项无照片' });
    assert.equal(back.body.stage, 'returned');
    const second = await enter(bo, id, { agencyId, version: 3, code: 'correctedOnOrder', findings: [kept] });
    assert.equal(second.body.stage, 'submitted');
    const passed = await review(lan, id, { agencyId, version: 4 });
    assert.deepEqual(passed.body, { stage: 'passed', version: 5 });
    const team = await teamOf(lan, id, agencyId);
    assert.deepEqual(
      team.submissions.map((each: { round: number; findings: unknown[] }) => [
        each.round,
        each.findings.length,
      ]),
      [
        [1, 2],
        [2, 1],
      ],
    );
    assert.deepEqual(
      team.reviews.map((each: { decision: string; opinion: string }) => [each.decision, each.opinion]),
      [
        ['return', '第二项无照片'],
        ['pass', ''],
      ],
    );
    await inTransaction(app.platform.db, async (tx) => {
      const key = { jurisdictionId, inspectionId: id };
      assert.deepEqual(
        (await findingsOf(tx, key)).map((each) => each.finding.id),
        [kept.id],
      );
      assert.equal((await resultOf(tx, key))[0]?.round, 2);
      const found = await inspectionCase(tx, id);
      assert.deepEqual(
        [found?.inspection.state, found?.inspection.outcome, found?.task.state],
        ['closed', 'normal', 'done'],
      );
    });
    const late = await enter(bo, id, { agencyId, version: 5 });
    assert.equal(late.body.error.code, 'inspection.closed');
  }));

test('R184 neither who entered nor anybody of the team, nor another agency, reviews a result', () =>
  withTestApp(async (app) => {
    const id = await recorded(app, true);
    const { agencyId } = app.cast.anLan;
    await enter(await app.signIn('boWen'), id, { agencyId });
    assert.equal((await review(await app.signIn('boWen'), id, { agencyId, version: 2 })).status, 403);
    const other = await review(await app.signIn('otherAgency'), id, { agencyId, version: 2 });
    assert.equal(other.body.error.code, 'result.review_agency_forbidden');
    const early = await review(await app.signIn('anLan'), id, {
      agencyId: app.cast.otherAgency.agencyId,
      version: 1,
    });
    assert.equal(early.body.error.code, 'result.not_submitted');
    assert.equal(
      (await review(await app.signIn('sectionOfficer'), id, { agencyId, version: 2 })).status,
      200,
    );
  }));

test('R182 a joint inspection closes when every agency has passed, with the gravest result of all', () =>
  withTestApp(async (app) => {
    const id = await recorded(app, true);
    const [own, other] = [app.cast.anLan.agencyId, app.cast.otherAgency.agencyId];
    const lan = await app.signIn('anLan');
    await enter(await app.signIn('boWen'), id, { agencyId: own });
    assert.equal((await review(lan, id, { agencyId: own, version: 2 })).status, 200);
    const between = await lan.get(`/api/inspections/${id}`);
    assert.equal(between.body.state, 'open');
    assert.equal((await lan.get(`/api/inspections/${id}/results`)).body.overall, null);
    const found = await enter(await app.signIn('otherInspector'), id, {
      agencyId: other,
      code: 'problemPending',
      findings: [problem({ action: 'case', dueOn: null })],
    });
    assert.equal(found.status, 200, JSON.stringify(found.body));
    assert.equal(
      (await review(await app.signIn('otherAgency'), id, { agencyId: other, version: 2 })).status,
      200,
    );
    const { body } = await lan.get(`/api/inspections/${id}/results`);
    assert.equal(body.overall.code, 'problemPending');
    assert.equal((await lan.get(`/api/inspections/${id}`)).body.state, 'closed');
  }));

test('R183 concealment is a result of its own that only the legal section passes', () =>
  withTestApp(async (app) => {
    const id = await recorded(app);
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const bare = await enter(bo, id, { agencyId, code: 'falseDisclosure' });
    assert.deepEqual([bare.status, bare.body.error.field], [422, 'concealment']);
    await enter(bo, id, { agencyId, code: 'falseDisclosure', concealment: '提供虚假的培训台账' });
    // Nobody's first screen names a review that they may not give.
    for (const [who, waiting] of [
      ['sectionOfficer', 0],
      ['anLan', 1],
    ] as const) {
      const list = await (await app.signIn(who)).get('/api/workbench/todo?kind=resultReview');
      assert.equal((list.body as { rows: unknown[] }).rows.length, waiting, who);
    }
    const section = await review(await app.signIn('sectionOfficer'), id, { agencyId, version: 2 });
    assert.equal(section.body.error.code, 'result.legal_review_forbidden');
    assert.equal((await review(await app.signIn('anLan'), id, { agencyId, version: 2 })).status, 200);
  }));

test('R187 a refused result changes nothing', () =>
  withTestApp(async (app) => {
    const id = await recorded(app);
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const refused = await enter(bo, id, { agencyId, code: 'problemPending' });
    assert.equal(refused.body.error.code, 'result.problem_without_finding_invalid');
    const nameless = await enter(bo, id, {
      agencyId,
      code: 'problemPending',
      findings: [problem({ clauses: [] })],
    });
    assert.equal(nameless.status, 400);
    const team = await teamOf(bo, id, agencyId);
    assert.deepEqual([team.stage, team.version, team.submissions.length], ['recorded', 1, 0]);
  }));

test('a problem of one inspection cannot be entered again at another', () =>
  withTestApp(async (app) => {
    const [one = '', two = ''] = (await plantInspections(app, { stage: 'recorded', count: 2 })).inspectionIds;
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const findings = [problem()];
    assert.equal((await enter(bo, one, { agencyId, code: 'correctedOnOrder', findings })).status, 200);
    const stolen = await enter(bo, two, { agencyId, code: 'correctedOnOrder', findings });
    assert.equal(stolen.body.error.code, 'result.finding_twice_invalid');
  }));

test('R185 both clocks run from the end of the visit, are met by entry and run again after a return', () =>
  withTestApp(async (app) => {
    const id = await recorded(app);
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const lan = await app.signIn('anLan');
    await enter(bo, id, { agencyId });
    const clocks = async () =>
      (await teamOf(lan, id, agencyId)).clocks.map(
        (each: { clock: string; dueOn: string; doneOn: string | null }) => [
          each.clock,
          each.dueOn,
          each.doneOn,
        ],
      );
    // The test clock stands on Monday, 23 November 2026.
    assert.deepEqual(await clocks(), [
      ['resultEntered', '2026-12-07', '2026-11-23'],
      ['resultPublished', '2026-12-21', null],
    ]);
    await review(lan, id, { agencyId, version: 2, decision: 'fail', opinion: '证据不足，请补充检查' });
    assert.equal((await clocks())[0][2], null);
  }));

test('K-03 the last second of the due day in Beijing is in time, midnight is overdue', () =>
  withTestApp(async (app) => {
    const id = await recorded(app);
    const { agencyId } = app.cast.anLan;
    const lan = await app.signIn('anLan');
    await enter(await app.signIn('boWen'), id, { agencyId });
    await review(lan, id, { agencyId, version: 2, decision: 'return', opinion: '请补充' });
    app.platform.clock.set('2026-12-07T15:59:59.999Z');
    const again = await app.signIn('anLan');
    assert.equal((await again.get('/api/inspections?due=overdue')).body.rows.length, 0);
    assert.equal((await again.get('/api/inspections?due=soon')).body.rows.length, 1);
    app.platform.clock.set('2026-12-07T16:00:00.000Z');
    assert.equal((await again.get('/api/inspections?due=overdue')).body.rows.length, 1);
    const todo = (await again.get('/api/result-todo')).body;
    assert.deepEqual([todo.due.length, todo.due[0].daysLeft], [1, -1]);
  }));

test('R185 more time needs a ground, the head, and never reaches beyond publication', () =>
  withTestApp(async (app) => {
    const id = await recorded(app);
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const head = await app.signIn('agencyHead');
    const ask = (dueOn: string, ground = '检验报告未出具') =>
      bo.post(`/api/inspections/${id}/extensions`, { actionId: app.actionId(), agencyId, ground, dueOn });
    assert.equal((await ask('2026-12-10')).body.error.code, 'result.clock_not_started');
    await enter(bo, id, { agencyId });
    assert.equal((await ask('2026-12-10')).body.error.code, 'result.extension_done');
    await review(await app.signIn('anLan'), id, {
      agencyId,
      version: 2,
      decision: 'return',
      opinion: '请补充',
    });
    assert.equal((await ask('2026-12-10', '')).status, 400);
    assert.equal((await ask('2026-12-22')).body.error.code, 'result.extension_beyond_invalid');
    assert.equal((await ask('2026-12-07')).body.error.code, 'result.extension_earlier_invalid');
    const asked = await ask('2026-12-21');
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    assert.equal((await ask('2026-12-10')).body.error.code, 'result.extension_asked_already');
    const decide = (client: TestClient, actionId = app.actionId()) =>
      client.post(`/api/inspections/${id}/extensions/${asked.body.id}`, {
        actionId,
        decision: 'granted',
        opinion: '',
      });
    assert.equal((await decide(bo)).status, 403);
    const actionId = app.actionId();
    assert.equal((await decide(head, actionId)).status, 200);
    assert.equal((await decide(head, actionId)).status, 200);
    assert.equal((await decide(head)).body.error.code, 'result.extension_not_found');
    const { clocks } = await teamOf(bo, id, agencyId);
    assert.deepEqual(
      clocks.map((each: { dueOn: string; extendedFrom: string | null }) => [each.dueOn, each.extendedFrom]),
      [
        ['2026-12-21', '2026-12-07'],
        ['2026-12-21', null],
      ],
    );
  }));

const offSite = (app: TestApp, change: object = {}) => ({
  compared: '重大危险源监测数据与备案材料',
  sources: ['危险化学品监测预警系统'],
  from: addDays(app.platform.clock.today(), -30),
  to: app.platform.clock.today(),
  conclusion: '数据一致',
  ...change,
});

const approvedOffSite = { method: 'documents', stage: 'approved' } as const;
test('R140 R170 off-site work needs its approval, no entry, and then has a result like any other', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, approvedOffSite)).inspectionIds;
    const [early = ''] = (await plantInspections(app, { method: 'documents' })).inspectionIds;
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const write = (at: string, record: object, client = bo) =>
      client.post(`/api/inspections/${at}/off-site`, {
        actionId: app.actionId(),
        agencyId,
        version: 1,
        record,
      });
    assert.equal((await write(await recorded(app), offSite(app))).body.error.code, 'result.on_site_method');
    assert.equal((await write(id, offSite(app, { from: '2026-11-24', to: '2026-11-23' }))).status, 422);
    const future = await write(id, offSite(app, { to: '2026-11-24' }));
    assert.equal(future.body.error.code, 'result.off_site_future_invalid');
    assert.equal((await write(id, offSite(app), await app.signIn('anLan'))).status, 403);
    assert.equal((await enter(bo, id, { agencyId })).body.error.code, 'team.wrong_stage');
    assert.equal((await write(early, offSite(app))).body.error.code, 'team.not_approved');
    const done = await write(id, offSite(app));
    assert.deepEqual(done.body, { stage: 'recorded', version: 2 });
    assert.equal((await enter(bo, id, { agencyId, version: 2 })).status, 200);
    assert.equal((await teamOf(bo, id, agencyId)).offSite.content.conclusion, '数据一致');
  }));

test('R188 equal off-site results without a problem are entered at once; one that does not fit refuses all', () =>
  withTestApp(async (app) => {
    const { taskId, inspectionIds } = await plantInspections(app, { ...approvedOffSite, count: 3 });
    const visits = await plantInspections(app, { stage: 'recorded' });
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const batch = (ids: readonly string[], code = 'noProblem', actionId = app.actionId(), task = taskId) =>
      bo.post(`/api/tasks/${task}/off-site-results`, {
        actionId,
        inspectionIds: ids,
        record: offSite(app),
        code,
        note: '',
      });
    assert.equal(
      (await batch(inspectionIds, 'problemPending')).body.error.code,
      'result.batch_problem_invalid',
    );
    const site = await batch(visits.inspectionIds, 'noProblem', app.actionId(), visits.taskId);
    assert.equal(site.body.error.code, 'result.on_site_method');
    assert.equal((await batch([...inspectionIds, ...visits.inspectionIds])).status, 404);
    assert.equal((await teamOf(bo, inspectionIds[0] ?? '', agencyId)).stage, 'approved');
    const actionId = app.actionId();
    assert.deepEqual((await batch(inspectionIds, 'noProblem', actionId)).body, { submitted: 3 });
    assert.deepEqual((await batch(inspectionIds, 'noProblem', actionId)).body, { submitted: 3 });
    assert.equal((await batch(inspectionIds)).body.error.code, 'result.batch_stage');
    for (const id of inspectionIds) assert.equal((await teamOf(bo, id, agencyId)).submissions.length, 1);
  }));
