/** What tests of preparation share: submit, approve, issue, seal, deliver through the routes. */
import assert from 'node:assert/strict';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { TestApp, TestClient } from '../../platform/testing-app.ts';
import { sealPaper } from '../papers/paper.service.ts';

/** Applies as `client` and gives the application's id and version as the own agency reads it. */
export async function applied(
  test: TestApp,
  client: TestClient,
  inspectionId: string,
): Promise<{ id: string; version: number }> {
  const reply = await client.post('/api/inspection-approvals', {
    actionId: test.actionId(),
    inspectionIds: [inspectionId],
    note: '',
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  const read = await client.get(`/api/inspections/${inspectionId}/approvals`);
  const row = read.body.rows[0];
  return { id: row.id, version: row.version };
}

export async function decided(
  test: TestApp,
  client: TestClient,
  approval: { id: string; version: number },
  decision: 'approve' | 'refuse' = 'approve',
) {
  return client.post('/api/inspection-approvals/decisions', {
    actionId: test.actionId(),
    decision,
    opinion: decision === 'approve' ? '同意' : '理由不足',
    approvals: [approval],
  });
}

/** Issues the notice of the client's agency and puts the seal on it. */
export async function sealedNotice(test: TestApp, client: TestClient, inspectionId: string): Promise<string> {
  const issued = await client.post(`/api/inspections/${inspectionId}/notices`, noticeBody(test));
  assert.equal(issued.status, 200, JSON.stringify(issued.body));
  await sealed(test, issued.body.id);
  return issued.body.id;
}

export const noticeBody = (test: TestApp) => ({
  actionId: test.actionId(),
  materials: ['安全生产许可证'],
  place: '',
  contactName: '',
  contactPhone: '',
});

export async function sealed(test: TestApp, noticeId: string): Promise<void> {
  await inTransaction(test.platform.db, async (tx) => {
    const row = await tx
      .selectFrom('inspection_notices')
      .select('paper_id')
      .where('id', '=', noticeId)
      .executeTakeFirstOrThrow();
    const done = await sealPaper(tx, {
      paperId: row.paper_id ?? '',
      sealedOn: test.platform.clock.today(),
      registerNo: '1',
      by: test.cast.anLan,
    });
    assert.ok(done.ok);
  });
}

export const delivery = (test: TestApp, noticeIds: readonly string[], over: object = {}) => ({
  actionId: test.actionId(),
  noticeIds,
  channel: 'atTheDoor',
  outcome: 'received',
  deliveredAt: test.platform.clock.now(),
  recipient: '石磊',
  recipientPost: '负责人',
  reachedAt: '',
  deliverer: '',
  told: '',
  witness: '',
  note: '',
  ...over,
});

/** The lead hands the sealed notice over at the door and enters by phone; each outcome of the sync, by code where it was refused. */
export async function entered(
  test: TestApp,
  lead: TestClient,
  of: { readonly inspectionId: string; readonly agencyId: string },
): Promise<readonly string[]> {
  const notice = await sealedNotice(test, lead, of.inspectionId);
  const handed = delivery(test, [notice], { channel: 'inPerson' });
  await lead.post(`/api/inspections/${of.inspectionId}/deliveries`, handed);
  const deviceId = test.platform.ids.next();
  const device = { actionId: test.actionId(), deviceId, name: 'Android', appVersion: '1' };
  assert.equal((await lead.post('/api/field/devices', device)).status, 200);
  const at = test.platform.clock.now();
  const record = {
    ...of,
    kind: 'enter',
    enteredAt: at,
    emergency: '',
    late: '',
    codeShown: 'shown',
    id: test.platform.ids.next(),
    seq: 1,
    at,
  };
  const sync = await lead.post('/api/field/sync', { deviceId, sentAt: at, records: [record] });
  return sync.body.outcomes.map((one: { state: string; code: string | null }) => one.code ?? one.state);
}
