/** Visits outside an agency's region (R305): the assistance procedure, from the application to the frequency ledger. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../task-testing.ts';
import { decided, entered } from './preparation-testing.ts';

const letter = '协查函〔2026〕1号，城区应急局';

/** Two inspections of the bureau, the first of an object in another county. */
async function plant(app: TestApp, options: { readonly joint?: boolean } = {}) {
  const { inspectionIds, objectIds } = await plantInspections(app, { count: 2, announced: true, ...options });
  await app.database.db
    .updateTable('objects')
    .set({ division_code: '140502' })
    .where('id', '=', objectIds[0] ?? '')
    .execute();
  const [away = '', near = ''] = inspectionIds;
  return { away, near };
}

test('R305 a visit outside the region is not submitted without the assistance procedure, which the form and the leader show', () =>
  withTestApp(async (app) => {
    const { away, near } = await plant(app);
    const section = await app.signIn('sectionOfficer');
    const apply = (ids: readonly string[], assistance?: string) =>
      section.post('/api/inspection-approvals', {
        actionId: app.actionId(),
        inspectionIds: ids,
        note: '',
        assistance,
      });
    const shown = (await section.get(`/api/inspections/${away}/approvals`)).body;
    assert.deepEqual([shown.mayApply, shown.outsideDivision], [true, '140502']);
    const refused = await apply([away]);
    assert.deepEqual(
      [refused.status, refused.body.error.code, refused.body.error.field, refused.body.error.data],
      [409, 'approval.assistance_missing', 'assistance', { division: '140502' }],
    );
    const both = await apply([near, away]);
    assert.deepEqual(both.body.done, [near], 'the other is not held up');
    assert.deepEqual(
      both.body.notDone.map((each: { id: string; code: string }) => [each.id, each.code]),
      [[away, 'approval.assistance_missing']],
    );
    assert.equal((await apply([away], letter)).status, 200);
    const { rows } = (await (await app.signIn('agencyHead')).get('/api/inspection-approvals')).body;
    const said = new Map(
      rows.map((row: { inspectionId: string; assistance: string }) => [row.inspectionId, row.assistance]),
    );
    assert.deepEqual([said.get(away), said.get(near)], [letter, '']);
  }));

test('R305 the frequency ledger keeps the assistance procedure of the approved form', () =>
  withTestApp(async (app) => {
    const { away } = await plant(app);
    const lead = await app.signIn('boWen');
    const application = { actionId: app.actionId(), inspectionIds: [away], note: '', assistance: letter };
    const section = await app.signIn('sectionOfficer');
    assert.equal((await section.post('/api/inspection-approvals', application)).status, 200);
    const [row] = (await section.get(`/api/inspections/${away}/approvals`)).body.rows;
    await decided(app, await app.signIn('agencyHead'), row);
    const of = { inspectionId: away, agencyId: app.cast.boWen.agencyId };
    assert.deepEqual(await entered(app, lead, of), ['taken']);
    const { rows } = (await section.get('/api/frequency-entries?flagged=outside')).body;
    assert.deepEqual(
      rows.map((entry: { assistance: string }) => entry.assistance),
      [letter],
    );
  }));

test('R305 a partner comes along on the word of whoever leads', () =>
  withTestApp(async (app) => {
    const { away } = await plant(app, { joint: true });
    const partner = await app.signIn('otherAgency');
    assert.equal((await partner.get(`/api/inspections/${away}/approvals`)).body.outsideDivision, null);
    const section = await app.signIn('sectionOfficer');
    assert.equal((await section.get(`/api/inspections/${away}/approvals`)).body.outsideDivision, '140502');
  }));
