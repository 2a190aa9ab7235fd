/** Delivery of papers with their receipt, and the public page behind a paper's QR code. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCheckable, paperDuties, paperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../task-testing.ts';
import { issuePaper, paperOf, sealPaper } from './paper.service.ts';
import { paperSample } from './paper-samples.fixture.ts';

type Kind = 'rectificationOrder' | 'notice' | 'siteRecord' | 'approvalForm';

async function planted(app: TestApp, kind: Kind) {
  const { inspectionIds, taskId } = await plantInspections(app, { stage: 'visiting', joint: true });
  const by = app.cast.boWen;
  const { jurisdictionId, agencyId } = by;
  const inspectionId = inspectionIds[0] ?? '';
  const data = { ...paperSample(kind, 'typical'), issuedOn: app.platform.clock.today() };
  const issued = await inTransaction(app.platform.db, (tx) =>
    issuePaper(tx, app.platform, { jurisdictionId, inspectionId, taskId, agencyId, kind, data, by }),
  );
  assert.ok(issued.ok, JSON.stringify(issued));
  const id = issued.value.paperId;
  const paper = await inTransaction(app.platform.db, (tx) => paperOf(tx, id));
  return { id, inspectionId, sha256: paper?.sha256 ?? '' };
}

async function seal(app: TestApp, id: string): Promise<void> {
  const of = { paperId: id, sealedOn: app.platform.clock.today(), registerNo: '9', by: app.cast.anLan };
  assert.ok((await inTransaction(app.platform.db, (tx) => sealPaper(tx, of))).ok);
}

function delivery(app: TestApp, changed: object = {}) {
  return {
    actionId: app.actionId(),
    way: 'direct',
    deliveredAt: app.platform.clock.now(),
    place: '',
    taker: { name: '张厂长', relation: '法定代表人' },
    refusal: null,
    note: '',
    ...changed,
  };
}

test('R169 an order is delivered once, only when sealed, and a receipt of delivery comes to the papers of the visit', async () => {
  await withTestApp(async (app) => {
    const { id, inspectionId } = await planted(app, 'rectificationOrder');
    const lan = await app.signIn('anLan');
    const send = async (who: typeof lan, changed: object = {}) =>
      who.post(`/api/papers/${id}/delivery`, delivery(app, changed));
    const codeOf = (reply: Awaited<ReturnType<typeof send>>) => [reply.status, reply.body.error?.code];
    assert.deepEqual(codeOf(await send(lan)), [409, 'paper.not_sealed']);
    await seal(app, id);
    assert.deepEqual(codeOf(await send(await app.signIn('chenXi'))), [404, 'paper.not_found']);
    assert.deepEqual(codeOf(await send(await app.signIn('otherAgency'))), [403, 'paper.forbidden']);
    assert.deepEqual(codeOf(await send(lan, { deliveredAt: '2199-01-01T00:00:00.000Z' })), [
      422,
      'paper.delivery_future_invalid',
    ]);
    assert.deepEqual(codeOf(await send(lan, { deliveredAt: '2001-01-01T00:00:00.000Z' })), [
      422,
      'paper.delivery_early_invalid',
    ]);
    assert.deepEqual(codeOf(await send(lan, { taker: { name: '', relation: '' } })), [
      422,
      'paper.taker_missing_invalid',
    ]);
    assert.equal((await send(lan, { way: 'phone' })).status, 400, 'a call delivers notices only');
    const body = delivery(app);
    const done = await lan.post(`/api/papers/${id}/delivery`, body);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.deepEqual((await lan.post(`/api/papers/${id}/delivery`, body)).body, done.body, 'the same again');
    assert.deepEqual(codeOf(await send(lan)), [409, 'paper.delivered_already']);
    const rows = (await lan.get(`/api/inspections/${inspectionId}/papers`)).body.rows;
    const receipt = rows.find((row: { kind: string }) => row.kind === 'deliveryReceipt');
    assert.equal(receipt.id, done.body.receiptId);
    const order = rows.find((row: { id: string }) => row.id === id);
    assert.deepEqual([order.deliveredAt, order.mayDeliver, order.mayVoid], [body.deliveredAt, false, false]);
  });
});

test('R169 notices are delivered in preparation, papers of the house not at all', async () => {
  await withTestApp(async (app) => {
    const notice = await planted(app, 'notice');
    await seal(app, notice.id);
    const lan = await app.signIn('anLan');
    const refused = await lan.post(`/api/papers/${notice.id}/delivery`, delivery(app));
    assert.equal(refused.body.error.code, 'paper.notice_elsewhere');
  });
  await withTestApp(async (app) => {
    const form = await planted(app, 'approvalForm');
    const lan = await app.signIn('anLan');
    const refused = await lan.post(`/api/papers/${form.id}/delivery`, delivery(app));
    assert.equal(refused.body.error.code, 'paper.not_delivered_kind');
  });
});

test('R169 the QR code of an order tells nothing before delivery, and then that it holds, without the party', async () => {
  await withTestApp(async (app) => {
    const { id, sha256 } = await planted(app, 'rectificationOrder');
    await seal(app, id);
    const guest = app.anonymous;
    const check = (hash: string) => guest.get(`/api/public/papers/${id}?h=${hash}`);
    assert.deepEqual(
      [(await check(sha256)).status, (await check(sha256)).body.error.code],
      [404, 'paperCheck.not_found'],
    );
    const lan = await app.signIn('anLan');
    assert.equal((await lan.post(`/api/papers/${id}/delivery`, delivery(app))).status, 200);
    const shown = (await check(sha256.slice(0, 16))).body;
    assert.deepEqual(Object.keys(shown).toSorted(), [
      'agencyName',
      'issuedOn',
      'kind',
      'number',
      'sealedOn',
      'sha256',
      'state',
      'title',
      'voidedOn',
    ]);
    assert.deepEqual([shown.state, shown.sha256, shown.title], ['valid', sha256, '责令限期整改指令书']);
    const wrong = `${sha256.startsWith('0') ? '1' : '0'}${sha256.slice(1)}`;
    assert.equal((await check(wrong)).status, 404, 'another digest is another paper');
    assert.equal(
      (await check(sha256.slice(0, 15))).status,
      400,
      'too short to prove that the paper is in hand',
    );
  });
});

test('R169 a void paper says so; papers of the house are never checked in public', async () => {
  await withTestApp(async (app) => {
    const { id, sha256 } = await planted(app, 'siteRecord');
    const guest = app.anonymous;
    assert.equal((await guest.get(`/api/public/papers/${id}?h=${sha256}`)).body.state, 'valid');
    const lan = await app.signIn('anLan');
    await lan.post(`/api/papers/${id}/void`, { actionId: app.actionId(), reason: '时间写错' });
    const shown = (await guest.get(`/api/public/papers/${id}?h=${sha256}`)).body;
    assert.deepEqual([shown.state, shown.voidedOn], ['void', app.platform.clock.today()]);
  });
  const house = paperKinds.filter(
    (kind) => !isCheckable({ kind, state: 'void', sealState: 'sealed', isDelivered: true }),
  );
  assert.deepEqual(house, [
    'dispatchForm',
    'approvalForm',
    'handover',
    'tripSheet',
    'dossierCover',
    'dossierIndex',
    'dossierNotes',
    'boxLabel',
    'archiveTransfer',
  ]);
  for (const kind of paperKinds.filter((each) => paperDuties[each].delivered))
    assert.equal(
      isCheckable({ kind, state: 'issued', sealState: 'sealed', isDelivered: false }),
      false,
      kind,
    );
});
