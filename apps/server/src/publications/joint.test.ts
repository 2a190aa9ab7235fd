/** Joint inspections, follow-ups that move on, objects without a code: what each agency publishes of its own part. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMove, orderForm } from '../followups/followup-testing.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../platform/testing-app.ts';
import { plantInspections } from '../tasks/task-testing.ts';
import { publishedRecord } from './public-record.queries.ts';
import { passResult, publicationFor } from './publication-testing.ts';

async function publish(app: TestApp, client: TestClient, id: string): Promise<void> {
  const version = async () => (await client.get(`/api/publications/${id}`)).body.version;
  const passed = await client.post(`/api/publications/${id}/reviews`, {
    actionId: app.actionId(),
    version: await version(),
    decision: 'pass',
    note: '',
    confirmed: [],
  });
  assert.equal(passed.status, 200, JSON.stringify(passed.body));
  const released = await client.post('/api/publication-releases', {
    actionId: app.actionId(),
    items: [{ id, version: await version() }],
  });
  assert.equal(released.status, 200, JSON.stringify(released.body));
}
const recordOf = (app: TestApp, id: string) =>
  inTransaction(app.platform.db, (tx) => publishedRecord(tx, id));

test('R200 each agency of a joint inspection publishes its own result and no other agency’s', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'recorded', joint: true })).inspectionIds;
    await passResult(app, { id });
    await app.settle();
    await assert.rejects(publicationFor(app, id, 'otherAgency'));
    await passResult(app, {
      id,
      enters: 'otherInspector',
      reviews: 'otherAgency',
      problems: ['消防通道堵塞'],
    });
    await app.settle();
    const own = await publicationFor(app, id);
    const other = await publicationFor(app, id, 'otherAgency');
    const [lan, neighbour] = [await app.signIn('anLan'), await app.signIn('otherAgency')];
    assert.equal((await lan.get(`/api/publications/${other.id}`)).status, 404);
    assert.equal((await neighbour.get('/api/publications')).body.rows.length, 1);
    await publish(app, neighbour, other.id);
    const record = await recordOf(app, other.id);
    assert.ok(record?.payload.kind === 'result');
    assert.deepEqual([record.payload.agency.name, record.payload.findings.length], ['茶亭区消防救援大队', 1]);
    assert.equal(await recordOf(app, own.id), undefined);
  }));

test('R206 a follow-up that moves on changes the public record without being a correction', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'recorded' })).inspectionIds;
    const [finding = ''] = await passResult(app, { id, problems: ['配电箱未上锁'] });
    await app.settle();
    const row = await publicationFor(app, id);
    const lan = await app.signIn('anLan');
    await publish(app, lan, row.id);
    const bo = await app.signIn('boWen');
    const today = app.platform.clock.today();
    const forms = [
      orderForm,
      { move: 'report', note: '已上锁', by: '安全员', phone: '' },
      { move: 'startRecheck', mode: 'documents', on: today },
      {
        move: 'judgeRecheck',
        on: today,
        note: '',
        verdicts: [{ findingId: finding, verdict: 'ok', note: '', extendTo: null }],
      },
    ] as const;
    for (const form of forms) {
      const moved = await makeMove(app, bo, { ids: [finding], form: form as typeof orderForm });
      assert.equal(moved.status, 200, JSON.stringify(moved.body));
    }
    await app.settle();
    const record = await recordOf(app, row.id);
    assert.ok(record?.payload.kind === 'result');
    assert.deepEqual(
      record.payload.followups.map((each) => [each.isClosed, each.stateWording]),
      [[true, '已整改，复查合格']],
    );
    assert.deepEqual([record.payload.corrections, record.version], [[], 2]);
  }));

test('R201 an object without a credit code is prepared and published without one', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'recorded' })).inspectionIds;
    await app.database.owner
      .updateTable('inspections')
      .set((eb) => ({
        object: eb.cast(
          eb.val(
            JSON.stringify({
              name: '北山防空警报点',
              uscc: null,
              localCode: 'JB-12',
              kind: 'facility',
              address: '',
              area: '130181',
              legalRep: '',
              contact: '',
              phone: '',
            }),
          ),
          'jsonb',
        ) as never,
      }))
      .where('id', '=', id)
      .execute();
    await passResult(app, { id });
    await app.settle();
    const row = await publicationFor(app, id);
    await publish(app, await app.signIn('anLan'), row.id);
    const record = await recordOf(app, row.id);
    assert.ok(record?.payload.kind === 'result');
    assert.deepEqual(record.payload.object, { name: '北山防空警报点', code: null, kind: 'facility' });
  }));
