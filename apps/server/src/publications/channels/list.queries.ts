/** SQL of the office's lists of channels: lines by state, figures. Bounded by the agency, or by the jurisdiction alone. */
import type { DeliveryState, OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import { sql } from 'kysely';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';

interface Scope {
  readonly jurisdictionId: string;
  /** Null: all agencies of the jurisdiction. */
  readonly agencyId: string | null;
}

/** Records that stand on the own portal now. */
export async function countPublic(tx: Tx, { jurisdictionId, agencyId }: Scope): Promise<number> {
  const query = tx
    .selectFrom('publications')
    .select(sql<bigint>`count(*)`.as('n'))
    .where('agency_jurisdiction_id', '=', jurisdictionId)
    .where('state', '=', 'published');
  const row = await (agencyId === null ? query : query.where('agency_id', '=', agencyId)).executeTakeFirst();
  return Number(row?.n ?? 0);
}

export async function openDifferences(
  tx: Tx,
  { jurisdictionId, agencyId }: Scope,
): Promise<ReadonlyMap<OutsideChannel, number>> {
  const query = tx
    .selectFrom('channel_differences')
    .select(['kind', sql<bigint>`count(*)`.as('n')])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('step', 'is', null)
    .groupBy('kind');
  const rows = await (agencyId === null
    ? query
    : query.where((eb) => eb.or([eb('agency_id', '=', agencyId), eb('agency_id', 'is', null)]))
  ).execute();
  return new Map(rows.map((row) => [row.kind, Number(row.n)]));
}

/** Refused ones first, then what is uncertain, then the newest. */
const rank = sql<string>`CASE d.state WHEN 'refused' THEN '0' WHEN 'givenUp' THEN '0' WHEN 'uncertain' THEN '1' WHEN 'manual' THEN '2'
  WHEN 'waiting' THEN '3' WHEN 'sending' THEN '3' WHEN 'accepted' THEN '4' WHEN 'notApplicable' THEN '5' ELSE '6' END COLLATE "C"`;

export async function deliveryPage(
  tx: Tx,
  of: Scope & {
    readonly kind: OutsideChannel;
    readonly state: DeliveryState | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) {
  const after = decodeCursor(of.after, 2);
  let query = tx
    .selectFrom('channel_deliveries as d')
    .leftJoin('channel_files as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('f.id', '=', 'd.file_id'),
    )
    .selectAll('d')
    .select(['f.number as file_number', rank.as('rank')])
    .where('d.jurisdiction_id', '=', of.jurisdictionId)
    .where('d.kind', '=', of.kind);
  if (of.agencyId !== null) query = query.where('d.agency_id', '=', of.agencyId);
  if (of.state !== undefined) query = query.where('d.state', '=', of.state);
  if (after !== null)
    query = query.where(
      sql<boolean>`(${rank}, d.id::text COLLATE "C") > (${after[0]}::text COLLATE "C", ${after[1]}::text COLLATE "C")`,
    );
  const rows = await query
    .orderBy(rank)
    .orderBy(sql`d.id::text COLLATE "C"`)
    .limit(of.limit + 1)
    .execute();
  return pageOfRows(rows, of.limit, (row) => [row.rank, row.id]);
}
