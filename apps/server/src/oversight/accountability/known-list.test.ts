/** 知悉范围: readings before release are noted with the read, a number on a copy leads to the person, and few may look. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drive, insertMines, ownTask } from '../../draws/draw-testing.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { dispatched, recordedDraw } from '../../tasks/dispatch-testing.ts';

test('R324 a copy of a list carries a number on each line; the number leads to who took it out, and no other agency finds it', () =>
  withTestApp(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const id = await dispatched(app, driver.lan, drawId);
    const csv = (await driver.lan.get(`/api/tasks/${id}/list?format=csv`)).raw.toString('utf8');
    const marks = [...csv.matchAll(/编号 ([0-9A-Z]{5}-[0-9A-Z]{5})/g)].map((found) => found[1] ?? '');
    const [mark = ''] = marks;
    assert.ok(marks.length >= 6 && marks.every((each) => each === mark), csv);
    const auditor = await app.signIn('auditor');
    const typed = mark.toLowerCase().replace('-', ' ');
    const traced = await auditor.get(`/api/known-lists/marks/${encodeURIComponent(typed)}`);
    const { found } = traced.body;
    assert.ok(found, JSON.stringify(traced.body));
    assert.deepEqual([found.personName, found.way, found.list.id], ['安岚', 'export', id]);
    assert.equal((await auditor.get('/api/known-lists/marks/AAAAA-AAAAA')).body.found, null);
    for (const who of ['otherAgency', 'chenXi'] as const) {
      const client = await app.signIn(who);
      assert.equal((await client.get(`/api/known-lists/marks/${mark}`)).body.found, null, who);
      assert.equal((await client.get(`/api/known-lists/task/${id}`)).status, 404, who);
      assert.deepEqual((await client.get('/api/known-lists')).body.rows, [], who);
    }
    assert.equal((await (await app.signIn('boWen')).get('/api/known-lists')).status, 403);
    const paper = await auditor.get(`/api/known-lists/task/${id}/paper`);
    assert.equal(paper.raw.subarray(0, 5).toString(), '%PDF-');
  }));

test('R324 who looked at the pool before the seal and at the drawn list before its release stands with time and way', () =>
  withTestApp(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const releaseAt = new Date(Date.parse(app.platform.clock.now()) + 3_600_000).toISOString();
    const id = await driver.drawn(ownTask(app, { disclosure: { mode: 'sealed', releaseAt } }));
    const head = await app.signIn('agencyHead');
    assert.ok((await head.get(`/api/draws/${id}`)).body.objects.length > 0);
    assert.equal((await head.get(`/api/draws/${id}`)).status, 200);
    const before = (await head.get(`/api/known-lists/draw/${id}`)).body;
    const mine = before.rows.filter((row: { personName: string }) => row.personName === '首长');
    assert.deepEqual(
      mine.map((row: { what: string; way: string; isBefore: boolean }) => [row.what, row.way, row.isBefore]),
      [['drawn', 'list', true]],
    );
    const printed = await head.get(`/api/draws/${id}/record-paper?format=pdf&lang=zh`);
    assert.equal(printed.status, 200, JSON.stringify(printed.body));
    const after = (await head.get(`/api/known-lists/draw/${id}`)).body.rows;
    assert.deepEqual([after[0].way, /^[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(after[0].mark)], ['print', true]);
    // Nobody who may not know the names is noted by looking at the draw.
    await (await app.signIn('auditor')).get(`/api/draws/${id}`);
    const rows = (await head.get(`/api/known-lists/draw/${id}`)).body.rows;
    assert.equal(
      rows.some((row: { personName: string }) => row.personName === '审明'),
      false,
    );
  }));
