import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  framedPart,
  headerOf,
  openedPart,
  partBytes,
  partLength,
  partSeal,
  type SealedHeader,
  sealedStart,
  startLength,
} from './sealed-pack.ts';

const header: SealedHeader = {
  v: 1,
  kind: 'rescue',
  deviceId: '00000000-0000-7000-8000-000000000001',
  salt: '00'.repeat(16),
  madeAt: '2026-11-23T01:00:00.000Z',
  rounds: null,
};

test('a sealed file begins with its magic, its length and its header', () => {
  const start = sealedStart(header);
  assert.equal(startLength(start.subarray(0, 5)), null, 'not told yet');
  assert.equal(startLength(start), start.length);
  assert.deepEqual(headerOf(start), header);
  assert.equal(startLength(new TextEncoder().encode('PK and others')), -1);
  assert.equal(headerOf(sealedStart({ ...header, salt: 'x' })), null);
});

test('each part has its own nonce, and the last one says so', () => {
  const start = sealedStart(header);
  const [first, next, last] = [
    partSeal(start, { index: 0, isLast: false }),
    partSeal(start, { index: 1, isLast: false }),
    partSeal(start, { index: 1, isLast: true }),
  ];
  assert.equal(first.nonce.length, 12);
  assert.notDeepEqual(first.nonce, next.nonce);
  assert.notDeepEqual(next.beside, last.beside);
  assert.equal(partLength(framedPart(new Uint8Array(300))), 300);
});

test('a part is read as it was written; what is none is none', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const part = partBytes({ type: 'piece', id: header.deviceId, offset: 0 }, bytes);
  assert.deepEqual(openedPart(part)?.bytes, bytes);
  assert.equal(openedPart(Uint8Array.of(0, 0, 0, 9, 1)), null);
  assert.equal(openedPart(partBytes({ type: 'dance' } as never)), null);
});
