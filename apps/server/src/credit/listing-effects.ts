/**
 * What a listing does outside of its own row: its public record through the publication engine, and the dated tag of the
 * object that draws and filters read, set and ended here and nowhere else (R262, R264). No SQL of its own.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { groundWordings, listingTitle } from '@mingcha/core/credit/credit-form.ts';
import type { ListingGround } from '@mingcha/core/credit/listing.ts';
import type { Measure } from '@mingcha/core/credit/measure.ts';
import { publicListing } from '@mingcha/core/publications/public-record.ts';
import type { RemovalReason } from '@mingcha/core/publications/publication.ts';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { publishOnce } from '../publications/documents.ts';
import { type Doer, removePublished } from '../publications/engine.ts';
import { publicationById } from '../publications/publication.queries.ts';
import { lockObject } from '../registers/object.queries.ts';
import { saveChange } from '../registers/object.service.ts';
import { datedTagsOf, endTags, insertDatedTags } from '../registers/objects/tag.queries.ts';
import { agencyName, type StoredListing, sameUnit } from './listing.queries.ts';

/** Publishes a decision for its term and gives the publication's id. Errors: `listing.public_text_invalid`. */
export async function publishListing(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredListing; readonly endsOn: string },
): Promise<Result<string>> {
  const { row, endsOn } = of;
  const agency = {
    id: row.agency_id,
    name: await agencyName(tx, { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id }),
  };
  const title = listingTitle(row.object_name);
  const payload = publicListing.safeParse({
    kind: 'listing',
    agency,
    number: row.decision_number,
    title,
    object: { name: row.object_name, code: row.object_code },
    ground: { code: row.ground, wording: groundWordings[row.ground as ListingGround] },
    basis: row.basis,
    decidedOn: row.decided_on,
    endsOn,
    measures: (row.measures as readonly Measure[]).map(({ name, basis, authority }) => ({
      name,
      basis,
      authority,
    })),
  });
  if (!payload.success) return fail('listing.public_text_invalid');
  const id = await publishOnce(tx, platform, {
    kind: 'listing',
    subjectId: row.id,
    jurisdictionId: row.jurisdiction_id,
    agency,
    title,
    number: row.decision_number,
    payload: payload.data,
    about: { objectKey: row.object_key, objectName: row.object_name, endsOn },
  });
  return ok(id);
}

/** Takes the public record down and leaves its tombstone; a record that has ended already stays as it is. */
export async function endListingRecord(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredListing; readonly reason: RemovalReason; readonly doer: Doer },
): Promise<Result<null>> {
  const { row, reason, doer } = of;
  if (row.publication_id === null) return ok(null);
  const publication = await publicationById(tx, row.publication_id, 'lock');
  if (publication?.state !== 'published') return ok(null);
  const move = reason === 'termOver' ? 'end' : 'withdraw';
  const gone = await removePublished(tx, platform, { row: publication, move, reason, note: '', doer });
  return gone.ok ? ok(null) : gone;
}

/** Who writes into a directory, and whose directory it is. */
interface Tagged {
  readonly row: StoredListing;
  readonly actor: Actor;
}

/**
 * The unit in its own directory and, by its credit code, in those of the jurisdiction's other agencies: what is public about
 * it holds for all. Merged and deleted ones keep what they had.
 */
async function directoriesOf(tx: Tx, { row, actor }: Tagged) {
  const others = await sameUnit(tx, row);
  const all = [{ agency_id: row.agency_id, id: row.object_id }, ...others];
  const found = [];
  for (const each of all) {
    const scope: Actor = { ...actor, agencyId: each.agency_id };
    const stored = await lockObject(tx, scope, each.id);
    if (stored !== undefined) found.push({ scope, stored });
  }
  return found;
}

/** Sets the tag for the term. */
export async function tagListed(
  tx: Tx,
  platform: Platform,
  of: Tagged & { readonly endsOn: string },
): Promise<void> {
  const { row, endsOn } = of;
  const validFrom = platform.clock.today();
  for (const { scope, stored } of await directoriesOf(tx, of)) {
    const tag = { id: platform.ids.next(), objectId: stored.id, tag: listedTag, validFrom, validTo: endsOn };
    await insertDatedTags(tx, scope, [{ ...tag, by: scope.accountId, at: platform.clock.now() }]);
    if (stored.tags.includes(listedTag)) continue;
    const tags = [...stored.tags, listedTag];
    await saveChange(platform, tx, {
      actor: scope,
      stored,
      event: 'objectTag.set',
      changes: { tags: [stored.tags, tags] },
      reason: row.decision_number,
      columns: { tags },
    });
  }
}

/** Ends the tag today: the next snapshot that a draw freezes is without it, earlier ones stay as they were. */
export async function untagListed(tx: Tx, platform: Platform, of: Tagged): Promise<void> {
  const today = platform.clock.today();
  for (const { scope, stored } of await directoriesOf(tx, of)) {
    for (const dated of await datedTagsOf(tx, scope, stored.id))
      if (dated.tag === listedTag && (dated.valid_to === null || dated.valid_to >= today))
        await endTags(tx, scope, { where: { id: dated.id }, today });
    if (!stored.tags.includes(listedTag)) continue;
    const tags = stored.tags.filter((tag) => tag !== listedTag);
    await saveChange(platform, tx, {
      actor: scope,
      stored,
      event: 'objectTag.ended',
      changes: { tags: [stored.tags, tags] },
      reason: of.row.decision_number,
      columns: { tags },
    });
  }
}
