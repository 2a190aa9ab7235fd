/** SQL of going through all draws of an installation. */
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';

/** Every draw that has a result, oldest first. */
export async function drawnDraws(tx: Tx): Promise<readonly DrawKey[]> {
  const rows = await tx
    .selectFrom('draw_results')
    .select(['jurisdiction_id', 'draw_id'])
    .orderBy('drawn_at')
    .orderBy('draw_id')
    .execute();
  return rows.map((row) => ({ jurisdictionId: row.jurisdiction_id, id: row.draw_id }));
}
