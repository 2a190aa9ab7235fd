/** Binds the public draw logs into the ledger: each ledger checkpoint names origin, size and root of every log (ruling 9). */
import { base64, parseCheckpoint, parseNote } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { drawLogHeads } from './log.queries.ts';

/** One extension line per agency's log: `draw-log <origin> <size> <root>`. */
export async function drawLogLines(tx: Tx, jurisdictionId: string): Promise<readonly string[]> {
  const heads = await drawLogHeads(tx, jurisdictionId);
  return heads.flatMap(({ checkpoint }) => {
    if (checkpoint === '') return [];
    const { origin, size, root } = parseCheckpoint(parseNote(checkpoint).body);
    return [`draw-log ${origin} ${size} ${base64(root)}`];
  });
}
