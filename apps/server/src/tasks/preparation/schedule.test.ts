import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../inspection.queries.ts';
import { plantInspections } from '../task-testing.ts';

/** An hour that lies `days` days ahead. */
const ahead = (app: TestApp, days: number): string =>
  new Date(Date.parse(app.platform.clock.now()) + days * 86_400_000).toISOString();

async function widenWindow(app: TestApp): Promise<void> {
  await inTransaction(app.platform.db, (tx) =>
    tx.updateTable('inspection_tasks').set({ window_from: '2000-01-01', window_to: '2999-12-31' }).execute(),
  );
}

const slot = (app: TestApp, days: number, over: object = {}) => ({
  actionId: app.actionId(),
  startsAt: ahead(app, days),
  byObject: false,
  note: '',
  ...over,
});

test('R143 a joint visit has its time when every agency accepts, and not before', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { joint: true, announced: true })).inspectionIds;
    await widenWindow(app);
    const lead = await app.signIn('boWen');
    const partner = await app.signIn('otherAgency');
    const body = slot(app, 3);
    const first = await lead.post(`/api/inspections/${id}/slots`, body);
    assert.equal(first.body.agreed, false, JSON.stringify(first.body));
    assert.deepEqual((await lead.post(`/api/inspections/${id}/slots`, body)).body, first.body);
    const same = await partner.post(`/api/inspections/${id}/slots`, { ...body, actionId: app.actionId() });
    assert.equal(same.body.error.code, 'slot.exists');
    const no = await partner.post(`/api/visit-slots/${first.body.id}/answer`, {
      actionId: app.actionId(),
      accepts: false,
      reason: '当日有会',
    });
    assert.equal(no.body.agreed, false);
    const scheduled = async () =>
      (await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id)))?.inspection.scheduled_for;
    assert.equal(await scheduled(), null);
    const yes = await partner.post(`/api/visit-slots/${first.body.id}/answer`, {
      actionId: app.actionId(),
      accepts: true,
      reason: '',
    });
    assert.equal(yes.body.agreed, true);
    assert.equal(await scheduled(), body.startsAt);
    const closed = await partner.post(`/api/visit-slots/${first.body.id}/withdraw`, {
      actionId: app.actionId(),
    });
    assert.equal(closed.body.error.code, 'slot.closed');
    const stranger = await app.signIn('chenXi');
    assert.equal((await stranger.get(`/api/inspections/${id}/schedule`)).status, 404);
    const foreign = await stranger.post(`/api/visit-slots/${first.body.id}/answer`, {
      actionId: app.actionId(),
      accepts: true,
      reason: '',
    });
    assert.equal(foreign.status, 404);
  }));

test('R143 other visits of the same people and of the object near a time are shown with the time', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 3, announced: true });
    const [id = '', busy = '', same = ''] = inspectionIds;
    await widenWindow(app);
    const lead = await app.signIn('boWen');
    const at = ahead(app, 3);
    await inTransaction(app.platform.db, async (tx) => {
      const found = await inspectionCase(tx, id);
      const person = found?.members[0];
      await tx
        .updateTable('inspections')
        .set({ scheduled_for: at })
        .where('id', 'in', [busy, same])
        .execute();
      await tx
        .updateTable('inspection_members')
        .set({ inspector_id: person?.inspector_id ?? null })
        .where('inspection_id', '=', busy)
        .where('name', '=', '柏文')
        .execute();
      await tx
        .updateTable('inspections')
        .set({ object_key: found?.inspection.object_key ?? '' })
        .where('id', '=', same)
        .execute();
    });
    await lead.post(`/api/inspections/${id}/slots`, slot(app, 3));
    await lead.post(`/api/inspections/${id}/slots`, slot(app, 6));
    await lead.post(`/api/inspections/${id}/peak-hours`, {
      actionId: app.actionId(),
      hours: '每日 11–13 时',
    });
    const view = (await lead.get(`/api/inspections/${id}/schedule`)).body;
    const kinds = view.slots.map((one: { state: string; conflicts: { kind: string; names: string[] }[] }) => [
      one.state,
      one.conflicts.map((each) => [each.kind, each.names]),
    ]);
    // The first was agreed at once, and the later one took its place.
    assert.deepEqual(kinds, [
      ['superseded', []],
      ['agreed', []],
    ]);
    const back = await lead.post(`/api/inspections/${id}/slots`, slot(app, 3, { note: '再议' }));
    assert.equal(back.body.agreed, true);
    const again = (await lead.get(`/api/inspections/${id}/schedule`)).body;
    const now = again.slots.find((one: { state: string }) => one.state === 'agreed');
    assert.deepEqual(
      now.conflicts.map((each: { kind: string; names: string[] }) => [each.kind, each.names]),
      [
        ['object', ['茶亭3号采石场']],
        ['person', ['柏文']],
      ],
    );
    assert.deepEqual([again.peakHours.hours, again.others.length], ['每日 11–13 时', 1]);
  }));

test('R143 a time of the enterprise is noted and accepted by the agencies; unannounced visits take none', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { announced: true })).inspectionIds;
    await widenWindow(app);
    const legal = await app.signIn('anLan');
    const noted = await legal.post(`/api/inspections/${id}/slots`, slot(app, 2, { byObject: true }));
    assert.equal(noted.body.agreed, false);
    const yes = await legal.post(`/api/visit-slots/${noted.body.id}/answer`, {
      actionId: app.actionId(),
      accepts: true,
      reason: '',
    });
    assert.equal(yes.body.agreed, true);
    const past = await legal.post(`/api/inspections/${id}/slots`, slot(app, -1));
    assert.equal(past.body.error.code, 'slot.past_invalid');
    await inTransaction(app.platform.db, (tx) =>
      tx
        .updateTable('inspection_tasks')
        .set({ announced: false, window_to: app.platform.clock.today() })
        .execute(),
    );
    const own = await legal.post(`/api/inspections/${id}/slots`, slot(app, 2, { byObject: true }));
    assert.equal(own.body.error.code, 'slot.unannounced');
    const outside = await legal.post(`/api/inspections/${id}/slots`, slot(app, 9));
    assert.equal(outside.body.error.code, 'slot.outside_invalid');
    await inTransaction(app.platform.db, (tx) =>
      tx.updateTable('inspection_teams').set({ entered_at: app.platform.clock.now() }).execute(),
    );
    const late = await legal.post(`/api/inspections/${id}/slots`, slot(app, 1));
    assert.equal(late.body.error.code, 'slot.entered');
  }));

const entry = (app: TestApp, over: object = {}) => ({
  actionId: app.actionId(),
  kind: 'networkFailure',
  enteredAt: ahead(app, -1),
  reason: '矿区无信号，平台无法登录',
  allowNote: '',
  ...over,
});

async function dispatchedLongAgo(app: TestApp): Promise<void> {
  await inTransaction(app.platform.db, (tx) =>
    tx
      .updateTable('inspection_tasks')
      .set({ dispatched_at: ahead(app, -60) })
      .execute(),
  );
}

test('R147 an emergency is registered before leaving with its reason, without an approval, once', () =>
  withTestApp(async (app) => {
    const [id = '', other = ''] = (await plantInspections(app, { count: 2 })).inspectionIds;
    const lead = await app.signIn('boWen');
    const address = `/api/inspections/${id}/entries`;
    const plain = await lead.post(address, entry(app, { enteredAt: app.platform.clock.now() }));
    assert.equal(plain.body.error.code, 'team.not_approved');
    const body = entry(app, { kind: 'emergency', enteredAt: ahead(app, 0.1), reason: '举报正在违法作业' });
    const done = await lead.post(address, body);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.deepEqual((await lead.post(address, body)).body, done.body);
    const team = (await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id)))?.teams[0];
    assert.deepEqual([team?.stage, team?.emergency], ['visiting', '举报正在违法作业']);
    const twice = await lead.post(address, { ...body, actionId: app.actionId() });
    assert.equal(twice.body.error.code, 'entry.exists');
    const far = await lead.post(
      `/api/inspections/${other}/entries`,
      entry(app, { kind: 'emergency', enteredAt: ahead(app, 2) }),
    );
    assert.equal(far.body.error.code, 'entry.future_invalid');
    const stranger = await app.signIn('otherInspector');
    assert.equal((await stranger.post(`/api/inspections/${other}/entries`, entry(app))).status, 404);
  }));

test('R147 after a failed network an entry is registered within ten days, later only by the head’s decision', () =>
  withTestApp(async (app) => {
    const planted = await plantInspections(app, { count: 2, stage: 'approved' });
    const [id = '', other = ''] = planted.inspectionIds;
    await dispatchedLongAgo(app);
    const lead = await app.signIn('boWen');
    const head = await app.signIn('agencyHead');
    const intime = await lead.post(
      `/api/inspections/${id}/entries`,
      entry(app, { enteredAt: ahead(app, -9) }),
    );
    assert.equal(intime.status, 200, JSON.stringify(intime.body));
    const late = entry(app, { enteredAt: ahead(app, -12) });
    const refused = await lead.post(`/api/inspections/${other}/entries`, late);
    assert.deepEqual([refused.body.error.code, refused.body.error.data.days], ['entry.late', 10]);
    const silent = await head.post(`/api/inspections/${other}/entries`, {
      ...late,
      actionId: app.actionId(),
    });
    assert.equal(silent.body.error.code, 'entry.note_invalid');
    const allowed = await head.post(`/api/inspections/${other}/entries`, {
      ...late,
      actionId: app.actionId(),
      allowNote: '山洪断网，情况属实',
    });
    assert.equal(allowed.status, 200, JSON.stringify(allowed.body));
    const view = (await lead.get(`/api/inspections/${other}/schedule`)).body;
    assert.deepEqual(
      [view.registrations[0].allowedByName, view.registrations[0].allowedNote, view.lateDays],
      ['首长', '山洪断网，情况属实', '10'],
    );
  }));
