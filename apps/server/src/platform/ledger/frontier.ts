/**
 * The right edge of an RFC 6962 tree: the roots of its complete subtrees, largest first, one per set bit of the
 * size. Kept beside the chain's head, it gives the root of the whole ledger in O(log n) at any moment. Pure.
 */
import { createHash } from 'node:crypto';

const width = 32;

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

/** Splits the stored bytes into hashes. */
function peaksOf(frontier: Uint8Array): Uint8Array[] {
  return Array.from({ length: frontier.length / width }, (_, i) =>
    frontier.subarray(i * width, (i + 1) * width),
  );
}

/** The frontier after a leaf hash is appended to a tree of `size` leaves. */
export function appendLeaf(frontier: Uint8Array, size: number, leaf: Uint8Array): Uint8Array {
  const peaks = peaksOf(frontier);
  let carry = leaf;
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = peaks.pop();
    if (left === undefined) throw new Error('the frontier does not fit its size');
    carry = node(left, carry);
  }
  return Buffer.concat([...peaks, carry]);
}

/** The tree's root; `SHA-256("")` for the empty tree. */
export function rootOf(frontier: Uint8Array): Uint8Array {
  const peaks = peaksOf(frontier);
  const last = peaks.pop();
  if (last === undefined) return createHash('sha256').digest();
  return peaks.reduceRight((right, left) => node(left, right), last);
}
