/** SQL of deliveries that go once more: a new round of the same version, what was given up, and what a newer version replaces. */
import type { Tx } from '../../platform/db/database.ts';
import type { RecordKey, StoredDelivery } from './delivery.queries.ts';

/**
 * The same version once more under a new key, since the other side answers a known key as before. A receipt stays what it
 * is; a refusal is replaced.
 */
export async function renewDelivery(
  tx: Tx,
  row: StoredDelivery,
  of: { readonly id: string; readonly state: 'waiting' | 'manual'; readonly at: string },
): Promise<void> {
  if (row.state !== 'accepted')
    await tx
      .updateTable('channel_deliveries')
      .set({ state: 'superseded', ended_at: of.at })
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('id', '=', row.id)
      .execute();
  await addRound(tx, row, { ...of, sendAt: of.at });
}

/** The same version in line once more; what became of the line before stays as it is. */
export async function addRound(
  tx: Tx,
  row: StoredDelivery,
  of: {
    readonly id: string;
    readonly state: 'waiting' | 'manual';
    readonly sendAt: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('channel_deliveries')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      id: of.id,
      kind: row.kind,
      agency_id: row.agency_id,
      publication_id: row.publication_id,
      record_version: row.record_version,
      operation: row.operation,
      round: row.round + 1,
      title: row.title,
      state: of.state,
      send_at: of.sendAt,
      created_at: of.at,
    })
    .execute();
}

/** What was given up begins anew; what may have arrived is asked about first. */
export async function reviveDelivery(
  tx: Tx,
  row: StoredDelivery,
  of: { readonly state: 'waiting' | 'manual' | 'uncertain'; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('channel_deliveries')
    .set({ state: of.state, attempts: 0, send_at: of.at, ended_at: null })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

/** Older versions that were given up are of no interest once a newer one has arrived. */
export async function supersedeGivenUp(
  tx: Tx,
  of: RecordKey & { readonly version: number; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('channel_deliveries')
    .set({ state: 'superseded', ended_at: of.at })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('publication_id', '=', of.publicationId)
    .where('state', '=', 'givenUp')
    .where('record_version', '<=', of.version)
    .execute();
}
