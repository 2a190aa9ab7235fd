import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../../platform/testing-app.ts';
import { makeObject } from './testing-objects.ts';

const complaint = {
  kind: 'complaint',
  onDay: '2026-03-01',
  verified: true,
  source: '12345 热线',
  note: '夜间噪声',
};

test('R026 complaints and violations are entered dated, sourced and verified, once for the same request, by editors only', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const id = await makeObject(lan, actionId());
    const path = `/api/objects/${id}/incidents`;
    const action = actionId();
    const first = await lan.post(path, { ...complaint, actionId: action });
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual((await lan.post(path, { ...complaint, actionId: action })).body, first.body);
    const bo = await signIn('boWen');
    assert.equal((await bo.post(path, { ...complaint, actionId: actionId() })).status, 403);
    const seen = await bo.get(path);
    assert.equal(seen.body.rows.length, 1);
    assert.deepEqual(
      [seen.body.rows[0].kind, seen.body.rows[0].onDay, seen.body.rows[0].recordedBy],
      ['complaint', '2026-03-01', '安岚'],
    );
    const late = await lan.post(path, { ...complaint, onDay: '2999-01-01', actionId: actionId() });
    assert.deepEqual([late.status, late.body.error.code], [422, 'objectIncident.future_invalid']);
    const stranger = await signIn('otherAgency');
    assert.equal((await stranger.get(path)).status, 404);
  });
});

test('a complaint that proved untrue is marked so with a reason, and a wrong entry is struck, each once', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const objectId = await makeObject(lan, actionId());
    const made = await lan.post(`/api/objects/${objectId}/incidents`, { ...complaint, actionId: actionId() });
    const path = `/api/object-incidents/${made.body.id}`;
    const other = await signIn('otherAgency');
    const said = { verified: false, reason: '核查不属实' };
    assert.equal((await other.post(`${path}/verify`, { ...said, actionId: actionId() })).status, 404);
    assert.equal((await lan.post(`${path}/verify`, { ...said, actionId: actionId() })).status, 200);
    const again = await lan.post(`${path}/verify`, { ...said, actionId: actionId() });
    assert.equal(again.body.error.code, 'objectIncident.unchanged');
    const strike = { reason: '录错对象' };
    assert.equal((await lan.post(`${path}/strike`, { ...strike, actionId: actionId() })).status, 200);
    assert.equal((await lan.post(`${path}/strike`, { ...strike, actionId: actionId() })).status, 404);
    assert.deepEqual((await lan.get(`/api/objects/${objectId}/incidents`)).body.rows, []);
  });
});
