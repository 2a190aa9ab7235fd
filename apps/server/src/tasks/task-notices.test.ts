import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import { type CastName, type TestApp, withTestApp } from '../platform/testing-app.ts';
import { applied, decided } from './preparation/preparation-testing.ts';
import { remindOfClaims } from './task-notices.ts';
import { plantInspections } from './task-testing.ts';

const day = 86_400_000;

async function told(app: TestApp, name: CastName): Promise<readonly string[]> {
  const { rows } = (await (await app.signIn(name)).get('/api/notices?limit=200')).body;
  return rows.map((row: { kind: string }) => row.kind).toReversed();
}

test('an approval that waits is told to the heads of the agency alone, and the decision to who asked', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const approval = await applied(app, await app.signIn('sectionOfficer'), id);
    await app.settle();
    assert.deepEqual(await told(app, 'agencyHead'), ['approval.waiting']);
    for (const name of ['boWen', 'anLan', 'otherAgency', 'chenXi', 'sectionOfficer'] as const)
      assert.deepEqual(await told(app, name), [], name);
    await decided(app, await app.signIn('agencyHead'), approval);
    await app.settle();
    assert.deepEqual(await told(app, 'sectionOfficer'), ['approval.decided']);
    assert.deepEqual(await told(app, 'agencyHead'), ['approval.waiting']);
  }));

test('while the head is away an approval that waits is told to the substitute, not to who is away or decides other things only', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const head = await app.signIn('agencyHead');
    const today = app.platform.clock.today();
    const { agencyHead, anLan, boWen } = app.cast;
    const away = await head.post('/api/work-substitutes', {
      actionId: app.actionId(),
      account: agencyHead.accountId,
      substitute: anLan.accountId,
      reason: 'businessTrip',
      fromDay: today,
      toDay: today,
      document: '领导班子分工〔2026〕2号',
    });
    assert.equal(away.status, 200, JSON.stringify(away.body));
    const other = await head.post('/api/delegations', {
      actionId: app.actionId(),
      fromAccount: agencyHead.accountId,
      toAccount: boWen.accountId,
      scope: 'lateEntry',
      fromDay: today,
      toDay: today,
      document: '授权委托书',
      documentNumber: '〔2026〕7号',
      documentDay: today,
    });
    assert.equal(other.status, 200, JSON.stringify(other.body));
    await applied(app, await app.signIn('sectionOfficer'), id);
    await app.settle();
    assert.deepEqual(await told(app, 'anLan'), ['approval.waiting']);
    for (const name of ['agencyHead', 'boWen'] as const) assert.deepEqual(await told(app, name), [], name);
  }));

test('an application of one agency of a joint visit is not told again to the heads of the other, which applied before', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { joint: true })).inspectionIds;
    await applied(app, await app.signIn('sectionOfficer'), id);
    await app.settle();
    await applied(app, await app.signIn('otherAgency'), id);
    await app.settle();
    assert.deepEqual(await told(app, 'agencyHead'), ['approval.waiting']);
  }));

test('what is dispatched is told to each inspector once, with the number of inspections and no object’s name', () =>
  withTestApp(async (app) => {
    const { taskId } = await plantInspections(app, { count: 3, stage: 'assigned', joint: true });
    await inTransaction(app.platform.db, (tx) =>
      record(tx, app.platform, {
        type: 'task.dispatched',
        actor: app.cast.anLan,
        subject: { kind: 'inspectionTask', id: taskId },
        data: {},
      }),
    );
    await app.settle();
    await app.settle();
    for (const name of ['boWen', 'otherInspector'] as const) {
      const { rows } = (await (await app.signIn(name)).get('/api/notices')).body;
      assert.deepEqual([rows.length, rows[0].kind, rows[0].data.count], [1, 'task.dispatched', 3]);
      assert.ok(!JSON.stringify(rows).includes('采石场'));
    }
    assert.deepEqual(await told(app, 'chenXi'), []);
  }));

test('inspections that are to be claimed are told the day before and once they are late; who claimed is left in peace', () =>
  withTestApp(async (app) => {
    await plantInspections(app, { count: 3, stage: 'assigned' });
    const { db } = app.database;
    await db.updateTable('inspection_tasks').set({ claim_due: '2026-11-25' }).execute();
    await remindOfClaims(app.platform);
    assert.deepEqual(await told(app, 'boWen'), []);
    app.platform.clock.advance(day);
    for (let i = 0; i < 4; i += 1) {
      await remindOfClaims(app.platform);
      app.platform.clock.advance(day);
    }
    assert.deepEqual(await told(app, 'boWen'), ['task.claim_due', 'task.claim_overdue']);
  }));
