import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../../platform/testing-app.ts';
import { addItem, item, publish, startList, step } from './item-testing.ts';

test('R004 a published list stands on the public page with its day and place; a draft does not exist there', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    await addItem(app, lan, list, { code: '1', tier: 'key', sectionId: app.cast.anLan.sectionId });
    await addItem(app, lan, list, { code: '2', name: '消防设施的检查', category: '消防检查' });
    const open = app.anonymous;
    assert.deepEqual((await open.get('/api/public/item-lists')).body.rows, []);
    assert.equal((await open.get(`/api/public/item-lists/${list}`)).status, 404);
    assert.equal((await open.get(`/api/public/item-lists/${list}/items`)).status, 404);
    assert.equal((await open.get(`/api/public/item-lists/${list}/export?format=csv`)).status, 404);
    await publish(app, list, '区政府网站·政务公开专栏');
    const { body } = await open.get('/api/public/item-lists');
    assert.equal(body.rows.length, 1);
    const { title, publishedOn, publishedPlace, entries, agencyName } = body.rows[0];
    assert.deepEqual(
      { title, publishedOn, publishedPlace, entries, agencyName },
      {
        title: '随机抽查事项清单',
        publishedOn: app.platform.clock.today(),
        publishedPlace: '区政府网站·政务公开专栏',
        entries: 2,
        agencyName: '茶亭区应急管理局',
      },
    );
    const found = await open.get(`/api/public/item-lists/${list}/items?text=${encodeURIComponent('消防')}`);
    assert.deepEqual(
      found.body.rows.map((row: { code: string }) => row.code),
      ['2'],
    );
    const all = (await open.get(`/api/public/item-lists/${list}/items`)).body.rows;
    assert.ok(!('sectionId' in all[0]) && all[0].bases.length === 1);
    const file = await open.get(`/api/public/item-lists/${list}/export?format=csv`);
    assert.match(file.raw.toString('utf8'), /序号,抽查类别,抽查事项,检查内容,检查对象,事项类别/);
    const none = await open.get(`/api/public/item-lists?text=${encodeURIComponent('不存在')}`);
    assert.deepEqual(none.body.rows, []);
  });
});

test('R004 an earlier version stays readable with the day on which it ended', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const first = await startList(app, lan);
    await addItem(app, lan, first, { code: '1' });
    await publish(app, first);
    const second = await startList(app, lan);
    await publish(app, second);
    const { body } = await app.anonymous.get(`/api/public/item-lists/${first}`);
    assert.deepEqual(
      body.versions.map((one: { listVersion: number; state: string }) => [one.listVersion, one.state]),
      [
        [2, 'published'],
        [1, 'superseded'],
      ],
    );
    assert.equal(body.effectiveTo, app.platform.clock.today());
    const rows = (await app.anonymous.get('/api/public/item-lists')).body.rows;
    assert.deepEqual(
      rows.map((row: { id: string }) => row.id),
      [second],
    );
  });
});

test('R008 the difference between two versions is shown item by item and field by field', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const first = await startList(app, lan);
    await addItem(app, lan, first, { code: '1' });
    await addItem(app, lan, first, { code: '2', name: '将终止的事项' });
    await publish(app, first);
    const second = await startList(app, lan);
    const rows = (await lan.get(`/api/item-lists/${second}/items`)).body.rows;
    const edit = {
      ...item,
      code: '1',
      tier: 'key',
      methods: ['onSite'],
      version: 1,
      actionId: app.actionId(),
    };
    assert.equal((await lan.put(`/api/items/${rows[0].id}`, edit)).status, 200);
    await lan.delete(`/api/items/${rows[1].id}`, { version: 1, actionId: app.actionId() });
    await addItem(app, lan, second, { code: '3', name: '新增的事项' });
    const { body } = await lan.get(`/api/item-lists/${second}/diff`);
    const names = (list: { name: string }[]) => list.map((one) => one.name);
    assert.deepEqual([names(body.added), names(body.ended)], [['新增的事项'], ['将终止的事项']]);
    assert.deepEqual(body.changed[0].differences, [
      { field: 'tier', before: 'general', after: 'key' },
      { field: 'methods', before: ['onSite', 'documents'], after: ['onSite'] },
    ]);
    assert.deepEqual([body.before.listVersion, body.after.listVersion], [1, 2]);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get(`/api/item-lists/${second}/diff`)).status, 404);
  });
});

test('R006 items are aligned with a superior list: source, local change and day are kept, lacking items are taken over', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const superior = {
      purpose: 'superior',
      title: '省级清单',
      issuer: '省应急管理厅',
      actionId: app.actionId(),
    };
    const source = (await lan.post('/api/item-lists', superior)).body.id as string;
    const theirs = await addItem(app, lan, source, { code: '88', content: '省级内容' });
    const lacking = await addItem(app, lan, source, { code: '89', name: '本级没有的事项' });
    const list = await startList(app, lan);
    const own = await addItem(app, lan, list, { code: '1' });
    const itemKey = (await lan.get(`/api/items/${own}`)).body.itemKey as string;
    const sources = (await lan.get('/api/item-alignments/sources')).body.rows;
    assert.deepEqual(
      sources.map((one: { issuer: string; imported: boolean }) => [one.issuer, one.imported]),
      [['省应急管理厅', true]],
    );
    const before = (await lan.get(`/api/item-alignments?sourceId=${source}`)).body;
    assert.deepEqual(
      before.rows[0].differences.map((one: { field: string }) => one.field),
      ['content'],
    );
    assert.deepEqual(
      before.lacking.map((one: { id: string }) => one.id),
      [lacking],
    );
    const rows = [
      { itemKey, sourceItemId: theirs, localChange: '内容按本地行业细化' },
      { itemKey: null, sourceItemId: lacking, localChange: '' },
    ];
    const body = { sourceId: source, rows, actionId: app.actionId() };
    const done = await lan.post('/api/item-alignments', body);
    assert.deepEqual(done.body, { recorded: 2, taken: 1 });
    assert.deepEqual((await lan.post('/api/item-alignments', body)).body, done.body);
    const { alignment } = (await lan.get(`/api/items/${own}`)).body;
    assert.deepEqual(alignment, {
      sourceIssuer: '省应急管理厅',
      sourceTitle: '省级清单',
      sourceVersion: 1,
      sourceCode: '88',
      sourceName: item.name,
      localChange: '内容按本地行业细化',
      alignedOn: app.platform.clock.today(),
    });
    const after = (await lan.get(`/api/item-alignments?sourceId=${source}`)).body;
    assert.deepEqual([after.rows.length, after.lacking.length, after.rows[1].item.code], [2, 0, '2']);
    const bo = await app.signIn('boWen');
    assert.equal((await bo.post('/api/item-alignments', { ...body, actionId: app.actionId() })).status, 403);
    const stray = { ...body, rows: [{ ...rows[0], itemKey: crypto.randomUUID() }], actionId: app.actionId() };
    assert.equal(
      (await lan.post('/api/item-alignments', stray)).body.error.code,
      'itemAlignment.item_invalid',
    );
    await publish(app, list);
    const late = { ...body, rows: [rows[1]], actionId: app.actionId() };
    assert.equal((await lan.post('/api/item-alignments', late)).body.error.code, 'itemAlignment.no_draft');
    const steps = await step(app, lan, source, 'submit');
    assert.equal(steps.body.error.code, 'itemList.superior_has_no_steps');
  });
});

test('lists page by key without a gap, and a cursor that is none of ours begins at the first page', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    for (const code of ['1', '2', '3']) await addItem(app, lan, list, { code, name: `事项${code}` });
    await publish(app, list);
    const first = (await lan.get(`/api/item-lists/${list}/items?limit=2`)).body;
    const rest = (await lan.get(`/api/item-lists/${list}/items?limit=2&after=${first.next}`)).body;
    assert.deepEqual(
      [...first.rows, ...rest.rows].map((row: { code: string }) => row.code),
      ['1', '2', '3'],
    );
    assert.equal(rest.next, null);
    const crafted = (key: readonly string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
    for (const key of [
      ['1', 'x'],
      ['9'.repeat(30), crypto.randomUUID()],
      ['2026-99-99', crypto.randomUUID()],
      ['2026-11-01', '-'.repeat(36)],
    ]) {
      for (const path of [
        `/api/item-lists/${list}/items`,
        `/api/public/item-lists/${list}/items`,
        '/api/public/item-lists',
        '/api/public/leniency-lists',
      ])
        assert.equal((await lan.get(`${path}?after=${crafted(key)}`)).status, 200, `${path} ${key[0]}`);
    }
  });
});
