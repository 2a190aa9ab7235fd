/** SQL of enterprises' training: an agency's own, the published ones for everybody. Sign-ups stand in signup.queries. */
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import { pageKey } from '../page-key.ts';
import type { LecturesTable } from './tables.ts';

export type StoredLecture = Selectable<LecturesTable> & {
  readonly agency_name: string;
  readonly taken: number;
};
interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** People signed up now, and the name of whoever holds it. */
const beside = sql`(SELECT g.name FROM agencies g WHERE g.jurisdiction_id = l.jurisdiction_id AND g.id = l.agency_id) AS agency_name,
  (SELECT coalesce(sum(s.people), 0)::integer FROM lecture_signups s WHERE s.jurisdiction_id = l.jurisdiction_id
     AND s.lecture_id = l.id AND s.state = 'signed') AS taken`;

/** The agency's own, the latest beginning first. */
export async function lecturePage(
  tx: Tx,
  scope: Scope,
  asked: {
    readonly state: string | undefined;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredLecture[]> {
  const parts = [
    sql<boolean>`l.jurisdiction_id = ${scope.jurisdictionId} AND l.agency_id = ${scope.agencyId}`,
  ];
  if (asked.state !== undefined) parts.push(sql<boolean>`l.state = ${asked.state}`);
  if (asked.text !== undefined && asked.text !== '')
    parts.push(sql<boolean>`l.title ILIKE ${likePart(asked.text)}`);
  const after = pageKey(asked.after);
  if (after !== null)
    parts.push(sql<boolean>`(l.starts_at, l.id) < (${after.first}::timestamptz, ${after.id}::uuid)`);
  const found = await sql<StoredLecture>`SELECT l.*, ${beside} FROM lectures l
    WHERE ${sql.join(parts, sql` AND `)} ORDER BY l.starts_at DESC, l.id DESC LIMIT ${asked.limit + 1}`.execute(
    tx,
  );
  return found.rows;
}

/** One of the agency's own. */
export async function lectureById(
  tx: Tx,
  scope: Scope,
  of: { readonly id: string; readonly lock?: true },
): Promise<StoredLecture | undefined> {
  const found = await sql<StoredLecture>`SELECT l.*, ${beside} FROM lectures l
    WHERE l.jurisdiction_id = ${scope.jurisdictionId} AND l.agency_id = ${scope.agencyId} AND l.id = ${of.id}
    ${of.lock === true ? sql`FOR UPDATE OF l` : sql``}`.execute(tx);
  return found.rows[0];
}

export async function insertLecture(tx: Tx, row: Insertable<LecturesTable>): Promise<void> {
  await tx.insertInto('lectures').values(row).execute();
}

/** Saves a change and raises the version. */
export async function saveLectureRow(
  tx: Tx,
  row: Pick<StoredLecture, 'jurisdiction_id' | 'id'>,
  change: Updateable<LecturesTable>,
): Promise<void> {
  await tx
    .updateTable('lectures')
    .set({ ...change, version: sql`version + 1` })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

/** Announced by any agency and not over yet, the nearest first. */
export async function announcedLectures(tx: Tx, now: string): Promise<readonly StoredLecture[]> {
  const found = await sql<StoredLecture>`SELECT l.*, ${beside} FROM lectures l
    WHERE l.state = 'published' AND l.ends_at > ${now}::timestamptz ORDER BY l.starts_at, l.id LIMIT 200`.execute(
    tx,
  );
  return found.rows;
}

/** A published one of any agency. */
export async function announcedLecture(tx: Tx, id: string): Promise<StoredLecture | undefined> {
  const found = await sql<StoredLecture>`SELECT l.*, ${beside} FROM lectures l
    WHERE l.state = 'published' AND l.id = ${id}`.execute(tx);
  return found.rows[0];
}

/** Holds the row of a published one, so that seats are given one after another; read it again afterwards. */
export async function holdLecture(tx: Tx, id: string): Promise<boolean> {
  const place = await placeOf(tx, 'lectures', id);
  if (place === undefined) return false;
  const found = await tx
    .selectFrom('lectures')
    .select('id')
    .where('jurisdiction_id', '=', place)
    .where('id', '=', id)
    .where('state', '=', 'published')
    .forUpdate()
    .executeTakeFirst();
  return found !== undefined;
}
