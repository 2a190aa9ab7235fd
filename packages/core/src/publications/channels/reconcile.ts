/** Compares the other side's list with ours: each difference has a kind, and each kind its steps. Pure. */
import type { Difference, DifferenceStep } from './channel.ts';

/** A record in our line of the channel. */
export interface OurRecord {
  readonly recordId: string;
  /** Newest version with a receipt; null without one. */
  readonly version: number | null;
  /** The newest receipt is that of a removal. */
  readonly isRemoved: boolean;
  /** Something is on its way, so that a comparison would come too early. */
  readonly isMoving: boolean;
}
export interface TheirRecord {
  readonly recordId: string;
  readonly version: number;
  readonly isRemoved: boolean;
}
export interface FoundDifference {
  readonly recordId: string;
  readonly difference: Difference;
  readonly ourVersion: number | null;
  readonly theirVersion: number | null;
}

/** Differences in the order of our records, then what only they have. */
export function compareRecords(
  ours: readonly OurRecord[],
  theirs: readonly TheirRecord[],
): readonly FoundDifference[] {
  const there = new Map(theirs.map((each) => [each.recordId, each]));
  const here = new Set(ours.map((each) => each.recordId));
  const found = ours.flatMap((our): readonly FoundDifference[] => {
    const their = there.get(our.recordId);
    const difference = differenceOf(our, their);
    if (difference === null) return [];
    const theirVersion = their?.version ?? null;
    return [{ recordId: our.recordId, difference, ourVersion: our.version, theirVersion }];
  });
  const unknown = theirs
    .filter((each) => !here.has(each.recordId) && !each.isRemoved)
    .map(({ recordId, version }) => ({
      recordId,
      difference: 'unknownHere' as const,
      ourVersion: null,
      theirVersion: version,
    }));
  return [...found, ...unknown];
}

function differenceOf(our: OurRecord, their: TheirRecord | undefined): Difference | null {
  const isShown = their !== undefined && !their.isRemoved;
  if (our.isRemoved) return isShown && !our.isMoving ? 'stillThere' : null;
  if (our.version === null) return isShown ? 'notReceipted' : null;
  if (our.isMoving) return null;
  if (!isShown) return 'missingThere';
  return their.version === our.version ? null : 'otherVersion';
}

/** What may be done about a difference while it is open. */
export function stepsOf(difference: Difference): readonly DifferenceStep[] {
  if (difference === 'notReceipted') return ['takeReceipt', 'noted'];
  return difference === 'unknownHere' ? ['noted'] : ['sendAgain', 'noted'];
}
