/** Tests of the responsibility list: it follows the records, and each agency sees its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResponsibilityRow } from '@mingcha/core/oversight/responsibility-api.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import type { CastName } from '../platform/testing-cast.ts';
import { plantPassed } from '../publications/publication-testing.ts';
import { plantInspections } from '../tasks/task-testing.ts';

async function rowsFor(app: TestApp, who: CastName, query = ''): Promise<readonly ResponsibilityRow[]> {
  const reply = await (await app.signIn(who)).get(`/api/responsibilities?limit=200${query}`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return (reply.body as { rows: ResponsibilityRow[] }).rows;
}

test('R320 dispatch, visit, entry and publication of a task stand with person, due day and done day', () =>
  withTestApp(async (app) => {
    const { taskId, inspectionIds } = await plantPassed(app);
    const rows = await rowsFor(app, 'anLan', `&taskId=${taskId}`);
    const links = rows.map((row) => row.link);
    for (const link of ['dispatch', 'onSite', 'entry', 'publication'] as const)
      assert.ok(links.includes(link), `${link} in ${links.join(' ')}`);
    const entry = rows.find((row) => row.link === 'entry');
    assert.equal(entry?.path, `/inspections/${inspectionIds[0] ?? ''}?tab=results`);
    assert.deepEqual(entry.people, ['柏文']);
    assert.ok(entry.dueOn !== null && entry.doneOn !== null);
    assert.equal(entry.state, 'done');
    assert.equal(rows.find((row) => row.link === 'publication')?.state, 'open');
  }));

test('R320 a publication that is not made is overdue the day after its due day, with its working days', () =>
  withTestApp(async (app) => {
    const { taskId } = await plantPassed(app);
    const [open] = await rowsFor(app, 'anLan', `&taskId=${taskId}&link=publication`);
    assert.ok(open?.dueOn);
    const untilDue = Date.parse(open.dueOn) - Date.parse(app.platform.clock.today());
    app.platform.clock.advance(untilDue + 86_400_000);
    const late = await rowsFor(app, 'anLan', `&taskId=${taskId}&state=late`);
    assert.deepEqual(
      late.filter((row) => row.link === 'publication').map((row) => row.state),
      ['late'],
    );
  }));

test('R320 the figures of a link are the rows behind them', () =>
  withTestApp(async (app) => {
    await plantPassed(app);
    const reply = await (await app.signIn('anLan')).get('/api/responsibilities/figures');
    const { links } = reply.body as { links: Record<string, number | string>[] };
    const rows = await rowsFor(app, 'anLan');
    for (const figures of links)
      for (const state of ['done', 'doneLate', 'open', 'late'] as const)
        assert.equal(
          figures[state],
          rows.filter((row) => row.link === figures['link'] && row.state === state).length,
          `${figures['link']} ${state}`,
        );
  }));

test('R320 another agency sees nothing of these rows, an inspector is refused', () =>
  withTestApp(async (app) => {
    const { taskId } = await plantInspections(app);
    assert.deepEqual(await rowsFor(app, 'otherAgency', `&taskId=${taskId}`), []);
    assert.equal((await (await app.signIn('boWen')).get('/api/responsibilities')).status, 403);
  }));

test('R320 the printed list of an agency and of a task is a file; another agency’s holds none of its matters', () =>
  withTestApp(async (app) => {
    const { taskId } = await plantPassed(app);
    const own = await app.signIn('anLan');
    const other = await app.signIn('otherAgency');
    for (const query of ['', `&taskId=${taskId}`])
      for (const format of ['pdf', 'docx'] as const) {
        const reply = await own.get(`/api/responsibilities/paper?format=${format}${query}`);
        assert.equal(reply.status, 200);
        assert.ok(reply.raw.length > 5000, `${format} ${reply.raw.length}`);
      }
    const path = `/api/responsibilities/paper?format=docx&taskId=${taskId}`;
    const [whole, empty] = [await own.get(path), await other.get(path)];
    assert.ok(whole.raw.length > empty.raw.length);
  }));

test('R320 pages follow each other without a gap or a repetition', () =>
  withTestApp(async (app) => {
    await plantPassed(app);
    const client = await app.signIn('anLan');
    const all = (await rowsFor(app, 'anLan')).map((row) => row.key);
    const paged: string[] = [];
    for (let after = ''; ; ) {
      const reply = await client.get(`/api/responsibilities?limit=2${after}`);
      const { rows, next } = reply.body as { rows: ResponsibilityRow[]; next: string | null };
      paged.push(...rows.map((row) => row.key));
      if (next === null) break;
      after = `&after=${next}`;
    }
    assert.deepEqual(paged, all);
  }));
