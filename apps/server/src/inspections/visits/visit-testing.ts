/** What tests of the visit share: a person with a registered device that makes records and sends them. */
import assert from 'node:assert/strict';
import type { VisitRecordInput } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { CastName, TestApp, TestClient, TestReply } from '../../platform/testing-app.ts';

type Body = VisitRecordInput extends infer R
  ? R extends VisitRecordInput
    ? Omit<R, 'id' | 'inspectionId' | 'agencyId' | 'seq' | 'at'>
    : never
  : never;

export interface TestPhone {
  readonly client: TestClient;
  readonly deviceId: string;
  /** Base64. */
  readonly secret: string;
  /** A new record of this phone, numbered on. */
  readonly record: (inspectionId: string, body: Body, at?: string) => VisitRecordInput;
  /** A record of one write per entry of `values`. */
  readonly writes: (inspectionId: string, values: Readonly<Record<string, unknown>>) => VisitRecordInput;
  readonly sync: (records: readonly unknown[], sentAt?: string) => Promise<TestReply>;
  readonly pack: () => Promise<TestReply>;
}

/** Signs in and makes a device known. */
export async function testPhone(test: TestApp, name: CastName): Promise<TestPhone> {
  const client = await test.signIn(name);
  const { platform } = test;
  const deviceId = platform.ids.next();
  const { agencyId } = test.cast[name];
  const reply = await client.post('/api/field/devices', {
    actionId: test.actionId(),
    deviceId,
    name: 'Android',
    appVersion: '1',
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  let seq = 0;
  const record: TestPhone['record'] = (inspectionId, body, at = platform.clock.now()) => {
    seq += 1;
    return { ...body, id: platform.ids.next(), inspectionId, agencyId, seq, at } as VisitRecordInput;
  };
  return {
    client,
    deviceId,
    secret: reply.body.secret,
    record,
    writes: (inspectionId, values) =>
      record(inspectionId, {
        kind: 'writes',
        writes: Object.entries(values).map(([path, value]) => ({
          id: platform.ids.next(),
          path,
          value,
          base: null,
        })),
      }),
    sync: (records, sentAt = platform.clock.now()) =>
      client.post('/api/field/sync', { deviceId, sentAt, records }),
    pack: () => client.get(`/api/field/pack?deviceId=${deviceId}`),
  };
}

/** States of the outcomes, in the order of the records. */
export function statesOf(reply: TestReply): readonly string[] {
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body.outcomes.map((outcome: { state: string; code: string | null }) =>
    outcome.code === null ? outcome.state : outcome.code,
  );
}
