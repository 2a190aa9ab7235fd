/** Two-person approvals (Z-08): who may decide what, what nobody may, and when a decision acts (Z-06). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../db/transaction.ts';
import { type CastName, castPassword, type TestApp, type TestClient, withTestApp } from '../testing-app.ts';
import { replaceRoles } from './organisation.queries.ts';

async function askRoles(testApp: TestApp, name: CastName, roles: readonly string[]): Promise<string> {
  const administrator = await testApp.signIn('administrator');
  const reply = await administrator.put(`/api/accounts/${testApp.cast[name].accountId}/roles`, {
    actionId: testApp.actionId(),
    roles,
    reason: '岗位调整',
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.pending.id as string;
}

function decide(
  client: TestClient,
  testApp: TestApp,
  id: string,
  decision: 'approved' | 'refused' = 'approved',
) {
  const reason = decision === 'refused' ? '材料不全' : '';
  return client.post(`/api/account-grants/${id}/decision`, {
    actionId: testApp.actionId(),
    decision,
    reason,
  });
}

test('R364 a role more waits; once approved it acts on the next request of a session opened before (Z-06)', async () => {
  await withTestApp(async (testApp) => {
    const [bo, security] = [await testApp.signIn('boWen'), await testApp.signIn('securityAdministrator')];
    const id = await askRoles(testApp, 'boWen', ['inspector', 'sectionOfficer']);
    assert.equal((await bo.get('/api/inspectors')).status, 403, 'nothing has changed yet');
    const { rows } = (await security.get('/api/account-grants')).body;
    assert.deepEqual(
      rows.map((row: { before: string[]; after: string[]; askedBy: string; decidable: boolean }) => [
        row.before,
        row.after,
        row.askedBy,
        row.decidable,
      ]),
      [[['inspector'], ['inspector', 'sectionOfficer'], '管理', true]],
    );
    const body = { actionId: testApp.actionId(), decision: 'approved' };
    const first = await security.post(`/api/account-grants/${id}/decision`, body);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    const again = await security.post(`/api/account-grants/${id}/decision`, body);
    assert.deepEqual(again.body, first.body, 'same id twice');
    assert.equal((await bo.get('/api/inspectors')).status, 200);
    const none = await decide(security, testApp, testApp.platform.ids.next());
    assert.deepEqual([none.status, none.body.error.code], [404, 'access.grant.not_found']);
    const late = await decide(security, testApp, id);
    assert.deepEqual(late.body.error, { code: 'access.grant_decided', data: { person: '安全' } });
    const done = (await security.get('/api/account-grants?state=decided')).body.rows;
    assert.deepEqual([done[0].state, done[0].decidedBy], ['approved', '安全']);
  });
});

test('a refusal needs a reason and leaves the roles as they were', async () => {
  await withTestApp(async (testApp) => {
    const [bo, security] = [await testApp.signIn('boWen'), await testApp.signIn('securityAdministrator')];
    const id = await askRoles(testApp, 'boWen', ['inspector', 'sectionOfficer']);
    const silent = await security.post(`/api/account-grants/${id}/decision`, {
      actionId: testApp.actionId(),
      decision: 'refused',
    });
    assert.equal(silent.status, 400);
    assert.equal(silent.body.error.field, 'reason');
    assert.equal((await decide(security, testApp, id, 'refused')).body.state, 'refused');
    assert.equal((await bo.get('/api/inspectors')).status, 403);
  });
});

test('a refused new account can never be signed in to', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const security = await testApp.signIn('securityAdministrator');
    const made = await administrator.post('/api/accounts', {
      actionId: testApp.actionId(),
      signInName: 'stranger',
      personName: '路人',
      agencyId: testApp.cast.anLan.agencyId,
      sectionId: null,
      roles: ['legalOfficer'],
    });
    const { rows } = (await security.get('/api/account-grants')).body;
    assert.equal(rows[0].kind, 'account');
    await decide(security, testApp, rows[0].id, 'refused');
    const entered = await testApp.anonymous.post('/api/session', {
      signInName: 'stranger',
      password: made.body.oneTimePassword,
    });
    assert.equal(entered.body.error.code, 'auth.sign_in_refused');
  });
});

test('nobody decides what they asked for, nor on their own account, whatever role they got since', async () => {
  await withTestApp(async (testApp) => {
    const { cast, platform } = testApp;
    const id = await askRoles(testApp, 'boWen', ['inspector', 'sectionOfficer']);
    await inTransaction(platform.db, (tx) => replaceRoles(tx, cast.administrator, ['securityAdministrator']));
    const asker = await testApp.signIn('administrator');
    assert.equal((await asker.get('/api/account-grants')).body.rows[0].decidable, false);
    const own = await decide(asker, testApp, id);
    assert.equal(own.status, 403);
    assert.equal(own.body.error.code, 'access.own_act.forbidden');
    await inTransaction(platform.db, (tx) => replaceRoles(tx, cast.boWen, ['securityAdministrator']));
    const subject = await testApp.signIn('boWen');
    assert.equal((await decide(subject, testApp, id)).body.error.code, 'access.own_act.forbidden');
  });
});

test('the audit administrator decides on passwords of administrators only, and a business role on nothing', async () => {
  await withTestApp(async (testApp) => {
    const id = await askRoles(testApp, 'boWen', ['inspector', 'sectionOfficer']);
    const audit = await testApp.signIn('auditAdministrator');
    const refused = await decide(audit, testApp, id);
    assert.equal(refused.body.error.code, 'access.grant_role.forbidden');
    for (const name of ['administrator', 'anLan', 'agencyHead', 'auditor'] as const) {
      const reply = await decide(await testApp.signIn(name), testApp, id);
      assert.equal(reply.body.error.code, 'auth.role.forbidden', name);
    }
    const away = await decide(await testApp.signIn('chenXi'), testApp, id);
    assert.equal(away.status, 403);
  });
});

test('one request at a time: while it waits, the account is not changed any further', async () => {
  await withTestApp(async (testApp) => {
    await askRoles(testApp, 'boWen', ['inspector', 'sectionOfficer']);
    const administrator = await testApp.signIn('administrator');
    const url = `/api/accounts/${testApp.cast.boWen.accountId}/roles`;
    const more = await administrator.put(url, { actionId: testApp.actionId(), roles: ['legalOfficer'] });
    assert.equal(more.body.error.code, 'access.grant_waiting');
  });
});

test('an administrator cannot take over another administrator: the new password sleeps until a second approves', async () => {
  await withTestApp(async (testApp) => {
    const [administrator, security, audit] = [
      await testApp.signIn('administrator'),
      await testApp.signIn('securityAdministrator'),
      await testApp.signIn('auditAdministrator'),
    ];
    const url = `/api/accounts/${testApp.cast.securityAdministrator.accountId}/password`;
    const reset = await administrator.post(url, { actionId: testApp.actionId(), reason: '忘记口令' });
    assert.equal(reset.body.waiting, true);
    const second = await administrator.post(url, { actionId: testApp.actionId(), reason: '再试' });
    assert.equal(second.body.error.code, 'access.grant_waiting', 'one at a time');
    const enter = () =>
      testApp.anonymous.post('/api/session', {
        signInName: 'securityadministrator',
        password: reset.body.oneTimePassword,
      });
    assert.equal((await enter()).status, 401);
    assert.equal((await security.get('/api/sessions')).status, 200, 'the old password and session stay');
    const { rows } = (await audit.get('/api/account-grants')).body;
    assert.deepEqual([rows[0].kind, rows[0].decidable], ['password', true]);
    assert.equal((await decide(security, testApp, rows[0].id)).body.error.code, 'access.own_act.forbidden');
    assert.equal((await decide(audit, testApp, rows[0].id)).status, 200);
    assert.equal((await security.get('/api/sessions')).status, 401);
    assert.equal((await enter()).body.mustChangePassword, true);
  });
});

test('the only system administrator who forgot the password is helped by the two others together', async () => {
  await withTestApp(async (testApp) => {
    const security = await testApp.signIn('securityAdministrator');
    const audit = await testApp.signIn('auditAdministrator');
    const reset = (name: CastName) =>
      security.post(`/api/accounts/${testApp.cast[name].accountId}/password`, {
        actionId: testApp.actionId(),
        reason: '忘记口令',
      });
    assert.equal((await reset('boWen')).body.error.code, 'access.reset.forbidden');
    assert.equal((await reset('administrator')).body.waiting, true);
    const { rows } = (await audit.get('/api/account-grants')).body;
    assert.equal((await decide(security, testApp, rows[0].id)).body.error.code, 'access.own_act.forbidden');
    assert.equal((await decide(audit, testApp, rows[0].id)).status, 200);
  });
});

test('R364 the last system and the last security administrator can neither be disabled nor lose the role', async () => {
  await withTestApp(async (testApp) => {
    const { cast, actionId, platform } = testApp;
    const [administrator, security] = [
      await testApp.signIn('administrator'),
      await testApp.signIn('securityAdministrator'),
    ];
    const gone = () => ({ actionId: actionId(), status: 'disabled', reason: '退休' });
    const own = `/api/accounts/${cast.administrator.accountId}`;
    const self = await administrator.put(`${own}/roles`, { actionId: actionId(), roles: [] });
    assert.equal(self.body.error.code, 'access.own_account.forbidden');
    assert.equal((await security.put(`${own}/status`, gone())).body.error.code, 'access.last_administrator');
    const other = `/api/accounts/${cast.securityAdministrator.accountId}`;
    const refused = [
      await administrator.put(`${other}/status`, gone()),
      await administrator.put(`${other}/roles`, { actionId: actionId(), roles: [] }),
      await administrator.put(`${other}/roles`, { actionId: actionId(), roles: ['legalOfficer'] }),
    ];
    assert.deepEqual(
      refused.map((reply) => reply.body.error.code),
      Array.from({ length: 3 }, () => 'access.last_security_administrator'),
    );
    await inTransaction(platform.db, (tx) => replaceRoles(tx, cast.boWen, ['securityAdministrator']));
    assert.equal((await administrator.put(`${other}/status`, gone())).status, 200);
  });
});

test('a change that was harmless when it was asked for is refused once it would take away the last administrator', async () => {
  await withTestApp(async (testApp) => {
    const { cast, platform, actionId } = testApp;
    await inTransaction(platform.db, (tx) => replaceRoles(tx, cast.boWen, ['administrator']));
    const bo = await testApp.signIn('boWen');
    const url = `/api/accounts/${cast.administrator.accountId}/roles`;
    const asked = await bo.put(url, { actionId: actionId(), roles: ['legalOfficer'], reason: '岗位调整' });
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    await inTransaction(platform.db, (tx) => replaceRoles(tx, cast.boWen, ['inspector']));
    const security = await testApp.signIn('securityAdministrator');
    const decided = await decide(security, testApp, asked.body.pending.id);
    assert.equal(decided.body.error.code, 'access.last_administrator');
  });
});

test('two administrators who remove each other at once leave one', async () => {
  await withTestApp(async (testApp) => {
    const { cast, actionId, platform } = testApp;
    for (const name of ['boWen', 'anLan'] as const)
      await inTransaction(platform.db, (tx) => replaceRoles(tx, cast[name], ['administrator']));
    await testApp.database.owner
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', cast.administrator.accountId)
      .execute();
    const [bo, lan] = [await testApp.signIn('boWen'), await testApp.signIn('anLan')];
    const replies = await Promise.all([
      bo.put(`/api/accounts/${cast.anLan.accountId}/roles`, { actionId: actionId(), roles: [] }),
      lan.put(`/api/accounts/${cast.boWen.accountId}/roles`, { actionId: actionId(), roles: [] }),
    ]);
    assert.ok(replies.filter((reply) => reply.status === 200).length <= 1);
  });
});

test('the security administrator sees refused sign-ins, unlocks, and ends sessions', async () => {
  await withTestApp(async (testApp) => {
    const security = await testApp.signIn('securityAdministrator');
    const bo = await testApp.signIn('boWen');
    const guess = (password: string) =>
      testApp.anonymous.post('/api/session', { signInName: 'bowen', password });
    for (let n = 0; n < 5; n += 1) await guess('wrong');
    assert.equal((await guess(castPassword)).status, 429);
    const { rows } = (await security.get('/api/refused-sign-ins?limit=3')).body;
    assert.deepEqual(
      rows.map((row: { personName: string; source: string }) => [row.personName, row.source]),
      Array.from({ length: 3 }, () => ['柏文', '127.0.0.1']),
    );
    const url = `/api/accounts/${testApp.cast.boWen.accountId}`;
    const unlock = { actionId: testApp.actionId() };
    assert.equal((await security.post(`${url}/unlock`, unlock)).status, 200);
    assert.equal((await security.post(`${url}/unlock`, unlock)).status, 200, 'same id twice');
    assert.equal((await guess(castPassword)).status, 200);
    const end = { actionId: testApp.actionId(), reason: '手机丢失' };
    assert.equal((await security.delete(`${url}/sessions`, end)).status, 200);
    assert.equal((await bo.get('/api/sessions')).status, 401);
    const officer = await testApp.signIn('anLan');
    assert.equal((await officer.post(`${url}/unlock`, { actionId: testApp.actionId() })).status, 403);
  });
});

test('accounts unused for more than 90 days are found', async () => {
  await withTestApp(async (testApp) => {
    const longAgo = new Date(Date.parse(testApp.platform.clock.now()) - 91 * 86_400_000).toISOString();
    await testApp.database.owner.updateTable('accounts').set({ created_at: longAgo }).execute();
    await testApp.anonymous.post('/api/session', { signInName: 'anlan', password: castPassword });
    const security = await testApp.signIn('securityAdministrator');
    const { rows } = (await security.get('/api/accounts?state=unused')).body;
    const names = rows.map((row: { signInName: string }) => row.signInName);
    assert.ok(names.includes('bowen') && !names.includes('anlan'), names.join());
  });
});

test('the three administrators see no business data', async () => {
  await withTestApp(async (testApp) => {
    for (const name of ['administrator', 'securityAdministrator', 'auditAdministrator'] as const) {
      const client = await testApp.signIn(name);
      for (const path of ['/api/objects', '/api/inspectors', '/api/draws', '/api/imports'])
        assert.equal((await client.get(path)).status, 403, `${name} ${path}`);
    }
    const audit = await testApp.signIn('auditAdministrator');
    assert.equal((await audit.get('/api/ledger/events')).status, 200);
    const security = await testApp.signIn('securityAdministrator');
    assert.equal((await security.get('/api/ledger/events')).status, 403);
  });
});
