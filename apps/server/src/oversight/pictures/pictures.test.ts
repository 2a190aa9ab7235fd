/** Tests of pictures and of the brief: each number is the number of its rows, within the bounds of the statistics. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { passResult, plantPassed } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

// Tests look into replies of every shape.
// oxlint-disable-next-line typescript/no-explicit-any
async function read(app: TestApp, who: CastName, path: string): Promise<any> {
  const reply = await (await app.signIn(who)).get(`/api/oversight/pictures/${path}`);
  assert.equal(reply.status, 200, `${path} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

const day = 86_400_000;

test('funnel and calendar count cases that the rows show; other agencies and jurisdictions see none of them', () =>
  withTestApp(async (app) => {
    const today = app.platform.clock.today();
    const span = `from=${today.slice(0, 4)}-01-01&to=${today.slice(0, 4)}-12-31`;
    await plantPassed(app, { count: 2 });
    await plantInspections(app, { count: 3, stage: 'claimed' });
    // Figures end with yesterday.
    assert.equal((await read(app, 'anLan', `funnel?${span}`)).stages[0].count, 0);
    app.platform.clock.advance(day);
    const funnel = await read(app, 'anLan', `funnel?${span}`);
    const counts = new Map<string, number>(
      funnel.stages.map((each: { stage: string; count: number }) => [each.stage, each.count]),
    );
    assert.deepEqual(Object.fromEntries(counts), {
      dispatched: 5,
      claimed: 5,
      visited: 2,
      entered: 2,
      passed: 2,
      published: 0,
    });
    assert.equal(funnel.hasRows, true);
    for (const [stage, count] of counts) {
      const rows = await read(app, 'anLan', `rows?of=${stage}&limit=200&${span}`);
      assert.equal(rows.rows.length, count, stage);
    }
    const first = await read(app, 'anLan', `rows?of=dispatched&limit=2&${span}`);
    const rest = await read(app, 'anLan', `rows?of=dispatched&limit=200&after=${first.next}&${span}`);
    const keys = [...first.rows, ...rest.rows].map((row: { key: string }) => row.key);
    assert.equal(new Set(keys).size, 5);

    const calendar = await read(app, 'auditor', `calendar?year=${today.slice(0, 4)}`);
    assert.deepEqual(
      calendar.days.reduce((sum: number, each: { count: number }) => sum + each.count, 0),
      2,
    );
    const on = calendar.days[0].day;
    assert.equal(
      (await read(app, 'auditor', `rows?of=day&from=${on}&to=${on}`)).rows.length,
      calendar.days[0].count,
    );

    const heat = await read(app, 'coordinator', `heat?indicator=findingRate&${span}`);
    assert.deepEqual(
      heat.areas.map((area: { key: string; cells: { denominator: number }[] }) => [
        area.key,
        area.cells.reduce((sum, cell) => sum + cell.denominator, 0),
      ]),
      [['130181', 2]],
    );
    assert.equal(heat.months.length, 12);

    // A head sees counts of the jurisdiction, rows of the own agency only.
    const head = await read(app, 'agencyHead', `funnel?${span}`);
    assert.equal(head.hasRows, false);
    assert.equal(
      (await (await app.signIn('agencyHead')).get(`/api/oversight/pictures/rows?of=dispatched&${span}`))
        .status,
      403,
    );
    const own = `agencyId=${app.cast.agencyHead.agencyId}`;
    assert.equal((await read(app, 'agencyHead', `rows?of=dispatched&${own}&${span}`)).rows.length, 5);
    for (const who of ['otherAgency', 'chenXi'] as const) {
      assert.equal((await read(app, who, `funnel?${span}`)).stages[0].count, 0, who);
      assert.deepEqual(
        (await read(app, who, `rows?of=dispatched&agencyId=${app.cast.anLan.agencyId}&${span}`)).rows,
        [],
      );
      assert.deepEqual((await read(app, who, `calendar?year=${today.slice(0, 4)}`)).days, []);
      assert.deepEqual((await read(app, who, `heat?indicator=findingRate&${span}`)).areas, []);
    }
    assert.equal(
      (await (await app.signIn('boWen')).get(`/api/oversight/pictures/funnel?${span}`)).status,
      403,
    );
    const long = await (await app.signIn('anLan')).get(
      '/api/oversight/pictures/funnel?from=2020-01-01&to=2026-12-31',
    );
    assert.equal(long.status, 422);
  }));

test('the brief: open rectifications, what is late and who acts, the same on one page of A4', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 2, stage: 'recorded' });
    await passResult(app, { id: inspectionIds[0] ?? '', problems: ['通道被占用'] });
    await app.settle();
    await inTransaction(app.platform.db, (tx) =>
      sql`INSERT INTO result_clocks (jurisdiction_id, inspection_id, agency_id, clock, started_on, due_on, basis)
        SELECT jurisdiction_id, inspection_id, agency_id, 'resultEntered', '2026-11-01', '2026-11-20', '{}'
          FROM inspection_teams WHERE inspection_id = ${inspectionIds[1]}`.execute(tx),
    );
    app.platform.clock.advance(90 * day);
    const brief = await read(app, 'agencyHead', 'brief');
    assert.deepEqual([brief.rectifications.open, brief.objections], [1, { open: 0, overdue: 0 }]);
    assert.equal(brief.late.total, 2, JSON.stringify(brief.late));
    assert.deepEqual(
      brief.late.rows.map((row: { dueOn: string }) => row.dueOn),
      brief.late.rows.map((row: { dueOn: string }) => row.dueOn).toSorted(),
    );
    assert.ok(brief.late.rows.some((row: { people: string[] }) => row.people.includes('柏文')));
    assert.equal(brief.indicators[0].indicator, 'publicationTimeliness');
    const figures = await (await app.signIn('agencyHead')).get('/api/responsibilities/figures');
    const { links } = figures.body as { links: { late: number }[] };
    assert.equal(
      brief.late.total,
      links.reduce((sum, link) => sum + link.late, 0),
    );
    const paper = await (await app.signIn('agencyHead')).get('/api/oversight/pictures/brief/paper');
    assert.deepEqual([paper.status, paper.headers['content-type']], [200, 'application/pdf']);
    const elsewhere = await read(app, 'chenXi', 'brief');
    assert.deepEqual([elsewhere.rectifications.open, elsewhere.late.total], [0, 0]);
    for (const who of ['boWen', 'sectionOfficer', 'witness'] as const)
      assert.equal((await (await app.signIn(who)).get('/api/oversight/pictures/brief')).status, 403, who);
  }));

test('boundaries: an administrator uploads, replaces and removes them; readers of the statistics draw them', () =>
  withTestApp(async (app) => {
    const admin = await app.signIn('administrator');
    const { rows } = (await admin.get('/api/agencies')).body as { rows: { divisionCode: string }[] };
    const prefix = (rows[0]?.divisionCode ?? '').slice(0, 6);
    const ring = [
      [115, 38],
      [115.1, 38],
      [115.1, 38.1],
      [115, 38],
    ];
    const file = (...codes: readonly string[]) =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: codes.map((code) => ({
          type: 'Feature',
          properties: { code, name: '茶亭镇' },
          geometry: { type: 'Polygon', coordinates: [ring] },
        })),
      });
    const put = (text: string, actionId = app.actionId()) =>
      admin.put('/api/oversight/boundaries', {
        actionId,
        source: '自然资源局 2026',
        fileName: 'a.geojson',
        text,
      });
    assert.equal((await (await app.signIn('anLan')).get('/api/oversight/boundaries')).status, 404);
    const refused = await put(file('999999101'));
    assert.deepEqual(
      [refused.status, refused.body.error?.code ?? refused.body.code],
      [422, 'boundary.outside_invalid'],
    );
    const actionId = app.actionId();
    for (let i = 0; i < 2; i += 1)
      assert.equal((await put(file(`${prefix}101`, `${prefix}102`), actionId)).body.areas, 2);
    assert.equal((await put(file(`${prefix}103`))).status, 200);
    const shapes = (await (await app.signIn('anLan')).get('/api/oversight/boundaries')).body;
    assert.deepEqual(
      shapes.areas.map((area: { code: string; name: string }) => [area.code, area.name]),
      [[`${prefix}103`, '茶亭镇']],
    );
    assert.deepEqual(shapes.areas[0].geometry.coordinates, [ring]);
    // Another jurisdiction has its own, and nobody else uploads.
    assert.equal((await (await app.signIn('chenXi')).get('/api/oversight/boundaries')).status, 404);
    const other = await (await app.signIn('anLan')).put('/api/oversight/boundaries', {
      actionId: app.actionId(),
      source: 'x',
      fileName: 'x.json',
      text: file(`${prefix}101`),
    });
    assert.equal(other.status, 403);
    const remove = () => admin.delete('/api/oversight/boundaries', { actionId: app.actionId() });
    assert.equal((await remove()).body.areas, 1);
    assert.equal((await remove()).status, 404);
    assert.equal((await admin.get('/api/oversight/boundaries/source')).body.boundaries, null);
  }));
