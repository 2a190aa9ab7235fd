/** What tests of redacted copies share: a picture that has arrived, and the copy made of it. Content is no real picture. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { TestClient } from '../../platform/testing-app.ts';
import { statesOf, type TestPhone } from '../visits/visit-testing.ts';

const jpeg = (text: string): Buffer => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(text)]);
export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const original = jpeg('a face and a number plate');
export const covered = jpeg('black where the face was');
export const face = { left: 0.25, top: 0.1, right: 0.5, bottom: 0.4 };

/** A file of a visit that has arrived in full. */
export async function arrived(
  phone: TestPhone,
  inspectionId: string,
  contentType = 'image/jpeg',
): Promise<string> {
  const id = crypto.randomUUID();
  const evidence = {
    id,
    kind: contentType.startsWith('image/') ? ('photo' as const) : ('audio' as const),
    findingId: null,
    line: null,
    sha256: digest(original),
    bytes: original.length,
    contentType,
    capturedAt: '2026-11-22T01:00:00.000Z',
    position: null,
    note: '',
    marks: [],
    watermark: '',
    chainPrev: null,
  };
  assert.deepEqual(statesOf(await phone.sync([phone.record(inspectionId, { kind: 'evidence', evidence })])), [
    'taken',
  ]);
  const sent = await phone.client.inject({
    method: 'PUT',
    url: `/api/field/uploads/${id}?offset=0`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: original,
  });
  assert.equal(sent.body.complete, true, JSON.stringify(sent.body));
  return id;
}

export function redact(
  client: TestClient,
  evidenceId: string,
  change: { bytes?: Buffer; fields?: object } = {},
) {
  return client.upload(
    `/api/evidence/${evidenceId}/copies`,
    { name: '遮盖件.jpg', bytes: change.bytes ?? covered },
    { actionId: crypto.randomUUID(), areas: [face], reason: 'persons', ...change.fields },
  );
}
