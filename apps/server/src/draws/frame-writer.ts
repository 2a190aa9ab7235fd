/**
 * Sorts the leaves of a pool and cuts them into pieces, in little more memory than the leaves themselves: entries
 * fall into buckets by stratum and first byte of the commitment, each bucket is sorted by itself. Pure bytes;
 * whoever calls stores the pieces.
 */
import { growingTree, type HashProvider, LEAF_LENGTH, sortEntries } from '@mingcha/draw';

/** Leaves per stored piece; a power of two, so that the roots of the pieces lead to the root of the frame. */
export const framePieceSize = 8192;

/** Tag, stratum and weight of a leaf; the same for a whole bucket, so that an entry holds commitment and ordinal only. */
const headLength = LEAF_LENGTH - 32;
const entryLength = 32 + 4;
const chunkEntries = 256;

export interface FramePiece {
  readonly part: number;
  readonly leaves: Uint8Array;
  /** U32 per leaf: the object's place in the pool. */
  readonly ordinals: Uint8Array;
}

export interface FrameWriter {
  /** A leaf (draw-protocol §5.1) and the ordinal of its object. */
  add(leaf: Uint8Array, ordinal: number): void;
  /** Yields the sorted pieces; `strata` gives each planned stratum its sealed index. */
  pieces(strata: readonly number[]): Generator<FramePiece, Uint8Array>;
}

interface Bucket {
  readonly head: Uint8Array;
  readonly chunks: Uint8Array[];
  used: number;
}

export function startFrame(hash: HashProvider): FrameWriter {
  const buckets = new Map<number, Bucket>();
  return {
    add(leaf, ordinal) {
      const key = (((leaf[1] ?? 0) << 8) | (leaf[2] ?? 0)) * 256 + (leaf[LEAF_LENGTH - 32] ?? 0);
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = { head: leaf.slice(0, headLength), chunks: [], used: 0 };
        buckets.set(key, bucket);
      }
      if (leaf[headLength - 1] !== bucket.head[headLength - 1])
        throw new Error('leaves of one stratum have one weight');
      const at = (bucket.used % chunkEntries) * entryLength;
      if (at === 0) bucket.chunks.push(new Uint8Array(chunkEntries * entryLength));
      const chunk = bucket.chunks.at(-1);
      if (chunk === undefined) throw new Error('a bucket without a chunk');
      chunk.set(leaf.subarray(headLength), at);
      new DataView(chunk.buffer).setUint32(at + 32, ordinal);
      bucket.used += 1;
    },
    *pieces(strata) {
      const tree = growingTree(hash);
      const piece = startPiece();
      let part = 0;
      for (const key of [...buckets.keys()].sort((a, b) => a - b)) {
        const bucket = buckets.get(key);
        const head = headOf(bucket?.head, strata);
        const sorted = sortBucket(bucket);
        buckets.delete(key);
        for (let at = 0; at < sorted.length; at += entryLength) {
          piece.add(head, sorted.subarray(at, at + entryLength));
          if (piece.size() < framePieceSize) continue;
          const full = piece.take(part);
          tree.appendHash(hash.merkle(full.leaves, LEAF_LENGTH));
          part += 1;
          yield full;
        }
      }
      if (piece.size() > 0) {
        const rest = piece.take(part);
        tree.appendHash(hash.merkle(rest.leaves, LEAF_LENGTH));
        yield rest;
      }
      return tree.root();
    },
  };
}

function sortBucket(bucket: Bucket | undefined): Uint8Array {
  if (bucket === undefined) return new Uint8Array();
  const all = new Uint8Array(bucket.used * entryLength);
  bucket.chunks.forEach((chunk, i) => {
    const from = i * chunkEntries * entryLength;
    all.set(chunk.subarray(0, Math.min(chunk.length, all.length - from)), from);
  });
  return sortEntries(all, entryLength);
}

/** The head with the sealed index of its planned stratum. */
function headOf(planned: Uint8Array | undefined, strata: readonly number[]): Uint8Array {
  const head = (planned ?? new Uint8Array(headLength)).slice();
  const h = strata[((head[1] ?? 0) << 8) | (head[2] ?? 0)] ?? -1;
  if (h < 0) throw new Error('a leaf of a stratum that was dropped');
  head[1] = h >> 8;
  head[2] = h & 255;
  return head;
}

function startPiece() {
  let leaves = new Uint8Array(framePieceSize * LEAF_LENGTH);
  let ordinals = new Uint8Array(framePieceSize * 4);
  let count = 0;
  return {
    size: () => count,
    add(head: Uint8Array, entry: Uint8Array): void {
      leaves.set(head, count * LEAF_LENGTH);
      leaves.set(entry.subarray(0, 32), count * LEAF_LENGTH + headLength);
      ordinals.set(entry.subarray(32), count * 4);
      count += 1;
    },
    take(part: number): FramePiece {
      const full = {
        part,
        leaves: leaves.subarray(0, count * LEAF_LENGTH),
        ordinals: ordinals.subarray(0, count * 4),
      };
      leaves = new Uint8Array(framePieceSize * LEAF_LENGTH);
      ordinals = new Uint8Array(framePieceSize * 4);
      count = 0;
      return full;
    },
  };
}
