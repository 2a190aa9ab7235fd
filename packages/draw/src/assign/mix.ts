/**
 * Step D (§8.2): a lazy symmetric walk over all equally good assignments, driven by `KH(K,"mix",…)`. A step
 * that would break a rule is skipped, never repaired.
 */
import { batchTail } from '../hash/providers.ts';
import { eligible, keyPrefix, type Model } from './model.ts';
import { drop, hasRoom, inTeam, put, type State } from './state.ts';

/** Hashes made at once; each serves two steps. */
const BATCH = 4096;

/** Seats of each requirement, ascending. */
function seatsBySignature(model: Model): Int32Array[] {
  const sizes = new Int32Array(model.signatures.length);
  for (const sig of model.seatSig) sizes[sig]! += 1;
  const groups = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  model.seatSig.forEach((sig, seat) => {
    groups[sig]![sizes[sig]!] = seat;
    sizes[sig]! += 1;
  });
  return groups;
}

/** (high · 2^32 + low) mod n, exact for n ≤ 2^26. */
function remainder(high: number, low: number, n: number): number {
  return ((high % n) * (2 ** 32 % n) + low) % n;
}

/** Moves seat p to somebody exactly one level lower, if the rules allow it. */
function move(state: State, p: number, j: number): void {
  const i = state.holder[p]!;
  if (j === i || state.level[j] !== state.level[i]! - 1 || !hasRoom(state, j)) return;
  if (!eligible(state.model, p, j) || inTeam(state, p, j)) return;
  drop(state, p);
  put(state, p, j);
}

/** Exchanges the holders of two seats, if the rules allow it. */
function exchange(state: State, p: number, z: number): void {
  const { model, holder } = state;
  const [i, j] = [holder[p]!, holder[z]!];
  if (z === p || j === i || model.seatTask[z] === model.seatTask[p]) return;
  if (!eligible(model, z, i) || inTeam(state, z, i)) return;
  if (!eligible(model, p, j) || inTeam(state, p, j)) return;
  holder[p] = j;
  holder[z] = i;
}

/** Digests of counters `first` … `first + count − 1`. */
function hashes(model: Model, prefix: Uint8Array, range: { first: number; count: number }): DataView {
  const items = new Uint8Array(range.count * 4);
  const view = new DataView(items.buffer);
  for (let n = 0; n < range.count; n += 1) view.setUint32(4 * n, range.first + n);
  const digests = batchTail(model.hash, prefix, { items, length: 4 });
  return new DataView(digests.buffer, digests.byteOffset, digests.length);
}

/** Walks `mix` steps per seat. */
export function mixSeats(state: State, tell: (done: number, total: number) => void): void {
  const { model } = state;
  const { seats, inspectors } = model;
  const steps = model.input.mix * seats;
  const groups = seatsBySignature(model);
  const prefix = keyPrefix(model.hash, model.input.key, 'mix');
  for (let first = 0; first < steps; first += 2 * BATCH) {
    const count = Math.min(2 * BATCH, steps - first);
    const view = hashes(model, prefix, { first: first / 2, count: Math.ceil(count / 2) });
    for (let n = 0; n < count; n += 1) {
      const at = 16 * n;
      const p = remainder(view.getUint32(at), view.getUint32(at + 4), seats);
      const [high, low] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      const kind = (first + n) % 3;
      if (kind === 2) {
        move(state, p, remainder(high, low, inspectors));
      } else if (kind === 0) {
        exchange(state, p, remainder(high, low, seats));
      } else {
        const group = groups[model.seatSig[p]!]!;
        exchange(state, p, group[remainder(high, low, group.length)]!);
      }
    }
    tell(first + count, steps);
  }
}
