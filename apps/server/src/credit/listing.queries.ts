/** SQL of the serious-dishonesty list: listings, their steps and repairs. Callers see their own agency's; auditors the jurisdiction's. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import { listedStates } from '@mingcha/core/credit/listing.ts';
import type { listingLists } from '@mingcha/core/credit/listing-api.ts';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';
import { takenFrom } from '../platform/db/place.queries.ts';
import type { CreditListingsTable, CreditRepairsTable } from './tables.ts';

export type StoredListing = Selectable<CreditListingsTable>;
export type StoredRepair = Selectable<CreditRepairsTable>;
export type ListingChange = Updateable<CreditListingsTable>;

export async function insertListing(tx: Tx, row: Insertable<CreditListingsTable>): Promise<void> {
  await tx.insertInto('credit_listings').values(row).execute();
}

/** A listing that the person's agency handles, or an auditor oversees; `lock` holds it for a change. */
export async function listingById(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly lock?: boolean },
): Promise<StoredListing | undefined> {
  return tx
    .selectFrom('credit_listings')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', '=', of.id)
    .$if(!hasRole(actor, 'auditor'), (query) => query.where('agency_id', '=', actor.agencyId))
    .$if(of.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
}

/** Whether the object is on its way to the list, or on it. */
export async function openListingOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly objectId: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom('credit_listings')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('object_id', '=', of.objectId)
    .where('state', 'in', ['proposed', 'notified', 'reviewed', 'decided', ...listedStates])
    .executeTakeFirst();
  return found !== undefined;
}

type Key = Pick<StoredListing, 'jurisdiction_id' | 'id'>;

export async function saveListing(tx: Tx, key: Key, change: ListingChange): Promise<void> {
  await tx
    .updateTable('credit_listings')
    .set({ ...change, version: sql`version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

export async function addListingStep(
  tx: Tx,
  key: Key,
  step: {
    readonly move: string;
    readonly state: string;
    readonly accountId: string | null;
    readonly personName: string;
    readonly note: string;
    readonly at: string;
  },
): Promise<void> {
  const before = await tx
    .selectFrom('credit_listing_steps')
    .select(sql<number>`coalesce(max(seq), 0)::integer`.as('seq'))
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('listing_id', '=', key.id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('credit_listing_steps')
    .values({
      jurisdiction_id: key.jurisdiction_id,
      listing_id: key.id,
      seq: before.seq + 1,
      move: step.move,
      state: step.state,
      account_id: step.accountId,
      person_name: step.personName,
      note: step.note,
      at: step.at,
    })
    .execute();
}

export async function listingSteps(tx: Tx, key: Key) {
  return tx
    .selectFrom('credit_listing_steps')
    .select(['move', 'state', 'person_name', 'note', 'at'])
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('listing_id', '=', key.id)
    .orderBy('seq')
    .limit(200)
    .execute();
}

const inList: Readonly<Record<(typeof listingLists)[number], readonly string[]>> = {
  open: ['proposed', 'notified', 'reviewed', 'decided', 'repairRequested'],
  listed: listedStates,
  ended: ['notListed', 'repaired', 'removed', 'expired', 'withdrawn'],
  all: [],
};

/** Listings of the agency (of the jurisdiction for an auditor), those that moved last first; one more than `limit`. */
export async function listingPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly of: (typeof listingLists)[number];
    readonly text?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredListing[]> {
  const after = decodeCursor(asked.after, 2);
  const states = inList[asked.of];
  const text = asked.text ?? '';
  return tx
    .selectFrom('credit_listings as l')
    .selectAll()
    .where('l.jurisdiction_id', '=', actor.jurisdictionId)
    .$if(!hasRole(actor, 'auditor'), (query) => query.where('l.agency_id', '=', actor.agencyId))
    .$if(states.length > 0, (query) => query.where('l.state', 'in', [...states]))
    .$if(text !== '', (query) =>
      query.where(
        sql<boolean>`(l.object_name ILIKE ${likePart(text)} OR l.object_code ILIKE ${likePart(text)})`,
      ),
    )
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(l.updated_at, l.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('l.updated_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(asked.limit + 1)
    .execute();
}

export async function insertRepair(tx: Tx, row: Insertable<CreditRepairsTable>): Promise<void> {
  await tx.insertInto('credit_repairs').values(row).execute();
}

/** Requests for repair of a listing, the latest first. */
export async function repairsOf(tx: Tx, key: Key): Promise<readonly StoredRepair[]> {
  return tx
    .selectFrom('credit_repairs')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('listing_id', '=', key.id)
    .orderBy('entered_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
}

export async function decideRepair(
  tx: Tx,
  key: Pick<StoredRepair, 'jurisdiction_id' | 'id'>,
  decision: {
    readonly state: 'granted' | 'refused';
    readonly by: string;
    readonly name: string;
    readonly on: string;
    readonly opinion: string;
  },
): Promise<void> {
  await tx
    .updateTable('credit_repairs')
    .set({
      state: decision.state,
      decided_by: decision.by,
      decided_name: decision.name,
      decided_on: decision.on,
      opinion: decision.opinion,
    })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** Listings whose term was over before a day, locked; at most `limit`. */
export async function endedListings(
  tx: Tx,
  of: { readonly today: string; readonly limit: number },
): Promise<readonly StoredListing[]> {
  const ended = tx
    .selectFrom('credit_listings')
    .where('state', 'in', [...listedStates])
    .where('ends_on', '<', of.today);
  const places = await ended.select('jurisdiction_id as place').distinct().execute();
  return takenFrom(places, of.limit, (place, left) =>
    ended
      .selectAll()
      .where('jurisdiction_id', '=', place)
      .orderBy('ends_on')
      .orderBy('id')
      .limit(left)
      .forUpdate()
      .skipLocked()
      .execute(),
  );
}

/** Name of the agency that lists. */
/** The listed unit in the other directories of the jurisdiction, by its credit code. */
export async function sameUnit(
  tx: Tx,
  row: StoredListing,
): Promise<readonly { readonly agency_id: string; readonly id: string }[]> {
  if (row.object_code === null || row.object_code === '') return [];
  return tx
    .selectFrom('objects')
    .select(['agency_id', 'id'])
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('uscc', '=', row.object_code)
    .where('id', '!=', row.object_id)
    .where('merged_into', 'is', null)
    .orderBy('id')
    .execute();
}

export async function agencyShortName(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<string> {
  const row = await tx
    .selectFrom('agencies')
    .select('short_name')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.agencyId)
    .executeTakeFirstOrThrow();
  return row.short_name;
}

export async function agencyName(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<string> {
  const row = await tx
    .selectFrom('agencies')
    .select('name')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.agencyId)
    .executeTakeFirstOrThrow();
  return row.name;
}
