/** SQL of credit files over the directory: the search, listings of an object, listings of a unit. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { listedStates } from '@mingcha/core/credit/listing.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';

/** The key by which visits and entries put an object's rows together, as `objectKey` of core writes it. */
const keyOfObject = sql<string>`CASE WHEN coalesce(o.uscc, '') <> '' THEN 'uscc:' || upper(o.uscc)
  ELSE 'local:' || upper(regexp_replace(coalesce(o.local_code, ''), '\\s', '', 'g')) || '|' || upper(regexp_replace(o.name, '\\s', '', 'g')) END`;

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly credit_class: string;
  readonly credit_class_on: string | null;
  readonly entries: number;
  readonly problems: number;
  readonly is_listed: boolean;
}

/** Objects of the own directory with the figures of their files, by name; one more than `limit`. */
export async function filePage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly text?: string | undefined;
    readonly creditClass?: string | undefined;
    readonly of: 'all' | 'withEntries' | 'listed';
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly FileRow[]> {
  const parts = [
    sql<boolean>`o.jurisdiction_id = ${actor.jurisdictionId} AND o.agency_id = ${actor.agencyId} AND o.merged_into IS NULL`,
  ];
  const text = asked.text ?? '';
  if (text !== '') {
    const like = likePart(text);
    parts.push(sql<boolean>`(o.name ILIKE ${like} OR o.uscc ILIKE ${like} OR o.local_code ILIKE ${like})`);
  }
  if (asked.creditClass !== undefined) parts.push(sql<boolean>`o.credit_class = ${asked.creditClass}`);
  if (asked.of === 'withEntries')
    parts.push(sql<boolean>`EXISTS (SELECT 1 FROM credit_entries e WHERE e.jurisdiction_id = o.jurisdiction_id
      AND e.object_key = ${keyOfObject} AND e.state = 'current')`);
  if (asked.of === 'listed')
    parts.push(sql<boolean>`EXISTS (SELECT 1 FROM credit_listings l WHERE l.jurisdiction_id = o.jurisdiction_id
      AND l.object_key = ${keyOfObject} AND l.state = ANY(${[...listedStates]}::text[]))`);
  const after = decodeCursor(asked.after, 2);
  if (after !== null)
    parts.push(sql<boolean>`(o.name COLLATE "C", o.id) > (${after[0]} COLLATE "C", ${after[1]}::uuid)`);
  const found = await sql<FileRow>`
    WITH page AS (
      SELECT o.jurisdiction_id, o.id, o.name, coalesce(o.uscc, o.local_code, '') AS code, o.credit_class,
             o.credit_class_on, ${keyOfObject} AS key
        FROM objects o WHERE ${sql.join(parts, sql` AND `)}
       ORDER BY o.name COLLATE "C", o.id LIMIT ${asked.limit + 1})
    SELECT p.id, p.name, p.code, p.credit_class, p.credit_class_on,
           coalesce(c.entries, 0) AS entries, coalesce(c.problems, 0) AS problems,
           EXISTS (SELECT 1 FROM credit_listings l WHERE l.jurisdiction_id = p.jurisdiction_id
             AND l.object_key = p.key AND l.state = ANY(${[...listedStates]}::text[])) AS is_listed
      FROM page p LEFT JOIN LATERAL (
        SELECT count(*)::integer AS entries, count(*) FILTER (WHERE e.is_problem)::integer AS problems
          FROM credit_entries e WHERE e.jurisdiction_id = p.jurisdiction_id AND e.object_key = p.key
           AND e.state = 'current') c ON true
     ORDER BY p.name COLLATE "C", p.id`.execute(tx);
  return found.rows;
}

/** Listings of a unit by whichever agency of the jurisdiction; those that were only proposed are the own agency's. */
export async function listingsOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly objectKey: string },
) {
  return tx
    .selectFrom('credit_listings as l')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'l.jurisdiction_id').onRef('a.id', '=', 'l.agency_id'),
    )
    .selectAll('l')
    .select('a.name as agency_name')
    .where('l.jurisdiction_id', '=', of.jurisdictionId)
    .where('l.object_key', '=', of.objectKey)
    .orderBy('l.created_at', 'desc')
    .orderBy('l.id')
    .limit(100)
    .execute();
}
