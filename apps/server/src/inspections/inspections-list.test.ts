/** The list of inspections, as teams and agencies see it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../platform/testing-app.ts';
import { plantInspections } from '../tasks/task-testing.ts';

test('R130 the list shows an inspection to its team and its agencies, page by page, and finds an object by its name', () =>
  withTestApp(async (app) => {
    await plantInspections(app, { count: 3, stage: 'recorded' });
    const bo = await app.signIn('boWen');
    assert.equal((await bo.get('/api/inspections')).body.rows.length, 3);
    assert.equal((await (await app.signIn('chenXi')).get('/api/inspections')).body.rows.length, 0);
    assert.equal((await (await app.signIn('otherAgency')).get('/api/inspections')).body.rows.length, 0);
    const first = (await bo.get('/api/inspections?limit=2')).body;
    const rest = (await bo.get(`/api/inspections?limit=2&after=${first.next}`)).body;
    assert.deepEqual([first.rows.length, rest.rows.length, rest.next], [2, 1, null]);
    const found = (await bo.get(`/api/inspections?text=${encodeURIComponent('茶亭2号')}`)).body.rows;
    assert.deepEqual([found.length, found[0].objectName], [1, '茶亭2号采石场']);
    assert.equal((await bo.get('/api/inspections?stage=passed')).body.rows.length, 0);
    assert.equal((await bo.get('/api/inspections?of=own&stage=recorded')).body.rows.length, 3);
    assert.equal((await bo.get('/api/result-todo')).body.enter.length, 3);
  }));
