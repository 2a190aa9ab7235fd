/** SQL that finds codes in a frozen pool. */
import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { SnapshotKey } from './snapshot.queries.ts';

/** Where in which parts of a pool an object with a code stands: by its mark from 1 on, or by its line in pools without marks. */
export async function placesOfFrozenCode(
  tx: Tx,
  key: SnapshotKey,
  wanted: { readonly mark: Uint8Array; readonly member: string },
): Promise<
  readonly { readonly objectIds: Uint8Array; readonly byMark: number | null; readonly line: number }[]
> {
  const mark = Buffer.from(wanted.mark);
  return tx
    .selectFrom('draw_pool')
    .select([
      'object_ids as objectIds',
      sql<number | null>`position(${mark}::bytea in codes)`.as('byMark'),
      sql<number>`CASE WHEN codes IS NULL
        THEN array_length(string_to_array(split_part(records, ${wanted.member}, 1), E'\n'), 1) ELSE 0 END`.as(
        'line',
      ),
    ])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .where(
      sql<SqlBool>`CASE WHEN codes IS NULL THEN strpos(records, ${wanted.member}) > 0
        ELSE position(${mark}::bytea in codes) > 0 END`,
    )
    .orderBy('part')
    .execute();
}
