import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessNotices } from '@mingcha/core/common/access-notices.ts';
import { fail } from '@mingcha/core/common/result.ts';
import { inTransaction } from '../db/transaction.ts';
import { type CastName, type TestApp, withTestApp } from '../testing-app.ts';
import { listNotices, markNotices } from './inbox.service.ts';
import { enterpriseRecipient, notify, notifyAll } from './notify.ts';

function tell({ platform, cast }: TestApp, name: CastName, dedupeKey: string): Promise<boolean> {
  const { jurisdictionId, accountId } = cast[name];
  return inTransaction(platform.db, (tx) =>
    notify(tx, platform, {
      jurisdictionId,
      to: { accountId },
      kind: accessNotices.grantDecided,
      data: { person: '甲', decider: '乙' },
      link: '/account-grants',
      dedupeKey,
    }),
  );
}

test('a notice is in the inbox with the commit of its write, and not at all when the write is refused', async () => {
  await withTestApp(async (app) => {
    const { platform, cast, signIn } = app;
    const refused = await inTransaction(platform.db, async (tx) => {
      const { jurisdictionId, accountId } = cast.boWen;
      const told = await notify(tx, platform, {
        jurisdictionId,
        to: { accountId },
        kind: accessNotices.grantDecided,
        data: { person: '甲', decider: '乙' },
        link: null,
        dedupeKey: 'x',
      });
      assert.equal(told, true);
      return fail('some.refusal');
    });
    assert.equal(refused.ok, false);
    const bo = await signIn('boWen');
    assert.deepEqual((await bo.get('/api/notices')).body.rows, []);
    assert.equal(await tell(app, 'boWen', 'x'), true);
    const { rows } = (await bo.get('/api/notices')).body;
    assert.equal(rows.length, 1);
    assert.equal(rows[0].kind, 'grant.decided');
    assert.deepEqual(rows[0].data, { person: '甲', decider: '乙' });
  });
});

test('the same occasion tells a person once, and each of several people once', async () => {
  await withTestApp(async (app) => {
    const { platform, cast, signIn } = app;
    assert.equal(await tell(app, 'boWen', 'one'), true);
    assert.equal(await tell(app, 'boWen', 'one'), false);
    assert.equal(await tell(app, 'boWen', 'two'), true);
    const told = await inTransaction(platform.db, (tx) =>
      notifyAll(tx, platform, {
        jurisdictionId: cast.anLan.jurisdictionId,
        accountIds: [cast.anLan.accountId, cast.boWen.accountId, cast.anLan.accountId, cast.chenXi.accountId],
        kind: accessNotices.grantDecided,
        data: { person: '甲', decider: '乙' },
        link: null,
        dedupeKey: 'one',
      }),
    );
    assert.equal(told, 2);
    // Somebody of another jurisdiction is told in their own.
    assert.equal((await (await signIn('chenXi')).get('/api/notices')).body.rows.length, 1);
  });
});

test('the bell counts what is unread; a mark of one’s own may be set twice, taken back, and never touches others', async () => {
  await withTestApp(async (app) => {
    const { signIn, anonymous, database } = app;
    for (const key of ['a', 'b', 'c']) await tell(app, 'boWen', key);
    await tell(app, 'anLan', 'a');
    const [bo, lan] = [await signIn('boWen'), await signIn('anLan')];
    assert.deepEqual((await bo.get('/api/notices/count')).body, { unread: 3 });
    const { rows } = (await bo.get('/api/notices?limit=2')).body;
    const mark = { ids: [rows[0].id], read: true };
    assert.deepEqual((await bo.post('/api/notices/mark', mark)).body, { unread: 2 });
    assert.deepEqual((await bo.post('/api/notices/mark', mark)).body, { unread: 2 });
    assert.deepEqual((await lan.post('/api/notices/mark', { ...mark, read: false })).body, { unread: 1 });
    assert.deepEqual((await bo.get('/api/notices?state=unread')).body.rows.length, 2);
    assert.deepEqual((await bo.post('/api/notices/mark', { ids: null, read: true })).body, { unread: 0 });
    assert.deepEqual((await bo.post('/api/notices/mark', { ...mark, read: false })).body, { unread: 1 });
    const kept = await database.db.selectFrom('notices').select(['first_read_at']).execute();
    assert.equal(kept.filter((row) => row.first_read_at !== null).length, 3);
    assert.equal((await anonymous.get('/api/notices')).status, 401);
    assert.equal((await anonymous.post('/api/notices/mark', mark)).status, 401);
    const page = (await bo.get('/api/notices?limit=2')).body;
    const rest = (await bo.get(`/api/notices?limit=2&after=${page.next}`)).body;
    assert.deepEqual([page.rows.length, rest.rows.length, rest.next], [2, 1, null]);
  });
});

test('an enterprise has an inbox by its key; a disabled account is not told', async () => {
  await withTestApp(async ({ platform, cast, database }) => {
    const { jurisdictionId, accountId } = cast.boWen;
    const common = {
      jurisdictionId,
      kind: accessNotices.grantDecided,
      data: { person: '甲', decider: '乙' },
      link: null,
      dedupeKey: 'e',
    } as const;
    const key = 'key-1';
    await inTransaction(platform.db, (tx) => notify(tx, platform, { ...common, to: { enterpriseKey: key } }));
    const of = { jurisdictionId, recipient: enterpriseRecipient(key) };
    const listed = await listNotices(platform, of, { state: 'unread', limit: 10 });
    assert.equal(listed.value.rows.length, 1);
    assert.deepEqual((await markNotices(platform, of, { ids: null, read: true })).value, { unread: 0 });
    await database.db
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', accountId)
      .execute();
    const told = await inTransaction(platform.db, (tx) =>
      notify(tx, platform, { ...common, to: { accountId } }),
    );
    assert.equal(told, false);
  });
});

test('who asks for a grant tells the security administrators, and the decision tells who asked', async () => {
  await withTestApp(async ({ signIn, cast, actionId }) => {
    const administrator = await signIn('administrator');
    const asked = { actionId: actionId(), roles: ['inspector', 'sectionOfficer'], reason: '轮岗' };
    const path = `/api/accounts/${cast.boWen.accountId}/roles`;
    assert.equal((await administrator.put(path, asked)).status, 200);
    assert.equal((await administrator.put(path, asked)).status, 200);
    const security = await signIn('securityAdministrator');
    const { rows } = (await security.get('/api/notices')).body;
    assert.deepEqual(
      rows.map((row: { kind: string; data: object }) => [row.kind, row.data]),
      [['grant.waiting', { asker: '管理', person: '柏文' }]],
    );
    const grant = (await security.get('/api/account-grants')).body.rows[0];
    const decision = { actionId: actionId(), decision: 'approved' };
    assert.equal((await security.post(`/api/account-grants/${grant.id}/decision`, decision)).status, 200);
    const told = (await administrator.get('/api/notices')).body.rows;
    assert.deepEqual(
      told.map((row: { kind: string }) => row.kind),
      ['grant.decided'],
    );
  });
});
