import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../../platform/testing-app.ts';
import { addInspector, addObject, tie } from './inspectors-testing.ts';

const request = {
  requester: '茶庄法定代表人',
  requesterKind: 'representative',
  grounds: '该检查人员与我单位有诉讼',
  visit: '2026年第3次抽查',
  receivedOn: '2026-03-02',
  concernsHead: false,
};

test('R045 a request upheld by the head becomes a pair that draws avoid, once, with a paper', async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    platform.clock.set('2026-03-02T02:00:00.000Z');
    const lan = await signIn('anLan');
    const body = {
      ...request,
      inspectorId: await addInspector(lan, 'C1'),
      objectId: await addObject(lan, '茶庄'),
    };
    const receive = () => lan.post('/api/recusal-requests', { ...body, actionId: actionId() });
    const { body: made } = await receive();
    assert.equal((await receive()).body.error.code, 'recusal.already_open');
    const paper = `/api/recusal-requests/${made.id}/paper?format=docx`;
    assert.equal((await lan.get(paper)).body.error.code, 'recusal.not_decided');
    const decision = { upheld: true, reason: '情况属实', minutes: '' };
    const decide = (client: typeof lan) =>
      client.post(`/api/recusal-requests/${made.id}/decision`, { ...decision, actionId: actionId() });
    assert.equal((await decide(lan)).body.error.code, 'recusal.head_only_forbidden');
    const head = await signIn('agencyHead');
    assert.equal((await decide(head)).status, 200);
    assert.equal((await decide(head)).body.error.code, 'recusal.already_decided');
    const { body: declarations } = await lan.get('/api/interest-declarations');
    assert.deepEqual(
      declarations.rows.map((row: { relation: string; inForce: boolean }) => [row.relation, row.inForce]),
      [['recusalDecision', true]],
    );
    const printed = await lan.get(paper);
    assert.equal(printed.status, 200);
    assert.ok(printed.raw.length > 2000 && printed.raw.subarray(0, 2).toString() === 'PK');
    assert.equal((await lan.get(paper.replace('docx', 'pdf'))).raw.subarray(0, 5).toString(), '%PDF-');
    const { body: list } = await lan.get('/api/recusal-requests');
    assert.deepEqual([list.rows[0].number, list.rows[0].state], ['〔2026〕1', 'upheld']);
    assert.equal((await (await signIn('otherAgency')).get(paper)).status, 404);
  });
});

test("R045 the head's own case goes to the leaders' meeting, whatever the entry says, and needs its minutes", async () => {
  await withTestApp(async (app) => {
    const { signIn, actionId, cast } = app;
    app.platform.clock.set('2026-03-02T02:00:00.000Z');
    const lan = await signIn('anLan');
    const inspectorId = await addInspector(lan, 'C1');
    await tie(app, inspectorId, cast.agencyHead.accountId);
    const body = { ...request, inspectorId, objectId: await addObject(lan, '茶庄') };
    const made = await lan.post('/api/recusal-requests', { ...body, actionId: actionId() });
    const decide = async (name: 'anLan' | 'agencyHead', minutes: string) =>
      (await signIn(name)).post(`/api/recusal-requests/${made.body.id}/decision`, {
        upheld: false,
        reason: '理由不成立',
        minutes,
        actionId: actionId(),
      });
    assert.equal(
      (await decide('agencyHead', '纪要〔2026〕4号')).body.error.code,
      'recusal.own_case_forbidden',
    );
    assert.equal((await decide('anLan', '')).body.error.code, 'recusal.minutes_invalid');
    assert.equal((await decide('anLan', '纪要〔2026〕4号')).status, 200);
    const { body: list } = await lan.get('/api/recusal-requests?state=rejected');
    assert.equal(list.rows[0].minutes, '纪要〔2026〕4号');
    assert.deepEqual((await lan.get('/api/interest-declarations')).body.rows, []);
  });
});

test('R045 in the yearly round each inspector answers for himself, and who has not is shown', async () => {
  await withTestApp(async (app) => {
    const { signIn, actionId, cast } = app;
    app.platform.clock.set('2026-03-02T02:00:00.000Z');
    const lan = await signIn('anLan');
    const own = await addInspector(lan, 'C1');
    const other = await addInspector(lan, 'C2');
    await tie(app, own, cast.boWen.accountId);
    const bo = await signIn('boWen');
    assert.deepEqual((await bo.get('/api/declaration-rounds/current')).body, { round: null });
    const open = { year: 2026, dueOn: '2026-03-31' };
    assert.equal((await bo.post('/api/declaration-rounds', { ...open, actionId: actionId() })).status, 403);
    const { body: made } = await lan.post('/api/declaration-rounds', { ...open, actionId: actionId() });
    const twice = await lan.post('/api/declaration-rounds', { ...open, actionId: actionId() });
    assert.equal(twice.body.error.code, 'round.still_open');
    const answer = (inspectorId: string, given: string) => ({
      inspectorId,
      answer: given,
      actionId: actionId(),
    });
    const path = `/api/declaration-rounds/${made.id}/answers`;
    assert.equal((await bo.post(path, answer(other, 'none'))).body.error.code, 'declaration.forbidden');
    assert.equal((await bo.post(path, answer(own, 'declared'))).body.error.code, 'round.nothing_declared');
    assert.equal((await bo.post(path, answer(own, 'none'))).status, 200);
    const { body: mine } = await bo.get('/api/declaration-rounds/current');
    assert.deepEqual(
      mine.round.people.map((person: { inspectorId: string }) => person.inspectorId),
      [own],
    );
    const { body: all } = await lan.get('/api/declaration-rounds/current');
    assert.deepEqual(
      all.round.people.map((person: { answer: string | null }) => person.answer),
      ['none', null],
    );
    const { body: health } = await lan.get('/api/inspector-health');
    assert.equal(health.counts.notDeclared, 1);
    const close = () => lan.post(`/api/declaration-rounds/${made.id}/close`, { actionId: actionId() });
    assert.equal((await close()).status, 200);
    assert.equal((await close()).body.error.code, 'round.already_closed');
    assert.equal((await bo.post(path, answer(own, 'none'))).body.error.code, 'round.already_closed');
    const same = await lan.post('/api/declaration-rounds', { ...open, actionId: actionId() });
    assert.equal(same.body.error.code, 'round.already_exists');
  });
});
