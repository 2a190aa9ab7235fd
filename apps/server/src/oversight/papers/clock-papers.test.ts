/** Tests of papers about clocks: any clock of the registry, by whom, with what it says, and not while it stands still or is sealed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeadlineRow } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import type { SupervisionProposal } from '@mingcha/core/oversight/papers/supervision-api.ts';
import { makeMove, orderForm, plantFindings } from '../../followups/followup-testing.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { enterPaper, plantPublished } from '../../publications/objections/objection-testing.ts';
import { plantPassed } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { deadlineRound } from '../deadlines/round.ts';

const papers = '/api/oversight/papers';

/** Signs in once for each person. */
const sessions = new WeakMap<TestApp, Map<CastName, Promise<TestClient>>>();

async function propose(app: TestApp, who: CastName, key: string) {
  const known = sessions.get(app) ?? new Map<CastName, Promise<TestClient>>();
  sessions.set(app, known);
  const session = known.get(who) ?? app.signIn(who);
  known.set(who, session);
  const client = await session;
  return client.get(`${papers}/proposal?kind=urge&about=${encodeURIComponent(key)}`);
}

/** A result to enter, one to publish, an order, an objection, a plan to file and a list to dispatch. */
async function plantClocks(app: TestApp): Promise<readonly DeadlineRow[]> {
  const { jurisdictionId, agencyId, accountId, personName } = app.cast.anLan;
  const published = await plantPublished(app);
  await enterPaper(app, { publicationId: published.publication.id });
  await plantPassed(app);
  await plantInspections(app, { stage: 'recorded' });
  const { findingIds } = await plantFindings(app, ['rectify']);
  await makeMove(app, await app.signIn('boWen'), { ids: findingIds, form: orderForm });
  await app.database.db
    .insertInto('outside_draws')
    .values({
      jurisdiction_id: jurisdictionId,
      id: app.platform.ids.next(),
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
      imported_name: personName,
      imported_at: app.platform.clock.now(),
      released_at: null,
    })
    .execute();
  app.platform.clock.advance(40 * 86_400_000);
  await deadlineRound(null)(app.platform);
  const rows = (await (await app.signIn('anLan')).get('/api/deadlines?limit=200&of=agency')).body.rows;
  return rows as readonly DeadlineRow[];
}

test('R321 any clock of the registry becomes a paper with its facts and its why, and comes back as it stands', () =>
  withTestApp(async (app) => {
    const rows = await plantClocks(app);
    const clocks = new Set(rows.map((row) => row.clock));
    for (const clock of ['resultPublished', 'rectified', 'objectionAnswered', 'listDispatched'] as const)
      assert.ok(clocks.has(clock), `${clock} in ${[...clocks].join(' ')}`);
    for (const row of rows) {
      const all = row === rows[0] ? (['sectionOfficer', 'agencyHead'] as const) : [];
      for (const who of ['anLan', 'coordinator', ...all] as const) {
        const reply = await propose(app, who, row.key);
        assert.equal(reply.status, 200, `${who} ${row.key} ${JSON.stringify(reply.body)}`);
        const { source, content } = reply.body as SupervisionProposal;
        assert.equal(source.about.kind, 'clock');
        assert.equal(source.clock, row.clock);
        assert.equal(source.dueOn, row.dueOn);
        assert.equal(source.daysLate, Math.max(0, -row.daysLeft), row.key);
        assert.ok(content.facts.includes(row.subject), content.facts);
      }
      for (const who of ['otherAgency', 'chenXi'] as const) {
        const refused = await propose(app, who, row.key);
        assert.equal(refused.body.error.code, 'supervision.reach_forbidden', `${who} ${row.key}`);
      }
      for (const who of ['boWen', 'auditor', 'witness', 'administrator'] as const)
        assert.equal((await propose(app, who, row.key)).status, 403, `${who} ${row.key}`);
    }
    const lan = await app.signIn('anLan');
    const list = rows.find((row) => row.clock === 'listDispatched');
    const actionId = app.actionId();
    const body = { actionId, kind: 'reminder', about: { kind: 'clock', key: list?.key } };
    const made = await lan.post(papers, body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal((await lan.post(papers, body)).body.id, made.body.id);
    const { now, source } = (await lan.get(`${papers}/${made.body.id}`)).body;
    assert.deepEqual([now.doneOn, now.daysLate], [null, source.daysLate]);
    for (const key of [
      'listDispatched:00000000-0000-4000-8000-000000000000',
      'listDispatched:x',
      'nothing:1',
      'x',
    ])
      assert.equal((await propose(app, 'anLan', key)).body.error.code, 'supervision.about_not_found', key);
  }));

test('R321 what stands still is not urged, and a sealed name stays out of a paper of another agency', () =>
  withTestApp(async (app) => {
    const { taskId, inspectionIds } = await plantPassed(app);
    await app.database.db
      .updateTable('inspection_tasks')
      .set({ reveal_at: '2030-01-01T00:00:00.000Z' })
      .where('id', '=', taskId)
      .execute();
    await app.database.db
      .updateTable('accounts')
      .set({ agency_id: app.cast.otherAgency.agencyId })
      .where('id', '=', app.cast.coordinator.accountId)
      .execute();
    const { agencyId } = app.cast.anLan;
    for (const key of [
      `resultPublished:${inspectionIds[0] ?? ''}${agencyId}`,
      `publication:${inspectionIds[0] ?? ''}${agencyId}`,
    ]) {
      const own = (await propose(app, 'anLan', key)).body as SupervisionProposal;
      assert.equal(own.source.subject, '茶亭1号采石场');
      const outside = (await propose(app, 'coordinator', key)).body as SupervisionProposal;
      assert.doesNotMatch(JSON.stringify(outside), /采石场/);
      assert.equal(outside.source.subject, '茶亭区应急管理局2026年非煤矿山专项检查');
    }
    const listed = await (await app.signIn('coordinator')).get('/api/responsibilities?limit=200');
    assert.doesNotMatch(JSON.stringify(listed.body), /采石场/, 'nor in the list of duties');
    await app.database.db
      .updateTable('publications')
      .set({ state: 'suspended' })
      .where('inspection_id', '=', inspectionIds[0] ?? '')
      .execute();
    const still = await propose(app, 'anLan', `resultPublished:${inspectionIds[0] ?? ''}${agencyId}`);
    assert.equal(still.body.error.code, 'supervision.about_suspended');
  }));
