/** Papers at a desk: who sees, prints, seals, voids, scans; the register of numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../task-testing.ts';
import { issuePaper } from './paper.service.ts';
import { paperSample } from './paper-samples.fixture.ts';

async function planted(app: TestApp, kind: 'notice' | 'siteRecord' = 'notice') {
  const { inspectionIds, taskId } = await plantInspections(app, { stage: 'approved', joint: true });
  const by = app.cast.boWen;
  const { jurisdictionId, agencyId } = by;
  const inspectionId = inspectionIds[0] ?? '';
  const issued = await inTransaction(app.platform.db, (tx) =>
    issuePaper(tx, app.platform, {
      jurisdictionId,
      inspectionId,
      taskId,
      agencyId,
      kind,
      data: paperSample(kind, 'typical'),
      by,
    }),
  );
  assert.ok(issued.ok);
  return { inspectionId, id: issued.value.paperId };
}

test('R169 a paper is printed as PDF and DOCX by who sees the inspection, and by nobody else; printing is recorded', async () => {
  await withTestApp(async (app) => {
    const { id, inspectionId } = await planted(app);
    const lan = await app.signIn('anLan');
    const list = await lan.get(`/api/inspections/${inspectionId}/papers`);
    assert.equal(list.body.rows[0].number.startsWith('应急局检通〔'), true);
    for (const [format, start] of [
      ['pdf', '%PDF'],
      ['docx', 'PK'],
    ] as const) {
      const file = await lan.get(`/api/papers/${id}/file?format=${format}`);
      assert.equal(file.raw.subarray(0, start.length).toString(), start);
    }
    const printed = await app.platform.db
      .selectFrom('ledger_events')
      .select('subject_id')
      .where('type', '=', 'paper.printed')
      .execute();
    assert.deepEqual(printed, [{ subject_id: id }, { subject_id: id }]);
    const outsider = await app.signIn('chenXi');
    assert.equal((await outsider.get(`/api/papers/${id}/file?format=pdf`)).status, 404);
    assert.equal((await outsider.get(`/api/inspections/${inspectionId}/papers`)).status, 404);
    const partner = await app.signIn('otherAgency');
    assert.equal((await partner.get(`/api/papers/${id}/file?format=pdf`)).status, 200);
  });
});

test('the legal section enters the seal once, of its own agency only, never ahead of time', async () => {
  await withTestApp(async (app) => {
    const { id } = await planted(app);
    const lan = await app.signIn('anLan');
    const today = app.platform.clock.today();
    const body = { actionId: app.actionId(), sealedOn: today, registerNo: '印〔2026〕9号' };
    assert.equal((await lan.get('/api/paper-seals')).body.rows.length, 1);
    const early = await lan.post(`/api/papers/${id}/seal`, { ...body, sealedOn: '2199-01-01' });
    assert.deepEqual([early.status, early.body.error.code], [422, 'paper.day_future_invalid']);
    const partner = await app.signIn('otherAgency');
    const foreign = await partner.post(`/api/papers/${id}/seal`, { ...body, actionId: app.actionId() });
    assert.equal(foreign.status, 403);
    assert.equal((await (await app.signIn('boWen')).post(`/api/papers/${id}/seal`, body)).status, 403);
    assert.equal((await lan.post(`/api/papers/${id}/seal`, body)).status, 200);
    assert.equal((await lan.post(`/api/papers/${id}/seal`, body)).status, 200, 'the same request again');
    const twice = await lan.post(`/api/papers/${id}/seal`, { ...body, actionId: app.actionId() });
    assert.deepEqual([twice.status, twice.body.error.code], [409, 'paper.sealed_already']);
    const sealed = (await lan.get('/api/paper-seals?state=sealed')).body.rows;
    assert.deepEqual([sealed[0].sealRegisterNo, sealed[0].sealedOn], ['印〔2026〕9号', today]);
  });
});

test('R169 a voided paper keeps its number in the register with the reason; the register has no gap', async () => {
  await withTestApp(async (app) => {
    const { id } = await planted(app);
    const lan = await app.signIn('anLan');
    const body = { actionId: app.actionId(), reason: '时间写错' };
    assert.equal((await (await app.signIn('boWen')).post(`/api/papers/${id}/void`, body)).status, 403);
    assert.equal((await lan.post(`/api/papers/${id}/void`, body)).status, 200);
    assert.equal((await lan.post(`/api/papers/${id}/void`, body)).status, 200, 'the same request again');
    const again = await lan.post(`/api/papers/${id}/void`, { ...body, actionId: app.actionId() });
    assert.deepEqual([again.status, again.body.error.code], [409, 'paper.void']);
    const year = app.platform.clock.today().slice(0, 4);
    const register = (await lan.get(`/api/paper-numbers?kind=notice&year=${year}`)).body;
    assert.deepEqual(register.counts, { last: 1, reserved: 0, used: 0, voided: 1, gap: false });
    assert.deepEqual(
      [register.rows[0].state, register.rows[0].reason, register.rows[0].objectName],
      ['voided', '时间写错', '茶亭1号采石场'],
    );
  });
});

test('R169 the signed scan is kept with the paper: PDF or picture by its content, not by its name', async () => {
  await withTestApp(async (app) => {
    const { id } = await planted(app, 'siteRecord');
    const wen = await app.signIn('boWen');
    const upload = (bytes: string) =>
      wen.upload(`/api/papers/${id}/scan?actionId=${app.actionId()}`, {
        name: '扫描件.pdf',
        bytes: new TextEncoder().encode(bytes),
      });
    const wrong = await upload('MZ no paper');
    assert.deepEqual([wrong.status, wrong.body.error.code], [422, 'paper.file_type_invalid']);
    assert.equal((await wen.get(`/api/papers/${id}/scan`)).status, 409);
    assert.equal((await upload('%PDF-1.7 scan')).status, 200);
    assert.equal((await wen.get(`/api/papers/${id}/scan`)).raw.toString(), '%PDF-1.7 scan');
    assert.equal((await (await app.signIn('chenXi')).get(`/api/papers/${id}/scan`)).status, 404);
  });
});
