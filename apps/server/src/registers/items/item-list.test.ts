import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { listItems } from './item.service.ts';
import { addItem, item, publish, startList, step } from './item-testing.ts';
import { noteItemUse, publishedItem, publishedItems } from './published-items.queries.ts';

test('R001 an item keeps every field of the list; the same request twice adds one; an inspector may not', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const body = { ...item, code: '', actionId: app.actionId() };
    const first = await lan.post(`/api/item-lists/${list}/items`, body);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual((await lan.post(`/api/item-lists/${list}/items`, body)).body, first.body);
    const { body: seen } = await lan.get(`/api/items/${first.body.id}`);
    assert.deepEqual(seen.fields, { ...item, code: '1' });
    assert.equal((await lan.get(`/api/item-lists/${list}/items`)).body.rows.length, 1);
    const bo = await app.signIn('boWen');
    const path = `/api/item-lists/${list}/items`;
    assert.equal((await bo.post(path, { ...item, actionId: app.actionId() })).status, 403);
    const twice = await lan.post(path, { ...item, code: '1', actionId: app.actionId() });
    assert.equal(twice.body.error.code, 'item.code_taken');
    const elsewhere = { ...item, code: '9', sectionId: app.cast.chenXi.sectionId, actionId: app.actionId() };
    assert.equal((await lan.post(path, elsewhere)).body.error.code, 'item.section_invalid');
  });
});

test('R002 every item says whether it is general or key', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const { tier: _tier, ...without } = item;
    const refused = await lan.post(`/api/item-lists/${list}/items`, { ...without, actionId: app.actionId() });
    assert.deepEqual([refused.status, refused.body.error.field], [400, 'tier']);
    await addItem(app, lan, list, { code: '1', tier: 'key' });
    await addItem(app, lan, list, { code: '2', tier: 'general' });
    const { body } = await lan.get(`/api/item-lists/${list}`);
    assert.deepEqual([body.counts.key, body.counts.general], [1, 1]);
    assert.equal((await lan.get(`/api/item-lists/${list}/items?tier=key`)).body.rows.length, 1);
  });
});

test('R003 an item without a legal basis cannot be approved: its list is not even submitted, and the item is named', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const empty = await step(app, lan, list, 'submit');
    assert.equal(empty.body.error.code, 'itemList.empty');
    await addItem(app, lan, list, { code: '1' });
    const bare = await addItem(app, lan, list, { code: '7', name: '没有依据的事项', bases: [] });
    const refused = await step(app, lan, list, 'submit');
    assert.equal(refused.status, 409);
    assert.deepEqual(refused.body.error, {
      code: 'itemList.obstacles',
      data: { count: 1, items: '7 没有依据的事项' },
    });
    const { body } = await lan.get(`/api/item-lists/${list}`);
    assert.equal(body.state, 'draft');
    assert.deepEqual(
      body.obstacles.map((one: { itemCode: string }) => one.itemCode),
      ['7'],
    );
    const mended = { ...item, code: '7', version: 1, actionId: app.actionId() };
    assert.equal((await lan.put(`/api/items/${bare}`, mended)).status, 200);
    assert.equal((await step(app, await app.signIn('sectionOfficer'), list, 'submit')).status, 200);
  });
});

test('R005 unpublished or revoked items are neither offered nor accepted', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const id = await addItem(app, lan, list, { code: '1' });
    const key = (await lan.get(`/api/items/${id}`)).body.itemKey as string;
    const offered = async () => (await lan.get('/api/published-items')).body.rows.length as number;
    assert.deepEqual([await offered(), await accepted(app, key)], [0, undefined]);
    await publish(app, list);
    assert.deepEqual([await offered(), (await accepted(app, key))?.listVersion], [1, 1]);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get('/api/published-items')).body.rows.length, 0);
    const head = await app.signIn('agencyHead');
    const revoked = await step(app, head, list, { step: 'revoke', reason: '机构职能调整' });
    assert.equal(revoked.status, 200, JSON.stringify(revoked.body));
    assert.deepEqual([await offered(), await accepted(app, key)], [0, undefined]);
    const { body } = await lan.get(`/api/item-lists/${list}`);
    assert.deepEqual([body.state, body.effectiveTo], ['revoked', app.platform.clock.today()]);
  });
});

function accepted(app: TestApp, itemKey: string) {
  const { jurisdictionId, agencyId } = app.cast.anLan;
  return inTransaction(app.platform.db, (tx) => publishedItem(tx, { jurisdictionId, agencyId }, itemKey));
}

test('R008 amending copies the published version; publishing supersedes it; an item keeps its key and running tasks their version', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const first = await startList(app, lan);
    await addItem(app, lan, first, { code: '1' });
    await addItem(app, lan, first, { code: '2', name: '另一个事项' });
    await publish(app, first);
    const before = (await lan.get(`/api/item-lists/${first}/items`)).body.rows;
    const second = await startList(app, lan);
    const rows = (await lan.get(`/api/item-lists/${second}/items`)).body.rows;
    const keys = (list: { itemKey: string }[]) => list.map((row) => row.itemKey);
    assert.deepEqual(keys(rows), keys(before));
    assert.notEqual(rows[0].id, before[0].id);
    const third = await lan.post('/api/item-lists', {
      purpose: 'own',
      title: '又一版',
      actionId: app.actionId(),
    });
    assert.equal(third.body.error.code, 'document.draft_exists');
    const change = { ...item, code: '1', content: '改过的内容', version: 1, actionId: app.actionId() };
    assert.equal((await lan.put(`/api/items/${rows[0].id}`, change)).status, 200);
    const gone = { version: 1, actionId: app.actionId() };
    assert.equal((await lan.delete(`/api/items/${rows[1].id}`, gone)).status, 200);
    await publish(app, second);
    assert.equal((await lan.get(`/api/item-lists/${first}`)).body.state, 'superseded');
    const running = (await lan.get(`/api/items/${before[0].id}`)).body;
    assert.deepEqual([running.fields.content, running.listVersion], [item.content, 1]);
    const { jurisdictionId, agencyId } = app.cast.anLan;
    const inForce = await inTransaction(app.platform.db, (tx) =>
      publishedItems(tx, { jurisdictionId, agencyId }),
    );
    assert.deepEqual(
      inForce.map((one) => [one.itemKey, one.listVersion]),
      [[rows[0].itemKey, 2]],
    );
  });
});

test('a published version cannot be edited, an edit over somebody else’s is refused, and another agency finds nothing', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const id = await addItem(app, lan, list, { code: '1' });
    const edit = { ...item, code: '1', content: '新的内容', version: 1 };
    assert.equal((await lan.put(`/api/items/${id}`, { ...edit, actionId: app.actionId() })).body.version, 2);
    const late = await lan.put(`/api/items/${id}`, { ...edit, remark: '晚了', actionId: app.actionId() });
    assert.equal(late.body.error.code, 'item.changed_meanwhile');
    const same = await lan.put(`/api/items/${id}`, { ...edit, version: 2, actionId: app.actionId() });
    assert.equal(same.body.error.code, 'item.nothing_changed');
    const head = await app.signIn('agencyHead');
    assert.equal((await head.put(`/api/items/${id}`, { ...edit, actionId: app.actionId() })).status, 403);
    for (const name of ['otherAgency', 'chenXi'] as const) {
      const other = await app.signIn(name);
      assert.equal((await other.get(`/api/item-lists/${list}`)).status, 404);
      assert.equal((await other.get(`/api/items/${id}`)).status, 404);
    }
    await publish(app, list);
    const after = await lan.put(`/api/items/${id}`, {
      ...edit,
      remark: '再改',
      version: 2,
      actionId: app.actionId(),
    });
    assert.equal(after.body.error.code, 'document.not_draft');
    const more = await lan.post(`/api/item-lists/${list}/items`, { ...item, actionId: app.actionId() });
    assert.equal(more.body.error.code, 'document.not_draft');
    const discard = { version: 6, actionId: app.actionId() };
    assert.equal((await lan.delete(`/api/item-lists/${list}`, discard)).status, 409);
  });
});

test('a draft is renamed and given up; the same step twice is taken once, and a stale one is refused', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const rename = { title: '新名称', issuer: '', version: 1, actionId: app.actionId() };
    assert.equal((await lan.put(`/api/item-lists/${list}`, rename)).body.version, 2);
    const stale = { ...rename, actionId: app.actionId() };
    assert.equal(
      (await lan.put(`/api/item-lists/${list}`, stale)).body.error.code,
      'document.changed_meanwhile',
    );
    await addItem(app, lan, list, { code: '1' });
    const submit = { step: 'submit', version: 2, actionId: app.actionId() };
    const once = await lan.post(`/api/item-lists/${list}/steps`, submit);
    assert.deepEqual((await lan.post(`/api/item-lists/${list}/steps`, submit)).body, once.body);
    const own = await step(app, lan, list, 'review');
    assert.equal(own.body.error.code, 'document.own_act');
    const back = await step(app, await app.signIn('agencyHead'), list, {
      step: 'return',
      reason: '补充依据',
    });
    assert.equal(back.status, 200, JSON.stringify(back.body));
    const gone = await lan.delete(`/api/item-lists/${list}`, { version: 4, actionId: app.actionId() });
    assert.equal(gone.status, 200, JSON.stringify(gone.body));
    assert.equal((await lan.get(`/api/item-lists/${list}`)).status, 404);
  });
});

test('R007 an item that nobody used for five years is flagged, and a use takes the flag off', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const id = await addItem(app, lan, list, { code: '1' });
    await addItem(app, lan, list, { code: '2', name: '常用事项' });
    await publish(app, list);
    // The service is asked itself: a password so old no longer signs in.
    const unused = async () => {
      const query = { listId: list, filter: { fault: 'unused' as const }, after: undefined, limit: 50 };
      const found = await listItems(app.platform, app.cast.anLan, query);
      return found.ok ? found.value.rows.map((row) => row.code) : [found.error.code];
    };
    assert.deepEqual(await unused(), []);
    const itemKey = (await lan.get(`/api/items/${id}`)).body.itemKey as string;
    const { jurisdictionId, agencyId } = app.cast.anLan;
    app.platform.clock.advance(1863 * 86_400_000);
    assert.deepEqual(await unused(), ['1', '2']);
    const onDay = app.platform.clock.today();
    const use = { itemKey, kind: 'draw', refId: crypto.randomUUID(), onDay } as const;
    await inTransaction(app.platform.db, async (tx) => {
      await noteItemUse(tx, { jurisdictionId, agencyId }, use);
      await noteItemUse(tx, { jurisdictionId, agencyId }, use);
    });
    assert.deepEqual(await unused(), ['2']);
  });
});

test('R009 check sheets, guidance and leniency rules stand with the item and travel into the next version', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const list = await startList(app, lan);
    const support = {
      sheetIds: [crypto.randomUUID()],
      leniencyKeys: [crypto.randomUUID()],
      guidance: '先核对台账，再看现场。',
    };
    await addItem(app, lan, list, { code: '1', ...support });
    await publish(app, list);
    const offered = (await lan.get('/api/published-items')).body.rows;
    assert.deepEqual(offered[0].sheetIds, support.sheetIds);
    const next = await startList(app, lan);
    const [row] = (await lan.get(`/api/item-lists/${next}/items`)).body.rows;
    const { fields } = (await lan.get(`/api/items/${row.id}`)).body;
    const { sheetIds, leniencyKeys, guidance } = fields;
    assert.deepEqual({ sheetIds, leniencyKeys, guidance }, support);
  });
});
