/**
 * SM3 (GB/T 32905-2016) in plain TypeScript: one compression function, a one-shot hash, and bulk hashing that
 * compresses a common 64-byte prefix only once. Nothing here is secret-dependent; it makes no such claim.
 */
import { type BulkHashProvider, blocksOf, countItems, type Layout, padInto, treeRoot } from './bulk.ts';

const INITIAL = Int32Array.of(
  0x7380166f,
  0x4914b2b9,
  0x172442d7,
  0xda8a0600,
  0xa96f30bc,
  0x163138aa,
  0xe38dee4d,
  0xb0fb0e4e,
);

/** T_j rotated left by j, as the rounds use it. */
const ROUND = Int32Array.from({ length: 64 }, (_, j) => rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

const words = new Int32Array(68);

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** Expands the block at `at` into the 68 message words. */
function expand(bytes: Uint8Array, at: number): void {
  const w = words;
  for (let j = 0, p = at; j < 16; j += 1, p += 4) {
    w[j] = (bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!;
  }
  for (let j = 16; j < 68; j += 1) {
    const r = w[j - 3]!;
    const x = w[j - 16]! ^ w[j - 9]! ^ ((r << 15) | (r >>> 17));
    const s = w[j - 13]!;
    const p1 = x ^ ((x << 15) | (x >>> 17)) ^ ((x << 23) | (x >>> 9));
    w[j] = p1 ^ ((s << 7) | (s >>> 25)) ^ w[j - 6]!;
  }
}

/** One compression of the 64 bytes at `at` into the chaining value `v`. */
function compress(v: Int32Array, bytes: Uint8Array, at: number): void {
  expand(bytes, at);
  const w = words;
  let [a, b, c, d] = [v[0]!, v[1]!, v[2]!, v[3]!];
  let [e, f, g, h] = [v[4]!, v[5]!, v[6]!, v[7]!];
  for (let j = 0; j < 64; j += 1) {
    const a12 = (a << 12) | (a >>> 20);
    const s = (a12 + e + ROUND[j]!) | 0;
    const ss1 = (s << 7) | (s >>> 25);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (c & (a | b));
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const t1 = (ff + d + (ss1 ^ a12) + (w[j]! ^ w[j + 4]!)) | 0;
    const t2 = (gg + h + ss1 + w[j]!) | 0;
    d = c;
    c = (b << 9) | (b >>> 23);
    b = a;
    a = t1;
    h = g;
    g = (f << 19) | (f >>> 13);
    f = e;
    e = t2 ^ ((t2 << 9) | (t2 >>> 23)) ^ ((t2 << 17) | (t2 >>> 15));
  }
  v[0]! ^= a;
  v[1]! ^= b;
  v[2]! ^= c;
  v[3]! ^= d;
  v[4]! ^= e;
  v[5]! ^= f;
  v[6]! ^= g;
  v[7]! ^= h;
}

function write(v: Int32Array, out: Uint8Array, at: number): void {
  for (let n = 0; n < 8; n += 1) {
    const word = v[n]!;
    out[at + 4 * n] = word >>> 24;
    out[at + 4 * n + 1] = word >>> 16;
    out[at + 4 * n + 2] = word >>> 8;
    out[at + 4 * n + 3] = word;
  }
}

/** SM3 digest of the message, 32 bytes. */
export function sm3(message: Uint8Array): Uint8Array {
  const v = INITIAL.slice();
  const whole = message.length - (message.length % 64);
  for (let at = 0; at < whole; at += 64) compress(v, message, at);
  const rest = message.subarray(whole);
  const tail = new Uint8Array(blocksOf(rest.length) * 64);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const bits = message.length * 8;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
  view.setUint32(tail.length - 4, bits >>> 0);
  for (let at = 0; at < tail.length; at += 64) compress(v, tail, at);
  const out = new Uint8Array(32);
  write(v, out, 0);
  return out;
}

/** Digests of equal-length items, starting from the chaining value `start`. */
function bulk(start: Int32Array, items: Uint8Array, layout: Layout): Uint8Array {
  const count = countItems(items, layout.length);
  const size = blocksOf(layout.length + (layout.tag === null ? 0 : 1)) * 64;
  const block = new Uint8Array(size);
  const out = new Uint8Array(count * 32);
  const v = new Int32Array(8);
  for (let index = 0; index < count; index += 1) {
    padInto(block, items.subarray(index * layout.length, (index + 1) * layout.length), layout);
    v.set(start);
    for (let at = 0; at < size; at += 64) compress(v, block, at);
    write(v, out, index * 32);
  }
  return out;
}

function batchTail(prefix: Uint8Array, items: Uint8Array, length: number): Uint8Array {
  if (prefix.length !== 64) throw new RangeError('the prefix must be one block of 64 bytes');
  const middle = INITIAL.slice();
  compress(middle, prefix, 0);
  return bulk(middle, items, { length, tag: null, before: 64 });
}

const tree = {
  empty: () => sm3(new Uint8Array(0)),
  leaves: (entries: Uint8Array, length: number) => bulk(INITIAL, entries, { length, tag: 0, before: 0 }),
  nodes: (pairs: Uint8Array) => bulk(INITIAL, pairs, { length: 64, tag: 1, before: 0 }),
};

/** Suite `SM3` (§4.2). */
export const sm3Provider: BulkHashProvider = {
  suite: 'SM3',
  hash: sm3,
  batch96: (prefix, items) => batchTail(prefix, items, 32),
  batchTail,
  merkle: (data, length) => treeRoot(tree, data, length),
};
