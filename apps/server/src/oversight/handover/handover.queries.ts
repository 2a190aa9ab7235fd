/** SQL of hand-overs: the offer with its things, the answer, what moved. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { takenFrom } from '../../platform/db/place.queries.ts';
import { pageKey } from '../../publications/page-key.ts';
import type { HandoversTable, HandoverThingsTable } from './tables.ts';

export type StoredHandover = Selectable<HandoversTable>;
export type StoredThing = Selectable<HandoverThingsTable>;
export type CountedHandover = StoredHandover & { readonly things: number; readonly stays: number };

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly sectionName: string;
  readonly status: string;
  readonly roles: readonly string[];
}

/** People of the agency with business there. */
export async function peopleWithBusiness(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly roles: readonly string[] },
): Promise<readonly Account[]> {
  const found =
    await sql<Account>`SELECT a.id, a.person_name AS name, coalesce(s.name, '') AS "sectionName", a.status,
      array_agg(r.role ORDER BY r.role) AS roles
    FROM accounts a JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
    LEFT JOIN sections s ON s.jurisdiction_id = a.jurisdiction_id AND s.id = a.section_id
    WHERE a.jurisdiction_id = ${of.jurisdictionId} AND a.agency_id = ${of.agencyId}
    GROUP BY a.id, a.person_name, s.name, a.status HAVING array_agg(r.role) && ${[...of.roles]}::text[]
    ORDER BY a.person_name COLLATE "C", a.id`.execute(tx);
  return found.rows;
}

const counted = sql`SELECT h.*,
    (SELECT count(*) FROM handover_things x WHERE x.jurisdiction_id = h.jurisdiction_id AND x.handover_id = h.id
      AND x.state <> 'stays')::integer AS things,
    (SELECT count(*) FROM handover_things x WHERE x.jurisdiction_id = h.jurisdiction_id AND x.handover_id = h.id
      AND x.state = 'stays')::integer AS stays
  FROM handovers h`;

interface Reader {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly accountId: string;
  readonly isHead: boolean;
}

const seen = (reader: Reader) => sql<boolean>`h.jurisdiction_id = ${reader.jurisdictionId}
  AND (h.from_id = ${reader.accountId} OR h.to_id = ${reader.accountId} OR h.offered_by = ${reader.accountId}
    OR (${reader.isHead}::boolean AND h.agency_id = ${reader.agencyId}))`;

export async function handoverPage(
  tx: Tx,
  reader: Reader,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly CountedHandover[]> {
  const after = pageKey(page.after);
  const beyond =
    after === null
      ? sql<boolean>`true`
      : sql<boolean>`(h.offered_at, h.id) < (${after.first}::timestamptz, ${after.id}::uuid)`;
  const found = await sql<CountedHandover>`${counted} WHERE ${seen(reader)} AND ${beyond}
    ORDER BY h.offered_at DESC, h.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  return found.rows;
}

export async function seenHandover(
  tx: Tx,
  reader: Reader,
  of: { readonly id: string; readonly lock: boolean },
): Promise<CountedHandover | undefined> {
  const found = await sql<CountedHandover>`${counted} WHERE ${seen(reader)} AND h.id = ${of.id}
    ${of.lock ? sql`FOR UPDATE OF h` : sql``}`.execute(tx);
  return found.rows[0];
}

export async function offeredBy(tx: Tx, of: { readonly jurisdictionId: string; readonly fromId: string }) {
  return tx
    .selectFrom('handovers')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('from_id', '=', of.fromId)
    .where('state', '=', 'offered')
    .executeTakeFirst();
}

export async function insertHandover(
  tx: Tx,
  row: Insertable<HandoversTable>,
  things: readonly Omit<Insertable<HandoverThingsTable>, 'jurisdiction_id' | 'handover_id' | 'seq'>[],
): Promise<void> {
  await tx.insertInto('handovers').values(row).execute();
  const { jurisdiction_id, id: handover_id } = row;
  for (const [i, thing] of things.entries())
    await tx
      .insertInto('handover_things')
      .values({ ...thing, jurisdiction_id, handover_id, seq: i + 1 })
      .execute();
}

export async function saveAnswer(
  tx: Tx,
  key: Pick<StoredHandover, 'jurisdiction_id' | 'id'>,
  change: { readonly state: string; readonly answer: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('handovers')
    .set({
      state: change.state,
      answer: change.answer,
      answered_at: change.at,
      row_version: sql`row_version + 1`,
    })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

export async function thingsOf(
  tx: Tx,
  key: Pick<StoredHandover, 'jurisdiction_id' | 'id'>,
): Promise<readonly StoredThing[]> {
  return tx
    .selectFrom('handover_things')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('handover_id', '=', key.id)
    .orderBy('seq')
    .execute();
}

export type WaitingThing = StoredThing & Pick<StoredHandover, 'agency_id' | 'from_id' | 'to_id' | 'to_name'>;

/** Things of accepted hand-overs that have not moved yet, locked; those that another process moves are left out. */
export async function nextWaiting(tx: Tx, handoverId: string | null): Promise<WaitingThing | undefined> {
  const one = handoverId === null ? sql`true` : sql`h.id = ${handoverId}`;
  const waiting = sql`handover_things x
    JOIN handovers h ON h.jurisdiction_id = x.jurisdiction_id AND h.id = x.handover_id
    WHERE h.state = 'accepted' AND x.state = 'offered' AND ${one}`;
  const places = await sql<{
    place: string;
  }>`SELECT DISTINCT x.jurisdiction_id AS place FROM ${waiting}`.execute(tx);
  const taken = await takenFrom(places.rows, 1, async (place) => {
    const found =
      await sql<WaitingThing>`SELECT x.*, h.agency_id, h.from_id, h.to_id, h.to_name FROM ${waiting}
      AND x.jurisdiction_id = ${place} ORDER BY x.handover_id, x.seq LIMIT 1 FOR UPDATE OF x SKIP LOCKED`.execute(
        tx,
      );
    return found.rows;
  });
  return taken[0];
}

export async function saveMoved(
  tx: Tx,
  thing: Pick<StoredThing, 'jurisdiction_id' | 'handover_id' | 'seq'>,
  made: { readonly stays: string | null; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('handover_things')
    .set({
      state: made.stays === null ? 'moved' : 'stays',
      stays: made.stays,
      moved_at: made.stays === null ? made.at : null,
    })
    .where('jurisdiction_id', '=', thing.jurisdiction_id)
    .where('handover_id', '=', thing.handover_id)
    .where('seq', '=', thing.seq)
    .execute();
}
