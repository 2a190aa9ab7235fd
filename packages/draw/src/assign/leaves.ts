/** Assignment leaves and their root (draw-protocol §9). */
import { compareBytes } from '../bytes.ts';
import type { HashProvider } from '../hash-provider.ts';
import type { AssignedSeat } from './types.ts';

/** `0x41 ‖ c_task ‖ U16(group) ‖ U16(k) ‖ c_insp` */
export const ASSIGN_LEAF = 69;

/** What a leaf is made of. */
export type LeafSeat = Pick<AssignedSeat, 'c' | 'group' | 'k' | 'inspector'>;

/** Order of the leaves: task commitment, group, k. */
export function compareSeats(a: Omit<LeafSeat, 'inspector'>, b: Omit<LeafSeat, 'inspector'>): number {
  return compareBytes(a.c, b.c) || a.group - b.group || a.k - b.k;
}

/** Leaves of 69 bytes each, sorted and concatenated. */
export function assignLeaves(seats: readonly LeafSeat[]): Uint8Array {
  const out = new Uint8Array(seats.length * ASSIGN_LEAF);
  const view = new DataView(out.buffer);
  [...seats].sort(compareSeats).forEach((seat, n) => {
    const at = n * ASSIGN_LEAF;
    out[at] = 0x41;
    out.set(seat.c, at + 1);
    view.setUint16(at + 33, seat.group);
    view.setUint16(at + 35, seat.k);
    out.set(seat.inspector, at + 37);
  });
  return out;
}

/** Tree root over the assignment leaves. */
export function assignRoot(seats: readonly LeafSeat[], hash: HashProvider): Uint8Array {
  return hash.merkle(assignLeaves(seats), ASSIGN_LEAF);
}
