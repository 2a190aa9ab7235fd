/** Tests of the statistics: a number is the number of its rows, units without anything stand, each sees their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FigureRow } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figureColumns, indicators } from '@mingcha/core/oversight/figures/indicators.ts';
import type { TestApp, TestClient } from '../../platform/testing-app.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { passResult } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

const year = 'from=2026-01-01&to=2026-12-31';

async function table(client: TestClient, query: string): Promise<{ rows: FigureRow[]; total: FigureRow }> {
  const reply = await client.get(`/api/figures/table?${query}`);
  assert.equal(reply.status, 200, `${query} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** Two joint inspections with problems found by the bureau, two of a second task without, one of them cancelled. */
async function plantCases(app: TestApp) {
  const first = await plantInspections(app, { stage: 'recorded', count: 2, joint: true });
  const second = await plantInspections(app, { stage: 'recorded', count: 2 });
  for (const id of first.inspectionIds) await passResult(app, { id, problems: ['通道堵塞'] });
  for (const id of second.inspectionIds) await passResult(app, { id });
  await app.settle();
  await app.platform.db
    .updateTable('inspections')
    .set({ outcome: 'cancelled', state: 'closed', outcome_at: app.platform.clock.now() })
    .where('id', '=', second.inspectionIds[1] ?? '')
    .execute();
  return { first, second };
}

async function pagedRows(client: TestClient, query: string, limit = 200): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let after = ''; ; ) {
    const reply = await client.get(`/api/figures/rows?${query}&limit=${limit}${after}`);
    assert.equal(reply.status, 200, `${query} ${JSON.stringify(reply.body)}`);
    keys.push(...reply.body.rows.map((row: { key: string }) => row.key));
    if (reply.body.next === null) return keys;
    after = `&after=${reply.body.next}`;
  }
}

test('R323 each number of every indicator and dimension is the number of the rows behind it, page by page', () =>
  withTestApp(async (app) => {
    await plantCases(app);
    const client = await app.signIn('coordinator');
    const today = app.platform.clock.today();
    let numbers = 0;
    for (const { key, by } of indicators)
      for (const dimension of by) {
        const query = `indicator=${key}&by=${dimension}&${year}&asOf=${today}`;
        const { rows, total } = await table(client, query);
        if (dimension === 'agency') assert.equal(rows.length, 2, 'a line for each agency, whatever it has');
        if (dimension === 'month') assert.equal(rows.length, 12);
        for (const row of rows)
          for (const column of figureColumns) {
            if (row[column] === 0) continue;
            const found = await pagedRows(
              client,
              `${query}&unit=${encodeURIComponent(row.key)}&column=${column}`,
            );
            if (dimension === 'all')
              assert.deepEqual(
                await pagedRows(client, `${query}&column=${column}`, 2),
                found,
                'page by page',
              );
            assert.equal(found.length, row[column], `${key} ${dimension} ${row.label} ${column}`);
            assert.equal(new Set(found).size, found.length);
            numbers += 1;
          }
        for (const column of figureColumns) {
          const sum = rows.reduce((all, row) => all + row[column], 0);
          assert.ok(sum >= total[column], `${key} ${dimension} loses no case`);
        }
      }
    assert.ok(numbers > 60, `${numbers} numbers`);
    const finding = (await table(client, `indicator=findingRate&by=all&${year}&asOf=${today}`)).total;
    assert.deepEqual(
      [finding.numerator, finding.denominator, finding.void],
      [2, 3, 1],
      'the cancelled inspection moved to its own column',
    );
    assert.ok(finding.interval !== null && finding.interval[0] > 0.2 && finding.interval[1] < 0.95);
  }));

test('what is read over the same cases', (t) =>
  withTestApp(async (app) => {
    await plantCases(app);
    await t.test(
      'R322 of other agencies a head sees counts, an officer nothing, another jurisdiction nothing at all',
      async () => {
        const today = app.platform.clock.today();
        const query = `indicator=findingRate&by=agency&${year}&asOf=${today}`;
        const see = async (who: CastName) => table(await app.signIn(who), query);
        const lines = async (who: CastName) =>
          (await see(who)).rows.map((row) => [row.label, row.denominator, row.hasRows]);
        const [own, other] = ['茶亭区应急管理局', '茶亭区消防救援大队'];
        assert.deepEqual(await lines('agencyHead'), [
          [own, 3, true],
          [other, 0, false],
        ]);
        assert.deepEqual(await lines('auditor'), [
          [own, 3, true],
          [other, 0, true],
        ]);
        assert.deepEqual(await lines('anLan'), [[own, 3, true]]);
        assert.deepEqual(await lines('otherAgency'), [[other, 0, true]]);
        assert.equal((await see('chenXi')).total.denominator, 0);
        const { agencyId, jurisdictionId } = app.cast.anLan;
        // Asking for an agency or a line by its id opens nothing that is not one's own.
        const asked = `${query}&agencyId=${agencyId}`;
        assert.equal((await table(await app.signIn('chenXi'), asked)).total.denominator, 0);
        const rows = async (who: CastName, more: string) =>
          (await app.signIn(who)).get(
            `/api/figures/rows?indicator=findingRate&${year}&asOf=${today}&column=denominator${more}`,
          );
        for (const who of ['chenXi', 'otherAgency'] as const) {
          const reply = await rows(who, `&by=agency&unit=${agencyId}`);
          assert.ok(reply.status === 403 || reply.body.rows.length === 0, who);
          const below = await rows(who, `&by=jurisdiction&unit=${jurisdictionId}`);
          assert.ok(below.status === 403 || below.body.rows.length === 0, who);
        }
        assert.equal((await rows('agencyHead', '&by=all&unit=')).body.error.code, 'figures.rows.forbidden');
        assert.equal((await rows('agencyHead', `&by=all&agencyId=${agencyId}`)).body.rows.length, 3);
        assert.equal((await (await app.signIn('boWen')).get(`/api/figures?${year}`)).status, 403);
        assert.equal((await app.anonymous.get(`/api/figures?${year}`)).status, 401);
      },
    );
    await t.test(
      'R322 the cut-off is yesterday unless chosen, never after today; a period that is none is refused',
      async () => {
        const client = await app.signIn('anLan');
        const overview = await client.get(`/api/figures?${year}`);
        assert.equal(overview.status, 200, JSON.stringify(overview.body));
        assert.equal(overview.body.indicators.length, indicators.length);
        assert.deepEqual(overview.body.before, { from: '2025-01-01', to: '2025-12-31' });
        assert.ok(overview.body.asOf < app.platform.clock.today());
        const finding = (body: { indicators: { indicator: string; now: FigureRow }[] }) =>
          body.indicators.find((each) => each.indicator === 'findingRate')?.now.denominator;
        assert.equal(finding(overview.body), 0, 'what was passed today counts from tomorrow');
        const today = app.platform.clock.today();
        assert.equal(finding((await client.get(`/api/figures?${year}&asOf=${today}`)).body), 3);
        assert.equal(
          (await client.get(`/api/figures?${year}&asOf=2999-01-01`)).body.error.code,
          'figures.as_of_invalid',
        );
        assert.equal((await client.get('/api/figures?from=2026-02-01&to=2026-01-01')).status, 422);
        const wrong = await client.get(`/api/figures/table?indicator=drawCoverage&by=task&${year}`);
        assert.equal(wrong.body.error.code, 'figures.dimension_invalid');
      },
    );
    await t.test('R322 tables leave as XLSX, CSV and DOCX with definition and cut-off', async () => {
      const client = await app.signIn('anLan');
      const today = app.platform.clock.today();
      const file = (format: string, by = 'item') =>
        client.get(`/api/figures/file?indicator=findingRate&by=${by}&${year}&asOf=${today}&format=${format}`);
      const csv = (await file('csv')).raw.toString('utf8');
      assert.match(csv, /问题发现率|Wilson/);
      assert.match(csv, new RegExp(`统计期2026-01-01至2026-12-31，截至${today}`));
      assert.match(csv, /合计（每条只计一次）,2,3,66\.7%/);
      for (const [format, magic] of [
        ['xlsx', 'PK'],
        ['docx', 'PK'],
      ] as const) {
        const reply = await file(format, 'agency');
        assert.equal(reply.status, 200);
        assert.equal(reply.raw.subarray(0, 2).toString('latin1'), magic);
      }
    });
  }));

test('R322 a superior jurisdiction sees those below it as counts, not the other way round', () =>
  withTestApp(async (app) => {
    await plantCases(app);
    const { db } = app.platform;
    const away = app.cast.chenXi;
    await db
      .updateTable('jurisdictions')
      .set({ division_code: '130100' })
      .where('id', '=', away.jurisdictionId)
      .execute();
    await db
      .updateTable('account_roles')
      .set({ role: 'agencyHead' })
      .where('account_id', '=', away.accountId)
      .execute();
    const today = app.platform.clock.today();
    const query = `indicator=findingRate&by=jurisdiction&${year}&asOf=${today}`;
    const above = await table(await app.signIn('chenXi'), query);
    assert.deepEqual(
      above.rows.map((row) => [row.label, row.denominator, row.hasRows]),
      [
        ['云岭市', 0, false],
        ['茶亭区', 3, false],
      ],
    );
    const below = await table(await app.signIn('coordinator'), query);
    assert.deepEqual(
      below.rows.map((row) => [row.label, row.hasRows]),
      [['茶亭区', true]],
    );
    const rows = await (await app.signIn('chenXi')).get(
      `/api/figures/rows?${query}&unit=${app.cast.anLan.jurisdictionId}&column=denominator`,
    );
    assert.equal(rows.body.error.code, 'figures.rows.forbidden');
  }));

test('R322 saved figures are made again later and say what changed and why', () =>
  withTestApp(async (app) => {
    const { first } = await plantCases(app);
    const head = await app.signIn('agencyHead');
    const today = app.platform.clock.today();
    const body = {
      actionId: app.actionId(),
      title: '年度数据',
      from: '2026-01-01',
      to: '2026-12-31',
      asOf: today,
      agencyId: app.cast.anLan.agencyId,
    };
    const saved = await head.post('/api/figures/saved', body);
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    assert.deepEqual((await head.post('/api/figures/saved', body)).body, saved.body, 'the same request once');
    const refused = await (await app.signIn('auditor')).post('/api/figures/saved', {
      ...body,
      actionId: app.actionId(),
    });
    assert.equal(refused.status, 403);
    const address = `/api/figures/saved/${saved.body.id}`;
    type Line = {
      indicator: string;
      reasons: { reason: string; cases: number }[];
      changes: { path: string }[];
    };
    const changed = async (): Promise<Line[]> =>
      (await head.get(address)).body.indicators.filter((each: Line) => each.reasons.length > 0);
    assert.deepEqual(await changed(), [], 'nothing changed yet');
    const { db } = app.platform;
    await db
      .updateTable('inspections')
      .set({ outcome: 'cancelled' })
      .where('id', '=', first.inspectionIds[0] ?? '')
      .execute();
    await plantInspections(app, { stage: 'recorded' });
    const lines = new Map((await changed()).map((each) => [each.indicator, each]));
    assert.deepEqual(lines.get('findingRate')?.reasons, [{ reason: 'voided', cases: 1 }]);
    assert.deepEqual(lines.get('offSiteShare')?.reasons, [
      { reason: 'late', cases: 1 },
      { reason: 'voided', cases: 1 },
    ]);
    assert.ok(lines.get('findingRate')?.changes[0]?.path.startsWith('/inspections/'));
    const list = await head.get('/api/figures/saved');
    assert.deepEqual(
      list.body.rows.map((row: { title: string; agencyName: string }) => [row.title, row.agencyName]),
      [['年度数据', '茶亭区应急管理局']],
    );
    assert.equal((await (await app.signIn('otherAgency')).get(address)).body.error.code, 'figures.not_found');
    assert.equal((await (await app.signIn('chenXi')).get(address)).body.error.code, 'figures.not_found');
  }));
