import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { takeDroppedFiles } from './feed-folder.ts';
import { feedFolder } from './feed-token.service.ts';
import { csv, makeObject, plainObject } from './testing-objects.ts';

const head = 'XK_WSH,XK_XMMC,XK_XDR,XK_XDR_SHXYM,XK_FR,XK_JDRQ,XK_JZQ,XK_XZJG,XK_ZT';
const other = '91140500111201454W';
const licences = csv(
  head,
  `晋应许〔2025〕1号,危险化学品经营许可,${plainObject.name},${plainObject.uscc},李四,2025-01-02,2099-12-31,市应急管理局,0`,
  `晋应许〔2025〕2号,危险化学品经营许可,晋城市自来水有限公司,${other},王五,2025-02-03,2028-02-02,市应急管理局,0`,
  '晋应许〔2020〕9号,安全生产许可,自然人张某,140502198001010014,张某,2020-01-01,2023-01-01,市应急管理局,0',
);

async function upload(client: TestClient, given: { kind: string; bytes: Uint8Array; actionId: string }) {
  const { kind, bytes, actionId } = given;
  return client.upload(`/api/feeds?kind=${kind}&actionId=${actionId}`, { name: 'a.csv', bytes });
}

async function take(client: TestClient, given: { kind: string; bytes: Uint8Array; actionId: () => string }) {
  const up = await upload(client, { ...given, actionId: given.actionId() });
  assert.equal(up.status, 200, JSON.stringify(up.body));
  const done = await client.post(`/api/feeds/${up.body.id}/apply`, { actionId: given.actionId() });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return done.body;
}

async function waiting(client: TestClient, kind: string) {
  const { body } = await client.get(`/api/reconciliation?kind=${kind}`);
  return body.rows as { key: string; fingerprint: string; name: string; ours: string; theirs: string }[];
}

test('R022 a licence feed in the XK_ layout is previewed, taken over once, and shows who is licensed but not listed', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    await makeObject(lan, actionId());
    const action = actionId();
    const up = await upload(lan, { kind: 'licences', bytes: licences, actionId: action });
    assert.equal(up.body.state, 'previewed', JSON.stringify(up.body));
    assert.deepEqual(up.body.counts, { new: 2, changed: 0, unchanged: 0, unmatched: 0, rejected: 1 });
    const again = await upload(lan, { kind: 'licences', bytes: licences, actionId: action });
    assert.equal(again.body.id, up.body.id, 'the same request twice is one receipt');
    const twin = await upload(lan, { kind: 'licences', bytes: licences, actionId: actionId() });
    assert.equal(twin.body.error.code, 'feed.already_received');
    const { body: rows } = await lan.get(`/api/feeds/${up.body.id}/rows`);
    assert.equal(JSON.stringify(rows).includes('140502198001010014'), false, 'no resident number is kept');
    assert.deepEqual(await waiting(lan, 'unlisted'), [], 'nothing before it is applied');
    const bo = await signIn('boWen');
    assert.equal((await bo.post(`/api/feeds/${up.body.id}/apply`, { actionId: actionId() })).status, 403);
    const done = await lan.post(`/api/feeds/${up.body.id}/apply`, { actionId: actionId() });
    assert.equal(done.body.state, 'applied', JSON.stringify(done.body));
    const twice = await lan.post(`/api/feeds/${up.body.id}/apply`, { actionId: actionId() });
    assert.equal(twice.body.error.code, 'feed.wrong_state');
    const [unlisted, ...rest] = await waiting(lan, 'unlisted');
    assert.deepEqual([unlisted?.name, rest.length], ['晋城市自来水有限公司', 0]);
    const { body: found } = await lan.get(`/api/objects?text=${plainObject.uscc}`);
    const { body: file } = await lan.get(`/api/objects/${found.rows[0].id}/file`);
    assert.deepEqual([file.licences[0].number, file.licences[0].longTerm], ['晋应许〔2025〕1号', true]);
  });
});

test('R023 a difference is decided once: added, or ignored with a reason, and asked again only when it changes', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    await take(lan, { kind: 'licences', bytes: licences, actionId });
    const all = await waiting(lan, 'unlisted');
    assert.equal(all.length, 2);
    const say = (key: string, decision: string, more: object = {}) => {
      const row = all.find((one) => one.key === key);
      const asked = { kind: 'unlisted', key, fingerprint: row?.fingerprint, decision, reason: '', ...more };
      return lan.post('/api/reconciliation/decide', { ...asked, actionId: actionId() });
    };
    const added = await say(other, 'add');
    assert.equal(added.status, 200, JSON.stringify(added.body));
    const { body: object } = await lan.get(`/api/objects/${added.body.objectId}`);
    assert.deepEqual([object.name, object.uscc, object.status], ['晋城市自来水有限公司', other, 'active']);
    const { body: file } = await lan.get(`/api/objects/${object.id}/file`);
    assert.equal(file.licences.length, 1, 'the licence follows');
    assert.equal((await say(other, 'add')).body.error.code, 'reconciliation.already_decided');
    const mute = await say(plainObject.uscc, 'ignore');
    assert.deepEqual([mute.status, mute.body.error.field], [422, 'reason']);
    assert.equal((await say(plainObject.uscc, 'deactivate')).status, 422);
    assert.equal((await say(plainObject.uscc, 'ignore', { reason: '住所在外市' })).status, 200);
    assert.deepEqual(await waiting(lan, 'unlisted'), []);
    const later = csv(
      head,
      `晋应许〔2026〕7号,危险化学品经营许可,${plainObject.name},${plainObject.uscc},李四,2026-01-02,2029-01-01,市应急管理局,0`,
    );
    await take(lan, { kind: 'licences', bytes: later, actionId });
    assert.equal((await waiting(lan, 'unlisted')).length, 1, 'another licence is another question');
    const { body: decided } = await lan.get('/api/reconciliation/decisions');
    assert.deepEqual(
      decided.rows.map((row: { decision: string; reason: string }) => [row.decision, row.reason]),
      [
        ['ignore', '住所在外市'],
        ['add', ''],
      ],
    );
  });
});

test('R023 listed objects without a live licence, changed names and addresses, and closed units are shown and settled', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await makeObject(lan, actionId());
    const bo = await makeObject(lan, actionId(), { name: '二厂', uscc: other, address: '旧街' });
    const old = csv(
      head,
      `许1号,安全生产许可,${plainObject.name},${plainObject.uscc},,2020-01-01,2023-01-01,市局,0`,
    );
    await take(lan, { kind: 'licences', bytes: old, actionId });
    const registry = csv(
      '企业名称,统一社会信用代码,住所,登记状态',
      `晋州市东方新材料有限公司,${plainObject.uscc},新区8号,存续`,
      `二厂,${other},旧街,注销`,
    );
    await take(lan, { kind: 'registry', bytes: registry, actionId });
    const { body: counts } = await lan.get('/api/reconciliation/count');
    assert.deepEqual(counts, { unlisted: 0, noLiveLicence: 1, changedName: 1, changedAddress: 1, closed: 1 });
    const settle = async (kind: string, decision: string) => {
      const [row] = await waiting(lan, kind);
      const asked = { kind, key: row?.key, fingerprint: row?.fingerprint, decision, reason: '核实' };
      const reply = await lan.post('/api/reconciliation/decide', { ...asked, actionId: actionId() });
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
    };
    await settle('changedName', 'update');
    await settle('changedAddress', 'update');
    await settle('closed', 'deactivate');
    const { body: one } = await lan.get(`/api/objects/${id}`);
    assert.deepEqual(
      [one.name, one.formerNames, one.address],
      ['晋州市东方新材料有限公司', [plainObject.name], '新区8号'],
    );
    const { body: two } = await lan.get(`/api/objects/${bo}`);
    assert.deepEqual([two.status, two.statusReason], ['inactive', 'closed']);
    const { body: left } = await lan.get('/api/reconciliation/count');
    assert.deepEqual(left, { unlisted: 0, noLiveLicence: 1, changedName: 0, changedAddress: 0, closed: 0 });
    const other2 = await signIn('otherAgency');
    assert.equal((await other2.get('/api/reconciliation/count')).body.noLiveLicence, 0);
  });
});

test('R022 another system sends licences with a token; without, with a wrong or a revoked one it is turned away', async () => {
  await withTestApp(async ({ signIn, actionId, anonymous, database }) => {
    const lan = await signIn('anLan');
    const made = await lan.post('/api/feed-tokens', {
      kind: 'licences',
      label: '审批局平台',
      actionId: actionId(),
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const send = (token: string) =>
      anonymous.inject({
        method: 'POST',
        url: '/api/feeds/send',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'multipart/form-data; boundary=b',
          'sec-fetch-site': 'none',
        },
        payload: Buffer.concat([
          Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\n'),
          licences,
          Buffer.from('\r\n--b--\r\n'),
        ]),
      });
    assert.equal((await send('mcf_wrong_token_wrong_token_wrong')).status, 403);
    const sent = await send(made.body.token);
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    assert.deepEqual([sent.body.channel, sent.body.counts.new], ['api', 2]);
    assert.equal((await send(made.body.token)).body.error.code, 'feed.already_received');
    const stored = await database.db.selectFrom('feed_tokens').selectAll().execute();
    assert.equal(JSON.stringify(stored).includes(made.body.token), false, 'the token itself is not stored');
    await lan.post(`/api/feed-tokens/${made.body.id}/revoke`, { actionId: actionId() });
    assert.equal((await send(made.body.token)).status, 403);
  });
});

test('R022 files dropped into the folder are taken over once they lie still, each leaves a receipt, unreadable ones stand apart', async () => {
  await withTestApp(async ({ signIn, actionId, platform, cast }) => {
    const lan = await signIn('anLan');
    await makeObject(lan, actionId());
    const folder = feedFolder(platform, { kind: 'licences', agencyId: cast.anLan.agencyId });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, '许可.csv'), licences);
    await writeFile(join(folder, '坏的.csv'), '没有,这些列\n1,2\n');
    await writeFile(join(folder, '说明.md'), 'not a table');
    const now = Date.parse(platform.clock.now()) / 1000;
    for (const name of ['许可.csv', '坏的.csv']) await utimes(join(folder, name), now, now);
    await takeDroppedFiles(platform);
    assert.deepEqual((await readdir(join(folder, 'done'))).length, 0, 'a file that may still grow waits');
    await takeDroppedFiles(platform, -1);
    const done = await readdir(join(folder, 'done'));
    assert.equal(done.length, 2, done.join());
    const receipt = done.find((name) => name.endsWith('.receipt.json')) ?? '';
    assert.equal(JSON.parse(await readFile(join(folder, 'done', receipt), 'utf8')).counts.new, 2);
    assert.equal((await readdir(join(folder, 'failed'))).length, 2);
    assert.deepEqual((await readdir(folder)).sort(), ['done', 'failed', '说明.md']);
    const { body } = await lan.get('/api/feeds');
    assert.deepEqual(body.rows.map((row: { state: string }) => row.state).sort(), ['applied', 'failed']);
  });
});

test('R261 a monthly credit file changes classes by code with their day and source, after a preview, and keeps the history', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await makeObject(lan, actionId());
    await makeObject(lan, actionId(), { name: '二厂', uscc: other, creditClassOn: '2026-06-01' });
    const month = csv(
      '企业名称,统一社会信用代码,信用风险等级,评定日期,来源',
      `${plainObject.name},${plainObject.uscc},D,2026-02-01,省平台`,
      `二厂,${other},A,2026-02-01,省平台`,
      '不在库的厂,91140500111200734L,C,2026-02-01,省平台',
      `三厂,,特等,2026-02-01,省平台`,
    );
    const up = await upload(lan, { kind: 'credit', bytes: month, actionId: actionId() });
    assert.deepEqual(up.body.counts, { new: 0, changed: 1, unchanged: 1, unmatched: 1, rejected: 1 });
    assert.equal((await lan.get(`/api/objects/${id}`)).body.creditClass, 'B', 'not before it is applied');
    await lan.post(`/api/feeds/${up.body.id}/apply`, { actionId: actionId() });
    const { body } = await lan.get(`/api/objects/${id}`);
    assert.deepEqual(
      [body.creditClass, body.creditClassOn, body.creditSource],
      ['D', '2026-02-01', '省平台'],
    );
    const { body: file } = await lan.get(`/api/objects/${id}/file`);
    assert.deepEqual(
      file.credit.map((one: { creditClass: string; asOf: string }) => [one.creditClass, one.asOf]),
      [
        ['D', '2026-02-01'],
        ['B', '2026-01-01'],
      ],
    );
  });
});

test('complaints come from a file by code, and the same file of other days adds nothing twice', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await makeObject(lan, actionId());
    const row = `${plainObject.name},${plainObject.uscc},投诉举报,2026-03-01,12345-77,属实,噪声`;
    const title = '企业名称,统一社会信用代码,类型,日期,来源,是否属实,说明';
    await take(lan, { kind: 'incidents', bytes: csv(title, row), actionId });
    const more = csv(title, row, `${plainObject.name},${plainObject.uscc},严重违法,2026-04-01,罚决1号,是,`);
    const done = await take(lan, { kind: 'incidents', bytes: more, actionId });
    assert.deepEqual([done.counts.new, done.counts.unchanged], [1, 1]);
    const { body } = await lan.get(`/api/objects/${id}/incidents`);
    assert.deepEqual(
      body.rows.map((one: { kind: string; verified: boolean }) => [one.kind, one.verified]),
      [
        ['seriousViolation', true],
        ['complaint', true],
      ],
    );
  });
});
