/** Agencies and sections: each write works, says whose field is wrong, keeps to its jurisdiction, and happens once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castPassword, type TestApp, withTestApp } from '../testing-app.ts';

const bureau = {
  parentId: null,
  name: '茶亭区人民防空办公室',
  shortName: '区人防办',
  level: 'county',
  kind: 'civilAirDefence',
  divisionCode: '130181',
  phone: '0311-86990000',
  complaintPhone: '12345',
  email: 'rfb@example.org',
};

const events = async ({ database }: TestApp, type: string): Promise<number> =>
  (await database.owner.selectFrom('ledger_events').select('seq').where('type', '=', type).execute()).length;

test('an agency is created once however often the same action arrives, and stands in the list', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const body = { ...bureau, actionId: testApp.actionId() };
    const made = await administrator.post('/api/agencies', body);
    assert.equal(made.status, 200);
    assert.deepEqual((await administrator.post('/api/agencies', body)).body, made.body);
    const { rows } = (await administrator.get('/api/agencies')).body;
    const found = rows.filter((row: { name: string }) => row.name === bureau.name);
    assert.deepEqual(found, [{ ...bureau, id: made.body.id, sections: [] }]);
    assert.equal(await events(testApp, 'agency.created'), 1);
  });
});

test('a taken name, an unknown superior and wrong forms are refused beside their field', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const attempt = async (change: object) =>
      (await administrator.post('/api/agencies', { ...bureau, actionId: testApp.actionId(), ...change })).body
        .error;
    const taken = await attempt({ name: '茶亭区应急管理局' });
    assert.deepEqual([taken.code, taken.field], ['access.agency_name_taken', 'name']);
    const stranger = await attempt({ parentId: testApp.cast.chenXi.agencyId });
    assert.deepEqual([stranger.code, stranger.field], ['access.agency.not_found', 'parentId']);
    assert.equal((await attempt({ divisionCode: '1301' })).field, 'divisionCode');
    assert.equal((await attempt({ phone: '请拨打' })).field, 'phone');
    assert.equal((await attempt({ email: 'nobody' })).field, 'email');
    assert.equal((await attempt({ level: 'village' })).field, 'level');
    assert.equal(await events(testApp, 'agency.created'), 0);
  });
});

test('an agency is changed with before and after on record, and can never stand above itself', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const make = async (name: string, parentId: string | null) =>
      (
        await administrator.post('/api/agencies', {
          ...bureau,
          name,
          parentId,
          actionId: testApp.actionId(),
        })
      ).body.id as string;
    const top = await make('总局', null);
    const middle = await make('分局', top);
    const low = await make('站', middle);
    const change = (id: string, fields: object) =>
      administrator.put(`/api/agencies/${id}`, { ...bureau, actionId: testApp.actionId(), ...fields });
    const renamed = await change(top, { name: '市总局' });
    assert.equal(renamed.body.name, '市总局');
    for (const parentId of [top, middle, low]) {
      const circle = await change(top, { name: '市总局', parentId });
      assert.equal(circle.body.error.code, 'access.agency_parent.invalid');
      assert.equal(circle.status, 422);
    }
    const [row] = await testApp.database.owner
      .selectFrom('ledger_events')
      .select('entry')
      .where('type', '=', 'agency.changed')
      .execute();
    const { data } = JSON.parse(row?.entry ?? '{}');
    assert.deepEqual([data.before.name, data.after.name], ['总局', '市总局']);
  });
});

test('two changes at once cannot put two agencies above each other', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const make = async (name: string) =>
      (await administrator.post('/api/agencies', { ...bureau, name, actionId: testApp.actionId() })).body
        .id as string;
    const [one, two] = [await make('甲局'), await make('乙局')];
    const replies = await Promise.all(
      [
        [one, '甲局', two],
        [two, '乙局', one],
      ].map(([id, name, parentId]) =>
        administrator.put(`/api/agencies/${id}`, { ...bureau, name, parentId, actionId: testApp.actionId() }),
      ),
    );
    assert.deepEqual(
      replies.map((reply) => reply.status).toSorted((a, b) => a - b),
      [200, 422],
    );
  });
});

test('a section is created once, is renamed, and its name is taken within its agency only', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const { anLan, otherAgency } = testApp.cast;
    const at = (agencyId: string) => `/api/agencies/${agencyId}/sections`;
    const body = { actionId: testApp.actionId(), name: '危化科' };
    const made = await administrator.post(at(anLan.agencyId), body);
    assert.deepEqual([made.status, made.body.name, made.body.agencyId], [200, '危化科', anLan.agencyId]);
    assert.deepEqual((await administrator.post(at(anLan.agencyId), body)).body, made.body);
    const again = await administrator.post(at(anLan.agencyId), { ...body, actionId: testApp.actionId() });
    assert.deepEqual([again.body.error.code, again.body.error.field], ['access.section_name_taken', 'name']);
    const elsewhere = await administrator.post(at(otherAgency.agencyId), {
      ...body,
      actionId: testApp.actionId(),
    });
    assert.equal(elsewhere.status, 200);
    const url = `/api/sections/${made.body.id}`;
    const same = { actionId: testApp.actionId(), name: '安全生产科' };
    const taken = { code: 'access.section_name_taken', data: { name: '安全生产科' }, field: 'name' };
    assert.deepEqual((await administrator.put(url, same)).body.error, taken);
    const renamed = await administrator.put(url, { actionId: testApp.actionId(), name: '危险化学品科' });
    assert.equal(renamed.body.name, '危险化学品科');
    assert.equal(await events(testApp, 'section.created'), 2);
    assert.equal(await events(testApp, 'section.renamed'), 1);
  });
});

test('agencies and sections of another jurisdiction do not exist for the administrator (Z-03)', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const { chenXi } = testApp.cast;
    const replies = [
      await administrator.put(`/api/agencies/${chenXi.agencyId}`, {
        ...bureau,
        actionId: testApp.actionId(),
      }),
      await administrator.post(`/api/agencies/${chenXi.agencyId}/sections`, {
        actionId: testApp.actionId(),
        name: '某科',
      }),
      await administrator.put(`/api/sections/${chenXi.sectionId}`, {
        actionId: testApp.actionId(),
        name: '某科',
      }),
    ];
    assert.deepEqual(
      replies.map((reply) => reply.status),
      [404, 404, 404],
    );
  });
});

test('only the administrator keeps agencies and sections', async () => {
  await withTestApp(async (testApp) => {
    for (const name of ['anLan', 'auditor'] as const) {
      const person = await testApp.signIn(name);
      const reply = await person.post('/api/agencies', { ...bureau, actionId: testApp.actionId() });
      assert.equal(reply.status, 403);
    }
    assert.equal(await events(testApp, 'agency.created'), 0);
  });
});

test('the list of accounts shows when each last signed in', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    const rowOf = async () =>
      (await administrator.get('/api/accounts')).body.rows.find(
        (row: { id: string }) => row.id === testApp.cast.boWen.accountId,
      );
    assert.equal((await rowOf()).lastSignInAt, null);
    testApp.platform.clock.advance(60_000);
    await testApp.anonymous.post('/api/session', { signInName: 'bowen', password: castPassword });
    assert.equal((await rowOf()).lastSignInAt, testApp.platform.clock.now());
  });
});
