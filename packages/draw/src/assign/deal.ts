/**
 * Step A (§8.2): each seat in order takes the eligible inspector with the smallest `P`. One heap per list of
 * people; keys only grow while dealing, so an outdated key is a lower bound and is renewed when it surfaces.
 */
import { batchTail } from '../hash/providers.ts';
import { keyPrefix, type Model } from './model.ts';
import { emptyState, hasRoom, inTeam, put, type State } from './state.ts';

/** `P(i)` as two numbers: level and 21 bits of the hash, then its other 43 bits; ties go by index. */
interface Keys {
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Brings the key of an inspector to her present level. */
  readonly renew: (inspector: number) => void;
}

/** Hashes for several levels of a person at once, because kernels like company. */
function levelKeys(state: State): Keys {
  const { model, level } = state;
  const { hash, input, inspectors } = model;
  const prefix = keyPrefix(hash, input.key, 'insp');
  const ahead = Math.min(64, Math.ceil((1.25 * model.seats) / Math.max(1, inspectors)) + 1);
  const hashes = (who: number, levels: number, to: number): void => {
    const items = new Uint8Array((to - who) * levels * 36);
    const view = new DataView(items.buffer);
    for (let i = who, at = 0; i < to; i += 1) {
      for (let n = 0; n < levels; n += 1, at += 36) {
        items.set(input.inspectors[i]!.c, at);
        view.setUint32(at + 32, level[i]! + n);
      }
    }
    const digests = batchTail(hash, prefix, { items, length: 36 });
    for (let i = who; i < to; i += 1) {
      const at = (i - who) * levels * 32;
      ready[i] = new DataView(digests.buffer, digests.byteOffset + at, levels * 32);
      readyFrom[i] = level[i]!;
    }
  };
  const ready: DataView[] = Array.from({ length: inspectors });
  const readyFrom = new Float64Array(inspectors);
  const high = new Float64Array(inspectors);
  const low = new Float64Array(inspectors);
  const renew = (inspector: number): void => {
    const now = level[inspector]!;
    let at = (now - readyFrom[inspector]!) * 32;
    if (at >= ready[inspector]!.byteLength) {
      hashes(inspector, 16, inspector + 1);
      at = 0;
    }
    const view = ready[inspector]!;
    const first = view.getUint32(at);
    high[inspector] = now * 2 ** 21 + (first >>> 11);
    low[inspector] = (first & 0x7ff) * 2 ** 32 + view.getUint32(at + 4);
  };
  for (let first = 0; first < inspectors; first += 4096) {
    hashes(first, ahead, Math.min(first + 4096, inspectors));
  }
  for (let i = 0; i < inspectors; i += 1) renew(i);
  return { high, low, renew };
}

/** Binary heap of inspectors with the keys they had when they were put in. */
interface Heap {
  readonly ids: Int32Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  size: number;
}

function before(heap: Heap, a: number, b: number): boolean {
  const difference = heap.high[a]! - heap.high[b]! || heap.low[a]! - heap.low[b]!;
  return difference < 0 || (difference === 0 && heap.ids[a]! < heap.ids[b]!);
}

function swap(heap: Heap, a: number, b: number): void {
  const { ids, high, low } = heap;
  const [id, h, l] = [ids[a]!, high[a]!, low[a]!];
  ids[a] = ids[b]!;
  high[a] = high[b]!;
  low[a] = low[b]!;
  ids[b] = id;
  high[b] = h;
  low[b] = l;
}

function sink(heap: Heap, from: number): void {
  for (let at = from; ; ) {
    const left = 2 * at + 1;
    if (left >= heap.size) return;
    const child = left + 1 < heap.size && before(heap, left + 1, left) ? left + 1 : left;
    if (!before(heap, child, at)) return;
    swap(heap, at, child);
    at = child;
  }
}

function load(heap: Heap, keys: Keys, at: number): void {
  const inspector = heap.ids[at]!;
  heap.high[at] = keys.high[inspector]!;
  heap.low[at] = keys.low[inspector]!;
}

function heapOf(list: Int32Array, keys: Keys): Heap {
  const { length } = list;
  const heap: Heap = {
    ids: list.slice(),
    high: new Float64Array(length),
    low: new Float64Array(length),
    size: length,
  };
  for (let at = 0; at < length; at += 1) load(heap, keys, at);
  for (let at = (length >>> 1) - 1; at >= 0; at -= 1) sink(heap, at);
  return heap;
}

function removeTop(heap: Heap): number {
  const inspector = heap.ids[0]!;
  heap.size -= 1;
  swap(heap, 0, heap.size);
  sink(heap, 0);
  return inspector;
}

/** Puts somebody back who was taken out by `removeTop` before. */
function insert(heap: Heap, keys: Keys, inspector: number): void {
  let at = heap.size;
  heap.size += 1;
  heap.ids[at] = inspector;
  load(heap, keys, at);
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!before(heap, at, parent)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

/** The person for a seat, or −1; those who cannot take this very seat are set aside and put back. */
function choose(state: State, heap: Heap, keys: Keys): (seat: number) => number {
  const { avoid, seatTask } = state.model;
  const aside: number[] = [];
  return (seat) => {
    const avoided = avoid[seatTask[seat]!];
    let chosen = -1;
    while (heap.size > 0 && chosen < 0) {
      const top = heap.ids[0]!;
      if (!hasRoom(state, top)) {
        removeTop(heap);
      } else if (heap.high[0] !== keys.high[top] || heap.low[0] !== keys.low[top]) {
        load(heap, keys, 0);
        sink(heap, 0);
      } else if (avoided?.has(top) || inTeam(state, seat, top)) {
        aside.push(removeTop(heap));
      } else {
        chosen = top;
      }
    }
    for (let back = aside.pop(); back !== undefined; back = aside.pop()) insert(heap, keys, back);
    return chosen;
  };
}

/** Deals the seats; those that nobody could take are returned in order. */
export function deal(model: Model, tell: (done: number) => void): { state: State; open: number[] } {
  const state = emptyState(model);
  const keys = levelKeys(state);
  const choosers: ((seat: number) => number)[] = [];
  const open: number[] = [];
  for (let seat = 0; seat < model.seats; seat += 1) {
    const list = model.sigList[model.seatSig[seat]!]!;
    const chooser = (choosers[list] ??= choose(state, heapOf(model.lists.members[list]!, keys), keys));
    const inspector = chooser(seat);
    if (inspector < 0) {
      open.push(seat);
    } else {
      put(state, seat, inspector);
      keys.renew(inspector);
    }
    if ((seat & 0xfff) === 0) tell(seat);
  }
  return { state, open };
}
