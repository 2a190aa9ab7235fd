import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { randomFault } from './random-health.ts';
import { describeSealed, makeSealedBox, sealedHeader, suites } from './sealed-value.ts';
import { selfTest } from './self-test.ts';
import { SealedValueError, suiteNames } from './suite.ts';

const key = (id: number, fill = id + 1) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const ringOf = (...keys: readonly ReturnType<typeof key>[]) => ({
  current: () => keys.at(-1) ?? key(0),
  find: (id: number) => keys.find((one) => one.id === id),
});
const utf8 = (text: string) => new TextEncoder().encode(text);
const refused = (work: () => unknown) => assert.throws(work, SealedValueError);

test('C-02 what is sealed opens again under both suites, names suite and key in front, and shows nothing of the text', () => {
  for (const suite of suiteNames) {
    const box = makeSealedBox(ringOf(key(0), key(7)), suite);
    for (const text of ['', '1', '13800000000', '茶亭区'.repeat(300)]) {
      const sealed = box.seal(utf8(text));
      assert.deepEqual(describeSealed(sealed), { suite, keyId: 7 });
      assert.deepEqual(sealed.subarray(0, 6), Buffer.from(sealedHeader(suite, 7)));
      assert.equal(new TextDecoder().decode(box.open(sealed)), text);
      assert.ok(text.length < 4 || Buffer.from(sealed).indexOf(text) < 0);
    }
  }
});

test('C-03 5,000 values with a changed bit, cut, or under a wrong key are refused, each with the same sentence', () => {
  let tried = 0;
  for (const suite of suiteNames) {
    const box = makeSealedBox(ringOf(key(0)), suite);
    const stranger = makeSealedBox(ringOf(key(0, 99)), suite);
    for (let i = 0; i < 1_250; i += 1) {
      const sealed = Buffer.from(box.seal(randomBytes(1 + (i % 40))));
      const changed = Buffer.from(sealed);
      const at = i % sealed.length;
      changed[at] = (changed[at] ?? 0) ^ (1 << (i % 8));
      refused(() => box.open(changed));
      if (i % 2 === 0) refused(() => box.open(sealed.subarray(0, i % sealed.length)));
      else refused(() => stranger.open(sealed));
      tried += 2;
    }
  }
  assert.equal(tried, 5_000);
  refused(() => makeSealedBox(ringOf(key(0)), 'national').open(new Uint8Array(0)));
});

test('C-04 10,000 values of one text have 10,000 nonces and ciphertexts', () => {
  for (const suite of suiteNames) {
    const box = makeSealedBox(ringOf(key(0)), suite);
    const { nonceBytes } = suites[suite];
    const sealed = Array.from({ length: 5_000 }, () => Buffer.from(box.seal(utf8('13800000000'))));
    const nonces = new Set(sealed.map((one) => one.subarray(6, 6 + nonceBytes).toString('hex')));
    assert.equal(nonces.size, 5_000);
    assert.equal(new Set(sealed.map((one) => one.subarray(6 + nonceBytes).toString('hex'))).size, 5_000);
  }
});

test('C-05 a newer key or the other suite seals from now on, and what was sealed before stays readable', () => {
  const old = makeSealedBox(ringOf(key(0)), 'international');
  const first = old.seal(utf8('first'));
  const renewed = makeSealedBox(ringOf(key(0), key(1)), 'national');
  const second = renewed.seal(utf8('second'));
  assert.equal(new TextDecoder().decode(renewed.open(first)), 'first');
  assert.equal(new TextDecoder().decode(renewed.open(second)), 'second');
  assert.deepEqual(describeSealed(second), { suite: 'national', keyId: 1 });
  refused(() => old.open(second));
  // A value may not be passed off as one of another suite or key: its header is authenticated.
  refused(() => renewed.open(Buffer.concat([sealedHeader('international', 1), second.subarray(6)])));
  const swapped = Buffer.from(first);
  swapped.writeUInt32BE(1, 2);
  refused(() => renewed.open(swapped));
});

test('C-05 values of the first version, without key number, open under key 0', () => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(0).bytes, nonce);
  const body = Buffer.concat([cipher.update('石磊'), cipher.final()]);
  const sealed = Buffer.concat([Buffer.of(1), nonce, body, cipher.getAuthTag()]);
  const box = makeSealedBox(ringOf(key(0), key(1)), 'national');
  assert.equal(new TextDecoder().decode(box.open(sealed)), '石磊');
  assert.deepEqual(describeSealed(sealed), { suite: 'international', keyId: 0 });
  sealed[14] = (sealed[14] ?? 0) ^ 1;
  refused(() => box.open(sealed));
  refused(() => box.open(sealed.subarray(0, 20)));
});

test('C-06 a random source that is stuck, skewed, repeating or too short stops the start; a good one does not', () => {
  const good = randomBytes(64 * 1024);
  assert.equal(randomFault(good), null);
  selfTest(good);
  const stuck = Buffer.from(good);
  stuck.fill(7, 1_000, 1_007);
  const skewed = Buffer.from(good);
  for (let at = 512; at < 1_024; at += 16) skewed[at] = 9;
  const samples = { stuck, skewed, short: good.subarray(0, 100), zero: Buffer.alloc(2_048) };
  const block = randomBytes(1_024);
  assert.deepEqual(Object.values(samples).map(randomFault), ['stuck', 'skewed', 'short', 'stuck']);
  assert.equal(randomFault(Buffer.concat([block, block])), 'stuck');
  for (const sample of Object.values(samples))
    assert.throws(() => selfTest(sample), { code: 'crypto.random_unhealthy' });
});

test('C-06 2,000 good samples raise no false alarm', () => {
  for (let i = 0; i < 2_000; i += 1) assert.equal(randomFault(randomBytes(2_048)), null);
});
