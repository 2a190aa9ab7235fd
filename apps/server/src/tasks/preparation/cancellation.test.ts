/** Cancelling one inspection: asked for, decided by the head, visible, counted; owed to the next draw. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { struckObjects } from '../../draws/duty.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { codeOf, dispatched, recordedDraw, withTasks } from '../dispatch-testing.ts';
import { plantInspections } from '../task-testing.ts';
import { askedCancellations } from './cancellation.queries.ts';
import { applied, decided, delivery, sealedNotice } from './preparation-testing.ts';

const asking = (app: TestApp, change: object = {}) => ({
  actionId: app.actionId(),
  ground: 'forceMajeure',
  note: '洪水封路，防汛指挥部要求停止外出',
  ...change,
});

async function asked(app: TestApp, client: TestClient, id: string, change: object = {}) {
  const reply = await client.post(`/api/inspections/${id}/cancellations`, asking(app, change));
  assert.equal(codeOf(reply), 'ok', JSON.stringify(reply.body));
  const read = await client.get(`/api/inspections/${id}/cancellations`);
  return read.body.rows[0] as { id: string; version: number; waitsWith: string[] };
}

const decide = (
  app: TestApp,
  client: TestClient,
  row: { id: string; version: number },
  change: object = {},
) =>
  client.post(`/api/inspection-cancellations/${row.id}/decision`, {
    actionId: app.actionId(),
    version: row.version,
    decision: 'approve',
    opinion: '',
    ...change,
  });

test('one inspection is cancelled by the head only, for a ground, and stays in its task where it is counted', () =>
  withTestApp(async (app) => {
    const { taskId, inspectionIds } = await plantInspections(app, { count: 2, joint: true });
    const [id = '', other = ''] = inspectionIds;
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    const partner = await app.signIn('otherAgency');
    const path = `/api/inspections/${id}/cancellations`;
    assert.equal(codeOf(await partner.post(path, asking(app))), 'cancellation.forbidden');
    assert.equal((await (await app.signIn('boWen')).post(path, asking(app))).status, 403);
    assert.equal((await (await app.signIn('chenXi')).post(path, asking(app))).status, 404);
    assert.equal((await lan.post(path, asking(app, { note: ' ' }))).status, 400);
    const request = asking(app);
    const first = await lan.post(path, request);
    assert.deepEqual((await lan.post(path, request)).body, first.body);
    assert.equal(codeOf(await lan.post(path, asking(app))), 'cancellation.exists');
    const row = (await head.get('/api/inspection-cancellations')).body.rows[0];
    assert.deepEqual([row.id, row.ground, row.mayDecide], [first.body.id, 'forceMajeure', true]);
    assert.equal((await lan.get('/api/inspection-cancellations')).body.rows.length, 0);
    assert.equal(codeOf(await decide(app, lan, row)), 'cancellation.own.forbidden');
    const section = await app.signIn('sectionOfficer');
    assert.equal(codeOf(await decide(app, section, row)), 'cancellation.no_authority.forbidden');
    assert.equal(codeOf(await decide(app, partner, row)), 'cancellation.not_found');
    assert.equal(codeOf(await decide(app, head, { ...row, version: 9 })), 'cancellation.changed_meanwhile');
    assert.equal(codeOf(await decide(app, head, row)), 'ok');
    assert.equal(codeOf(await decide(app, head, row)), 'cancellation.decided');

    const list = (await lan.get(`/api/tasks/${taskId}/inspections`)).body.rows;
    assert.equal(list.length, 2);
    assert.deepEqual(
      [list[0].outcome, list[0].state, list[0].teams[0].stage, list[0].teams[1].stage],
      ['cancelled', 'closed', 'withdrawn', 'withdrawn'],
    );
    assert.deepEqual((await lan.get(`/api/tasks/${taskId}`)).body.outcomes, [
      { outcome: 'cancelled', count: 1 },
    ]);
    assert.equal((await lan.get(`/api/tasks/${taskId}`)).body.state, 'dispatched');
    const mine = (await (await app.signIn('boWen')).get('/api/my-inspections')).body.rows;
    assert.deepEqual(
      mine.map((each: { id: string }) => each.id),
      [other],
    );
    const seen = (await partner.get(path)).body;
    assert.deepEqual([seen.rows[0].state, seen.mayAsk], ['approved', false]);
    const visits = await inTransaction(app.platform.db, (tx) =>
      tx.selectFrom('frequency_entries').select('id').execute(),
    );
    assert.equal(visits.length, 0);
  }));

test('a refused cancellation needs its reason and leaves everything as it was; one not decided is taken back', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    const row = await asked(app, lan, id);
    assert.deepEqual(row.waitsWith, ['首长']);
    assert.equal(
      codeOf(await decide(app, head, row, { decision: 'refuse' })),
      'cancellation.opinion_invalid',
    );
    assert.equal(codeOf(await decide(app, head, row, { decision: 'refuse', opinion: '道路已恢复' })), 'ok');
    const view = (await lan.get(`/api/inspections/${id}`)).body;
    assert.deepEqual([view.state, view.outcome, view.teams[0].stage], ['open', null, 'claimed']);
    const again = await asked(app, lan, id);
    const back = (version: number) =>
      lan.post(`/api/inspection-cancellations/${again.id}/withdrawal`, {
        actionId: app.actionId(),
        version,
      });
    assert.equal(codeOf(await back(7)), 'cancellation.changed_meanwhile');
    assert.equal(codeOf(await back(again.version)), 'ok');
    assert.equal(codeOf(await back(again.version)), 'cancellation.decided');
    assert.equal(codeOf(await decide(app, head, again)), 'cancellation.decided');
  }));

test('with the cancellation open applications are taken back and notices that did not reach the object are void', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { joint: true })).inspectionIds;
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    await decided(app, head, await applied(app, lan, id));
    const notice = await sealedNotice(app, lan, id);
    await applied(app, await app.signIn('otherAgency'), id);
    assert.equal(codeOf(await decide(app, head, await asked(app, lan, id))), 'ok');
    const kept = await inTransaction(app.platform.db, async (tx) => ({
      approvals: await tx.selectFrom('inspection_approvals').select('state').orderBy('state').execute(),
      notices: await tx.selectFrom('inspection_notices').select(['id', 'void_reason']).execute(),
      papers: await tx.selectFrom('papers').select('state').where('kind', '=', 'notice').execute(),
    }));
    assert.deepEqual(
      kept.approvals.map((row) => row.state),
      ['approved', 'withdrawn'],
    );
    assert.deepEqual(
      kept.notices.map((row) => [row.id, row.void_reason.startsWith('洪水')]),
      [[notice, true]],
    );
    assert.deepEqual(kept.papers, [{ state: 'void' }]);
    assert.equal(
      codeOf(await lan.post(`/api/inspections/${id}/cancellations`, asking(app))),
      'preparation.closed',
    );
  }));

test('a notice that reached the object stays, and who cancels is told to tell the object', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { announced: true })).inspectionIds;
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    await decided(app, head, await applied(app, lan, id));
    const notice = await sealedNotice(app, lan, id);
    await lan.post(`/api/inspections/${id}/deliveries`, delivery(app, [notice], { channel: 'inPerson' }));
    assert.equal(codeOf(await decide(app, head, await asked(app, lan, id))), 'ok');
    const view = (await lan.get(`/api/inspections/${id}/cancellations`)).body;
    assert.deepEqual(view.delivered, ['茶亭区应急管理局']);
  }));

test('nothing is cancelled once a team has entered or recorded its work', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    for (const stage of ['visiting', 'recorded', 'submitted'] as const) {
      const [id = ''] = (await plantInspections(app, { stage })).inspectionIds;
      const view = (await lan.get(`/api/inspections/${id}/cancellations`)).body;
      assert.equal(view.mayAsk, false);
      const reply = await lan.post(`/api/inspections/${id}/cancellations`, asking(app));
      assert.equal(codeOf(reply), 'cancellation.begun', stage);
    }
  }));

test('a request that the visit itself has overtaken takes no place in the list of those who decide', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 2 });
    const [overtaken = '', waiting = ''] = inspectionIds;
    const lan = await app.signIn('anLan');
    for (const id of [overtaken, waiting]) {
      await asked(app, lan, id);
      app.platform.clock.advance(1000);
    }
    const oldest = () =>
      inTransaction(app.platform.db, async (tx) =>
        (await askedCancellations(tx, app.cast.anLan, 1)).map((row) => row.inspection_id),
      );
    assert.deepEqual(await oldest(), [overtaken]);
    const { db } = app.database;
    const entered = { entered_at: app.platform.clock.now() };
    await db.updateTable('inspection_teams').set(entered).where('inspection_id', '=', overtaken).execute();
    assert.deepEqual(await oldest(), [waiting]);
  }));

test('a cancelled object of a draw is owed to the next draw of its item, unless other visits have served it', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const taskId = await dispatched(app, driver.lan, drawId);
    const rows = (await driver.lan.get(`/api/tasks/${taskId}/inspections`)).body.rows;
    const head = await app.signIn('agencyHead');
    const [spared, served] = rows;
    assert.equal(codeOf(await decide(app, head, await asked(app, driver.lan, spared.id))), 'ok');
    const row = await asked(app, driver.lan, served.id, { ground: 'duplicate', note: '本月已由消防检查' });
    assert.equal(codeOf(await decide(app, head, row)), 'ok');
    const owed = await inTransaction(app.platform.db, async (tx) => {
      const found = await tx
        .selectFrom('inspections')
        .select(['id', 'object_id'])
        .where('outcome', '=', 'cancelled')
        .execute();
      const struck = await tx.selectFrom('draw_struck').select(['item_key', 'item_name']).execute();
      const item = { itemKey: struck[0]?.item_key ?? null, itemName: struck[0]?.item_name ?? '' };
      const ids = await struckObjects(tx, app.cast.anLan, { ...item, drawId: null });
      return { ids, object: found.find((each) => each.id === spared.id)?.object_id };
    });
    assert.deepEqual(owed.ids, [owed.object]);
  }));
