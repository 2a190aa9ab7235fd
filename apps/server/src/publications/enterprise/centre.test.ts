/** The enterprise's centre: from the letter to the objection; nobody sees what is another's, nobody sees a visit too early. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as centre from '@mingcha/core/publications/enterprise/centre-api.ts';
import { routesOf } from '../../platform/http/stage.ts';
import { addressWithIds, inputSchema, sample } from '../../platform/http/testing-routes.ts';
import { clientWith, type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { plantPublished } from '../objections/objection-testing.ts';
import { plantPassed } from '../publication-testing.ts';
import { codeOf, creditCodeOf, noticed, strangerCode } from './enterprise-testing.ts';

const said = { name: '石磊', phone: '13800001111', address: '', grounds: '配电箱当时已经上锁。' };

test('an enterprise opens its account with the letter, finds its visit and objects to the result', async () => {
  await withTestApp(async (app) => {
    const { inspectionId, publication } = await plantPublished(app);
    const creditCode = await creditCodeOf(app, inspectionId);
    const objectId = (
      await app.database.db
        .selectFrom('objects')
        .select('id')
        .where('uscc', '=', creditCode)
        .executeTakeFirstOrThrow()
    ).id;
    const lan = await app.signIn('anLan');
    const letter = await lan.post('/api/enterprise-letters', {
      actionId: app.actionId(),
      objectId,
      inspectionId,
    });
    assert.equal(letter.status, 200, JSON.stringify(letter.body));
    const paper = await lan.post(`/api/enterprise-letters/${letter.body.id}/paper`, {
      code: letter.body.code,
    });
    assert.equal(paper.headers['content-type'], 'application/pdf');
    const activated = await app.anonymous.post('/api/enterprise/activation', {
      creditCode,
      code: letter.body.code,
      personName: '石磊',
      phone: '13800001111',
      password: 'Lantern-River-29',
    });
    assert.equal(activated.status, 200, JSON.stringify(activated.body));
    const client = clientWith(app.app, String(activated.headers['set-cookie']).split(';')[0] ?? '');
    const [visit] = (await client.get('/api/enterprise/visits')).body.rows;
    assert.equal(visit.id, inspectionId);
    const detail = (await client.get(`/api/enterprise/visits/${inspectionId}`)).body;
    assert.deepEqual(
      detail.results.map((each: { publicationId: string; mayObject: boolean }) => [
        each.publicationId,
        each.mayObject,
      ]),
      [[publication.id, true]],
    );
    const actionId = app.actionId();
    const body = { ...said, actionId, publicationId: publication.id };
    const filed = await client.post('/api/enterprise/objections', body);
    assert.equal(filed.status, 200, JSON.stringify(filed.body));
    assert.deepEqual((await client.post('/api/enterprise/objections', body)).body, filed.body);
    const again = await client.post('/api/enterprise/objections', { ...body, actionId: app.actionId() });
    assert.equal(codeOf(again), 'objection.pending_already');
    const { rows } = (await client.get('/api/enterprise/objections')).body;
    assert.deepEqual(
      rows.map((row: { number: string; state: string }) => [row.number, row.state]),
      [[filed.body.number, 'received']],
    );
    const evidence = await client.upload(
      `/api/enterprise/objections/${filed.body.id}/files`,
      { name: '照片.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
      { actionId: app.actionId() },
    );
    assert.equal(evidence.status, 200, JSON.stringify(evidence.body));
    assert.equal((await client.get(`/api/enterprise/objections/${filed.body.id}`)).body.files, 1);
    const office = await lan.get(`/api/objections/${filed.body.id}`);
    assert.equal(office.body.source, 'enterprise');
  });
});

test('before the notice or the entry the enterprise learns nothing of a visit, announced or not', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'approved' });
    const [id = ''] = inspectionIds;
    const client = await app.signInEnterprise(await creditCodeOf(app, id));
    assert.deepEqual((await client.get('/api/enterprise/visits')).body.rows, []);
    assert.equal(codeOf(await client.get(`/api/enterprise/visits/${id}`)), 'enterprise.visit.not_found');
    await noticed(app, id);
    assert.equal((await client.get('/api/enterprise/visits')).body.rows.length, 1);
    const detail = await client.get(`/api/enterprise/visits/${id}`);
    assert.equal(detail.status, 200, JSON.stringify(detail.body));
    assert.equal(detail.body.state, 'announced');
  });
});

test('a result that is neither public nor told by a paper cannot be objected to and is not shown', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { problems: ['通道堆放杂物'] });
    const [id = ''] = inspectionIds;
    const client = await app.signInEnterprise(await creditCodeOf(app, id));
    assert.deepEqual((await client.get(`/api/enterprise/visits/${id}`)).body.results, []);
    const row = await app.database.db
      .selectFrom('publications')
      .select('id')
      .where('inspection_id', '=', id)
      .executeTakeFirstOrThrow();
    const reply = await client.post('/api/enterprise/objections', {
      ...said,
      actionId: app.actionId(),
      publicationId: row.id,
    });
    assert.equal(codeOf(reply), 'objection.target_not_found');
  });
});

/** Ids of everything that stands in the database: whatever a stranger may have got hold of. */
async function allIds(app: TestApp): Promise<readonly string[]> {
  const { db } = app.database;
  const lists = await Promise.all([
    db.selectFrom('inspections').select('id').execute(),
    db.selectFrom('inspection_members').select('id').execute(),
    db.selectFrom('papers').select('id').execute(),
    db.selectFrom('publications').select('id').execute(),
    db.selectFrom('objections').select('id').execute(),
    db.selectFrom('objects').select('id').execute(),
    db.selectFrom('enterprise_accounts').select('id').execute(),
  ]);
  return lists.flat().map((row) => row.id);
}

test('Z-03 a stranger enterprise gets nothing by any known id, by any route, read or write', async () => {
  await withTestApp(async (app) => {
    const { inspectionId, publication } = await plantPublished(app);
    const own = await app.signInEnterprise(await creditCodeOf(app, inspectionId));
    const filed = await own.post('/api/enterprise/objections', {
      ...said,
      actionId: app.actionId(),
      publicationId: publication.id,
    });
    assert.equal(filed.status, 200, JSON.stringify(filed.body));
    const stranger = await app.signInEnterprise(strangerCode);
    const ids = await allIds(app);
    const specs = routesOf(centre).filter((spec) => spec.path.includes(':'));
    assert.ok(specs.length >= 7 && ids.length >= 5);
    for (const spec of specs) {
      for (const id of ids) {
        const url = addressWithIds(spec, id);
        const body = { ...(sample(inputSchema(spec.body)) as object), memberId: id };
        const reply =
          spec.method === 'GET'
            ? await stranger.get(url)
            : spec.transfer === 'upload'
              ? await stranger.upload(url, { name: 'a.pdf', bytes: Buffer.from('%PDF-1.4\n') }, body)
              : await stranger.post(url, body);
        assert.equal(reply.status, 404, `${spec.id} ${id}: ${reply.status} ${reply.raw.toString()}`);
      }
    }
    for (const spec of routesOf(centre).filter((one) => one.method === 'GET' && !one.path.includes(':'))) {
      const reply = await stranger.get(spec.path);
      assert.deepEqual(reply.body.rows, [], spec.id);
    }
    const foreign = await stranger.post('/api/enterprise/objections', {
      ...said,
      actionId: app.actionId(),
      publicationId: publication.id,
    });
    assert.equal(codeOf(foreign), 'objection.target_not_found');
  });
});
