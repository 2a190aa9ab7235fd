import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CastName, type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantedItem, plantInspections } from '../../tasks/task-testing.ts';
import { remindOfResults } from './result-notices.ts';

const day = 86_400_000;

async function told(app: TestApp, name: CastName): Promise<readonly string[]> {
  const { rows } = (await (await app.signIn(name)).get('/api/notices?limit=200')).body;
  return rows.map((row: { kind: string }) => row.kind).toReversed();
}

test('a submitted result is told to who may review it, a returned one to the team; who acted hears nothing', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'recorded' })).inspectionIds;
    const { agencyId } = app.cast.anLan;
    const bo = await app.signIn('boWen');
    const items = [{ itemKey: plantedItem, code: 'noProblem', note: '' }];
    const submitted = await bo.post(`/api/inspections/${id}/results`, {
      actionId: app.actionId(),
      agencyId,
      version: 1,
      items,
      findings: [],
      concealment: '',
      onBehalf: null,
    });
    assert.equal(submitted.status, 200, JSON.stringify(submitted.body));
    await app.settle();
    assert.deepEqual(await told(app, 'anLan'), ['result.to_review']);
    assert.deepEqual(await told(app, 'boWen'), []);
    const returned = await (await app.signIn('anLan')).post(`/api/inspections/${id}/reviews`, {
      actionId: app.actionId(),
      agencyId,
      version: 2,
      decision: 'return',
      opinion: '第二项无照片',
    });
    assert.equal(returned.status, 200, JSON.stringify(returned.body));
    await app.settle();
    assert.deepEqual(await told(app, 'boWen'), ['result.returned']);
    for (const name of ['otherAgency', 'chenXi', 'agencyHead'] as const)
      assert.deepEqual(await told(app, name), [], name);
  }));

/** A visit whose result is to be entered by the 28th. */
async function withClock(app: TestApp): Promise<void> {
  const [inspectionId = ''] = (await plantInspections(app, { stage: 'recorded' })).inspectionIds;
  const { jurisdictionId, agencyId } = app.cast.anLan;
  await app.database.db
    .insertInto('result_clocks')
    .values({
      jurisdiction_id: jurisdictionId,
      inspection_id: inspectionId,
      agency_id: agencyId,
      clock: 'resultEntered',
      started_on: '2026-11-23',
      due_on: '2026-11-28',
      basis: '{}',
      done_on: null,
      extended_from: null,
    })
    .execute();
}

test('a result that is due is told three days and one day before, and when late to the head too; each once', () =>
  withTestApp(async (app) => {
    await withClock(app);
    const seen: string[][] = [];
    for (let i = 0; i < 8; i += 1) {
      await remindOfResults(app.platform);
      await remindOfResults(app.platform);
      seen.push([...(await told(app, 'boWen'))]);
      app.platform.clock.advance(day);
    }
    assert.deepEqual(
      seen.map((kinds) => kinds.length),
      [0, 0, 1, 1, 2, 2, 3, 3],
    );
    assert.deepEqual(seen.at(-1), ['result.due', 'result.due', 'result.overdue']);
    assert.deepEqual(await told(app, 'agencyHead'), ['result.overdue']);
  }));

test('of an inspection that was closed without a result, as one that gave way to a reserve, nothing is told', () =>
  withTestApp(async (app) => {
    await withClock(app);
    await app.database.db.updateTable('inspections').set({ state: 'closed', outcome: 'replaced' }).execute();
    app.platform.clock.advance(7 * day);
    await remindOfResults(app.platform);
    assert.deepEqual([await told(app, 'boWen'), await told(app, 'agencyHead')], [[], []]);
  }));
