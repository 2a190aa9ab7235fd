/** SQL of drawn re-inspections: kept once, read with the problem. */
import type { Insertable } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { DrawnTeam } from './recheck-draw.ts';
import type { RecheckDrawsTable } from './tables.ts';

export async function insertRecheckDraw(tx: Tx, row: Insertable<RecheckDrawsTable>): Promise<void> {
  await tx.insertInto('recheck_draws').values(row).execute();
}

/** How the people of a re-inspection were drawn; undefined where the first team goes again. */
export async function recheckDrawOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
) {
  const row = await tx
    .selectFrom('recheck_draws')
    .select(['ledger_seq', 'seed', 'tickets', 'drawn_at'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    seed: row.seed,
    ledgerSeq: Number(row.ledger_seq),
    at: row.drawn_at,
    tickets: [...(row.tickets as DrawnTeam['tickets'])],
  };
}
