/**
 * SELECT (§7): tickets, rank orders of the three methods, and bottom-k rankings that can be built from any
 * pieces of a frame in any order and merged, so that 10^7 objects need memory for the drawn ones only.
 */
import { compareBytes, concat, equalBytes, hex, toInt, u16 } from './bytes.ts';
import { DrawError } from './error.ts';
import { LEAF_LENGTH, weightAt } from './freeze.ts';
import type { HashProvider } from './hash-provider.ts';
import type { DrawKeys } from './seed.ts';
import { keyed, ticketPrefix } from './tagged.ts';
import type { Hex, Method } from './types.ts';

/** One object in rank order. */
export interface Ranked {
  readonly ticket: Uint8Array;
  readonly c: Uint8Array;
}

const BLOCK = 4096;
const HIGH_BYTES = 6;

function high(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 0; i < HIGH_BYTES; i += 1) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

/** Bottom-k of whatever is pushed: memory for about twice `keep` rows, any order, mergeable (§7.5). */
export interface Ranking {
  /** Leaves of 39 bytes of one stratum, concatenated. */
  push(leaves: Uint8Array): void;
  /** The `keep` smallest by (ticket, c), ascending, as rows of 64 bytes: ticket ‖ c. */
  finish(): Uint8Array;
}

/** Bytes of one row of a ranking: ticket ‖ c. */
export const ROW_LENGTH = 64;

/** Rows of a finished ranking as objects; views, not copies. */
export function rankedRows(rows: Uint8Array): readonly Ranked[] {
  const out: Ranked[] = [];
  for (let at = 0; at < rows.length; at += ROW_LENGTH)
    out.push({ ticket: rows.subarray(at, at + 32), c: rows.subarray(at + 32, at + ROW_LENGTH) });
  return out;
}

/** The `keep` smallest rows of 64 bytes, ascending. */
function smallest(rows: Uint8Array, keep: number): Uint8Array {
  const count = rows.length / ROW_LENGTH;
  const first = new Float64Array(count);
  for (let i = 0; i < count; i += 1) first[i] = high(rows, i * ROW_LENGTH);
  const row = (i: number): Uint8Array => rows.subarray(i * ROW_LENGTH, (i + 1) * ROW_LENGTH);
  const order = new Uint32Array(count).map((_, i) => i);
  order.sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0) || compareBytes(row(a), row(b)));
  const kept = order.subarray(0, keep);
  const out = new Uint8Array(kept.length * ROW_LENGTH);
  kept.forEach((from, to) => {
    out.set(row(from), to * ROW_LENGTH);
  });
  return out;
}

/**
 * Starts a ranking for method `equal`.
 * @param options.limit optional prefilter of §7.5: tickets whose first 6 bytes reach it are dropped; whoever
 *   uses one must redo without it when fewer than `keep` rows come back
 */
export function startRanking(
  hash: HashProvider,
  selectKey: Uint8Array,
  options: { readonly keep: number; readonly limit?: number },
): Ranking {
  const prefix = ticketPrefix(hash, selectKey);
  const { keep } = options;
  const capacity = (2 * keep + BLOCK) * ROW_LENGTH;
  let buffer = new Uint8Array(Math.min(capacity, 2 * BLOCK * ROW_LENGTH));
  let used = 0;
  let limit = options.limit ?? Number.POSITIVE_INFINITY;
  const compact = (): void => {
    const kept = smallest(buffer.subarray(0, used), keep);
    buffer.set(kept);
    used = kept.length;
    if (used === keep * ROW_LENGTH) limit = Math.min(limit, high(buffer, used - ROW_LENGTH) + 1);
  };
  const makeRoom = (): void => {
    if (used + BLOCK * ROW_LENGTH <= buffer.length) return;
    if (used >= 2 * keep * ROW_LENGTH) compact();
    if (used + BLOCK * ROW_LENGTH <= buffer.length) return;
    const bigger = new Uint8Array(Math.max(2 * buffer.length, used + BLOCK * ROW_LENGTH));
    bigger.set(buffer.subarray(0, used));
    buffer = bigger;
  };
  const pushBlock = (block: Uint8Array): void => {
    makeRoom();
    const items = commitments(block);
    const tickets = hash.batch96(prefix, items);
    for (let at = 0; at < tickets.length; at += 32) {
      if (high(tickets, at) >= limit) continue;
      buffer.set(tickets.subarray(at, at + 32), used);
      buffer.set(items.subarray(at, at + 32), used + 32);
      used += ROW_LENGTH;
    }
  };
  return {
    push(leaves) {
      if (leaves.length % LEAF_LENGTH !== 0)
        throw new DrawError('select.leaves', 'leaves of 39 bytes expected');
      if (keep === 0) return;
      for (let from = 0; from < leaves.length; from += BLOCK * LEAF_LENGTH)
        pushBlock(leaves.subarray(from, from + BLOCK * LEAF_LENGTH));
    },
    finish() {
      compact();
      return buffer.slice(0, used);
    },
  };
}

/** The c of each leaf, concatenated. */
export function commitments(leaves: Uint8Array): Uint8Array {
  const count = leaves.length / LEAF_LENGTH;
  const items = new Uint8Array(count * 32);
  for (let i = 0; i < count; i += 1)
    items.set(leaves.subarray(i * LEAF_LENGTH + 7, (i + 1) * LEAF_LENGTH), i * 32);
  return items;
}

/** bottom_k of the union of finished rankings of disjoint pieces (§7.5). */
export function mergeRankings(pieces: readonly Uint8Array[], keep: number): Uint8Array {
  return smallest(concat(...pieces), keep);
}

function byTicket(a: Ranked, b: Ranked): number {
  return compareBytes(a.ticket, b.ticket) || compareBytes(a.c, b.c);
}

/**
 * Upper bound of the first 8 ticket bytes for a prefilter, as an integer below 2^64 (§7.5), or null when nothing
 * would be filtered out.
 */
export function prefilter(keep: number, members: number): bigint | null {
  if (members === 0) return null;
  const wanted = keep + Math.ceil(8 * Math.sqrt(keep)) + 20;
  if (wanted >= members) return null;
  return ((1n << 64n) * BigInt(wanted)) / BigInt(members);
}

/** Ticket of an object, 32 bytes (§7.3). */
export function ticketOf(hash: HashProvider, selectKey: Uint8Array, c: Uint8Array): Uint8Array {
  return keyed(hash, selectKey)('ticket', c);
}

export interface StratumInput {
  /** Stratum index. */
  readonly h: number;
  readonly method: Method;
  /** All leaves of the stratum. */
  readonly leaves: Uint8Array;
  readonly quota: number;
  /** How many rows of the rank order are wanted: quota plus reserves. */
  readonly keep: number;
}

/** The first `keep` rows of a stratum's rank order. */
export function rankStratum(
  input: StratumInput,
  hash: HashProvider,
  keys: Pick<DrawKeys, 'select' | 'round'>,
): readonly Ranked[] {
  if (input.method === 'equal') return rankEqual(input, hash, keys.select);
  const all = weigh(input.leaves, hash, keys.select);
  const { certain, rest, kappa } = certainty(all, input.quota);
  const tail =
    input.method === 'seqpoisson'
      ? sequential(rest)
      : systematic(rest, kappa, (total) => {
          return toInt(keyed(hash, keys.round)('pps', u16(input.h))) % total;
        });
  return [...certain, ...tail].slice(0, input.keep);
}

function rankEqual(input: StratumInput, hash: HashProvider, selectKey: Uint8Array): readonly Ranked[] {
  const members = input.leaves.length / LEAF_LENGTH;
  const keep = Math.min(input.keep, members);
  const bound = prefilter(keep, members);
  if (bound !== null) {
    const limit = Number(bound >> 16n) + 1;
    const quick = startRanking(hash, selectKey, { keep, limit });
    quick.push(input.leaves);
    const rows = quick.finish();
    if (rows.length === keep * ROW_LENGTH) return rankedRows(rows);
  }
  const whole = startRanking(hash, selectKey, { keep });
  whole.push(input.leaves);
  return rankedRows(whole.finish());
}

interface Weighted extends Ranked {
  readonly w: bigint;
}

function weigh(leaves: Uint8Array, hash: HashProvider, selectKey: Uint8Array): Weighted[] {
  const items = commitments(leaves);
  const tickets = hash.batch96(ticketPrefix(hash, selectKey), items);
  const rows: Weighted[] = [];
  for (let at = 0; at < items.length; at += 32)
    rows.push({
      ticket: tickets.slice(at, at + 32),
      c: items.slice(at, at + 32),
      w: BigInt(weightAt(leaves, (at / 32) * LEAF_LENGTH)),
    });
  return rows.sort(byTicket);
}

/** Units so heavy that they are drawn with certainty, in base order, and what is left to draw (§7.3). */
function certainty(
  all: readonly Weighted[],
  quota: number,
): { readonly certain: readonly Weighted[]; readonly rest: readonly Weighted[]; readonly kappa: bigint } {
  let rest = all;
  let kappa = BigInt(quota);
  const certain: Weighted[] = [];
  while (kappa > 0n) {
    let total = 0n;
    for (const row of rest) total += row.w;
    const share = kappa;
    const heavy = rest.filter((row) => share * row.w >= total);
    if (heavy.length === 0) break;
    certain.push(...heavy);
    rest = rest.filter((row) => share * row.w < total);
    kappa -= BigInt(heavy.length);
  }
  return { certain: certain.sort(byTicket), rest, kappa };
}

function sequential(rest: readonly Weighted[]): readonly Ranked[] {
  return rest
    .map((row) => ({ row, key: (toInt(row.ticket) << 32n) / row.w }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : byTicket(a.row, b.row)))
    .map(({ row }) => row);
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function systematic(
  rest: readonly Weighted[],
  kappa: bigint,
  coin: (total: bigint) => bigint,
): readonly Ranked[] {
  let total = 0n;
  for (const row of rest) total += row.w;
  if (total === 0n) return [];
  const u = coin(total);
  const taken: Weighted[] = [];
  const others: Weighted[] = [];
  let before = 0n;
  for (const row of rest) {
    const after = before + kappa * row.w;
    const hit = floorDiv(after - 1n - u, total) > floorDiv(before - 1n - u, total);
    (hit ? taken : others).push(row);
    before = after;
  }
  return [...taken, ...others];
}

/** 0x53 ‖ U16(stratum) ‖ U32(rank) ‖ c, ranks from 1 (§9). */
export const SELECTION_LEAF_LENGTH = 39;

/** Ticket of rank k for method `equal`, else null (§9). */
export function thresholdOf(method: Method | null, drawn: readonly Ranked[]): Hex | null {
  const last = drawn.at(-1);
  return method === 'equal' && last !== undefined ? hex(last.ticket) : null;
}

/** Rank (from 1) of a commitment in a rank order, or 0. */
export function rankIn(rows: readonly Ranked[], c: Uint8Array): number {
  return rows.findIndex((row) => equalBytes(row.c, c)) + 1;
}
