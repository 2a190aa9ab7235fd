/** SQL of comparisons with the other side: our records of a channel, and differences with their steps. */
import type { DifferenceStep, OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import type { FoundDifference, OurRecord } from '@mingcha/core/publications/channels/reconcile.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { LineKey } from './delivery.queries.ts';

/** Every record that was ever put in the line and concerns the channel. */
export async function ourRecords(tx: Tx, key: LineKey): Promise<readonly OurRecord[]> {
  const rows = await tx
    .selectFrom('channel_deliveries')
    .select([
      'publication_id',
      sql<number | null>`max(record_version) FILTER (WHERE state = 'accepted' AND operation = 'put')`.as(
        'put',
      ),
      sql<number | null>`max(record_version) FILTER (WHERE state = 'accepted' AND operation = 'remove')`.as(
        'removed',
      ),
      sql<boolean>`bool_or(state IN ('waiting', 'sending', 'uncertain', 'manual'))`.as('moving'),
    ])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind)
    .where('state', '<>', 'notApplicable')
    .groupBy('publication_id')
    .orderBy('publication_id')
    .execute();
  return rows.map((row) => ({
    recordId: row.publication_id,
    version: row.put,
    isRemoved: row.removed !== null && row.removed >= (row.put ?? 0),
    isMoving: row.moving,
  }));
}

export async function openDifferencesOf(tx: Tx, key: LineKey) {
  return tx
    .selectFrom('channel_differences')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('kind', '=', key.kind)
    .where('step', 'is', null)
    .forUpdate()
    .execute();
}
export type StoredDifference = Awaited<ReturnType<typeof openDifferencesOf>>[number];

export async function insertDifference(
  tx: Tx,
  key: LineKey,
  of: FoundDifference & {
    readonly id: string;
    readonly agencyId: string | null;
    readonly title: string;
    readonly externalId: string | null;
    readonly at: string;
  },
): Promise<void> {
  const isOurs = of.difference !== 'unknownHere';
  await tx
    .insertInto('channel_differences')
    .values({
      jurisdiction_id: key.jurisdictionId,
      id: of.id,
      kind: key.kind,
      agency_id: of.agencyId,
      publication_id: isOurs ? of.recordId : null,
      record_key: of.recordId,
      difference: of.difference,
      external_id: of.externalId,
      our_version: of.ourVersion,
      their_version: of.theirVersion,
      title: of.title,
      found_at: of.at,
    })
    .execute();
}

export async function settleRow(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly id: string },
  by: {
    readonly step: DifferenceStep;
    readonly accountId: string | null;
    readonly name: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('channel_differences')
    .set({ step: by.step, settled_by: by.accountId, settled_name: by.name, settled_at: by.at })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.id)
    .execute();
}

export async function differenceById(tx: Tx, of: { readonly jurisdictionId: string; readonly id: string }) {
  return tx
    .selectFrom('channel_differences')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.id)
    .forUpdate()
    .executeTakeFirst();
}

/** Open ones first, then the last settled. */
export async function differencesShown(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly kind: OutsideChannel; readonly agencyId: string | null },
) {
  const { agencyId } = of;
  const query = tx
    .selectFrom('channel_differences')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind);
  const own =
    agencyId === null
      ? query
      : query.where((eb) => eb.or([eb('agency_id', '=', agencyId), eb('agency_id', 'is', null)]));
  return own.orderBy(sql`step IS NOT NULL`).orderBy('found_at', 'desc').orderBy('id').limit(200).execute();
}
