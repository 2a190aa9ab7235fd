import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { plantedItem, plantInspections } from '../../tasks/task-testing.ts';
import { takeRecord } from '../visits/take-record.ts';

const confirmation = { confirmedBy: '周平', confirmedOn: '2026-11-20', proof: '盖章回函〔2026〕3号' };

const enter = (
  client: TestClient,
  id: string,
  of: { readonly agencyId: string; readonly onBehalf?: object | null; readonly version?: number },
) =>
  client.post(`/api/inspections/${id}/results`, {
    actionId: crypto.randomUUID(),
    agencyId: of.agencyId,
    version: of.version ?? 1,
    items: [{ itemKey: plantedItem, code: 'noProblem', note: '' }],
    findings: [],
    concealment: '',
    onBehalf: of.onBehalf ?? null,
  });

/** A joint inspection whose partner is not on the platform: it makes no moves of its own. */
async function withOutsider(app: TestApp): Promise<string> {
  const [id = ''] = (await plantInspections(app, { stage: 'recorded', joint: true })).inspectionIds;
  await inTransaction(app.platform.db, (tx) =>
    tx
      .updateTable('inspection_teams')
      .set({ outside: true, stage: 'assigned', recorded_at: null, entered_at: null, claimed_at: null })
      .where('inspection_id', '=', id)
      .where('agency_id', '=', app.cast.otherAgency.agencyId)
      .execute(),
  );
  return id;
}

test('R180 the initiator enters for a body outside the platform, with who confirmed it there, and reviews it', () =>
  withTestApp(async (app) => {
    const id = await withOutsider(app);
    const { agencyId } = app.cast.otherAgency;
    const bo = await app.signIn('boWen');
    const lan = await app.signIn('anLan');
    const own = await enter(bo, id, { agencyId: app.cast.anLan.agencyId, onBehalf: confirmation });
    assert.equal(own.body.error.code, 'result.behalf_needless_invalid');
    assert.equal((await enter(bo, id, { agencyId })).body.error.code, 'result.behalf_missing_invalid');
    const future = await enter(bo, id, {
      agencyId,
      onBehalf: { ...confirmation, confirmedOn: '2026-11-24' },
    });
    assert.equal(future.body.error.code, 'result.behalf_future_invalid');
    const stranger = await enter(await app.signIn('otherAgency'), id, { agencyId, onBehalf: confirmation });
    assert.equal(stranger.status, 404);
    const done = await enter(bo, id, { agencyId, onBehalf: confirmation });
    assert.deepEqual([done.status, done.body], [200, { stage: 'submitted', version: 3 }]);
    const { body } = await lan.get(`/api/inspections/${id}/results`);
    const team = body.teams.find((each: { agencyId: string }) => each.agencyId === agencyId);
    assert.deepEqual(team.submissions[0].onBehalf, confirmation);
    assert.equal(team.mayReview, true);
    const passed = await lan.post(`/api/inspections/${id}/reviews`, {
      actionId: app.actionId(),
      agencyId,
      version: 3,
      decision: 'pass',
      opinion: '',
    });
    assert.equal(passed.body.stage, 'passed');
  }));

test('R180 nobody enters for a body outside the platform before the visit has ended', () =>
  withTestApp(async (app) => {
    const id = await withOutsider(app);
    const { agencyId } = app.cast.otherAgency;
    await inTransaction(app.platform.db, (tx) =>
      tx
        .updateTable('inspection_teams')
        .set({ stage: 'visiting', recorded_at: null })
        .where('inspection_id', '=', id)
        .where('initiator', '=', true)
        .execute(),
    );
    const early = await enter(await app.signIn('boWen'), id, { agencyId, onBehalf: confirmation });
    assert.equal(early.body.error.code, 'team.wrong_stage');
  }));

test('R186 nothing found at any item is one submission without a word', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'recorded' })).inspectionIds;
    const { agencyId } = app.cast.anLan;
    const done = await enter(await app.signIn('boWen'), id, { agencyId });
    assert.equal(done.status, 200);
    const { body } = await (await app.signIn('anLan')).get(`/api/inspections/${id}/results`);
    assert.deepEqual(
      [body.overall.wording, body.teams[0].submissions[0].items[0].wording, body.teams[0].found],
      ['未发现问题', '未发现问题', []],
    );
  }));

test('R302 the ledger of visits learns from the passed result whether anything was found', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'noticed' })).inspectionIds;
    const { platform, cast } = app;
    const { agencyId } = cast.boWen;
    const at = platform.clock.now();
    const found = () =>
      inTransaction(platform.db, (tx) =>
        tx.selectFrom('frequency_entries').select('has_finding').where('inspection_id', '=', id).execute(),
      );
    await inTransaction(platform.db, async (tx) => {
      const head = { id: platform.ids.next(), inspectionId: id, agencyId, seq: 1, at };
      const body = { enteredAt: at, emergency: '', late: '', codeShown: 'shown' } as const;
      const taken = await takeRecord(tx, platform, {
        actor: cast.boWen,
        source: 'phone',
        record: { kind: 'enter', ...head, ...body },
      });
      assert.ok(taken.ok, JSON.stringify(taken));
      await tx
        .updateTable('inspection_teams')
        .set({ stage: 'recorded', recorded_at: at, row_version: 7 })
        .where('inspection_id', '=', id)
        .execute();
    });
    assert.deepEqual(await found(), [{ has_finding: null }]);
    assert.equal((await enter(await app.signIn('boWen'), id, { agencyId, version: 7 })).status, 200);
    const lan = await app.signIn('anLan');
    const passed = await lan.post(`/api/inspections/${id}/reviews`, {
      actionId: app.actionId(),
      agencyId,
      version: 8,
      decision: 'pass',
      opinion: '',
    });
    assert.equal(passed.status, 200, JSON.stringify(passed.body));
    assert.deepEqual(await found(), [{ has_finding: false }]);
  }));

test('R130 two values written without seeing each other are settled by the team, once', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'visiting' })).inspectionIds;
    const { platform, cast } = app;
    const { agencyId } = cast.boWen;
    const write = (value: string) => ({ id: platform.ids.next(), path: 'place', value, base: null });
    const written = [write('东区'), write('西区')];
    for (const [n, one] of written.entries())
      await inTransaction(platform.db, (tx) =>
        takeRecord(tx, platform, {
          actor: cast.boWen,
          source: 'phone',
          record: {
            kind: 'writes',
            id: platform.ids.next(),
            inspectionId: id,
            agencyId,
            seq: n + 1,
            at: platform.clock.now(),
            writes: [one],
          },
        }),
      );
    const bo = await app.signIn('boWen');
    const before = (await bo.get(`/api/inspections/${id}/visit`)).body;
    assert.deepEqual(
      [before.place, before.doubled.length, before.doubled[0].beside[0].value, before.mayReconcile],
      ['西区', 1, '东区', true],
    );
    const settle = (client: TestClient, actionId: string = crypto.randomUUID()) =>
      client.post(`/api/inspections/${id}/reconcile`, {
        actionId,
        agencyId,
        path: 'place',
        writeId: written[0]?.id,
      });
    assert.equal((await settle(await app.signIn('anLan'))).status, 403);
    const actionId = app.actionId();
    const settled = await settle(bo, actionId);
    assert.equal(settled.status, 200, JSON.stringify(settled.body));
    assert.equal((await settle(bo, actionId)).status, 200);
    assert.equal((await settle(bo)).body.error.code, 'result.doubled_gone');
    const after = (await bo.get(`/api/inspections/${id}/visit`)).body;
    assert.deepEqual([after.place, after.doubled], ['东区', []]);
  }));

test('R285 whoever was left out learns that and why, and opens nothing of the inspection', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { joint: true, stage: 'assigned' });
    const [id = ''] = inspectionIds;
    await app.platform.db
      .updateTable('inspection_teams')
      .set({ stage: 'withdrawn', withdrawn_reason: '两次催办未领取' })
      .where('agency_id', '=', app.cast.otherAgency.agencyId)
      .execute();
    for (const name of ['otherAgency', 'otherInspector'] as const) {
      const client = await app.signIn(name);
      const { status, body } = await client.get(`/api/inspections/${id}`);
      assert.deepEqual(
        [status, body.error.code, body.error.data.reason],
        [403, 'inspection.left_out.forbidden', '两次催办未领取'],
        name,
      );
      for (const path of ['visit', 'results', 'followups'])
        assert.equal((await client.get(`/api/inspections/${id}/${path}`)).status, 404, `${name}: ${path}`);
      assert.deepEqual((await client.get('/api/inspections')).body.rows, []);
    }
    assert.equal((await (await app.signIn('chenXi')).get(`/api/inspections/${id}`)).status, 404);
    assert.equal((await (await app.signIn('anLan')).get(`/api/inspections/${id}`)).status, 200);
  }));
