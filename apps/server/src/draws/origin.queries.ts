/** SQL of what draws are made from. */
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';
import type { AgencyKey } from './pool.queries.ts';

/** Stable key of a plan entry of the agency, of whatever version of the plan. */
export async function entryKeyOf(tx: Tx, agency: AgencyKey, entryId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('plan_entries as e')
    .innerJoin('plans', (join) =>
      join.onRef('plans.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('plans.id', '=', 'e.plan_id'),
    )
    .select('e.entry_key as key')
    .where('e.jurisdiction_id', '=', agency.jurisdictionId)
    .where('e.id', '=', entryId)
    .where('plans.agency_id', '=', agency.agencyId)
    .executeTakeFirst();
  return row?.key;
}

/** Number and title of an entry of any version, for draws that were made from it. */
export async function entryWords(
  tx: Tx,
  jurisdictionId: string,
  entryId: string,
): Promise<{ readonly number: string; readonly title: string } | undefined> {
  return tx
    .selectFrom('plan_entries')
    .select(['number', 'title'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', entryId)
    .executeTakeFirst();
}

/** Ties the draw to what it is made from; lists and the plan's figures find it by these columns. */
export async function saveOrigin(
  tx: Tx,
  key: DrawKey,
  entry: { readonly entryId: string; readonly entryKey: string } | null,
): Promise<void> {
  await tx
    .updateTable('draws')
    .set({ plan_entry_id: entry?.entryId ?? null, plan_entry_key: entry?.entryKey ?? null })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}
