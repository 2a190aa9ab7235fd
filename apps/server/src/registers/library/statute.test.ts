/** The statute library: shared within a jurisdiction, written by legal officers, articles keep their ids. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';

const law = {
  title: '某某安全管理条例',
  edition: '2020年修订',
  documentNumber: '省政府令第1号',
  issuer: '某省人民政府',
  level: 'localRule',
  adoptedOn: '2020-01-01',
  effectiveOn: '2020-03-01',
  source: 'https://example.org/law',
  checkedOn: null,
  articles: [
    { number: '第一条', chapter: '第一章　总则', text: '为了安全，制定本条例。' },
    { number: '第二条', chapter: '第一章　总则', text: '单位应当配备灭火器材。' },
  ],
};

const events = async ({ database }: TestApp, type: string): Promise<number> =>
  (await database.owner.selectFrom('ledger_events').select('seq').where('type', '=', type).execute()).length;

test('a statute is entered once, read by every agency of the jurisdiction and found by its words', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const body = { ...law, actionId: app.actionId() };
    const made = await legal.post('/api/statutes', body);
    assert.equal(made.status, 200);
    assert.deepEqual((await legal.post('/api/statutes', body)).body, made.body);
    assert.equal(await events(app, 'statute.created'), 1);
    const other = await app.signIn('otherAgency');
    const found = await other.get('/api/statutes?text=灭火器材');
    assert.deepEqual(
      found.body.rows.map((row: { title: string; articleCount: number; state: string }) => [
        row.title,
        row.articleCount,
        row.state,
      ]),
      [[law.title, 2, 'inForce']],
    );
    const articles = await other.get('/api/statute-articles?text=灭火');
    assert.deepEqual(
      articles.body.rows.map((row: { number: string }) => row.number),
      ['第二条'],
    );
    const stranger = await app.signIn('chenXi');
    assert.equal((await stranger.get(`/api/statutes/${made.body.id}`)).status, 404);
    assert.equal((await stranger.get('/api/statutes')).body.rows.length, 0);
  });
});

test('a changed text keeps the ids of articles whose number stands, and old versions are refused', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const { id } = (await legal.post('/api/statutes', { ...law, actionId: app.actionId() })).body;
    const before = (await legal.get(`/api/statutes/${id}`)).body;
    const articles = [
      law.articles[1],
      { number: '第三条', chapter: '', text: '本条例自2020年3月1日起施行。' },
    ];
    const put = (version: number) =>
      legal.put(`/api/statutes/${id}`, { ...law, articles, version, actionId: app.actionId() });
    assert.equal((await put(1)).body.version, 2);
    const after = (await legal.get(`/api/statutes/${id}`)).body;
    assert.equal(after.articles[0].id, before.articles[1].id);
    assert.deepEqual(
      after.articles.map((one: { number: string }) => one.number),
      ['第二条', '第三条'],
    );
    const late = await put(1);
    assert.deepEqual([late.status, late.body.error.code], [409, 'statute.changed_meanwhile']);
  });
});

test('the end of a statute is recorded once, not before it began, and lists show it as ended', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const make = async (edition: string) =>
      (await legal.post('/api/statutes', { ...law, edition, actionId: app.actionId() })).body.id as string;
    const [old, next] = [await make('2020年修订'), await make('2024年修订')];
    const end = (fields: object) =>
      legal.post(`/api/statutes/${old}/end`, {
        version: 1,
        endedOn: '2024-01-01',
        reason: '被新条例替代',
        replacedBy: next,
        actionId: app.actionId(),
        ...fields,
      });
    assert.equal((await end({ endedOn: '2020-02-01' })).body.error.code, 'statute.end_day_invalid');
    assert.equal((await end({ replacedBy: old })).body.error.code, 'statute.successor_invalid');
    assert.equal((await end({})).status, 200);
    assert.equal((await end({ version: 2 })).body.error.code, 'statute.already_ended');
    const shown = (await legal.get(`/api/statutes/${old}`)).body;
    assert.deepEqual([shown.state, shown.replacedBy.id], ['ended', next]);
    const ended = (await legal.get('/api/statutes?state=ended')).body.rows;
    assert.deepEqual(
      ended.map((row: { id: string }) => row.id),
      [old],
    );
    const taken = await legal.post('/api/statutes', { ...law, actionId: app.actionId() });
    assert.deepEqual([taken.status, taken.body.error.field], [409, 'title']);
  });
});

test('only legal officers write the library, and two articles of one number are refused', async () => {
  await withTestApp(async (app) => {
    for (const name of ['sectionOfficer', 'boWen', 'administrator'] as const) {
      const person = await app.signIn(name);
      assert.equal((await person.post('/api/statutes', { ...law, actionId: app.actionId() })).status, 403);
    }
    const legal = await app.signIn('anLan');
    const twice = [law.articles[0], law.articles[0]];
    const reply = await legal.post('/api/statutes', { ...law, articles: twice, actionId: app.actionId() });
    assert.deepEqual([reply.status, reply.body.error.field], [422, 'articles']);
    assert.equal(await events(app, 'statute.created'), 0);
  });
});

test('the selection that comes with the system is added once and marked as not compared', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const add = () => legal.post('/api/statutes/starter', { actionId: app.actionId() });
    const first = (await add()).body;
    assert.ok(first.added >= 6 && first.present === 0);
    assert.deepEqual((await add()).body, { added: 0, present: first.added });
    const { rows } = (await legal.get('/api/statutes')).body;
    assert.ok(rows.every((row: { checkedOn: string | null }) => row.checkedOn === null));
  });
});
