/**
 * The assignment problem in flat arrays: tasks in their drawn order, seats, who is eligible for what (§8.1).
 * Built once per assignment and then read only; it knows nothing of who holds which seat.
 */
import { compareBytes, concat } from '../bytes.ts';
import { DrawError } from '../error.ts';
import type { HashProvider } from '../hash-provider.ts';
import { type Label, tag } from '../tagged.ts';
import { buildLists, type EligibilityLists } from './eligibility.ts';
import { checkInput } from './input.ts';
import type { AssignInput } from './types.ts';

/** Seats and persons are counted in 32-bit arrays, and 64-bit remainders are taken in doubles. */
const LARGEST = 2 ** 26;

export interface Model {
  readonly input: AssignInput;
  readonly hash: HashProvider;
  readonly inspectors: number;
  readonly seats: number;
  readonly cap: Float64Array;
  readonly load: Float64Array;
  /** Inspectors in the order of `KH(K,"perm",c)`. */
  readonly rho: Int32Array;
  /** Position → index into `input.tasks`, in the order of `KH(K,"task",c)`. */
  readonly order: Int32Array;
  /** First seat of each task position; one more entry ends the last task. */
  readonly firstSeat: Int32Array;
  readonly seatTask: Int32Array;
  readonly seatGroup: Int32Array;
  readonly seatK: Int32Array;
  /** Number of the seat's requirement (dept, skills, area or `*`). */
  readonly seatSig: Int32Array;
  readonly signatures: readonly Signature[];
  readonly lists: EligibilityLists;
  /** Signature → list of `lists`. */
  readonly sigList: Int32Array;
  /** Task position → inspectors to avoid. */
  readonly avoid: readonly (ReadonlySet<number> | undefined)[];
}

export interface Signature {
  readonly dept: string;
  readonly skills: readonly string[];
  readonly area: string;
}

/** `K ‖ T(label)`, the block that precedes every keyed hash of the assignment. */
export function keyPrefix(hash: HashProvider, key: Uint8Array, label: Label): Uint8Array {
  return concat(key, tag(hash, label));
}

/** Indices of `digests` sorted by their first `width` bytes, ties by `tie`. */
function sortByDigest(digests: Uint8Array, width: number, tie: (a: number, b: number) => number): Int32Array {
  const count = digests.length / 32;
  const head = new Float64Array(count);
  const view = new DataView(digests.buffer, digests.byteOffset, digests.length);
  for (let n = 0; n < count; n += 1) head[n] = view.getUint32(32 * n) * 65536 + view.getUint16(32 * n + 4);
  const full = (n: number): Uint8Array => digests.subarray(32 * n, 32 * n + width);
  return Int32Array.from({ length: count }, (_, n) => n).sort(
    (a, b) => head[a]! - head[b]! || compareBytes(full(a), full(b)) || tie(a, b),
  );
}

function joined(items: readonly { readonly c: Uint8Array }[]): Uint8Array {
  const out = new Uint8Array(items.length * 32);
  items.forEach((item, n) => out.set(item.c, 32 * n));
  return out;
}

/** Seats task by task, group by group, `n` times (§8.1). */
function layOut(
  input: AssignInput,
  order: Int32Array,
): Pick<Model, 'firstSeat' | 'seatTask' | 'seatGroup' | 'seatK' | 'seatSig' | 'signatures' | 'seats'> {
  let seats = 0;
  for (const task of input.tasks) for (const group of task.groups) seats += group.n;
  if (seats > LARGEST) throw new DrawError('assign.too_large', `${seats} seats, at most ${LARGEST}`);
  const firstSeat = new Int32Array(order.length + 1);
  const [seatTask, seatGroup] = [new Int32Array(seats), new Int32Array(seats)];
  const [seatK, seatSig] = [new Int32Array(seats), new Int32Array(seats)];
  const signatures: Signature[] = [];
  const known = new Map<string, number>();
  const signatureOf = (signature: Signature): number => {
    const key = JSON.stringify([signature.dept, signature.skills, signature.area]);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, signatures.length);
    return signatures.push(signature) - 1;
  };
  let seat = 0;
  order.forEach((index, position) => {
    const task = input.tasks[index]!;
    firstSeat[position] = seat;
    task.groups.forEach(({ dept, skills, n, anyArea }, group) => {
      const sig = n > 0 ? signatureOf({ dept, skills, area: anyArea ? '*' : task.area }) : 0;
      for (let k = 0; k < n; k += 1, seat += 1) {
        seatTask[seat] = position;
        seatGroup[seat] = group;
        seatK[seat] = k;
        seatSig[seat] = sig;
      }
    });
  });
  firstSeat[order.length] = seat;
  return { firstSeat, seatTask, seatGroup, seatK, seatSig, signatures, seats };
}

/** Position of `c` in the byte-sorted sequence `at(0) … at(count − 1)`, or −1. */
function find(c: Uint8Array, count: number, at: (n: number) => Uint8Array): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareBytes(at(middle), c) < 0) low = middle + 1;
    else high = middle;
  }
  return low < count && compareBytes(at(low), c) === 0 ? low : -1;
}

/** Finds tasks (index into input) and inspectors by commitment. */
export interface Finder {
  readonly task: (c: Uint8Array) => number;
  readonly inspector: (c: Uint8Array) => number;
}

/** Look-up by commitment, −1 for strangers. */
export function finder(input: AssignInput): Finder {
  const { tasks, inspectors } = input;
  const byC = Int32Array.from(tasks, (_, n) => n).sort((a, b) => compareBytes(tasks[a]!.c, tasks[b]!.c));
  return {
    task: (c) => byC[find(c, tasks.length, (n) => tasks[byC[n]!]!.c)] ?? -1,
    inspector: (c) => find(c, inspectors.length, (n) => inspectors[n]!.c),
  };
}

function avoidance(input: AssignInput, order: Int32Array): (Set<number> | undefined)[] {
  const avoid: (Set<number> | undefined)[] = Array.from({ length: order.length });
  if (input.pairs.length === 0) return avoid;
  const where = finder(input);
  const position = new Int32Array(order.length);
  order.forEach((index, at) => {
    position[index] = at;
  });
  for (const [object, person] of input.pairs) {
    const task = where.task(object);
    const inspector = task < 0 ? -1 : where.inspector(person);
    if (inspector >= 0) (avoid[position[task]!] ??= new Set()).add(inspector);
  }
  return avoid;
}

/** Prepares an assignment. Throws DrawError `assign.invalid` or `assign.too_large`. */
export function buildModel(input: AssignInput, hash: HashProvider): Model {
  checkInput(input);
  const { key, tasks, inspectors } = input;
  if (inspectors.length > LARGEST) throw new DrawError('assign.too_large', 'too many inspectors');
  const taskDigests = hash.batch96(keyPrefix(hash, key, 'task'), joined(tasks));
  const order = sortByDigest(taskDigests, 32, (a, b) => compareBytes(tasks[a]!.c, tasks[b]!.c));
  const personDigests = hash.batch96(keyPrefix(hash, key, 'perm'), joined(inspectors));
  const rho = sortByDigest(personDigests, 8, (a, b) => a - b);
  const layout = layOut(input, order);
  const { lists, sigList } = buildLists(
    inspectors.map((inspector) => inspector.pub),
    rho,
    layout.signatures,
  );
  return {
    input,
    hash,
    inspectors: inspectors.length,
    cap: Float64Array.from(inspectors, (inspector) => inspector.pub.cap),
    load: Float64Array.from(inspectors, (inspector) => inspector.pub.load),
    rho,
    order,
    ...layout,
    lists,
    sigList,
    avoid: avoidance(input, order),
  };
}

/** `elig(s, i)` of Annex A: the static rule of §8.1 with the avoidance pairs. */
export function eligible(model: Model, seat: number, inspector: number): boolean {
  const list = model.sigList[model.seatSig[seat]!]!;
  return model.lists.has(list, inspector) && !model.avoid[model.seatTask[seat]!]?.has(inspector);
}
