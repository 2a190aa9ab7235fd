/** The hash providers: known answers, and equality of the kernel with the plain code and with Node's. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kernelSource } from '../kernel/build.ts';
import {
  batchTail,
  plainSha256Provider,
  providerFor,
  sm3,
  sm3Provider,
  wasmSha256Provider,
} from '../src/hash/providers.ts';
import type { HashProvider } from '../src/hash-provider.ts';

const kernel = wasmSha256Provider();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Repeatable bytes: a counter hashed by Node, so that no provider under test makes its own input. */
function bytes(name: string, length: number): Uint8Array {
  const parts: Buffer[] = [];
  for (let n = 0; n * 32 < length; n += 1) parts.push(createHash('sha256').update(`${name}/${n}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, length));
}
const node =
  (name: string) =>
  (...parts: Uint8Array[]): Buffer => {
    const state = createHash(name);
    for (const part of parts) state.update(part);
    return state.digest();
  };

/** RFC 6962 root by its recursive definition. */
function rootByDefinition(hash: (...parts: Uint8Array[]) => Buffer, entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return hash();
  if (entries.length === 1) return hash(Uint8Array.of(0), entries[0] as Uint8Array);
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  const left = rootByDefinition(hash, entries.slice(0, split));
  return hash(Uint8Array.of(1), left, rootByDefinition(hash, entries.slice(split)));
}

test('the committed kernel is what the assembler writes', () => {
  const committed = readFileSync(new URL('../src/hash/sha256-kernel.ts', import.meta.url), 'utf8');
  assert.equal(committed, kernelSource());
});

test('the kernel runs in this engine', () => assert.notEqual(kernel, plainSha256Provider));

test('SM3 gives the two digests of its standard', () => {
  assert.equal(
    hex(sm3(new TextEncoder().encode('abc'))),
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  );
  assert.equal(
    hex(sm3(new TextEncoder().encode('abcd'.repeat(16)))),
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  );
});

test('every provider hashes messages of 0 to 300 bytes as Node does', () => {
  const data = bytes('messages', 300);
  for (let length = 0; length <= 300; length += 1) {
    const message = data.subarray(0, length);
    assert.equal(hex(sm3(message)), node('sm3')(message).toString('hex'));
    assert.equal(hex(kernel.hash(message)), node('sha256')(message).toString('hex'));
  }
});

test('the kernel hashes 0 to 260 tails of 32 bytes as the plain code does', () => {
  const items = bytes('tails', 260 * 32);
  for (let count = 0; count <= 260; count += 1) {
    const prefix = bytes(`prefix ${count}`, 64);
    const part = items.subarray(items.length - count * 32);
    assert.deepEqual(kernel.batch96(prefix, part), plainSha256Provider.batch96(prefix, part));
  }
});

test('20,003 tails over several kernel calls equal one hash per item', () => {
  const prefix = bytes('prefix', 64);
  const items = bytes('many', 20_003 * 32);
  const got = kernel.batch96(prefix, items);
  for (let at = 0; at < items.length; at += 32) {
    const expected = node('sha256')(prefix, items.subarray(at, at + 32));
    assert.ok(expected.equals(got.subarray(at, at + 32)), `item ${at / 32}`);
  }
});

test('tails of any length equal one hash per item in every provider', () => {
  const prefix = bytes('prefix', 64);
  for (const length of [1, 4, 31, 33, 36, 54, 55, 56, 63, 64, 65, 119, 120, 500, 140_000]) {
    const items = bytes(`tails of ${length}`, length * (length > 1000 ? 2 : 7));
    for (const [provider, name] of [
      [kernel, 'sha256'],
      [plainSha256Provider, 'sha256'],
      [sm3Provider, 'sm3'],
    ] as const) {
      const expected: Buffer[] = [];
      for (let at = 0; at < items.length; at += length) {
        expected.push(node(name)(prefix, items.subarray(at, at + length)));
      }
      assert.equal(hex(provider.batchTail(prefix, items, length)), Buffer.concat(expected).toString('hex'));
      const bare: HashProvider = {
        suite: provider.suite,
        hash: (message) => provider.hash(message),
        batch96: (head, tails) => provider.batch96(head, tails),
        merkle: (data, size) => provider.merkle(data, size),
      };
      assert.deepEqual(batchTail(bare, prefix, { items, length }), provider.batchTail(prefix, items, length));
    }
  }
});

test('trees of 0 to 300 leaves equal the recursive definition in every provider', () => {
  const length = 39;
  const data = bytes('leaves', 300 * length);
  const entries = Array.from({ length: 300 }, (_, n) => data.subarray(n * length, (n + 1) * length));
  for (let count = 0; count <= 300; count += 1) {
    const part = data.subarray(0, count * length);
    const expected = rootByDefinition(node('sha256'), entries.slice(0, count)).toString('hex');
    assert.equal(hex(kernel.merkle(part, length)), expected);
    assert.equal(hex(plainSha256Provider.merkle(part, length)), expected);
    const inSm3 = rootByDefinition(node('sm3'), entries.slice(0, count)).toString('hex');
    assert.equal(hex(sm3Provider.merkle(part, length)), inSm3);
  }
});

test('trees over several chunks and over entries of one and more blocks equal the recursive definition', () => {
  for (const [count, length] of [
    [4095, 1],
    [4096, 32],
    [4097, 54],
    [8192, 55],
    [12_289, 69],
    [4500, 200],
    [3, 140_000],
  ] as const) {
    const data = bytes(`tree of ${count}`, count * length);
    const entries = Array.from({ length: count }, (_, n) => data.subarray(n * length, (n + 1) * length));
    const expected = rootByDefinition(node('sha256'), entries).toString('hex');
    assert.equal(hex(kernel.merkle(data, length)), expected, `${count} entries of ${length}`);
  }
});

test('data that is no whole number of entries, and a prefix that is no block, are refused', () => {
  for (const provider of [kernel, plainSha256Provider, sm3Provider]) {
    assert.throws(() => provider.merkle(new Uint8Array(40), 39), RangeError);
    assert.throws(() => provider.batch96(new Uint8Array(64), new Uint8Array(33)), RangeError);
    assert.throws(() => provider.batch96(new Uint8Array(63), new Uint8Array(32)), RangeError);
  }
});

test('a suite has one provider, and it names the suite', () => {
  assert.equal(providerFor('SHA256').suite, 'SHA256');
  assert.equal(providerFor('SM3').suite, 'SM3');
  assert.equal(providerFor('SHA256'), providerFor('SHA256'));
});

test('without WebAssembly the plain provider steps in', async () => {
  const { openWasmProvider } = await import('../src/hash/sha256-wasm.ts');
  const holder = globalThis as { WebAssembly?: unknown };
  const kept = holder.WebAssembly;
  try {
    delete holder.WebAssembly;
    assert.equal(openWasmProvider(plainSha256Provider), null);
    holder.WebAssembly = {
      Module: class {
        constructor() {
          throw new Error('refused by policy');
        }
      },
    };
    assert.equal(openWasmProvider(plainSha256Provider), null);
  } finally {
    holder.WebAssembly = kept;
  }
});
