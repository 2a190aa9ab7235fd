import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';

const year2027 = {
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  breaks: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  makeUpDays: [],
};

async function enter(client: TestClient, test: TestApp, change: object = {}) {
  const body = { ...year2027, actionId: test.actionId(), version: 0, reason: '', ...change };
  return client.post('/api/calendar-years', body);
}

test('a year without notice is refused until an administrator enters it; the entry counts at once', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const count = () => lan.get('/api/working-days?from=2026-12-31&days=1');
    const refused = await count();
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'calendar.year_unpublished']);
    assert.equal((await enter(lan, test)).status, 403);
    const admin = await test.signIn('administrator');
    const actionId = test.actionId();
    const entered = await enter(admin, test, { actionId });
    assert.deepEqual(entered.body, { year: 2027, version: 1 });
    assert.deepEqual((await enter(admin, test, { actionId })).body, entered.body);
    assert.equal((await count()).body.day, '2027-01-04');
    const elsewhere = await (await test.signIn('chenXi')).get('/api/working-days?from=2026-12-31&days=1');
    assert.equal(elsewhere.status, 409);
  });
});

test('a correction of a year needs a reason, becomes a new version, and the old one stays readable', async () => {
  await withTestApp(async (test) => {
    const admin = await test.signIn('administrator');
    const years = async () => (await admin.get('/api/calendar-years')).body.years;
    const bundled = (await years()).find((one: { year: number }) => one.year === 2026).versions[0];
    assert.equal(bundled.workingDays, 248);
    const {
      version: _,
      reason: __,
      enteredBy: ___,
      enteredAt: ____,
      workingDays: _____,
      ...fields
    } = bundled;
    const same = await enter(admin, test, fields);
    assert.equal(same.body.error.code, 'calendar.same_year');
    const changed = { ...fields, makeUpDays: fields.makeUpDays.slice(1) };
    assert.equal((await enter(admin, test, changed)).body.error.code, 'calendar.reason_missing');
    assert.equal((await enter(admin, test, { ...changed, reason: '地方调整' })).body.version, 1);
    const late = await enter(admin, test, { ...changed, reason: '地方调整' });
    assert.equal(late.body.error.code, 'calendar.changed_meanwhile');
    const { versions } = (await years()).find((one: { year: number }) => one.year === 2026);
    assert.deepEqual(
      versions.map((one: { version: number; workingDays: number; reason: string }) => [
        one.version,
        one.workingDays,
        one.reason,
      ]),
      [
        [1, 247, '地方调整'],
        [0, 248, ''],
      ],
    );
    const wrong = await enter(admin, test, { makeUpDays: ['2027-01-04'] });
    assert.deepEqual([wrong.status, wrong.body.error.field], [422, 'makeUpDays']);
  });
});

test('a pasted notice is read into a year, and nothing is kept by reading', async () => {
  await withTestApp(async (test) => {
    const admin = await test.signIn('administrator');
    const text =
      '国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日至13日放假调休，共9天。1月31日（周日）、2月20日（周六）上班。';
    const read = await admin.post('/api/calendar-notice', { text });
    assert.equal(read.status, 200, JSON.stringify(read.body));
    assert.deepEqual(read.body.makeUpDays, ['2027-01-31', '2027-02-20']);
    assert.equal((await admin.post('/api/calendar-notice', { text: '放假' })).status, 422);
    const { years } = (await admin.get('/api/calendar-years')).body;
    assert.ok(years.every((one: { year: number }) => one.year !== 2027));
  });
});
