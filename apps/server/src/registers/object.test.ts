import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestClient, withTestApp } from '../platform/testing-app.ts';

const fields = {
  kind: 'enterprise',
  name: '晋州市东方化工有限公司',
  formerNames: [],
  uscc: '91140581111357539Y',
  registrationNumber: null,
  localCode: null,
  address: '东街1号',
  divisionCode: '130183',
  industry: '化工',
  riskLevel: 'major',
  creditClass: 'B',
  creditClassOn: '2026-01-01',
  tags: ['危化'],
  responsiblePerson: '',
  registeredOn: null,
  remark: '',
  sectionId: null,
};

async function create(client: TestClient, actionId: string, change: object = {}) {
  return client.post('/api/objects', { ...fields, ...change, actionId });
}

test('a legal officer adds an object; the same request twice adds one; an inspector may not; the code stands once', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = actionId();
    const first = await create(lan, id);
    const again = await create(lan, id);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual(again.body, first.body);
    assert.equal((await lan.get('/api/objects')).body.rows.length, 1);
    const bo = await signIn('boWen');
    assert.equal((await create(bo, actionId())).status, 403);
    const twice = await create(lan, actionId(), { name: '另一个名字' });
    assert.equal(twice.status, 409);
    assert.deepEqual(twice.body.error, {
      code: 'object.already_exists',
      data: { code: fields.uscc, name: fields.name },
      field: 'uscc',
    });
  });
});

test('an edit keeps its history field by field, and an edit over somebody else’s is refused', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const { body: made } = await create(lan, actionId());
    const edit = { ...fields, riskLevel: 'higher', tags: ['危化', '重点'], version: 1, reason: '复评' };
    const saved = await lan.put(`/api/objects/${made.id}`, { ...edit, actionId: actionId() });
    assert.equal(saved.body.version, 2, JSON.stringify(saved.body));
    const late = await lan.put(`/api/objects/${made.id}`, { ...edit, address: '西街', actionId: actionId() });
    assert.equal(late.body.error.code, 'object.changed_meanwhile');
    assert.equal(late.body.error.data.person, '安岚');
    const same = await lan.put(`/api/objects/${made.id}`, { ...edit, version: 2, actionId: actionId() });
    assert.equal(same.body.error.code, 'object.nothing_changed');
    const { body } = await lan.get(`/api/objects/${made.id}`);
    assert.deepEqual(body.revisions[0].changes, {
      riskLevel: ['major', 'higher'],
      tags: [['危化'], ['危化', '重点']],
    });
    assert.equal(body.revisions[0].reason, '复评');
  });
});

test('an object is deactivated with a reason and brought back with a note, each once', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const { body: made } = await create(lan, actionId());
    const path = `/api/objects/${made.id}`;
    const off = await lan.post(`${path}/deactivate`, {
      version: 1,
      reason: 'closed',
      note: '现场核实',
      actionId: actionId(),
    });
    assert.equal(off.body.version, 2, JSON.stringify(off.body));
    const again = await lan.post(`${path}/deactivate`, {
      version: 2,
      reason: 'closed',
      note: '',
      actionId: actionId(),
    });
    assert.equal(again.body.error.code, 'object.already_inactive');
    const noNote = await lan.post(`${path}/reactivate`, { version: 2, note: ' ', actionId: actionId() });
    assert.equal(noNote.status, 400);
    const on = await lan.post(`${path}/reactivate`, { version: 2, note: '恢复经营', actionId: actionId() });
    assert.equal(on.body.version, 3);
    const bo = await signIn('boWen');
    assert.equal(
      (await bo.post(`${path}/deactivate`, { version: 3, reason: 'closed', note: '', actionId: actionId() }))
        .status,
      403,
    );
  });
});

test('another agency, another jurisdiction and a guessed id find nothing', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const { body: made } = await create(lan, actionId());
    for (const name of ['otherAgency', 'chenXi'] as const) {
      const other = await signIn(name);
      assert.equal((await other.get(`/api/objects/${made.id}`)).status, 404);
      assert.equal(
        (
          await other.put(`/api/objects/${made.id}`, {
            ...fields,
            version: 1,
            reason: '',
            actionId: actionId(),
          })
        ).status,
        404,
      );
      assert.deepEqual((await other.get('/api/objects')).body.rows, []);
    }
  });
});

test('R020 a list finds by part of a Chinese name or code, filters, and pages by key without a gap', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    for (let i = 0; i < 25; i += 1) {
      const change = {
        name: `第${i}矿山公司`,
        uscc: null,
        localCode: `KS-${i}`,
        riskLevel: i % 2 === 0 ? 'low' : 'major',
      };
      await create(lan, actionId(), change);
    }
    await create(lan, actionId());
    const found = async (query: string) =>
      (await lan.get(`/api/objects?${query}`)).body.rows.map((row: { name: string }) => row.name);
    assert.deepEqual(await found(`text=${encodeURIComponent('东方化')}`), [fields.name]);
    assert.deepEqual(await found('text=1113575'), [fields.name]);
    assert.deepEqual(await found('text=ks-24'), ['第24矿山公司']);
    assert.deepEqual(await found(`text=${encodeURIComponent('%')}`), []);
    assert.equal((await found('riskLevel=low&limit=100')).length, 13);
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await lan.get(`/api/objects?limit=10${after}`);
      seen.push(...body.rows.map((row: { id: string }) => row.id));
      after = body.next === null ? '' : `&after=${body.next}`;
    } while (after !== '');
    assert.equal(new Set(seen).size, 26);
    assert.equal(seen.length, 26);
  });
});

test('wrong input names its field and changes nothing', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const empty = await create(lan, actionId(), { name: '  ' });
    assert.equal(empty.status, 400);
    assert.equal(empty.body.error.field, 'name');
    const section = await create(lan, actionId(), { sectionId: '0192f5a0-0000-7000-8000-000000000001' });
    assert.deepEqual([section.status, section.body.error.code], [422, 'object.section_invalid']);
    assert.deepEqual((await lan.get('/api/objects')).body.rows, []);
  });
});
