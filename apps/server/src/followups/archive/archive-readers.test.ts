/** Who reads papers and dossiers: those who see the inspection, and nobody else, whatever the route. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { issuePaper } from '../../tasks/papers/paper.service.ts';
import { paperSample } from '../../tasks/papers/paper-samples.fixture.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

test('R130 an approval form is read by its own agency only; the dossier that holds it is taken out by the initiator', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds, taskId } = await plantInspections(app, { stage: 'passed', joint: true });
    const [inspectionId = ''] = inspectionIds;
    const issued = async (by: (typeof app.cast)['anLan'], kind: 'approvalForm' | 'siteRecord') => {
      const paper = await inTransaction(app.platform.db, (tx) =>
        issuePaper(tx, app.platform, {
          jurisdictionId: app.cast.anLan.jurisdictionId,
          inspectionId,
          taskId,
          agencyId: by.agencyId,
          kind,
          data: paperSample(kind, 'short'),
          by,
        }),
      );
      assert.ok(paper.ok);
      return paper.value.paperId;
    };
    const ours = await issued(app.cast.anLan, 'approvalForm');
    const theirs = await issued(app.cast.otherAgency, 'approvalForm');
    const shared = await issued(app.cast.anLan, 'siteRecord');
    const read = async (name: 'anLan' | 'boWen' | 'otherAgency' | 'otherInspector') => {
      const client = await app.signIn(name);
      const rows = (await client.get(`/api/inspections/${inspectionId}/papers`)).body.rows;
      const files: number[] = [];
      for (const id of [ours, theirs, shared])
        files.push((await client.get(`/api/papers/${id}/file?format=pdf`)).status);
      return [rows.map((row: { id: string }) => [ours, theirs, shared].indexOf(row.id)), files];
    };
    for (const name of ['anLan', 'boWen'] as const)
      assert.deepEqual(
        await read(name),
        [
          [0, 2],
          [200, 404, 200],
        ],
        name,
      );
    for (const name of ['otherAgency', 'otherInspector'] as const)
      assert.deepEqual(
        await read(name),
        [
          [1, 2],
          [404, 200, 200],
        ],
        name,
      );
    const { db } = app.platform;
    await db.updateTable('inspections').set({ state: 'closed', outcome: 'normal' }).execute();
    const lan = await app.signIn('anLan');
    const filing = { actionId: app.actionId(), retention: null, situation: '', carryReason: '' };
    const { id } = (await lan.post(`/api/inspections/${inspectionId}/dossier`, filing)).body;
    const partner = await app.signIn('otherAgency');
    const view = (await partner.get(`/api/inspections/${inspectionId}/dossier`)).body;
    assert.deepEqual([view.dossiers.length, view.mayTakeOut], [1, false]);
    for (const form of ['pdf', 'package']) {
      const refused = await partner.get(`/api/dossiers/${id}/file?form=${form}`);
      assert.deepEqual([refused.status, refused.body.error.code], [403, 'dossier.initiators.forbidden']);
      assert.equal((await lan.get(`/api/dossiers/${id}/file?form=${form}`)).status, 200);
    }
  });
});

test('R130 papers and dossiers of a visit are closed to inspectors not of it, agencies not of it, other jurisdictions and the public', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds, taskId } = await plantInspections(app, { stage: 'passed' });
    const [inspectionId = ''] = inspectionIds;
    const by = app.cast.boWen;
    const { jurisdictionId, agencyId } = by;
    const data = paperSample('notice', 'short');
    const paper = await inTransaction(app.platform.db, (tx) =>
      issuePaper(tx, app.platform, {
        jurisdictionId,
        inspectionId,
        taskId,
        agencyId,
        kind: 'notice',
        data,
        by,
      }),
    );
    assert.ok(paper.ok);
    const { db } = app.platform;
    await db.updateTable('inspections').set({ state: 'closed', outcome: 'normal' }).execute();
    const lan = await app.signIn('anLan');
    const filing = { actionId: app.actionId(), retention: null, situation: '', carryReason: '' };
    const dossier = await lan.post(`/api/inspections/${inspectionId}/dossier`, filing);
    assert.equal(dossier.status, 200, JSON.stringify(dossier.body));
    const paths = [
      `/api/inspections/${inspectionId}/papers`,
      `/api/papers/${paper.value.paperId}/file?format=pdf`,
      `/api/papers/${paper.value.paperId}/scan`,
      `/api/inspections/${inspectionId}/dossier`,
      `/api/dossiers/${dossier.body.id}/file?form=pdf`,
      `/api/dossiers/${dossier.body.id}/file?form=package`,
    ];
    const wen = await app.signIn('boWen');
    for (const path of paths.filter((each) => !each.endsWith('/scan')))
      assert.equal((await wen.get(path)).status, 200, `a member of the visit: ${path}`);
    await db.updateTable('inspection_members').set({ account_id: null }).execute();
    for (const name of ['boWen', 'otherInspector', 'otherAgency', 'chenXi'] as const) {
      const client = await app.signIn(name);
      for (const path of paths) assert.equal((await client.get(path)).status, 404, `${name}: ${path}`);
    }
    for (const name of ['administrator', 'auditor', 'witness', 'coordinator', 'justiceOfficer'] as const) {
      const client = await app.signIn(name);
      for (const path of paths) assert.equal((await client.get(path)).status, 403, `${name}: ${path}`);
    }
    for (const path of paths)
      assert.equal((await app.anonymous.get(path)).status, 401, `the public: ${path}`);
    const other = await app.signIn('otherAgency');
    assert.deepEqual((await other.get('/api/dossiers')).body.rows, [], 'the list of another agency');
    assert.deepEqual((await other.get('/api/paper-seals')).body.rows, []);
  });
});
