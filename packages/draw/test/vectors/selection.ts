/** Vector files 3 and 4: quotas, and rank orders of the three methods with ties forced by given tickets. */
import { ascii, concat, equalBytes, hex, unhex } from '../../src/bytes.ts';
import { LEAF_LENGTH, objectLeaf } from '../../src/freeze.ts';
import type { HashProvider } from '../../src/hash-provider.ts';
import { logHash, providerFor } from '../../src/providers.ts';
import { previewQuotas, quotas } from '../../src/quotas.ts';
import { rankStratum } from '../../src/select.ts';
import type { Method, Rounding, Stratum } from '../../src/types.ts';
import { SUITES } from './primitives.ts';

const draw = (code: string, rate: readonly [number, number], change: object = {}): Stratum => ({
  code,
  name: code,
  rule: 'draw',
  rate,
  round: 'ceil',
  min: 0,
  max: null,
  base: 'eligible',
  method: 'equal',
  ...change,
});

export interface QuotaCase {
  readonly name: string;
  readonly suite: 'SHA256' | 'SM3';
  readonly strata: readonly Stratum[];
  readonly counts: readonly number[];
  /** K_rnd, hex. */
  readonly roundKey: string;
  readonly quotas: readonly number[];
  readonly preview: readonly object[];
}

interface QuotaInput {
  readonly strata: readonly Stratum[];
  readonly counts: readonly number[];
  readonly roundKey?: string;
}

function quotaCase(name: string, input: QuotaInput): QuotaCase {
  const { strata, counts, roundKey = '00'.repeat(32) } = input;
  return {
    name,
    suite: 'SHA256',
    strata,
    counts,
    roundKey,
    quotas: quotas({ strata, counts }, providerFor('SHA256'), unhex(roundKey)),
    preview: previewQuotas(strata, counts),
  };
}

const ROUNDINGS: readonly Rounding[] = ['ceil', 'half', 'floor', 'cascade'];

export function quotaCases(): readonly QuotaCase[] {
  const cases: QuotaCase[] = [];
  for (const round of ROUNDINGS) {
    for (const [n, a, b] of [
      [37, 15, 100],
      [10, 1, 2],
      [11, 1, 2],
      [3, 5, 100],
      [0, 15, 100],
      [20, 0, 1],
      [20, 1, 1],
      [1, 1, 1000000],
      [100, 7, 100],
      [4294967295, 333333, 1000000],
    ] as const)
      cases.push(
        quotaCase(`${n} at ${a}/${b} ${round}`, { strata: [draw('1', [a, b], { round })], counts: [n] }),
      );
    for (const [name, change] of [
      ['minimum 1', { min: 1 }],
      ['minimum above the stratum', { min: 9 }],
      ['maximum 0', { max: 0 }],
      ['maximum 1', { max: 1 }],
      ['minimum above maximum', { min: 3, max: 2 }],
    ] as const)
      cases.push(
        quotaCase(`${name} ${round}`, { strata: [draw('1', [5, 100], { round, ...change })], counts: [7] }),
      );
  }
  const none = { code: 'X', name: 'X', rule: 'none', of: '1', reason: 'frequency-cap' } as const;
  const all = { code: 'K', name: 'K', rule: 'all' } as const;
  for (const base of ['eligible', 'all'] as const)
    cases.push(
      quotaCase(`base ${base}`, { strata: [draw('1', [1, 4], { base }), none, all], counts: [10, 10, 3] }),
    );
  cases.push(
    quotaCase('base all, more wanted than eligible', {
      strata: [draw('1', [1, 1], { base: 'all' }), none],
      counts: [2, 30],
    }),
  );
  for (let i = 0; i < 20; i += 1) {
    const key = hex(logHash.hash(ascii(`quota ${i}`)));
    const strata = [
      draw('1', [15, 100], { round: 'cascade' }),
      draw('2', [1, 3], { round: 'cascade' }),
      all,
      draw('3', [2, 7], { round: 'cascade', max: 2 }),
      draw('4', [1, 6], { round: 'cascade', base: 'all' }),
      { ...none, of: '4' },
    ];
    cases.push(quotaCase(`cascade ${i}`, { strata, counts: [1, 1, 2, 9, 3, 4], roundKey: key }));
  }
  return cases;
}

export interface SelectCase {
  readonly name: string;
  readonly method: Method;
  readonly quota: number;
  /** KH(K_rnd, "pps", U16(0)), hex. */
  readonly coin: string;
  readonly members: readonly { readonly c: string; readonly weight: number; readonly ticket: string }[];
  /** c in rank order. */
  readonly order: readonly string[];
}

/** A provider whose tickets and coin are given: what forces ties. */
export function stubProvider(given: Pick<SelectCase, 'members' | 'coin'>): HashProvider {
  const tickets = new Map(given.members.map(({ c, ticket }) => [c, ticket]));
  return {
    suite: 'SHA256',
    hash: (message) =>
      equalBytes(message.subarray(-2), Uint8Array.of(0, 0)) ? unhex(given.coin) : new Uint8Array(32),
    batch96: (_prefix, items) => {
      const out = new Uint8Array(items.length);
      for (let at = 0; at < items.length; at += 32)
        out.set(unhex(tickets.get(hex(items.subarray(at, at + 32))) ?? ''), at);
      return out;
    },
    merkle: () => new Uint8Array(32),
  };
}

/** Rank order of a case under the stub. */
export function orderOf(given: Omit<SelectCase, 'order'>): readonly string[] {
  const leaves = concat(...given.members.map(({ c, weight }) => objectLeaf(0, weight, unhex(c))));
  const keys = { select: new Uint8Array(32), round: new Uint8Array(32) };
  const input = { h: 0, method: given.method, leaves, quota: given.quota, keep: leaves.length / LEAF_LENGTH };
  return rankStratum(input, stubProvider(given), keys).map((row) => hex(row.c));
}

/** Tickets by case: all different, all equal, equal in the first 6, 8 and 31 bytes. */
const TICKETS: readonly (readonly [string, (random: Uint8Array, i: number) => Uint8Array])[] = [
  ['distinct tickets', (random) => random],
  ['one ticket for all', () => new Uint8Array(32).fill(7)],
  ['tickets equal in 6 bytes', (random) => concat(new Uint8Array(6).fill(9), random.subarray(6))],
  ['tickets equal in 8 bytes', (random) => concat(new Uint8Array(8).fill(9), random.subarray(8))],
  ['two tickets', (_, i) => new Uint8Array(32).fill(i % 2)],
  ['tickets that differ in the last byte', (_, i) => concat(new Uint8Array(31), Uint8Array.of(255 - i))],
];

export function selectCases(): readonly SelectCase[] {
  const cases: SelectCase[] = [];
  for (const method of ['equal', 'seqpoisson', 'pps'] as const)
    for (const [name, ticket] of TICKETS)
      for (const [n, quota] of [
        [1, 1],
        [8, 0],
        [8, 2],
        [20, 3],
        [20, 20],
        [37, 6],
      ] as const) {
        const full = `${name}, ${n} choose ${quota}`;
        const members = Array.from({ length: n }, (_, i) => {
          const random = logHash.hash(ascii(`${method} ${full} ${i}`));
          const weight = method === 'equal' ? 1 : [1, 2, 4, 40][i % 4];
          return { c: hex(logHash.hash(random)), weight: weight ?? 1, ticket: hex(ticket(random, i)) };
        });
        const coin = hex(logHash.hash(ascii(`coin ${full}`)));
        const given = { name: full, method, quota, coin, members };
        cases.push({ ...given, order: orderOf(given) });
      }
  return cases;
}

export function quotaFile(): object {
  return {
    note: 'roundKey is K_rnd; the preview is what is shown before there is a seed',
    suites: SUITES,
    cases: quotaCases(),
  };
}

export function selectFile(): object {
  return {
    note: 'the rank order of one stratum of index 0 from given tickets; coin is KH(K_rnd, "pps", U16(0))',
    cases: selectCases(),
  };
}
