import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { addInspector, csv } from './inspectors-testing.ts';

test('R041 a leave recorded ahead takes effect on its day, shows in the list, and cannot be overwritten by a status', async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    platform.clock.set('2026-03-02T02:00:00.000Z');
    const lan = await signIn('anLan');
    const id = await addInspector(lan, 'C1');
    const leave = { kind: 'leave', fromDay: '2026-03-05', toDay: '2026-03-20', reason: '产假' };
    const action = actionId();
    const made = await lan.post(`/api/inspectors/${id}/post-changes`, { ...leave, actionId: action });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const again = await lan.post(`/api/inspectors/${id}/post-changes`, { ...leave, actionId: action });
    assert.deepEqual(again.body, made.body);
    const overlap = await lan.post(`/api/inspectors/${id}/post-changes`, { ...leave, actionId: actionId() });
    assert.equal(overlap.body.error.code, 'post.days_overlap');
    const bo = await signIn('boWen');
    assert.equal(
      (await bo.post(`/api/inspectors/${id}/post-changes`, { ...leave, actionId: actionId() })).status,
      403,
    );
    const status = async () => (await (await signIn('anLan')).get('/api/inspectors')).body.rows[0].status;
    assert.equal(await status(), 'active');
    platform.clock.set('2026-03-05T02:00:00.000Z');
    assert.equal(await status(), 'onLeave');
    const later = await signIn('anLan');
    assert.equal((await later.get('/api/inspectors?status=onLeave')).body.rows.length, 1);
    const forced = await later.post(`/api/inspectors/${id}/status`, {
      version: 1,
      status: 'active',
      reason: '回来了',
      actionId: actionId(),
    });
    assert.equal(forced.body.error.code, 'inspector.change_in_force');
    const cancel = await later.post(`/api/inspectors/${id}/post-changes/${made.body.id}/cancel`, {
      reason: '提前返岗',
      actionId: actionId(),
    });
    assert.equal(cancel.status, 200, JSON.stringify(cancel.body));
    assert.equal(await status(), 'active');
    const twice = await later.post(`/api/inspectors/${id}/post-changes/${made.body.id}/cancel`, {
      reason: '再次',
      actionId: actionId(),
    });
    assert.equal(twice.body.error.code, 'post.already_cancelled');
    const { body } = await later.get(`/api/inspectors/${id}/career`);
    assert.equal(body.changes[0].state, 'cancelled');
  });
});

test('the main certificate follows what is entered of it, and one number stands for one person', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await addInspector(lan, 'C1');
    const other = await addInspector(lan, 'C2');
    const certificate = {
      kind: 'enforcement',
      number: 'C1',
      issuer: '省司法厅',
      scope: '应急管理',
      validFrom: '2024-07-01',
      validTo: '2029-06-30',
      status: 'valid',
      main: false,
    };
    const save = (to: string, change: object) =>
      lan.post(`/api/inspectors/${to}/certificates`, { ...certificate, ...change, actionId: actionId() });
    assert.equal((await save(id, {})).status, 200);
    assert.equal((await lan.get(`/api/inspectors/${id}`)).body.certificateValidTo, '2029-06-30');
    assert.equal((await save(other, {})).body.error.code, 'certificate.number_taken');
    const wrong = await save(id, { kind: 'department', number: 'D1', main: true });
    assert.equal(wrong.body.error.code, 'certificate.main_kind_invalid');
    assert.equal((await save(id, { kind: 'department', number: 'D1' })).status, 200);
    assert.equal((await save(id, { number: 'C9', main: true, status: 'suspended' })).status, 200);
    const { body } = await lan.get(`/api/inspectors/${id}`);
    assert.deepEqual([body.certificateNumber, body.certificateStatus], ['C9', 'suspended']);
    const career = (await lan.get(`/api/inspectors/${id}/career`)).body;
    assert.deepEqual(
      career.certificates.map((row: { number: string; main: boolean }) => [row.number, row.main]),
      [
        ['C9', true],
        ['C1', false],
        ['D1', false],
      ],
    );
  });
});

test('R047 a telephone number is sealed in the database, shown by its last digits, and looking at it is recorded', async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    const lan = await signIn('anLan');
    const id = await addInspector(lan, 'C1');
    const saved = await lan.post(`/api/inspectors/${id}/phone`, {
      phone: '13900001234',
      actionId: actionId(),
    });
    assert.deepEqual(saved.body, { phoneTail: '1234' });
    const row = await inTransaction(platform.db, (tx) =>
      tx.selectFrom('inspectors').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    assert.ok(
      row.phone_sealed !== null && !Buffer.from(row.phone_sealed).toString('latin1').includes('13900001234'),
    );
    assert.ok(!JSON.stringify((await lan.get(`/api/inspectors/${id}`)).body).includes('0000'));
    assert.deepEqual((await lan.get(`/api/inspectors/${id}/phone`)).body, { phone: '13900001234' });
    const events = await inTransaction(platform.db, (tx) =>
      tx.selectFrom('ledger_events').select('type').where('type', '=', 'inspector.phone_read').execute(),
    );
    assert.equal(events.length, 1);
    assert.equal((await (await signIn('agencyHead')).get(`/api/inspectors/${id}/phone`)).status, 403);
    assert.equal((await (await signIn('otherAgency')).get(`/api/inspectors/${id}/phone`)).status, 404);
  });
});

test('R048 a course is recorded for everybody who took part, once, from a form and from a file', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const ids = [await addInspector(lan, 'C1'), await addInspector(lan, 'C2')];
    const course = {
      course: '有限空间执法',
      organiser: '省厅',
      fromDay: '2026-02-01',
      toDay: '2026-02-02',
      hoursTenths: 120,
      result: 'passed',
      note: '',
    };
    const record = (inspectorIds: string[]) =>
      lan.post('/api/training-records', { ...course, inspectorIds, actionId: actionId() });
    assert.deepEqual((await record([ids[0] ?? ''])).body, { recorded: 1, known: 0 });
    assert.deepEqual((await record(ids)).body, { recorded: 1, known: 1 });
    assert.equal((await record(ids)).body.error.code, 'training.already_exists');
    const file = csv(
      ['姓名', '执法证号', '培训课程', '培训日期', '学时', '考核结果'],
      ['检C1', 'C1', '粉尘防爆', '2026-03-01', '7.5', '合格'],
      ['查无此人', 'C404', '粉尘防爆', '2026-03-01', '7.5', '合格'],
    );
    const preview = await lan.upload('/api/training-records/preview', file);
    assert.equal(preview.body.ready, 1, JSON.stringify(preview.body));
    assert.equal(preview.body.rows[0].problem, 'training.person_not_found');
    const imported = await lan.upload(`/api/training-records/import?actionId=${actionId()}`, file);
    assert.deepEqual(imported.body, { recorded: 1, known: 0, refused: 1 });
    const { body } = await lan.get(`/api/training-records?inspectorId=${ids[0] ?? ''}`);
    assert.deepEqual(
      body.rows.map((row: { course: string; hoursTenths: number; result: string }) => [
        row.course,
        row.hoursTenths,
        row.result,
      ]),
      [
        ['粉尘防爆', 75, 'passed'],
        ['有限空间执法', 120, 'passed'],
      ],
    );
    const gone = await lan.post(`/api/training-records/${body.rows[0].id}/remove`, {
      reason: '误登',
      actionId: actionId(),
    });
    assert.equal(gone.status, 200);
    const again = await lan.post(`/api/training-records/${body.rows[0].id}/remove`, {
      reason: '误登',
      actionId: actionId(),
    });
    assert.equal(again.status, 404);
    const other = await signIn('otherAgency');
    assert.equal(
      (await other.post('/api/training-records', { ...course, inspectorIds: ids, actionId: actionId() })).body
        .error.code,
      'training.person_not_found',
    );
  });
});
