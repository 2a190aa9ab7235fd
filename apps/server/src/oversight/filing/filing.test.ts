/** Tests of the filing of a task's scheme: its clock is counted back from the first visit, met by the filing, and nobody else's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeadlineRow, WhyView } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import type { FilingState } from '@mingcha/core/oversight/filing/filing-api.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { deadlineRound } from '../deadlines/round.ts';

/** A drawn task of the bureau whose rule book, where wanted, asks for the filing. */
async function plantRoutine(app: TestApp, isAsked: boolean): Promise<string> {
  const { jurisdictionId, agencyId, accountId } = app.cast.anLan;
  const { taskId } = await plantInspections(app);
  const drawId = app.platform.ids.next();
  await app.database.db
    .insertInto('outside_draws')
    .values({
      jurisdiction_id: jurisdictionId,
      id: drawId,
      agency_id: agencyId,
      platform_name: '省平台',
      number: 'S-1',
      title: '省平台抽取的检查',
      item_name: '事项',
      plan_number: '',
      drawn_on: app.platform.clock.today(),
      window_from: '2026-12-01',
      window_to: '2026-12-31',
      file_name: 'a.csv',
      file_sha256: '00'.repeat(32),
      imported_by: accountId,
      imported_name: '安岚',
      imported_at: app.platform.clock.now(),
      released_at: null,
    })
    .execute();
  await app.database.db
    .updateTable('inspection_tasks')
    .set({ origin: 'draw', basis: null, outside_draw_id: drawId })
    .where('id', '=', taskId)
    .execute();
  if (!isAsked) return taskId;
  const at = app.platform.clock.now();
  const plain = presetRules('plain');
  const filed = { clock: 'schemeFiled', length: 7, unit: 'workingDays', basis: '市政府令第1号' } as const;
  await app.database.db
    .insertInto('rule_books')
    .values({
      jurisdiction_id: jurisdictionId,
      id: app.platform.ids.next(),
      agency_id: agencyId,
      version: 1,
      state: 'published',
      rules: JSON.stringify({ ...plain, deadlines: [...plain.deadlines, filed] }),
      created_at: at,
      updated_at: at,
    })
    .execute();
  return taskId;
}

const clockOf = async (app: TestApp, who: CastName, query = '&of=agency') => {
  const client = await app.signIn(who);
  return (await client.get(`/api/deadlines?limit=200&clock=schemeFiled${query}`)).body.rows as DeadlineRow[];
};

test('R321 the scheme of a routine task is filed so many working days before the first visit: counted back, moved with the visit, met by the filing', () =>
  withTestApp(async (app) => {
    const taskId = await plantRoutine(app, true);
    const round = deadlineRound(null);
    await round(app.platform);
    const [first] = await clockOf(app, 'anLan');
    assert.equal(first?.key, `schemeFiled:${taskId}`);
    assert.equal(first.dueOn, '2026-12-22', 'seven working days before the last day of the window');
    assert.deepEqual(first.people, ['安岚']);
    await app.database.db
      .updateTable('inspections')
      .set({ scheduled_for: '2026-11-20T01:00:00.000Z' })
      .where('task_id', '=', taskId)
      .execute();
    await round(app.platform);
    const an = await app.signIn('anLan');
    const [moved] = await clockOf(app, 'anLan');
    assert.equal(moved?.dueOn, '2026-11-11');
    const why = (await an.get(`/api/deadlines/${first.key}/why`)).body as WhyView;
    assert.equal(why.basis.before, '2026-11-20');
    assert.equal(why.basis.source, '市政府令第1号');
    assert.equal(why.way.workingDays, 7);
    for (const who of ['otherAgency', 'chenXi'] as const) {
      assert.deepEqual(await clockOf(app, who), [], who);
      assert.equal((await (await app.signIn(who)).get(`/api/tasks/${taskId}/filing`)).status, 404, who);
    }

    const path = `/api/tasks/${taskId}/filing`;
    const today = app.platform.clock.today();
    const body = { actionId: app.actionId(), office: '区司法局', number: '', filedOn: today };
    const receipt = { name: '回执.pdf', bytes: Buffer.from('%PDF-1.7 receipt') };
    const future = await an.upload(path, receipt, {
      ...body,
      actionId: app.actionId(),
      filedOn: '2030-01-01',
    });
    assert.equal(future.body.error.code, 'filing.future_invalid');
    for (const [who, status] of [
      ['boWen', 403],
      ['agencyHead', 403],
      ['otherAgency', 404],
      ['chenXi', 404],
    ] as const) {
      const client = await app.signIn(who);
      const refused = await client.upload(path, receipt, { ...body, actionId: app.actionId() });
      assert.equal(refused.status, status, who);
    }
    const wrong = { name: '回执.pdf', bytes: Buffer.from('MZ') };
    const bad = await an.upload(path, wrong, { ...body, actionId: app.actionId() });
    assert.equal(bad.body.error.code, 'filing.type_invalid');
    const filed = await an.upload(path, receipt, body);
    assert.equal(filed.status, 200, JSON.stringify(filed.body));
    assert.deepEqual((await an.upload(path, receipt, body)).body, filed.body, 'the same request again');
    const again = await an.upload(path, receipt, { ...body, actionId: app.actionId() });
    assert.equal(again.body.error.code, 'filing.exists');
    const found = (await an.get(path)).body as FilingState;
    assert.equal(found.filing?.office, '区司法局');
    assert.equal((await an.get(`${path}/${found.filing?.id}/receipt`)).raw.toString(), '%PDF-1.7 receipt');
    assert.deepEqual(await clockOf(app, 'anLan'), [], 'met it is gone');
    const done = (await an.get(`/api/deadlines/${first.key}/why`)).body as WhyView;
    assert.equal(done.doneOn, today);

    const filingId = found.filing?.id;
    const back = { actionId: app.actionId(), filingId, reason: '登记到别的任务' };
    assert.equal((await an.post(`${path}/withdrawal`, back)).status, 200);
    const twice = await an.post(`${path}/withdrawal`, { ...back, actionId: app.actionId() });
    assert.equal(twice.body.error.code, 'filing.not_found');
    assert.equal((await clockOf(app, 'anLan')).length, 1, 'it runs again');
    const after = (await an.get(path)).body as FilingState;
    assert.equal(after.earlier[0]?.withdrawn?.reason, '登记到别的任务');
    const coordinator = (await (await app.signIn('coordinator')).get(path)).body as FilingState;
    assert.equal(coordinator.mayFile, false);
    const entries = await app.database.db
      .selectFrom('ledger_events')
      .select('type')
      .where('type', 'like', 'task.scheme%')
      .execute();
    assert.equal(entries.length, 2);
  }));

test('R321 where the rule book asks for no filing, or the task is no routine one, no clock runs; a filing can be noted all the same', () =>
  withTestApp(async (app) => {
    const taskId = await plantRoutine(app, false);
    await deadlineRound(null)(app.platform);
    assert.deepEqual(await clockOf(app, 'anLan'), []);
    const an = await app.signIn('anLan');
    const state = (await an.get(`/api/tasks/${taskId}/filing`)).body as FilingState;
    assert.deepEqual([state.isAsked, state.clockKey, state.mayFile], [false, null, true]);
    const filedOn = app.platform.clock.today();
    const body = { actionId: app.actionId(), office: '区司法局', number: '备1', filedOn };
    const receipt = { name: '回执.pdf', bytes: Buffer.from('%PDF-1.7 x') };
    const made = await an.upload(`/api/tasks/${taskId}/filing`, receipt, body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
  }));
