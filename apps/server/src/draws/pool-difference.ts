/** Which objects came and went between two pools, so that changes of the register before a draw are on the record. */
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import type { Tx } from '../platform/db/database.ts';
import type { CaseFile } from './case-file.ts';
import { poolIdsFrom, previousSealed, type SnapshotKey } from './snapshot.queries.ts';

const idLength = 16;

/** Reads ids in order, one stored part at a time. */
function idReader(tx: Tx, key: SnapshotKey) {
  let part = 0;
  let ids: Uint8Array = new Uint8Array();
  let at = 0;
  return async (): Promise<Uint8Array | null> => {
    while (at >= ids.length) {
      const next = await poolIdsFrom(tx, key, part);
      if (next === undefined) return null;
      ids = next;
      at = 0;
      part += 1;
    }
    at += idLength;
    return ids.subarray(at - idLength, at);
  };
}

/** Counts additions and removals by one pass over both pools, which stand in order of id. */
async function poolDifference(
  tx: Tx,
  pools: { readonly before: SnapshotKey; readonly after: SnapshotKey },
): Promise<{ readonly added: number; readonly removed: number }> {
  const before = idReader(tx, pools.before);
  const after = idReader(tx, pools.after);
  let added = 0;
  let removed = 0;
  let old = await before();
  let now = await after();
  while (old !== null || now !== null) {
    const order = old === null ? 1 : now === null ? -1 : Buffer.compare(old, now);
    if (order < 0) removed += 1;
    if (order > 0) added += 1;
    if (order <= 0) old = await before();
    if (order >= 0) now = await after();
  }
  return { added, removed };
}

/** Against the pool of the agency's previous draw; null when there is none. */
export async function differenceToPrevious(tx: Tx, file: CaseFile, key: SnapshotKey) {
  const previous = await previousSealed(tx, file.draw);
  if (previous === undefined || previous.snapshotId === null || previous.no === null) return null;
  const { series, no, attempt } = previous;
  const difference = await poolDifference(tx, {
    before: { ...key, snapshotId: previous.snapshotId },
    after: key,
  });
  return { number: drawNumber({ series, no, attempt }), ...difference };
}
