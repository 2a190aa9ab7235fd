/**
 * What all hash providers share: padding of equal-length messages and the RFC 6962 tree built level by level
 * over a bulk function. It knows no compression function.
 */
import type { HashProvider } from '../hash-provider.ts';

/** A provider that also hashes many messages of one prefix and any one length at once. */
export interface BulkHashProvider extends HashProvider {
  /** Digests of prefix (64 bytes) ‖ each item of `length` bytes of `items`, concatenated. */
  batchTail(prefix: Uint8Array, items: Uint8Array, length: number): Uint8Array;
}

/** The two bulk steps of a tree. */
export interface TreeSteps {
  readonly empty: () => Uint8Array;
  /** Digests of 0x00 ‖ entry, concatenated. */
  readonly leaves: (entries: Uint8Array, length: number) => Uint8Array;
  /** Digests of 0x01 ‖ 64 bytes, concatenated. */
  readonly nodes: (pairs: Uint8Array) => Uint8Array;
}

/** A power of two, so that every full chunk is a complete subtree of the RFC 6962 tree. */
const CHUNK = 4096;

/** Number of entries in `data`; throws RangeError when the length does not fit. */
export function countItems(data: Uint8Array, length: number): number {
  if (!Number.isSafeInteger(length) || length < 1 || data.length % length !== 0) {
    throw new RangeError(`${data.length} bytes are not a whole number of entries of ${length} bytes`);
  }
  return data.length / length;
}

/** RFC 6962 root over equal-length entries (§4.5). Throws RangeError when the length does not fit. */
export function treeRoot(steps: TreeSteps, data: Uint8Array, length: number): Uint8Array {
  const count = countItems(data, length);
  if (count === 0) return steps.empty();
  const tops = new Uint8Array(Math.ceil(count / CHUNK) * 32);
  for (let first = 0; first < count; first += CHUNK) {
    const last = Math.min(first + CHUNK, count);
    const digests = steps.leaves(data.subarray(first * length, last * length), length);
    tops.set(climb(steps, digests), (first / CHUNK) * 32);
  }
  return climb(steps, tops);
}

/** Pairs level by level; an odd last digest moves up unchanged. */
function climb(steps: TreeSteps, digests: Uint8Array): Uint8Array {
  let level = digests;
  while (level.length > 32) {
    const paired = level.length - (level.length % 64);
    const parents = steps.nodes(level.subarray(0, paired));
    if (paired === level.length) {
      level = parents;
    } else {
      const odd = level.subarray(paired);
      level = new Uint8Array(parents.length + 32);
      level.set(parents);
      level.set(odd, parents.length);
    }
  }
  return level;
}

/** Whole blocks that a message of `length` bytes fills with its padding. */
export function blocksOf(length: number): number {
  return Math.floor((length + 8) / 64) + 1;
}

/** How messages are laid out in `target` before a kernel hashes them. */
export interface Layout {
  /** Length of each item in bytes. */
  readonly length: number;
  /** Bytes before the item in the padded part: a tag, or nothing. */
  readonly tag: number | null;
  /** Bytes hashed before the padded part; they count for the length field. */
  readonly before: number;
}

/** Copies items into whole padded blocks (MD strengthening of SHA-256 and SM3), one after the other. */
export function padInto(target: Uint8Array, items: Uint8Array, layout: Layout): void {
  const { length, tag, before } = layout;
  const lead = tag === null ? 0 : 1;
  const size = blocksOf(lead + length) * 64;
  const bits = (before + lead + length) * 8;
  const count = items.length / length;
  target.fill(0, 0, count * size);
  for (let index = 0, at = 0, from = 0; index < count; index += 1, at += size, from += length) {
    if (tag !== null) target[at] = tag;
    const start = at + lead;
    for (let n = 0; n < length; n += 1) target[start + n] = items[from + n] ?? 0;
    target[start + length] = 0x80;
    const end = at + size;
    target[end - 1] = bits & 255;
    target[end - 2] = (bits >>> 8) & 255;
    target[end - 3] = (bits >>> 16) & 255;
    target[end - 4] = bits >>> 24;
  }
}
