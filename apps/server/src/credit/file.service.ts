/** The credit file of an object of the own directory, and the search over files. Reads only; nothing here counts a score (R304). */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { CreditFile, FileEntry, FileListing } from '@mingcha/core/credit/credit-api.ts';
import {
  type ListingEnd,
  type ListingGround,
  type ListingState,
  listedStates,
} from '@mingcha/core/credit/listing.ts';
import { measuresFor } from '@mingcha/core/credit/measure.ts';
import { objectKey } from '@mingcha/core/registers/rules/frequency.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { objectById } from '../registers/object.queries.ts';
import { creditOf } from '../registers/objects/file.service.ts';
import { entriesOf, type StoredEntry } from './entry.queries.ts';
import { filePage, listingsOf } from './file.queries.ts';
import { openListingOf } from './listing.queries.ts';
import { measuresInForce } from './measure.queries.ts';

type Class = CreditFile['creditClass'];

/** Errors: `object.not_found`. */
export async function getCreditFile(
  platform: Platform,
  actor: Actor,
  objectId: string,
): Promise<Result<CreditFile>> {
  return inTransaction(platform.db, async (tx): Promise<Result<CreditFile>> => {
    const object = await objectById(tx, actor, objectId);
    if (object === undefined) return fail('object.not_found');
    const key = objectKey({ uscc: object.uscc, localCode: object.local_code, name: object.name });
    const of = { jurisdictionId: actor.jurisdictionId, objectKey: key };
    const listings = (await listingsOf(tx, of)).filter((each) => isSeen(each, actor));
    const isListed = listings.some((each) => listedStates.includes(each.state as ListingState));
    const creditClass = object.credit_class as Class;
    return ok({
      objectId,
      name: object.name,
      code: object.uscc ?? object.local_code ?? '',
      creditClass,
      asOf: object.credit_class_on,
      source: object.credit_source,
      isListed,
      entries: (await entriesOf(tx, of)).map(entryOf),
      listings: listings.map((each) => listingOf(each, actor)),
      classes: await creditOf(tx, actor, object),
      measures: [...measuresFor(await measuresInForce(tx, actor), { isListed, creditClass })],
      mayPropose:
        hasRole(actor, 'legalOfficer', 'sectionOfficer') &&
        !(await openListingOf(tx, { ...actor, objectId })),
    });
  });
}

type Listed = Awaited<ReturnType<typeof listingsOf>>[number];

/** What another agency only proposed is none of ours. */
const isSeen = (row: Listed, actor: Actor): boolean =>
  row.agency_id === actor.agencyId || row.published_on !== null;

function listingOf(row: Listed, actor: Actor): FileListing {
  return {
    id: row.id,
    agencyName: row.agency_name,
    isOwn: row.agency_id === actor.agencyId,
    state: row.state as ListingState,
    ground: row.ground as ListingGround,
    decisionNumber: row.decision_number,
    publishedOn: row.published_on,
    endsOn: row.ends_on,
    endedOn: row.ended_on,
    endReason: row.end_reason as ListingEnd | null,
  };
}

function entryOf(row: StoredEntry): FileEntry {
  return {
    id: row.id,
    kind: row.kind as FileEntry['kind'],
    onDay: row.on_day,
    agencyName: row.agency_name,
    title: row.title,
    wording: row.wording,
    isProblem: row.is_problem,
    isObjected: row.is_objected,
    corrections: row.corrections,
    publicationId: row.publication_id,
    removal: row.removal,
  };
}

export async function listCreditFiles(
  platform: Platform,
  actor: Actor,
  asked: Parameters<typeof filePage>[2],
) {
  return inTransaction(platform.db, async (tx) => {
    const page = pageOfRows(await filePage(tx, actor, asked), asked.limit, (row) => [row.name, row.id]);
    return ok({
      rows: page.rows.map((row) => ({
        objectId: row.id,
        name: row.name,
        code: row.code,
        creditClass: row.credit_class as Class,
        asOf: row.credit_class_on,
        entries: row.entries,
        problems: row.problems,
        isListed: row.is_listed,
      })),
      next: page.next,
    });
  });
}
