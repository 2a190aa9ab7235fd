/** Events of the ledger in the dossiers that they concern: one event of a batch names several inspections. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { addFindings, makeMove } from '../followup-testing.ts';
import { dossierContent } from './dossier-content.ts';

/** How often an event of this type stands in the dossier of each inspection. */
async function told(app: TestApp, ids: readonly string[], type: string): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const id of ids) {
    const content = await inTransaction(app.platform.db, async (tx) => {
      const found = await inspectionCase(tx, id);
      assert.ok(found !== undefined);
      return dossierContent(tx, found);
    });
    counts.push(content.events.filter((each) => JSON.parse(each.entry).type === type).length);
  }
  return counts;
}

test('R248 a batch of approvals stands in the dossier of each inspection it approved and in no other', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 3 });
    const section = await app.signIn('sectionOfficer');
    const head = await app.signIn('agencyHead');
    for (const ids of [inspectionIds.slice(0, 2), inspectionIds.slice(2)]) {
      const asked = { actionId: app.actionId(), inspectionIds: ids, note: '' };
      assert.equal((await section.post('/api/inspection-approvals', asked)).status, 200);
    }
    assert.deepEqual(await told(app, inspectionIds, 'approval.applied'), [1, 1, 1]);
    const rows: { id: string; version: number; inspectionId: string }[] = (
      await head.get('/api/inspection-approvals')
    ).body.rows;
    const chosen = inspectionIds.slice(0, 2).map((id) => {
      const row = rows.find((each) => each.inspectionId === id);
      return { id: row?.id ?? '', version: row?.version ?? 0 };
    });
    const batch = await head.post('/api/inspection-approvals/decisions', {
      actionId: app.actionId(),
      decision: 'approve',
      opinion: '',
      approvals: chosen,
    });
    assert.equal(batch.body.done.length, 2, JSON.stringify(batch.body));
    assert.deepEqual(await told(app, inspectionIds, 'approval.decided'), [1, 1, 0]);
  });
});

test('R248 a move on problems of several inspections stands in the dossier of each and in no other', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'passed', count: 3 });
    const problems: string[] = [];
    for (const inspectionId of inspectionIds)
      problems.push(...(await addFindings(app, { inspectionId, actions: ['daily'] })));
    const bo = await app.signIn('boWen');
    const nextVisitOn = addDays(app.platform.clock.today(), 30);
    const form = { move: 'assignDaily', person: '赵敏', nextVisitOn, note: '' } as const;
    const moved = await makeMove(app, bo, { ids: problems.slice(0, 2), form });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.deepEqual(await told(app, inspectionIds, 'followup.moved'), [1, 1, 0]);
  });
});
