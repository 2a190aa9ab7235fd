/** Tests of reports: their figures are those of the statistics, issued ones never change and are made again byte by byte. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportDetail } from '@mingcha/core/oversight/reports/report-api.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { passResult, plantPassed } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

const reports = '/api/oversight/reports';
const texts = {
  work: '召开部署会2次。',
  handling: '',
  problems: '人手不足。',
  next: '一是培训。\n二是提速。',
};

async function created(client: TestClient, app: TestApp, day = '2026-11-05') {
  const body = { actionId: app.actionId(), period: 'month', day };
  return client.post(reports, body);
}

async function shown(client: TestClient, id: string): Promise<ReportDetail> {
  const reply = await client.get(`${reports}/${id}`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body as ReportDetail;
}

test('R322 a report says what the statistics say, is written on, and once issued keeps its figures and its bytes', () =>
  withTestApp(async (app) => {
    await plantPassed(app, { count: 2, problems: ['灭火器压力不足'] });
    app.platform.clock.advance(86_400_000);
    const lan = await app.signIn('anLan');
    const made = await created(lan, app);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const id = made.body.id as string;
    assert.equal((await created(lan, app)).body.error.code, 'report.draft_open');
    const draft = await shown(lan, id);
    const { indicators } = (await lan.get('/api/figures?from=2026-11-01&to=2026-11-30')).body as {
      indicators: { indicator: string; now: { numerator: number; denominator: number } }[];
    };
    assert.deepEqual(
      draft.table.rows.map((row) => [Number(row[1]), Number(row[2])]),
      indicators.map(({ now }) => [now.numerator, now.denominator]),
    );
    assert.ok(indicators.some(({ now }) => now.denominator > 0));
    const save = { actionId: app.actionId(), version: 1, texts };
    assert.equal((await lan.put(`${reports}/${id}`, save)).body.version, 2);
    assert.equal((await lan.put(`${reports}/${id}`, save)).body.version, 2, 'the same request twice');
    const stale = await lan.put(`${reports}/${id}`, { ...save, actionId: app.actionId() });
    assert.equal(stale.body.error.code, 'report.changed_meanwhile');
    const early = await lan.post(`${reports}/${id}/issue`, { actionId: app.actionId(), version: 2 });
    assert.equal(early.body.error.code, 'report.period_open');

    app.platform.clock.advance(10 * 86_400_000);
    const again = await app.signIn('anLan');
    const issued = await again.post(`${reports}/${id}/issue`, { actionId: app.actionId(), version: 2 });
    assert.equal(issued.status, 200, JSON.stringify(issued.body));
    assert.match(issued.body.digest, /^[0-9a-f]{64}$/);
    const first = await shown(again, id);
    const files = async () => {
      const client = await app.signIn('anLan');
      return Promise.all(
        (['pdf', 'docx'] as const).map(async (format) => {
          const reply = await client.get(`${reports}/${id}/paper?format=${format}`);
          assert.equal(reply.status, 200);
          return reply.raw.toString('base64');
        }),
      );
    };
    const before = await files();
    // What is entered later for the same period changes the statistics, never the report.
    const later = await plantInspections(app, { stage: 'recorded' });
    await passResult(app, { id: later.inspectionIds[0] ?? '', problems: [] });
    await app.settle();
    app.platform.clock.advance(3_700_000);
    assert.deepEqual(await files(), before);
    assert.deepEqual(await shown(await app.signIn('anLan'), id), first);
    const now = await app.signIn('anLan');
    const closed = await now.put(`${reports}/${id}`, { ...save, actionId: app.actionId(), version: 3 });
    assert.equal(closed.body.error.code, 'report.issued_already');
    const next = await created(now, app);
    const second = await shown(now, next.body.id as string);
    assert.deepEqual([second.edition, second.state, second.texts.next], [2, 'draft', texts.next]);
  }));

test('R322 a report belongs to its agency: others find nothing, inspectors are refused, auditors read', () =>
  withTestApp(async (app) => {
    const made = await created(await app.signIn('anLan'), app);
    const id = made.body.id as string;
    for (const name of ['otherAgency', 'chenXi'] as const) {
      const client = await app.signIn(name);
      assert.equal((await client.get(`${reports}/${id}`)).body.error.code, 'report.not_found');
      assert.equal((await client.get(`${reports}/${id}/paper`)).status, 404);
      assert.deepEqual((await client.get(reports)).body.rows, []);
      const save = { actionId: app.actionId(), version: 1, texts };
      assert.equal((await client.put(`${reports}/${id}`, save)).body.error.code, 'report.not_found');
    }
    assert.equal((await (await app.signIn('boWen')).get(reports)).status, 403);
    assert.equal((await created(await app.signIn('auditor'), app)).status, 403);
    assert.equal((await shown(await app.signIn('auditor'), id)).id, id);
    const future = await created(await app.signIn('anLan'), app, '2027-05-01');
    assert.equal(future.body.error.code, 'report.period_future_invalid');
  }));
