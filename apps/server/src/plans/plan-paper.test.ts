import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { addObjects, addTaken, entryFields, openYear, publishItems, publishPlan } from './plan-testing.ts';

async function download(app: TestApp, path: string) {
  const reply = await (await app.signIn('anLan')).get(path);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.raw;
}

test('the plan table is made as PDF, DOCX and spreadsheet in the customary columns; each download is recorded; another agency gets none', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['粉尘防爆', 'key']]);
    await addObjects(app, app.cast.anLan, [{ name: '甲', industry: '工贸' }]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    await addTaken(app, lan, { planId, fields: entryFields(keys['粉尘防爆'] ?? '') });
    await publishPlan(app, planId);
    const path = `/api/plans/${planId}/file`;
    assert.equal((await download(app, `${path}?format=pdf`)).subarray(0, 5).toString(), '%PDF-');
    for (const format of ['docx', 'xlsx']) {
      const bytes = await download(app, `${path}?format=${format}`);
      assert.equal(bytes.subarray(0, 2).toString(), 'PK', format);
    }
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get(`${path}?format=pdf`)).status, 404);
    const auditor = await app.signIn('auditor');
    const events = await auditor.get('/api/ledger/events?limit=50');
    const printed = events.body.rows.filter((row: { type: string }) => row.type === 'plan.printed');
    assert.equal(printed.length, 3);
  });
});

test('a plan in preparation is seen by its own agency only, not yet by the coordination office or the justice bureau', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.otherAgency, [['消防', 'key']]);
    const other = await app.signIn('otherAgency');
    const planId = await openYear(app, other);
    await addTaken(app, other, { planId, fields: entryFields(keys['消防'] ?? '') });
    for (const name of ['coordinator', 'justiceOfficer', 'anLan'] as const)
      assert.equal((await (await app.signIn(name)).get(`/api/plans/${planId}`)).status, 404, name);
    const rows = (await (await app.signIn('coordinator')).get('/api/plans')).body.rows;
    assert.deepEqual(rows, []);
  });
});
