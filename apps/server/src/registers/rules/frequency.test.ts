import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { keyOfCode } from '@mingcha/core/registers/rules/frequency.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { entriesOf } from './frequency-entry.queries.ts';

const uscc = '91140581111357539Y';

async function addObject(client: TestClient, test: TestApp, change: object = {}): Promise<string> {
  const made = await client.post('/api/objects', {
    actionId: test.actionId(),
    kind: 'enterprise',
    name: '晋州市东方化工有限公司',
    formerNames: [],
    uscc,
    registrationNumber: null,
    localCode: null,
    address: '',
    divisionCode: '130181',
    industry: '化工',
    riskLevel: 'general',
    creditClass: 'B',
    creditClassOn: null,
    tags: [],
    responsiblePerson: '',
    registeredOn: null,
    remark: '',
    sectionId: null,
    ...change,
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.id as string;
}

const visit = (objectId: string, enteredOn: string, change: object = {}) => ({
  objectId,
  body: { of: 'own' },
  enteredOn,
  kind: 'routine',
  joinsEntryId: null,
  exemption: null,
  exemptionNote: '',
  inspectors: [{ number: 'ZJ001', name: '柏文' }],
  hasFinding: true,
  repeatReason: '',
  assistance: '',
  note: '',
  ...change,
});

async function enter(client: TestClient, test: TestApp, fields: object, warned = false) {
  return client.post('/api/frequency-entries', { ...fields, warned, actionId: test.actionId() });
}

test('R300 a visit is entered once, seen by every agency of the jurisdiction at its own row of the object, and counted', async () => {
  await withTestApp(async (test) => {
    const bo = await test.signIn('boWen');
    const lan = await test.signIn('anLan');
    const lin = await test.signIn('otherAgency');
    const day = test.platform.clock.today();
    const mine = await addObject(lan, test);
    const theirs = await addObject(lin, test, { name: '东方化工' });
    const actionId = test.actionId();
    const body = { ...visit(mine, day), warned: false, actionId };
    const first = await bo.post('/api/frequency-entries', body);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual((await bo.post('/api/frequency-entries', body)).body, first.body);
    const seen = await lin.get(`/api/objects/${theirs}/frequency`);
    assert.equal(seen.body.entries.length, 1);
    assert.equal(seen.body.entries[0].bodyName, '茶亭区应急管理局');
    assert.equal(seen.body.entries[0].inspectors, null);
    assert.deepEqual([seen.body.status.counted, seen.body.status.left], [0, 2]);
    const own = await lan.get(`/api/objects/${mine}/frequency`);
    assert.deepEqual(
      [own.body.status.counted, own.body.status.left, own.body.entries[0].basis],
      [1, 1, 'counted'],
    );
    assert.equal((await enter(await test.signIn('witness'), test, visit(mine, day))).status, 403);
    assert.equal((await enter(lin, test, visit(mine, day))).status, 404);
    assert.equal((await (await test.signIn('chenXi')).get(`/api/objects/${mine}/frequency`)).status, 404);
    assert.equal(
      (await (await test.signIn('chenXi')).get('/api/frequency-entries?of=all')).body.rows.length,
      0,
    );
  });
});

test('R300 I10 the count of an object equals its entries that count, through exemptions, kinds, joint visits and withdrawals', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const lin = await test.signIn('otherAgency');
    const today = test.platform.clock.today();
    const mine = await addObject(lan, test);
    const theirs = await addObject(lin, test);
    const on = (days: number) => addDays(today, -days);
    const first = await enter(lan, test, visit(mine, on(40)));
    await enter(lan, test, visit(mine, on(39), { kind: 'service' }));
    await enter(lan, test, visit(mine, on(38), { exemption: 'complaint', exemptionNote: '12345-01' }), true);
    const third = await enter(lan, test, visit(mine, on(20)), true);
    const joint = await enter(lin, test, visit(theirs, on(20), { joinsEntryId: third.body.id }), true);
    assert.equal(joint.status, 200, JSON.stringify(joint.body));
    const { body } = await lan.get(`/api/objects/${mine}/frequency`);
    const bases = body.entries.map((one: { basis: string }) => one.basis);
    assert.deepEqual(bases.toSorted(), ['counted', 'counted', 'exempt', 'kindNotCounted', 'sameVisit']);
    assert.equal(body.status.counted, 2);
    assert.ok(
      body.entries.some((one: { isJoint: boolean; basis: string }) => one.isJoint && one.basis === 'counted'),
    );
    const withdraw = (client: TestClient, id: string, actionId = test.actionId()) =>
      client.post(`/api/frequency-entries/${id}/withdraw`, { actionId, reason: '重复登记' });
    assert.equal((await withdraw(lin, first.body.id)).status, 403);
    const actionId = test.actionId();
    assert.equal((await withdraw(lan, first.body.id, actionId)).status, 200);
    assert.equal((await withdraw(lan, first.body.id, actionId)).status, 200);
    assert.equal((await withdraw(lan, first.body.id)).body.error.code, 'frequency.already_withdrawn');
    const after = await lan.get(`/api/objects/${mine}/frequency`);
    assert.deepEqual([after.body.status.counted, after.body.entries.length], [1, 5]);
    const rows = await inTransaction(test.platform.db, (tx) =>
      entriesOf(tx, {
        jurisdictionId: test.cast.anLan.jurisdictionId,
        objectKeys: [keyOfCode(uscc)],
        year: Number(today.slice(0, 4)),
      }),
    );
    assert.equal(rows.length, 5);
  });
});

test('R301 the check shows the warning before saving, and saving waits until it was read', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const day = test.platform.clock.today();
    const mine = await addObject(lan, test);
    await enter(lan, test, visit(mine, day));
    const again = visit(mine, day);
    const check = await lan.post('/api/frequency-check', again);
    assert.deepEqual(check.body.warnings, [{ per: 'day', times: 1, found: 2 }]);
    assert.deepEqual([check.body.before.left, check.body.after.left, check.body.ruleVersion], [1, 0, 0]);
    const refused = await enter(lan, test, again);
    assert.equal(refused.body.error.code, 'frequency.warnings_unread');
    assert.equal((await lan.get('/api/frequency-entries')).body.rows.length, 1);
    assert.equal((await enter(lan, test, again, true)).status, 200);
  });
});

test('R302 the same inspector for the third time in a year without findings must give a reason', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const today = test.platform.clock.today();
    const mine = await addObject(lan, test);
    const without = (days: number, change = {}) =>
      enter(lan, test, visit(mine, addDays(today, -days), { hasFinding: false, ...change }), true);
    await without(60);
    await without(30);
    const third = await without(0);
    assert.equal(third.body.error.code, 'frequency.repeat_reason_missing');
    assert.deepEqual([third.body.error.field, third.body.error.data.names], ['repeatReason', '柏文']);
    assert.equal((await without(0, { inspectors: [{ number: 'ZJ002', name: '安岚' }] })).status, 200);
    assert.equal((await without(0, { repeatReason: '重大活动保障，经负责人批准' })).status, 200);
    const { body } = await lan.get('/api/frequency-entries?flagged=repeated');
    assert.equal(body.rows.length, 1);
  });
});

test('R303 an exempt visit names its ground and where it comes from, and does not count', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const day = test.platform.clock.today();
    const mine = await addObject(lan, test);
    const bare = await enter(lan, test, visit(mine, day, { exemption: 'referral' }));
    assert.deepEqual([bare.status, bare.body.error.field], [422, 'exemptionNote']);
    await enter(lan, test, visit(mine, day, { exemption: 'referral', exemptionNote: '市局转办〔2026〕3号' }));
    const { body } = await lan.get('/api/frequency-entries?counted=notCounted');
    assert.deepEqual(
      [body.rows[0].basis, body.rows[0].exemption, body.rows[0].exemptionNote],
      ['exempt', 'referral', '市局转办〔2026〕3号'],
    );
  });
});

test('R305 an agency outside its region needs the assistance procedure; a place in words is not judged', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const day = test.platform.clock.today();
    const away = await addObject(lan, test, { divisionCode: '140502' });
    const refused = await enter(lan, test, visit(away, day));
    assert.deepEqual(
      [refused.status, refused.body.error.code, refused.body.error.field],
      [409, 'frequency.assistance_missing', 'assistance'],
    );
    assert.equal(
      (await enter(lan, test, visit(away, day, { assistance: '协查函〔2026〕1号，城区应急局' }))).status,
      200,
    );
    const local = await addObject(lan, test, { uscc: null, localCode: 'L1', divisionCode: '茶亭镇' });
    assert.equal((await enter(lan, test, visit(local, day))).status, 200);
    const { body } = await lan.get('/api/frequency-entries?flagged=outside');
    assert.equal(body.rows.length, 1);
  });
});

test('R306 a visit of a body that is not known to be qualified to enforce is kept and flagged', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const day = test.platform.clock.today();
    const mine = await addObject(lan, test);
    const body = { of: 'outside', name: '茶亭区安全协会', level: '', qualification: '' };
    assert.equal(
      (await lan.post('/api/frequency-check', visit(mine, day, { body }))).body.isUnqualified,
      true,
    );
    assert.equal((await enter(lan, test, visit(mine, day, { body }))).status, 200);
    const qualified = { ...body, name: '茶亭区城管局', qualification: '区政府公告2025年第1号' };
    assert.equal((await enter(lan, test, visit(mine, day, { body: qualified }), true)).status, 200);
    const nameless = await enter(lan, test, visit(mine, day, { body: { ...body, name: '' } }));
    assert.equal(nameless.body.error.code, 'frequency.body_missing_invalid');
    const list = await lan.get('/api/frequency-entries?flagged=unqualified');
    assert.deepEqual(
      list.body.rows.map((one: { bodyName: string }) => one.bodyName),
      ['茶亭区安全协会'],
    );
    const { status } = (await lan.get(`/api/objects/${mine}/frequency`)).body;
    assert.equal(status.counted, 0, 'another body’s visits are not the agency’s own');
  });
});

test('R148 a service visit stands in the ledger and does not count', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const mine = await addObject(lan, test);
    await enter(lan, test, visit(mine, test.platform.clock.today(), { kind: 'service', hasFinding: null }));
    const { body } = await lan.get(`/api/objects/${mine}/frequency`);
    assert.deepEqual(
      [body.status.counted, body.entries[0].kind, body.entries[0].basis],
      [0, 'service', 'kindNotCounted'],
    );
  });
});

test('a visit of tomorrow, of an unknown object, or joined to a visit of another day is refused', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const today = test.platform.clock.today();
    const mine = await addObject(lan, test);
    const future = await enter(lan, test, visit(mine, addDays(today, 1)));
    assert.equal(future.body.error.code, 'frequency.day_future_invalid');
    assert.equal((await enter(lan, test, visit(crypto.randomUUID(), today))).status, 404);
    const first = await enter(lan, test, visit(mine, addDays(today, -1)));
    const other = await enter(lan, test, visit(mine, today, { joinsEntryId: first.body.id }));
    assert.equal(other.body.error.code, 'frequency.joint_not_found');
    const twice = await enter(lan, test, visit(mine, addDays(today, -1), { joinsEntryId: first.body.id }));
    assert.equal(twice.body.error.code, 'frequency.joint_twice_invalid');
  });
});

test('the list pages by key and finds a part of a name or code', async () => {
  await withTestApp(async (test) => {
    const lan = await test.signIn('anLan');
    const today = test.platform.clock.today();
    const mine = await addObject(lan, test);
    for (const days of [50, 40, 30, 20, 10]) await enter(lan, test, visit(mine, addDays(today, -days)), true);
    const days: string[] = [];
    let after = '';
    do {
      const { body } = await lan.get(
        `/api/frequency-entries?limit=2${after === '' ? '' : `&after=${after}`}`,
      );
      days.push(...body.rows.map((one: { enteredOn: string }) => one.enteredOn));
      after = body.next ?? '';
    } while (after !== '');
    assert.deepEqual(
      days,
      [10, 20, 30, 40, 50].map((back) => addDays(today, -back)),
    );
    assert.equal((await lan.get('/api/frequency-entries?text=357539')).body.rows.length, 5);
    assert.equal(
      (await lan.get(`/api/frequency-entries?text=${encodeURIComponent('%')}`)).body.rows.length,
      0,
    );
    assert.equal((await lan.get(`/api/frequency-entries?from=${addDays(today, -20)}`)).body.rows.length, 2);
  });
});

test('R062 an entry keeps the version of the rule book under which it was judged, whatever is published later', async () => {
  await withTestApp(async (test) => {
    const keshi = await test.signIn('sectionOfficer');
    const today = test.platform.clock.today();
    const mine = await addObject(keshi, test);
    await enter(keshi, test, visit(mine, addDays(today, -60)));
    const made = await keshi.post('/api/rule-books', {
      actionId: test.actionId(),
      from: 'hebei',
      reason: '制定',
    });
    let { version } = made.body;
    for (const [who, step] of [
      ['sectionOfficer', 'submit'],
      ['anLan', 'review'],
      ['agencyHead', 'approve'],
      ['anLan', 'publish'],
    ] as const) {
      const body = { actionId: test.actionId(), version, step, reason: '' };
      const reply = await (await test.signIn(who)).post(`/api/rule-books/${made.body.id}/steps`, body);
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
      ({ version } = reply.body);
    }
    await enter(keshi, test, visit(mine, today));
    const { body } = await keshi.get(`/api/objects/${mine}/frequency`);
    assert.equal(body.ruleVersion, 1);
    assert.deepEqual(
      body.entries.map((one: { ruleVersion: number; countAtTime: number }) => [
        one.ruleVersion,
        one.countAtTime,
      ]),
      [
        [1, 2],
        [0, 1],
      ],
    );
  });
});
