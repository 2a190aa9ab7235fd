import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestClient, withTestApp } from '../platform/testing-app.ts';
import { addInspector } from './inspectors/inspectors-testing.ts';

const expert = {
  kind: 'expert',
  origin: 'applied',
  name: '钱教授',
  organisation: '某大学',
  specialities: ['有限空间'],
  qualification: '教授',
  conflictOrganisations: ['某矿业公司'],
};

async function add(client: TestClient, change: object = {}): Promise<string> {
  const reply = await client.post('/api/experts', { ...expert, ...change, actionId: crypto.randomUUID() });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.id as string;
}

function step(client: TestClient, id: string, body: object) {
  return client.post(`/api/experts/${id}/steps`, {
    reason: '',
    termTo: null,
    ...body,
    actionId: crypto.randomUUID(),
  });
}

test('R043 an expert is applied for, reviewed by the unit and admitted by the legal section for a term', async () => {
  await withTestApp(async ({ signIn, platform }) => {
    platform.clock.set('2026-03-02T02:00:00.000Z');
    const section = await signIn('sectionOfficer');
    const lan = await signIn('anLan');
    const id = await add(section);
    assert.equal(
      (await step(lan, id, { version: 1, step: 'admit', termTo: '2026-03-20' })).body.error.code,
      'expert.wrong_state',
    );
    assert.equal((await step(section, id, { version: 1, step: 'review' })).body.version, 2);
    assert.equal(
      (await step(section, id, { version: 2, step: 'admit', termTo: '2026-03-20' })).body.error.code,
      'expert.step_forbidden',
    );
    assert.equal((await step(lan, id, { version: 2, step: 'admit' })).body.error.code, 'expert.term_invalid');
    assert.equal(
      (await step(lan, id, { version: 1, step: 'admit', termTo: '2026-03-20' })).body.error.code,
      'expert.changed_meanwhile',
    );
    assert.equal((await step(lan, id, { version: 2, step: 'admit', termTo: '2026-03-20' })).body.version, 3);
    const { body } = await lan.get(`/api/experts/${id}`);
    assert.deepEqual(
      [body.status, body.inService, body.admittedOn, body.termTo],
      ['admitted', true, '2026-03-02', '2026-03-20'],
    );
    assert.deepEqual(
      body.history.map((one: { step: string; personName: string }) => [one.step, one.personName]),
      [
        ['review', '柯实'],
        ['admit', '安岚'],
      ],
    );
    assert.equal((await step(lan, id, { version: 3, step: 'suspend', reason: '投诉核查' })).status, 200);
    assert.equal((await lan.get('/api/experts?status=suspended')).body.rows[0].inService, false);
    assert.equal((await step(lan, id, { version: 4, step: 'resume' })).status, 200);
    platform.clock.set('2026-03-21T02:00:00.000Z');
    const { body: over } = await (await signIn('anLan')).get(`/api/experts/${id}`);
    assert.deepEqual([over.status, over.inService], ['admitted', false], 'the term is over');
    assert.equal((await (await signIn('otherAgency')).get(`/api/experts/${id}`)).status, 404);
    assert.equal((await (await signIn('boWen')).get('/api/experts')).status, 403);
  });
});

test('R043 an expert who reviewed may not admit, and a rejection needs its reason', async () => {
  await withTestApp(async ({ signIn }) => {
    const lan = await signIn('anLan');
    const id = await add(lan, { kind: 'technicalBody', name: '安全技术中心', origin: 'proposed' });
    await step(lan, id, { version: 1, step: 'review' });
    const own = await step(lan, id, { version: 2, step: 'admit', termTo: '2099-01-01' });
    assert.equal(own.body.error.code, 'expert.own_review_forbidden');
    assert.equal(
      (await step(lan, id, { version: 2, step: 'reject' })).body.error.code,
      'expert.reason_invalid',
    );
    assert.equal((await step(lan, id, { version: 2, step: 'reject', reason: '资质不符' })).status, 200);
    assert.equal((await lan.get('/api/experts?kind=technicalBody')).body.rows[0].status, 'rejected');
  });
});

test('qualification documents are kept by what they are, not by their name', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await add(lan);
    const url = `/api/experts/${id}/files?actionId=`;
    const page = { name: '证书.pdf', bytes: new TextEncoder().encode('<html>') };
    assert.equal((await lan.upload(url + actionId(), page)).body.error.code, 'expert.file_type_invalid');
    const pdf = { name: '证书.pdf', bytes: new TextEncoder().encode('%PDF-1.7 x') };
    const stored = await lan.upload(url + actionId(), pdf);
    assert.equal(stored.status, 200, JSON.stringify(stored.body));
    const { body } = await lan.get(`/api/experts/${id}`);
    assert.deepEqual([body.files, body.documents[0].fileName], [1, '证书.pdf']);
    const read = await lan.get(`/api/experts/${id}/files/${stored.body.id}`);
    assert.equal(read.raw.toString(), '%PDF-1.7 x');
    const other = await signIn('otherAgency');
    assert.equal((await other.get(`/api/experts/${id}/files/${stored.body.id}`)).status, 404);
  });
});

test('R044 a team of experts or of staff without a certificate is refused: they never count to two', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const experts = [await add(lan), await add(lan, { name: '孙工' })];
    const person = {
      name: '辅一',
      establishment: 'contract',
      post: '',
      duties: '巡查',
      sectionId: null,
      status: 'active',
    };
    const auxiliary: string[] = [];
    for (const name of ['辅一', '辅二']) {
      const reply = await lan.post('/api/auxiliary-staff', { ...person, name, actionId: actionId() });
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
      auxiliary.push(reply.body.id as string);
    }
    const inspector = await addInspector(lan, 'C1');
    const team = async (memberIds: readonly string[]) =>
      (
        await lan.post('/api/inspector-teams', {
          name: '组',
          status: 'active',
          memberIds,
          actionId: actionId(),
        })
      ).body.error?.code;
    assert.equal(await team(experts), 'team.member_invalid');
    assert.equal(await team(auxiliary), 'team.member_invalid');
    assert.equal(await team([inspector, experts[0] ?? '']), 'team.member_invalid');
    assert.equal(await team([inspector, auxiliary[0] ?? '']), 'team.member_invalid');
  });
});

test('staff without a certificate become inspectors once they hold one, and then stand in one list only', async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    platform.clock.set('2026-03-02T02:00:00.000Z');
    const lan = await signIn('anLan');
    const person = {
      name: '辅一',
      establishment: 'contract',
      post: '巡查员',
      duties: '',
      sectionId: null,
      status: 'active',
    };
    const { body: made } = await lan.post('/api/auxiliary-staff', { ...person, actionId: actionId() });
    assert.deepEqual((await lan.get('/api/inspectors')).body.rows, []);
    const certify = (change: object) =>
      lan.post(`/api/auxiliary-staff/${made.id}/certified`, {
        version: 1,
        certificateNumber: 'N1',
        certificateValidTo: '2031-03-01',
        ...change,
        actionId: actionId(),
      });
    assert.equal(
      (await certify({ certificateValidTo: '2026-03-01' })).body.error.code,
      'auxiliary.certificate_invalid',
    );
    const done = await certify({});
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const { body: inspector } = await lan.get(`/api/inspectors/${done.body.inspectorId}`);
    assert.deepEqual(
      [inspector.name, inspector.establishment, inspector.post],
      ['辅一', 'contract', '巡查员'],
    );
    assert.equal((await certify({ version: 2 })).body.error.code, 'auxiliary.already_certified');
    assert.deepEqual((await lan.get('/api/auxiliary-staff?status=active')).body.rows, []);
    const bo = await signIn('boWen');
    assert.equal((await bo.get('/api/auxiliary-staff')).status, 403);
  });
});
