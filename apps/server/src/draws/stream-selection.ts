/**
 * Selects from a stored frame piece by piece: ten million objects need memory for the drawn ones only. The outcome is
 * that of `selectFrom` over the whole frame (a test holds them equal); the hash of frame.bin is taken on the way.
 */
import { createHash } from 'node:crypto';
import {
  compareBytes,
  type DrawKeys,
  type HashProvider,
  LEAF_LENGTH,
  type Params,
  quotas,
  rankedRows,
  reserveCount,
  type Selection,
  selectionFrom,
  startRanking,
  unhex,
} from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { framePieceSize } from './frame-writer.ts';
import { type FramePart, framePart, type SnapshotRow } from './snapshot.queries.ts';

/** frame.bin as a certificate names it. */
export interface FrameFile {
  readonly name: 'frame.bin';
  readonly size: number;
  readonly hash: string;
}

export interface StreamInput {
  readonly params: Pick<Params, 'strata' | 'suite'>;
  readonly snapshot: SnapshotRow;
  readonly keys: DrawKeys;
}

/** Ranks every stratum while the frame passes by once. Strata are drawn by method `equal` or taken whole. */
export async function selectStreamed(
  tx: Tx,
  input: StreamInput,
  hash: HashProvider,
): Promise<{ readonly selection: Selection; readonly file: FrameFile }> {
  const { strata, suite } = input.params;
  const { counts } = input.snapshot.facts;
  const quota = quotas({ strata, counts }, hash, input.keys.round);
  const lanes = strata.map((stratum, h) => {
    const method = stratum.rule === 'draw' ? stratum.method : null;
    if (method !== null && method !== 'equal') throw new Error(`method ${method} cannot be streamed`);
    const k = quota[h] ?? 0;
    const members = counts[h] ?? 0;
    const keep = method === null ? k : k + reserveCount(members, k);
    return { quota: k, method, members, ranking: startRanking(hash, input.keys.select, { keep }) };
  });
  const digest = createHash(suite === 'SM3' ? 'sm3' : 'sha256');
  let h = 0;
  let left = lanes[0]?.members ?? 0;
  await eachPiece(tx, input.snapshot, ({ leaves }) => {
    digest.update(leaves);
    for (let at = 0; at < leaves.length; ) {
      while (left === 0) {
        h += 1;
        left = lanes[h]?.members ?? Number.POSITIVE_INFINITY;
      }
      const take = Math.min(left, (leaves.length - at) / LEAF_LENGTH);
      lanes[h]?.ranking.push(leaves.subarray(at, at + take * LEAF_LENGTH));
      at += take * LEAF_LENGTH;
      left -= take;
    }
  });
  const ranked = lanes.map(({ quota: k, method, ranking }) => ({
    quota: k,
    method,
    rows: rankedRows(ranking.finish()),
  }));
  return {
    selection: selectionFrom(ranked, counts, hash),
    file: {
      name: 'frame.bin',
      size: input.snapshot.objects * LEAF_LENGTH,
      hash: digest.digest('hex'),
    },
  };
}

/** Calls `visit` with each stored piece in order. */
async function eachPiece(tx: Tx, snapshot: SnapshotRow, visit: (piece: FramePart) => void): Promise<void> {
  for (let part = 0; part * framePieceSize < snapshot.objects; part += 1) {
    const piece = await framePart(tx, snapshot, part);
    if (piece === undefined)
      throw new Error(`frame piece ${part} of snapshot ${snapshot.snapshotId} is missing`);
    visit(piece);
  }
}

export interface Placed {
  readonly stratum: number;
  readonly c: string;
}

/** Places in the pool of leaves that stand in the frame, in the order given; leaves weigh 1 and are sorted by stratum and c. */
export async function ordinalsOf(
  tx: Tx,
  snapshot: SnapshotRow,
  wanted: readonly Placed[],
): Promise<readonly number[]> {
  const sought = wanted.map((row, i) => ({ i, key: keyOf(row) }));
  sought.sort((a, b) => compareBytes(a.key, b.key));
  const ordinals = wanted.map(() => -1);
  let at = 0;
  await eachPiece(tx, snapshot, (piece) => {
    const size = piece.leaves.length / LEAF_LENGTH;
    for (let from = 0; at < sought.length; at += 1) {
      const { i, key } = sought[at] ?? { i: -1, key: new Uint8Array() };
      from = firstNotBelow(piece.leaves, key, from);
      if (from === size) return;
      if (compareBytes(leafKey(piece.leaves, from), key) !== 0)
        throw new Error('a drawn leaf is not in the frame');
      ordinals[i] = u32At(piece.ordinals, from * 4);
    }
  });
  if (at < sought.length) throw new Error('a drawn leaf is not in the frame');
  return ordinals;
}

/** U16(stratum) ‖ U32(1) ‖ c: a leaf without its first byte. */
function keyOf(row: Placed): Uint8Array {
  const key = new Uint8Array(LEAF_LENGTH - 1);
  new DataView(key.buffer).setUint16(0, row.stratum);
  key[5] = 1;
  key.set(unhex(row.c, 32), 6);
  return key;
}

function leafKey(leaves: Uint8Array, i: number): Uint8Array {
  return leaves.subarray(i * LEAF_LENGTH + 1, (i + 1) * LEAF_LENGTH);
}

/** Index of the first leaf from `low` on that is not below `key`; their number when all are. */
function firstNotBelow(leaves: Uint8Array, key: Uint8Array, low: number): number {
  let from = low;
  let to = leaves.length / LEAF_LENGTH;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareBytes(leafKey(leaves, middle), key) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function u32At(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}
