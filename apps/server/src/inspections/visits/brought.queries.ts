/** SQL of files brought in by hand, and of whose device it was. */
import type { BroughtReport } from '@mingcha/core/inspections/visits/brought-api.ts';
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredDevice } from './device.queries.ts';
import type { VisitFilesBroughtTable } from './tables.ts';

/** The person of a device, whatever the state of the account. */
export async function deviceOwner(tx: Tx, device: Pick<StoredDevice, 'jurisdiction_id' | 'account_id'>) {
  return tx
    .selectFrom('accounts')
    .select(['id', 'person_name', 'agency_id'])
    .where('jurisdiction_id', '=', device.jurisdiction_id)
    .where('id', '=', device.account_id)
    .executeTakeFirstOrThrow();
}

export async function insertBrought(tx: Tx, row: Insertable<VisitFilesBroughtTable>): Promise<void> {
  await tx.insertInto('visit_files_brought').values(row).execute();
}

/** One more than `limit`, latest first. `accountId`: only of this person's devices or brought by it. */
export async function broughtPage(
  tx: Tx,
  asked: {
    readonly jurisdictionId: string;
    readonly agencyId: string;
    readonly accountId: string | null;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<readonly { readonly id: string; readonly report: BroughtReport }[]> {
  const { accountId, before } = asked;
  const rows = await tx
    .selectFrom('visit_files_brought')
    .select(['id', 'report'])
    .where('jurisdiction_id', '=', asked.jurisdictionId)
    .where('agency_id', '=', asked.agencyId)
    .$if(accountId !== null, (query) =>
      query.where((eb) =>
        eb.or([eb('account_id', '=', accountId ?? ''), eb('uploaded_by', '=', accountId ?? '')]),
      ),
    )
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(asked.limit + 1)
    .execute();
  return rows.map((row) => ({ id: row.id, report: row.report as BroughtReport }));
}

/** Names of the enterprises of these inspections, where the agency takes part. */
export async function visitNames(
  tx: Tx,
  asked: { readonly agencyId: string; readonly inspectionIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (asked.inspectionIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('inspection_teams as t')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 't.jurisdiction_id').onRef('i.id', '=', 't.inspection_id'),
    )
    .select(['i.id', sql<string>`i.object ->> 'name'`.as('name')])
    .where('t.agency_id', '=', asked.agencyId)
    .where(sql<boolean>`i.id = ANY(${[...asked.inspectionIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
