/** Selection: rank orders against an independent plain computation, rankings that merge, and their invariances. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ascii, compareBytes, concat, hex } from '../src/bytes.ts';
import { LEAF_LENGTH, objectLeaf, sortEntries } from '../src/freeze.ts';
import { logHash, providerFor } from '../src/providers.ts';
import { mergeRankings, prefilter, rankedRows, rankStratum, startRanking, ticketOf } from '../src/select.ts';
import type { Method } from '../src/types.ts';
import { selectCases } from './vectors/selection.ts';

const hash = providerFor('SHA256');
const keys = { select: logHash.hash(ascii('select')), round: logHash.hash(ascii('round')) };
const objects = (n: number, weight: (i: number) => number = () => 1): Uint8Array[] =>
  Array.from({ length: n }, (_, i) => objectLeaf(0, weight(i), logHash.hash(ascii(`object ${i}`))));
const cOf = (leaf: Uint8Array): Uint8Array => leaf.subarray(7);

/** Ranks by sorting everything: what the bottom-k must equal. */
function plainOrder(leaves: readonly Uint8Array[]): readonly string[] {
  return leaves
    .map((leaf) => ({ c: cOf(leaf), ticket: ticketOf(hash, keys.select, cOf(leaf)) }))
    .sort((a, b) => compareBytes(a.ticket, b.ticket) || compareBytes(a.c, b.c))
    .map(({ c }) => hex(c));
}

const ranked = (
  leaves: readonly Uint8Array[],
  wanted: { readonly method: Method; readonly quota: number; readonly keep?: number },
): readonly string[] =>
  rankStratum({ h: 0, leaves: concat(...leaves), keep: leaves.length, ...wanted }, hash, keys).map(({ c }) =>
    hex(c),
  );

test('the bottom of any size equals the beginning of the fully sorted order', () => {
  const leaves = objects(5000);
  const order = plainOrder(leaves);
  for (const keep of [0, 1, 2, 37, 500, 4999, 5000])
    assert.deepEqual(ranked(leaves, { method: 'equal', quota: 0, keep }), order.slice(0, keep));
});

test('a ranking built from any pieces in any order and merged is the same ranking', () => {
  const leaves = objects(9000);
  const whole = plainOrder(leaves).slice(0, 100);
  for (const cuts of [[4500], [1, 2, 8999], [4096, 8192]]) {
    const pieces = [0, ...cuts].map((from, i) => leaves.slice(from, cuts[i] ?? leaves.length).reverse());
    const finished = pieces.map((piece) => {
      const ranking = startRanking(hash, keys.select, { keep: 100 });
      for (let at = 0; at < piece.length; at += 700) ranking.push(concat(...piece.slice(at, at + 700)));
      return ranking.finish();
    });
    const merged = rankedRows(mergeRankings(finished, 100)).map(({ c }) => hex(c));
    assert.deepEqual(merged, whole);
  }
});

test('the prefilter keeps everything that is needed and never changes a result', () => {
  const leaves = objects(3000);
  const bound = prefilter(50, 3000);
  assert.ok(bound !== null);
  const filtered = startRanking(hash, keys.select, { keep: 50, limit: Number(bound >> 16n) + 1 });
  filtered.push(concat(...leaves));
  assert.deepEqual(
    rankedRows(filtered.finish()).map(({ c }) => hex(c)),
    plainOrder(leaves).slice(0, 50),
  );
  assert.equal(prefilter(10, 10), null);
  assert.equal(prefilter(0, 0), null);
  assert.equal(prefilter(1, 1000), ((1n << 64n) * 29n) / 1000n);
});

test('given tickets, ties included, give the listed orders', () => {
  for (const { name, method, members, order } of selectCases()) {
    assert.equal(order.length, members.length, name);
    assert.deepEqual([...order].sort(), members.map(({ c }) => c).sort(), name);
    if (method !== 'equal') continue;
    const plain = [...members].sort((a, b) => (a.ticket + a.c < b.ticket + b.c ? -1 : 1)).map(({ c }) => c);
    assert.deepEqual(order, plain, name);
  }
});

test('units heavier than their share are drawn with certainty, also when that makes others so', () => {
  const weights = [1000, 100, 10, 1, 1, 1, 1, 1, 1, 1];
  const leaves = objects(10, (i) => weights[i] ?? 1);
  for (const method of ['seqpoisson', 'pps'] as const) {
    const order = ranked(leaves, { method, quota: 4 });
    const certain = leaves.slice(0, 3).map((leaf) => hex(cOf(leaf)));
    assert.deepEqual(order.slice(0, 3).toSorted(), certain.sort(), method);
  }
});

test('pps takes exactly the quota, and every unit is taken with its share', () => {
  const leaves = objects(8, (i) => 1 + (i % 4));
  const taken = new Map<string, number>();
  const runs = 4000;
  for (let r = 0; r < runs; r += 1) {
    const round = logHash.hash(ascii(`round ${r}`));
    const select = logHash.hash(ascii(`select ${r}`));
    const rows = rankStratum({ h: 0, method: 'pps', leaves: concat(...leaves), quota: 2, keep: 2 }, hash, {
      select,
      round,
    });
    for (const { c } of rows) taken.set(hex(c), (taken.get(hex(c)) ?? 0) + 1);
  }
  leaves.forEach((leaf, i) => {
    const p = (2 * (1 + (i % 4))) / 20;
    const z = ((taken.get(hex(cOf(leaf))) ?? 0) - runs * p) / Math.sqrt(runs * p * (1 - p));
    assert.ok(Math.abs(z) < 5, `unit ${i}: ${z}`);
  });
});

test('permuting the objects changes nothing, adding one changes no other ticket, removing a drawn one moves the first reserve in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 20 }), fc.nat(), (n, k, pick) => {
      const quota = Math.min(k, n - 1);
      const leaves = objects(n);
      const order = ranked(leaves, { method: 'equal', quota });
      const mixed = sortEntries(concat(...[...leaves].reverse()), LEAF_LENGTH);
      const again = rankStratum({ h: 0, method: 'equal', leaves: mixed, quota, keep: n }, hash, keys);
      assert.deepEqual(
        again.map(({ c }) => hex(c)),
        order,
      );
      const more = ranked([...leaves, objectLeaf(0, 1, logHash.hash(ascii(`new ${n}`)))], {
        method: 'equal',
        quota,
      });
      assert.deepEqual(
        more.filter((c) => order.includes(c)),
        order,
      );
      const struck = order[pick % quota] ?? '';
      const fewer = ranked(
        leaves.filter((leaf) => hex(cOf(leaf)) !== struck),
        { method: 'equal', quota },
      );
      assert.deepEqual(
        fewer.slice(0, quota),
        order.slice(0, quota + 1).filter((c) => c !== struck),
      );
    }),
    { numRuns: 60 },
  );
});

test('sorting leaves is sorting bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 39, maxLength: 39 })), (rows) => {
      const sorted = sortEntries(concat(...rows), 39);
      assert.deepEqual(sorted, concat(...rows.toSorted((a, b) => Buffer.compare(a, b))));
    }),
  );
  const same = new Uint8Array(39).fill(5);
  const rows = [255, 0, 128, 1].map((last) => concat(same.subarray(0, 38), Uint8Array.of(last)));
  assert.deepEqual(
    [...sortEntries(concat(...rows), 39)].filter((_, i) => i % 39 === 38),
    [0, 1, 128, 255],
  );
});
