/**
 * RFC 6962 trees (§4.5) with inclusion and consistency proofs as in RFC 9162 §2.1.
 * Works on leaf hashes, so that a log of millions of entries needs no entry bytes.
 */
import { concat, equalBytes } from './bytes.ts';
import { DrawError } from './error.ts';
import type { HashProvider } from './hash-provider.ts';

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** H(0x00 ‖ data) */
export function leafHash(hash: HashProvider, data: Uint8Array): Uint8Array {
  return hash.hash(concat(LEAF, data));
}

/** H(0x01 ‖ left ‖ right) */
export function nodeHash(hash: HashProvider, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash.hash(concat(NODE, left, right));
}

/** Largest power of two below n, n ≥ 2. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** A tree that grows entry by entry and keeps one hash per level: the root of data of any size in constant memory. */
export interface GrowingTree {
  append(data: Uint8Array): void;
  appendHash(leaf: Uint8Array): void;
  size(): number;
  root(): Uint8Array;
}

/** Starts an empty tree. */
export function growingTree(hash: HashProvider): GrowingTree {
  const peaks: { height: number; value: Uint8Array }[] = [];
  let size = 0;
  const appendHash = (leaf: Uint8Array): void => {
    let value = leaf;
    let height = 0;
    for (let last = peaks.at(-1); last !== undefined && last.height === height; last = peaks.at(-1)) {
      value = nodeHash(hash, last.value, value);
      height += 1;
      peaks.pop();
    }
    peaks.push({ height, value });
    size += 1;
  };
  return {
    append: (data) => appendHash(leafHash(hash, data)),
    appendHash,
    size: () => size,
    root: () => {
      const values = peaks.map((peak) => peak.value);
      let root = values.pop();
      if (root === undefined) return hash.hash(new Uint8Array());
      for (let left = values.pop(); left !== undefined; left = values.pop())
        root = nodeHash(hash, left, root);
      return root;
    },
  };
}

/** Root over leaf hashes; H("") for none. */
export function rootOf(hash: HashProvider, leaves: readonly Uint8Array[]): Uint8Array {
  const tree = growingTree(hash);
  for (const leaf of leaves) tree.appendHash(leaf);
  return tree.root();
}

/** Sibling hashes from the leaf up. @throws DrawError `tree.index` */
export function inclusionPath(
  hash: HashProvider,
  leaves: readonly Uint8Array[],
  index: number,
): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new DrawError('tree.index', `no leaf ${index} in a tree of ${leaves.length}`);
  if (leaves.length === 1) return [];
  const k = splitPoint(leaves.length);
  return index < k
    ? [...inclusionPath(hash, leaves.slice(0, k), index), rootOf(hash, leaves.slice(k))]
    : [...inclusionPath(hash, leaves.slice(k), index - k), rootOf(hash, leaves.slice(0, k))];
}

/** The root that a leaf and its path lead to, or null when the path has another length (RFC 9162 §2.1.3.2). */
export function rootFromPath(
  hash: HashProvider,
  leaf: { readonly hash: Uint8Array; readonly index: number; readonly size: number },
  path: readonly Uint8Array[],
): Uint8Array | null {
  if (!(leaf.index >= 0 && leaf.index < leaf.size)) return null;
  let first = BigInt(leaf.index);
  let last = BigInt(leaf.size - 1);
  let value = leaf.hash;
  for (const sibling of path) {
    if (last === 0n || sibling.length !== 32) return null;
    if ((first & 1n) === 1n || first === last) {
      value = nodeHash(hash, sibling, value);
      while ((first & 1n) === 0n && first !== 0n) {
        first >>= 1n;
        last >>= 1n;
      }
    } else {
      value = nodeHash(hash, value, sibling);
    }
    first >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? value : null;
}

function subproof(
  hash: HashProvider,
  leaves: readonly Uint8Array[],
  old: { readonly size: number; readonly whole: boolean },
): readonly Uint8Array[] {
  if (old.size === leaves.length) return old.whole ? [] : [rootOf(hash, leaves)];
  const k = splitPoint(leaves.length);
  return old.size <= k
    ? [...subproof(hash, leaves.slice(0, k), old), rootOf(hash, leaves.slice(k))]
    : [
        ...subproof(hash, leaves.slice(k), { size: old.size - k, whole: false }),
        rootOf(hash, leaves.slice(0, k)),
      ];
}

/** Proof that the tree of the first `oldSize` leaves is a prefix of this one (RFC 9162 §2.1.4.1). @throws DrawError `tree.index` */
export function consistencyPath(
  hash: HashProvider,
  leaves: readonly Uint8Array[],
  oldSize: number,
): readonly Uint8Array[] {
  if (!Number.isInteger(oldSize) || oldSize < 0 || oldSize > leaves.length)
    throw new DrawError('tree.index', `no earlier size ${oldSize} of a tree of ${leaves.length}`);
  return oldSize === 0 || oldSize === leaves.length
    ? []
    : subproof(hash, leaves, { size: oldSize, whole: true });
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether `old` is a prefix of `now` (RFC 9162 §2.1.4.2). */
export function isConsistent(
  hash: HashProvider,
  heads: { readonly old: TreeHead; readonly now: TreeHead },
  path: readonly Uint8Array[],
): boolean {
  const { old, now } = heads;
  if (old.size > now.size || path.some((part) => part.length !== 32)) return false;
  if (old.size === 0) return path.length === 0 && equalBytes(old.root, hash.hash(new Uint8Array()));
  if (old.size === now.size) return path.length === 0 && equalBytes(old.root, now.root);
  const rest = [...path];
  if ((old.size & (old.size - 1)) === 0) rest.unshift(old.root);
  const start = rest.shift();
  if (start === undefined) return false;
  return climb(hash, heads, { start, rest });
}

function climb(
  hash: HashProvider,
  heads: { readonly old: TreeHead; readonly now: TreeHead },
  proof: { readonly start: Uint8Array; readonly rest: readonly Uint8Array[] },
): boolean {
  let first = BigInt(heads.old.size - 1);
  let last = BigInt(heads.now.size - 1);
  while ((first & 1n) === 1n) {
    first >>= 1n;
    last >>= 1n;
  }
  let before = proof.start;
  let after = proof.start;
  for (const part of proof.rest) {
    if (last === 0n) return false;
    if ((first & 1n) === 1n || first === last) {
      before = nodeHash(hash, part, before);
      after = nodeHash(hash, part, after);
      while ((first & 1n) === 0n && first !== 0n) {
        first >>= 1n;
        last >>= 1n;
      }
    } else {
      after = nodeHash(hash, after, part);
    }
    first >>= 1n;
    last >>= 1n;
  }
  return last === 0n && equalBytes(before, heads.old.root) && equalBytes(after, heads.now.root);
}

/** Inclusion path of entry `index` of a flat file of equal entries, by the provider's bulk call. @throws DrawError `tree.index` */
export function flatPath(
  hash: HashProvider,
  file: { readonly data: Uint8Array; readonly length: number },
  index: number,
): readonly Uint8Array[] {
  const count = file.data.length / file.length;
  if (!Number.isInteger(index) || index < 0 || index >= count)
    throw new DrawError('tree.index', `no entry ${index} of ${count}`);
  const path: Uint8Array[] = [];
  let from = 0;
  let to = count;
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    const [otherFrom, otherTo] = index < middle ? [middle, to] : [from, middle];
    path.unshift(
      hash.merkle(file.data.subarray(otherFrom * file.length, otherTo * file.length), file.length),
    );
    if (index < middle) to = middle;
    else from = middle;
  }
  return path;
}
