/** SQL of the public pages: sealed draws of all jurisdictions, newest first. Voids stay for ever. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';

export interface PublicQuery {
  readonly agencyId: string | undefined;
  /** `sealed_at` and id of the previous page's last row. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export async function sealedDraws(
  tx: Tx,
  query: PublicQuery,
): Promise<readonly (DrawKey & { readonly sealedAt: string })[]> {
  const [sealedAt, id] = query.after ?? [];
  let select = tx
    .selectFrom('draws')
    .select(['jurisdiction_id as jurisdictionId', 'id', 'sealed_at as sealedAt'])
    .where('sealed_at', 'is not', null)
    .orderBy('sealed_at', 'desc')
    .orderBy('id')
    .limit(query.limit + 1);
  if (query.agencyId !== undefined) select = select.where('agency_id', '=', query.agencyId);
  if (sealedAt !== undefined && id !== undefined) {
    select = select.where(
      sql<boolean>`(sealed_at < ${sealedAt} OR (sealed_at = ${sealedAt} AND id > ${id}))`,
    );
  }
  const rows = await select.execute();
  return rows.map((row) => ({ ...row, sealedAt: row.sealedAt ?? '' }));
}

/** The key of a sealed draw; drafts do not exist for the public. */
export async function sealedDraw(tx: Tx, id: string): Promise<DrawKey | undefined> {
  return tx
    .selectFrom('draws')
    .select(['jurisdiction_id as jurisdictionId', 'id'])
    .where('id', '=', id)
    .where('sealed_at', 'is not', null)
    .executeTakeFirst();
}

export async function jurisdictionOfAgency(tx: Tx, agencyId: string) {
  return tx
    .selectFrom('agencies')
    .select(['jurisdiction_id as jurisdictionId', 'id as agencyId', 'division_code as divisionCode'])
    .where('id', '=', agencyId)
    .executeTakeFirst();
}
