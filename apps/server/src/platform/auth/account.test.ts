/** Account administration: the four standard cases of each write, and what an administrator may never do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castNames, type TestApp, withTestApp } from '../testing-app.ts';

function newcomer(testApp: TestApp) {
  return {
    actionId: testApp.actionId(),
    signInName: 'Du.Ling',
    personName: '杜玲',
    agencyId: testApp.cast.anLan.agencyId,
    sectionId: testApp.cast.anLan.sectionId,
    roles: ['inspector'],
  };
}

async function approve(testApp: TestApp, id: string) {
  const security = await testApp.signIn('securityAdministrator');
  const body = { actionId: testApp.actionId(), decision: 'approved' };
  return security.post(`/api/account-grants/${id}/decision`, body);
}

test('a new account waits until the security administrator approves it; then its one-time password works once (Z-08)', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const body = newcomer(testApp);
    const made = await administrator.post('/api/accounts', body);
    assert.equal(made.status, 200);
    assert.match(made.body.oneTimePassword, /^\w{4}-\w{4}-\w{4}$/);
    assert.deepEqual((await administrator.post('/api/accounts', body)).body, made.body, 'same id twice');
    const enter = () =>
      testApp.anonymous.post('/api/session', {
        signInName: 'du.ling',
        password: made.body.oneTimePassword,
      });
    const early = await enter();
    assert.equal(early.status, 401);
    assert.equal(early.body.error.code, 'auth.account_waiting');
    const { rows } = (await administrator.get('/api/accounts?state=waiting')).body;
    assert.equal(rows.length, 1);
    assert.equal(rows[0].status, 'waiting');
    assert.deepEqual(rows[0].pending.after, ['inspector']);
    for (const status of ['active', 'disabled']) {
      const body = { actionId: testApp.actionId(), status, reason: '先行启用' };
      const changed = await administrator.put(`/api/accounts/${rows[0].id}/status`, body);
      assert.equal(changed.body.error.code, 'access.grant_waiting', status);
    }
    assert.equal((await approve(testApp, rows[0].pending.id)).status, 200);
    const signedIn = await enter();
    assert.equal(signedIn.body.mustChangePassword, true);
    assert.deepEqual(signedIn.body.roles, ['inspector']);
  });
});

test('a one-time password stands nowhere in the database, the ledger or the log', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const { oneTimePassword } = (await administrator.post('/api/accounts', newcomer(testApp))).body;
    const tables = ['actions', 'ledger_events', 'credentials'] as const;
    for (const table of tables) {
      const rows = await testApp.database.owner.selectFrom(table).selectAll().execute();
      assert.equal(
        JSON.stringify(rows, (_key, value: unknown) =>
          typeof value === 'bigint' ? Number(value) : value,
        ).includes(oneTimePassword),
        false,
        table,
      );
      const outcomes = rows.flatMap((row) =>
        'outcome' in row && row.outcome !== null ? [row.outcome.toString('latin1')] : [],
      );
      assert.equal(
        outcomes.some((text) => text.includes(oneTimePassword)),
        false,
        table,
      );
    }
    assert.equal(JSON.stringify(testApp.logged).includes(oneTimePassword), false);
  });
});

test('a taken name, a foreign agency, a foreign section and mixed offices are refused with their field', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const attempt = async (change: object) =>
      (await administrator.post('/api/accounts', { ...newcomer(testApp), ...change })).body.error;
    assert.deepEqual(await attempt({ signInName: 'ANLAN' }), {
      code: 'access.sign_in_name_taken',
      data: { name: 'anlan' },
      field: 'signInName',
    });
    const { chenXi, otherAgency } = testApp.cast;
    assert.equal(
      (await attempt({ agencyId: chenXi.agencyId, sectionId: null })).code,
      'access.agency.not_found',
    );
    assert.equal((await attempt({ agencyId: otherAgency.agencyId })).code, 'access.section.not_found');
    for (const roles of [
      ['auditor', 'inspector'],
      ['securityAdministrator', 'administrator'],
      ['auditAdministrator', 'auditor'],
      ['legalOfficer', 'securityAdministrator'],
    ])
      assert.equal((await attempt({ roles })).code, 'access.roles_exclude', roles.join());
    const url = `/api/accounts/${testApp.cast.boWen.accountId}/roles`;
    const mixed = { actionId: testApp.actionId(), roles: ['auditor', 'inspector'], reason: '兼任' };
    const set = (await administrator.put(url, mixed)).body.error;
    assert.deepEqual([set.code, set.field], ['access.roles_exclude', 'roles'], 'nor afterwards');
    assert.equal((await attempt({ personName: '  ' })).field, 'personName');
  });
});

test('two people creating the same name at once get one account and one clear refusal', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const replies = await Promise.all(
      [1, 2, 3].map(() => administrator.post('/api/accounts', newcomer(testApp))),
    );
    assert.deepEqual(
      replies.map((reply) => reply.status).toSorted((a, b) => a - b),
      [200, 409, 409],
    );
    for (const reply of replies.filter((one) => one.status === 409)) {
      assert.equal(reply.body.error.code, 'access.sign_in_name_taken');
    }
  });
});

test('fewer roles act on the next request of a live session, without anybody else (Z-06)', async () => {
  await withTestApp(async (testApp) => {
    const [administrator, auditor] = [await testApp.signIn('administrator'), await testApp.signIn('auditor')];
    assert.equal((await auditor.get('/api/accounts')).status, 200);
    const url = `/api/accounts/${testApp.cast.auditor.accountId}/roles`;
    const body = { actionId: testApp.actionId(), roles: [] };
    assert.equal((await administrator.put(url, body)).status, 200);
    assert.equal((await administrator.put(url, body)).status, 200, 'same id twice');
    const denied = await auditor.get('/api/accounts');
    assert.equal(denied.status, 403);
    assert.equal(denied.body.error.code, 'auth.role.forbidden');
    const again = await administrator.put(url, { actionId: testApp.actionId(), roles: [] });
    assert.equal(again.body.error.code, 'access.roles_same');
  });
});

test('a disabled account is out at its next request; only the security administrator enables it', async () => {
  await withTestApp(async (testApp) => {
    const [administrator, bo] = [await testApp.signIn('administrator'), await testApp.signIn('boWen')];
    const url = `/api/accounts/${testApp.cast.boWen.accountId}/status`;
    const disable = { actionId: testApp.actionId(), status: 'disabled', reason: '调离' };
    assert.equal((await administrator.put(url, disable)).body.status, 'disabled');
    assert.equal((await bo.get('/api/sessions')).status, 401);
    const enable = { actionId: testApp.actionId(), status: 'active', reason: '返岗' };
    assert.equal((await administrator.put(url, enable)).body.error.code, 'access.enable.forbidden');
    const security = await testApp.signIn('securityAdministrator');
    assert.equal((await security.put(url, enable)).body.status, 'active');
    const twice = await security.put(url, { ...enable, actionId: testApp.actionId() });
    assert.equal(twice.body.error.code, 'access.status_same');
  });
});

test('a reset password ends the sessions and must be changed', async () => {
  await withTestApp(async (testApp) => {
    const [administrator, bo] = [await testApp.signIn('administrator'), await testApp.signIn('boWen')];
    const url = `/api/accounts/${testApp.cast.boWen.accountId}/password`;
    const reset = await administrator.post(url, { actionId: testApp.actionId(), reason: '忘记' });
    assert.equal((await bo.get('/api/sessions')).status, 401);
    const again = { signInName: 'bowen', password: reset.body.oneTimePassword };
    assert.equal((await testApp.anonymous.post('/api/session', again)).body.mustChangePassword, true);
  });
});

test('accounts of another jurisdiction do not exist for the administrator (Z-03)', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const url = `/api/accounts/${testApp.cast.chenXi.accountId}`;
    const replies = [
      await administrator.put(`${url}/roles`, { actionId: testApp.actionId(), roles: [] }),
      await administrator.put(`${url}/status`, {
        actionId: testApp.actionId(),
        status: 'disabled',
        reason: 'x',
      }),
      await administrator.post(`${url}/password`, { actionId: testApp.actionId(), reason: 'x' }),
    ];
    assert.deepEqual(
      replies.map((reply) => reply.status),
      [404, 404, 404],
    );
    const { rows } = (await administrator.get('/api/accounts')).body;
    assert.equal(
      rows.some((row: { id: string }) => row.id === testApp.cast.chenXi.accountId),
      false,
    );
  });
});

test('accounts page by key without loss or repetition', async () => {
  await withTestApp(async ({ signIn }) => {
    const administrator = await signIn('administrator');
    const seen: string[] = [];
    let after = '';
    do {
      const page = (await administrator.get(`/api/accounts?limit=3${after === '' ? '' : `&after=${after}`}`))
        .body;
      seen.push(...page.rows.map((row: { signInName: string }) => row.signInName));
      after = page.next ?? '';
    } while (after !== '');
    // Everybody but the one of the other jurisdiction.
    assert.equal(seen.length, castNames.length - 1);
    assert.deepEqual(seen, [...new Set(seen)].sort());
  });
});
