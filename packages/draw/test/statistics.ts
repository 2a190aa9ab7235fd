/**
 * Tools of the statistical acceptance tests (protocol §14): fixed seeds `H("stat/" + test + "/" + r)`, bounds by
 * Wilson and Hilferty. Run a test file with `--long` for ten times the samples, with `--fresh` for new seeds,
 * bounds at 10^-9, and a second chance with ten times the samples.
 *   node packages/draw/test/statistics.test.ts --long
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { ascii } from '../src/bytes.ts';
import { LEAF_LENGTH, objectLeaf } from '../src/freeze.ts';
import { providerFor } from '../src/hash/providers.ts';
import { type DrawKeys, keysOf } from '../src/seed.ts';
import { type Ranked, rankStratum } from '../src/select.ts';
import type { Method } from '../src/types.ts';
import { bytes32 } from './assign-instances.ts';

export const hash = providerFor('SHA256');

const long = process.argv.includes('--long');
/** Part of the seeds of a run with fresh seeds, else null. */
export const fresh = process.argv.includes('--fresh') ? randomBytes(8).toString('hex') : null;
/** Two-sided quantile of the normal law: 10^-6, or 10^-9 with fresh seeds. */
const Z = fresh === null ? 4.753 : 5.998;

/** The keys of the r-th simulated draw of a test. */
export type KeysAt = (r: number) => DrawKeys;

/** Runs a check with its number of samples; with fresh seeds a hit must repeat with ten times as many. */
export function judge(test: string, samples: number, check: (keys: KeysAt, samples: number) => void): void {
  judgeScaled({ test, samples, factor: 10 }, check);
}

/** As `judge`, for statistics whose bound is stated for one number of samples. */
export function judgeFixed(
  test: string,
  samples: number,
  check: (keys: KeysAt, samples: number) => void,
): void {
  judgeScaled({ test, samples, factor: 1 }, check);
}

function judgeScaled(
  { test, samples, factor }: { test: string; samples: number; factor: number },
  check: (keys: KeysAt, samples: number) => void,
): void {
  const keysAt =
    (round: string): KeysAt =>
    (r) =>
      keysOf(hash, hash.hash(ascii(`stat/${round}${test}/${r}`)));
  const size = long ? factor * samples : samples;
  if (fresh === null) {
    check(keysAt(''), size);
    return;
  }
  try {
    check(keysAt(`${fresh}/`), size);
  } catch (first) {
    console.log(`${test}: repeated after: ${String(first)}`);
    check(keysAt(`${fresh}/again/`), factor * size);
  }
}

/** Wilson and Hilferty: the value of χ²(df) at z standard deviations. */
function chiSquareAt(df: number, z: number): number {
  return df * (1 - 2 / (9 * df) + z * Math.sqrt(2 / (9 * df))) ** 3;
}

/** Bounds of χ²(df): too uneven is as suspicious as too even. */
export function chiSquareBounds(df: number): readonly [number, number] {
  return [chiSquareAt(df, -Z), chiSquareAt(df, Z)];
}

/** The statistic lies between the bounds of χ²(df). */
export function assertChiSquare(value: number, df: number, what: string): void {
  const [low, high] = chiSquareBounds(df);
  assert.ok(
    value >= low && value <= high,
    `${what}: ${value.toFixed(1)} outside ${low.toFixed(1)} – ${high.toFixed(1)}`,
  );
}

/** ((n−1)/n)·Σ (O − Rp)² / (Rp(1−p)) for counts of a fixed number of winners: χ²(n−1). */
export function inclusionStatistic(counts: readonly number[], samples: number, p: number): number {
  const n = counts.length;
  const expected = samples * p;
  const sum = counts.reduce((total, count) => total + (count - expected) ** 2, 0);
  return (((n - 1) / n) * sum) / (expected * (1 - p));
}

/** Standardised deviation of a count of independent events of probability p. */
export function zOf(count: number, samples: number, p: number): number {
  return (count - samples * p) / Math.sqrt(samples * p * (1 - p));
}

export const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

/** A stratum of invented objects: leaves with these weights, and which object a commitment is. */
export function stratum(name: string, weights: readonly number[]) {
  const commitments = weights.map((_, n) => bytes32(`${name}/object ${n}`));
  const leaves = new Uint8Array(weights.length * LEAF_LENGTH);
  weights.forEach((weight, n) => {
    leaves.set(objectLeaf(0, weight, commitments[n]!), n * LEAF_LENGTH);
  });
  // Two bytes tell the few objects of a test apart; the assertion keeps it so.
  const place = (c: Uint8Array): number => (c[0] ?? 0) * 256 + (c[1] ?? 0);
  const numbers = new Map(commitments.map((c, n) => [place(c), n]));
  assert.equal(numbers.size, weights.length);
  return { leaves, numberOf: (c: Uint8Array): number => numbers.get(place(c)) ?? -1 };
}

export const ones = (count: number): number[] => Array.from({ length: count }, () => 1);

export type Pool = ReturnType<typeof stratum>;

/** Object numbers in rank order. */
export function ranks(
  pool: Pool,
  keys: ReturnType<KeysAt>,
  choice: { method: Method; quota: number },
): number[] {
  const keep = pool.leaves.length / 39;
  const rows: readonly Ranked[] = rankStratum({ h: 0, leaves: pool.leaves, keep, ...choice }, hash, keys);
  return rows.map((row) => pool.numberOf(row.c));
}
