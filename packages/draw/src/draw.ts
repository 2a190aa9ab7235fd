/**
 * Step 2 of a draw: from the frozen state and the contributions to seed, quotas, selection, reserves and teams
 * (§6.1, §7, §8). Deterministic; whether the contributions are admissible is checked before and by `verifyBundle`.
 */
import { concat, hex, u16, u32, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import { countStrata, freezeId, LEAF_LENGTH } from './freeze.ts';
import type { HashProvider } from './hash-provider.ts';
import { providerFor } from './providers.ts';
import { quotas } from './quotas.ts';
import {
  contributionBytes,
  countEntropy,
  type DrawKeys,
  ENTROPY_REFUSED_BELOW,
  keysOf,
  seedOf,
} from './seed.ts';
import { type Ranked, rankStratum, SELECTION_LEAF_LENGTH, thresholdOf } from './select.ts';
import { assignTeams } from './team.ts';
import type {
  AssignmentRow,
  AssignSummary,
  Contribution,
  Hex,
  InspectorRow,
  Method,
  Params,
  ReserveRow,
  SelectedRow,
} from './types.ts';

export interface DrawInput {
  readonly params: Params;
  /** frame.bin */
  readonly frame: Uint8Array;
  readonly inspectors: readonly InspectorRow[];
  readonly conflicts: readonly (readonly [Hex, Hex])[];
  readonly contributions: readonly Contribution[];
  /** Area of a drawn object; asked for drawn objects only. */
  readonly areaOf: (c: Hex) => string;
}

export interface DrawOptions {
  readonly provider?: HashProvider;
  readonly onProgress?: (step: 'selection' | 'assignment', done: number, total: number) => void;
}

/** The selection without teams: what `frame.bin` and the seed decide. */
export interface Selection {
  readonly counts: readonly number[];
  readonly quotas: readonly number[];
  readonly threshold: readonly (Hex | null)[];
  readonly selRoot: Hex;
  readonly selected: readonly (SelectedRow & { readonly ticket: Hex })[];
  readonly reserves: readonly (ReserveRow & { readonly ticket: Hex })[];
  /** How many reserves of each stratum are listed. */
  readonly reserveCounts: readonly number[];
}

export interface Drawn extends Selection {
  readonly freezeId: Hex;
  readonly seed: Hex;
  /** Counted entropy, whole bits. */
  readonly bits: number;
  readonly selected: readonly (SelectedRow & { readonly ticket: Hex; readonly area: string })[];
  readonly assignment: readonly AssignmentRow[] | null;
  /** null for a draw of kind `select`. */
  readonly assign: AssignSummary | null;
}

/**
 * How many reserves a stratum lists: all of them up to 10 000 members, else twice the quota, at least 20.
 * The number is part of the signed certificate, so that a shortened list is noticed.
 */
export function reserveCount(members: number, quota: number): number {
  const others = members - quota;
  return members <= 10_000 ? others : Math.min(others, Math.max(20, 2 * quota));
}

/** Rank orders of one stratum as far as the certificate needs them; a server that streams brings its own rows. */
export interface RankedStratum {
  readonly quota: number;
  readonly method: Method | null;
  /** Quota and listed reserves, in rank order. */
  readonly rows: readonly Ranked[];
}

/** Selection leaf 0x53 ‖ U16(stratum) ‖ U32(rank) ‖ c (§9). */
export function selectionLeaf(row: {
  readonly stratum: number;
  readonly rank: number;
  readonly c: Uint8Array;
}): Uint8Array {
  return concat(new Uint8Array([0x53]), u16(row.stratum), u32(row.rank), row.c);
}

/** Puts ranked strata together: rows, thresholds, reserve lists, selRoot (§9). */
export function selectionFrom(
  strata: readonly RankedStratum[],
  counts: readonly number[],
  hash: HashProvider,
): Selection {
  const selected: (SelectedRow & { ticket: Hex })[] = [];
  const reserves: (ReserveRow & { ticket: Hex })[] = [];
  const size = strata.reduce((sum, { quota }) => sum + quota, 0);
  const leaves = new Uint8Array(size * SELECTION_LEAF_LENGTH);
  strata.forEach(({ quota, rows }, stratum) => {
    rows.forEach(({ c, ticket }, i) => {
      const row = { stratum, rank: i + 1, c: hex(c), ticket: hex(ticket) };
      if (i < quota)
        leaves.set(selectionLeaf({ stratum, rank: i + 1, c }), selected.length * SELECTION_LEAF_LENGTH);
      (i < quota ? selected : reserves).push(row);
    });
  });
  return {
    counts,
    quotas: strata.map(({ quota }) => quota),
    threshold: strata.map(({ method, rows, quota }) => thresholdOf(method, rows.slice(0, quota))),
    selRoot: hex(hash.merkle(leaves, SELECTION_LEAF_LENGTH)),
    selected,
    reserves,
    reserveCounts: strata.map(({ rows, quota }) => rows.length - quota),
  };
}

/** Byte range of every stratum in a sorted frame. */
function sliceStrata(frame: Uint8Array, counts: readonly number[]): readonly Uint8Array[] {
  let from = 0;
  return counts.map((count) => {
    const part = frame.subarray(from, from + count * LEAF_LENGTH);
    from += part.length;
    return part;
  });
}

/** Counts, quotas, tickets and ranks of a frame in memory (§7). */
export function selectFrom(
  input: { readonly params: Pick<Params, 'strata'>; readonly frame: Uint8Array; readonly keys: DrawKeys },
  hash: HashProvider,
  onProgress?: (done: number, total: number) => void,
): Selection {
  const { strata } = input.params;
  const counts = countStrata(input.frame, strata.length);
  const quota = quotas({ strata, counts }, hash, input.keys.round);
  let done = 0;
  const ranked = sliceStrata(input.frame, counts).map((leaves, h): RankedStratum => {
    const stratum = strata[h];
    const k = quota[h] ?? 0;
    const members = counts[h] ?? 0;
    const method = stratum?.rule === 'draw' ? stratum.method : null;
    const keep = stratum?.rule === 'draw' ? k + reserveCount(members, k) : k;
    const rows = rankStratum({ h, method: method ?? 'equal', leaves, quota: k, keep }, hash, input.keys);
    done += members;
    onProgress?.(done, input.frame.length / LEAF_LENGTH);
    return { quota: k, method, rows };
  });
  return selectionFrom(ranked, counts, hash);
}

/** The seed of contributions in order of `j`. @throws DrawError `seed.missing` */
export function seedFrom(
  params: Params,
  contributions: readonly Contribution[],
  hash: HashProvider,
): { readonly freezeId: Hex; readonly seed: Uint8Array; readonly bits: number } {
  const id = freezeId(hash, params);
  const entropy = params.seed.sources.map((source, j) => {
    const given = contributions.find((contribution) => contribution.j === j);
    if (given === undefined || given.kind !== source.kind)
      throw new DrawError('seed.missing', `source ${j} (${source.kind}) has no contribution`, { j });
    if (given.kind === 'party' && given.reveal === null && params.seed.onMissing === 'void')
      throw new DrawError('seed.missing', `party ${j} did not reveal`, { j });
    return contributionBytes(given);
  });
  const seed = seedOf(hash, { freezeId: id, delay: params.seed.delay }, entropy);
  return { freezeId: id, seed, bits: countEntropy(params.seed.sources, contributions) };
}

/**
 * Draws.
 * @throws DrawError `seed.missing`, `seed.entropy` (below 64 bits), `assign.*`
 */
export function buildDraw(input: DrawInput, options: DrawOptions = {}): Drawn {
  const { params } = input;
  const hash = options.provider ?? providerFor(params.suite);
  const { seed } = seedFrom(params, input.contributions, hash);
  const selection = selectFrom(
    { params, frame: input.frame, keys: keysOf(hash, seed) },
    hash,
    (done, total) => options.onProgress?.('selection', done, total),
  );
  return drawFrom({ ...input, selection }, options);
}

/**
 * The draw of a selection that was made from the same parameters and contributions, by whoever streams the frame
 * instead of holding it.
 * @throws DrawError `seed.missing`, `seed.entropy` (below 64 bits), `assign.*`
 */
export function drawFrom(
  input: Omit<DrawInput, 'frame'> & { readonly selection: Selection },
  options: DrawOptions = {},
): Drawn {
  const { params, selection } = input;
  const hash = options.provider ?? providerFor(params.suite);
  const { freezeId: id, seed, bits } = seedFrom(params, input.contributions, hash);
  if (bits < ENTROPY_REFUSED_BELOW)
    throw new DrawError('seed.entropy', `only ${bits} bits of the seed came from outside`, { bits });
  const keys = keysOf(hash, seed);
  const selected = selection.selected.map((row) => ({ ...row, area: input.areaOf(row.c) }));
  const base = { ...selection, selected, freezeId: id, seed: hex(seed), bits };
  if (params.kind === 'select') return { ...base, assignment: null, assign: null };
  const teams = assignTeams(
    { params, key: keys.assign, tasks: selected, inspectors: input.inspectors, conflicts: input.conflicts },
    hash,
    (done, total) => options.onProgress?.('assignment', done, total),
  );
  return { ...base, assignment: teams.rows, assign: teams.summary };
}

/** K_asg of a seed. */
export function assignKey(hash: HashProvider, seed: Hex): Uint8Array {
  return keysOf(hash, unhex(seed, 32)).assign;
}
