/** The exchange with phones: records once and only once, each by itself, in order, whatever the clock says (S). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VisitRecordInput } from '@mingcha/core/inspections/visits/visit-record.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { visitState } from './visit-state.ts';
import { statesOf, testPhone } from './visit-testing.ts';

async function planted(app: TestApp, options: Parameters<typeof plantInspections>[1] = {}) {
  const { inspectionIds } = await plantInspections(app, options);
  return inspectionIds[0] ?? '';
}

async function stateOf({ platform, cast }: TestApp, inspectionId: string) {
  const { jurisdictionId } = cast.anLan;
  return inTransaction(platform.db, (tx) => visitState(tx, { jurisdictionId, inspectionId }));
}

async function eventsOf({ database }: TestApp, type: string): Promise<number> {
  const rows = await database.owner
    .selectFrom('ledger_events')
    .select('seq')
    .where('type', '=', type)
    .execute();
  return rows.length;
}

test('R149 what a phone writes arrives with its order, its event and its place in the pack', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const first = phone.writes(id, { place: '东区巷道', situation: '正在生产' });
    const second = phone.writes(id, { place: '东区' });
    // Sent in the wrong order, taken in that of the phone's counting.
    const reply = await phone.sync([second, first]);
    assert.deepEqual(statesOf(reply), ['taken', 'taken']);
    assert.equal(reply.body.watermark.taken, 2);
    const state = await stateOf(app, id);
    assert.deepEqual(
      state.writes.map((write) => [write.seq, write.path, write.value]),
      [
        [1, 'place', '东区巷道'],
        [2, 'situation', '正在生产'],
        [3, 'place', '东区'],
      ],
    );
    assert.equal(await eventsOf(app, 'visit.written'), 2);
    const pack = await phone.pack();
    assert.equal(pack.status, 200, JSON.stringify(pack.body));
    const [visit] = pack.body.visits;
    assert.deepEqual([visit.inspectionId, visit.writes.length, visit.members.length], [id, 3, 2]);
    assert.equal(visit.object.name, '茶亭1号采石场');
  }));

test('S-02 a connection cut between commit and answer: the record sent again is the same record', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const records = [phone.writes(id, { place: '东区' }), phone.writes(id, { situation: '生产中' })];
    assert.deepEqual(statesOf(await phone.sync(records)), ['taken', 'taken']);
    const again = await phone.sync([...records, phone.writes(id, { place: '西区' })]);
    assert.deepEqual(statesOf(again), ['again', 'again', 'taken']);
    assert.equal(again.body.watermark.taken, 3);
    assert.equal((await stateOf(app, id)).writes.length, 3);
    assert.equal(await eventsOf(app, 'visit.written'), 3);
  }));

test('S-06 one record sent ten times at once is one record', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const record = phone.writes(id, { place: '东区' });
    const replies = await Promise.all(Array.from({ length: 10 }, () => phone.sync([record])));
    const states = replies.flatMap(statesOf);
    assert.equal(states.filter((state) => state === 'taken').length, 1);
    assert.equal(states.filter((state) => state === 'again').length, 9);
    assert.equal((await stateOf(app, id)).writes.length, 1);
    assert.equal(await eventsOf(app, 'visit.written'), 1);
    const other = { ...record, writes: [{ ...(record as { writes: object[] }).writes[0], value: '西区' }] };
    assert.deepEqual(statesOf(await phone.sync([other])), ['visit.record_differs']);
  }));

test('S-06 a hundred lost answers: ten records, each sent again ten times in batches, are ten records', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const records = Array.from({ length: 10 }, (_, n) => phone.writes(id, { situation: `第${n}次` }));
    for (let lost = 0; lost < 10; lost += 1) await phone.sync(records);
    const told = await phone.sync(records);
    assert.deepEqual(
      statesOf(told),
      records.map(() => 'again'),
    );
    assert.equal(told.body.watermark.taken, 10);
    assert.deepEqual(
      (await stateOf(app, id)).writes.map((write) => write.value),
      records.map((_, n) => `第${n}次`),
    );
    assert.equal(await eventsOf(app, 'visit.written'), 10);
  }));

/** Ten ways to spoil a record. */
function poisoned(good: VisitRecordInput, foreignAgency: string): readonly (readonly [unknown, string])[] {
  const write = { id: crypto.randomUUID(), path: 'place', value: 'x', base: null };
  const id = (): string => crypto.randomUUID();
  return [
    [null, 'visit.record_invalid'],
    [{ kind: 'writes' }, 'visit.record_invalid'],
    ['x'.repeat(5000), 'visit.record_invalid'],
    [{ ...good, id: id(), kind: 'dance' }, 'visit.record_invalid'],
    [{ ...good, id: id(), writes: [{ ...write, path: 'price' }] }, 'visit.field_unknown'],
    [{ ...good, id: id(), writes: [{ ...write, value: 7 }] }, 'visit.field_invalid'],
    [{ ...good, id: id(), writes: [{ ...write, value: 'a\u0000b' }] }, 'visit.record_invalid'],
    [{ ...good, id: id(), inspectionId: crypto.randomUUID() }, 'visit.not_found'],
    [{ ...good, id: id(), agencyId: foreignAgency }, 'visit.not_found'],
    [
      {
        ...good,
        id: id(),
        writes: [
          {
            ...write,
            path: `findings/${crypto.randomUUID()}`,
            value: { agencyId: foreignAgency, itemKey: null, sheetVersionId: null, lineKey: null },
          },
        ],
      },
      'visit.other_agency.forbidden',
    ],
  ];
}

test('S-03 a poisoned record is refused alone with its reason; twenty good ones beside it arrive', () =>
  withTestApp(async (app) => {
    const id = await planted(app, { joint: true });
    const phone = await testPhone(app, 'boWen');
    const model = phone.writes(id, { place: '东区' });
    for (const [bad, code] of poisoned(model, app.cast.otherAgency.agencyId)) {
      const good = Array.from({ length: 20 }, (_, n) => phone.writes(id, { situation: `${n}` }));
      const reply = await phone.sync([...good.slice(0, 7), bad, ...good.slice(7)]);
      const states = statesOf(reply);
      assert.equal(states.filter((state) => state === 'taken').length, 20, code);
      assert.deepEqual(
        states.filter((state) => state !== 'taken'),
        [code],
      );
    }
    assert.equal((await stateOf(app, id)).writes.length, 200);
  }));

test('S-07 two people of two agencies write one visit; nothing is lost, and nobody writes for the other', () =>
  withTestApp(async (app) => {
    const id = await planted(app, { joint: true });
    const [one, two] = [await testPhone(app, 'boWen'), await testPhone(app, 'otherInspector')];
    const rounds = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        (n % 2 === 0 ? one : two).sync([
          (n % 2 === 0 ? one : two).writes(id, { situation: `第${n}次`, place: `${n}` }),
        ]),
      ),
    );
    assert.deepEqual(
      rounds.flatMap(statesOf),
      Array.from({ length: 6 }, () => 'taken'),
    );
    const { writes, fields } = await stateOf(app, id);
    assert.deepEqual(
      writes.map((write) => write.seq),
      Array.from({ length: 12 }, (_, n) => n + 1),
    );
    const situation = fields.get('situation');
    const shown = new Set([situation?.value, ...(situation?.beside.map((each) => each.value) ?? [])]);
    const said = writes.filter((write) => write.path === 'situation');
    const lasts = [one, two].map(({ deviceId }) => said.findLast((write) => write.deviceId === deviceId));
    for (const last of lasts) assert.ok(shown.has(last?.value), 'what each of them said last is shown');
  }));

test('eight phones at one inspection leave no gap and no double', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phones = await Promise.all(Array.from({ length: 8 }, () => testPhone(app, 'boWen')));
    const replies = await Promise.all(
      phones.map((phone) =>
        phone.sync(
          Array.from({ length: 5 }, (_, n) => phone.writes(id, { place: `${n}`, situation: `${n}` })),
        ),
      ),
    );
    assert.equal(replies.flatMap(statesOf).filter((state) => state === 'taken').length, 40);
    const { writes } = await stateOf(app, id);
    assert.deepEqual(
      writes.map((write) => write.seq),
      Array.from({ length: 80 }, (_, n) => n + 1),
    );
  }));

test('S-11 the clock of the phone decides nothing: order by counting, times set right, the difference is kept', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const now = Date.parse(app.platform.clock.now());
    for (const off of [-now + 3_600_000, -86_400_000, 86_400_000, 3_600_000, -3_600_000]) {
      const shown = new Date(now + off).toISOString();
      const earlier = new Date(now + off - 600_000).toISOString();
      const record = { ...phone.writes(id, { situation: `${off}` }), at: earlier };
      assert.deepEqual(statesOf(await phone.sync([record], shown)), ['taken']);
      const last = (await stateOf(app, id)).writes.at(-1);
      assert.equal(last?.value, `${off}`);
      const error = Math.abs(Date.parse(last?.at ?? '') - (now - 600_000));
      assert.ok(error < 60_000, `${off}: ${last?.at ?? ''}`);
    }
    const devices = await phone.client.get('/api/field/devices');
    assert.equal(devices.body.rows[0].clockOffMinutes, 60);
  }));

test('S-12 after a restore the watermark falls back, the phone sends everything again, nothing is double', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const kept = [phone.writes(id, { place: '东区' }), phone.writes(id, { situation: '生产' })];
    assert.deepEqual(statesOf(await phone.sync([kept[0]])), ['taken']);
    const told = (await phone.sync([kept[1]])).body.watermark;
    assert.equal(told.taken, 2);
    // The backup was made after the first record.
    const { owner } = app.database;
    const lost = String(kept[1]?.id);
    await owner.deleteFrom('visit_writes').where('record_id', '=', lost).execute();
    await owner.deleteFrom('visit_records').where('id', '=', lost).execute();
    await owner.deleteFrom('actions').where('action_id', '=', lost).execute();
    await owner.updateTable('visit_devices').set({ taken: 1 }).execute();
    const fresh = phone.writes(id, { place: '东区巷道' });
    const reply = await phone.sync([fresh]);
    assert.ok(reply.body.watermark.taken < told.taken + 1, 'one less than told and sent');
    assert.deepEqual(statesOf(await phone.sync([...kept, fresh])), ['again', 'taken', 'again']);
    assert.equal((await stateOf(app, id)).writes.length, 3);
  }));

test('S-12 a device that the restored server has forgotten comes back with its own secret', () =>
  withTestApp(async (app) => {
    const phone = await testPhone(app, 'boWen');
    await app.database.owner.deleteFrom('visit_devices').execute();
    assert.equal((await phone.sync([])).body.error.code, 'visit.device_unknown');
    const again = await phone.client.post('/api/field/devices', {
      actionId: app.actionId(),
      deviceId: phone.deviceId,
      name: 'Android',
      appVersion: '1',
      secret: phone.secret,
    });
    assert.deepEqual([again.status, again.body.secret, again.body.watermark.taken], [200, phone.secret, 0]);
    assert.equal((await phone.sync([])).status, 200);
  }));

test('a claim, the approval and the entry move the team; the entry counts once in the frequency ledger', () =>
  withTestApp(async (app) => {
    const id = await planted(app, { stage: 'assigned', joint: true });
    const phone = await testPhone(app, 'boWen');
    assert.deepEqual(statesOf(await phone.sync([phone.writes(id, { place: '东区' })])), [
      'visit.not_claimed',
    ]);
    assert.deepEqual(statesOf(await phone.sync([phone.record(id, { kind: 'claim' })])), ['taken']);
    const enter = (emergency: string) =>
      phone.record(id, {
        kind: 'enter',
        enteredAt: app.platform.clock.now(),
        emergency,
        late: '',
        codeShown: 'paper',
      });
    assert.deepEqual(statesOf(await phone.sync([enter('')])), ['team.not_approved']);
    assert.deepEqual(statesOf(await phone.sync([enter('群众举报正在违法爆破')])), ['taken']);
    assert.deepEqual(statesOf(await phone.sync([enter('再次登记')])), ['taken']);
    const found = await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id));
    const team = found?.teams.find((each) => each.initiator);
    assert.deepEqual([team?.stage, team?.emergency], ['visiting', '群众举报正在违法爆破']);
    const entries = await app.database.owner.selectFrom('frequency_entries').selectAll().execute();
    assert.deepEqual(
      entries.map((entry) => [entry.visit_key, entry.inspection_id, entry.kind, entry.source]),
      [[id, id, 'special', 'platform']],
    );
  }));

test('R147 an entry that a phone noted and sent after ten days is taken and stands as late with its reason', () =>
  withTestApp(async (app) => {
    const ids = (await plantInspections(app, { count: 3, stage: 'approved' })).inspectionIds;
    const [onTime = '', explained = '', silent = ''] = ids;
    const phone = await testPhone(app, 'boWen');
    const enteredAt = app.platform.clock.now();
    const enter = (id: string, late: string) =>
      phone.record(id, { kind: 'enter', enteredAt, emergency: '', late, codeShown: 'shown' }, enteredAt);
    assert.deepEqual(statesOf(await phone.sync([enter(onTime, '')])), ['taken']);
    const records = [enter(explained, '山洪断网'), enter(silent, '')];
    app.platform.clock.advance(12 * 86_400_000);
    const again = await testPhone(app, 'boWen');
    assert.deepEqual(statesOf(await again.sync(records)), ['taken', 'taken']);
    const standing = async (id: string) => {
      const view = (await again.client.get(`/api/inspections/${id}/schedule`)).body;
      return view.registrations.map(
        (row: { reason: string; isLate: boolean; allowedByName: string | null }) => [
          row.reason,
          row.isLate,
          row.allowedByName,
        ],
      );
    };
    assert.deepEqual(await standing(onTime), []);
    assert.deepEqual(await standing(explained), [['山洪断网', true, null]]);
    assert.deepEqual(await standing(silent), [['', true, null]]);
    const teams = await app.database.owner
      .selectFrom('inspection_teams')
      .select('entered_at')
      .where('inspection_id', 'in', [...ids])
      .execute();
    assert.deepEqual(new Set(teams.map((each) => each.entered_at)), new Set([enteredAt]), 'the fact stays');
  }));

test('after the result is submitted nothing is written until it is returned', () =>
  withTestApp(async (app) => {
    const id = await planted(app, { stage: 'submitted' });
    const phone = await testPhone(app, 'boWen');
    const record = phone.writes(id, { place: '东区' });
    assert.deepEqual(statesOf(await phone.sync([record])), ['visit.closed']);
    await app.database.owner.updateTable('inspection_teams').set({ stage: 'returned' }).execute();
    assert.deepEqual(statesOf(await phone.sync([record])), ['taken'], 'the same record, once it is allowed');
  }));

test('S-08 an expired session, a disabled account: nothing is taken, and the same records go on after signing in', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const record = phone.writes(id, { place: '东区' });
    app.platform.clock.advance(7 * 86_400_000);
    assert.equal((await phone.sync([record])).status, 401);
    const again = await app.signIn('boWen');
    const body = { deviceId: phone.deviceId, sentAt: app.platform.clock.now(), records: [record] };
    assert.deepEqual(statesOf(await again.post('/api/field/sync', body)), ['taken']);
    await app.database.owner
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', app.cast.boWen.accountId)
      .execute();
    assert.equal((await again.post('/api/field/sync', body)).status, 401);
  }));

test('S-05 half a body, a body that is no JSON, one that is too large: refused whole, nothing taken, then it goes on', () =>
  withTestApp(async (app) => {
    const id = await planted(app);
    const phone = await testPhone(app, 'boWen');
    const records = [phone.writes(id, { place: '东区' })];
    const whole = JSON.stringify({ deviceId: phone.deviceId, sentAt: app.platform.clock.now(), records });
    const send = (payload: string) =>
      phone.client.inject({
        method: 'POST',
        url: '/api/field/sync',
        headers: { 'content-type': 'application/json' },
        payload,
      });
    for (const [payload, status] of [
      [whole.slice(0, whole.length / 2), 400],
      ['<html>login</html>', 400],
      [`{"a":"${'x'.repeat(9 * 1024 * 1024)}"}`, 413],
      [JSON.stringify({ deviceId: phone.deviceId, records }), 400],
    ] as const)
      assert.equal((await send(payload)).status, status);
    assert.equal((await stateOf(app, id)).writes.length, 0);
    assert.deepEqual(statesOf(await send(whole)), ['taken']);
  }));
