/** One office for the whole installation: what its administrators may do elsewhere, as whom, and what they may not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, type TestClient, withTestApp } from '../../testing-app.ts';

async function makeHost({ database, cast }: TestApp): Promise<void> {
  await database.owner
    .updateTable('agencies')
    .set({ host: true })
    .where('id', '=', cast.administrator.agencyId)
    .execute();
}

function actFor(testApp: TestApp, client: TestClient, jurisdictionId: string) {
  return client.put('/api/session/jurisdiction', { actionId: testApp.actionId(), jurisdictionId });
}

test('a host administrator enters another jurisdiction, creates an account there, and the host’s second one approves it', async () => {
  await withTestApp(async (testApp) => {
    await makeHost(testApp);
    const { cast, actionId } = testApp;
    const away = cast.chenXi;
    const [administrator, security] = [
      await testApp.signIn('administrator'),
      await testApp.signIn('securityAdministrator'),
    ];
    assert.equal((await administrator.get('/api/jurisdictions')).body.rows.length, 2);
    const entered = await actFor(testApp, administrator, away.jurisdictionId);
    assert.equal(entered.status, 200, JSON.stringify(entered.body));
    assert.equal(entered.body.jurisdiction.name, '云岭市');
    assert.equal(entered.body.personName, '管理');
    const made = await administrator.post('/api/accounts', {
      actionId: actionId(),
      signInName: 'new.there',
      personName: '新人',
      agencyId: away.agencyId,
      sectionId: null,
      roles: ['inspector'],
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal((await security.get('/api/account-grants')).body.rows.length, 0, 'nothing waits at home');
    assert.equal((await actFor(testApp, security, away.jurisdictionId)).status, 200);
    const { rows } = (await security.get('/api/account-grants')).body;
    assert.deepEqual([rows[0].askedBy, rows[0].decidable], ['管理', true]);
    const decision = { actionId: actionId(), decision: 'approved' };
    const decided = await security.post(`/api/account-grants/${rows[0].id}/decision`, decision);
    assert.equal(decided.status, 200, JSON.stringify(decided.body));
    const password = { signInName: 'new.there', password: made.body.oneTimePassword };
    assert.equal((await testApp.anonymous.post('/api/session', password)).status, 200);
  });
});

test('what a host administrator does elsewhere stands in that ledger by name, and own sessions stay the own', async () => {
  await withTestApp(async (testApp) => {
    await makeHost(testApp);
    const { cast, actionId } = testApp;
    const away = cast.chenXi.jurisdictionId;
    const administrator = await testApp.signIn('administrator');
    await actFor(testApp, administrator, away);
    const section = { actionId: actionId(), name: '法规科' };
    const agency = cast.chenXi.agencyId;
    assert.equal((await administrator.post(`/api/agencies/${agency}/sections`, section)).status, 200);
    assert.equal((await administrator.get('/api/sessions')).body.rows.length, 1);
    const audit = await testApp.signIn('auditAdministrator');
    await actFor(testApp, audit, away);
    const { rows } = (await audit.get('/api/ledger/events?type=section.')).body;
    assert.deepEqual(
      rows.map((row: { personName: string }) => row.personName),
      ['管理'],
    );
    assert.equal((await actFor(testApp, administrator, cast.administrator.jurisdictionId)).status, 200);
    assert.ok((await administrator.get('/api/accounts')).body.rows.length > 5, 'home again');
  });
});

test('administrators of other agencies stay in their own jurisdiction', async () => {
  await withTestApp(async (testApp) => {
    const { cast, actionId } = testApp;
    const administrator = await testApp.signIn('administrator');
    assert.equal((await administrator.get('/api/jurisdictions')).body.rows.length, 1);
    const refused = await actFor(testApp, administrator, cast.chenXi.jurisdictionId);
    assert.equal(refused.body.error.code, 'access.host.forbidden');
    const made = { actionId: actionId(), name: '新县', divisionCode: '130184' };
    assert.equal(
      (await administrator.post('/api/jurisdictions', made)).body.error.code,
      'access.host.forbidden',
    );
    await makeHost(testApp);
    const lan = await testApp.signIn('anLan');
    assert.equal((await actFor(testApp, lan, cast.chenXi.jurisdictionId)).status, 403, 'no business role');
  });
});

test('a host administrator makes a jurisdiction once, and serves it from nothing', async () => {
  await withTestApp(async (testApp) => {
    await makeHost(testApp);
    const { actionId } = testApp;
    const administrator = await testApp.signIn('administrator');
    const body = { actionId: actionId(), name: '新县', divisionCode: '130184' };
    const made = await administrator.post('/api/jurisdictions', body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.deepEqual((await administrator.post('/api/jurisdictions', body)).body, made.body, 'same id twice');
    const taken = await administrator.post('/api/jurisdictions', { ...body, actionId: actionId() });
    assert.equal(taken.body.error.code, 'access.jurisdiction_code_taken');
    assert.equal((await actFor(testApp, administrator, made.body.id)).status, 200);
    assert.equal((await actFor(testApp, administrator, made.body.id)).status, 200, 'a second time');
    const names = (await testApp.anonymous.get('/api/site')).body.agencies.map(
      (one: { name: string }) => one.name,
    );
    assert.equal(new Set(names).size, names.length, 'the host is named once in public');
    const nowhere = await actFor(testApp, administrator, '00000000-0000-7000-8000-000000000000');
    assert.equal(nowhere.body.error.code, 'access.jurisdiction.not_found');
  });
});

test('a role or a host that is taken away ends the service at the next request', async () => {
  await withTestApp(async (testApp) => {
    await makeHost(testApp);
    const { cast, database } = testApp;
    const administrator = await testApp.signIn('administrator');
    await actFor(testApp, administrator, cast.chenXi.jurisdictionId);
    const there = async () => (await administrator.get('/api/session')).body.person.jurisdiction.id as string;
    assert.equal(await there(), cast.chenXi.jurisdictionId);
    await database.owner.updateTable('agencies').set({ host: false }).execute();
    assert.equal(await there(), cast.administrator.jurisdictionId);
    await makeHost(testApp);
    await database.owner
      .deleteFrom('account_roles')
      .where('account_id', '=', cast.administrator.accountId)
      .execute();
    assert.equal(await there(), cast.administrator.jurisdictionId);
  });
});
