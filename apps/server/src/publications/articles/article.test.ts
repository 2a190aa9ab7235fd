/** Articles from draft to portal: two people, no unit in a case, gone when withdrawn. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantPublished } from '../portal/portal-testing.ts';

const text = {
  title: '安全生产法修订解读',
  body: '# 修订要点\n\n企业应当建立全员安全生产责任制。\n- 主要负责人\n- 岗位人员',
};

async function step(app: TestApp, id: string, as: CastName, form: object): Promise<TestReply> {
  const client = await app.signIn(as);
  const { version } = (await client.get(`/api/articles/${id}`)).body;
  return client.post(`/api/articles/${id}/moves`, {
    actionId: app.actionId(),
    version,
    note: '',
    confirmed: [],
    ...form,
  });
}

const page = async (app: TestApp, url: string): Promise<string> =>
  (await app.anonymous.get(url)).raw.toString();

function later(app: TestApp): void {
  app.platform.clock.set(new Date(Date.parse(app.platform.clock.now()) + 130_000).toISOString());
}

test('R208 an article is written by one, published by another, read on the portal and gone when withdrawn', () =>
  withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const input = { actionId: app.actionId(), kind: 'policy', ...text };
    const made = await legal.post('/api/articles', input);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const again = await legal.post('/api/articles', input);
    assert.equal(again.body.id, made.body.id);
    const { id } = made.body;
    assert.match(await page(app, '/p/articles'), /还没有发布文章/);
    assert.equal((await step(app, id, 'anLan', { move: 'publish' })).body.error.code, 'article.wrong_state');
    assert.equal((await step(app, id, 'anLan', { move: 'submit' })).status, 200);
    assert.equal(
      (await step(app, id, 'anLan', { move: 'publish' })).body.error.code,
      'article.own_work_forbidden',
    );
    assert.equal((await app.anonymous.get(`/p/articles/${id}`)).status, 404);
    const published = await step(app, id, 'agencyHead', { move: 'publish' });
    assert.equal(published.status, 200, JSON.stringify(published.body));
    later(app);
    assert.match(await page(app, '/p/articles?kind=policy'), /安全生产法修订解读/);
    assert.match(await page(app, `/p/articles/${id}`), /<h2>修订要点<\/h2><p>企业应当/);
    assert.ok((await page(app, '/p/articles.atom')).includes(`urn:uuid:${id}`));
    const saved = await legal.put(`/api/articles/${id}`, {
      actionId: app.actionId(),
      version: published.body.version,
      ...text,
    });
    assert.equal(saved.body.error.code, 'article.wrong_state');
    assert.equal((await step(app, id, 'agencyHead', { move: 'withdraw' })).body.error.field, 'note');
    assert.equal((await step(app, id, 'agencyHead', { move: 'withdraw', note: '法规已修改' })).status, 200);
    later(app);
    assert.equal((await app.anonymous.get(`/p/articles/${id}`)).status, 404);
    assert.equal((await page(app, '/p/articles')).includes('安全生产法修订解读'), false);
  }));

test('R208 a case is drafted from a published result without its unit, and one that names it again is not published', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app, { problems: ['配电箱未上锁'] });
    assert.ok(row !== undefined);
    const officer = await app.signIn('sectionOfficer');
    const made = await officer.post('/api/article-cases', { actionId: app.actionId(), recordId: row.id });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { id } = made.body;
    const draft = (await officer.get(`/api/articles/${id}`)).body;
    assert.match(draft.body, /配电箱未上锁/);
    assert.equal(draft.body.includes(row.object_name), false);
    assert.equal(draft.named, null);
    const named = await officer.put(`/api/articles/${id}`, {
      actionId: app.actionId(),
      version: draft.version,
      title: draft.title,
      body: `${draft.body}\n${row.object_name}`,
    });
    assert.equal(named.status, 200);
    await step(app, id, 'sectionOfficer', { move: 'submit' });
    const refused = await step(app, id, 'anLan', { move: 'publish' });
    assert.equal(refused.body.error.code, 'article.unit_named_invalid');
    const stranger = await app.signIn('administrator');
    assert.equal((await stranger.get('/api/articles')).status, 403);
    const nothing = await officer.post('/api/article-cases', {
      actionId: app.actionId(),
      recordId: crypto.randomUUID(),
    });
    assert.equal(nothing.body.error.code, 'article.source_not_found');
    const stale = await officer.put(`/api/articles/${id}`, {
      actionId: app.actionId(),
      version: 1,
      ...text,
    });
    assert.equal(stale.body.error.code, 'article.changed_meanwhile');
  }));
