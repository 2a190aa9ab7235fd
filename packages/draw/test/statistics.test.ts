/** The selection as a chance experiment (protocol §14): inclusion, pairs, order, reserves, independence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankStratum } from '../src/select.ts';
import {
  assertChiSquare,
  chiSquareBounds,
  hash,
  inclusionStatistic,
  judge,
  ones,
  ranks,
  stratum,
  zeros,
  zOf,
} from './statistics.ts';

const equal = (quota: number) => ({ method: 'equal', quota }) as const;

test('the bounds of the statistics are those of the published table', () => {
  const table = [
    [14, 0.8, 55.5],
    [36, 8.6, 92],
    [47, 14, 108.6],
    [99, 45.7, 181.1],
    [999, 800.7, 1226.1],
  ] as const;
  if (process.argv.includes('--fresh')) return;
  for (const [df, low, high] of table) {
    const [from, to] = chiSquareBounds(df);
    assert.ok(Math.abs(from - low) < 0.06 && Math.abs(to - high) < 0.06, `${df}: ${from} ${to}`);
  }
});

test('6 of 37: every object, every pair, every place and every first reserve is equally likely', () => {
  const [n, k] = [37, 6];
  const pool = stratum('inclusion', ones(n));
  judge('inclusion', 60_000, (keysAt, samples) => {
    const drawn = zeros(n);
    const reserve = zeros(n);
    const pairs = zeros(n * n);
    const places = zeros(n * n);
    for (let r = 0; r < samples; r += 1) {
      const order = ranks(pool, keysAt(r), equal(k));
      order.forEach((object, place) => {
        places[object * n + place]! += 1;
      });
      reserve[order[k]!]! += 1;
      for (let a = 0; a < k; a += 1) {
        drawn[order[a]!]! += 1;
        for (let b = 0; b < k; b += 1) pairs[order[a]! * n + order[b]!]! += 1;
      }
    }
    assertChiSquare(inclusionStatistic(drawn, samples, k / n), n - 1, 'inclusion');
    assertChiSquare(inclusionStatistic(reserve, samples, 1 / n), n - 1, 'first reserve');
    const both = (k * (k - 1)) / (n * (n - 1));
    let largest = 0;
    for (let a = 0; a < n; a += 1) {
      for (let b = a + 1; b < n; b += 1) {
        largest = Math.max(largest, Math.abs(zOf(pairs[a * n + b]!, samples, both)));
      }
    }
    assert.ok(largest < 6.2, `largest deviation of a pair: ${largest}`);
    const expected = samples / n;
    const square = places.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assertChiSquare(((n - 1) / n) * square, (n - 1) ** 2, 'places');
  });
});

test('when 5 of 20 are struck, the next in order are a fair sample of the other 15', () => {
  const [n, struck, k] = [20, 5, 4];
  const pool = stratum('replacement', ones(n));
  judge('replacement', 15_000, (keysAt, samples) => {
    const counts = zeros(n - struck);
    for (let r = 0; r < samples; r += 1) {
      const left = ranks(pool, keysAt(r), equal(k)).filter((object) => object >= struck);
      for (const object of left.slice(0, k)) counts[object - struck]! += 1;
    }
    assertChiSquare(inclusionStatistic(counts, samples, k / (n - struck)), n - struck - 1, 'replacement');
  });
});

test('strata are drawn independently of each other', () => {
  const [left, right] = [stratum('left', ones(4)), stratum('right', ones(4))];
  judge('independence', 10_000, (keysAt, samples) => {
    const cells = zeros(4);
    for (let r = 0; r < samples; r += 1) {
      const keys = keysAt(r);
      const a = ranks(left, keys, equal(2)).indexOf(0) < 2 ? 1 : 0;
      const b = ranks(right, keys, equal(2)).indexOf(0) < 2 ? 1 : 0;
      cells[2 * a + b]! += 1;
    }
    const square = cells.reduce((sum, count) => sum + (count - samples / 4) ** 2 / (samples / 4), 0);
    assertChiSquare(square, 3, 'two by two');
  });
});

test('the place of one object in successive draws shows no memory', () => {
  const n = 20;
  const pool = stratum('successive', ones(n));
  judge('successive', 10_000, (keysAt, samples) => {
    const middle = (n - 1) / 2;
    const variance = (n * n - 1) / 12;
    let before = 0;
    let sum = 0;
    for (let r = 0; r < samples; r += 1) {
      const now = ranks(pool, keysAt(r), equal(1)).indexOf(0) - middle;
      sum += before * now;
      before = now;
    }
    const z = sum / (variance * Math.sqrt(samples - 1));
    assert.ok(Math.abs(z) < 5, `serial correlation: z ${z}`);
  });
});

test('every bit of the tickets is balanced', () => {
  const pool = stratum('bits', ones(40));
  judge('bits', 2_000, (keysAt, samples) => {
    const set = zeros(256);
    for (let r = 0; r < samples; r += 1) {
      const rows = rankStratum(
        { h: 0, method: 'equal', leaves: pool.leaves, quota: 40, keep: 40 },
        hash,
        keysAt(r),
      );
      for (const { ticket } of rows) {
        for (let bit = 0; bit < 256; bit += 1) set[bit]! += (ticket[bit >> 3]! >> (7 - (bit & 7))) & 1;
      }
    }
    const largest = Math.max(...set.map((count) => Math.abs(zOf(count, 40 * samples, 0.5))));
    assert.ok(largest < 6, `largest deviation of a bit: ${largest}`);
  });
});
