/** What housekeeping does for credit: listings whose three years are over leave the list by themselves, with their record. */
import { assert } from '@mingcha/core/common/result.ts';
import { nextListingState } from '@mingcha/core/credit/listing.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { addListingStep, endedListings, saveListing } from './listing.queries.ts';
import { endListingRecord } from './listing-effects.ts';
import { listingNow } from './listing-view.ts';

const atOnce = 100;

/** The dated tag of the object ends on the same day by itself. */
export async function endListings(platform: Platform): Promise<void> {
  while ((await endSome(platform)) === atOnce);
}

async function endSome(platform: Platform): Promise<number> {
  return inTransaction(platform.db, async (tx) => {
    const today = platform.clock.today();
    const rows = await endedListings(tx, { today, limit: atOnce });
    for (const row of rows) {
      const now = await listingNow(tx, row);
      const next = nextListingState(now, { move: 'expire', on: today, today }, null);
      assert(next.ok, 'a term that is over ends a listing');
      const gone = await endListingRecord(tx, platform, { row, reason: 'termOver', doer: null });
      assert(gone.ok, 'a published listing can end');
      const at = platform.clock.now();
      const end = { ended_on: today, end_reason: 'termOver', updated_at: at };
      await saveListing(tx, row, { ...end, state: next.value });
      const step = { move: 'expire', state: next.value, accountId: null, personName: '', note: '', at };
      await addListingStep(tx, row, step);
      await record(tx, platform, {
        type: 'listing.expired',
        actor: { jurisdictionId: row.jurisdiction_id, accountId: null, agencyId: row.agency_id },
        subject: { kind: 'listing', id: row.id },
        data: { listingState: next.value },
      });
    }
    return rows.length;
  });
}
