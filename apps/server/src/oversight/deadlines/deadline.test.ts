/** Tests of the open clocks: they follow the stages' records, each person sees their own, figures are their rows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeadlineRow, WhyView } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { deadlineClocks } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { makeMove, orderForm, plantFindings } from '../../followups/followup-testing.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { passResult, plantPassed } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { watchedClocks } from './sources.queries.ts';

async function rowsFor(app: TestApp, who: CastName, query = ''): Promise<readonly DeadlineRow[]> {
  const reply = await (await app.signIn(who)).get(`/api/deadlines?limit=200${query}`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return (reply.body as { rows: DeadlineRow[] }).rows;
}

test('R321 every clock of the rule book and of the law has a source', () => {
  assert.deepEqual([...watchedClocks()].toSorted(), [...deadlineClocks].toSorted());
});

test('R321 entry, publication and correction run with person, day and working days; met they are gone', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { count: 2 });
    const [published] = await rowsFor(app, 'anLan', '&of=agency&clock=resultPublished');
    assert.ok(published !== undefined);
    assert.deepEqual(published.people, ['安岚'], 'without a post the legal section publishes');
    assert.match(published.path, /^\/publications\//);
    assert.equal(published.state, 'open');
    assert.equal(published.daysLeft, 20);
    assert.deepEqual(await rowsFor(app, 'anLan', '&of=agency&clock=resultEntered'), [], 'entered is met');
    const { findingIds } = await plantFindings(app, ['rectify']);
    const bo = await app.signIn('boWen');
    await makeMove(app, bo, { ids: findingIds, form: orderForm });
    const [order] = await rowsFor(app, 'boWen', '&clock=rectified');
    assert.equal(order?.key, `rectified:${findingIds[0] ?? ''}`);
    assert.deepEqual(order.people, ['柏文', '同行']);
    const why = (await bo.get(`/api/deadlines/${order.key}/why`)).body as WhyView;
    assert.equal(why.basis.fixed, 'order');
    const explained = await bo.get(
      `/api/deadlines/resultPublished:${inspectionIds[0] ?? ''}${app.cast.anLan.agencyId}/why`,
    );
    assert.equal(explained.status, 404, 'an inspector sees only what is theirs to do');
    const strange = await bo.get(`/api/deadlines/entry:${inspectionIds[0] ?? ''}/why`);
    assert.equal(strange.status, 400, 'no such clock');
  }));

test('R321 why a day is that day: start, length, basis, holidays and make-up days on the way', () =>
  withTestApp(async (app) => {
    await plantPassed(app);
    const an = await app.signIn('anLan');
    const [row] = await rowsFor(app, 'anLan', '&clock=resultPublished');
    const why = (await an.get(`/api/deadlines/${row?.key ?? ''}/why`)).body as WhyView;
    assert.equal(why.basis.length, 20);
    assert.equal(why.basis.unit, 'workingDays');
    assert.equal(why.way.workingDays, 20);
    assert.equal(why.dueOn, row?.dueOn);
    assert.equal(
      (await (await app.signIn('chenXi')).get(`/api/deadlines/${row?.key ?? ''}/why`)).status,
      404,
    );
  }));

test('R321 figures are exactly the rows behind them, in each state, for each reader; pages follow without gap', () =>
  withTestApp(async (app) => {
    await plantPassed(app, { count: 3 });
    await plantInspections(app, { stage: 'recorded' });
    const { findingIds } = await plantFindings(app, ['rectify']);
    await makeMove(app, await app.signIn('boWen'), { ids: findingIds, form: orderForm });
    for (const days of [0, 10, 40]) {
      app.platform.clock.advance(days * 86_400_000);
      for (const [who, of] of [
        ['anLan', 'mine'],
        ['anLan', 'agency'],
        ['boWen', 'mine'],
        ['auditor', 'jurisdiction'],
        ['coordinator', 'jurisdiction'],
      ] as const) {
        const client = await app.signIn(who);
        const { clocks } = (await client.get(`/api/deadlines/counts?of=${of}`)).body as {
          clocks: Record<string, number | string>[];
        };
        const rows = await rowsFor(app, who, `&of=${of}`);
        for (const state of ['late', 'today', 'soon', 'open', 'suspended'] as const)
          for (const counted of clocks)
            assert.equal(
              counted[state],
              rows.filter((row) => row.clock === counted['clock'] && row.state === state).length,
              `${who} ${state} ${counted['clock']}`,
            );
        assert.equal(new Set(rows.map((row) => row.clock)).size, clocks.length);
        const paged: string[] = [];
        for (let after = ''; ; ) {
          const page = (await client.get(`/api/deadlines?of=${of}&limit=2${after}`)).body as {
            rows: DeadlineRow[];
            next: string | null;
          };
          paged.push(...page.rows.map((row) => row.key));
          if (page.next === null) break;
          after = `&after=${page.next}`;
        }
        assert.deepEqual(
          paged,
          rows.map((row) => row.key),
        );
      }
    }
  }));

test('R321 nobody sees more than theirs: other agency, other jurisdiction, inspector, wrong role', () =>
  withTestApp(async (app) => {
    await plantPassed(app);
    assert.notEqual((await rowsFor(app, 'anLan', '&of=agency')).length, 0);
    for (const [who, first] of [
      ['agencyHead', 'agency'],
      ['anLan', 'mine'],
    ] as const)
      assert.equal((await (await app.signIn(who)).get('/api/deadlines/counts')).body.of, first, who);
    for (const who of ['otherAgency', 'chenXi', 'otherInspector'] as const)
      for (const scope of ['mine', 'section', 'agency', 'jurisdiction'])
        assert.deepEqual(await rowsFor(app, who, `&of=${scope}`), [], `${who} ${scope}`);
    assert.deepEqual(
      await rowsFor(app, 'boWen', '&of=agency'),
      [],
      'an inspector falls back to the own ones',
    );
    for (const who of ['administrator', 'witness', 'justiceOfficer', 'auditAdministrator'] as const)
      assert.equal((await (await app.signIn(who)).get('/api/deadlines')).status, 403, who);
    assert.equal((await app.anonymous.get('/api/deadlines')).status, 401);
  }));

test('R321 a name that is sealed stays sealed for the coordination office, the own agency sees it', () =>
  withTestApp(async (app) => {
    const { taskId } = await plantPassed(app);
    await app.database.db
      .updateTable('inspection_tasks')
      .set({ reveal_at: '2030-01-01T00:00:00.000Z' })
      .where('id', '=', taskId)
      .execute();
    const { agencyId } = app.cast.otherAgency;
    await app.database.db
      .updateTable('accounts')
      .set({ agency_id: agencyId })
      .where('id', '=', app.cast.coordinator.accountId)
      .execute();
    const [own] = await rowsFor(app, 'anLan', '&of=agency');
    const [outside] = await rowsFor(app, 'coordinator');
    assert.equal(own?.subject, '茶亭1号采石场');
    assert.equal(outside?.subject, '茶亭区应急管理局2026年非煤矿山专项检查');
  }));

test('R321 a result that is exempt or suspended runs no alert: exempt it is gone, suspended it says so', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 2, stage: 'recorded' });
    for (const id of inspectionIds) await passResult(app, { id });
    await app.settle();
    const set = (state: string, id: string) =>
      app.database.db.updateTable('publications').set({ state }).where('inspection_id', '=', id).execute();
    await set('exempt', inspectionIds[0] ?? '');
    await set('suspended', inspectionIds[1] ?? '');
    const rows = await rowsFor(app, 'anLan', '&of=agency&clock=resultPublished');
    assert.deepEqual(
      rows.map((row) => row.state),
      ['suspended'],
    );
  }));
