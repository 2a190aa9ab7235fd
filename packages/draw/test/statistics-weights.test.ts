/** Rounding and weights as chance experiments (protocol §14): cascade quotas, pps, sequential Poisson. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotas } from '../src/quotas.ts';
import type { Method, Stratum } from '../src/types.ts';
import { assertChiSquare, hash, judge, type KeysAt, ranks, stratum, zeros, zOf } from './statistics.ts';

test('cascade rounding meets every rate on average and every total within one', () => {
  const shape = [
    [3, 5, 100],
    [3, 5, 100],
    [2, 1, 7],
    [3, 15, 100],
    [1, 1, 3],
  ] as const;
  const strata = shape.map(
    ([, a, b], n): Stratum => ({
      code: `${n}`,
      name: `${n}`,
      rule: 'draw',
      rate: [a, b],
      round: 'cascade',
      min: 0,
      max: null,
      base: 'eligible',
      method: 'equal',
    }),
  );
  const counts = shape.map(([size]) => size);
  judge('cascade', 40_000, (keysAt, samples) => {
    const sums = zeros(strata.length);
    for (let r = 0; r < samples; r += 1) {
      const taken = quotas({ strata, counts }, hash, keysAt(r).round);
      taken.forEach((count, h) => {
        sums[h]! += count;
      });
      const total = taken.reduce((sum, count) => sum + count, 0);
      assert.ok(total === 1 || total === 2, `total ${total}`);
    }
    shape.forEach(([size, a, b], h) => {
      const z = zOf(sums[h]!, samples, (size * a) / b);
      assert.ok(Math.abs(z) <= 5, `stratum ${h}: ${sums[h]! / samples}, z ${z}`);
    });
  });
});

const WEIGHTED = [
  { n: 8, k: 2, weights: [1, 5], low: 0.14, high: 0.04 },
  { n: 20, k: 3, weights: [1, 2, 3, 4], low: 0.07, high: 0.04 },
  { n: 37, k: 6, weights: [1, 2, 4, 8], low: 0.06, high: 0.04 },
];

for (const { n, k, weights, low, high } of WEIGHTED) {
  const given = Array.from({ length: n }, (_, i) => weights[i % weights.length]!);
  const pool = stratum(`weights of ${n}`, given);
  const total = given.reduce((sum, weight) => sum + weight, 0);
  const shares = given.map((weight) => (k * weight) / total);
  const frequencies = (keysAt: KeysAt, samples: number, method: Method): number[] => {
    const counts = zeros(n);
    for (let r = 0; r < samples; r += 1) {
      for (const object of ranks(pool, keysAt(r), { method, quota: k }).slice(0, k)) counts[object]! += 1;
    }
    return counts;
  };

  test(`pps, ${k} of ${n} with weights ${weights.join(', ')}: inclusion is proportional to the weight`, () => {
    judge(`pps ${n}`, 20_000, (keysAt, samples) => {
      const counts = frequencies(keysAt, samples, 'pps');
      const sum = counts.reduce((all, count, i) => all + zOf(count, samples, shares[i]!) ** 2, 0);
      assertChiSquare(sum, n, 'sum of squares');
    });
  });

  test(`seqpoisson, ${k} of ${n} with weights ${weights.join(', ')}: inclusion stays near the weight`, () => {
    judge(`seqpoisson ${n}`, 20_000, (keysAt, samples) => {
      const counts = frequencies(keysAt, samples, 'seqpoisson');
      counts.forEach((count, i) => {
        const noise = 5 * Math.sqrt((1 - shares[i]!) / (samples * shares[i]!));
        const off = count / samples / shares[i]! - 1;
        assert.ok(off > -low - noise && off < high + noise, `object ${i}: ${off}`);
      });
    });
  });
}
