/**
 * Proofs of inclusion (RFC 9162 §2.1.3) of a few entries of a large ledger: the leaf hashes pass by once, in order, and only
 * the subtrees that some proof needs are kept, so that memory does not grow with the ledger. Pure.
 */
import { nodeHash, providerFor } from '@mingcha/draw';

/** A subtree: `height` levels above the leaves, the `index`-th of its height from the left. */
interface Place {
  readonly height: number;
  readonly index: number;
}
const nameOf = ({ height, index }: Place): string => `${height}/${index}`;

/** Siblings on the way from a leaf up to the root of a tree of `size` leaves. */
function siblings(leaf: number, size: number): readonly Place[] {
  const found: Place[] = [];
  for (let height = 0, index = leaf, count = size; count > 1; height += 1) {
    const sibling = index % 2 === 0 ? index + 1 : index - 1;
    // The last of an odd row has no sibling: it rises as it is.
    if (sibling < count) found.push({ height, index: sibling });
    index = Math.floor(index / 2);
    count = Math.ceil(count / 2);
  }
  return found;
}

export interface ProofMaker {
  /** The next leaf hash, from the first on. */
  append(leaf: Uint8Array): void;
  /** Sibling hashes of a leaf that was asked for, from the leaf up. Throws before all leaves have passed. */
  pathOf(leaf: number): readonly Uint8Array[];
  /** Root over all leaves. */
  root(): Uint8Array;
}

/** Makes proofs for `leaves` (from 0) in the tree of the first `size` entries, at least 1. */
export function proofMaker(size: number, leaves: readonly number[]): ProofMaker {
  const hash = providerFor('SHA256');
  const places = leaves.flatMap((leaf) => siblings(leaf, size));
  const wanted = new Set(places.map(nameOf));
  const kept = new Map<string, Uint8Array>();
  /** The complete subtrees so far, largest first. */
  const peaks: { readonly height: number; readonly index: number; readonly value: Uint8Array }[] = [];
  let passed = 0;
  const keep = (place: Place, value: Uint8Array): void => {
    if (wanted.has(nameOf(place))) kept.set(nameOf(place), value);
  };
  const append = (leaf: Uint8Array): void => {
    let place: Place = { height: 0, index: passed };
    let value = leaf;
    keep(place, value);
    for (let last = peaks.at(-1); last?.height === place.height; last = peaks.at(-1)) {
      value = nodeHash(hash, last.value, value);
      place = { height: place.height + 1, index: Math.floor(place.index / 2) };
      keep(place, value);
      peaks.pop();
    }
    peaks.push({ ...place, value });
    passed += 1;
  };
  /** A subtree on the ragged right edge: what is complete in it, put together from the right. */
  const edge = (place: Place): Uint8Array => {
    const start = place.index * 2 ** place.height;
    const parts = peaks.filter((peak) => peak.index * 2 ** peak.height >= start);
    return fold(parts.map((part) => part.value));
  };
  const fold = (values: readonly Uint8Array[]): Uint8Array => {
    const last = values.at(-1);
    if (last === undefined) throw new Error('a tree without leaves');
    return values.slice(0, -1).reduceRight((right, left) => nodeHash(hash, left, right), last);
  };
  return {
    append,
    pathOf(leaf) {
      if (passed !== size) throw new Error('the leaves have not all passed');
      return siblings(leaf, size).map((place) => kept.get(nameOf(place)) ?? edge(place));
    },
    root: () => fold(peaks.map((peak) => peak.value)),
  };
}
