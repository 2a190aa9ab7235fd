/** SQL of lists of papers and numbers for the office: names stand in the rows' own data, so nothing is looked up. */
import { type SqlBool, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { PaperRow } from './paper.queries.ts';

/** Papers of one agency that wait for a seal or have it, newest first. */
export async function sealPage(
  tx: Tx,
  of: {
    readonly agencyId: string;
    readonly state: 'waiting' | 'sealed';
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly PaperRow[]> {
  const key = decodeCursor(of.after, 2);
  let query = tx
    .selectFrom('papers')
    .selectAll()
    .where('agency_id', '=', of.agencyId)
    .where('seal_state', '=', of.state)
    .where('state', '=', 'issued');
  if (of.text !== undefined && of.text !== '') query = query.where('number', 'like', likePart(of.text));
  if (key !== null)
    query = query.where(sql<SqlBool>`(created_at, id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
    .execute();
  return rows as readonly PaperRow[];
}

interface Register {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly kind: string;
  readonly year: number;
}

/** Numbers of one kind and year in their order. */
export async function numberPage(
  tx: Tx,
  of: Register & { readonly after: string | undefined; readonly limit: number },
) {
  const key = decodeCursor(of.after, 1);
  return tx
    .selectFrom('paper_numbers as n')
    .leftJoin('inspections as i', 'i.id', 'n.inspection_id')
    .selectAll('n')
    .select(sql<string | null>`i.object ->> 'name'`.as('object_name'))
    .where('n.jurisdiction_id', '=', of.jurisdictionId)
    .where('n.agency_id', '=', of.agencyId)
    .where('n.kind', '=', of.kind)
    .where('n.year', '=', of.year)
    .where('n.no', '>', Number(key?.[0] ?? 0))
    .orderBy('n.no')
    .limit(of.limit + 1)
    .execute();
}

export async function numberCounts(tx: Tx, of: Register) {
  const row = await tx
    .selectFrom('paper_numbers')
    .select([
      sql<number>`coalesce(max(no), 0)::int`.as('last'),
      sql<number>`(count(*) FILTER (WHERE state = 'reserved'))::int`.as('reserved'),
      sql<number>`(count(*) FILTER (WHERE state = 'used'))::int`.as('used'),
      sql<number>`(count(*) FILTER (WHERE state = 'voided'))::int`.as('voided'),
    ])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('kind', '=', of.kind)
    .where('year', '=', of.year)
    .executeTakeFirstOrThrow();
  return { ...row, gap: row.reserved + row.used + row.voided !== row.last };
}
