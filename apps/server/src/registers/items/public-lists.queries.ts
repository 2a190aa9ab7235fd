/**
 * SQL of the public pages of item lists: what is or was published, of all agencies of the installation. Drafts do not
 * exist for the public.
 */
import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { CountedList } from './item-list.queries.ts';
import { dayKey } from './list-cursor.ts';

export interface PublishedList extends CountedList {
  readonly agency_name: string;
  readonly place: string;
  readonly complaint_phone: string;
}

function published(tx: Tx) {
  return tx
    .selectFrom('item_lists')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'item_lists.jurisdiction_id')
        .onRef('agencies.id', '=', 'item_lists.agency_id'),
    )
    .innerJoin('jurisdictions', 'jurisdictions.id', 'item_lists.jurisdiction_id')
    .selectAll('item_lists')
    .select([
      'agencies.name as agency_name',
      'agencies.complaint_phone',
      'jurisdictions.name as place',
      sql<number>`(SELECT count(*)::integer FROM items WHERE items.jurisdiction_id = item_lists.jurisdiction_id
        AND items.list_id = item_lists.id)`.as('items'),
    ])
    .where('item_lists.purpose', '=', 'own')
    .where('item_lists.published_on', 'is not', null);
}

/** Lists in force, the latest first; one more than `limit`. */
export async function listsInForce(
  tx: Tx,
  query: { readonly text: string | undefined; readonly after: string | undefined; readonly limit: number },
): Promise<readonly PublishedList[]> {
  const key = dayKey(query.after);
  let select = published(tx).where('item_lists.state', '=', 'published');
  if (query.text !== undefined && query.text !== '') {
    const like = likePart(query.text);
    select = select.where(
      sql<SqlBool>`(agencies.name ILIKE ${like} OR item_lists.title ILIKE ${like} OR jurisdictions.name ILIKE ${like})`,
    );
  }
  if (key !== null)
    select = select.where(
      sql<SqlBool>`(item_lists.published_on < ${key.day} OR (item_lists.published_on = ${key.day} AND item_lists.id > ${key.id}::uuid))`,
    );
  return select
    .orderBy('item_lists.published_on', 'desc')
    .orderBy('item_lists.id')
    .limit(query.limit + 1)
    .execute();
}

/** A version that is or was public. */
export async function publishedListById(tx: Tx, id: string): Promise<PublishedList | undefined> {
  return published(tx).where('item_lists.id', '=', id).executeTakeFirst();
}

/** All versions of the agency's list that are or were public, newest first. */
export async function publishedVersions(
  tx: Tx,
  list: { readonly jurisdiction_id: string; readonly agency_id: string },
): Promise<readonly PublishedList[]> {
  return published(tx)
    .where('item_lists.jurisdiction_id', '=', list.jurisdiction_id)
    .where('item_lists.agency_id', '=', list.agency_id)
    .orderBy('item_lists.list_version', 'desc')
    .limit(100)
    .execute();
}
