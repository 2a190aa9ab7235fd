/**
 * The proof that a tree only grew (RFC 9162 §2.1.4), made from the old tree's frontier and the leaves added since:
 * whatever the proof needs of the old tree is one of its complete subtrees. Pure; verified with `isConsistent`.
 */
import { providerFor, rootOf } from '@mingcha/draw';

export interface OldTree {
  /** Entries of the old tree, at least 1. */
  readonly size: number;
  /** Roots of its complete subtrees, largest first, 32 bytes each. */
  readonly frontier: Uint8Array;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Proof from `old` to the tree that `added` leaf hashes extend it to. */
export function consistencyProof(old: OldTree, added: readonly Uint8Array[]): readonly Uint8Array[] {
  if (added.length === 0) return [];
  const hash = providerFor('SHA256');
  const peaks = peaksOf(old);
  const rootIn = (range: Range): Uint8Array => {
    if (range.start >= old.size)
      return rootOf(hash, added.slice(range.start - old.size, range.end - old.size));
    const peak = peaks.get(range.start);
    if (peak === undefined || peak.end !== range.end) throw new Error('not a subtree of the old tree');
    return peak.root;
  };
  const prove = (range: Range, whole: boolean): readonly Uint8Array[] => {
    if (range.end === old.size) return whole ? [] : [rootIn(range)];
    const middle = range.start + splitOf(range.end - range.start);
    return old.size <= middle
      ? [...prove({ start: range.start, end: middle }, whole), rootIn({ start: middle, end: range.end })]
      : [...prove({ start: middle, end: range.end }, false), rootIn({ start: range.start, end: middle })];
  };
  return prove({ start: 0, end: old.size + added.length }, true);
}

/** Complete subtrees by where they start. */
function peaksOf(old: OldTree): ReadonlyMap<number, { readonly end: number; readonly root: Uint8Array }> {
  const peaks = new Map<number, { readonly end: number; readonly root: Uint8Array }>();
  let start = 0;
  for (let at = 0; at < old.frontier.length; at += 32) {
    const end = start + largestPower(old.size - start);
    peaks.set(start, { end, root: old.frontier.subarray(at, at + 32) });
    start = end;
  }
  return peaks;
}

/** The largest power of two up to `n`. */
function largestPower(n: number): number {
  return 2 ** Math.floor(Math.log2(n));
}

/** The largest power of two below `n`. */
function splitOf(n: number): number {
  return largestPower(n - 1);
}
