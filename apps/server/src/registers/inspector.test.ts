import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestClient, withTestApp } from '../platform/testing-app.ts';

const fields = {
  name: '柏文',
  certificateNumber: '13018300001',
  certificateValidTo: '2027-06-30',
  specialities: ['危化'],
  areas: ['*'],
  canLead: true,
  post: '',
  yearlyCap: 20,
  priorLoad: 0,
  sectionId: null,
};

async function add(client: TestClient, actionId: string, change: object = {}) {
  const reply = await client.post('/api/inspectors', { ...fields, ...change, actionId });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.id as string;
}

test('an inspector is added once, found, and the certificate number stands once in the jurisdiction', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = actionId();
    const first = await lan.post('/api/inspectors', { ...fields, actionId: id });
    const again = await lan.post('/api/inspectors', { ...fields, actionId: id });
    assert.deepEqual(again.body, first.body);
    const other = await signIn('otherAgency');
    const taken = await other.post('/api/inspectors', { ...fields, name: '别人', actionId: actionId() });
    // Another agency learns that the number is taken, not by whom.
    assert.deepEqual(taken.body.error, {
      code: 'inspector.certificate_elsewhere',
      data: {},
      field: 'certificateNumber',
    });
    const twice = await lan.post('/api/inspectors', { ...fields, name: '别人', actionId: actionId() });
    assert.equal(twice.body.error.code, 'inspector.already_exists');
    const bo = await signIn('boWen');
    assert.equal((await bo.get('/api/inspectors')).status, 403);
    assert.equal((await bo.post('/api/inspectors', { ...fields, actionId: actionId() })).status, 403);
  });
});

test('a certificate is valid on its last day, expiring within 90 days, and expired the day after', async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    const lan = await signIn('anLan');
    await add(lan, actionId(), { certificateValidTo: '2026-12-31' });
    const at = async (instant: string, query = '') => {
      platform.clock.set(instant);
      const fresh = await signIn('anLan');
      const { body } = await fresh.get(`/api/inspectors${query}`);
      return body.rows.map((row: { certificateState: string }) => row.certificateState);
    };
    assert.deepEqual(await at('2026-10-01T02:00:00.000Z'), ['valid']);
    assert.deepEqual(await at('2026-10-02T02:00:00.000Z'), ['expiring']);
    assert.deepEqual(await at('2026-10-02T02:01:00.000Z', '?certificate=expiring'), ['expiring']);
    assert.deepEqual(await at('2026-10-02T02:02:00.000Z', '?certificate=valid'), []);
    assert.deepEqual(await at('2026-12-31T15:59:00.000Z'), ['expiring']);
    assert.deepEqual(await at('2026-12-31T16:00:00.000Z'), ['expired']);
  });
});

test('a status is changed with a reason, and history keeps who and why', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await add(lan, actionId());
    const moved = await lan.post(`/api/inspectors/${id}/status`, {
      version: 1,
      status: 'transferred',
      reason: '调往审批局',
      actionId: actionId(),
    });
    assert.equal(moved.body.version, 2, JSON.stringify(moved.body));
    const same = await lan.post(`/api/inspectors/${id}/status`, {
      version: 2,
      status: 'transferred',
      reason: '再次',
      actionId: actionId(),
    });
    assert.equal(same.body.error.code, 'inspector.nothing_changed');
    const { body } = await lan.get(`/api/inspectors/${id}`);
    assert.equal(body.statusReason, '调往审批局');
    assert.deepEqual(body.revisions[0].changes, { status: ['active', 'transferred'] });
    const away = await signIn('chenXi');
    assert.equal((await away.get(`/api/inspectors/${id}`)).status, 404);
  });
});

test('a standing team has two active members at least, and a person is in one team only', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1)
      ids.push(await add(lan, actionId(), { name: `检${i}`, certificateNumber: `C${i}` }));
    const save = (body: object) =>
      lan.post('/api/inspector-teams', { status: 'active', ...body, actionId: actionId() });
    const team = await save({ name: '一组', memberIds: [ids[0], ids[1]] });
    assert.equal(team.status, 200, JSON.stringify(team.body));
    assert.equal(
      (await save({ name: '二组', memberIds: [ids[1], ids[2]] })).body.error.code,
      'team.member_taken',
    );
    assert.equal(
      (await save({ name: '二组', memberIds: [ids[2], ids[2]] })).body.error.code,
      'team.member_invalid',
    );
    assert.equal(
      (await save({ name: '一组', memberIds: [ids[2], ids[2]] })).body.error.code,
      'team.already_exists',
    );
    const changed = await save({ id: team.body.id, name: '一组', memberIds: [ids[0], ids[2]] });
    assert.equal(changed.body.id, team.body.id);
    const { body } = await lan.get('/api/inspector-teams');
    assert.deepEqual(
      body.rows[0].members.map((member: { name: string }) => member.name),
      ['检0', '检2'],
    );
  });
});

test('a declaration of interest is made once, withdrawn with a reason, and inspectors declare only for themselves', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const inspectorId = await add(lan, actionId());
    const object = await lan.post('/api/objects', {
      kind: 'facility',
      name: '七号人防工程',
      formerNames: [],
      uscc: null,
      registrationNumber: null,
      localCode: 'RF-7',
      address: '',
      divisionCode: '',
      industry: '',
      riskLevel: '',
      creditClass: '',
      creditClassOn: null,
      tags: [],
      responsiblePerson: '',
      registeredOn: null,
      remark: '',
      sectionId: null,
      actionId: actionId(),
    });
    assert.equal(object.status, 200, JSON.stringify(object.body));
    const body = { inspectorId, objectId: object.body.id, relation: 'kinship', note: '', validTo: null };
    const made = await lan.post('/api/interest-declarations', { ...body, actionId: actionId() });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const twice = await lan.post('/api/interest-declarations', { ...body, actionId: actionId() });
    assert.equal(twice.body.error.code, 'declaration.already_exists');
    const bo = await signIn('boWen');
    const forOther = await bo.post('/api/interest-declarations', {
      ...body,
      relation: 'other',
      actionId: actionId(),
    });
    assert.deepEqual([forOther.status, forOther.body.error.code], [403, 'declaration.forbidden']);
    assert.deepEqual(
      (await bo.get('/api/interest-declarations')).body.rows,
      [],
      'an inspector sees only his own',
    );
    const gone = await lan.post(`/api/interest-declarations/${made.body.id}/withdraw`, {
      reason: '已离婚',
      actionId: actionId(),
    });
    assert.equal(gone.status, 200);
    const again = await lan.post(`/api/interest-declarations/${made.body.id}/withdraw`, {
      reason: '再次',
      actionId: actionId(),
    });
    assert.equal(again.body.error.code, 'declaration.already_withdrawn');
    assert.equal((await lan.get('/api/interest-declarations')).body.rows[0].objectName, '七号人防工程');
  });
});
