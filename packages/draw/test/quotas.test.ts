/** Quotas: exact integers whatever the rate, rounding, bounds and base; and the table shown before the freeze. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ascii } from '../src/bytes.ts';
import { logHash, providerFor } from '../src/providers.ts';
import { fractionText, previewQuotas, quotas } from '../src/quotas.ts';
import type { DrawStratum, Rounding, Stratum } from '../src/types.ts';

const hash = providerFor('SHA256');
const stratum = (change: Partial<DrawStratum> = {}): DrawStratum => ({
  code: '1',
  name: '1',
  rule: 'draw',
  rate: [15, 100],
  round: 'ceil',
  min: 0,
  max: null,
  base: 'eligible',
  method: 'equal',
  ...change,
});
const quota = (n: number, change: Partial<DrawStratum>): number | undefined =>
  quotas({ strata: [stratum(change)], counts: [n] }, hash, new Uint8Array(32))[0];

// D-12: n, rate, then ceil, half, floor.
const TABLE: readonly (readonly [number, number, number, number, number, number])[] = [
  [37, 15, 100, 6, 6, 5],
  [36, 15, 100, 6, 5, 5],
  [40, 15, 100, 6, 6, 6],
  [10, 1, 20, 1, 1, 0],
  [9, 1, 20, 1, 0, 0],
  [3, 5, 100, 1, 0, 0],
  [100, 7, 100, 7, 7, 7],
  [100, 29, 100, 29, 29, 29],
  [1000, 1, 3, 334, 333, 333],
  [2, 1, 4, 1, 1, 0],
  [1, 999999, 1000000, 1, 1, 0],
  [0, 1, 1, 0, 0, 0],
  [50, 0, 1, 0, 0, 0],
  [50, 1, 1, 50, 50, 50],
  [1, 1, 1000000, 1, 0, 0],
  [4294967295, 1, 3, 1431655765, 1431655765, 1431655765],
  [999999999, 999999, 1000000, 999999000, 999998999, 999998999],
];

test('each rounding rule gives the printed number', () => {
  for (const [n, a, b, ceil, half, floor] of TABLE) {
    assert.equal(quota(n, { rate: [a, b], round: 'ceil' }), ceil, `ceil ${n}·${a}/${b}`);
    assert.equal(quota(n, { rate: [a, b], round: 'half' }), half, `half ${n}·${a}/${b}`);
    assert.equal(quota(n, { rate: [a, b], round: 'floor' }), floor, `floor ${n}·${a}/${b}`);
  }
});

test('minimum, then maximum, then the stratum itself bound the number', () => {
  assert.equal(quota(10, { rate: [0, 1], min: 1 }), 1);
  assert.equal(quota(0, { min: 1 }), 0);
  assert.equal(quota(5, { rate: [1, 1], max: 2 }), 2);
  assert.equal(quota(5, { rate: [0, 1], min: 4, max: 2 }), 2);
  assert.equal(quota(5, { rate: [0, 1], min: 9 }), 5);
  assert.equal(quota(5, { rate: [1, 1], max: 0 }), 0);
});

test('base “all” takes the rate of the excluded too, but draws eligible ones only', () => {
  const none: Stratum = { code: 'X', name: 'X', rule: 'none', of: '1', reason: 'cap' };
  const of = (base: 'eligible' | 'all', rate: readonly [number, number]): readonly number[] =>
    quotas({ strata: [stratum({ base, rate }), none], counts: [10, 30] }, hash, null);
  assert.deepEqual(of('eligible', [1, 10]), [1, 0]);
  assert.deepEqual(of('all', [1, 10]), [4, 0]);
  assert.deepEqual(of('all', [1, 1]), [10, 0]);
});

test('cascade keeps every stratum and the total within one of the exact product', () => {
  const rate = fc
    .tuple(fc.nat(50), fc.integer({ min: 1, max: 50 }))
    .map(([a, b]) => [Math.min(a, b), b] as const);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(rate, fc.nat(60)), { minLength: 1, maxLength: 8 }),
      fc.string(),
      (rows, sentence) => {
        const strata = rows.map(([r], i) => stratum({ code: String(i), rate: r, round: 'cascade' }));
        const counts = rows.map(([, n]) => n);
        const key = logHash.hash(Buffer.from(sentence));
        const k = quotas({ strata, counts }, hash, key);
        let exact = 0;
        rows.forEach(([[a, b], n], i) => {
          exact += (n * a) / b;
          assert.ok(Math.abs((k[i] ?? 0) - (n * a) / b) < 1 + 1e-9);
        });
        const total = k.reduce((sum, value) => sum + value, 0);
        assert.ok(Math.abs(total - exact) < 1 + 1e-6);
      },
    ),
  );
});

test('cascade gives the exact rate on average where fixed rounding gives all or nothing', () => {
  const strata = Array.from({ length: 100 }, (_, i) =>
    stratum({ code: String(i), rate: [1, 20], round: 'cascade' }),
  );
  const counts = strata.map(() => 3);
  const total = (round: Rounding): number =>
    quotas({ strata: strata.map((s) => ({ ...s, round })), counts }, hash, logHash.hash(ascii('x'))).reduce(
      (sum, k) => sum + k,
      0,
    );
  assert.deepEqual(
    ['ceil', 'half', 'floor', 'cascade'].map((round) => total(round as Rounding)),
    [100, 0, 0, 15],
  );
});

test('cascade without a seed is refused rather than guessed', () => {
  const strata = [stratum({ round: 'cascade' })];
  assert.throws(() => quotas({ strata, counts: [3] }, hash, null), { code: 'quota.coin' });
});

test('the preview shows base, exact product, target and effective rate of the task sheet', () => {
  const [line] = previewQuotas([stratum()], [37]);
  assert.deepEqual(line, {
    code: '1',
    members: 37,
    base: 37,
    product: '5.55',
    target: 6,
    targetHigh: 6,
    effective: '16.22',
  });
  const [cascade] = previewQuotas([stratum({ round: 'cascade' })], [37]);
  assert.deepEqual([cascade?.target, cascade?.targetHigh], [5, 6]);
});

test('the preview agrees with the draw for every rule', () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.nat(100),
      fc.constantFrom<Rounding>('ceil', 'half', 'floor', 'cascade'),
      (n, a, round) => {
        const strata = [stratum({ rate: [a, 100], round })];
        const [line] = previewQuotas(strata, [n]);
        const [k] = quotas({ strata, counts: [n] }, hash, logHash.hash(ascii(`${n} ${a}`)));
        assert.ok(line !== undefined && k !== undefined && line.target <= k && k <= line.targetHigh);
      },
    ),
  );
});

test('exact products are written as finite decimals or as fractions', () => {
  const texts = [
    [555n, 100n, '5.55'],
    [600n, 100n, '6'],
    [37n, 3n, '37/3'],
    [1n, 8n, '0.125'],
    [3n, 20n, '0.15'],
    [0n, 7n, '0'],
    [10n, 30n, '1/3'],
    [1n, 1000000n, '0.000001'],
  ] as const;
  for (const [n, d, text] of texts) assert.equal(fractionText(n, d), text);
});
