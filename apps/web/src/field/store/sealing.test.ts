import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, utf8 } from './bytes.ts';
import { newId, uuidOf } from './ids.ts';
import { openValue, passwordKey, passwordRounds, sealValue, storeKey } from './sealing.ts';

const secret = (fill: number) => new Uint8Array(32).fill(fill);

test('S-13 a sealed value opens under its own secret and place only', async () => {
  const key = await storeKey(secret(1));
  const sealed = await sealValue(key, 'visits/a', { name: '仓库' });
  assert.deepEqual(await openValue(key, 'visits/a', sealed), { name: '仓库' });
  assert.equal(await openValue(key, 'visits/b', sealed), undefined);
  assert.equal(await openValue(await storeKey(secret(2)), 'visits/a', sealed), undefined);
  const bytes = new Uint8Array(sealed.bytes);
  assert.equal(new TextDecoder().decode(bytes).includes('仓库'), false);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  assert.equal(await openValue(key, 'visits/a', sealed), undefined);
});

test('S-13 the secret is wrapped with at least 600,000 rounds and opens with its password only', async () => {
  assert.ok(passwordRounds >= 600_000);
  const salt = secret(3);
  const sealed = await sealValue(await passwordKey('Willow', salt, 1000), 'person/a', 7);
  assert.equal(await openValue(await passwordKey('Willow', salt, 1000), 'person/a', sealed), 7);
  assert.equal(await openValue(await passwordKey('willow', salt, 1000), 'person/a', sealed), undefined);
});

test('ids of a phone are UUIDs of version 7 and grow even within a millisecond', () => {
  const ids = Array.from({ length: 5000 }, newId);
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(uuidOf(1, 0, new Uint8Array(8)), '00000000-0001-7000-8000-000000000000');
});

test('bytes come from hex and from base64, and from nothing else', () => {
  assert.deepEqual(bytesOf('00ff'), Uint8Array.of(0, 255));
  assert.deepEqual(bytesOf('bWluZ2NoYQ=='), utf8('mingcha'));
  assert.equal(bytesOf('nö'), null);
});
