/** Listings as the office reads them: rows, one with its papers, clocks, repairs, steps and what the person may do. Reads only. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  allowedListingMoves,
  type ListingEnd,
  type ListingGround,
  type ListingNow,
  type ListingState,
  listingClocks,
} from '@mingcha/core/credit/listing.ts';
import type {
  ListingAction,
  ListingDetail,
  ListingRow,
  listingLists,
} from '@mingcha/core/credit/listing-api.ts';
import type { Measure } from '@mingcha/core/credit/measure.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publicationById } from '../publications/publication.queries.ts';
import {
  agencyName,
  listingById,
  listingPage,
  listingSteps,
  repairsOf,
  type StoredListing,
  type StoredRepair,
} from './listing.queries.ts';

/** What the table of moves asks about a stored listing. */
export async function listingNow(tx: Tx, row: StoredListing): Promise<ListingNow> {
  const repairs = row.state === 'repairRequested' ? await repairsOf(tx, row) : [];
  return nowOf(row, repairs);
}

function nowOf(row: StoredListing, repairs: readonly StoredRepair[]): ListingNow {
  return {
    state: row.state as ListingState,
    noticeOn: row.notice_on,
    answerDue: row.answer_due,
    answeredOn: row.answered_on,
    hearingAskedOn: row.hearing_asked_on,
    hearingHeldOn: row.hearing_held_on,
    decidedOn: row.decided_on,
    servedOn: row.served_on,
    publishedOn: row.published_on,
    endsOn: row.ends_on,
    proposerId: row.proposed_by,
    reviewerId: row.reviewed_by,
    repairEntererId: repairs.find((each) => each.state === 'asked')?.entered_by ?? null,
  };
}

export async function listListings(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly of: (typeof listingLists)[number];
    readonly text?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await listingPage(tx, actor, asked);
    const page = pageOfRows(rows, asked.limit, (row) => [row.updated_at, row.id]);
    return ok({ rows: page.rows.map(rowOf), next: page.next });
  });
}

export function rowOf(row: StoredListing): ListingRow {
  return {
    id: row.id,
    state: row.state as ListingState,
    version: row.version,
    ground: row.ground as ListingGround,
    objectId: row.object_id,
    objectName: row.object_name,
    objectCode: row.object_code,
    proposedName: row.proposed_name,
    proposedOn: row.proposed_on,
    answerDue: row.answer_due,
    publishedOn: row.published_on,
    endsOn: row.ends_on,
    endedOn: row.ended_on,
  };
}

/** Errors: `listing.not_found`. */
export async function getListing(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<ListingDetail>> {
  return inTransaction(platform.db, async (tx): Promise<Result<ListingDetail>> => {
    const row = await listingById(tx, actor, { id });
    if (row === undefined) return fail('listing.not_found');
    const repairs = await repairsOf(tx, row);
    const now = nowOf(row, repairs);
    const today = platform.clock.today();
    return ok({
      ...rowOf(row),
      ...papersOf(row),
      agencyName: await agencyName(tx, { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id }),
      measures: row.measures as Measure[],
      publicationState: await publicationState(tx, row.publication_id),
      clocks: [...listingClocks(now, today)],
      repairs: repairs.map(repairOf),
      steps: (await listingSteps(tx, row)).map((step) => ({
        move: step.move as ListingDetail['steps'][number]['move'],
        state: step.state as ListingState,
        personName: step.person_name,
        note: step.note,
        at: step.at,
      })),
      allowed: [...allowedTo(row, { now, today, actor })],
    });
  });
}

async function publicationState(tx: Tx, id: string | null): Promise<string | null> {
  return id === null ? null : ((await publicationById(tx, id))?.state ?? null);
}

function allowedTo(
  row: StoredListing,
  of: { readonly now: ListingNow; readonly today: string; readonly actor: Actor },
): readonly ListingAction[] {
  const { now, today, actor } = of;
  if (row.agency_id !== actor.agencyId) return [];
  const moves = allowedListingMoves(now, today, actor);
  return row.state === 'proposed' && moves.includes('notify') ? ['amend', ...moves] : moves;
}

type Way = NonNullable<ListingDetail['served']>['way'];

/** Notice, answer, hearing, review, decision, delivery and end. */
function papersOf(row: StoredListing) {
  const { notice_on: noticeOn, served_on: servedOn } = row;
  return {
    facts: row.facts,
    basis: row.basis,
    notice:
      noticeOn === null
        ? null
        : { number: row.notice_number, on: noticeOn, way: row.notice_way as Way, to: row.notice_to },
    answeredOn: row.answered_on,
    answer: row.answer,
    hearingAskedOn: row.hearing_asked_on,
    hearingHeldOn: row.hearing_held_on,
    hearingNote: row.hearing_note,
    reviewedName: row.reviewed_name,
    reviewedOn: row.reviewed_on,
    reviewOpinion: row.review_opinion,
    decidedName: row.decided_name,
    decidedOn: row.decided_on,
    decisionNumber: row.decision_number,
    decisionOpinion: row.decision_opinion,
    served: servedOn === null ? null : { on: servedOn, way: row.served_way as Way, to: row.served_to },
    publicationId: row.publication_id,
    endReason: row.end_reason as ListingEnd | null,
    endNote: row.end_note,
  };
}

const repairOf = (row: StoredRepair): ListingDetail['repairs'][number] => ({
  id: row.id,
  askedOn: row.asked_on,
  statement: row.statement,
  fileId: row.file_id,
  enteredName: row.entered_name,
  state: row.state as ListingDetail['repairs'][number]['state'],
  decidedName: row.decided_name,
  decidedOn: row.decided_on,
  opinion: row.opinion,
});
