/** Tells the heads of the agency that a listing or a repair waits for their decision. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { creditNotices } from '@mingcha/core/credit/credit-notices.ts';
import type { ListingState } from '@mingcha/core/credit/listing.ts';
import type { Tx } from '../platform/db/database.ts';
import { notifyAll } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { publicationPeople } from '../publications/due.queries.ts';
import type { StoredListing } from './listing.queries.ts';

export async function tellListing(
  tx: Tx,
  platform: Platform,
  of: { readonly row: StoredListing; readonly actor: Actor; readonly state: ListingState },
): Promise<void> {
  const { row, actor, state } = of;
  if (state !== 'reviewed' && state !== 'repairRequested') return;
  const place = { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id };
  const { heads } = await publicationPeople(tx, { ...place, today: platform.clock.today() });
  await notifyAll(tx, platform, {
    jurisdictionId: row.jurisdiction_id,
    accountIds: heads.filter((id) => id !== actor.accountId),
    kind: state === 'reviewed' ? creditNotices.decide : creditNotices.repair,
    data: { person: actor.personName },
    link: `/credit-listings/${row.id}`,
    dedupeKey: `listing ${row.id} ${state} ${row.version}`,
  });
}
