/** SQL of dated tags. `objects.tags` holds what is valid today; these rows say from when and until when. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import './tables.ts';

export async function datedTagsOf(tx: Tx, scope: Scope, objectId: string) {
  return tx
    .selectFrom('object_tags')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('object_id', '=', objectId)
    .orderBy('valid_from', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** The dated tag, when its object stands in this directory. */
export async function dateTagById(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('object_tags as t')
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 't.jurisdiction_id').onRef('o.id', '=', 't.object_id'),
    )
    .selectAll('t')
    .where('t.jurisdiction_id', '=', scope.jurisdictionId)
    .where('o.agency_id', '=', scope.agencyId)
    .where('t.id', '=', id)
    .executeTakeFirst();
}

export interface NewTag {
  readonly id: string;
  readonly objectId: string;
  readonly tag: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly by: string;
  readonly at: string;
}

export async function insertDatedTags(tx: Tx, scope: Scope, tags: readonly NewTag[]): Promise<void> {
  for (let from = 0; from < tags.length; from += 1000)
    await tx
      .insertInto('object_tags')
      .values(
        tags.slice(from, from + 1000).map((tag) => ({
          jurisdiction_id: scope.jurisdictionId,
          id: tag.id,
          object_id: tag.objectId,
          tag: tag.tag,
          valid_from: tag.validFrom,
          valid_to: tag.validTo,
          set_by: tag.by,
          created_at: tag.at,
        })),
      )
      .execute();
}

/** Ends what is valid from today on: the day before `today` is the last; what has not begun is removed. */
export async function endTags(
  tx: Tx,
  scope: Scope,
  ended: { where: { id: string } | { objectId: string; not: readonly string[] }; today: string },
): Promise<void> {
  const { where, today } = ended;
  const which =
    'id' in where
      ? sql<boolean>`id = ${where.id}`
      : sql<boolean>`object_id = ${where.objectId} AND NOT tag = ANY(${[...where.not]}::text[]) AND valid_from <= ${today}::date`;
  const mine = sql`jurisdiction_id = ${scope.jurisdictionId} AND ${which}
    AND (valid_to IS NULL OR valid_to >= ${today}::date)`;
  await sql`DELETE FROM object_tags WHERE ${mine} AND valid_from >= ${today}::date`.execute(tx);
  await sql`UPDATE object_tags SET valid_to = ${today}::date - 1 WHERE ${mine}`.execute(tx);
}

/**
 * Brings `objects.tags` to what is valid on the day: ended tags fall away, begun ones are added. Gives the number of
 * objects by jurisdiction. A tag stays as long as one of its rows is valid.
 */
export async function refreshTagsOn(tx: Tx, day: string, at: string) {
  const changed = await sql<{ jurisdiction_id: string; objects: bigint }>`
    WITH dated AS (
      SELECT jurisdiction_id, object_id, tag,
        bool_or(valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to >= ${day}::date)) AS live,
        bool_or(valid_to < ${day}::date) AS ended
      FROM object_tags GROUP BY jurisdiction_id, object_id, tag),
    wanted AS (
      SELECT o.jurisdiction_id, o.id,
        array(SELECT t FROM unnest(o.tags) t WHERE NOT t = ANY(array_agg(d.tag) FILTER (WHERE NOT d.live AND d.ended))
            OR array_agg(d.tag) FILTER (WHERE NOT d.live AND d.ended) IS NULL)
          || array(SELECT t FROM unnest(array_agg(d.tag) FILTER (WHERE d.live)) t WHERE NOT t = ANY(o.tags)) AS tags
      FROM dated d JOIN objects o ON o.jurisdiction_id = d.jurisdiction_id AND o.id = d.object_id
      GROUP BY o.jurisdiction_id, o.id, o.tags),
    saved AS (
      UPDATE objects o SET tags = w.tags, updated_at = ${at}::timestamptz
      FROM wanted w WHERE o.jurisdiction_id = w.jurisdiction_id AND o.id = w.id AND o.tags <> w.tags
      RETURNING o.jurisdiction_id)
    SELECT jurisdiction_id, count(*) AS objects FROM saved GROUP BY jurisdiction_id`.execute(tx);
  return changed.rows;
}
