/**
 * The hash providers a caller may choose from. They differ in speed only; which one is used never changes a
 * result.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { HashProvider, Suite } from '../hash-provider.ts';
import { type BulkHashProvider, countItems, treeRoot } from './bulk.ts';
import { openWasmProvider } from './sha256-wasm.ts';
import { sm3Provider } from './sm3.ts';

export type { BulkHashProvider } from './bulk.ts';
export { sm3, sm3Provider } from './sm3.ts';

/** Digests of head ‖ each item; `head` is hashed once and its state copied. */
function afterHead(head: Uint8Array, items: Uint8Array, length: number): Uint8Array {
  const count = countItems(items, length);
  const out = new Uint8Array(count * 32);
  const state = sha256.create().update(head);
  for (let index = 0; index < count; index += 1) {
    const item = items.subarray(index * length, (index + 1) * length);
    out.set(state.clone().update(item).digest(), index * 32);
  }
  return out;
}

function plainTail(prefix: Uint8Array, items: Uint8Array, length: number): Uint8Array {
  if (prefix.length !== 64) throw new RangeError('the prefix must be one block of 64 bytes');
  return afterHead(prefix, items, length);
}

const plainTree = {
  empty: () => sha256(new Uint8Array(0)),
  leaves: (entries: Uint8Array, length: number) => afterHead(Uint8Array.of(0), entries, length),
  nodes: (pairs: Uint8Array) => afterHead(Uint8Array.of(1), pairs, 64),
};

/** Suite `SHA256` on `@noble/hashes`: works everywhere. */
export const plainSha256Provider: BulkHashProvider = {
  suite: 'SHA256',
  hash: (message) => sha256(message),
  batch96: (prefix, items) => plainTail(prefix, items, 32),
  batchTail: plainTail,
  merkle: (data, length) => treeRoot(plainTree, data, length),
};

let opened: BulkHashProvider | undefined;

/** Suite `SHA256` on the four-lane kernel; the plain provider where WebAssembly is refused. */
export function wasmSha256Provider(): BulkHashProvider {
  opened ??= openWasmProvider(plainSha256Provider) ?? plainSha256Provider;
  return opened;
}

/** The fastest provider of a suite that runs in this engine. */
export function providerFor(suite: Suite): BulkHashProvider {
  switch (suite) {
    case 'SHA256':
      return wasmSha256Provider();
    case 'SM3':
      return sm3Provider;
  }
}

/** Bulk hashing with any provider: `batchTail` where it has one, one hash after the other elsewhere. */
export function batchTail(
  hash: HashProvider,
  prefix: Uint8Array,
  tails: { readonly items: Uint8Array; readonly length: number },
): Uint8Array {
  const { items, length } = tails;
  if ('batchTail' in hash) return (hash as BulkHashProvider).batchTail(prefix, items, length);
  const out = new Uint8Array(countItems(items, length) * 32);
  const message = new Uint8Array(64 + length);
  message.set(prefix);
  for (let at = 0, to = 0; at < items.length; at += length, to += 32) {
    message.set(items.subarray(at, at + length), 64);
    out.set(hash.hash(message), to);
  }
  return out;
}
