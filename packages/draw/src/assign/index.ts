/**
 * Public surface of the assignment (draw-protocol §8, §10.4, Annex A). Other parts of the draw import this
 * file only.
 */
import type { HashProvider } from '../hash-provider.ts';
import type { Shortage } from '../types.ts';
import type {
  AssignedSeat,
  AssignInput,
  AssignOutcome,
  AssignProgress,
  CapacityInput,
  CapacityVerdict,
  RecusalRequest,
  ShortageText,
  Substitution,
} from './types.ts';

export type * from './types.ts';

/** Deals, completes, balances and mixes (§8.2). Throws RangeError on input the freeze must have refused. */
export function assign(_input: AssignInput, _hash: HashProvider, _progress?: AssignProgress): AssignOutcome {
  throw new Error('not built yet');
}

/** Assignment leaves of §9 (69 bytes each, sorted), concatenated. */
export function assignLeaves(
  _seats: readonly Pick<AssignedSeat, 'c' | 'group' | 'k' | 'inspector'>[],
): Uint8Array {
  throw new Error('not built yet');
}

/** Root of the assignment leaves (§9). */
export function assignRoot(
  _seats: readonly Pick<AssignedSeat, 'c' | 'group' | 'k' | 'inspector'>[],
  _hash: HashProvider,
): Uint8Array {
  throw new Error('not built yet');
}

/** Recomputes both sides of theorem 8; `holds` means that no assignment can fill the seats `X`. */
export function checkInfeasible(
  _input: AssignInput,
  _hash: HashProvider,
  _failure: Shortage,
): { readonly holds: boolean; readonly demand: number; readonly supply: number } {
  throw new Error('not built yet');
}

/** A certificate of infeasibility as one line per (dept, skills), for people. */
export function explainShortage(_failure: Shortage): ShortageText {
  throw new Error('not built yet');
}

/** The substitute whom the seed determined for an inspector who steps back (§10.4). */
export function substitute(_request: RecusalRequest, _hash: HashProvider): Substitution {
  throw new Error('not built yet');
}

/** Before the draw: can whatever will be drawn be staffed? */
export function checkCapacity(_input: CapacityInput): CapacityVerdict {
  throw new Error('not built yet');
}
