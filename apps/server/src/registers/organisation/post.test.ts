/** Posts: three named ones that may lie in three sections, holders with their days, and no permission from any. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';

const fields = (app: TestApp, change: object = {}) => ({
  name: '牵头抽取岗',
  named: 'drawLead',
  sectionId: null,
  duties: ['drawing', 'dispatch'],
  note: '',
  since: '2024-01-01',
  untilDay: null,
  holders: [app.cast.anLan.accountId],
  actionId: app.actionId(),
  ...change,
});

test('the lead of the work, the lead of the draw and the maker of the plan are three posts', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const body = fields(app, { sectionId: app.cast.anLan.sectionId });
    const made = await legal.post('/api/posts', body);
    assert.equal(made.status, 200);
    assert.deepEqual((await legal.post('/api/posts', body)).body, made.body);
    const whole = await legal.post('/api/posts', fields(app, { name: '总牵头岗', named: 'wholeLead' }));
    const plan = await legal.post('/api/posts', fields(app, { name: '计划岗', named: 'planMaker' }));
    assert.deepEqual([whole.status, plan.status], [200, 200]);
    const again = await legal.post('/api/posts', fields(app, { name: '另一抽取岗' }));
    assert.deepEqual([again.body.error.code, again.body.error.field], ['post.named_taken', 'named']);
    const { rows, people } = (await legal.get('/api/posts')).body;
    assert.equal(rows.length, 3);
    assert.ok(people.every((one: { accountId: string }) => one.accountId !== app.cast.chenXi.accountId));
  });
});

test('who held a post on which days stays known when it passes on, and an ended post has no holder', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const { id } = (await legal.post('/api/posts', fields(app))).body;
    const put = (version: number, change: object) =>
      legal.put(`/api/posts/${id}`, { ...fields(app, change), version });
    const passed = await put(1, { holders: [app.cast.sectionOfficer.accountId] });
    assert.equal(passed.body.version, 2);
    const today = app.platform.clock.today();
    const holders = async () => (await legal.get('/api/posts')).body.rows[0].holders;
    assert.deepEqual(
      (await holders()).map((one: { accountId: string; untilDay: string | null }) => [
        one.accountId,
        one.untilDay,
      ]),
      [
        [app.cast.sectionOfficer.accountId, null],
        [app.cast.anLan.accountId, today],
      ],
    );
    assert.equal((await put(1, {})).body.error.code, 'post.changed_meanwhile');
    assert.equal((await put(2, { untilDay: '2023-01-01' })).body.error.field, 'untilDay');
    assert.equal((await put(2, { untilDay: today })).status, 200);
    assert.ok((await holders()).every((one: { untilDay: string | null }) => one.untilDay !== null));
    // The duty is free again.
    assert.equal((await legal.post('/api/posts', fields(app, { name: '新抽取岗' }))).status, 200);
  });
});

test('holders and sections are those of the own agency, and only the legal section keeps posts', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const stranger = await legal.post('/api/posts', fields(app, { holders: [app.cast.chenXi.accountId] }));
    assert.deepEqual([stranger.status, stranger.body.error.code], [422, 'post.holder_invalid']);
    const twice = [app.cast.anLan.accountId, app.cast.anLan.accountId];
    assert.equal((await legal.post('/api/posts', fields(app, { holders: twice }))).status, 422);
    const section = await legal.post('/api/posts', fields(app, { sectionId: app.cast.chenXi.sectionId }));
    assert.equal(section.body.error.code, 'post.section_invalid');
    const officer = await app.signIn('sectionOfficer');
    assert.equal((await officer.post('/api/posts', fields(app))).status, 403);
    const { id } = (await legal.post('/api/posts', fields(app))).body;
    const other = await app.signIn('otherAgency');
    assert.equal((await other.put(`/api/posts/${id}`, { ...fields(app), version: 1 })).status, 404);
  });
});

test('a post grants nothing: who holds the lead of the draw still may not do what the roles forbid', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    await legal.post('/api/posts', fields(app, { holders: [app.cast.boWen.accountId] }));
    const inspector = await app.signIn('boWen');
    assert.equal((await inspector.post('/api/posts', fields(app))).status, 403);
  });
});
