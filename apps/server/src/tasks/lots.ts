/**
 * People drawn by lot where no sealed draw gives them (substitutes, re-inspections by a new team): who is fit, and the ticket
 * of each from a hash of the ledger that nobody could know before. Nobody is picked here, and nothing is written.
 */
import { hex, ticketOf, unhex } from '@mingcha/draw';
import { serverHash } from '../draws/hash.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { type Goer, goersOfAgency, interestPairs } from './dispatch.queries.ts';
import { unfitReason } from './fitness.ts';

/** On post with a certificate through the window, free of interest in the object, not among `without`. */
export async function fitPeople(
  tx: Tx,
  platform: Platform,
  of: {
    /** Of the task. */
    readonly jurisdictionId: string;
    readonly agency: { readonly jurisdictionId: string; readonly agencyId: string };
    readonly objectId: string;
    readonly window: { readonly from: string; readonly to: string };
    readonly without: ReadonlySet<string>;
  },
): Promise<readonly Goer[]> {
  const people = await goersOfAgency(tx, of.agency);
  const today = platform.clock.today();
  const { jurisdictionId, objectId, window, without } = of;
  const pairs = await interestPairs(tx, {
    jurisdictionId,
    objectIds: [objectId],
    today,
    homes: [of.agency.jurisdictionId],
  });
  return [...people.values()].filter(
    (goer) =>
      !without.has(goer.id) &&
      !pairs.has(`${goer.id} ${objectId}`) &&
      unfitReason(goer, { today, ...window }) === null,
  );
}

/** Tickets as a draw gives them to leaves, smallest first; the leaf is the hash of the person's id. */
export function lotsOf(
  seed: string,
  people: readonly Goer[],
): readonly { readonly goer: Goer; readonly ticket: string }[] {
  const hash = serverHash('SHA256');
  const key = unhex(seed, 32);
  return people
    .map((goer) => ({
      goer,
      ticket: hex(ticketOf(hash, key, hash.hash(new TextEncoder().encode(goer.id)))),
    }))
    .toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1));
}
