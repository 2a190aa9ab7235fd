/** Numbers of a listing's papers: the next of the agency's register of numbers, without gaps, where nobody typed another. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { listingPaperWords } from '@mingcha/core/credit/listing-form.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { nextPaperNumber } from '../tasks/inspection.queries.ts';
import { insertNumbers } from '../tasks/papers/number.queries.ts';
import { agencyShortName } from './listing.queries.ts';

type ListingPaper = keyof typeof listingPaperWords.numberWords;

/** The typed number, or the next of its kind, which stands in the register from now on. */
export async function listingNumber(
  tx: Tx,
  platform: Platform,
  of: {
    readonly typed: string;
    readonly kind: ListingPaper;
    readonly listingId: string;
    readonly actor: Actor;
  },
): Promise<string> {
  const { typed, kind, listingId, actor } = of;
  if (typed !== '') return typed;
  const { jurisdictionId, agencyId } = actor;
  const year = Number(platform.clock.today().slice(0, 4));
  const no = await nextPaperNumber(tx, { jurisdictionId, agencyId, kind, year });
  const number = listingPaperWords.number({
    shortName: await agencyShortName(tx, actor),
    word: listingPaperWords.numberWords[kind],
    year,
    no,
  });
  const at = platform.clock.now();
  await insertNumbers(tx, [
    {
      jurisdiction_id: jurisdictionId,
      agency_id: agencyId,
      kind,
      year,
      no,
      number,
      state: 'used',
      inspection_id: null,
      paper_id: listingId,
      taken_at: at,
      taken_name: actor.personName,
      settled_at: at,
    },
  ]);
  return number;
}
