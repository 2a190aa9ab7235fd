/** One account for one inspector: who may tie them, what is refused, and that the tie is what the person then sees. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';

async function addInspector(client: TestClient, testApp: TestApp, name: string): Promise<string> {
  const reply = await client.post('/api/inspectors', {
    actionId: testApp.actionId(),
    name,
    certificateNumber: `1301${name.codePointAt(0)}`,
    certificateValidTo: '2027-06-30',
    specialities: [],
    areas: ['*'],
    canLead: false,
    post: '',
    yearlyCap: null,
    priorLoad: 0,
    sectionId: null,
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.id as string;
}

test('an officer ties an account of the own agency to an inspector, who then is that inspector', async () => {
  await withTestApp(async (testApp) => {
    const [lan, bo] = [await testApp.signIn('anLan'), await testApp.signIn('boWen')];
    const id = await addInspector(lan, testApp, '柏文');
    const { body: before } = await lan.get(`/api/inspectors/${id}/account`);
    assert.equal(before.account, null);
    assert.equal(before.free[0].personName, '柏文', 'the same name comes first');
    const body = { actionId: testApp.actionId(), accountId: testApp.cast.boWen.accountId };
    const tied = await lan.post(`/api/inspectors/${id}/account`, body);
    assert.equal(tied.body.account.signInName, 'bowen', JSON.stringify(tied.body));
    assert.deepEqual(
      (await lan.post(`/api/inspectors/${id}/account`, body)).body,
      tied.body,
      'same id twice',
    );
    assert.deepEqual((await bo.get('/api/inspectors/own')).body.inspector, { id, name: '柏文' });
    const { body: after } = await lan.get(`/api/inspectors/${id}/account`);
    assert.equal(
      after.free.some((one: { signInName: string }) => one.signInName === 'bowen'),
      false,
    );
  });
});

test('an account belongs to one inspector, and an inspector has one account', async () => {
  await withTestApp(async (testApp) => {
    const { cast, actionId } = testApp;
    const lan = await testApp.signIn('anLan');
    const [first, second] = [await addInspector(lan, testApp, '甲'), await addInspector(lan, testApp, '乙')];
    const tie = (id: string, accountId: string) =>
      lan.post(`/api/inspectors/${id}/account`, { actionId: actionId(), accountId });
    assert.equal((await tie(first, cast.boWen.accountId)).status, 200);
    const taken = await tie(second, cast.boWen.accountId);
    assert.equal(taken.status, 409);
    assert.deepEqual(taken.body.error.data, { account: 'bowen', name: '甲' });
    assert.equal((await tie(first, cast.anLan.accountId)).body.error.code, 'inspector.account_present');
  });
});

test('two officers who tie one account to two inspectors at once leave one tie', async () => {
  await withTestApp(async (testApp) => {
    const { cast, actionId } = testApp;
    const lan = await testApp.signIn('anLan');
    const ids = [await addInspector(lan, testApp, '甲'), await addInspector(lan, testApp, '乙')];
    const replies = await Promise.all(
      ids.map((id) =>
        lan.post(`/api/inspectors/${id}/account`, { actionId: actionId(), accountId: cast.boWen.accountId }),
      ),
    );
    assert.deepEqual(
      replies.map((reply) => reply.status).toSorted((a, b) => a - b),
      [200, 409],
    );
  });
});

test('an account of another agency, a disabled one and an unknown one are refused', async () => {
  await withTestApp(async (testApp) => {
    const { cast, actionId, database } = testApp;
    const lan = await testApp.signIn('anLan');
    const id = await addInspector(lan, testApp, '甲');
    await database.owner
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', cast.boWen.accountId)
      .execute();
    for (const accountId of [cast.otherAgency.accountId, cast.chenXi.accountId, cast.boWen.accountId]) {
      const reply = await lan.post(`/api/inspectors/${id}/account`, { actionId: actionId(), accountId });
      assert.equal(reply.status, 404);
      assert.equal(reply.body.error.code, 'inspector.account.not_found');
    }
    const foreign = await testApp.signIn('otherAgency');
    assert.equal((await foreign.get(`/api/inspectors/${id}/account`)).status, 404);
    const witness = await testApp.signIn('witness');
    assert.equal((await witness.get(`/api/inspectors/${id}/account`)).status, 403);
  });
});

test('untying needs a reason and is refused where nothing is tied; both steps stand in history and ledger', async () => {
  await withTestApp(async (testApp) => {
    const { cast, actionId, database } = testApp;
    const lan = await testApp.signIn('anLan');
    const id = await addInspector(lan, testApp, '甲');
    const url = `/api/inspectors/${id}/account`;
    const untie = (reason: string) => lan.delete(url, { actionId: actionId(), reason });
    assert.equal((await untie('误关联')).body.error.code, 'inspector.account_absent');
    await lan.post(url, { actionId: actionId(), accountId: cast.boWen.accountId });
    assert.equal((await untie(' ')).status, 400);
    assert.equal((await untie('误关联')).body.account, null);
    const { revisions } = (await lan.get(`/api/inspectors/${id}`)).body;
    assert.deepEqual(revisions[0].changes, { account: ['bowen', null] });
    assert.equal(revisions[0].reason, '误关联');
    const events = await database.owner
      .selectFrom('ledger_events')
      .select('type')
      .where('type', 'like', 'inspector.account%')
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      events.map((event) => event.type),
      ['inspector.account_tied', 'inspector.account_untied'],
    );
  });
});
