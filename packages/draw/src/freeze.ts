/**
 * FREEZE (§5): commitments and leaves of objects, inspectors and avoidance pairs, parameter document and F.
 * The bulk functions take and give flat bytes so that a server can stream millions of rows through them;
 * secrets (M, M_I) are arguments and are never kept.
 */
import { base32, compareBytes, concat, encodeUtf8, hex, lp, u16, u32, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import type { HashProvider } from './hash-provider.ts';
import { checkText, jcs } from './json.ts';
import { keyed, tagged } from './tagged.ts';
import { growingTree } from './tree.ts';
import type { Hex, InspectorPub, Params, Plan } from './types.ts';

/** Bytes of one object leaf. */
export const LEAF_LENGTH = 39;
const OBJECT_TAG = 0x4f;

/** TH("rec", jcs(record)): independent of the draw, may be kept per register version. @throws DrawError `json.*` */
export function recordHash(hash: HashProvider, record: object): Uint8Array {
  return tagged(hash, 'rec', jcs(record));
}

/** Salt of the record with this id under a 32-byte master key. @throws DrawError `json.string` */
export function saltOf(hash: HashProvider, master: Uint8Array, id: string): Uint8Array {
  if (master.length !== 32) throw new DrawError('freeze.master', 'the master key has 32 bytes');
  return keyed(hash, master)('salt', encodeUtf8(checkText(id)));
}

/** c of an object: TH("obj", salt ‖ record hash). */
export function objectCommitment(hash: HashProvider, salt: Uint8Array, record: Uint8Array): Uint8Array {
  return tagged(hash, 'obj', concat(salt, record));
}

/** c of an inspector: TH("insp", salt ‖ record hash). */
export function inspectorCommitment(hash: HashProvider, salt: Uint8Array, record: Uint8Array): Uint8Array {
  return tagged(hash, 'insp', concat(salt, record));
}

/** TH("blind", M), 32 bytes hex. */
export function blindOf(hash: HashProvider, master: Uint8Array): Hex {
  return hex(tagged(hash, 'blind', master));
}

/** 0x4F ‖ U16(stratum) ‖ U32(weight) ‖ c. @throws DrawError `bytes.range` */
export function objectLeaf(stratum: number, weight: number, c: Uint8Array): Uint8Array {
  return concat(new Uint8Array([OBJECT_TAG]), u16(stratum), u32(weight), c);
}

/** 0x49 ‖ lp(jcs(pub)) ‖ c. */
export function inspectorLeaf(pub: InspectorPub, c: Uint8Array): Uint8Array {
  return concat(new Uint8Array([0x49]), lp(jcs(pub)), c);
}

/** 0x58 ‖ c of the object ‖ c of the inspector. */
export function pairLeaf(object: Uint8Array, inspector: Uint8Array): Uint8Array {
  return concat(new Uint8Array([0x58]), object, inspector);
}

/**
 * Sorts equal-length entries ascending as bytes.
 * Compares by the two 6-byte halves of the first 12 bytes as numbers first, which is what makes 10^6 leaves quick.
 */
export function sortEntries(data: Uint8Array, length: number): Uint8Array {
  const count = data.length / length;
  const key = (at: number): number => {
    let value = 0;
    for (let i = 0; i < 6; i += 1) value = value * 256 + (data[at + i] ?? 0);
    return value;
  };
  const high = new Float64Array(count);
  const low = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    high[i] = key(i * length);
    low[i] = key(i * length + 6);
  }
  const order = new Uint32Array(count).map((_, i) => i);
  const entry = (i: number): Uint8Array => data.subarray(i * length, (i + 1) * length);
  order.sort(
    (a, b) =>
      (high[a] ?? 0) - (high[b] ?? 0) || (low[a] ?? 0) - (low[b] ?? 0) || compareBytes(entry(a), entry(b)),
  );
  const out = new Uint8Array(data.length);
  order.forEach((from, to) => {
    out.set(entry(from), to * length);
  });
  return out;
}

/** What stands wrong with a frame, by the first leaf concerned; null when it is well-formed (§11 step 3). */
export function frameFault(frame: Uint8Array, strata: number): string | null {
  if (frame.length % LEAF_LENGTH !== 0) return `${frame.length} bytes are not a multiple of ${LEAF_LENGTH}`;
  for (let at = 0; at < frame.length; at += LEAF_LENGTH) {
    const index = at / LEAF_LENGTH;
    if (frame[at] !== OBJECT_TAG) return `leaf ${index} does not begin with 4f`;
    if (stratumAt(frame, at) >= strata) return `leaf ${index} names stratum ${stratumAt(frame, at)}`;
    if (weightAt(frame, at) === 0) return `leaf ${index} has weight 0`;
    if (at > 0 && !ascends(frame, at)) return `leaf ${index} does not follow leaf ${index - 1}`;
  }
  return null;
}

function ascends(frame: Uint8Array, at: number): boolean {
  for (let i = 0; i < LEAF_LENGTH; i += 1) {
    const difference = (frame[at + i] ?? 0) - (frame[at + i - LEAF_LENGTH] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** Stratum index of the leaf at a byte offset. */
export function stratumAt(frame: Uint8Array, at: number): number {
  return (frame[at + 1] ?? 0) * 256 + (frame[at + 2] ?? 0);
}

/** Weight of the leaf at a byte offset. */
export function weightAt(frame: Uint8Array, at: number): number {
  return (
    (frame[at + 3] ?? 0) * 0x1000000 +
    (((frame[at + 4] ?? 0) << 16) | ((frame[at + 5] ?? 0) << 8) | (frame[at + 6] ?? 0))
  );
}

/** Index of the first leaf whose c stands twice in the frame, or −1. */
export function repeatedCommitment(frame: Uint8Array): number {
  const count = frame.length / LEAF_LENGTH;
  const items = new Uint8Array(count * 32);
  for (let i = 0; i < count; i += 1)
    items.set(frame.subarray(i * LEAF_LENGTH + 7, (i + 1) * LEAF_LENGTH), i * 32);
  const sorted = sortEntries(items, 32);
  for (let i = 1; i < count; i += 1) {
    const here = sorted.subarray(i * 32, (i + 1) * 32);
    if (compareBytes(sorted.subarray((i - 1) * 32, i * 32), here) === 0)
      return indexOfCommitment(frame, here);
  }
  return -1;
}

/** Leaf index of a commitment by one pass over the frame, or −1. */
export function indexOfCommitment(frame: Uint8Array, c: Uint8Array): number {
  const first = c[0];
  for (let at = 0; at < frame.length; at += LEAF_LENGTH) {
    if (frame[at + 7] === first && compareBytes(frame.subarray(at + 7, at + LEAF_LENGTH), c) === 0)
      return at / LEAF_LENGTH;
  }
  return -1;
}

/** Number of members of each stratum (§7.1). */
export function countStrata(frame: Uint8Array, strata: number): number[] {
  const counts = Array.from({ length: strata }, () => 0);
  for (let at = 0; at < frame.length; at += LEAF_LENGTH) {
    const h = stratumAt(frame, at);
    counts[h] = (counts[h] ?? 0) + 1;
  }
  return counts;
}

/** Root over the inspectors' leaves in the order given (§5.2: order of c). */
export function inspectorsRoot(
  hash: HashProvider,
  rows: readonly { readonly pub: InspectorPub; readonly c: Hex }[],
): Hex {
  const tree = growingTree(hash);
  for (const row of rows) tree.append(inspectorLeaf(row.pub, unhex(row.c, 32)));
  return hex(tree.root());
}

/** Root over avoidance pairs in the order given (§5.3: sorted). */
export function conflictsRoot(hash: HashProvider, pairs: readonly (readonly [Hex, Hex])[]): Hex {
  const tree = growingTree(hash);
  for (const [object, inspector] of pairs) tree.append(pairLeaf(unhex(object, 32), unhex(inspector, 32)));
  return hex(tree.root());
}

/** The parameter document: the plan plus roots and counts. Absent optional members stay absent. */
export function paramsOf(plan: Plan, roots: Pick<Params, 'frame' | 'inspectors' | 'conflicts'>): Params {
  return { v: 'rdraw/1', ...plan, ...roots };
}

/** F = TH("freeze", jcs(params)) as hex (§5.4). @throws DrawError `json.*` */
export function freezeId(hash: HashProvider, params: object): Hex {
  return hex(tagged(hash, 'freeze', jcs(params)));
}

/** Base32 in 13 groups of 4 (§5.5). @throws DrawError `bytes.hex` */
export function displayFreezeId(id: Hex): string {
  return (base32(unhex(id, 32)).match(/.{4}/gu) ?? []).join(' ');
}
